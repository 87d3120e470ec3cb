"""The units in which figures are compared, and the figures of databases that compared them in others."""

from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps

from missions.models import SpacecraftSpecification
from payloads.models import ResultFigure, Specification
from records.units import COMPARED_IN, UNITS, to_si
from tests.factories import make_payload, make_spacecraft
from tests.reading import get_json

pytestmark = pytest.mark.django_db
IN_WORDS = {"mo": "months", "[EUR]": "EUR"}


@pytest.mark.parametrize(
    ("value", "unit", "compared"),
    [
        ("-160", "Cel", "113.15"),
        ("-273.15", "Cel", "0"),
        ("1.5", "a", "18"),
        ("12", "mo", "12"),
        ("970", "g", "0.97"),
        ("5.5", "eV", "5.5"),
        ("21", "MeV", "21000000"),
        ("18", "km/h", "5"),
        ("1369", "uSv/d", "57.041666666667"),
    ],
)
def test_figure_is_compared_without_losing_precision(value, unit, compared):
    specification = make_payload().specifications.create(
        key="figure", quantity="figure", as_printed=value, low=value, unit=unit
    )

    specification.refresh_from_db()

    assert specification.si_low == Decimal(compared)
    assert specification.si_high is None


def test_description_of_the_parameters_names_every_unit_of_comparison():
    named = COMPARED_IN.replace(",", " ").replace(";", " ").split()

    assert {IN_WORDS.get(unit.si, unit.si) for unit in UNITS.values()} <= set(named)


def temperature(payload, key, low, high, unit="Cel"):
    payload.specifications.create(
        key=key,
        quantity="temperature-range",
        as_printed=key,
        low=low,
        high=high,
        unit=unit,
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"si_max": "100"}, ["cold"]),
        ({"si_min": "113.15", "si_max": "113.15"}, ["wide"]),
        ({"si_min": "354"}, []),
        ({"si_min": "-160", "si_max": "42"}, []),
        ({"ordering": "si"}, ["cold", "wide"]),
    ],
)
def test_temperatures_are_asked_for_in_kelvin(client, query, found):
    payload = make_payload()
    temperature(payload, "wide", "-160", "80")
    temperature(payload, "cold", "-230", "-230")

    answer = get_json(
        client, "/api/v1/specifications/", quantity="temperature-range", **query
    )

    assert [row["key"].rpartition(".")[2] for row in answer["results"]] == found


def test_bounds_of_earlier_databases_are_derived_again():
    payload = make_payload()
    temperature(payload, "wide", "-160", "80")
    temperature(payload, "mass", "3", "3", unit="kg")
    result = payload.results.create(key="result", title="Result")
    figure = {"key": "rate", "quantity": "rate", "as_printed": "24", "low": "24"}
    payload.figures.create(result=result, unit="uSv/d", **figure)
    make_spacecraft().specifications.create(
        key="life", quantity="life", as_printed="1 year", low="1", high="1", unit="a"
    )
    for model in (Specification, ResultFigure, SpacecraftSpecification):
        model.objects.update(si_low=7, si_high=7)

    for package in ("payloads", "missions"):
        migration = import_module(f"{package}.migrations.0005_figures_in_kelvin")
        for operation in migration.Migration.operations:
            operation.code(apps, None)

    bounds = {}
    for model in (Specification, ResultFigure, SpacecraftSpecification):
        for row in model.objects.all():
            bounds[row.key] = (row.si_low, row.si_high)
    assert bounds == {
        "wide": (Decimal("113.15"), Decimal("353.15")),
        "mass": (7, 7),
        "rate": (1, None),
        "life": (12, 12),
    }


def test_no_quantity_of_the_catalogue_is_compared_in_two_units(shipped):
    units = {}
    for model in (Specification, ResultFigure, SpacecraftSpecification):
        for quantity, unit in model.objects.exclude(unit="").values_list(
            "quantity", "unit"
        ):
            units.setdefault((model.__name__, quantity), set()).add(UNITS[unit].si)

    assert [quantity for quantity, names in units.items() if len(names) > 1] == []
    assert to_si(Decimal(1), "") is None
