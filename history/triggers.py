"""The triggers that move the revision, whatever route a change takes: the admin, a load, raw SQL.

They stand on every table that holds a part of a record, by what the registry says of each type, and move two things:
the revision of the catalogue, and the revision of the one record that the changed row belongs to.
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
# What a trigger of PostgreSQL that runs once a statement calls the rows before and after the change.
TRANSITION_TABLES = {
    "insert": "REFERENCING NEW TABLE AS after",
    "update": "REFERENCING OLD TABLE AS before NEW TABLE AS after",
    "delete": "REFERENCING OLD TABLE AS before",
    "truncate": "",
}
MOVE = {
    "sqlite": (
        "UPDATE history_revision SET number = number + 1, moved_at = strftime('%Y-%m-%d %H:%M:%f', 'now'), "
        "token = lower(hex(randomblob(16)))"
    ),
    "postgresql": (
        "UPDATE history_revision SET number = number + 1, moved_at = clock_timestamp(), "
        "token = replace(gen_random_uuid()::text, '-', '')"
    ),
}
# The history is shown, so that answers must follow it, and it is not itself content: the number stays.
MOVE_TOKEN = {
    "sqlite": "UPDATE history_revision SET token = lower(hex(randomblob(16)))",
    "postgresql": "UPDATE history_revision SET token = replace(gen_random_uuid()::text, '-', '')",
}
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
    {MOVE["postgresql"]};
    IF TG_OP = 'INSERT' THEN
        rows_changed := format('SELECT %I AS record_id FROM after', record_column);
    ELSIF TG_OP = 'UPDATE' THEN
        rows_changed := format('SELECT %1$I AS record_id FROM before UNION SELECT %1$I FROM after', record_column);
    ELSIF TG_OP = 'DELETE' THEN
        rows_changed := format('SELECT %I AS record_id FROM before', record_column);
    ELSE
        UPDATE history_recordrevision SET number = (SELECT number FROM history_revision)
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
        for statement in trigger_statements(connection.vendor, present):
            cursor.execute(statement)
    first = {"number": 1, "moved_at": timezone.now(), "token": get_random_string(32)}
    _, created = Revision.objects.using(using).get_or_create(pk=1, defaults=first)
    if plan and not created:
        with connection.cursor() as cursor:
            cursor.execute(MOVE[connection.vendor])
            for record_type in record_types():
                if record_type.model._meta.db_table in present:
                    cursor.execute(_move_all(record_type))


def trigger_statements(vendor, present):
    """Yield the SQL that makes the triggers of every table that is ``present`` anew."""
    make = _trigger_of_sqlite if vendor == "sqlite" else _trigger_of_postgresql
    if vendor == "postgresql":
        yield FUNCTIONS
    for table, (record_type, column) in watched_tables().items():
        if table in present:
            for event in EVENTS[vendor]:
                yield from make(table, event, record_type, column)
    history = Change._meta.db_table
    if history in present:
        for event in EVENTS[vendor]:
            yield from make(history, event)


def trigger_name(table, event):
    return f"revision_{event}_{table}"


def _trigger_of_postgresql(table, event, record_type=None, column=""):
    """Yield the SQL of a trigger that runs once a statement; of the history's where no record type is given."""
    transition_tables = TRANSITION_TABLES[event] if record_type else ""
    function = f"history_move_revision('{record_type.name}', '{column}')" if record_type else "history_move_token()"
    yield (
        f'CREATE OR REPLACE TRIGGER "{trigger_name(table, event)}" AFTER {event} ON "{table}" {transition_tables} '
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}"
    )


def _trigger_of_sqlite(table, event, record_type=None, column=""):
    """Yield the SQL of a trigger, which SQLite runs once for each row; of the history's where no type is given."""
    statements = [MOVE["sqlite"] if record_type else MOVE_TOKEN["sqlite"]]
    if record_type:
        rows = {"insert": ["NEW"], "update": ["OLD", "NEW"], "delete": ["OLD"]}[event]
        statements += [_move_record(record_type, f'{row}."{column}"') for row in rows]
    name = trigger_name(table, event)
    yield f'DROP TRIGGER IF EXISTS "{name}"'
    yield f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" BEGIN {"; ".join(statements)}; END'


def _move_all(record_type):
    table = record_type.model._meta.db_table
    key = record_type.model._meta.pk.column
    return (
        "INSERT INTO history_recordrevision (record_type, record_id, number) "
        f"SELECT '{record_type.name}', \"{key}\", (SELECT number FROM history_revision) "
        # SQLite takes ON CONFLICT after a selection for a join unless there is a condition.
        f'FROM "{table}" WHERE true '
        "ON CONFLICT (record_type, record_id) DO UPDATE SET number = excluded.number"
    )


def _move_record(record_type, key):
    return (
        "INSERT INTO history_recordrevision (record_type, record_id, number) "
        # Nothing where the revision is gone, as while all tables are emptied.
        f"SELECT '{record_type.name}', {key}, number FROM history_revision WHERE true "
        "ON CONFLICT (record_type, record_id) DO UPDATE SET number = excluded.number"
    )
