"""The canonical form of a record: the record with its rows and citations nested, natural keys, fixed order.

One form serves the files in ``fixtures/``, the loader's digests, history and the data package. It holds text, whole
numbers, true, lists and mappings only. What is empty or at its default is left out, except the key.
"""

import functools
import hashlib
import json
from decimal import Decimal
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from records import text
from records.models import NAMES_SEPARATOR, Citation, Record, Row
from records.numbers import decimal_text


class CanonicalError(Exception):
    """A canonical form that cannot be read; the message names the field."""


@functools.cache
def fields(model):
    """Return the fields of a record, row or citation that its canonical form holds, in order."""
    hidden = set()
    if not issubclass(model, Record):
        hidden.add("record")
    # The order of a list says where a row is.
    if hasattr(model, "position"):
        hidden.add("position")
    if issubclass(model, Citation):
        hidden.update(model.row_fields())
    every_field = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [
        field
        for field in every_field
        if field.editable and not field.primary_key and field.name not in hidden
    ]


def field_order(record_type):
    """Return the names of the fields in the order in which citations of a record name them, first the whole record."""
    return ["", *record_type.citable_fields]


def prefetched(queryset):
    """Return the records with everything that their canonical form reads."""
    queryset = queryset.prefetch_related("contents")
    for field in fields(queryset.model):
        if field.many_to_many:
            queryset = queryset.prefetch_related(field.name)
        elif field.is_relation:
            queryset = queryset.select_related(field.name)
    return queryset


def canonical(record, key_of=attrgetter("record_key")):
    """Return the canonical form of a record. Costs no query after ``prefetched()``.

    ``key_of`` returns what the form is to call another record; in the files that is its key.
    """
    record_type = record.record_type
    form = _flat(record, key_of)
    # Rows before citations, as in the files.
    for kind in record_type.rows:
        entries = []
        for row in kind.of(record):
            entry = _flat(row, key_of)
            if kind.cited_as and record.cited_evidence.of_row(row):
                entry["citations"] = [
                    _flat(citation, key_of)
                    for citation in record.cited_evidence.of_row(row)
                ]
            entries.append(entry)
        if entries:
            form[kind.relation] = entries
    if record_type.citations:
        # Those of rows are nested in their rows.
        citations = [
            _flat(citation, key_of)
            for citation in record.citations.all()
            if citation.row_target is None
        ]
        if citations:
            form["citations"] = _in_order(citations, record_type)
    return form


def _flat(instance, key_of):
    """Return the instance's own fields, without rows and citations."""
    form = {}
    for field in fields(type(instance)):
        value = _value_of(instance, field, key_of)
        if value is not None:
            form[field.name] = value
    return form


def _value_of(instance, field, key_of):
    """Return what the canonical form writes for a field; ``None`` when it is left out."""
    if field.many_to_many:
        keys = [key_of(target) for target in getattr(instance, field.name).all()]
        return sorted(keys) or None
    if not field.is_relation:
        return _value(field, getattr(instance, field.attname))
    target = getattr(instance, field.name)
    if target is None:
        return None
    if isinstance(target, Row):
        return target.key
    return key_of(target)


def _value(field, value):
    """Return a field's value as the canonical form writes it; ``None`` when it is left out."""
    if value in ("", None) or value is False:
        return None
    # A state of publication is written even where it is the default: a reader of the file looks for it.
    if value == field.get_default() and field.name != "publication":
        return None
    # JSON and YAML have types for both; every other value is text.
    if isinstance(value, bool | int):
        return value
    # A value read back from the column has all of its decimal places.
    if isinstance(value, Decimal):
        return decimal_text(value)
    return str(value)


def _in_order(citations, record_type):
    """Return the citations of a record and of its fields in the order of the fields."""
    order = field_order(record_type)
    return sorted(
        citations, key=lambda citation: order.index(_names(citation)[0].strip())
    )


def _names(citation):
    """Return the names of the fields in the form of a citation; the one of the whole record is empty."""
    return citation.get("field", "").split(NAMES_SEPARATOR.strip())


def with_keys(record_type, form, keys):
    """Return a form in which references follow ``keys``: the key of a record now, by its type and another key of it.

    What the record itself is known by stays as it is, and so does the order of its parts.
    """
    if not keys:
        return form
    changed = _with_keys(record_type.model, form, keys)
    for kind in record_type.rows:
        if kind.relation in form:
            rows = []
            for row in form[kind.relation]:
                changed_row = _with_keys(kind.model, row, keys)
                rows.append(_with_keys_in_citations(record_type, changed_row, keys))
            changed[kind.relation] = rows
    return _with_keys_in_citations(record_type, changed, keys)


def named_in(record_type, form):
    """Return the type and key of each record that a form names, in its fields, its rows and its citations."""
    identities = _named_in(record_type.model, form)
    parts = [form]
    for kind in record_type.rows:
        for row in form.get(kind.relation, []):
            identities |= _named_in(kind.model, row)
            parts.append(row)
    for part in parts:
        for citation in part.get("citations", []):
            identities |= _named_in(record_type.citations, citation)
    return identities


def _named_in(model, form):
    identities = set()
    for field in fields(model):
        if field.name not in form or not field.is_relation:
            continue
        if issubclass(field.related_model, Record):
            value = form[field.name]
            for key in value if field.many_to_many else [value]:
                identities.add((field.related_model.record_type, key))
    return identities


def _with_keys(model, form, keys):
    changed = dict(form)
    for field in fields(model):
        if field.name not in form or not field.is_relation:
            continue
        # A row is referred to by its key within the record.
        if not issubclass(field.related_model, Record):
            continue
        target = field.related_model.record_type
        value = form[field.name]
        if field.many_to_many:
            changed[field.name] = sorted(keys.get((target, key), key) for key in value)
        else:
            changed[field.name] = keys.get((target, value), value)
    return changed


def _with_keys_in_citations(record_type, form, keys):
    if "citations" not in form:
        return form
    citations = []
    for citation in form["citations"]:
        citations.append(_with_keys(record_type.citations, citation, keys))
    return {**form, "citations": citations}


def digest(form):
    return hashlib.sha256(json.dumps(form, ensure_ascii=False).encode()).hexdigest()


def did_you_mean(word, candidates):
    """Return a question that offers the nearest candidate, to follow a sentence; ``""`` without a near one."""
    nearest = text.nearest(str(word), candidates)
    if not nearest:
        return ""
    question = _("Did you mean “%(word)s”?") % {"word": nearest}
    return f" {question}"


def normalised(record_type, data, where):
    """Return data read from a file in canonical form, so that it compares equal to what the database gives.

    ``where`` names the file and record. Raise ``CanonicalError`` for unknown fields and unreadable values.
    Rows without a key keep none here: the loader makes it, and the export writes it.
    """
    relations = [relation for relation, _model in record_type.parts]
    form = _normalised_fields(record_type.model, data, where, relations)
    for kind in record_type.rows:
        rows = []
        for entry, place in _entries(data, kind.relation, where):
            rows.append(_normalised_row(record_type, kind, entry, place))
        if rows:
            form[kind.relation] = rows
    citations = _normalised_citations(record_type, data, where)
    if citations:
        order = field_order(record_type)
        for citation in citations:
            names = [name.strip() for name in _names(citation)]
            for name in names:
                if name not in order:
                    raise CanonicalError(_no_field(f"{where}.citations", name, order))
            if "field" in citation:
                names.sort(key=order.index)
                citation["field"] = NAMES_SEPARATOR.join(names)
        form["citations"] = _in_order(citations, record_type)
    return form


def _normalised_row(record_type, kind, data, where):
    others = []
    if record_type.citations:
        others.append("citations")
    row = _normalised_fields(kind.model, data, where, others)
    citations = _normalised_citations(record_type, data, where)
    if citations:
        row["citations"] = citations
    return row


def _normalised_citations(record_type, data, where):
    entries = _entries(data, "citations", where)
    return [
        _normalised_fields(record_type.citations, entry, place)
        for entry, place in entries
    ]


def _normalised_fields(model, data, where, relations=()):
    """Return the fields of one instance in canonical form. ``relations`` are the other names that may stand in it."""
    if not isinstance(data, dict):
        raise CanonicalError(f"{where}: a mapping of fields is expected, not “{data}”.")
    fields_by_name = {field.name: field for field in fields(model)}
    names = [*fields_by_name, *relations]
    for name in data:
        if name not in names:
            raise CanonicalError(_no_field(where, name, names))
    # In the order of the fields, whatever the order in the file.
    form = {}
    for name, field in fields_by_name.items():
        if name in data:
            value = _normalised_value(field, data, where)
            if value is not None:
                form[name] = value
    return form


def _normalised_value(field, data, where):
    if field.many_to_many:
        keys = [_single(key, place) for key, place in _entries(data, field.name, where)]
        return sorted(keys) or None
    where = f"{where}.{field.name}"
    if field.is_relation:
        return _single(data[field.name], where) or None
    return _value(field, _read_value(field, data[field.name], where))


def _read_value(field, written, where):
    """Return the value of a field from its text in a file; ``None`` for an optional one left empty."""
    if _single(written, where) == "" and field.blank:
        return None
    # YAML is read as text alone, so that 2018-12 or 007 stay what they are.
    if isinstance(field, models.BooleanField) and written in ("true", "false"):
        return written == "true"
    try:
        value = field.to_python(written)
    except ValidationError as error:
        raise CanonicalError(
            f"{where}: “{written}”: {' '.join(error.messages)}"
        ) from error
    if field.choices:
        terms = [term for term, _label in field.flatchoices]
        if value not in terms:
            raise CanonicalError(
                f"{where}: “{written}” is not known.{did_you_mean(value, terms)}"
            )
    return value


def _single(value, where):
    """Return a value that is neither a list nor a mapping."""
    if isinstance(value, dict | list):
        raise CanonicalError(
            f"{where}: a single value is expected, not a list or mapping."
        )
    return value


def _entries(data, name, where):
    """Return the entries of a list in a file, each with its place for messages."""
    entries = data.get(name, [])
    if not isinstance(entries, list):
        raise CanonicalError(f"{where}.{name}: a list is expected.")
    return [
        (entry, f"{where}.{name}[{number}]")
        for number, entry in enumerate(entries, start=1)
    ]


def _no_field(where, name, names):
    return f"{where}: there is no field “{name}”.{did_you_mean(name, names)}"
