"""Days are given by the clock of Beijing too for what China flies, and for nothing else."""

import datetime

import pytest

from missions.models import Spacecraft
from tests.factories import (
    make_country,
    make_institution,
    make_mission,
    make_payload,
    make_spacecraft,
)

pytestmark = pytest.mark.django_db

LATE = datetime.time(18, 23)
UTC_DAY = "7 December 2018, 18:23 UTC"
BOTH_DAYS = "7 December 2018, 18:23 UTC; 8 December in Beijing"


def operated_from(code):
    """Make a mission that an agency of a country operates; without a code one whose operator is not known."""
    if not code:
        return make_mission()
    return make_mission(
        operator=make_institution(kind="agency", country=make_country(code))
    )


@pytest.mark.parametrize(
    ("code", "words"), [("CN", BOTH_DAYS), ("US", UTC_DAY), ("", BOTH_DAYS)]
)
def test_launches_and_events_have_the_day_in_beijing_when_china_flies_them(code, words):
    mission = operated_from(code)
    spacecraft = make_spacecraft(
        mission=mission, launch="2018-12-07", launch_time_utc=LATE
    )
    payload = make_payload(mission=mission, host=spacecraft)
    moment = {
        "key": "launch",
        "kind": "launch",
        "title": "Launch",
        "date": "2018-12-07",
        "time_utc": LATE,
    }

    assert spacecraft.launch_words == words
    assert payload.launch_words == words
    assert mission.events.create(**moment).date_words == words
    assert payload.events.create(**moment).date_words == words


def test_list_of_spacecraft_has_the_days_that_their_missions_have():
    of_no_country = make_institution(kind="agency", is_international=True)
    missions = [operated_from("CN"), operated_from("US"), operated_from("")]
    missions.append(make_mission(operator=of_no_country))
    for mission in missions:
        make_spacecraft(mission=mission, launch="2018-12-07", launch_time_utc=LATE)

    spacecraft = Spacecraft.objects.for_list().order_by("pk")

    words = [craft.launch_words for craft in spacecraft]
    assert words == [BOTH_DAYS, UTC_DAY, BOTH_DAYS, UTC_DAY]


def test_launch_from_florida_has_no_day_in_beijing_on_any_page(client):
    mission = operated_from("US")
    spacecraft = make_spacecraft(
        mission=mission,
        launch="2018-12-07",
        launch_time_utc=LATE,
        launch_site="Cape Canaveral, Florida",
    )
    payload = make_payload(mission=mission, host=spacecraft)

    addresses = [
        "/",
        "/missions/",
        mission.get_absolute_url(),
        payload.get_absolute_url(),
        "/payloads/",
    ]
    addresses += [
        f"/api/v1/spacecraft/{spacecraft.slug}/",
        f"/api/v1/missions/{mission.slug}/",
    ]

    for address in addresses:
        answer = client.get(address).content.decode()
        assert "in Beijing" not in answer, address
    assert UTC_DAY in client.get("/missions/").content.decode()
