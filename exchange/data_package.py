"""The published catalogue as a data package: a CSV file for each table, with a manifest that describes them.

The manifest follows the Frictionless Data Package and Table Schema specifications.
"""

import csv
import hashlib
import io
import json
import zipfile

from django.conf import settings

from exchange.licence import licence_statement

# The first day that a zip file can name; no file here has a day of its own.
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
# Who made an entry of a zip file decides how its permissions are read: 3 is Unix, whatever system made it.
UNIX = 3
READABLE_BY_ALL = 0o644 << 16

README = """{title}

The whole published catalogue as a data package: datapackage.json describes each table in data/, column by column.
A table stands for a record type or for the rows of one; "record" and "position" name a row. The columns "evidence" and
"differing" say in short what a row rests on; citations.csv holds every citation in full. Dates are EDTF (ISO 8601-2).
Values stand exactly as recorded: open the files with a program that does not run cells as formulas.
SHA256SUMS holds the checksum of every other file: sha256sum -c SHA256SUMS.

{state}
{licence}
"""


def as_json(value):
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def package(content):
    """Return the files of the data package by name, the manifest first and the checksums last."""
    tables = {}
    resources = []
    for table in content.tables:
        path = f"data/{table.name}.csv"
        tables[path] = as_csv(table)
        resources.append(resource(table, path, tables[path]))
    manifest = {
        "name": "lunar-payload-catalogue",
        "title": settings.CATALOGUE_TITLE,
        "profile": "tabular-data-package",
        "licence": licence_statement(),
        **content.state,
        "resources": resources,
    }
    files = {
        "datapackage.json": as_json(manifest),
        "README.txt": readme(content),
        **tables,
    }
    files["SHA256SUMS"] = checksums(files)
    return files


def resource(table, path, data):
    """Return the description of a table's file in the manifest."""
    return {
        "name": table.name,
        "path": path,
        "profile": "tabular-data-resource",
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data)}",
        "schema": table_schema(table),
    }


def readme(content):
    state = "\n".join([f"{name}: {value}" for name, value in content.state.items()])
    text = README.format(
        title=settings.CATALOGUE_TITLE, state=state, licence=licence_statement()
    )
    return text.encode()


def checksums(files):
    """Return the checksums of files as ``sha256sum`` writes and reads them."""
    lines = [f"{sha256(data)}  {name}\n" for name, data in files.items()]
    return "".join(lines).encode()


def as_csv(table):
    """Return a table as CSV after RFC 4180, in UTF-8: an empty cell is a value that is not stated."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([csv_cell(value) for value in row.values()])
    return text.getvalue().encode()


def csv_cell(value):
    # Table Schema knows "true", not Python's "True".
    if isinstance(value, bool):
        return str(value).lower()
    return value


def table_schema(table):
    """Return the Frictionless table schema of a table."""
    schema = {
        "fields": [field_descriptor(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = table.key
    foreign_keys = [
        foreign_key(table, column) for column in table.columns if column.refers
    ]
    if foreign_keys:
        schema["foreignKeys"] = foreign_keys
    return schema


def field_descriptor(column):
    descriptor = {"name": column.name, "type": column.type, "title": column.title}
    if column.description:
        descriptor["description"] = column.description
    constraints = {}
    if column.required:
        constraints["required"] = True
    if column.terms:
        constraints["enum"] = list(column.terms)
    if constraints:
        descriptor["constraints"] = constraints
    return descriptor


def foreign_key(table, column):
    target_table, target_column = column.refers
    # A table names itself by an empty name, as the specification has it.
    if target_table == table.name:
        target_table = ""
    return {
        "fields": [column.name],
        "reference": {"resource": target_table, "fields": [target_column]},
    }


def as_zip(content):
    """Return the data package as one file, stored and not compressed: compressors differ in their bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, data in package(content).items():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.create_system = UNIX
            entry.external_attr = READABLE_BY_ALL
            archive.writestr(entry, data)
    return stream.getvalue()


def as_manifest(content):
    return package(content)["datapackage.json"]


def as_records(content):
    """Return the canonical records as JSON, by type."""
    return as_json(
        {
            "title": settings.CATALOGUE_TITLE,
            "licence": licence_statement(),
            **content.state,
            "records": content.records,
        }
    )
