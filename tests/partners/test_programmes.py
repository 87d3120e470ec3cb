"""A second programme beside the ILRS: neither says anything of the other."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from catalog.counting import compare
from catalog.coverage import evidence_reach
from partners.models import (
    IlrsParticipation,
    counts_by_day,
    evidence_through,
    standings,
)
from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_participation,
    make_programme,
    make_source,
    make_total,
)
from tests.reading import get_json, read

pytestmark = pytest.mark.django_db

SIGNED_ILRS = {"kind": "signed", "date": "2023-12-06"}
SIGNED_OTHER = {"kind": "signed", "date": "2020-10-13"}


@pytest.fixture
def ilrs():
    return make_programme(acronym="ILRS", description="A base of robots on the Moon.")


@pytest.fixture
def other():
    # Before the ILRS by name, so that whoever takes the first programme takes the wrong one.
    return make_programme(
        slug="artemis",
        name="Artemis programme",
        acronym="AP",
        description="Humans on the Moon.",
    )


@pytest.fixture
def participations(ilrs, other):
    """Sweden takes part in both, Norway and its academy in the other programme alone; each by its own source."""
    sweden, norway = (
        make_country("SE", name="Sweden"),
        make_country("NO", name="Norway"),
    )
    academy = make_institution(slug="academy", name="Academy", country=norway)
    in_ilrs = make_participation(
        [SIGNED_ILRS], slug="sweden", programme=ilrs, country=sweden
    )
    in_other = [
        make_participation(
            [SIGNED_OTHER], slug="sweden-other", programme=other, country=sweden
        ),
        make_participation(
            [SIGNED_OTHER], slug="norway-other", programme=other, country=norway
        ),
        make_participation(
            [SIGNED_OTHER],
            slug="academy-other",
            programme=other,
            level="institution",
            institution=academy,
        ),
    ]
    cite(in_ilrs, make_source(published="2024-01-05"), step=in_ilrs.steps.get())
    for participation in in_other:
        cite(
            participation,
            make_source(published="2025-02-03"),
            step=participation.steps.get(),
        )
        participation.refresh_search_text()
    in_ilrs.refresh_search_text()


def page_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_page_of_the_ilrs_is_of_the_ilrs_alone(client, participations):
    page = page_of(client, "/ilrs/")

    assert "A base of robots on the Moon." in page
    assert "Humans on the Moon." not in page
    assert "<h1>International Lunar Research Station (ILRS)</h1>" in page
    assert "Norway" not in page
    assert "13 October 2020" not in page
    assert "reaches through 5 January 2024" in page


def test_page_is_that_of_the_programme_with_the_slug_whatever_its_name(
    client, participations
):
    make_programme(name="Zenith station", acronym="")

    page = page_of(client, "/ilrs/")

    assert "<h1>Zenith station</h1>" in page
    assert "Steps towards the Zenith station" in page
    assert "A base of robots on the Moon." in page


def test_page_of_a_day_counts_the_participants_of_the_ilrs(client, participations):
    page = page_of(client, "/ilrs/?as_of=2021-01-01")

    assert "signed by then" not in page
    assert "6 December 2023" in page


def test_without_the_ilrs_its_page_shows_no_other_programme(client, other):
    make_participation(
        [SIGNED_OTHER], programme=other, country=make_country("NO", name="Norway")
    )

    page = page_of(client, "/ilrs/")

    assert "Artemis programme" not in page
    assert "Norway" not in page


def test_pages_of_partners_show_participation_in_the_ilrs(client, participations):
    norway = page_of(client, "/countries/NO/")
    sweden = page_of(client, "/countries/SE/")
    academy = page_of(client, "/institutions/academy/")
    countries = page_of(client, "/countries/")

    assert "No participation found in sources through 5 January 2024" in norway
    assert "Signed 6 December 2023" in sweden
    for page in (academy, countries):
        assert "2020" not in page


def test_page_of_a_country_shows_each_standing_under_its_programme(
    client, other, participations
):
    other.kind = "principles"
    other.save()

    sweden = sections(read(client, "/countries/SE/"))
    norway = sections(read(client, "/countries/NO/"))
    make_country("FI", name="Finland")
    finland = sections(read(client, "/countries/FI/"))

    assert "Signed 6 December 2023" in sweden["ilrs"]
    assert "2020" not in sweden["ilrs"]
    assert "Signed 13 October 2020; reported by press" in sweden["artemis"]
    assert "2023" not in sweden["artemis"]
    assert "No participation found in sources through 5 January 2024" in norway["ilrs"]
    assert "At the level of institutions: Academy: Signed" in norway["artemis"]
    assert (
        "No signature found in sources through 3 February 2025; they name some of the signatories only"
        in finland["artemis"]
    )


def sections(page):
    """Return the text of the sections of the two programmes on the page of a country."""
    start = page.text.index("International Lunar Research Station ")
    middle = page.text.index("Artemis programme", start)
    return {"ilrs": page.text[start:middle], "artemis": page.text[middle:]}


def test_standings_and_counts_are_of_one_programme(participations):
    norway = make_country("NO")

    assert standings([norway])[norway].kind == "none-found"
    assert standings([norway], "artemis")[norway].kind == "signed-by-press"
    assert [
        (row["day"], row["signed"])
        for row in counts_by_day()
        if row["level"] == "national"
    ] == [(date(2023, 12, 6), 1)]
    assert [
        row["signed"] for row in counts_by_day("artemis") if row["level"] == "national"
    ] == [2]
    assert evidence_through().published == "2024-01-05"
    assert evidence_reach([]) == [("ILRS", "5 January 2024")]


def test_the_api_lists_participations_in_the_ilrs(client, participations):
    listed = get_json(client, "/api/v1/ilrs-participations/", facets="country")
    counts = get_json(client, "/api/v1/ilrs-counts/")["results"]

    assert [found["slug"] for found in listed["results"]] == ["sweden"]
    assert listed["results"][0]["programme"]["slug"] == "ilrs"
    assert [
        (facet["value"], facet["count"]) for facet in listed["facets"]["country"]
    ] == [("SE", 1), (None, 0)]
    assert {row["day"] for row in counts} == {"2023-12-06"}


def test_an_address_of_the_api_says_in_which_programme_somebody_takes_part(
    client, participations
):
    participation = get_json(client, "/api/v1/ilrs-participations/norway-other/")

    assert participation["programme"]["name"] == "Artemis programme"
    assert participation["html_url"].endswith("/programmes/artemis/#norway-other")
    assert participation == get_json(client, "/api/v1/participations/norway-other/")


def test_home_page_counts_participations_in_the_ilrs(client, participations):
    assert "1 participations in the ILRS" in page_of(client, "/")


def test_a_total_counts_within_its_own_programme(ilrs, other, participations):
    values = {"measure": "countries-and-regions", "low": 55, "high": 55}
    totals = [
        make_total(programme=other, **values),
        make_total(programme=ilrs, **values),
    ]

    comparisons = compare(totals)

    assert [comparison.count.number for comparison in comparisons] == [2, 1]
    for comparison in comparisons:
        assert {record.programme for record in comparison.count.records} == {
            comparison.total.programme
        }


def test_totals_stand_under_the_name_of_their_programme(
    client, ilrs, other, participations
):
    for programme in (ilrs, other):
        make_total(
            programme=programme, measure="countries-and-regions", low=55, high=55
        )

    page = page_of(client, "/totals/")

    assert (
        '<h2 id="artemis"><a href="/programmes/artemis/">Artemis programme</a></h2>'
        in page
    )
    assert (
        '<h2 id="ilrs"><a href="/ilrs/">International Lunar Research Station</a></h2>'
        in page
    )
    assert "Artemis" not in page_of(client, "/ilrs/")


def test_search_puts_each_programme_under_its_own_name(client, ilrs, other):
    for programme in (ilrs, other):
        programme.names.create(key="short", name="Moon plan", kind="as-printed")
        programme.refresh_search_text()

    page = page_of(client, "/search/?q=moon+plan")

    assert ">Artemis programme (1)</h2>" in page
    assert ">International Lunar Research Station (1)</h2>" in page


def test_search_finds_participations_in_the_ilrs_under_their_heading(
    client, participations
):
    page = page_of(client, "/search/?q=norway")

    assert "ILRS participations" not in page
    assert "ILRS participations (1)" in page_of(client, "/search/?q=sweden")


def test_search_counts_the_participations_of_each_programme(client, ilrs, other):
    for number in range(52):
        institution = make_institution(name=f"Alpha {number:02}")
        programmes = [ilrs, other] if number < 2 else [ilrs]
        for programme in programmes:
            participation = make_participation(
                level="institution", institution=institution, programme=programme
            )
            participation.refresh_search_text()

    page = page_of(client, "/search/?q=alpha")

    assert "ILRS participations (52)" in page
    assert "AP participations (2)" in page


def test_a_country_takes_part_once_in_each_programme(ilrs, other, participations):
    sweden = make_country("SE")
    third = make_programme(slug="third", name="Third")

    IlrsParticipation(
        slug="third", programme=third, level="national", country=sweden
    ).full_clean(exclude=["sort_key"])
    with pytest.raises(
        ValidationError, match="This country has a participation already"
    ):
        IlrsParticipation(
            slug="again", programme=other, level="national", country=sweden
        ).full_clean()
