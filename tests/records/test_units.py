"""The units in which figures are compared, and the figures of databases that compared them in others."""

from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from missions.models import SpacecraftSpecification
from payloads.models import ResultFigure, Specification
from records.units import COMPARED_IN, UNITS, to_si
from tests.factories import make_payload, make_spacecraft
from tests.reading import get_json

pytestmark = pytest.mark.django_db
IN_WORDS = {"[EUR]": "EUR"}


@pytest.mark.parametrize(
    ("value", "unit", "compared"),
    [
        ("-160", "Cel", "113.15"),
        ("-273.15", "Cel", "0"),
        ("1.5", "a", "47336400"),
        ("12", "mo", "31557600"),
        ("970", "g", "0.97"),
        ("5.5", "eV", "5.5"),
        ("21", "MeV", "21000000"),
        ("18", "km/h", "5"),
        ("1369", "uSv/d", "57.041666666667"),
    ],
)
def test_figure_is_compared_without_losing_precision(value, unit, compared):
    specification = make_payload().specifications.create(
        key="figure", quantity="design-life", as_printed=value, low=value, unit=unit
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
    figure = {
        "key": "rate",
        "quantity": "dose-equivalent-rate",
        "as_printed": "24",
        "low": "24",
    }
    payload.figures.create(result=result, unit="uSv/d", **figure)
    make_spacecraft().specifications.create(
        key="life",
        quantity="design-life",
        as_printed="1 year",
        low="1",
        high="1",
        unit="a",
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
        "life": (31557600, 31557600),
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


def test_days_months_and_years_have_one_order(client):
    payload = make_payload()
    for key, value, unit in [
        ("year", "1", "a"),
        ("days", "31", "d"),
        ("month", "1", "mo"),
    ]:
        payload.specifications.create(
            key=key,
            quantity="design-life",
            as_printed=f"{value} {key}",
            low=value,
            high=value,
            unit=unit,
        )

    def found(**query):
        answer = get_json(
            client, "/api/v1/specifications/", quantity="design-life", **query
        )
        return [row["as_printed"] for row in answer["results"]]

    assert found(ordering="si") == ["1 month", "31 days", "1 year"]
    # 31 days are 2678400 s; the month of UCUM has 30.4375 days.
    assert found(si_min="2678400") == ["31 days", "1 year"]


@pytest.fixture
def any_quantity():
    """Let the database of the test hold quantities that are no terms, as it did before they were closed."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute(
                "ALTER TABLE payloads_specification "
                "DROP CONSTRAINT payloads_specification_quantity_known"
            )
        yield
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def spell_quantities():
    migration = import_module("payloads.migrations.0007_quantities_spelt_alike")
    migration.Migration.operations[0].code(apps, None)


def test_quantities_of_earlier_databases_are_spelt_as_terms(any_quantity):
    payload = make_payload()
    for former in ("Mass", "operating_time", "dry-mass"):
        payload.specifications.create(key=former, quantity=former, as_printed="3")

    spell_quantities()

    assert dict(payload.specifications.values_list("key", "quantity")) == {
        "Mass": "mass",
        "operating_time": "operating-time",
        "dry-mass": "dry-mass",
    }


def test_quantity_of_an_earlier_database_that_is_no_term_is_named(any_quantity):
    payload = make_payload()
    payload.specifications.create(key="a", quantity="weirdness", as_printed="3")

    with pytest.raises(
        ValueError, match=r"weirdness \(payloads.Specification\). Add terms"
    ):
        spell_quantities()


def test_quantity_that_is_no_term_is_refused():
    payload = make_payload()

    with pytest.raises(IntegrityError), transaction.atomic():
        payload.specifications.create(key="a", quantity="Mass", as_printed="3 kg")
    with pytest.raises(ValidationError, match="not a valid choice"):
        Specification(
            record=payload, key="a", quantity="Mass", as_printed="3 kg"
        ).full_clean()
