"""Records that were given another key: their changes follow them, and what refers to them is not changed by it."""

from dataclasses import dataclass

from django.db.models import Value
from django.db.models.functions import Replace

from history.models import Change
from records.registry import RecordType, named


@dataclass(frozen=True)
class Renaming:
    """That the record of a type with one key had another from a revision on."""

    revision: int
    record_type: RecordType
    before: str
    after: str


def renaming_of(change):
    """Return the ``Renaming`` that a change of that kind records; it has ``former_key``, the slug before."""
    return Renaming(
        change.revision,
        named(change.record_type),
        change.former_key,
        change.after["slug"],
    )


def keys_since(renamings, revision):
    """Return the present key by the type and the key of a record at a revision, for those renamed after it."""
    keys = {}
    for renaming in renamings:
        if renaming.revision <= revision:
            continue
        # What was renamed twice is known by its first key too.
        for identity, key in keys.items():
            if identity[0] is renaming.record_type and key == renaming.before:
                keys[identity] = renaming.after
        keys.setdefault((renaming.record_type, renaming.before), renaming.after)
    return keys


def move_history(renaming):
    """Let the changes of a renamed record, and those about it, be found by its new key."""
    name = renaming.record_type.name
    Change.objects.filter(record_type=name, record_key=renaming.before).update(
        record_key=renaming.after
    )
    term_before = f" {name}:{renaming.before} "
    term_after = f" {name}:{renaming.after} "
    Change.objects.filter(about__contains=term_before).update(
        about=Replace("about", Value(term_before), Value(term_after))
    )
