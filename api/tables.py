"""Lists as CSV: one line a record, columns fixed by the serializer of the list.

Written with the csv module: the packages for REST framework collect the whole list and its columns first, know no
stable columns, and leave formulas in.
"""

import csv
import re

from django.http import StreamingHttpResponse
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer

from api.serializers import EdtfDateField, ReferenceSerializer

CHUNK = 2000
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
SEPARATOR = "; "


class CSVRenderer(BaseRenderer):
    """Stands for the format in negotiation; the list itself is streamed by ``csv_response``."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"


class Line:
    """What ``csv.writer`` writes to: it hands the line back."""

    def write(self, text):
        return text


def safe(value):
    """Return a value as a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not NUMBER.fullmatch(text) else text


def columns(serializer, left_out=()):
    """Return pairs of a column's name and a function from a serialized record to its value.

    A reference is its key and its name, a date its EDTF text with its earliest and latest day, a list of rows one
    column for each of their fields, the rows' values separated by semicolons.
    """
    found = []
    for name, field in serializer.fields.items():
        if name not in left_out:
            found += [(f"{name}{suffix}", reader(name, read)) for suffix, read in parts(field)]
    return found


def reader(name, read):
    return lambda record: read(record.get(name))


def part(name):
    return lambda value: None if value is None else value.get(name)


def parts(field):
    """Return pairs of a suffix and a function from a field's serialized value to a cell's."""
    if isinstance(field, ReferenceSerializer):
        return [("", lambda value: value and (value.get("slug") or value.get("code"))), ("_name", part("name"))]
    if isinstance(field, EdtfDateField):
        return [("", part("edtf")), ("_earliest", part("earliest")), ("_latest", part("latest"))]
    if isinstance(field, serializers.ListSerializer):
        if isinstance(field.child, ReferenceSerializer):
            return [("", joined(lambda value: value.get("slug") or value.get("code")))]
        return [(f"_{name}", joined(read)) for name, read in columns(field.child)]
    if isinstance(field, serializers.Serializer):
        return [(f"_{name}", nested(read)) for name, read in columns(field)]
    return [("", plain)]


def nested(read):
    return lambda value: None if value is None else read(value)


def plain(value):
    """Return a plain value; what a list holds is joined by its keys or its words."""
    if isinstance(value, dict):
        return value.get("slug") or value.get("code") or value.get("value")
    if isinstance(value, list):
        return SEPARATOR.join(str(plain(each)) for each in value)
    return value


def joined(read):
    return lambda values: SEPARATOR.join(safe(read(value)) for value in values or [])


def csv_response(name, records, serializer, extra=(), left_out=()):
    """Return a response that streams records as CSV.

    ``extra`` are further columns: name, the column it stands behind, function from the record itself.
    """
    found = [(column, read, True) for column, read in columns(serializer, left_out)]
    for column, behind, read in extra:
        places = [place for place, (known, _, _) in enumerate(found) if known == behind]
        found.insert(places[0] + 1 if places else len(found), (column, read, False))
    writer = csv.writer(Line())

    def lines():
        yield writer.writerow([column for column, _, _ in found])
        for record in records:
            shown = serializer.to_representation(record)
            yield writer.writerow([safe(read(shown if of_shown else record)) for _, read, of_shown in found])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
