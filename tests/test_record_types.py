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
from records.registry import record_types
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
# What must hold before the field can take another value, because the database refuses the one without the other.
NEEDED = {
    "source-authors-literal": {"family": "", "given": "", "literal": "An agency"},
    "source-authors-family": {"literal": ""},
    "source-authors-given": {"literal": ""},
    "institution-is_international": {"country": None},
    "ilrsparticipation-place": {"level": "institution", "place": "Minsk"},
    "announcedtotal-high": {"low": 1},
    "announcedtotal-low": {"high": None},
}
# What must change at the same time.
AT_ONCE = {
    "ilrsparticipation-level": {"level": "institution", "place": "Minsk"},
    "ilrsparticipation-country": {},
    "announcedtotal-programme": {"mission": None},
    "announcedtotal-mission": {"programme": None},
}
NEEDED_BY_FIELD = {
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
