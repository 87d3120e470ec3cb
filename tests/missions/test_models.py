from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from missions.models import Mission, Site, Spacecraft
from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_mission,
    make_source,
    make_spacecraft,
)
from tests.reading import get_json, listed, read

pytestmark = pytest.mark.django_db


def site(**values):
    return Site(
        **(
            {
                "record": make_mission(),
                "key": "site",
                "kind": "landing",
                "name": "Mons Mouton",
            }
            | values
        )
    )


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("-90", "-180"), ("90", "180"), ("0", "0"), ("-45.457", "177.599"), (None, None)],
)
def test_a_site_lies_anywhere_on_the_moon_or_nowhere_in_particular(latitude, longitude):
    position_kind = "" if latitude is None else "measured"
    place = site(
        latitude_deg=latitude, longitude_deg=longitude, position_kind=position_kind
    )

    place.full_clean()
    place.save()

    place.refresh_from_db()
    assert place.latitude_deg == (None if latitude is None else Decimal(latitude))
    assert place.longitude_deg == (None if longitude is None else Decimal(longitude))


@pytest.mark.parametrize("latitude", ["-90.000001", "90.000001"])
def test_a_site_beyond_the_poles_is_refused(latitude):
    place = site(latitude_deg=Decimal(latitude), longitude_deg=0)

    with pytest.raises(
        ValidationError, match="A latitude lies between -90 and 90 degrees north"
    ):
        place.full_clean()
    with (
        pytest.raises(IntegrityError, match="missions_site_latitude_range"),
        transaction.atomic(),
    ):
        place.save()


@pytest.mark.parametrize("longitude", ["-180.000001", "180.000001", "359"])
def test_a_site_beyond_half_a_turn_is_refused(longitude):
    place = site(latitude_deg=0, longitude_deg=Decimal(longitude))

    with pytest.raises(
        ValidationError, match="A longitude lies between -180 and 180 degrees east"
    ):
        place.full_clean()
    with (
        pytest.raises(IntegrityError, match="missions_site_longitude_range"),
        transaction.atomic(),
    ):
        place.save()


@pytest.mark.parametrize(
    ("make", "field", "constraint"),
    [
        (make_mission, "status", "missions_mission_status_known"),
        (make_spacecraft, "kind", "missions_spacecraft_kind_known"),
        (site, "kind", "missions_site_kind_known"),
    ],
)
def test_vocabularies_are_kept(make, field, constraint):
    instance = make()
    setattr(instance, field, "unheard-of")

    with pytest.raises(
        ValidationError, match=f"{field}.*'unheard-of' is not a valid choice"
    ):
        instance.full_clean()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        instance.save()


@pytest.mark.parametrize(
    ("status", "launch", "launch_status"),
    [
        ("planned", "2028", "planned"),
        ("planned", "", "none"),
        ("stood-down", "", "overtaken"),
        ("in-flight", "2018", "done"),
        ("landed", "2018", "done"),
        ("operating", "", "done"),
        ("ended", "2018", "done"),
    ],
)
def test_a_launch_is_planned_until_the_mission_flies_or_stands_down(
    client, status, launch, launch_status
):
    mission = make_mission(status=status, launch=launch)

    assert mission.launch_status == launch_status
    assert mission.launch_is_planned is (launch_status == "planned")
    address = "/api/v1/missions/"
    assert listed(client, address, launch_status=launch_status) == [mission.slug]
    assert listed(client, address, launch_status_not=launch_status) == []


def test_a_mission_that_stood_down_has_no_launch():
    mission = make_mission(status="stood-down", launch="2026")

    with pytest.raises(ValidationError, match="enter the plan as an event"):
        mission.full_clean()
    # One that was stored before the rule was made is told like any other.
    assert mission.launch_status == "overtaken"
    assert not mission.launch_is_planned


def stand_down(mission, date="2026"):
    """Have the launch of a mission that was planned for a date overtaken by a stand-down."""
    mission.events.create(
        key="stand-down", kind="report", title="Stood down", date="2026-08-23"
    )
    return mission.events.create(
        key="launch",
        kind="launch",
        title="Launch",
        date=date,
        is_planned=True,
        rank="deprecated",
        outcome="overtaken",
        outcome_event="stand-down",
    )


def test_the_last_plan_that_was_overtaken_is_told(client):
    mission = make_mission(slug="seven", status="stood-down")
    event = stand_down(mission)

    assert mission.overtaken_launch_words == "none set; the plan for 2026 was overtaken"
    assert event.told_by.title == "Stood down"
    assert event.plan_words == "planned; overtaken"
    page = read(client, "/missions/seven/")
    assert page.facts["Launch"] == (
        "none set; the plan for 2026 was overtaken 23 August 2026: Stood down"
    )
    assert "#missionevent-stand-down" in page.links
    answer = get_json(client, "/api/v1/missions/seven/")
    assert (answer["launch"], answer["launch_status"]) == (None, "overtaken")
    assert answer["launch_is_planned"] is False
    told = {
        row["key"]: (row["outcome"], row["outcome_event"]) for row in answer["events"]
    }
    assert told["launch"] == ("overtaken", "stand-down")


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"is_planned": False, "outcome": "not-known"}, "outcome_of_a_plan"),
        ({"outcome": "overtaken", "rank": "preferred"}, "overtaken_deprecated"),
        ({"outcome": "", "outcome_event": "stand-down"}, "outcome_named"),
        ({"outcome": "cancelled"}, "outcome_known"),
    ],
)
def test_an_outcome_belongs_to_a_plan(values, rule):
    event = stand_down(make_mission(status="stood-down"))

    with (
        pytest.raises(IntegrityError, match=f"missions_missionevent_{rule}"),
        transaction.atomic(),
    ):
        type(event).objects.filter(pk=event.pk).update(**values)


def test_dates_are_told_in_words():
    mission = make_mission(launch="[2028,2029]", status_date="2025-04~")
    spacecraft = make_spacecraft(mission=mission, launch="2018-05-20")

    assert mission.launch_words == "2028 or 2029"
    assert mission.status_words == "planned as of about April 2025"
    assert spacecraft.launch_words == "20 May 2018"


@pytest.mark.parametrize(
    ("status", "date", "words"),
    [
        ("operating", "2024-03-20", "operating as of 20 March 2024"),
        ("operating", "../2024", "operating by 2024"),
        ("landed", "2013-12-14", "landed, 14 December 2013"),
        ("stood-down", "", "stood down"),
    ],
)
def test_status_says_of_which_day_it_is(status, date, words):
    mission = make_mission(status=status, status_date=date)

    assert mission.status_words == words
    assert (
        make_spacecraft(mission=mission, status=status, status_date=date).status_words
        == words
    )


def test_place_without_a_printed_position_is_told_by_its_degrees():
    mission = make_mission()
    site = mission.sites.create(
        name="A",
        kind="landing",
        latitude_deg=Decimal("-45.4570"),
        longitude_deg=Decimal("177.5"),
        elevation_m=Decimal(-5935),
    )

    assert site.position_words == "45.457° S, 177.5° E"
    assert site.elevation_words == "−5935\N{NO-BREAK SPACE}m"
    site.as_printed = "45.457°S, 177.5°E, -5935 m"
    assert (site.position_words, site.elevation_words) == (site.as_printed, "")
    assert mission.sites.create(name="B", key="b", kind="landing").position_words == ""


def test_places_and_spacecraft_are_addressed_on_the_page_of_their_mission():
    mission = make_mission(slug="change-8")
    spacecraft = make_spacecraft(slug="change-8-lander", mission=mission)
    target = site(record=mission, key="mons-mouton", kind="target")

    assert mission.get_absolute_url() == "/missions/change-8/"
    assert spacecraft.get_absolute_url() == "/missions/change-8/#change-8-lander"
    assert target.get_absolute_url() == "/missions/change-8/#site-mons-mouton"
    assert str(target) == "landing target: Mons Mouton"


def fill(mission, number):
    """Give a mission related rows of every kind, each with a source of its own."""
    mission.names.create(key=f"name-{number}", name=f"Name {number}", kind="as-printed")
    mission.events.create(key=f"event-{number}", kind="call", title=f"Call {number}")
    mission.sites.create(key=f"site-{number}", kind="target", name=f"Site {number}")
    cite(mission, make_source(title=f"Source {number}"))


def test_missions_are_read_with_their_rows_at_a_cost_that_does_not_grow(count_queries):
    def read():
        return [
            (
                mission.name,
                mission.operator.country.full_name,
                [
                    str(row)
                    for rows in (mission.names, mission.events, mission.sites)
                    for row in rows.all()
                ],
                [str(citation.source) for citation in mission.citations.all()],
            )
            for mission in Mission.objects.for_detail()
        ]

    hong_kong = make_country(
        "HK", name="Hong Kong", region_of=make_country("CN", name="China")
    )
    fill(make_mission(name="First", operator=make_institution(country=hong_kong)), 1)
    one = count_queries(read)
    second = make_mission(
        name="Second",
        operator=make_institution(country=make_country("SE", name="Sweden")),
    )
    fill(second, 2)
    fill(second, 3)

    assert count_queries(read) == one
    assert read()[1] == (
        "Second",
        "Sweden",
        [
            "Name 2",
            "Name 3",
            "Call 2",
            "Call 3",
            "landing target: Site 2",
            "landing target: Site 3",
        ],
        ["Source 2", "Source 3"],
    )


def test_spacecraft_are_read_with_the_missions_they_serve_at_a_cost_that_does_not_grow(
    count_queries,
):
    def read():
        return [
            (
                spacecraft.mission.name,
                [mission.name for mission in spacecraft.serves.all()],
            )
            for spacecraft in Spacecraft.objects.for_detail()
        ]

    first = make_mission(name="Queqiao-2")
    make_spacecraft(name="A", mission=first).serves.add(
        make_mission(name="Chang'e-6"), make_mission(name="Chang'e-7")
    )
    one = count_queries(read)
    make_spacecraft(name="B").serves.add(first)

    assert count_queries(read) == one
    assert read()[0] == ("Queqiao-2", ["Chang'e-6", "Chang'e-7"])
