"""The canonical form of a record: the record with its rows and citations nested, natural keys, fixed order.

One form serves the files in ``fixtures/``, the loader's digests and, later, history and the data package. It holds
text, whole numbers, true, lists and mappings only. What is empty or at its default is left out, except the key.
"""

import difflib
import functools
import hashlib
import json
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models

from records.models import Citation, Record, Row


class CanonicalError(Exception):
    """A canonical form that cannot be read; the message names the field."""


@functools.cache
def fields(model):
    """Return the fields of a record, row or citation that its canonical form holds, in order."""
    parts = [*model._meta.concrete_fields, *model._meta.many_to_many]
    hidden = {"record"} if not issubclass(model, Record) else set()
    if issubclass(model, Row) or hasattr(model, "position"):
        hidden |= {"position"}
    if issubclass(model, Citation):
        hidden |= set(model.row_fields())
    return [field for field in parts if field.editable and not field.primary_key and field.name not in hidden]


def prefetched(queryset):
    """Return the records with everything that their canonical form reads."""
    model = queryset.model
    single = [field.name for field in fields(model) if field.is_relation and not field.many_to_many]
    several = [field.name for field in fields(model) if field.many_to_many]
    return queryset.select_related(*(single or [None])).prefetch_related("contents", *several)


def _value(field, value):
    """Return a field's value as the canonical form writes it; ``None`` when it is left out."""
    if value in ("", None) or value is False or (value == field.get_default() and field.name != "publication"):
        return None
    if isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value)


def _flat(instance):
    """Return the instance's own fields, without rows and citations."""
    form = {}
    for field in fields(type(instance)):
        if field.many_to_many:
            value = sorted(target.record_key for target in getattr(instance, field.name).all()) or None
        elif field.is_relation:
            target = getattr(instance, field.name)
            value = (target.key if isinstance(target, Row) else target.record_key) if target else None
        else:
            value = _value(field, getattr(instance, field.attname))
        if value is not None:
            form[field.name] = value
    return form


def canonical(record):
    """Return the canonical form of a record. Costs no query after ``prefetched()``."""
    form = _flat(record)
    record_type = record.record_type
    citations = record.cited_evidence.citations_by_target
    for kind in record_type.rows:
        entries = []
        for row in getattr(record, kind.relation).all():
            entry = _flat(row)
            of_row = citations.get((kind.cited_as, row.pk)) if kind.cited_as else None
            if of_row:
                entry["citations"] = [_flat(citation) for citation in of_row]
            entries.append(entry)
        if entries:
            form[kind.relation] = entries
    whole = [_flat(citation) for (_, pk), found in citations.items() if not pk for citation in found]
    if whole:
        order = ["", *(field.name for field in fields(record_type.model))]
        form["citations"] = sorted(whole, key=lambda citation: order.index(citation.get("field", "")))
    return form


def digest(form):
    return hashlib.sha256(json.dumps(form, ensure_ascii=False).encode()).hexdigest()


def nearest(word, known):
    found = difflib.get_close_matches(word, known, n=1)
    return f" Did you mean “{found[0]}”?" if found else ""


def _single(text, where):
    if isinstance(text, dict | list):
        raise CanonicalError(f"{where}: a single value is expected, not a list or mapping.")
    return text


def _read_value(field, text, where):
    """Return the value of a field from its text in a file; ``None`` for an optional one left empty."""
    if _single(text, where) == "" and field.blank:
        return None
    if isinstance(field, models.BooleanField) and text in ("true", "false"):
        return text == "true"
    try:
        value = field.to_python(text)
    except ValidationError as error:
        raise CanonicalError(f"{where}: “{text}”: {' '.join(error.messages)}") from error
    if field.choices and value not in dict(field.flatchoices):
        raise CanonicalError(f"{where}: “{text}” is not known.{nearest(str(value), [c for c, _ in field.flatchoices])}")
    return value


def _list(data, name, where):
    listed = data.get(name, [])
    if not isinstance(listed, list):
        raise CanonicalError(f"{where}.{name}: a list is expected.")
    return [(entry, f"{where}.{name}[{number}]") for number, entry in enumerate(listed, start=1)]


def _normalised_flat(model, data, where, others=()):
    if not isinstance(data, dict):
        raise CanonicalError(f"{where}: a mapping of fields is expected, not “{data}”.")
    known = {field.name: field for field in fields(model)}
    for name in data:
        if name not in known and name not in others:
            raise CanonicalError(f"{where}: there is no field “{name}”.{nearest(str(name), [*known, *others])}")
    form = {}
    for name, field in known.items():
        if name not in data:
            continue
        if field.many_to_many:
            value = sorted(_single(key, at) for key, at in _list(data, name, where)) or None
        elif field.is_relation:
            value = _single(data[name], f"{where}.{name}") or None
        else:
            value = _value(field, _read_value(field, data[name], f"{where}.{name}"))
        if value is not None:
            form[name] = value
    return form


def normalised(record_type, data, where):
    """Return data read from a file in canonical form, so that it compares equal to what the database gives.

    ``where`` names the file and record. Raises ``CanonicalError`` for unknown fields and unreadable values.
    Rows without a key keep none here: the loader makes it, and the export writes it.
    """
    cited = record_type.citations
    others = [relation for relation, _ in record_type.parts]
    form = _normalised_flat(record_type.model, data, where, others)
    for kind in record_type.rows:
        entries = []
        for entry, place in _list(data, kind.relation, where):
            row = _normalised_flat(kind.model, entry, place, ["citations"] if cited else [])
            if citations := [_normalised_flat(cited, c, at) for c, at in _list(entry, "citations", place)]:
                row["citations"] = citations
            entries.append(row)
        if entries:
            form[kind.relation] = entries
    whole = [_normalised_flat(cited, entry, place) for entry, place in _list(data, "citations", where)]
    if whole:
        order = ["", *(field.name for field in fields(record_type.model))]
        for citation in whole:
            if citation.get("field", "") not in order:
                field = citation["field"]
                raise CanonicalError(f"{where}.citations: there is no field “{field}”.{nearest(field, order)}")
        form["citations"] = sorted(whole, key=lambda citation: order.index(citation.get("field", "")))
    return form
