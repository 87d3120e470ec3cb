"""The history: comparing what the database holds with what the last recorded changes left, and telling the difference.

History is of the public catalogue. Whoever writes calls ``record_changes`` when all is in place: the admin at the end
of a form or action, the loader at the end of a load, ``manage.py recordchanges`` after other writes.
"""

from dataclasses import dataclass

from catalog import canonical as forms
from catalog.models import Change, ChangeKind
from catalog.revision import current
from catalog.searching import for_naming
from partners.models import Institution
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
    model = TYPES[change.record_type]
    found = []
    for name in dict.fromkeys([*change.before, *change.after]):
        before, after = change.before.get(name), change.after.get(name)
        if before == after:
            continue
        if name in model.rows or name == "citations":
            label = str(model._meta.get_field(name).related_model._meta.verbose_name)
            found += _differing_rows(label, before or [], after or [])
        else:
            label = str(model._meta.get_field(name).verbose_name)
            found.append(Part(label, _words(before), _words(after)))
    return found


def _differing_rows(label, before, after):
    """Return a ``Part`` for each row that was added, changed or taken away; rows with a key are paired by it."""
    gone = {row.get("key", repr(row)): row for row in before if row not in after}
    come = {row.get("key", repr(row)): row for row in after if row not in before}
    found = []
    for name in dict.fromkeys([*gone, *come]):
        old, new = gone.get(name, {}), come.get(name, {})
        other = {field for field in {*old, *new} if old.get(field) != new.get(field)}
        said = [_words({field: value for field, value in row.items() if field in other}) for row in (old, new)]
        found.append(Part(" ".join(filter(None, [label, (old or new).get("key")])), *said))
    return found or [Part(f"order of {label}", "", "changed")]


def _words(value):
    """Return a value of a canonical form in one line, the name before each part."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return "; ".join(f"{name.replace('_', ' ')}: {_words(part)}" for name, part in value.items() if name != "key")
    if isinstance(value, list):
        return " | ".join(_words(part) for part in value)
    return "yes" if value is True else str(value)
