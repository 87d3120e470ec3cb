"""The history: comparing what the database holds with what the last recorded changes left, and telling the difference.

History is of the public catalogue. Whoever writes calls ``record_changes`` when all is in place: the admin at the end
of a form or action, the loader at the end of a load, ``manage.py recordchanges`` after other writes.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Subquery, Value
from django.db.models.functions import Greatest

from catalog import canonical as forms
from catalog.models import Change, ChangeKind
from catalog.revision import current
from catalog.searching import for_naming
from partners.models import Institution
from sources.dates import in_words
from sources.fields import EdtfField
from sources.models import Publication, Publishable

TYPES = {model._meta.model_name: model for model in forms.RECORD_TYPES}
# The record types by which changes are looked for, as canonical forms name them.
ABOUT = ("mission", "country", "institution")


def is_public(model, form):
    return not issubclass(model, Publishable) or form.get("publication") == Publication.PUBLISHED


def stored_forms(model, keys=None):
    """Return the canonical forms of a record type, or of some of its records, by key, with the drafts."""
    records = model._base_manager.all()
    if keys is not None:
        records = records.filter(**{f"{model.key_field}__in": keys})
    return {record.record_key: forms.canonical(record) for record in forms.prefetched(records)}


def record_changes(model, keys, by="", kind="", why=""):
    """Record what changed of some records of a type, gone ones among them; return the number of changes."""
    known = Change.objects.filter(record_type=model._meta.model_name, record_key__in=keys)
    return _record({model: stored_forms(model, keys)}, known, by, kind, why)


def record_all_changes(present=None, by="", why=""):
    """Record whatever changed since the last change recorded of each record; return the number of changes.

    ``present`` are the canonical forms of all records by type and key, where the caller has them already.
    """
    present = present or {model: stored_forms(model) for model in forms.RECORD_TYPES}
    return _record(present, Change.objects.all(), by, "", why)


def _record(present, known, by, kind, why):
    last = {
        (TYPES[record_type], key): (name, form)
        for record_type, key, name, form in known.latest_of_each_record().values_list(
            "record_type", "record_key", "record_name", "after"
        )
    }
    now = {
        (model, key): form
        for model, listed in present.items()
        for key, form in listed.items()
        if is_public(model, form)
    }
    changed = [
        (identity, last.get(identity, ("", None))[1], now.get(identity))
        for identity in dict.fromkeys([*now, *last])
        if now.get(identity) != last.get(identity, ("", None))[1]
    ]
    if not changed:
        return 0
    names = _names(identity for identity, _, after in changed if after is not None)
    countries = dict(Institution.objects.exclude(country=None).values_list("slug", "country__code"))
    revision = current().number
    Change.objects.bulk_create(
        Change(
            revision=revision,
            record_type=model._meta.model_name,
            record_key=key,
            record_name=names[model, key] if after is not None else last[model, key][0],
            kind=_kind(before, after, kind),
            before=before,
            after=after,
            by=by,
            why=why,
            about=_about(model, key, (before, after), countries),
        )
        for (model, key), before, after in changed
    )
    return len(changed)


def _names(identities):
    """Return the name of each record as pages print it."""
    keys = {}
    for model, key in identities:
        keys.setdefault(model, []).append(key)
    names = {}
    for model, listed in keys.items():
        for record in for_naming(model._base_manager.filter(**{f"{model.key_field}__in": listed})):
            names[model, record.record_key] = str(record)[:200]
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


def _about(model, key, both, countries):
    """Return " country:SE institution:irf " for the missions, countries and institutions that the forms name."""
    found = {f"{model._meta.model_name}:{key}"} if model._meta.model_name in ABOUT else set()
    waiting = [form for form in both if form]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            found |= {f"{name}:{part[name]}" for name in ABOUT if isinstance(part.get(name), str)}
            waiting += part.values()
    institutions = [term.removeprefix("institution:") for term in found if term.startswith("institution:")]
    found |= {f"country:{countries[slug]}" for slug in institutions if slug in countries}
    return f" {' '.join(sorted(found))} "


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
    return list(_differing(TYPES[change.record_type], change.before, change.after))


def _differing(model, before, after, of=""):
    """Yield a ``Part`` for each difference between two forms of a record, or of the row that ``of`` names."""
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if name == "citations" or name in getattr(model, "rows", ()):
            yield from _differing_rows(forms.row_model(model, name), old or [], new or [], of)
        else:
            said = [_words(model, name, value) for value in (old, new)]
            yield Part(", ".join(filter(None, [of, _label(model, name)])), *said)


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
        return in_words(value)
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
