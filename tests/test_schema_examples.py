"""The examples of the OpenAPI description, asked of the shipped catalogue."""

import json

import pytest
from django.conf import settings

from catalog.management.commands.makeexamples import example_answers
from tests.reading import other_shapes

pytestmark = pytest.mark.django_db

EXAMPLES = json.loads(settings.EXAMPLE_ANSWERS.read_text(encoding="utf-8"))
# What a parameter cannot go without.
BESIDE = {"group": "as_of", "si_min": "quantity", "si_max": "quantity"}


def test_command_makes_the_examples_from_the_shipped_catalogue(shipped):
    made_anew = example_answers()

    assert other_shapes(EXAMPLES["answers"], made_anew["answers"]) == [], (
        "run the command makeexamples"
    )
    assert other_shapes(EXAMPLES["errors"], made_anew["errors"]) == [], (
        "run the command makeexamples"
    )


def test_every_parameter_has_an_example_that_the_catalogue_answers(client, shipped):
    schema = client.get("/api/v1/schema/", {"format": "json"}).json()

    for path, operations in schema["paths"].items():
        if path == "/api/v1/schema/":
            continue
        parameters = operations["get"].get("parameters", [])
        assert [
            parameter["name"] for parameter in parameters if "example" not in parameter
        ] == []
        values = {parameter["name"]: parameter["example"] for parameter in parameters}
        in_path = {
            parameter["name"] for parameter in parameters if parameter["in"] == "path"
        }
        required = {"q": "neutron"} if path == "/api/v1/search/" else {}
        short = {"page_size": 1} if "page_size" in values else {}
        for name in set(values) - in_path or {""}:
            given = {name: values[name]} if name else {}
            if needed := BESIDE.get(name.removesuffix("_not")):
                given[needed] = values[needed]
            response = client.get(path.format(**values), required | short | given)
            assert response.status_code == 200, (
                f"{path} {given}: {response.content[:300]}"
            )
