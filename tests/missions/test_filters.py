"""Every filter of missions and spacecraft by its public name."""

import pytest

from tests.factories import make_mission, make_spacecraft
from tests.reading import listed, read

pytestmark = pytest.mark.django_db

both = pytest.mark.parametrize("address", ["/missions/", "/api/v1/missions/"])


@pytest.fixture
def missions():
    for number, status, launch in (
        (10, "planned", ""),
        (4, "landed", "2018-12-07"),
        (8, "planned", "[2028,2029]"),
    ):
        mission = make_mission(
            slug=f"change-{number}",
            name=f"Chang'e-{number}",
            status=status,
            launch=launch,
        )
        mission.names.create(
            key="native", name=f"嫦娥{number}号", kind="native", language="zh-Hans"
        )
        mission.refresh_search_text()


@both
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["change-4", "change-8", "change-10"]),
        ({"q": "change 4"}, ["change-4"]),
        ({"q": "CHANG’E-4"}, ["change-4"]),
        ({"q": "chang`e 1"}, []),
        ({"q": "嫦娥8"}, ["change-8"]),
        ({"q": "嫦娥"}, ["change-4", "change-8", "change-10"]),
        ({"status": "landed"}, ["change-4"]),
        ({"status": ["landed", "planned"]}, ["change-4", "change-8", "change-10"]),
        ({"status": "ended"}, []),
        ({"status": "planned", "q": "8"}, ["change-8"]),
        ({"ordering": "name"}, ["change-4", "change-8", "change-10"]),
        ({"ordering": "-name"}, ["change-10", "change-8", "change-4"]),
        ({"ordering": "launch"}, ["change-4", "change-8", "change-10"]),
        ({"ordering": "-launch"}, ["change-8", "change-4", "change-10"]),
    ],
)
def test_missions(client, missions, address, query, found):
    assert listed(client, address, **query) == found


def test_page_says_that_nothing_fits(client, missions):
    page = read(client, "/missions/", status="ended")

    assert (
        "0 missions found. No mission in the catalogue fits all of these" in page.text
    )
    assert "<table" not in page.html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["lander", "relay", "rover"]),
        ({"q": "rel"}, ["relay"]),
        ({"mission": "change-4"}, ["lander", "relay"]),
        ({"mission": ["change-8", "change-4"]}, ["lander", "relay", "rover"]),
        ({"kind": "rover"}, ["rover"]),
        ({"kind": ["rover", "lander"]}, ["lander", "rover"]),
        ({"kind": "hopper"}, []),
        ({"ordering": "-name"}, ["rover", "relay", "lander"]),
        ({"ordering": "launch"}, ["relay", "lander", "rover"]),
        ({"ordering": "-launch"}, ["lander", "relay", "rover"]),
    ],
)
def test_spacecraft(client, query, found):
    four, eight = make_mission(slug="change-4"), make_mission(slug="change-8")
    make_spacecraft(
        slug="lander", name="Lander", kind="lander", mission=four, launch="2018-12-07"
    )
    make_spacecraft(
        slug="relay",
        name="Relay",
        kind="relay-satellite",
        mission=four,
        launch="2018-05-20",
    )
    make_spacecraft(slug="rover", name="Rover", kind="rover", mission=eight)

    assert listed(client, "/api/v1/spacecraft/", **query) == found
