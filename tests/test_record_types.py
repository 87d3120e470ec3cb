"""What is declared is shown: every record type in all that treats types alike, every field on a page or in the API."""

import os
import re
import subprocess
import sys
from datetime import time
from decimal import Decimal

import pytest
from django.conf import settings
from django.contrib.admin import site
from django.db import models, transaction
from django.urls import reverse

from records.canonical import fields
from records.fields import EdtfField
from records.models import Record
from records.registry import record_types, types_for_readers
from tests.factories import make_programme
from tests.worlds import add_name, make_world

pytestmark = pytest.mark.django_db
# Addresses, and the state of publication, which decides whether there is an answer at all.
NOT_FACTS = ("slug", "code", "former_slugs", "publication", "key")


def test_a_declared_type_is_everywhere_and_each_line_of_its_declaration_is_needed():
    """The tests in tests/throwaway pass, with settings that install the type that they declare."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--ds",
        "tests.throwaway.settings",
        "-p",
        "no:cacheprovider",
        "-p",
        "pytest_django.plugin",
    ]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.throwaway.settings",
        # The plugins that only other tests need take half a second to import.
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    run = subprocess.run(  # noqa: S603 - our own command
        [*command, "tests/throwaway"],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout[-4000:]


@pytest.mark.parametrize(
    "record_type", record_types(), ids=lambda record_type: record_type.name
)
def test_a_type_that_curators_edit_has_a_form(record_type):
    assert record_type.in_admin
    assert site.is_registered(record_type.model)


# Why a type does without what a declaration can give it. A line that was forgotten is not in this table.
ON_ITS_PAGE = "It is shown on the page of its mission, which is"
ON_ITS_PROGRAMME = "It is shown on the page of its programme, which is"
NOT_ASKED_FOR = "No filter of changes asks for one."
DOES_WITHOUT = {
    "announcedtotal": {
        "in_sitemap": "It is shown on /totals/, which is.",
        "can_be_cited": "Readers cite the source that announced it.",
        "finds_changes": NOT_ASKED_FOR,
    },
    "dataset": {"finds_changes": NOT_ASKED_FOR},
    "ilrsparticipation": {
        "in_sitemap": f"{ON_ITS_PROGRAMME}.",
        "can_be_cited": f"{ON_ITS_PROGRAMME}, and the page of its country.",
        "finds_changes": NOT_ASKED_FOR,
    },
    "payload": {"finds_changes": NOT_ASKED_FOR},
    "programme": {"finds_changes": NOT_ASKED_FOR},
    "source": {"finds_changes": NOT_ASKED_FOR},
    "spacecraft": {
        "in_sitemap": f"{ON_ITS_PAGE}.",
        "can_be_cited": f"{ON_ITS_PAGE}.",
        "finds_changes": NOT_ASKED_FOR,
    },
}
LINES = (
    "in_api",
    "in_admin",
    "search_heading",
    "in_sitemap",
    "can_be_cited",
    "linked_types",
    "finds_changes",
)
# Why no source speaks for the rows of a kind.
NEEDS_NO_SOURCE = {
    ("payload", "papers"): "A paper is a source.",
    ("payload", "gaps"): "A gap is what no source says.",
    ("source", "authors"): "A source says itself who wrote it.",
    ("source", "references"): "A source says itself what it refers to.",
}


@pytest.mark.parametrize(
    "record_type", record_types(), ids=lambda record_type: record_type.name
)
def test_what_a_type_does_without_is_explained(record_type):
    lines = list(LINES)
    # A type with pages of its own has a FilterSet of its own.
    if record_type.has_generic_page:
        lines += ["facts", "filters"]
    missing = {line for line in lines if not getattr(record_type, line)}

    assert missing == set(DOES_WITHOUT.get(record_type.name, {})), (
        f"Declare the line for {record_type.plural}, or say in DOES_WITHOUT why it has none."
    )


def test_places_of_types_are_their_numbers():
    places = [record_type.place for record_type in types_for_readers()]

    assert places == list(range(1, len(places) + 1))


@pytest.mark.parametrize(
    ("record_type", "kind"),
    [
        pytest.param(record_type, kind, id=f"{record_type.name}-{kind.relation}")
        for record_type in record_types()
        for kind in record_type.rows
    ],
)
def test_a_row_that_no_source_speaks_for_is_explained(record_type, kind):
    is_explained = (record_type.name, kind.relation) in NEEDS_NO_SOURCE

    assert bool(kind.cited_as) != is_explained, (
        f"Give {kind.relation} a key in the citations and cited_as, or say in NEEDS_NO_SOURCE why none is needed."
    )


def fields_of(condition):
    """Return the names of the fields that a condition compares."""
    names = set()
    for child in condition.children:
        if isinstance(child, models.Q):
            names |= fields_of(child)
        else:
            lookup, _value = child
            names.add(lookup.partition("__")[0])
    return names


@pytest.mark.parametrize(
    "record_type",
    [record_type for record_type in record_types() if record_type.citations],
    ids=lambda record_type: record_type.name,
)
def test_a_citation_speaks_for_fields_or_one_row_of_any_kind(record_type):
    keys = {kind.cited_as for kind in record_type.rows if kind.cited_as}
    compared = set()
    for constraint in record_type.citations._meta.constraints:
        if constraint.name.endswith("_one_target"):
            compared = fields_of(constraint.condition) - {"field"}

    assert set(record_type.citations.row_fields()) == keys
    assert compared == keys, "Name every key to a row in only_one_target()."


def api_answer(client, record):
    """Return what the API says of a record; ``None`` for a type without a resource."""
    if not record.record_type.in_api:
        return None
    return client.get(
        reverse(f"{record.record_type.name}-detail", args=[record.record_key])
    ).content


def page(client, record):
    """Return what the page of a record says, without its citation, which changes with every change of the record."""
    html = client.get(record.get_absolute_url().partition("#")[0]).content.decode()
    main = re.search("<main.*</main>", html, re.DOTALL)[0]
    return re.sub('<section class="cite".*?</section>', "", main, flags=re.DOTALL)


def other_value(field, instance):
    """Return a value of a field that is not the one it has."""
    value = getattr(instance, field.attname)
    if field.is_relation:
        others = field.related_model._base_manager.exclude(pk=value)
        if not issubclass(field.related_model, Record):
            others = others.filter(record=instance.record)
        return others.values_list("pk", flat=True).first()
    if field.choices:
        return next(term for term, _ in field.choices if term not in ("", value))
    if isinstance(field, EdtfField):
        return "2001"
    for kind, other in OTHER_VALUES.items():
        if isinstance(field, kind):
            return not value if isinstance(value, bool) else other
    return "Alpha and Omega"[: field.max_length]


OTHER_VALUES = {
    models.BooleanField: True,
    models.DecimalField: Decimal(77),
    models.TimeField: time(1, 2),
    models.URLField: "https://other.example.org/",
    models.IntegerField: 77,
}
AN_EXTENT = {
    "position_kind": "extent",
    "latitude_deg": None,
    "longitude_deg": None,
    "latitude_uncertainty_m": None,
    "longitude_uncertainty_m": None,
    "method": "",
    "south_bound_latitude_deg": Decimal(10),
    "north_bound_latitude_deg": Decimal(80),
    "west_bound_longitude_deg": Decimal(-10),
    "east_bound_longitude_deg": Decimal(20),
}
# What must hold before the field can take another value, because the database refuses the one without the other.
NEEDED = {
    "source-authors-literal": {"family": "", "given": "", "literal": "An agency"},
    "source-authors-family": {"literal": ""},
    "source-authors-given": {"literal": ""},
    "institution-is_international": {"country": None},
    "ilrsparticipation-place": {"level": "institution", "place": "Minsk"},
    "mission-sites-south_bound_latitude_deg": AN_EXTENT,
    "mission-sites-north_bound_latitude_deg": AN_EXTENT,
    "mission-sites-west_bound_longitude_deg": AN_EXTENT,
    "mission-sites-east_bound_longitude_deg": AN_EXTENT,
    "mission-sites-size_as_printed": AN_EXTENT,
    "announcedtotal-high": {"low": 1},
    "announcedtotal-low": {"high": None},
}
# What must change at the same time.
AT_ONCE = {
    # Only a measured position has a method.
    "mission-sites-position_kind": {"method": ""},
    # The page links the event that tells the outcome, if the record has it.
    "programme-events-outcome_event": {"outcome_event": "step-0"},
    "dataset-subjects-mission": {"payload": None},
    "dataset-subjects-payload": {"mission": None},
    "ilrsparticipation-level": {"level": "institution", "place": "Minsk"},
    "ilrsparticipation-country": {},
    "announcedtotal-programme": {"mission": None},
    "announcedtotal-mission": {"programme": None},
}
# An identifier is given, or the reason why there is none.
for name in ("mission", "spacecraft", "payload", "institution"):
    without = {"value": "", "finding": "not-found", "looked": "2000"}
    NEEDED[f"{name}-identifiers-looked"] = without
    AT_ONCE[f"{name}-identifiers-finding"] = without
NEEDED_BY_FIELD = {
    "outcome": {"is_planned": True},
    "outcome_event": {"is_planned": True, "outcome": "carried-out"},
    "text_address": {"text_access": "published"},
    "low": {"high": None},
    "high": {"low": None},
    "time_utc": {"date": "2000-02-03"},
}


def declared_fields():
    """Return a case for each field of each record type, and of each kind of row."""
    cases = []
    for record_type in record_types():
        for field in fields(record_type.model):
            if field.name not in NOT_FACTS and not field.many_to_many:
                case_id = f"{record_type.name}-{field.name}"
                cases.append(pytest.param((record_type, None, field), id=case_id))
        for kind in record_type.rows:
            for field in fields(kind.model):
                if field.name not in NOT_FACTS:
                    case_id = f"{record_type.name}-{kind.relation}-{field.name}"
                    cases.append(pytest.param((record_type, kind, field), id=case_id))
    return cases


@pytest.fixture(scope="module")
def two_worlds(django_db_setup, django_db_blocker):
    """Two records of each type, each with every kind of row."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world(0)
        make_world(1)
        world.payload.results.create(key="second", title="Another result")
        add_name(world, world.programme)
        make_programme(slug="another", name="Another programme")
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def former_answers(two_worlds):
    """What the API says of the records as they were made, by record, as far as a test has asked."""
    return {}


def first_with(record_type, kind, field):
    """Return a published record of a type, and what of it has the field: itself, or its first row of a kind."""
    records = record_type.model.objects.published().order_by("pk")
    if field.name in ("level", "place", "country"):
        records = records.exclude(country=None)
    if field.name == "institution" and kind is None:
        records = records.exclude(institution=None)
    for record in records:
        instances = list(getattr(record, kind.relation).all()) if kind else [record]
        if instances:
            return record, instances[0]
    raise AssertionError(f"The world has no {record_type.name} with {kind.relation}.")


def update(instance, columns):
    """Store columns past the rules of forms, as far as the database lets them, with the days of dates."""
    columns = dict(columns)
    for name in list(columns):
        field = instance._meta.get_field(name)
        if isinstance(field, EdtfField):
            year = columns[name][:4]
            columns |= {
                field.earliest_field: f"{year}-01-01",
                field.latest_field: f"{year}-12-31",
            }
    type(instance)._base_manager.filter(pk=instance.pk).update(**columns)
    instance.refresh_from_db()


@pytest.mark.parametrize("case", declared_fields())
def test_every_field_appears_on_a_page_or_in_an_answer_of_the_api(
    client, former_answers, request, case
):
    record_type, kind, field = case
    case_id = request.node.callspec.id
    record, instance = first_with(record_type, kind, field)
    needed = NEEDED.get(case_id) or NEEDED_BY_FIELD.get(field.name, {})
    update(instance, needed)
    former = {
        column.attname: getattr(instance, column.attname)
        for column in instance._meta.concrete_fields
    }
    # Each test begins with the same records, so that most of their answers are made once.
    answers = {} if needed else former_answers
    if record not in answers:
        answers[record] = api_answer(client, record)
    former_answer = answers[record]

    update(
        instance,
        {field.attname: other_value(field, instance)} | AT_ONCE.get(case_id, {}),
    )

    if former_answer is not None and api_answer(client, record) != former_answer:
        return
    # A page takes longer to make, so it is asked only for what the API does not say.
    changed_page = page(client, record)
    type(instance)._base_manager.filter(pk=instance.pk).update(**former)
    assert changed_page != page(client, record)
