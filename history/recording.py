"""Recording what changed: what the database holds is compared with the form after the last recorded change.

History is of the public catalogue. Whoever writes calls ``record_changes`` when all is in place: the admin at the end
of a form or action, the loader at the end of a load, ``manage.py recordchanges`` after other writes.
"""

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.fields.json import KT

from history.models import Change, ChangeKind
from history.renaming import (
    Renaming,
    keys_since,
    move_history,
    renaming_of,
)
from history.revision import current
from records import canonical
from records.models import Publication, Publishable
from records.registry import named, record_types


class UndeclaredType(Exception):
    """A change is recorded of a type that is no longer declared; the message names the type."""


def is_public(record_type, form):
    """Return whether a record with this canonical form is published."""
    if not issubclass(record_type.model, Publishable):
        return True
    return form.get("publication") == Publication.PUBLISHED


def stored_forms(record_type, keys=None):
    """Return the canonical forms of a record type by key, drafts included; with ``keys`` of these records only."""
    records = record_type.model._base_manager.all()
    if keys is not None:
        records = records.filter(**{f"{record_type.key_field}__in": keys})
    return {
        record.record_key: canonical.canonical(record)
        for record in canonical.prefetched(records)
    }


def record_changes(record_type, keys, by="", kind="", why=""):
    """Record what changed of some records of a type, deleted ones included; return the number of changes.

    ``by`` is the name of the user, ``kind`` the kind of change that the curator chose, ``why`` the reason.
    """
    stored = {record_type: stored_forms(record_type, keys)}
    recorded = Change.objects.filter(record_type=record_type.name, record_key__in=keys)
    return _record(stored, recorded, by, kind, why)


def record_all_changes(stored=None, by="", why=""):
    """Record what changed since the last recorded change of each record; return the number of changes.

    ``stored`` are the canonical forms of all records by type and key, where the caller has them already.
    """
    if stored is None:
        stored = {
            record_type: stored_forms(record_type) for record_type in record_types()
        }
    return _record(stored, Change.objects.all(), by, "", why)


def _record(stored, recorded, by, kind, why):
    """Record where the stored forms differ from those after the last of the recorded changes."""
    revision = current().number
    last_changes, earlier_renamings = _last_changes(recorded)
    public_forms = _public_forms(stored)
    renamings = _renamings(last_changes, public_forms, revision)
    for renaming in renamings:
        former_identity = (renaming.record_type, renaming.before)
        identity = (renaming.record_type, renaming.after)
        last_changes[identity] = last_changes.pop(former_identity)
        move_history(renaming)
    renamings = earlier_renamings + renamings
    differences = []
    for identity in dict.fromkeys([*public_forms, *last_changes]):
        before = None
        if identity in last_changes:
            before = _form_after(last_changes[identity], renamings)
        after = public_forms.get(identity)
        if before != after:
            differences.append((identity, before, after))
    if not differences:
        return 0

    names = {identity: change.record_name for identity, change in last_changes.items()}
    names.update(
        _present_names(
            [identity for identity, _, after in differences if after is not None]
        )
    )
    parents = _parents()
    changes = []
    for (record_type, key), before, after in differences:
        changes.append(
            Change(
                revision=revision,
                record_type=record_type.name,
                record_key=key,
                record_name=names[record_type, key],
                kind=_kind(record_type, before, after, kind),
                before=before,
                after=after,
                by=by,
                why=why,
                about=_about(record_type, key, before, after, parents),
            )
        )
    Change.objects.bulk_create(changes)
    return len(changes)


def _last_changes(recorded):
    """Return the last change of each record by its type and key, and every ``Renaming`` of the history. One query.

    The changes come without the form before them.
    """
    latest = recorded.latest_of_each_record().values("pk")
    changes = (
        Change.objects.annotate(
            is_latest=ExpressionWrapper(Q(pk__in=latest), BooleanField()),
            former_key=KT("before__slug"),
        )
        .filter(Q(is_latest=True) | Q(kind=ChangeKind.RENAMING))
        .defer("before")
    )
    last_changes = {}
    renamings = []
    for change in changes:
        if change.is_latest:
            last_changes[_declared_type(change), change.record_key] = change
        if change.kind == ChangeKind.RENAMING:
            renamings.append(renaming_of(change))
    # The changes come with the latest first.
    return last_changes, renamings[::-1]


def _declared_type(change):
    """Return the type of the record that changed. Raise ``UndeclaredType`` where there is none any more."""
    try:
        return named(change.record_type)
    except KeyError as error:
        raise UndeclaredType(
            f"The history has changes of the type “{change.record_type}”, which is not declared. Declare the type, or "
            "delete its changes from the history by a migration."
        ) from error


def _public_forms(stored):
    """Return the forms of the published records by type and key."""
    public_forms = {}
    for record_type, forms in stored.items():
        for key, form in forms.items():
            if is_public(record_type, form):
                public_forms[record_type, key] = form
    return public_forms


def _present_names(identities):
    """Return the name of each record as pages print it."""
    keys_by_type = {}
    for record_type, key in identities:
        keys_by_type.setdefault(record_type, []).append(key)
    names = {}
    for record_type, keys in keys_by_type.items():
        records = record_type.model.objects.filter(
            **{f"{record_type.key_field}__in": keys}
        )
        for record in records.for_naming():
            # As long as the column is.
            names[record_type, record.record_key] = str(record)[:200]
    return names


def _renamings(last_changes, public_forms, revision):
    """Return the ``Renaming`` of each record whose last change is of another key, which is one of its former slugs."""
    renamings = []
    for (record_type, key), form in public_forms.items():
        if _is_public_after(last_changes.get((record_type, key))):
            continue
        for former_key in form.get("former_slugs", "").split():
            former_identity = (record_type, former_key)
            if former_identity in public_forms:
                continue
            if _is_public_after(last_changes.get(former_identity)):
                renamings.append(Renaming(revision, record_type, former_key, key))
                break
    return renamings


def _is_public_after(change):
    return change is not None and change.after is not None


def _form_after(change, renamings):
    """Return the form after a change, in which references follow the records that were renamed since."""
    if change.after is None:
        return None
    keys = keys_since(renamings, change.revision)
    return canonical.with_keys(named(change.record_type), change.after, keys)


def _kind(record_type, before, after, chosen):
    """Return the kind of a change: what the forms say, or what the curator chose where they leave a choice."""
    if before is None:
        return ChangeKind.CREATION
    if after is None:
        return ChangeKind.DELETION
    key_field = record_type.key_field
    if before[key_field] != after[key_field]:
        return ChangeKind.RENAMING
    return chosen or _kind_of_edit(before, after)


def _kind_of_edit(before, after):
    """Return the kind of a change of what a record says, by which parts of its forms differ."""
    if _without(before, ["citations"]) == _without(after, ["citations"]):
        return ChangeKind.EVIDENCE
    if _without(before, ["citations", "events"]) == _without(
        after, ["citations", "events"]
    ):
        return ChangeKind.EVENT
    return ChangeKind.CORRECTION


def _without(form, names):
    """Return a form without what it holds under some names, in its rows too."""
    if isinstance(form, list):
        return [_without(entry, names) for entry in form]
    if not isinstance(form, dict):
        return form
    rest = {}
    for name, value in form.items():
        if name not in names:
            rest[name] = _without(value, names)
    return rest


def _about(record_type, key, before, after, parents):
    """Return " country:SE institution:irf ": the records by which the change is found, as the forms name them."""
    type_names = [
        finding_type.name
        for finding_type in record_types()
        if finding_type.finds_changes
    ]
    terms = set()
    if record_type.finds_changes:
        terms.add(f"{record_type.name}:{key}")
    for form in (before, after):
        if form is not None:
            terms.update(_references(form, type_names))
    terms.update([parents[term] for term in terms if term in parents])
    return f" {' '.join(sorted(terms))} "


def _references(form, type_names):
    """Yield "institution:irf" for each record that a form, or a row in it, refers to by the name of its type."""
    for name, value in form.items():
        if name in type_names and isinstance(value, str):
            yield f"{name}:{value}"
        if isinstance(value, list):
            for entry in value:
                if isinstance(entry, dict):
                    yield from _references(entry, type_names)


def _parents():
    """Return "country:SE" by "institution:irf": a change that names an institution is found by its country too."""
    parents = {}
    for record_type in record_types():
        if not record_type.found_with:
            continue
        parent_type = record_type.referred_type(record_type.found_with)
        parent_key = f"{record_type.found_with}__{parent_type.key_field}"
        records = record_type.model._base_manager.exclude(
            **{record_type.found_with: None}
        )
        for key, parent in records.values_list(record_type.key_field, parent_key):
            parents[f"{record_type.name}:{key}"] = f"{parent_type.name}:{parent}"
    return parents
