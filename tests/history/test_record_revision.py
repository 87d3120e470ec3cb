"""The revision of each record: every kind of change moves that of exactly the records that it changes."""

import pytest
from django.core.management import call_command
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from history.models import Change, RecordRevision
from history.recording import record_all_changes
from history.revision import current
from history.triggers import install_triggers
from missions.models import Spacecraft
from payloads.models import Payload
from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_mission,
    make_payload,
    make_provision,
    make_source,
    make_spacecraft,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved():
    """Give a function that returns the records whose revision a call moves, each as its type and primary key."""

    def moved(call, *args, **kwargs):
        before = current().number
        call(*args, **kwargs)
        revisions = RecordRevision.objects.filter(number__gt=before)
        # The last of them is that of the catalogue.
        if revisions:
            assert max(revision.number for revision in revisions) == current().number
        return {(revision.record_type, revision.record_id) for revision in revisions}

    return moved


def identity(record):
    return record.record_type.name, record.pk


def execute(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def test_new_record_has_the_revision_of_its_creation(moved):
    make_mission()

    institutions = []
    created = moved(lambda: institutions.append(make_institution()))

    assert created == {identity(institutions[0])}


def test_saving_a_record_moves_that_record_alone(moved):
    payload = make_payload(providers=[make_institution()])
    make_payload(mission=payload.mission)

    payload.name = "New name"

    assert moved(payload.save) == {identity(payload)}


def test_each_change_of_a_row_moves_its_record_alone(moved):
    payload, institution = make_payload(), make_institution()
    make_payload()

    assert moved(make_provision, payload, institution) == {identity(payload)}

    provision = payload.provisions.get()
    provision.role = "partner"
    assert moved(provision.save) == {identity(payload)}
    assert moved(provision.delete) == {identity(payload)}


def test_row_that_moves_to_another_record_moves_both(moved):
    former, present, other = make_payload(), make_payload(), make_payload()
    row = former.names.create(key="one", name="One", kind="acronym")
    other.names.create(key="one", name="One", kind="acronym")

    row.record = present

    assert moved(row.save) == {identity(former), identity(present)}


def test_each_change_of_a_citation_moves_the_citing_record_and_not_the_source(moved):
    payload, source = make_payload(), make_source()

    assert moved(cite, payload, source) == {identity(payload)}

    citation = payload.citations.get()
    citation.note = "Read in full."
    assert moved(citation.save) == {identity(payload)}
    assert moved(citation.delete) == {identity(payload)}


def test_reference_moves_the_source_whose_list_it_is_in(moved):
    citing, cited = make_source(), make_source()

    assert moved(
        citing.references.create, number=1, cited=cited, as_printed="Entry"
    ) == {identity(citing)}


def test_many_to_many_relation_moves_the_record_that_holds_it(moved):
    spacecraft, mission = make_spacecraft(), make_mission()

    # Django adds by INSERT OR IGNORE, whose conflict policy must not reach into the trigger.
    assert moved(spacecraft.serves.add, mission) == {identity(spacecraft)}
    assert moved(spacecraft.serves.add, mission) <= {identity(spacecraft)}
    assert moved(spacecraft.serves.clear) == {identity(spacecraft)}


def test_deleting_a_record_moves_it_and_keeps_its_revision(moved):
    payload, other = make_payload(providers=[make_institution()]), make_payload()
    cite(payload)
    deleted = identity(payload)

    assert moved(payload.delete) == {deleted}
    assert identity(other) != deleted
    assert RecordRevision.objects.filter(
        record_type="payload", record_id=deleted[1]
    ).exists()


def test_deleting_a_row_moves_the_record_of_its_cascade(moved):
    payload = make_payload()
    row = payload.specifications.create(key="mass", quantity="mass", as_printed="3 kg")
    cite(payload, specification=row)

    assert moved(payload.specifications.all().delete) == {identity(payload)}
    assert not payload.citations.exists()


def test_creating_in_bulk_moves_each_record(moved):
    first, second, other = make_payload(), make_payload(), make_payload()
    name = first.names.model
    rows = [
        name(record=record, key="one", name="One", kind="acronym")
        for record in (first, second)
    ]
    other.names.create(key="one", name="One", kind="acronym")

    assert moved(name.objects.bulk_create, rows) == {identity(first), identity(second)}


def test_bulk_update_moves_each_record_that_it_meets(moved):
    first, second, other = (
        make_payload(kind="rover"),
        make_payload(kind="rover"),
        make_payload(kind="camera"),
    )

    met = moved(Payload.objects.filter(kind="rover").update, name="Renamed")

    assert met == {identity(first), identity(second)}
    assert identity(other) not in met
    assert (
        moved(Payload.objects.filter(kind="dosimeter").update, name="Renamed") == set()
    )


def test_raw_sql_moves_the_record_of_the_row(moved):
    mission, other = make_mission(), make_mission()
    for record in (mission, other):
        record.names.create(key="name", name="Name", kind="acronym")

    renamed = moved(
        execute,
        "UPDATE missions_missionname SET name = 'New' WHERE record_id = %s",
        mission.pk,
    )
    deleted = moved(
        execute, "DELETE FROM missions_missionname WHERE record_id = %s", other.pk
    )

    assert (renamed, deleted) == ({identity(mission)}, {identity(other)})


def test_two_types_with_one_primary_key_are_told_apart(moved):
    source = make_source()
    country = make_country("SE")
    execute(
        "UPDATE partners_country SET id = %s WHERE id = %s",
        source.pk + 1000,
        country.pk,
    )
    execute(
        "UPDATE sources_source SET id = %s WHERE id = %s", source.pk + 1000, source.pk
    )

    changed = moved(execute, "UPDATE partners_country SET name = 'Sweden'")

    assert changed == {("country", source.pk + 1000)}


def test_history_moves_no_record(moved):
    make_source()

    assert moved(record_all_changes) == set()
    assert Change.objects.exists()


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE"
)
def test_truncating_a_table_moves_every_record_of_the_type(moved):
    first, second = make_source(), make_source()
    make_mission()

    assert moved(execute, "TRUNCATE sources_sourceauthor") == {
        identity(first),
        identity(second),
    }


@pytest.mark.django_db(transaction=True)
def test_triggers_of_records_survive_a_migration_that_rebuilds_a_table(moved):
    spacecraft = make_spacecraft()
    make_spacecraft()
    state = ProjectState.from_apps(Spacecraft._meta.apps)
    longer_name = state.clone()
    operation = migrations.AlterField(
        "spacecraft", "name", models.CharField(max_length=121)
    )
    operation.state_forwards("missions", longer_name)

    with connection.schema_editor() as editor:
        operation.database_forwards("missions", editor, state, longer_name)
    with connection.schema_editor() as editor:
        operation.database_forwards("missions", editor, longer_name, state)
    call_command("migrate", verbosity=0)

    assert moved(
        Spacecraft.objects.filter(pk=spacecraft.pk).update, name="Renamed"
    ) == {identity(spacecraft)}


def test_every_record_of_an_upgraded_database_has_a_revision():
    records = [make_source(), make_country(), make_mission(), make_payload()]
    RecordRevision.objects.all().delete()
    before = current().number

    install_triggers(plan=["a migration"])

    revisions = {
        (entry.record_type, entry.record_id): entry.number
        for entry in RecordRevision.objects.all()
    }
    assert {identity(record) for record in records} <= set(revisions)
    assert set(revisions.values()) == {current().number}
    assert current().number > before


def test_records_of_a_database_from_before_the_revision_have_one_too():
    source = make_source()
    RecordRevision.objects.all().delete()
    execute("DELETE FROM history_revision")

    install_triggers(plan=["a migration"])

    assert current().number == 1
    assert (
        RecordRevision.objects.get(record_type="source", record_id=source.pk).number
        == 1
    )


def test_migrating_without_a_migration_leaves_the_revisions(moved):
    make_source()

    assert moved(install_triggers) == set()
