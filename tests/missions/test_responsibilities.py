"""How the cooperation on a mission's payloads is run: its tasks, who does each, and by which source."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from missions.models import Responsibility
from tests.factories import cite, make_institution, make_mission, make_source
from tests.reading import get_json, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def mission():
    return make_mission(slug="change-4", name="Chang'e-4")


@pytest.fixture
def agency():
    return make_institution(slug="cnsa", name="CNSA")


def test_page_says_who_does_each_task_and_by_which_source(client, mission, agency):
    selection = mission.responsibilities.create(
        key="selection",
        task="selection",
        institution=agency,
        scope="LND, ASAN",
        date="2017-06-06",
        description="After hearing proposals.",
    )
    testing = mission.responsibilities.create(
        key="testing", position=1, task="testing", as_printed="China"
    )
    press = make_source(slug="press-2017", label="Press 2017")
    cite(mission, press, responsibility=selection, locator="paragraph 2")
    cite(mission, responsibility=testing)

    page = read(client, "/missions/change-4/")

    selected = page.parts["responsibility-selection"]
    assert selected.startswith("Selection")
    assert "CNSA for LND, ASAN" in selected
    assert "6 June 2017 After hearing proposals." in selected
    assert "Press 2017" in selected
    assert agency.get_absolute_url() in page.links
    tested = page.parts["responsibility-testing"]
    assert tested.startswith("Tests and acceptance")
    assert "China" in tested


def test_page_names_the_tasks_without_an_entry(client, mission, agency):
    mission.responsibilities.create(key="call", task="call", institution=agency)

    page = read(client, "/missions/change-4/")

    assert (
        "Nothing is entered for: selection, management, development, tests and acceptance, integration, operation, "
        "reception of data, handover of data, scientific lead, publication."
        in page.text
    )


def test_page_of_a_mission_without_entries_says_nothing_of_the_cooperation(
    client, mission
):
    page = read(client, "/missions/change-4/")

    assert "How the cooperation is run" not in page.text
    assert "Nothing is entered for" not in page.text


def test_summary_stands_with_its_source(client, mission):
    mission.cooperation_summary = "A paper treats the mode; its body was not read."
    mission.save()
    paper = make_source(slug="paper-2022", label="Paper 2022")
    cite(mission, paper, field="cooperation_summary", locator="abstract")

    page = read(client, "/missions/change-4/")

    [(text, links)] = [
        aside for aside in page.asides if "A paper treats the mode" in aside[0]
    ]
    assert "Paper 2022" in text
    assert paper.get_absolute_url() in links


def test_api_gives_who_does_each_task(client, mission, agency):
    mission.responsibilities.create(
        key="publication",
        task="publication",
        institution=agency,
        scope="KLCP",
        date="2018-06",
        description="Jointly.",
    )

    [responsibility] = get_json(client, "/api/v1/missions/change-4/")[
        "responsibilities"
    ]

    assert responsibility["institution"]["slug"] == "cnsa"
    assert responsibility["date"]["words"] == "June 2018"
    del responsibility["institution"], responsibility["date"]
    assert responsibility == {
        "key": "publication",
        "task": "publication",
        "as_printed": "",
        "scope": "KLCP",
        "description": "Jointly.",
        "rank": "preferred",
    }


def test_another_answer_to_a_task_is_a_difference_about_who_leads(
    client, mission, agency
):
    centre = make_institution(slug="centre", name="Centre")
    first = mission.responsibilities.create(key="one", task="call", institution=agency)
    second = mission.responsibilities.create(
        key="two", position=1, rank="alternative", task="call", institution=centre
    )
    cite(mission, responsibility=first)
    cite(mission, responsibility=second)

    [difference] = get_json(client, "/api/v1/missions/change-4/")["differences"]

    assert difference["topic"] == "leadership"
    assert difference["subject"] == "call for proposals"
    assert [value["words"] for value in difference["values"]] == ["CNSA", "Centre"]


def test_a_responsibility_names_somebody(mission):
    nobody = Responsibility(record=mission, key="call", task="call")

    with pytest.raises(ValidationError, match="Give an institution, or who does it"):
        nobody.full_clean()
    with (
        pytest.raises(IntegrityError, match="missions_responsibility_names_who"),
        transaction.atomic(),
    ):
        nobody.save()


def test_key_is_made_of_task_and_who(mission, agency):
    by_agency = Responsibility(record=mission, task="selection", institution=agency)
    by_country = Responsibility(record=mission, task="testing", as_printed="China")

    assert by_agency.default_key() == "selection-cnsa"
    assert by_country.default_key() == "testing-China"
