"""Identifiers on pages, in answers of the API, in CSV and in downloads."""

import csv

import pytest

from exchange.content import Content
from tests.factories import (
    cite,
    identify,
    make_institution,
    make_mission,
    make_payload,
    make_source,
    make_spacecraft,
)
from tests.reading import get_json, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def kiel():
    institution = make_institution(slug="kiel", name="Kiel University")
    identify(institution, "ror", "04v76ef78")
    return institution


def identified(client, plural, identifier):
    answer = get_json(client, f"/api/v1/{plural}/?identifier={identifier}")
    return [record["slug"] for record in answer["results"]]


def test_records_are_filtered_by_any_identifier(client, kiel):
    mission = make_mission(slug="change-6")
    identify(mission, "cospar", "2024-083A")
    craft = make_spacecraft(slug="orbiter", mission=mission)
    identify(craft, "cospar", "2024-083A")
    identify(craft, "satcat", "59627")
    identify(craft, "cospar", "2015-007B", rank="deprecated")
    payload = make_payload(slug="dorn", mission=mission)
    identify(payload, "nssdca-experiment", "CHANG-E-6-02")

    assert identified(client, "spacecraft", "2024-083A") == ["orbiter"]
    assert identified(client, "spacecraft", "59627") == ["orbiter"]
    assert identified(client, "spacecraft", "2015-007b") == ["orbiter"]
    assert identified(client, "missions", "2024-083A") == ["change-6"]
    assert identified(client, "payloads", "CHANG-E-6-02") == ["dorn"]
    assert identified(client, "payloads", "CHANG-E-6") == []
    assert identified(client, "institutions", "https://ror.org/04v76ef78") == ["kiel"]
    assert "Kiel University" in read(client, "/institutions/?identifier=04v76ef78").text


def test_the_names_of_before_give_what_is_displayed(client, kiel):
    identify(kiel, "wikidata", "Q1", rank="deprecated")
    identify(kiel, "wikidata", "Q156737")
    make_institution(slug="apsco")

    answers = get_json(client, "/api/v1/institutions/?ordering=name")["results"]

    assert [
        (answer["slug"], answer["ror"], answer["wikidata"]) for answer in answers
    ] == [("apsco", "", ""), ("kiel", "04v76ef78", "Q156737")]
    detail = get_json(client, "/api/v1/institutions/kiel/")
    assert (detail["ror"], detail["wikidata"]) == ("04v76ef78", "Q156737")
    for query, slugs in (
        ("ror=04v76ef78", ["kiel"]),
        ("wikidata=Q156737", ["kiel"]),
        ("wikidata=Q1", []),
    ):
        answer = get_json(client, f"/api/v1/institutions/?{query}")
        assert [record["slug"] for record in answer["results"]] == slugs


def test_csv_has_the_displayed_identifier_and_what_differs(client, kiel):
    identify(kiel, "wikidata", "Q1", rank="deprecated")
    identify(kiel, "wikidata", "Q156737")

    answer = client.get("/api/v1/institutions/?format=csv")

    lines = b"".join(answer.streaming_content).decode().splitlines()
    [line] = csv.DictReader(lines)
    assert (line["ror"], line["ror_differs"]) == ("04v76ef78", "")
    assert (line["wikidata"], line["wikidata_differs"]) == ("Q156737", "Q1")


def test_the_tables_of_a_download_have_the_displayed_identifier(kiel):
    identify(kiel, "wikidata", "Q1", rank="deprecated")
    identify(kiel, "wikidata", "Q156737")

    tables = {table.name: table for table in Content().tables}

    [line] = tables["institutions"].rows
    assert (line["ror"], line["wikidata"]) == ("04v76ef78", "Q156737")
    assert [row["value"] for row in tables["institution_identifiers"].rows] == [
        "04v76ef78",
        "Q1",
        "Q156737",
    ]


def test_a_record_tells_its_identifiers(client, kiel):
    identify(kiel, "wikidata", finding="not-found", looked="2026-06-23")

    answer = get_json(client, "/api/v1/institutions/kiel/")

    assert answer["identifiers"] == [
        {
            "key": "ror-1",
            "scheme": "ror",
            "value": "04v76ef78",
            "address": "https://ror.org/04v76ef78",
            "finding": "",
            "looked": None,
            "rank": "preferred",
        },
        {
            "key": "wikidata-2",
            "scheme": "wikidata",
            "value": "",
            "address": "",
            "finding": "not-found",
            "looked": {
                "edtf": "2026-06-23",
                "earliest": "2026-06-23",
                "latest": "2026-06-23",
                "words": "23 June 2026",
            },
            "rank": "preferred",
        },
    ]
    assert {
        (citation["row_type"], citation["row_key"]) for citation in answer["citations"]
    } == {("identifier", "ror-1"), ("identifier", "wikidata-2")}


@pytest.mark.parametrize("name", ["mission", "payload", "institution"])
def test_the_page_lists_identifiers_with_their_sources(client, name):
    make = {
        "mission": make_mission,
        "payload": make_payload,
        "institution": make_institution,
    }[name]
    record = make()
    found = record.identifiers.create(key="q", scheme="wikidata", value="Q1")
    cite(record, make_source(label="Register"), identifier=found, locator="entry")
    record.identifiers.create(
        key="cospar", scheme="cospar", finding="not-found", looked="2026-11-20"
    )

    page = read(client, record.get_absolute_url())

    assert page.facts["Wikidata id"] == "Q1 Register, entry (high confidence)"
    assert "https://www.wikidata.org/entity/Q1" in page.links
    assert "#identifier-q" in page.links
    assert page.facts["COSPAR id"] == "not found, looked for through 20 November 2026"
    assert 'data-sign="struck"' in page.html
