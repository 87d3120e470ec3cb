"""What changed of the other records of which the page of a record shows something.

The registry declares which those are. A record that the page showed at the revision and shows no more, because it is
gone or names another record now, is found by its form before the change.
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import BooleanField, ExpressionWrapper, Q, TextField
from django.db.models.functions import Cast

from records import canonical
from records.registry import named, record_types


@dataclass(frozen=True)
class ShownChange:
    """A record that changed after a revision: what the history calls it, and how readers do."""

    record: str
    name: str
    type_name: str


def with_shown(changes, record):
    """Add ``is_shown``: whether a change is of a record of which the page of ``record`` shows something now."""
    is_shown = ExpressionWrapper(_is_shown(record), BooleanField())
    return changes.annotate(is_shown=is_shown, text_before=Cast("before", TextField()))


def may_be_shown(record):
    """Return the condition that a change is of a record shown beside one, or may be of one that was.

    The changes come from ``with_shown()``.
    """
    return Q(is_shown=True) | _named_it(record)


def shown_changes(record, changes):
    """Return a ``ShownChange`` for each record shown beside one that the changes left other than it was.

    ``changes`` are those since a revision that fulfil ``may_be_shown()``, the earliest first.
    """
    own_keys = _own_keys(record)
    first_changes = {}
    last_changes = {}
    for change in changes:
        identity = (change.record_type, change.record_key)
        if (
            change.record_type == record.record_type.name
            and change.record_key in own_keys
        ):
            continue
        if not change.is_shown and not _names_no_more(change, record):
            continue
        first_changes.setdefault(identity, change)
        last_changes[identity] = change
    others = []
    for identity, change in last_changes.items():
        # What was changed and changed back is as it was.
        if first_changes[identity].before != change.after:
            type_name = named(change.record_type).verbose_name
            others.append(ShownChange(change.record, change.record_name, type_name))
    return sorted(others, key=lambda shown: (shown.type_name, shown.name))


def _own_keys(record):
    return [record.record_key, *(record.former_slugs or "").split()]


def _is_shown(record):
    """Return the condition that a change is of a record that the page shows now."""
    record_type = record.record_type
    itself = record_type.model._base_manager.filter(pk=record.pk).order_by()
    conditions = []
    for lookup, shown_type in record_type.shown_relations.items():
        keys = itself.values(f"{lookup}__{shown_type.key_field}")
        conditions.append(_of_records(shown_type, keys))
    if record_type.shows_besides:
        for records in record_type.shows_besides(record):
            shown_type = records.model.record_type
            keys = records.order_by().values(shown_type.key_field)
            conditions.append(_of_records(shown_type, keys))
    return reduce(or_, conditions, Q())


def _of_records(record_type, keys):
    return Q(record_type=record_type.name, record_key__in=keys)


def _named_it(record):
    """Return the condition that a change may be of a record that named this one before it."""
    record_type = record.record_type
    shown_types = {
        shown_type.name for shown_type in record_type.shown_relations.values()
    }
    names_it = Q()
    for key in _own_keys(record):
        # In whatever field: a form names another record by its key, as a text.
        names_it |= Q(text_before__contains=f'"{key}"')
        # A form that names an institution does not say of which country that is; what the change is about does.
        if _is_parent(record_type):
            names_it |= Q(about__contains=f" {record_type.name}:{key} ")
    return Q(record_type__in=shown_types, before__isnull=False) & names_it


def _names_no_more(change, record):
    """Return whether a record named this one, itself or by a record of it, before a change and no more after it."""
    if change.before is None:
        return False
    changed_type = named(change.record_type)
    identities = {(record.record_type, key) for key in _own_keys(record)}
    before = canonical.named_in(changed_type, change.before)
    after = set()
    if change.after is not None:
        after = canonical.named_in(changed_type, change.after)
    if _is_parent(record.record_type):
        # It is not shown now, so that what the change is about was named before.
        return not after & identities
    return bool(before & identities) and not after & identities


def _is_parent(record_type):
    """Return whether changes that name a record of another type alone are found by one of this, as by its country."""
    for child_type in record_types():
        if not child_type.found_with:
            continue
        if child_type.referred_type(child_type.found_with) is record_type:
            return True
    return False
