"""Questions that readers ask first, answered by a page of the shipped catalogue and by one request of the API."""

import pytest

from tests.reading import get_json, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


def who_does(mission, task):
    """Return who does a task by an answer of the API, each with what it is done for."""
    answers = set()
    for responsibility in mission["responsibilities"]:
        if responsibility["task"] == task and responsibility["rank"] == "preferred":
            institution = responsibility["institution"]
            who = institution["slug"] if institution else responsibility["as_printed"]
            answers.add((who, responsibility["scope"]))
    return answers


def test_api_says_who_decides_and_who_publishes_on_change_4(client):
    mission = get_json(client, "/api/v1/missions/change-4/")

    assert who_does(mission, "call") == {("cnsa", "")}
    assert who_does(mission, "selection") == {("cnsa", ""), ("China", "NCLE")}
    assert who_does(mission, "management") == {
        ("lunar-exploration-and-space-program-center", "")
    }
    assert who_does(mission, "data-handover") == {
        ("cnsa", "LND, ASAN, NCLE"),
        ("cnsa", "KLCP"),
    }
    assert who_does(mission, "publication") == {
        ("cnsa", "KLCP"),
        ("kacst", "KLCP"),
        ("Germany and China", "LND"),
    }
    assert who_does(mission, "integration") == set()


def test_api_gives_a_source_for_each_task_on_change_4(client):
    mission = get_json(client, "/api/v1/missions/change-4/")

    supported = set()
    for citation in mission["citations"]:
        if (citation["row_type"], citation["stance"]) == ("responsibility", "supports"):
            supported.add(citation["row_key"])
    assert supported == {row["key"] for row in mission["responsibilities"]}


def test_page_says_who_decides_and_who_publishes_on_change_4(client):
    page = read(client, "/missions/change-4/")

    decides = page.parts["responsibility-selection-cnsa"]
    assert "China National Space Administration" in decides
    assert "6 June 2017 Made known which four payloads would fly." in decides
    assert "Jia et al. 2022" in decides
    manages = page.parts["responsibility-management-center"]
    assert "Lunar Exploration and Space Program Center" in manages
    assert "24 October 2016" in manages
    publishes = page.parts["responsibility-publication-kacst"]
    assert "King Abdulaziz City for Science and Technology" in publishes
    assert "People's Daily Online 2018" in publishes
    assert "Nothing is entered for: integration, reception of data." in page.text


def test_page_says_which_questions_the_paper_on_change_4_treats(client):
    page = read(client, "/missions/change-4/")

    [(text, _links)] = [
        aside for aside in page.asides if "A paper of 2022 is about" in aside[0]
    ]
    for question in ("mode", "division of labour", "problems", "risks", "solution"):
        assert question in text
    assert "suggestions for wider cooperation" in text
    assert "Its body was not read" in text
    assert "Jia et al. 2022" in text


def test_pakistans_rover_is_called_jinnah_1(client):
    answer = get_json(client, "/api/v1/payloads/change-8-pakistan-rover/")
    page = read(client, "/payloads/change-8-pakistan-rover/")

    assert "Jinnah-1" in [name["name"] for name in answer["names"]]
    assert "Jinnah-1" in answer["summary"]
    assert "which named it Jinnah-1" in page.text
    assert "Research notes, 13 September 2026" in page.text


def test_pakistans_rover_is_found_by_its_name(client):
    found = get_json(client, "/api/v1/payloads/", q="Jinnah-1")

    assert [payload["slug"] for payload in found["results"]] == [
        "change-8-pakistan-rover"
    ]


def test_who_had_a_payload_that_was_dropped(client):
    dropped = get_json(client, "/api/v1/payloads/", status="did-not-fly")
    page = read(client, "/payloads/?status=did-not-fly")

    providers_by_payload = {}
    for payload in dropped["results"]:
        providers_by_payload[payload["slug"]] = [
            (provision["institution"]["slug"], provision["country"]["code"])
            for provision in payload["provisions"]
        ]
    assert providers_by_payload == {
        "change-7-rashid-2": [("mbrsc", "AE")],
        # Nobody was named as the provider of the analyser.
        "change-7-negative-ion-analyser": [],
    }
    assert "Rashid 2" in page.text
    assert "United Arab Emirates" in page.text


def test_page_of_a_payload_that_was_dropped_has_the_source(client):
    page = read(client, "/payloads/change-7-rashid-2/")

    assert page.facts["Status"].startswith("did not fly, 24 April 2024")
    assert "Xinhua 2024, Chang'e-7 payloads" in page.facts["Status"]
    assert "Mohammed bin Rashid Space Centre" in page.facts["Provided by"]
    assert "SCMP 2023, Rashid 2" in page.facts["Provided by"]


def test_who_had_signed_both_by_july_2025(client):
    signed = get_json(client, "/api/v1/countries/", signed_both_by="2025-07-01")

    assert [country["code"] for country in signed["results"]] == ["TH"]


def test_pages_say_who_had_signed_both_by_july_2025(client):
    page = read(client, "/programmes/artemis-accords/", as_of="2025-07-01")
    country = read(client, "/countries/TH/")

    assert "Signed for both by 1 July 2025: Thailand." in page.text
    assert "/sources/nasa-2024-thailand-artemis/" in page.links
    assert "Signed 16 December 2024" in country.text
    assert "NASA, 16 December 2024 (high confidence)" in country.text
    assert "Signed 5 April 2024; reported by press." in country.text
