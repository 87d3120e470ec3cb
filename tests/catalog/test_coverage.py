import pytest

from catalog.counting import compare
from catalog.coverage import (
    Cell,
    Coverage,
    Emptiness,
    Total,
    completeness,
    payloads_for_coverage,
)
from catalog.models import AnnouncedTotal
from payloads.models import Fact
from tests.factories import make_country, make_institution, make_mission, make_payload
from tests.reading import get_json, listed

pytestmark = pytest.mark.django_db


def coverage():
    return Coverage(payloads_for_coverage())


def emptiness(code):
    """Return why each cell in the row of a country is empty."""
    (row,) = (row for row in coverage().rows if row.partner and row.name == code)
    return [cell.emptiness for cell in row.cells]


def provider(code):
    return make_institution(country=make_country(code))


def test_a_cell_holds_the_payloads_of_a_country_on_a_mission():
    mission = make_mission()
    camera = make_payload([provider("SE")], mission=mission)

    found = coverage()

    (row,) = found.rows
    assert (row.partner.code, row.cells, row.total) == ("SE", [Cell([camera])], 1)
    assert found.totals == [Total(payloads=1, dropped=0, countries=1)]


def test_an_empty_cell_says_why():
    announced, unoffered = make_mission(name="Change 1"), make_mission(name="Change 2")
    unknown = make_mission(name="Change 3")
    make_payload([provider("SE")], mission=announced)
    make_payload([provider("IT")], mission=announced)
    make_payload(mission=unknown)

    assert emptiness("SE")[1:] == [Emptiness.NOT_APPLICABLE, Emptiness.UNKNOWN]
    assert [mission.name for mission in coverage().missions] == [
        "Change 1",
        "Change 2",
        "Change 3",
    ]
    assert unoffered in coverage().missions


def test_a_country_without_a_payload_on_an_announced_mission_was_not_announced():
    first, second = make_mission(name="Change 1"), make_mission(name="Change 2")
    make_payload([provider("SE")], mission=first)
    make_payload([provider("IT")], mission=second)

    assert emptiness("SE")[1] == Emptiness.NONE_ANNOUNCED


def test_a_joint_payload_counts_once_for_the_mission():
    mission = make_mission()
    make_payload([provider("BH"), provider("EG")], mission=mission)

    assert coverage().totals == [Total(payloads=1, dropped=0, countries=2)]
    assert [row.total for row in coverage().rows] == [1, 1]


def test_partners_that_are_not_counted_stand_together():
    payload = make_payload()
    payload.provisions.create(
        key="a", institution=provider("ZA"), role="partner", counts_as="not-counted"
    )

    (row,) = coverage().rows
    assert (row.partner, row.cells, row.total) == (None, [Cell([payload])], 1)
    assert row.name == "No partner counted in an announcement"


def test_the_cost_does_not_grow_with_the_payloads(count_queries):
    mission = make_mission()
    make_payload([provider("SE")], mission=mission)
    one = count_queries(coverage)
    for code in ("IT", "DE", "NL"):
        make_payload([provider(code)], mission=mission)

    assert count_queries(coverage) == one


def test_the_sums_of_completeness_count_every_payload():
    make_payload()
    make_payload().specifications.create(key="mass", quantity="mass", as_printed="1 kg")

    numbers = dict(completeness(payloads_for_coverage()))

    assert numbers[Fact.MASS] == [1, 0, 0, 0, 1]
    assert all(sum(states) == 2 for states in numbers.values())


def test_the_page_gives_the_numbers_of_the_api(client):
    mission = make_mission(name="Change 1")
    make_payload([provider("SE")], mission=mission, acronym="ASAN")

    page = client.get("/coverage/").content.decode()
    count = client.get(
        "/api/v1/payloads/", {"country": "SE", "mission": mission.slug}
    ).json()["count"]

    assert "ASAN" in page
    assert "1 payload of 1 country or region" in page
    assert count == 1


def test_the_unknown_provider_of_what_did_not_fly_leaves_the_others_known():
    mission = make_mission(name="Change 1")
    make_payload([provider("SE")], mission=make_mission(name="Change 0"))
    make_payload([provider("IT")], mission=mission)
    make_payload(mission=mission, status="did-not-fly")

    assert emptiness("SE")[1] == Emptiness.NONE_ANNOUNCED
    assert coverage().totals[1].words == (
        "1 payload of 1 country or region; 1 more did not fly"
    )


def test_organisations_that_are_counted_have_a_row_after_the_countries():
    esa = make_institution(name="Agency", is_international=True)
    make_payload([esa, provider("SE")])

    assert [row.name for row in coverage().rows] == ["SE", "Agency"]
    assert coverage().totals == [Total(payloads=1, dropped=0, countries=1)]


@pytest.mark.usefixtures("shipped")
def test_every_payload_is_in_the_matrix_and_the_sums_are_those_of_the_lists(client):
    found = coverage()

    for column, mission in enumerate(found.missions):
        in_cells = set()
        for row in found.rows:
            in_cells.update(payload.slug for payload in row.cells[column].payloads)
        address = "/api/v1/payloads/"
        assert in_cells == set(listed(client, address, mission=mission.slug))
        flying = listed(client, address, mission=mission.slug, status_not="did-not-fly")
        total = found.totals[column]
        assert (total.payloads, total.payloads + total.dropped) == (
            len(flying),
            len(in_cells),
        )
        for row in found.rows:
            if row.partner and hasattr(row.partner, "code"):
                of_country = listed(
                    client, address, mission=mission.slug, country=row.partner.code
                )
                assert len(of_country) == len(row.cells[column].payloads)
    assert found.total == get_json(client, "/api/v1/payloads/")["count"]
    projects = AnnouncedTotal.objects.published().filter(
        measure="payload-projects", kind="counted"
    )
    by_mission = dict(
        zip([mission.pk for mission in found.missions], found.totals, strict=True)
    )
    for comparison in compare(projects):
        assert (
            comparison.count.number == by_mission[comparison.total.mission_id].payloads
        )
