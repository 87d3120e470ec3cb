"""How well the place of a mission on the Moon is known: kinds of statement, extents, and what is a rival of what."""

import csv
import io
import itertools
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from missions.figures.moon import moon_views, unlocated_sites
from missions.geojson import extent
from missions.models import Mission, Site
from tests.factories import cite, make_mission
from tests.reading import read

pytestmark = pytest.mark.django_db

ZONE = {
    "south_bound_latitude_deg": Decimal(-45),
    "north_bound_latitude_deg": Decimal(-41),
    "west_bound_longitude_deg": Decimal(-158),
    "east_bound_longitude_deg": Decimal(-150),
}
POINT = {"latitude_deg": Decimal("-45.457"), "longitude_deg": Decimal("177.588")}


def site(**values):
    defaults = {
        "record": make_mission(),
        "key": "site",
        "kind": "landing",
        "name": "Statio",
    }
    return Site(**(defaults | values))


def zone(**values):
    return site(**({"kind": "target", "position_kind": "extent"} | ZONE | values))


@pytest.mark.parametrize(
    ("values", "constraint", "words"),
    [
        (
            ZONE | POINT | {"position_kind": "extent"},
            "missions_site_point_or_extent",
            "a point or an extent, not both",
        ),
        (
            POINT | {"position_kind": "measured", "size_as_printed": "2 km"},
            "missions_site_point_or_extent",
            "a point or an extent, not both",
        ),
        (
            {"position_kind": "extent"},
            "missions_site_position_of_its_kind",
            "An extent has its limits or its size",
        ),
        (
            {"position_kind": "measured"},
            "missions_site_position_of_its_kind",
            "every other position a latitude and a longitude",
        ),
        (
            ZONE | {"position_kind": "extent", "east_bound_longitude_deg": None},
            "missions_site_bounds_complete",
            "all four limits or none",
        ),
        (
            ZONE | {"position_kind": "extent", "south_bound_latitude_deg": -41},
            "missions_site_bounds_ordered",
            "southern limit lies south of the northern",
        ),
        (
            ZONE | {"position_kind": "extent", "east_bound_longitude_deg": -158},
            "missions_site_bounds_ordered",
            "the western limit is not the eastern one",
        ),
        (
            ZONE | {"position_kind": "extent", "south_bound_latitude_deg": -91},
            "missions_site_bounds_range",
            "Limits lie between -90 and 90",
        ),
        (
            ZONE | {"position_kind": "extent", "east_bound_longitude_deg": 210},
            "missions_site_bounds_range",
            "Limits lie between -90 and 90",
        ),
        (
            POINT | {"position_kind": "rounded", "rank": "alternative"},
            "missions_site_no_rival_ranked",
            "no alternative of a measurement",
        ),
        (
            POINT | {"position_kind": "feature-centre", "rank": "alternative"},
            "missions_site_no_rival_ranked",
            "no alternative of a measurement",
        ),
        (
            POINT | {"position_kind": "stated", "method": "vlbi"},
            "missions_site_method_of_a_measurement",
            "Only a measured position has a method",
        ),
        (
            POINT | {"position_kind": "measured", "latitude_uncertainty_m": 8},
            "missions_site_uncertainty_of_a_point",
            "stands as printed too",
        ),
        (
            POINT
            | {
                "position_kind": "measured",
                "uncertainty_as_printed": "0 m",
                "longitude_uncertainty_m": 0,
            },
            "missions_site_uncertainty_range",
            "greater than 0 metres",
        ),
        (
            POINT | {"position_kind": "guessed"},
            "missions_site_position_kind_known",
            "not a valid choice",
        ),
        (
            POINT | {"position_kind": "measured", "method": "dowsing"},
            "missions_site_method_known",
            "not a valid choice",
        ),
        (
            POINT | {"position_kind": "measured", "reference_frame": "earth"},
            "missions_site_reference_frame_known",
            "not a valid choice",
        ),
    ],
)
def test_database_and_form_refuse_a_position_that_contradicts_itself(
    values, constraint, words
):
    place = site(**values)

    with pytest.raises(ValidationError, match=words):
        place.full_clean()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        place.save()


@pytest.mark.parametrize(
    "values",
    [
        # Across the meridian of 180 degrees.
        {"west_bound_longitude_deg": 170, "east_bound_longitude_deg": -170},
        # Around the pole.
        {
            "south_bound_latitude_deg": -90,
            "west_bound_longitude_deg": -180,
            "east_bound_longitude_deg": 180,
        },
    ],
)
def test_extent_may_lie_across_180_degrees_and_around_a_pole(values):
    place = zone(**values)

    place.full_clean()
    place.save()

    assert place.is_bounded


def test_extent_may_have_a_size_alone():
    place = site(kind="target", position_kind="extent", size_as_printed="130 km")

    place.full_clean()
    place.save()

    assert place.summary == "Statio; size 130 km"


@pytest.mark.parametrize("values", [POINT, ZONE])
def test_form_asks_what_kind_of_statement_a_position_is(values):
    with pytest.raises(ValidationError, match="what kind of statement"):
        site(**values).full_clean()


@pytest.fixture
def mission():
    """A mission whose landing site was measured, rounded and named."""
    mission = make_mission(slug="change-4", name="Chang'e-4")
    rows = [
        {
            "key": "measured",
            "position_kind": "measured",
            "method": "vlbi",
            "as_printed": "44.12193°N, −19.51159°E",
            "latitude_deg": "44.12193",
            "longitude_deg": "-19.51159",
            "uncertainty_as_printed": "8.9 m and 4.5 m",
            "latitude_uncertainty_m": "8.9",
            "longitude_uncertainty_m": "4.5",
        },
        {
            "key": "rounded",
            "position_kind": "rounded",
            "as_printed": "44° N, 20° W",
            "latitude_deg": "44",
            "longitude_deg": "-20",
        },
        {
            "key": "named",
            "position_kind": "feature-centre",
            "as_printed": "44.1° N, 19.5° W",
            "latitude_deg": "44.1",
            "longitude_deg": "-19.5",
        },
    ]
    for position, row in enumerate(rows):
        place = mission.sites.create(
            kind="landing", name="Statio", position=position, **row
        )
        cite(mission, site=place)
    return mission


def add_rival(mission):
    rival = mission.sites.create(
        key="rival",
        kind="landing",
        name="Statio",
        rank="alternative",
        position_kind="measured",
        method="descent-images",
        as_printed="44.13° N, 19.6° W",
        latitude_deg="44.13",
        longitude_deg="-19.6",
        base_map="terrain data",
        reference_frame="mean-earth",
        position=9,
    )
    cite(mission, site=rival)


def test_rounded_value_and_name_point_make_no_difference(client, mission):
    page = read(client, "/missions/change-4/")
    answer = client.get("/api/v1/missions/change-4/").json()

    assert "Sources differ" not in page.text
    assert answer["differences"] == []
    assert not Mission.objects.differing().exists()
    assert "44° N" not in read(client, "/differences/").text


def test_another_measurement_differs_from_the_measurement_alone(client, mission):
    add_rival(mission)

    [difference] = client.get("/api/v1/missions/change-4/").json()["differences"]

    assert difference["subject"] == "landing site"
    assert [value["words"] for value in difference["values"]] == [
        "Statio, 44.12193°N, −19.51159°E",
        "Statio, 44.13° N, 19.6° W",
    ]
    assert Mission.objects.differing().exists()
    differences = read(client, "/differences/").text
    assert "44.13° N" in differences
    assert "44° N, 20° W" not in differences


def test_csv_has_beside_a_measurement_what_differs_from_it_and_no_rounded_value(
    client, mission
):
    add_rival(mission)

    response = client.get("/api/v1/sites/", {"format": "csv"})
    text = b"".join(response.streaming_content).decode()
    lines = {line["key"]: line for line in csv.DictReader(io.StringIO(text))}

    assert lines["measured"]["name_differs"] == "Statio, 44.13° N, 19.6° W"
    assert lines["rounded"]["name_differs"] == ""
    assert lines["measured"]["latitude_uncertainty_m"] == "8.9"


def test_page_says_what_each_position_is_and_how_well_it_is_known(client, mission):
    add_rival(mission)

    parts = read(client, "/missions/change-4/").parts

    assert (
        "Measured position; by very long baseline interferometry; stated uncertainty: 8.9 m and 4.5 m (8.9 m in "
        "latitude, 4.5 m in longitude); frame not stated in what was read."
    ) in parts["site-measured"]
    assert "(rounded value)" in parts["site-rounded"]
    assert "(centre of a named feature)" in parts["site-named"]
    for key in ("measured", "rounded", "named"):
        assert "(alternative" not in parts[f"site-{key}"]
    assert "(alternative)" in parts["site-rival"]
    assert (
        "by images of the descent; base map: terrain data; frame: mean Earth/polar axis; "
        "uncertainty not stated in what was read."
    ) in parts["site-rival"]


def test_sites_are_filtered_by_statement_and_method(client, mission):
    add_rival(mission)

    def keys(**parameters):
        answer = client.get("/api/v1/sites/", parameters).json()
        return {place["key"] for place in answer["results"]}

    assert keys(position_kind="measured") == {"measured", "rival"}
    assert keys(position_kind="measured", rank="preferred") == {"measured"}
    assert keys(position_kind="rounded") == {"rounded"}
    assert keys(method="descent-images") == {"rival"}


def test_limits_of_an_extent_are_said_in_words():
    assert zone().summary == "Statio; 45° S to 41° S, 158° W to 150° W"
    assert zone(as_printed="43° S ± 2°").summary == (
        "Statio; 43° S ± 2°; limits 45° S to 41° S, 158° W to 150° W"
    )
    around_the_pole = zone(
        south_bound_latitude_deg=Decimal(-90),
        north_bound_latitude_deg=Decimal(-85),
        west_bound_longitude_deg=Decimal(-180),
        east_bound_longitude_deg=Decimal(180),
    )
    assert around_the_pole.position_words == "90° S to 85° S, all longitudes"


def signed_area(ring):
    """Return twice the area of a ring in square degrees; positive for a counterclockwise one."""
    area = 0
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        area += x1 * y2 - x2 * y1
    return area


def rings(geometry):
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [ring for polygon in polygons for ring in polygon]


@pytest.mark.parametrize(
    ("bounds", "kind", "width"),
    [
        ((-45, -41, -158, -150), "Polygon", 8),
        # Cut in two at 180 degrees.
        ((-45, -41, 170, -175), "MultiPolygon", 15),
        # Limits on that meridian, on either side of it.
        ((-45, -41, 180, -170), "Polygon", 10),
        ((-45, -41, 170, -180), "Polygon", 10),
        # Mons Mouton, whose limits are no whole degrees.
        ((-86.22, -83.3, 11.67, 53.03), "Polygon", 41.36),
        # Around the south pole.
        ((-90, -85, -180, 180), "Polygon", 360),
    ],
)
def test_extent_is_a_valid_polygon(bounds, kind, width):
    south, north, west, east = bounds
    geometry = extent(south, north, west, east)

    # RFC 7946: closed rings (3.1.6), counterclockwise, within the degrees there are, none across 180 (3.1.9).
    assert geometry["type"] == kind
    total_width = 0
    for ring in rings(geometry):
        assert ring[0] == ring[-1]
        # A line between two points of a parallel leaves it, near a pole by much.
        steps = [abs(x2 - x1) for (x1, _), (x2, _) in itertools.pairwise(ring)]
        assert max(steps) < 1.000001
        assert signed_area(ring) > 0
        longitudes = [longitude for longitude, _ in ring]
        assert min(longitudes) >= -180
        assert max(longitudes) <= 180
        assert {latitude for _, latitude in ring} == {south, north}
        total_width += max(longitudes) - min(longitudes)
    assert total_width == pytest.approx(width)


def test_geojson_has_an_extent_as_polygon_with_its_limits(client):
    make_mission().sites.create(
        key="zone", kind="target", name="Zone", position_kind="extent", **ZONE
    )

    [feature] = client.get("/api/v1/sites/", {"format": "geojson"}).json()["features"]

    [ring] = feature["geometry"]["coordinates"]
    assert feature["geometry"]["type"] == "Polygon"
    assert ring[:2] == [[-158, -45], [-157, -45]]
    assert ring[8:11] == [[-150, -45], [-150, -41], [-151, -41]]
    assert ring[-2:] == [[-158, -41], [-158, -45]]
    assert feature["properties"]["west_bound_longitude_deg"] == "-158"
    assert feature["properties"]["position_kind"] == "extent"


def test_extent_is_an_outline_on_the_map_and_no_spot():
    landed = site(name="Landed", position_kind="measured", **POINT)
    planned = zone(name="Zone")

    [view] = moon_views([landed, planned])

    assert view.name == "Far side"
    # Two sides along parallels, two along meridians.
    assert len(view.zones) == 4
    assert [(mark.text, mark.sign) for mark in view.marks] == [
        ("Landed", "filled"),
        ("Zone", ""),
    ]
    assert unlocated_sites([landed, planned]) == []


def test_outline_around_the_pole_has_no_sides():
    polar = zone(
        name="Cap",
        south_bound_latitude_deg=Decimal(-90),
        north_bound_latitude_deg=Decimal(-80),
        west_bound_longitude_deg=Decimal(-180),
        east_bound_longitude_deg=Decimal(180),
    )

    [view] = moon_views([polar])

    assert view.name == "South pole"
    assert len(view.zones) == 1


def test_outline_is_cut_where_it_goes_behind_the_moon():
    around = zone(
        name="Belt",
        south_bound_latitude_deg=Decimal(-10),
        north_bound_latitude_deg=Decimal(10),
        west_bound_longitude_deg=Decimal(-60),
        east_bound_longitude_deg=Decimal(120),
    )

    [view] = moon_views([around])

    # The eastern side, at 120 degrees, is behind; the parallels end at the edge of the disc.
    assert view.name == "Near side"
    assert len(view.zones) == 3


def test_rounded_value_is_no_place_on_the_map_beside_the_measurement(mission):
    [view] = moon_views(list(mission.sites.all()))

    assert len(view.marks) == 1


def test_centre_of_a_feature_is_on_the_map_where_nothing_else_is_known():
    named = site(position_kind="feature-centre", name="Mons", **POINT)

    [view] = moon_views([named])

    assert [mark.text for mark in view.marks] == ["Mons"]
