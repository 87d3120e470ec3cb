"""The closed vocabularies in the database, and how they change."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from missions.models import MissionEvent
from payloads.models import PayloadEvent
from records.autodetector import Autodetector
from records.fields import OneOf, Vocabulary
from records.models import EventKind
from records.operations import ChangeTerms
from tests.factories import make_mission, make_payload


class WiderEventKind:
    values = [*EventKind.values, "test-term"]


@pytest.fixture
def widen(monkeypatch):
    """Give a function that adds a term to the kinds of event, until the test ends or ``undo`` is called."""
    named = Vocabulary.named

    def wider_named(public_name):
        if public_name == "event-kind":
            return WiderEventKind
        return named(public_name)

    def patch():
        monkeypatch.setattr(Vocabulary, "named", wider_named)

    patch.undo = monkeypatch.undo
    return patch


def term_constraints():
    """Return the constraint of each field that holds a term, with its model."""
    pairs = []
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, OneOf):
                pairs.append((model, constraint))
    return pairs


def stored_definition(model, constraint):
    """Return the SQL of a constraint as the database has it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s",
                [constraint.name],
            )
            return cursor.fetchone()[0]
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE name = %s", [model._meta.db_table]
        )
        (table,) = cursor.fetchone()
    return re.search(
        rf'CONSTRAINT "{constraint.name}" CHECK \(([^()]*\([^()]*\))', table
    )[1]


def change_event_kinds():
    """Run the operation of the migration that ``makemigrations`` would write."""
    state = ProjectState.from_apps(apps)
    operation = ChangeTerms("event-kind", Vocabulary.named("event-kind").values)
    with connection.schema_editor() as editor:
        operation.database_forwards("records", editor, state, state)


def test_every_migration_is_written():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_the_database_holds_the_terms_of_the_code():
    different = []
    for model, constraint in term_constraints():
        terms = Vocabulary.named(constraint.vocabulary).values
        expected = {*terms, ""} if constraint.blank else set(terms)
        stored = set(re.findall(r"'([^']*)'", stored_definition(model, constraint)))
        if stored != expected:
            different.append(constraint.name)

    assert different == []


def test_a_new_model_with_a_vocabulary_gets_its_migration():
    loader = MigrationLoader(None)
    station = ModelState(
        "partners",
        "Station",
        [
            ("id", models.AutoField(primary_key=True)),
            ("kind", models.CharField(max_length=12)),
        ],
        {
            "constraints": [
                OneOf(field="kind", vocabulary="event-kind", name="station_kind_known")
            ]
        },
    )
    wanted_state = ProjectState.from_apps(apps)
    wanted_state.add_model(station)

    migrations = Autodetector(loader.project_state(), wanted_state).changes(
        graph=loader.graph
    )

    assert list(migrations) == ["partners"]
    (migration,) = migrations["partners"]
    assert [operation.name for operation in migration.operations] == ["Station"]
    assert (
        migration.operations[0].options["constraints"][0].name == "station_kind_known"
    )


def test_a_new_term_is_one_migration(widen):
    widen()
    loader = MigrationLoader(None)
    autodetector = Autodetector(loader.project_state(), ProjectState.from_apps(apps))

    migrations = autodetector.changes(graph=loader.graph)

    assert list(migrations) == ["records"]
    (migration,) = migrations["records"]
    # The number before it grows with every migration of the app.
    assert migration.name.endswith("_terms_of_event_kind")
    (operation,) = migration.operations
    assert operation.vocabulary == "event-kind"
    assert operation.terms == WiderEventKind.values


@pytest.mark.django_db(transaction=True)
def test_the_migration_changes_every_table_of_the_vocabulary(widen):
    PayloadEvent.objects.create(
        record=make_payload(), kind="launch", title="Launch", key="launch"
    )
    MissionEvent.objects.create(
        record=make_mission(), kind="launch", title="Launch", key="launch"
    )
    with (
        pytest.raises(IntegrityError, match="payloads_payloadevent_kind_known"),
        transaction.atomic(),
    ):
        PayloadEvent.objects.update(kind="test-term")

    widen()
    change_event_kinds()
    PayloadEvent.objects.update(kind="test-term")
    MissionEvent.objects.update(kind="test-term")
    with (
        pytest.raises(IntegrityError, match="missions_missionevent_kind_known"),
        transaction.atomic(),
    ):
        MissionEvent.objects.update(kind="holiday")

    PayloadEvent.objects.update(kind="launch")
    MissionEvent.objects.update(kind="launch")
    widen.undo()
    change_event_kinds()
    with (
        pytest.raises(IntegrityError, match="payloads_payloadevent_kind_known"),
        transaction.atomic(),
    ):
        PayloadEvent.objects.update(kind="test-term")
    # SQLite rebuilt the tables, which drops the triggers that move the revision.
    call_command("migrate", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_a_term_in_use_cannot_be_taken_away(widen):
    widen()
    change_event_kinds()
    PayloadEvent.objects.create(
        record=make_payload(), kind="test-term", title="Visit", key="term-of-the-tests"
    )

    widen.undo()
    with pytest.raises(IntegrityError, match="payloads_payloadevent_kind_known"):
        change_event_kinds()

    PayloadEvent.objects.all().delete()
    change_event_kinds()
    call_command("migrate", verbosity=0)
