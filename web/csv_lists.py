"""Lists as CSV: one line a record, columns fixed by the serializer of the list.

Written with the csv module: the packages for REST framework collect the whole list and its columns first, know no
stable columns, and leave formulas in.
"""

import csv
import re

from django.http import StreamingHttpResponse
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer

from web.serializers import EdtfDateField, ReferenceSerializer

CHUNK = 2000
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
SEPARATOR = "; "
ADDRESSES = {"url": "Its address in the API", "html_url": "The address of its page"}


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
    """Return triples of a column's name, its meaning, and a function from a serialized record to its value.

    A reference is its key and its name, a date its EDTF text with its earliest and latest day, a list of rows one
    column for each of their fields, the rows' values separated by semicolons.
    """
    found = []
    for name, field in serializer.fields.items():
        if name not in left_out:
            for suffix, told, read in parts(field):
                found.append((f"{name}{suffix}", f"{meaning(name, field)}{told}", reader(name, read)))
    return found


def meaning(name, field):
    """Return what a field holds: as the API's description has it, else its name in words."""
    words = str(ADDRESSES.get(name) or field.help_text or name.replace("_", " ")).rstrip(".")
    return f"{words[:1].upper()}{words[1:]}"


def reader(name, read):
    return lambda record: read(record.get(name))


def part(name):
    return lambda value: None if value is None else value.get(name)


def parts(field):
    """Return triples of a suffix, its meaning, and a function from a field's serialized value to a cell's."""
    if isinstance(field, ReferenceSerializer):
        key = "code" if "code" in field.fields else "slug"
        return [("", f": its {key}", part(key)), ("_name", ": its name", part("name"))]
    if isinstance(field, EdtfDateField):
        days = [(f"_{end}", f": the {end} possible day", part(end)) for end in ("earliest", "latest")]
        return [("", ": as EDTF", part("edtf")), *days]
    if isinstance(field, serializers.ListSerializer):
        if isinstance(field.child, ReferenceSerializer):
            key = "code" if "code" in field.child.fields else "slug"
            return [("", f": the {key} of each", joined(lambda value: value.get(key)))]
        rows = columns(field.child)
        return [(f"_{name}", f": of each, {lowered(told)}", joined(read)) for name, told, read in rows]
    if isinstance(field, serializers.Serializer):
        return [(f"_{name}", f": {lowered(told)}", nested(read)) for name, told, read in columns(field)]
    return [("", "", plain)]


def lowered(words):
    return f"{words[:1].lower()}{words[1:]}"


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


def csv_columns(serializer, extra=(), left_out=()):
    """Return the columns: name, meaning, function to the value, whether that reads the record itself.

    ``extra`` are further columns: name, the column it stands behind, meaning, function from the record itself.
    """
    found = [(*column, False) for column in columns(serializer, left_out)]
    for column, behind, told, read in extra:
        places = [place for place, (known, *_) in enumerate(found) if known == behind]
        found.insert(places[0] + 1 if places else len(found), (column, told, read, True))
    return found


def csv_response(name, records, serializer, found):
    """Return a response that streams records as CSV, in the columns that ``csv_columns`` found."""
    writer = csv.writer(Line())

    def lines():
        yield writer.writerow([column for column, *_ in found])
        for record in records:
            shown = serializer.to_representation(record)
            yield writer.writerow([safe(read(record if of_record else shown)) for _, _, read, of_record in found])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
