"""The history: comparing what the database holds with what the last recorded changes left, and telling the difference.

History is of the public catalogue. Whoever writes calls ``record_changes`` when all is in place: the admin at the end
of a form or action, the loader at the end of a load, ``manage.py recordchanges`` after other writes.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Subquery, Value
from django.db.models.functions import Greatest

from history.models import Change, ChangeKind
from history.revision import current
from records import canonical as forms
from records.dates import date_in_words
from records.fields import EdtfField
from records.models import Publication, Publishable, Record
from records.registry import named, record_types


def is_public(record_type, form):
    return not issubclass(record_type.model, Publishable) or form.get("publication") == Publication.PUBLISHED


def stored_forms(record_type, keys=None):
    """Return the canonical forms of a record type, or of some of its records, by key, with the drafts."""
    records = record_type.model._base_manager.all()
    if keys is not None:
        records = records.filter(**{f"{record_type.key_field}__in": keys})
    return {record.record_key: forms.canonical(record) for record in forms.prefetched(records)}


def record_changes(record_type, keys, by="", kind="", why=""):
    """Record what changed of some records of a type, gone ones among them; return the number of changes."""
    known = Change.objects.filter(record_type=record_type.name, record_key__in=keys)
    return _record({record_type: stored_forms(record_type, keys)}, known, by, kind, why)


def record_all_changes(present=None, by="", why=""):
    """Record whatever changed since the last change recorded of each record; return the number of changes.

    ``present`` are the canonical forms of all records by type and key, where the caller has them already.
    """
    present = present or {record_type: stored_forms(record_type) for record_type in record_types()}
    return _record(present, Change.objects.all(), by, "", why)


def _record(present, known, by, kind, why):
    last = {
        (named(type_name), key): (name, form)
        for type_name, key, name, form in known.latest_of_each_record().values_list(
            "record_type", "record_key", "record_name", "after"
        )
    }
    now = {
        (record_type, key): form
        for record_type, listed in present.items()
        for key, form in listed.items()
        if is_public(record_type, form)
    }
    changed = [
        (identity, last.get(identity, ("", None))[1], now.get(identity))
        for identity in dict.fromkeys([*now, *last])
        if now.get(identity) != last.get(identity, ("", None))[1]
    ]
    if not changed:
        return 0
    names = _names(identity for identity, _, after in changed if after is not None)
    parents = _parents()
    revision = current().number
    Change.objects.bulk_create(
        Change(
            revision=revision,
            record_type=record_type.name,
            record_key=key,
            record_name=names[record_type, key] if after is not None else last[record_type, key][0],
            kind=_kind(before, after, kind),
            before=before,
            after=after,
            by=by,
            why=why,
            about=_about(record_type, key, (before, after), parents),
        )
        for (record_type, key), before, after in changed
    )
    return len(changed)


def _names(identities):
    """Return the name of each record as pages print it."""
    keys = {}
    for record_type, key in identities:
        keys.setdefault(record_type, []).append(key)
    names = {}
    for record_type, listed in keys.items():
        records = record_type.model.objects.filter(**{f"{record_type.key_field}__in": listed})
        for record in records.for_naming():
            names[record_type, record.record_key] = str(record)[:200]
    return names


def _kind(before, after, chosen):
    """Return the kind of a change: what the forms tell, or what the curator chose where they leave a choice."""
    if before is None:
        return ChangeKind.CREATION
    if after is None:
        return ChangeKind.DELETION
    if chosen:
        return chosen
    if _without(before, "citations") == _without(after, "citations"):
        return ChangeKind.EVIDENCE
    if _without(before, "citations", "events") == _without(after, "citations", "events"):
        return ChangeKind.EVENT
    return ChangeKind.CORRECTION


def _without(form, *names):
    """Return a form without some of its parts, at any depth."""
    if isinstance(form, dict):
        return {name: _without(value, *names) for name, value in form.items() if name not in names}
    return [_without(value, *names) for value in form] if isinstance(form, list) else form


def _about(record_type, key, both, parents):
    """Return " country:SE institution:irf ": the records by which the change is found, as the forms name them."""
    names = [finding.name for finding in record_types() if finding.finds_changes]
    found = {f"{record_type.name}:{key}"} if record_type.finds_changes else set()
    waiting = [form for form in both if form]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            found |= {f"{name}:{part[name]}" for name in names if isinstance(part.get(name), str)}
            waiting += part.values()
    found |= {parents[term] for term in found if term in parents}
    return f" {' '.join(sorted(found))} "


def _parents():
    """Return "country:SE" by "institution:irf": a change that names an institution is found by its country too."""
    parents = {}
    for record_type in record_types():
        if not record_type.found_with:
            continue
        parent_type = record_type.model._meta.get_field(record_type.found_with).related_model.record_type
        parent_key = f"{record_type.found_with}__{parent_type.key_field}"
        records = record_type.model._base_manager.exclude(**{record_type.found_with: None})
        for key, parent in records.values_list(record_type.key_field, parent_key):
            parents[f"{record_type.name}:{key}"] = f"{parent_type.name}:{parent}"
    return parents


@dataclass
class Part:
    """One field, row or citation of a record that differs: what it is called, its words before and after."""

    name: str
    before: str
    after: str


def differing(change):
    """Return a ``Part`` for each field, row and citation that differs; none for a record that is new or gone."""
    if change.before is None or change.after is None:
        return []
    return list(_differing(named(change.record_type).model, change.before, change.after))


def _differing(model, before, after, of=""):
    """Yield a ``Part`` for each difference between two forms of a record, or of the row that ``of`` names."""
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if part := _part(model, name):
            yield from _differing_rows(part, old or [], new or [], of)
        else:
            said = [_words(model, name, value) for value in (old, new)]
            yield Part(", ".join(filter(None, [of, _label(model, name)])), *said)


def _part(model, name):
    """Return the model of the rows or citations that a form holds under a name; ``None`` for a field."""
    if name == "citations" and not issubclass(model, Record):
        model = model._meta.get_field("record").related_model
    return dict(model.record_type.parts).get(name) if issubclass(model, Record) else None


def _differing_rows(model, before, after, of):
    """Yield a ``Part`` for each row added or taken away, and for each field of a row that stayed under its name."""
    gone, come = _by_name(model, before, after), _by_name(model, after, before)
    for identity in dict.fromkeys([*gone, *come]):
        name = ", ".join(filter(None, [of, identity[0]]))
        if identity in gone and identity in come:
            yield from _differing(model, gone[identity], come[identity], name)
        else:
            yield Part(name, _row_words(model, gone.get(identity)), _row_words(model, come.get(identity)))
    if not gone and not come:
        yield Part(", ".join(filter(None, [of, f"order of {_label(model)}"])), "", "changed")


def _by_name(model, rows, others):
    """Return the rows that are not among the others, by what they are called and how often that was met before."""
    found = {}
    for row in rows:
        if row not in others:
            # A citation is known by the place that it cites, a reference by its number, an author by nothing.
            known_by = f"{row['source']}, {row['locator']}" if "locator" in row else row.get("key", row.get("number"))
            name = f"{_label(model)} {known_by or ''}".strip()
            found[name, sum(1 for met, _ in found if met == name)] = row
    return found


def _field(model, name):
    """Return a field of a model; ``None`` for one that the model had when the form was recorded and has no more."""
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _label(model, name=""):
    """Return what a field is called or, without one, a row; the record's own name before the row's is left out."""
    if not name:
        record = model._meta.get_field("record").related_model
        return str(model._meta.verbose_name).removeprefix(f"{record._meta.verbose_name} ")
    return str(getattr(_field(model, name), "verbose_name", name.replace("_", " ")))


def _row_words(model, row):
    """Return a row of a form in one line, the name before each value; ``""`` for none."""
    values = [(name, value) for name, value in (row or {}).items() if name != "key"]
    return "; ".join(f"{_label(model, name)}: {_words(model, name, value)}" for name, value in values)


def _words(model, name, value):
    """Return a value of a form as the pages say it: terms by their label, dates in words, citations by their place."""
    field = _field(model, name)
    if value is None or value is True:
        return "yes" if value else ""
    if isinstance(value, list):
        return ", ".join(f"{each['source']}, {each['locator']}" if name == "citations" else each for each in value)
    if isinstance(field, EdtfField):
        return date_in_words(value)
    return str(dict(getattr(field, "flatchoices", ())).get(value, value))


@dataclass
class Since:
    """What became of a record since a revision.

    ``day`` is the revision's, ``None`` where the history has no change of it. ``known_from`` is the first change of
    the history where that came after the revision: what was before it nobody knows. ``is_new`` says that the record was
    not public then; otherwise ``parts`` are what differs.
    """

    revision: int
    day: datetime | None
    known_from: Change | None = None
    is_new: bool = False
    parts: list[Part] = ()


def since(record, number, present):
    """Return what became of a public record ``Since`` revision ``number``; ``present`` is the ``Revision`` now.

    It is compared as it is now, so that a change that is not in the history yet is told too.
    """
    if number == present.number:
        return Since(number, present.moved_at)
    dated = Change.objects.annotate(
        day=Subquery(Change.objects.filter(revision=number).values("recorded_at")[:1]),
        first=Subquery(Change.objects.order_by("revision").values("revision")[:1]),
    )
    keys = [record.record_key, *(record.former_slugs or "").split()]
    of_record = dated.filter(record_type=record._meta.model_name, record_key__in=keys)
    last = list(of_record.filter(revision__lte=Greatest(Value(number), "first"))[:2])
    # Without a change of the record by then, the first of the history still tells the day and where that begins.
    told = last[0] if last else dated.defer("before", "after").last()
    day, known_from = (told.day, told if told.first > number else None) if told else (None, None)
    # A record that moved to another address is gone and new in one revision.
    then = [change.after for change in last if change.after is not None and change.revision == last[0].revision]
    if not then:
        return Since(number, day, known_from, is_new=True)
    return Since(number, day, known_from, parts=list(_differing(type(record), then[0], forms.canonical(record))))
