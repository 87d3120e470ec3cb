"""Every answer of the API, of lists and details, of full and of bare records: as described, and free of internals."""

import re
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator, FormatChecker

from config.router import router
from tests.factories import (
    make_country,
    make_institution,
    make_mission,
    make_participation,
    make_payload,
    make_provision,
    make_source,
    make_spacecraft,
    make_total,
)
from tests.reading import get_json
from tests.worlds import make_world

FORMATS = FormatChecker(["date"])
REFERRING = (
    "mission",
    "spacecraft",
    "payload",
    "institution",
    "country",
    "seat_country",
    "region_of",
    "parent",
)
REFERRING += ("operator", "through", "announcer", "source", "cited", "record")


@FORMATS.checks("uri")
def is_address(value):
    return not isinstance(value, str) or bool(urlsplit(value).scheme)


def make_bare_world():
    """Make one record of each type with nothing optional in it."""
    mission, country = make_mission(slug="bare-mission"), make_country("FJ")
    payload = make_payload(slug="bare-payload", mission=mission)
    make_provision(
        payload,
        make_institution(slug="bare-institution"),
        key="bare",
        counts_as="not-counted",
    )
    payload.specifications.create(key="bare", quantity="mass", as_printed="unknown")
    mission.sites.create(key="bare", kind="target", name="Somewhere")
    make_spacecraft(slug="bare-spacecraft", mission=mission)
    make_participation(
        [{"kind": "named"}],
        slug="bare",
        level="institution",
        country=country,
        place="Suva",
    )
    make_participation([{"kind": "omitted"}], slug="omitted", country=country)
    make_source(slug="bare-source")
    make_total(slug="bare-total", mission=mission, measure="payload-mass", high=None)


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker):
    """Every list with its path, and every detail that a list names, asked for once for the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_world()
        make_bare_world()
        found = list(ask_for_all(Client()))
        transaction.set_rollback(True)
    return found


def ask_for_all(client):
    for resource, _, _ in router.registry:
        query = {"q": "0"} if resource == "search" else {}
        path = f"/api/v1/{resource}/"
        listed = get_json(client, path, page_size="500", **query)
        yield path, listed
        for record in (
            listed["results"] if resource not in ("search", "ilrs-counts") else ()
        ):
            yield path, get_json(client, urlsplit(record["url"]).path)


@pytest.fixture(scope="module")
def schema():
    return SchemaGenerator().get_schema(public=True)


def mappings(value):
    """Give every mapping within a JSON value."""
    if isinstance(value, dict):
        yield value
    for part in (
        value.values()
        if isinstance(value, dict)
        else value
        if isinstance(value, list)
        else ()
    ):
        yield from mappings(part)


def listed(answers):
    """Return every record that a list gives."""
    return [
        record
        for _, answer in answers
        if "count" in answer
        for record in answer["results"]
    ]


def test_every_answer_is_as_described(schema, answers):
    described = {}
    for path, operations in schema["paths"].items():
        content = operations["get"]["responses"]["200"]["content"].get(
            "application/json"
        )
        if content:
            described[path.split("{")[0], "{" in path] = content["schema"] | {
                "components": schema["components"]
            }

    for path, answer in answers:
        validator = Draft202012Validator(
            described[path, "count" not in answer], format_checker=FORMATS
        )
        errors = [
            f"{error.json_path}: {error.message}"
            for error in validator.iter_errors(answer)
        ]
        assert errors == [], answer.get("url", path)

    assert len(answers) > 100


def test_every_described_field_is_answered(schema, answers):
    details = {
        "missions": "MissionDetail",
        "payloads": "PayloadDetail",
        "institutions": "InstitutionDetail",
    }
    details |= {
        "countries": "CountryDetail",
        "sources": "SourceDetail",
        "spacecraft": "SpacecraftDetail",
    }

    for path, answer in answers:
        component = details.get(path.split("/")[3])
        if component and "count" not in answer:
            assert list(answer) == list(
                schema["components"]["schemas"][component]["properties"]
            )


def test_no_primary_key_is_shown(answers):
    for _, answer in answers:
        for part in mappings(answer):
            assert not part.keys() & {"pk", "record_id"}
            assert not isinstance(part.get("id", ""), int)
            assert not [
                name for name in part if name.endswith("_id") and name != "cospar_id"
            ]
            assert not re.search(
                r"/\d+/", str(part.get("url")) + str(part.get("html_url"))
            )


def test_every_reference_has_key_name_and_address(answers):
    known = {record["url"] for record in listed(answers) if "url" in record}

    parts = [part for _, answer in answers for part in mappings(answer)]
    references = [
        part[name]
        for part in parts
        for name in REFERRING
        if isinstance(part.get(name), dict)
    ]

    assert len(references) > 100
    assert {tuple(sorted(found)) for found in references} == {
        ("name", "slug", "url"),
        ("code", "name", "url"),
    }
    assert {found["url"] for found in references} - known == set()


def test_every_record_has_its_addresses(answers):
    lists = [(path, answer) for path, answer in answers if "count" in answer]

    without_url = {
        path
        for path, answer in lists
        for record in answer["results"]
        if "url" not in record
    }
    without_page = {
        path
        for path, answer in lists
        for record in answer["results"]
        if "html_url" not in record
    }

    assert without_url == {"/api/v1/ilrs-counts/"}
    assert without_page == {
        "/api/v1/citations/",
        "/api/v1/vocabularies/",
        "/api/v1/ilrs-counts/",
    }
