"""How exactly the landing sites of the shipped catalogue are known."""

import pytest

from missions.models import Site
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


def landing_positions(client, slug):
    """Return the measured landing positions and the citations by key of a mission, by one request."""
    mission = client.get(f"/api/v1/missions/{slug}/").json()
    positions = [
        site
        for site in mission["sites"]
        if site["kind"] == "landing" and site["position_kind"] == "measured"
    ]
    citations = {}
    for citation in mission["citations"]:
        if citation["row_type"] == "site":
            citations.setdefault(citation["row_key"], []).append(citation)
    return positions, citations


def test_one_request_says_how_exactly_the_site_of_change_4_is_known(client):
    positions, citations = landing_positions(client, "change-4")

    # Latitude, longitude, method, stated error in latitude and longitude, rank, source.
    assert [
        (
            position["latitude_deg"],
            position["longitude_deg"],
            position["method"],
            position["latitude_uncertainty_m"],
            position["rank"],
            citations[position["key"]][0]["source"]["slug"],
        )
        for position in positions
    ] == [
        (
            "-45.457",
            "177.588",
            "feature-matching",
            None,
            "preferred",
            "liu-2020-lander-position",
        ),
        (
            "-45.4446",
            "177.5991",
            "descent-images",
            None,
            "alternative",
            "liu-2019-landing-site",
        ),
        (
            "-45.457",
            "177.589",
            "orbital-images",
            "20",
            "alternative",
            "nssdca-change-4",
        ),
    ]
    displayed = citations["statio-tianhe-features"][0]["note"]
    assert "Displayed because" in displayed
    assert "within 21 m" in displayed


def test_page_says_how_exactly_the_site_of_change_4_is_known(client):
    page = read(client, "/missions/change-4/")

    displayed = page.parts["site-statio-tianhe-features"]
    assert "by matching of features in images" in displayed
    assert "frame and uncertainty not stated in what was read" in displayed
    assert "Liu et al. 2020" in displayed
    assert "stated uncertainty: within 20 m" in page.parts["site-statio-tianhe-lro"]
    assert "(rounded value)" in page.parts["site-statio-tianhe-rounded"]
    assert "(centre of a named feature)" in page.parts["site-statio-tianhe-gazetteer"]


def test_position_of_change_3_by_interferometry_is_displayed(client):
    positions, citations = landing_positions(client, "change-3")

    displayed = positions[0]
    assert displayed["method"] == "vlbi"
    assert (displayed["latitude_deg"], displayed["longitude_deg"]) == (
        "44.12193",
        "-19.51159",
    )
    assert displayed["elevation_m"] == "-2637.3"
    assert displayed["latitude_uncertainty_m"] == "8.9"
    assert displayed["longitude_uncertainty_m"] == "4.5"
    assert displayed["rank"] == "preferred"
    assert citations["landing-vlbi"][0]["source"]["slug"] == "klopotek-2019-change-3"


def test_zones_and_regions_have_an_extent_instead_of_a_point():
    zone = Site.objects.get(record__slug="change-6", kind="target")
    mountain = Site.objects.get(record__slug="change-8", key="mons-mouton")

    assert (zone.latitude_deg, zone.bounds_words) == (
        None,
        "45° S to 41° S, 158° W to 150° W",
    )
    assert (mountain.latitude_deg, mountain.bounds_words) == (
        None,
        "86.22° S to 83.3° S, 11.67° E to 53.03° E",
    )
    assert mountain.size_as_printed == "130 km"


def test_no_crater_that_was_computed_is_said_to_hold_a_landing_or_impact(client):
    answer = client.get("/api/v1/missions/change-4/").json()

    subjects = [difference["subject"] for difference in answer["differences"]]
    assert "impact site" not in subjects
    [computed] = [
        citation
        for citation in answer["citations"]
        if "Van Gent X" in citation["locator"]
    ]
    assert (computed["stance"], computed["basis"]) == ("about", "calculated")
    assert "calculated by us, and stated by no source" in computed["note"]
