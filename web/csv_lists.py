"""Lists as CSV: one line a record, columns fixed by the serializer of the list.

Written with the csv module: the packages for REST framework collect the whole list and its columns first, know no
stable columns, and leave formulas in.
"""

import csv
import re
from collections.abc import Callable
from typing import NamedTuple

from django.http import StreamingHttpResponse
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer

from web.serializers import EdtfDateField, ReferenceSerializer

# How many records are read from the database at a time.
CHUNK = 2000
SEPARATOR = "; "
ADDRESSES = {"url": "Its address in the API", "html_url": "The address of its page"}

NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
# What makes a spreadsheet take a cell for a formula (OWASP, "CSV injection").
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class CSVRenderer(BaseRenderer):
    """Names the format in content negotiation; the list itself is streamed by ``csv_response``."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"
    answer_schema = {
        "type": "string",
        "description": "The whole list under the filters, one line a record.",
    }


class Column(NamedTuple):
    """A column of a list. ``read`` returns its value from a serialized record, or with ``of_record`` from a record."""

    name: str
    meaning: str
    read: Callable
    of_record: bool = False


class ExtraColumn(NamedTuple):
    """A column that only CSV has. It follows the column ``after``, or all others; ``read`` takes the record itself."""

    name: str
    after: str
    meaning: str
    read: Callable


def csv_columns(serializer, extra_columns=(), left_out=()):
    """Return the columns of a list: those of its serializer without the fields left out, and the extra ones."""
    columns = serializer_columns(serializer, left_out)
    for extra in extra_columns:
        # Looked for anew, because an extra column may follow another.
        names = [column.name for column in columns]
        place = len(columns)
        if extra.after in names:
            place = names.index(extra.after) + 1
        columns.insert(
            place, Column(extra.name, extra.meaning, extra.read, of_record=True)
        )
    return columns


def serializer_columns(serializer, left_out=()):
    """Return the columns of the fields of a serializer.

    A reference is its key and its name, a date its EDTF text with its earliest and latest day, a list of rows one
    column for each of their fields, the rows' values separated by semicolons.
    """
    columns = []
    for name, field in serializer.fields.items():
        if name in left_out:
            continue
        meaning = field_meaning(name, field)
        for part in field_columns(field):
            columns.append(
                Column(
                    f"{name}{part.name}",
                    f"{meaning}{part.meaning}",
                    _of_member(name, part.read),
                )
            )
    return columns


def field_meaning(name, field):
    """Return what a field holds: as the API's description has it, else its name in words."""
    meaning = ADDRESSES.get(name) or field.help_text or name.replace("_", " ")
    words = str(meaning).rstrip(".")
    return f"{words[:1].upper()}{words[1:]}"


def field_columns(field):
    """Return the columns of a field, whose ``read`` takes its serialized value.

    Their names and meanings are what follows those of the field.
    """
    if isinstance(field, ReferenceSerializer):
        key = _key_of_reference(field)
        return [
            Column("", f": its {key}", _member(key)),
            Column("_name", ": its name", _member("name")),
        ]
    if isinstance(field, EdtfDateField):
        return [
            Column("", ": as EDTF", _member("edtf")),
            Column("_earliest", ": the earliest possible day", _member("earliest")),
            Column("_latest", ": the latest possible day", _member("latest")),
        ]
    if isinstance(field, serializers.ListSerializer):
        return _list_columns(field.child)
    if isinstance(field, serializers.Serializer):
        return [
            Column(
                f"_{column.name}", f": {_lowered(column.meaning)}", _nested(column.read)
            )
            for column in serializer_columns(field)
        ]
    return [Column("", "", plain_value)]


def _list_columns(child):
    if isinstance(child, ReferenceSerializer):
        key = _key_of_reference(child)
        return [Column("", f": the {key} of each", _joined(_member(key)))]
    return [
        Column(
            f"_{column.name}",
            f": of each, {_lowered(column.meaning)}",
            _joined(column.read),
        )
        for column in serializer_columns(child)
    ]


def _key_of_reference(field):
    return "code" if "code" in field.fields else "slug"


def _lowered(words):
    return f"{words[:1].lower()}{words[1:]}"


# What reads a cell from a serialized value. Made once a column, so that a line only calls.


def _of_member(name, read):
    return lambda record: read(record.get(name))


def _member(name):
    return lambda value: None if value is None else value.get(name)


def _nested(read):
    return lambda value: None if value is None else read(value)


def _joined(read):
    return lambda values: SEPARATOR.join(safe(read(value)) for value in values or [])


def plain_value(value):
    """Return a value as a cell; what a list holds is joined, a mapping stands by its key."""
    if isinstance(value, dict):
        return value.get("slug") or value.get("code") or value.get("value")
    if isinstance(value, list):
        return SEPARATOR.join(str(plain_value(member)) for member in value)
    return value


def safe(value):
    """Return a value as a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if value is None:
        return ""
    # As in JSON; str() would write True.
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if text.startswith(FORMULA_SIGNS) and not NUMBER.fullmatch(text):
        return f"'{text}"
    return text


class _Echo:
    """What ``csv.writer`` writes to: it returns each line, to be streamed."""

    def write(self, line):
        return line


def csv_response(name, records, serializer, columns):
    """Return a response that streams records as CSV, in the columns that ``csv_columns`` returned."""
    content_type = "text/csv; charset=utf-8; header=present"
    response = StreamingHttpResponse(
        _lines(records, serializer, columns), content_type=content_type
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _lines(records, serializer, columns):
    writer = csv.writer(_Echo())
    yield writer.writerow([column.name for column in columns])
    for record in records:
        serialized = serializer.to_representation(record)
        cells = []
        for _name, _meaning, read, of_record in columns:
            cells.append(safe(read(record if of_record else serialized)))
        yield writer.writerow(cells)
