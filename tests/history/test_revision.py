from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, migrations, models, transaction
from django.db.migrations.state import ProjectState
from django.utils import timezone

from exchange.loading import load
from exchange.models import LoadedRecord
from history.revision import current
from history.triggers import EVENTS, watched_tables
from missions.models import Spacecraft
from payloads.models import Payload
from tests.factories import make_mission, make_payload, make_spacecraft

pytestmark = pytest.mark.django_db


@pytest.fixture
def moves():
    """Give a function that tells whether a call moves the revision forward."""

    def moves(call, *args, **kwargs):
        before = current()
        call(*args, **kwargs)
        after = current()
        assert (after.number > before.number) == (after.token != before.token)
        return after.number > before.number

    return moves


def execute(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def stored_triggers():
    """Return the table and the event of every trigger of the revision that the database holds."""
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(names[connection.vendor])
        found = [name for (name,) in cursor.fetchall() if name.startswith("revision_")]
    return sorted(
        tuple(reversed(name.removeprefix("revision_").split("_", 1))) for name in found
    )


def expected_triggers():
    tables = ["history_change", *watched_tables()]
    return sorted(
        (table, event) for table in tables for event in EVENTS[connection.vendor]
    )


def test_every_table_of_content_has_a_trigger_for_each_kind_of_change():
    assert {
        "sources_sourceauthor",
        "payloads_payload",
        "missions_spacecraft_serves",
    } <= set(watched_tables())
    assert len(watched_tables()) >= 40
    assert stored_triggers() == expected_triggers()


def test_saving_a_record_moves_the_revision(moves):
    payload = make_payload(name="Camera")

    payload.name = "New camera"

    assert moves(payload.save)


def test_each_change_of_one_transaction_moves_the_revision(moves):
    with transaction.atomic():
        assert moves(make_mission)
        assert moves(make_mission)


def test_the_revision_has_the_time_of_the_change():
    before = timezone.now() - timedelta(milliseconds=1)

    make_mission()

    assert before <= current().moved_at <= timezone.now() + timedelta(milliseconds=1)


def test_creating_in_bulk_moves_the_revision(moves):
    payload = make_payload()
    rows = [payload.names.model(record=payload, key="one", name="One", kind="acronym")]

    assert moves(payload.names.bulk_create, rows)


def test_bulk_update_moves_the_revision(moves):
    make_payload()

    assert moves(Payload.objects.update, name="Renamed")


def test_adding_to_a_many_to_many_relation_moves_the_revision(moves):
    spacecraft, mission = make_spacecraft(), make_mission()

    assert moves(spacecraft.serves.add, mission)
    assert moves(spacecraft.serves.clear)


@pytest.mark.parametrize("table", ["missions_mission", "missions_missionname"])
def test_raw_sql_moves_the_revision(moves, table):
    make_mission().names.create(key="name", name="Name", kind="acronym")

    assert moves(execute, f"UPDATE {table} SET name = %s", "Renamed")  # noqa: S608 - tables of this test


def test_deleting_moves_the_revision(moves):
    payload = make_payload()

    assert moves(payload.delete)


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE"
)
def test_truncating_moves_the_revision(moves):
    assert moves(execute, "TRUNCATE sources_sourceauthor")


def test_loading_moves_the_revision_and_loading_the_same_again_does_not(
    moves, tmp_path
):
    (tmp_path / "countries.yaml").write_text("- code: SE\n  name: Sweden\n")

    assert moves(load, tmp_path)
    assert not moves(load, tmp_path)


def test_an_edit_in_the_admin_moves_the_revision(moves, admin_client):
    mission = make_mission(name="Change-9")

    answer = {}

    def withdraw():
        fields = {"action": "withdraw", "_selected_action": [mission.pk]}
        answer["status"] = admin_client.post(
            "/admin/missions/mission/", fields
        ).status_code

    assert moves(withdraw)
    assert answer["status"] == 302


def test_what_readers_never_see_leaves_the_revision(moves):
    assert not moves(Group.objects.create, name="Curators")
    assert not moves(LoadedRecord.objects.create, kind="missions", key="change-9")


def test_reading_leaves_the_revision(moves, client):
    make_payload()

    assert not moves(client.get, "/payloads/")


def test_a_failed_transaction_leaves_the_revision(moves):
    def fail():
        with transaction.atomic():
            make_mission()
            transaction.set_rollback(True)

    assert not moves(fail)


@pytest.mark.django_db(transaction=True)
def test_triggers_survive_a_migration_that_rebuilds_a_table(moves):
    make_spacecraft()
    state = ProjectState.from_apps(Spacecraft._meta.apps)
    changed = models.CharField(max_length=121)
    operation = migrations.AlterField("spacecraft", "name", changed)
    after = state.clone()
    operation.state_forwards("missions", after)

    with connection.schema_editor() as editor:
        operation.database_forwards("missions", editor, state, after)
    with connection.schema_editor() as editor:
        operation.database_forwards("missions", editor, after, state)
    call_command("migrate", verbosity=0)

    assert stored_triggers() == expected_triggers()
    assert moves(Spacecraft.objects.update, name="Renamed")


@pytest.mark.django_db(transaction=True)
def test_migrating_again_without_a_migration_leaves_the_revision(moves):
    assert not moves(call_command, "migrate", verbosity=0)


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no server that could restart."
)
@pytest.mark.django_db(transaction=True)
def test_connection_that_the_server_ended_is_made_anew(client):
    client.get("/api/v1/missions/")
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid]
        )
    other.close()

    assert client.get("/api/v1/missions/").status_code == 200
