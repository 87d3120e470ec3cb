"""The triggers that move the revision, whatever route a change takes: the admin, a load, raw SQL.

Every table that holds a part of a record has them, by what the registry says of each type. They move two things: the
revision of the catalogue, and the revision of the one record that the changed row belongs to.

A migration that lets SQLite rebuild ``history_revision`` or ``history_recordrevision`` must drop the triggers first, as
the first migration of ``history`` does: SQLite renames no table while a trigger names one that is gone.
"""

from django.db import connections, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from history.models import Change, Revision
from records.registry import record_types, tables_of

EVENTS = {
    "sqlite": ("insert", "update", "delete"),
    "postgresql": ("insert", "update", "delete", "truncate"),
}
# The rows of a trigger of SQLite, which runs once for each row. A row that moves to another record moves both.
SQLITE_ROWS = {"insert": ["NEW"], "update": ["OLD", "NEW"], "delete": ["OLD"]}
# What a trigger of PostgreSQL that runs once a statement calls the rows before and after the change.
TRANSITION_TABLES = {
    "insert": "REFERENCING NEW TABLE AS after",
    "update": "REFERENCING OLD TABLE AS before NEW TABLE AS after",
    "delete": "REFERENCING OLD TABLE AS before",
    "truncate": "",
}
MOVE_REVISION = {
    "sqlite": (
        "UPDATE history_revision SET number = number + 1, moved_at = strftime('%Y-%m-%d %H:%M:%f', 'now'), "
        "token = lower(hex(randomblob(16)))"
    ),
    "postgresql": (
        "UPDATE history_revision SET number = number + 1, moved_at = clock_timestamp(), "
        "token = replace(gen_random_uuid()::text, '-', '')"
    ),
}
# Pages show the history, so answers must follow it; but it is not content, so the number stays.
MOVE_TOKEN = {
    "sqlite": "UPDATE history_revision SET token = lower(hex(randomblob(16)))",
    "postgresql": "UPDATE history_revision SET token = replace(gen_random_uuid()::text, '-', '')",
}
# The revision's row is updated first: whoever changes content at the same time waits there, so that two transactions
# never wait for each other at the rows of records. The statement is built at run time, because a function cannot name
# its columns otherwise; it may read the transition tables of its trigger all the same.
FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION history_move_token() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {MOVE_TOKEN["postgresql"]};
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION history_move_revision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    record_type text := TG_ARGV[0];
    record_column text := TG_ARGV[1];
    rows_changed text;
BEGIN
    {MOVE_REVISION["postgresql"]};
    IF TG_OP = 'INSERT' THEN
        rows_changed := format('SELECT %I AS record_id FROM after', record_column);
    ELSIF TG_OP = 'UPDATE' THEN
        rows_changed := format('SELECT %1$I AS record_id FROM before UNION SELECT %1$I FROM after', record_column);
    ELSIF TG_OP = 'DELETE' THEN
        rows_changed := format('SELECT %I AS record_id FROM before', record_column);
    ELSE
        -- TRUNCATE names no rows: every record of the type may have lost some.
        UPDATE history_recordrevision SET number = history_revision.number FROM history_revision
            WHERE history_recordrevision.record_type = TG_ARGV[0];
        RETURN NULL;
    END IF;
    EXECUTE format(
        'INSERT INTO history_recordrevision (record_type, record_id, number) '
        'SELECT DISTINCT %L, record_id, number FROM (%s) AS changed, history_revision '
        'ON CONFLICT (record_type, record_id) DO UPDATE SET number = excluded.number',
        record_type, rows_changed
    );
    RETURN NULL;
END $$;
"""


def watched_tables():
    """Return the record type and the column of the record's key, by the name of each table that the pages show."""
    watched = {}
    for record_type in record_types():
        for table, column in tables_of(record_type).items():
            watched[table] = (record_type, column)
    return watched


def install_triggers(using="default", plan=(), **kwargs):
    """Create the revision's row if it is missing, and replace every trigger; run after each ``migrate`` and ``flush``.

    SQLite drops the triggers of a table that a migration rebuilds, and a migration may write rows while there are none;
    so the revision of the catalogue and of every record moves whenever migrations ran.
    """
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    # History may not be migrated yet, as when only another app is.
    if Revision._meta.db_table not in tables:
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        for statement in trigger_statements(connection.vendor, tables):
            cursor.execute(statement)
    first = {"number": 1, "moved_at": timezone.now(), "token": get_random_string(32)}
    _, created = Revision.objects.using(using).get_or_create(pk=1, defaults=first)
    if not plan:
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        if not created:
            cursor.execute(MOVE_REVISION[connection.vendor])
        for record_type in record_types():
            if record_type.table in tables:
                cursor.execute(_move_all_records(record_type))


def trigger_statements(vendor, tables):
    """Yield the SQL that replaces the triggers of every table that the database has."""
    if vendor == "postgresql":
        yield FUNCTIONS
        trigger_sql = _postgresql_trigger
    else:
        trigger_sql = _sqlite_trigger
    for table, (record_type, column) in watched_tables().items():
        if table in tables:
            for event in EVENTS[vendor]:
                yield from trigger_sql(table, event, record_type, column)
    history_table = Change._meta.db_table
    if history_table in tables:
        for event in EVENTS[vendor]:
            yield from trigger_sql(history_table, event)


def missing_triggers(connection):
    """Return the names of the triggers that the database should have and has not."""
    wanted = {
        trigger_name(table, event)
        for table in [*watched_tables(), Change._meta.db_table]
        for event in EVENTS[connection.vendor]
    }
    statement = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        statement = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(statement)
        present = {name for (name,) in cursor.fetchall()}
    return sorted(wanted - present)


def trigger_name(table, event):
    return f"revision_{event}_{table}"


def _postgresql_trigger(table, event, record_type=None, column=""):
    """Yield the SQL of a trigger that runs once a statement; of the history's where no record type is given."""
    if record_type is None:
        transition_tables = ""
        function = "history_move_token()"
    else:
        transition_tables = TRANSITION_TABLES[event]
        function = f"history_move_revision('{record_type.name}', '{column}')"
    yield (
        f'CREATE OR REPLACE TRIGGER "{trigger_name(table, event)}" AFTER {event} ON "{table}" {transition_tables} '
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}"
    )


def _sqlite_trigger(table, event, record_type=None, column=""):
    """Yield the SQL of a trigger that runs once a row; of the history's where no record type is given."""
    if record_type is None:
        statements = [MOVE_TOKEN["sqlite"]]
    else:
        statements = [MOVE_REVISION["sqlite"]]
        for row in SQLITE_ROWS[event]:
            statements.append(_move_record(record_type, f'{row}."{column}"'))
    name = trigger_name(table, event)
    yield f'DROP TRIGGER IF EXISTS "{name}"'
    yield f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" BEGIN {"; ".join(statements)}; END'


def _move_record(record_type, key):
    """Return the SQL that gives one record the revision of the catalogue; ``key`` is an expression."""
    return (
        "INSERT INTO history_recordrevision (record_type, record_id, number) "
        # Nothing while all tables are emptied and the revision is gone. SQLite takes ON CONFLICT after a selection for
        # a join unless there is a condition.
        f"SELECT '{record_type.name}', {key}, number FROM history_revision WHERE true "
        "ON CONFLICT (record_type, record_id) DO UPDATE SET number = excluded.number"
    )


def _move_all_records(record_type):
    """Return the SQL that gives every record of a type the revision of the catalogue."""
    return (
        "INSERT INTO history_recordrevision (record_type, record_id, number) "
        f"SELECT '{record_type.name}', \"{record_type.primary_key_column}\", (SELECT number FROM history_revision) "
        f'FROM "{record_type.table}" WHERE true '
        "ON CONFLICT (record_type, record_id) DO UPDATE SET number = excluded.number"
    )
