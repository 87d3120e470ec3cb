"""The whole catalogue to take away: a data package, its canonical records as JSON, a SQLite file.

All three are made from one thing, the canonical forms of the published records (``catalog.tables``). The same content
gives the same bytes, so nothing in a file tells when or for whom it was made.
"""

import csv
import hashlib
import io
import json
import sqlite3
import zipfile

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse

from exchange.tables import Content
from web.parameters import name_problems

NO_LICENCE = "No licence has been granted yet."
# The first day that a zip file can name; no file here has a day of its own.
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
SQLITE_TYPES = {"integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}


def statement():
    """Return what the catalogue says of its licence."""
    return f"Licence: {settings.LICENCE}." if settings.LICENCE else NO_LICENCE


def as_csv(table):
    """Return a table as CSV after RFC 4180, in UTF-8: an empty cell is a value that is not stated."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([str(cell).lower() if isinstance(cell, bool) else cell for cell in row.values()])
    return text.getvalue().encode()


def table_schema(table):
    """Return the Frictionless table schema of a table."""
    described = []
    for column in table.columns:
        one = {"name": column.name, "type": column.type, "title": column.title}
        if column.description:
            one["description"] = column.description
        constraints = {"required": True} if column.required else {}
        if column.terms:
            constraints["enum"] = list(column.terms)
        described.append(one | ({"constraints": constraints} if constraints else {}))
    schema = {"fields": described, "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = table.key
    referring = [
        # A table names itself with an empty name, as the specification has it.
        {
            "fields": [column.name],
            "reference": {"resource": "" if column.refers[0] == table.name else column.refers[0], "fields": [target]},
        }
        for column in table.columns
        if column.refers
        for target in column.refers[1:]
    ]
    return schema | ({"foreignKeys": referring} if referring else {})


def as_json(value):
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def sha256(content):
    return hashlib.sha256(content).hexdigest()


README = """{title}

The whole published catalogue as a data package: datapackage.json describes each table in data/, column by column.
A table stands for a record type or for the rows of one; "record" and "position" name a row. The columns "evidence" and
"differing" say in short what a row rests on; citations.csv holds every citation in full. Dates are EDTF (ISO 8601-2).
Values stand exactly as recorded: open the files with a program that does not run cells as formulas.
SHA256SUMS holds the checksum of every other file: sha256sum -c SHA256SUMS.

{state}
{licence}
"""


def package(content):
    """Return the files of the data package by name, the manifest first and the checksums last."""
    files = {}
    resources = []
    for table in content.tables:
        path = f"data/{table.name}.csv"
        files[path] = as_csv(table)
        resources.append(
            {
                "name": table.name,
                "path": path,
                "profile": "tabular-data-resource",
                "description": table.description,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(files[path]),
                "hash": f"sha256:{sha256(files[path])}",
                "schema": table_schema(table),
            }
        )
    manifest = {
        "name": "lunar-payload-catalogue",
        "title": settings.CATALOGUE_TITLE,
        "profile": "tabular-data-package",
        "licence": statement(),
        **content.state,
        "resources": resources,
    }
    state = "\n".join(f"{name}: {value}" for name, value in content.state.items())
    readme = README.format(title=settings.CATALOGUE_TITLE, state=state, licence=statement()).encode()
    files = {"datapackage.json": as_json(manifest), "README.txt": readme} | files
    sums = "".join(f"{sha256(content)}  {name}\n" for name, content in files.items())
    return files | {"SHA256SUMS": sums.encode()}


def as_zip(content):
    """Return the data package as one file, stored and not compressed: compressors differ in their bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, data in package(content).items():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, data)
    return stream.getvalue()


def as_records(content):
    """Return the canonical records as JSON, by type."""
    head = {"title": settings.CATALOGUE_TITLE, "licence": statement(), **content.state}
    return as_json(head | {"records": content.records})


def as_manifest(content):
    return package(content)["datapackage.json"]


def as_sqlite(content):
    """Return a SQLite file of the tables, with their keys, and a table "catalogue" that says what it is."""
    with sqlite3.connect(":memory:") as database:
        for table in content.tables:
            parts = [f'"{column.name}" {_sqlite_type(column)}' for column in table.columns]
            if table.key:
                parts.append(f"PRIMARY KEY ({_quoted(table.key)})")
            parts += [
                f'FOREIGN KEY ("{column.name}") REFERENCES "{column.refers[0]}" ("{column.refers[1]}")'
                for column in table.columns
                if column.refers
            ]
            database.execute(f'CREATE TABLE "{table.name}" ({", ".join(parts)})')
            marks = ", ".join("?" * len(table.columns))
            rows = [list(row.values()) for row in table.rows]
            database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)  # noqa: S608 - our own names
        database.execute("CREATE TABLE catalogue (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        head = {"title": settings.CATALOGUE_TITLE, "licence": statement(), **content.state}
        database.executemany(
            "INSERT INTO catalogue VALUES (?, ?)", [(name, str(value)) for name, value in head.items()]
        )
        database.commit()
        made = database.serialize()
    database.close()
    return made


def _sqlite_type(column):
    return SQLITE_TYPES.get(column.type, "TEXT") + (" NOT NULL" if column.required else "")


def _quoted(names):
    return ", ".join(f'"{name}"' for name in names)


# Each file with its content type, what it is, and what makes it.
FILES = {
    "catalogue.zip": (
        "application/zip",
        "The data package: a CSV file for each table, with their schemas, the vocabularies and checksums.",
        as_zip,
    ),
    "datapackage.json": ("application/json", "The manifest of the data package alone.", as_manifest),
    "catalogue.json": ("application/json", "Every record in its canonical form, with rows and citations.", as_records),
    "catalogue.sqlite3": ("application/vnd.sqlite3", "The same tables as one SQLite file.", as_sqlite),
}


def download(request, name):
    """Answer one of the files."""
    if name not in FILES:
        raise Http404(f"There is no download “{name}”; there are {', '.join(FILES)}.")
    if problems := name_problems(request.GET, ()):
        raise BadRequest(f"A download is the whole catalogue. {problems[0].detail}")
    content_type, _, make = FILES[name]
    response = HttpResponse(make(Content()), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
