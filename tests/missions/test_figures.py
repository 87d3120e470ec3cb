import pytest

from missions.figures.moon import moon_views, orthographic, south_polar, unlocated_sites
from missions.figures.riders import riders
from missions.figures.timeline import timeline
from missions.models import Mission, Site
from tests.factories import make_mission, make_payload, make_spacecraft
from web.drawing import Sign

pytestmark = pytest.mark.django_db


def site(name, latitude, longitude, kind="landing", rank="preferred"):
    return Site(
        name=name, latitude_deg=latitude, longitude_deg=longitude, kind=kind, rank=rank
    )


def names(view):
    return [mark.text for mark in view.marks]


def test_views_project_known_places():
    assert orthographic(0, 90, 0) == pytest.approx((1, 0, 0), abs=1e-9)
    assert orthographic(90, 12, 180)[:2] == pytest.approx((0, 1), abs=1e-9)
    assert south_polar(-90, 45) == pytest.approx((0, 0), abs=1e-9)
    assert south_polar(-60, 90) == pytest.approx((1, 0), abs=1e-9)


def test_place_is_drawn_in_the_views_it_can_be_seen_in_and_no_other():
    views = moon_views(
        [
            site("Imbrium", 44, -19.5),
            site("Tianhe", -45, 177.6),
            site("Mouton", -84.6, 31),
        ]
    )

    assert {view.name: names(view) for view in views} == {
        "Near side": ["Imbrium"],
        "Far side": ["Tianhe"],
        "South pole": ["Mouton"],
    }


def test_far_side_has_the_west_on_its_right():
    [view] = moon_views([site("Apollo", -41.6, -154)])

    assert view.marks[0].x > 170
    assert view.marks[0].y > 170


def test_place_without_coordinates_is_told_apart_and_a_rival_of_the_same_spot_is_not_labelled_again():
    unlocated = site("Shackleton rim", None, None)
    sites = [
        site("Rival", -45, 177.5, rank="alternative"),
        site("Tianhe", -45, 177.6),
        unlocated,
    ]

    [view] = moon_views(sites)

    assert names(view) == ["Tianhe"]
    assert unlocated_sites(sites) == [unlocated]


def test_kind_of_a_place_is_its_shape():
    [view] = moon_views(
        [
            site("Landed", 30, 0),
            site("Struck", 0, 40, "impact"),
            site("Aimed", -30, 0, "target"),
        ]
    )

    assert [mark.sign for mark in view.marks] == [Sign.FILLED, Sign.HALF, Sign.OPEN]


def fly(slug, launch="", status="planned", spacecraft_launch=""):
    mission = make_mission(slug=slug, name=slug, launch=launch, status=status)
    if spacecraft_launch:
        make_spacecraft(mission=mission, launch=spacecraft_launch, status="landed")
    mission = Mission.objects.get(pk=mission.pk)
    mission.flying = list(mission.spacecraft.all())
    return mission


def test_timeline_draws_done_planned_and_stood_down_by_shape_the_earliest_first():
    stood_down = fly("seven", "", "stood-down")
    stood_down.events.create(
        key="launch",
        kind="launch",
        title="Launch",
        date="2026-08",
        is_planned=True,
        rank="deprecated",
        outcome="overtaken",
    )
    missions = [
        fly("eight", "[2028,2029]"),
        stood_down,
        fly("four", "2018-12-07", "landed", "2018-05-20"),
        fly("undated"),
    ]

    axis, lines, _ = timeline(missions)

    assert [line.mission.slug for line in lines] == [
        "four",
        "seven",
        "eight",
        "undated",
    ]
    assert [line.flights[0].sign for line in lines if line.flights] == [
        Sign.FILLED,
        Sign.STRUCK,
        Sign.OPEN,
    ]
    assert [line.flights[0].words for line in lines if line.flights] == [
        "20 May 2018",
        "none set; the plan for August 2026 was overtaken",
        "2028 or 2029 (planned)",
    ]
    eight = lines[2].flights[0].span
    assert not eight.is_point
    assert (
        eight.x2 - eight.x1 > lines[1].flights[0].span.x2 - lines[1].flights[0].span.x1
    )
    assert axis.ticks[0][0] >= 2018


def test_diagram_puts_payloads_under_their_host_and_the_rest_under_none():
    mission = make_mission()
    lander = make_spacecraft(mission=mission, name="Lander")
    ridden = make_payload(mission=mission, host=lander, name="Analyser")
    loose = make_payload(mission=mission, name="Robot")

    rides, height = riders([lander], [loose, ridden])

    assert [ride.record for ride in rides] == [lander, ridden, None, loose]
    assert [ride.y for ride in rides] == sorted(ride.y for ride in rides)
    assert rides[-1].y < height


def test_host_is_told_its_kind_unless_its_name_says_it():
    mission = make_mission()
    hosts = [
        make_spacecraft(mission=mission, name=name, kind=kind)
        for name, kind in (("Chang'e-4 lander", "lander"), ("Yutu-2", "rover"))
    ]

    rides, _ = riders(hosts, [])

    assert [ride.lines for ride in rides] == [["Chang'e-4 lander"], ["Yutu-2, rover"]]
