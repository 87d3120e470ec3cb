"""Comparing two canonical forms of a record, and saying in words what differs."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from records import canonical
from records.dates import date_in_words
from records.fields import EdtfField
from records.registry import named


@dataclass
class DifferingPart:
    """One field, row or citation of a record that differs: what it is called, its words before and after."""

    name: str
    before: str
    after: str


def differing_parts(change):
    """Return what differs between the forms of a change; nothing for a record that is new or gone."""
    if change.before is None or change.after is None:
        return []
    return compare_forms(named(change.record_type), change.before, change.after)


def compare_forms(record_type, before, after):
    """Return a ``DifferingPart`` for each field, row and citation in which two forms of a record differ."""
    return list(_compare(record_type, record_type.model, before, after))


def _compare(record_type, model, before, after, owner=""):
    """Yield the differences between two forms of a model: of the record, or of one of its rows or citations.

    ``owner`` is what the row or citation is called; it is empty for the record itself.
    """
    for name in dict.fromkeys([*before, *after]):
        value_before = before.get(name)
        value_after = after.get(name)
        if value_before == value_after:
            continue
        part_model = _part_model(record_type, model, name)
        if part_model:
            yield from _compare_parts(
                record_type, part_model, value_before or [], value_after or [], owner
            )
        else:
            yield DifferingPart(
                _qualified(owner, _label(model, name)),
                _words(model, name, value_before),
                _words(model, name, value_after),
            )


def _part_model(record_type, model, name):
    """Return the model of the rows or citations that a form of a model holds under a name; ``None`` for a field."""
    if name == "citations":
        return record_type.citations
    row_kind = record_type.row_kind(name)
    if row_kind and model is record_type.model:
        return row_kind.model
    return None


def _compare_parts(record_type, model, before, after, owner):
    """Yield a difference for each row added or taken away, and for each field of a row that kept its name."""
    row_name = record_type.part_name(model)
    removed = _rows_by_name(row_name, before, after)
    added = _rows_by_name(row_name, after, before)
    for identity in dict.fromkeys([*removed, *added]):
        name = _qualified(owner, identity[0])
        if identity in removed and identity in added:
            yield from _compare(
                record_type, model, removed[identity], added[identity], name
            )
        else:
            words_before = _row_words(model, removed.get(identity, {}))
            words_after = _row_words(model, added.get(identity, {}))
            yield DifferingPart(name, words_before, words_after)
    # The same rows in another order.
    if not removed and not added:
        order = _("order of %(rows)s") % {"rows": row_name}
        yield DifferingPart(_qualified(owner, order), "", _("changed"))


def _rows_by_name(row_name, rows, other_rows):
    """Return the rows that are not among the others, by their name and how many of that name came before."""
    rows_by_name = {}
    counts = Counter()
    for row in rows:
        if row in other_rows:
            continue
        name = f"{row_name} {_row_identity(row)}".strip()
        rows_by_name[name, counts[name]] = row
        counts[name] += 1
    return rows_by_name


def _row_identity(row):
    """Return what tells rows of one kind apart: a citation's place, a row's key, a reference's number."""
    if "locator" in row:
        return _citation_words(row)
    if row.get("key"):
        return row["key"]
    # An author has neither.
    return row.get("number") or ""


def _qualified(owner, name):
    if owner:
        return f"{owner}, {name}"
    return name


def _field(model, name):
    """Return a field of a model; ``None`` for one that the model had when the form was recorded and has no more."""
    for field in canonical.fields(model):
        if field.name == name:
            return field
    return None


def _label(model, name):
    """Return what a field is called."""
    field = _field(model, name)
    if field is None:
        return name.replace("_", " ")
    return str(field.verbose_name)


def _row_words(model, row):
    """Return a row of a form in one line, the name before each value."""
    texts = []
    for name, value in row.items():
        if name != "key":
            texts.append(f"{_label(model, name)}: {_words(model, name, value)}")
    return "; ".join(texts)


def _words(model, name, value):
    """Return a value of a form as pages say it: terms by their label, dates in words, citations by their place."""
    if value is None:
        return ""
    if value is True:
        return _("yes")
    if name == "citations":
        return ", ".join([_citation_words(citation) for citation in value])
    if isinstance(value, list):
        return ", ".join(value)
    return _value_words(_field(model, name), value)


def _value_words(field, value):
    """Return the value of a field, or of one that the model has no more, as pages say it."""
    if isinstance(field, EdtfField):
        return date_in_words(value)
    labels = {}
    if field is not None:
        labels = dict(field.flatchoices)
    return str(labels.get(value, value))


def _citation_words(citation):
    return f"{citation['source']}, {citation['locator']}"
