import pytest

from missions.models import tally
from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_mission,
    make_participation,
    make_payload,
    make_source,
)
from tests.reading import read

pytestmark = pytest.mark.django_db


def carrying(*codes, **institution):
    mission = make_mission()
    for code in codes:
        make_payload(
            [make_institution(country=make_country(code), **institution)],
            mission=mission,
        )
    return mission


def step(step_kind, code, **source):
    participation = make_participation(
        country=make_country(code), steps=[{"kind": step_kind, "date": "2024"}]
    )
    cite(participation, make_source(**source), step=participation.steps.get())
    return participation


def kinds_of(mission):
    return {row.partner.code: row.standing.kind for row in mission.partner_rows}


def test_each_partner_has_the_standing_of_its_country():
    mission = carrying("RU", "EG", "TR", "BH", "IT")
    step("signed", code="RU", kind="official")
    step("signed", code="EG")
    step("applied", code="TR")
    step("named", code="BH")

    assert kinds_of(mission) == {
        "RU": "signed-by-party",
        "EG": "signed-by-press",
        "TR": "unconfirmed",
        "BH": "named-once",
        "IT": "none-found",
    }


def test_a_region_has_the_standing_of_a_region_of_its_nation():
    mission = carrying("HK")
    china = make_country("CN", name="China")
    hong_kong = make_country("HK")
    hong_kong.region_of = china
    hong_kong.save()
    step("initiated", code="CN")

    (row,) = mission.partner_rows

    assert row.standing.kind == "region-of-initiator"
    assert row.standing.words.startswith("Region of China, the initiator")


def test_the_tally_counts_countries_and_leaves_organisations_out():
    mission = carrying("RU", "EG")
    make_payload([make_institution(is_international=True)], mission=mission)
    step("signed", code="RU")
    step("signed", code="EG")

    assert tally(mission.partner_rows) == [("signed-by-press", 2)]


def test_the_page_and_the_api_say_the_same(client):
    mission = carrying("RU", "IT")
    cite(step("signed", code="RU"), make_source(published="2025-04-29"))

    page = read(client, mission.get_absolute_url()).text
    record = client.get(f"/api/v1/missions/{mission.slug}/").json()

    assert "signature reported by press 1; none found 1" in page
    assert "No participation found in sources through 29 April 2025" in page
    assert record["partner_tally"] == [
        {
            "kind": "signed-by-press",
            "label": "signature reported by press",
            "number": 1,
        },
        {"kind": "none-found", "label": "none found", "number": 1},
    ]
    assert [row["name"] for row in record["partners"]] == ["IT", "RU"]
