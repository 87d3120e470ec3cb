"""The published catalogue as a SQLite file."""

import sqlite3

from django.conf import settings

from exchange.licence import licence_statement

SQLITE_TYPES = {"integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}


def as_sqlite(content):
    """Return a SQLite file of the tables, with their keys, and a table "catalogue" that says what it is."""
    with sqlite3.connect(":memory:") as database:
        for table in content.tables:
            database.execute(create_statement(table))
            insert_rows(database, table)
        add_description(database, content)
        database.commit()
        data = database.serialize()
    # A connection that is used as a context manager stays open.
    database.close()
    return data


def create_statement(table):
    """Return the SQL that creates a table with its primary key and foreign keys."""
    lines = [column_definition(column) for column in table.columns]
    if table.key:
        key_columns = ", ".join([f'"{name}"' for name in table.key])
        lines.append(f"PRIMARY KEY ({key_columns})")
    for column in table.columns:
        if column.refers:
            target_table, target_column = column.refers
            lines.append(
                f'FOREIGN KEY ("{column.name}") REFERENCES "{target_table}" ("{target_column}")'
            )
    return f'CREATE TABLE "{table.name}" ({", ".join(lines)})'


def column_definition(column):
    sqlite_type = SQLITE_TYPES.get(column.type, "TEXT")
    if column.required:
        sqlite_type += " NOT NULL"
    return f'"{column.name}" {sqlite_type}'


def insert_rows(database, table):
    marks = ", ".join("?" * len(table.columns))
    rows = [list(row.values()) for row in table.rows]
    database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)  # noqa: S608 - our own names


def add_description(database, content):
    """Add the table "catalogue" with the title, the licence and the state of the catalogue."""
    database.execute(
        "CREATE TABLE catalogue (name TEXT PRIMARY KEY, value TEXT NOT NULL)"
    )
    description = {
        "title": settings.CATALOGUE_TITLE,
        "licence": licence_statement(),
        **content.state,
    }
    rows = [(name, str(value)) for name, value in description.items()]
    database.executemany("INSERT INTO catalogue VALUES (?, ?)", rows)
