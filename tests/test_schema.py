"""The OpenAPI description: complete and without guesses. Whether answers are as it says: test_answers.py."""

import dataclasses
import io
import json
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import CommandError, call_command
from django.test import Client
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator

from config.router import router
from exchange.management.commands.makedocs import texts_by_path
from history.models import Change
from history.recording import record_all_changes
from payloads.models import Payload
from records.registry import register
from tests.factories import make_country, make_source
from tests.reading import get_json, other_shapes, read

pytestmark = pytest.mark.django_db

EXAMPLES = json.loads(settings.EXAMPLE_ANSWERS.read_text(encoding="utf-8"))
ANSWERS = EXAMPLES["answers"]

PAYLOAD_PARAMETERS = [
    "q",
    "mission",
    "country",
    "institution",
    "involvement",
    "kind",
    "discipline",
    "status",
]
PAYLOAD_PARAMETERS += [
    "name_contains",
    "identifier",
    "spacecraft",
    "differs",
    "has_data",
    "launch_status",
    "launched_after",
    "launched_before",
    "missing",
]
PAYLOAD_PARAMETERS += ["ordering"]
PAYLOAD_PARAMETERS += [
    "status_after",
    "status_before",
    "mass_kg_min",
    "mass_kg_max",
    "power_w_min",
    "power_w_max",
]
PAYLOAD_PARAMETERS += [
    f"{name}_not"
    for name in (
        *("mission", "country", "institution", "kind", "discipline", "status"),
        "launch_status",
    )
]
PAYLOAD_PARAMETERS += [
    "spacecraft_not",
    "missing_not",
    "facets",
    "fields",
    "format",
    "page",
    "page_size",
]


@pytest.fixture(scope="module")
def served(django_db_setup, django_db_blocker):
    """The answer of the schema's address, which takes long to make."""
    with django_db_blocker.unblock():
        return Client().get("/api/v1/schema/?format=json")


@pytest.fixture(scope="module")
def schema(served):
    return served.json()


def test_schema_is_made_without_warnings(tmp_path):
    path = tmp_path / "schema.yml"

    call_command("spectacular", "--fail-on-warn", file=str(path))

    assert path.read_text().startswith("openapi: 3.1.0")


def test_schema_is_served_as_openapi(served, schema):
    assert served["Content-Type"].startswith("application/vnd.oai.openapi+json")
    assert schema["info"]["title"] == "Lunar payload catalogue"
    validate_schema(schema)


def test_address_of_the_schema_refuses_what_it_does_not_know(client):
    response = client.get("/api/v1/schema/?formt=json")

    assert response.status_code == 400
    assert (
        response.json()["detail"] == "There is no parameter formt. Did you mean format?"
    )


def test_schema_lists_every_resource_and_only_reading(schema):
    paths = schema["paths"]

    lists = {path for path in paths if "{" not in path}
    details = {path.split("{")[0] for path in paths if "{" in path}
    expected = {f"/api/v1/{prefix}/" for prefix, _, _ in router.registry}
    assert lists - {"/api/v1/schema/"} == expected
    assert details == expected - {
        "/api/v1/search/",
        "/api/v1/changes/",
        "/api/v1/ilrs-counts/",
    }
    assert {method for path in paths.values() for method in path} == {"get"}


def test_schema_tells_every_filter(schema):
    parameters = schema["paths"]["/api/v1/payloads/"]["get"]["parameters"]

    by_name = {parameter["name"]: parameter["schema"] for parameter in parameters}
    assert sorted(by_name) == sorted(PAYLOAD_PARAMETERS)
    assert by_name["kind"]["items"]["enum"][:2] == ["camera", "cubesat"]
    assert by_name["launched_after"] == {"type": "string", "format": "date"}
    assert by_name["mission"] == {"type": "array", "items": {"type": "string"}}


@pytest.mark.parametrize("resource", [prefix for prefix, _, _ in router.registry])
def test_schema_tells_the_parameters_that_a_list_takes(client, schema, resource):
    parameters = schema["paths"][f"/api/v1/{resource}/"]["get"]["parameters"]

    answer = client.get(f"/api/v1/{resource}/?unheard-of=1").json()

    told = {parameter["name"] for parameter in parameters}
    # A wrong format or page may be refused before anything else. All other names of a query are judged together, as
    # the unknown one beside them shows.
    alone = told & {"format", "page"}
    together = client.get(
        f"/api/v1/{resource}/", dict.fromkeys(told - alone, "?") | {"unheard-of": "1"}
    ).json()
    assert "There is no parameter unheard-of." in together["detail"]
    for name in told - alone:
        assert f"There is no parameter {name}." not in together["detail"]
    for name in alone:
        given = client.get(f"/api/v1/{resource}/", {name: "?"}).json()
        assert f"There is no parameter {name}." not in given.get("detail", "")
    if "Known:" in answer["detail"]:
        known = re.search(r"Known: ([\w, ]+)\.", answer["detail"])[1].split(", ")
        assert set(known) == {name for name in told if not name.endswith("_not")}


def test_every_filter_has_an_example(schema):
    for path, operations in schema["paths"].items():
        for parameter in (
            operations["get"].get("parameters", []) if path != "/api/v1/schema/" else ()
        ):
            if parameter["in"] == "query" and parameter["name"] not in (
                "page",
                "page_size",
                "format",
                "q",
            ):
                assert parameter["example"], f"{path} {parameter['name']}"


def test_schema_tells_every_format(schema):
    sites, payload = (
        schema["paths"][path]["get"]
        for path in ("/api/v1/sites/", "/api/v1/payloads/{slug}/")
    )

    assert set(sites["responses"]["200"]["content"]) == {
        "application/json",
        "text/csv",
        "application/geo+json",
    }
    assert set(payload["responses"]["200"]["content"]) == {
        "application/json",
        "application/ld+json",
    }
    assert (
        sites["responses"]["200"]["content"]["text/csv"]["schema"]["type"] == "string"
    )


@pytest.mark.parametrize("path", ANSWERS)
def test_an_answer_that_is_shown_is_as_described(schema, path):
    shown = schema["paths"][path]["get"]["responses"]["200"]["content"][
        "application/json"
    ]

    problems = Draft202012Validator(
        schema | {"$ref": "#/answer", "answer": shown["schema"]}
    ).iter_errors(shown["example"])

    assert [f"{error.json_path}: {error.message}" for error in problems] == []


# What a change holds is whatever its record was.
@pytest.mark.parametrize(
    "path", [path for path in ANSWERS if path != "/api/v1/changes/"]
)
def test_an_answer_that_is_shown_has_the_shape_of_a_real_one(client, world, path):
    real = get_json(client, path.format(slug="camera-0"))

    assert other_shapes(ANSWERS[path], real) == [], "run the command makeexamples"


def test_a_member_that_an_example_lacks_is_found():
    real = {
        "count": 1,
        "results": [{"slug": "a", "mission": {"slug": "b", "name": "B"}}],
    }
    example = {
        "count": 27,
        "results": [{"slug": "x", "mission": {"slug": "y"}, "colour": "red"}],
    }

    assert sorted(other_shapes(example, real)) == [
        "/results/0/colour",
        "/results/0/mission/name",
    ]
    assert other_shapes(real, real | {"results": []}) == []


def test_command_writes_the_examples(settings, tmp_path, world):
    settings.EXAMPLE_ANSWERS = tmp_path / "examples.json"
    # Not there before the first "make run", which must be no reason to warn.
    settings.STATIC_ROOT = tmp_path / "static"

    call_command("makeexamples", stdout=io.StringIO())

    written = json.loads(settings.EXAMPLE_ANSWERS.read_text(encoding="utf-8"))
    assert written["answers"]["/api/v1/ilrs-counts/"]["revision"] >= 1
    assert (
        written["errors"]["400"]["detail"]
        == "There is no parameter contry. Did you mean country?"
    )


def test_examples_are_the_same_at_another_revision(settings, tmp_path, world):
    settings.EXAMPLE_ANSWERS = tmp_path / "examples.json"
    make_country("TR", name="Türkiye")
    record_all_changes()
    call_command("makeexamples", stdout=io.StringIO())
    written = settings.EXAMPLE_ANSWERS.read_text(encoding="utf-8")
    Change.objects.filter(record_key="TR").delete()
    make_source()
    record_all_changes()

    call_command("makeexamples", stdout=io.StringIO())

    assert settings.EXAMPLE_ANSWERS.read_text(encoding="utf-8") == written
    assert '"recorded_at": "2026-11-28T04:39:40.740283Z"' in written


@pytest.mark.parametrize("command", ["makeexamples", "makedocs"])
def test_an_example_that_is_not_in_the_files_is_refused(command):
    declared = Payload.record_type
    try:
        register(dataclasses.replace(declared, example_key="change-4-lmd"))

        with pytest.raises(
            CommandError,
            match="payloads: example_key is “change-4-lmd”, which is no published",
        ):
            call_command(command, stdout=io.StringIO())
    finally:
        register(declared)


@pytest.mark.parametrize("status", EXAMPLES["errors"])
def test_an_error_that_is_shown_is_as_described(schema, status):
    shown = schema["paths"]["/api/v1/payloads/"]["get"]["responses"][status]["content"][
        "application/problem+json"
    ]

    validator = Draft202012Validator(
        schema | {"$ref": "#/answer", "answer": shown["schema"]}
    )

    assert shown["example"] == EXAMPLES["errors"][status]
    assert [
        f"{error.json_path}: {error.message}"
        for error in validator.iter_errors(shown["example"])
    ] == []


def test_every_operation_tells_its_errors_in_one_shape(schema):
    for path, operations in schema["paths"].items():
        if path == "/api/v1/schema/":
            continue
        responses = operations["get"]["responses"]
        assert set(responses) == {"200", "400", "404", "406", "429", "500"}
        for status in set(responses) - {"200"}:
            assert list(responses[status]["content"]) == ["application/problem+json"]
            assert responses[status]["content"]["application/problem+json"]["example"][
                "status"
            ] == int(status)


def test_committed_documents_are_those_that_the_code_makes():
    outdated = [
        path.name
        for path, text in texts_by_path().items()
        if path.read_text(encoding="utf-8") != text
    ]

    assert outdated == [], "run make docs"


def test_documentation_page_works_under_a_strict_content_policy(client):
    page = read(client, "/api/docs/").html

    assert (
        re.findall(
            r"<script(?![^>]* src=)|<style|<[a-z]+[^>]* (?:style|on[a-z]+)=", page
        )
        == []
    )
    [styles], [script] = (
        re.findall(rf'data-{name}="([^"]+)"', page) for name in ("styles", "script")
    )
    assert all(
        address.startswith("/static/") and finders.find(address[8:])
        for address in [*styles.split(), script]
    )
    assert 'data-schema="/api/v1/schema/"' in page


def test_documentation_page_tells_every_resource_without_javascript(client):
    page = read(client, "/api/docs/")

    assert {f"/api/v1/{prefix}/" for prefix, _, _ in router.registry} <= set(page.links)
    assert (
        "countries Countries and regions with records, by ISO 3166-1 alpha-2 code."
        in page.text
    )


@pytest.mark.parametrize(
    "address", ["/", "/payloads/", "/ilrs/", "/search/", "/payloads/camera-0/"]
)
def test_pages_load_nothing_from_another_host(client, world, address):
    html = read(client, address).html

    loaded = re.findall(
        r'<(?:script|img|link|iframe)[^>]*?(?:src|href)="([^"]+)"', html
    )
    assert [
        one
        for one in loaded
        if not one.startswith(("/static/", "http://127.0.0.1:8000/"))
    ] == []


def test_api_leads_to_its_documentation(client):
    response = client.get("/api/")

    assert response.status_code == 302
    assert response["Location"] == "/api/docs/"
