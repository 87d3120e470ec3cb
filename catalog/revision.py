"""Reading the revision, and the triggers that move it whatever route a change takes: the admin, a load, raw SQL.

A transaction that changes content holds the revision's row until it ends, so that numbers follow the order of commits:
who reads the revision and then the content sees content of that revision or a later one, never of an earlier one.
"""

from datetime import UTC

from django.apps import apps
from django.db import InterfaceError, OperationalError, connection, connections, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from catalog.models import LoadedRecord, Revision

CONTENT_APPS = ("sources", "partners", "missions", "payloads", "catalog")
# What the loader remembers is shown nowhere.
UNSEEN = (Revision, LoadedRecord)
# The history is shown, so that answers must follow it, and it is not itself content.
HISTORY = "catalog_change"

NEW_TOKEN = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "replace(gen_random_uuid()::text, '-', '')"}
NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "clock_timestamp()"}
EVENTS = {"sqlite": ("insert", "update", "delete"), "postgresql": ("insert", "update", "delete", "truncate")}


def current():
    """Return the ``Revision`` of the catalogue as the database has it now.

    An answer that is kept costs this query alone. So it is itself the check that a kept connection still lives
    (CONN_HEALTH_CHECKS): one that was lost, as when PostgreSQL restarts, is made anew and asked again.
    """
    connection.health_check_done = True
    try:
        return read()
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return read()


def read():
    """Read the one row without the ORM, whose share is a tenth of what a kept answer costs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, moved_at, token FROM catalog_revision")
        number, moved_at, token = cursor.fetchone()
    if moved_at.tzinfo is None:  # SQLite keeps it in UTC without saying so
        moved_at = moved_at.replace(tzinfo=UTC)
    return Revision(number=number, moved_at=moved_at, token=token)


def watched_tables():
    """Return every table whose rows the pages show, in order."""
    models = (model for app in CONTENT_APPS for model in apps.get_app_config(app).get_models(include_auto_created=True))
    return sorted(model._meta.db_table for model in models if model not in UNSEEN)


def watch(using="default", plan=(), **kwargs):
    """Make the revision's row if it is missing, and every trigger anew; run after each ``migrate`` and ``flush``.

    SQLite drops the triggers of a table that a migration rebuilds, and a migration that writes rows may do so
    unwatched; so the revision moves whenever migrations ran.
    """
    connection = connections[using]
    present = set(connection.introspection.table_names())
    if Revision._meta.db_table not in present:
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        for table in watched_tables():
            if table in present:
                for statement in trigger_statements(connection.vendor, table):
                    cursor.execute(statement)
    first = {"number": 1, "moved_at": timezone.now(), "token": get_random_string(32)}
    _, created = Revision.objects.using(using).get_or_create(pk=1, defaults=first)
    if plan and not created:
        with connection.cursor() as cursor:
            cursor.execute(move(connection.vendor))


def move(vendor, counted=True):
    """Return the SQL that moves the revision; where it is not counted, only what validates answers changes."""
    number = f"number = number + 1, moved_at = {NOW[vendor]}, " if counted else ""
    return f"UPDATE catalog_revision SET {number}token = {NEW_TOKEN[vendor]}"  # noqa: S608 - constants of this module


def trigger_statements(vendor, table):
    """Yield the SQL that makes the triggers of a table anew."""
    moving = move(vendor, counted=table != HISTORY)
    function = "catalog_move_history" if table == HISTORY else "catalog_move_revision"
    if vendor == "postgresql":
        yield (
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {moving}; RETURN NULL; END $$"
        )
    for event in EVENTS[vendor]:
        name = f"revision_{event}_{table}"
        if vendor == "postgresql":
            yield (
                f'CREATE OR REPLACE TRIGGER "{name}" AFTER {event} ON "{table}" '
                f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
            )
        else:
            yield f'DROP TRIGGER IF EXISTS "{name}"'
            yield f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" BEGIN {moving}; END'
