"""What became of a record since a revision, such as the one that somebody cited."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, PositiveBigIntegerField, Q, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Greatest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from history.comparing import DifferingPart, compare_forms
from history.models import Change, ChangeKind
from history.renaming import keys_since, renaming_of
from history.shown import ShownChange, may_be_shown, shown_changes, with_shown
from records.canonical import canonical, with_keys

# How many of the other records that changed are listed; the history has all.
MOST_LISTED = 20


@dataclass
class ChangesSince:
    """What became of a record since a revision.

    ``day`` is the revision's, ``None`` where the history has no change of it. ``known_from`` is the first change of
    the history where that came after the revision: what was before it nobody knows. ``is_new`` says that the record was
    not public then; otherwise ``parts`` are what differs. ``shown`` are the other records that changed, of which its
    page shows something.
    """

    revision: int
    day: datetime | None
    known_from: Change | None = None
    is_new: bool = False
    parts: list[DifferingPart] = ()
    shown: list[ShownChange] = ()

    @property
    def start(self):
        """What the sentences call the moment from which the record is compared."""
        if self.known_from:
            return _("then")
        if self.day:
            return _("revision %(number)s of %(day)s") % {
                "number": self.revision,
                "day": _day(self.day),
            }
        return _("revision %(number)s") % {"number": self.revision}

    @property
    def sentence(self):
        """Whether the record is new, changed or unchanged."""
        if self.is_new:
            sentence = _("New since %(start)s: this record was not public before.")
        elif self.parts:
            sentence = _("Changed since %(start)s:")
        elif self.shown:
            sentence = _("The record itself is unchanged since %(start)s.")
        else:
            sentence = _("Unchanged since %(start)s.")
        return sentence % {"start": self.start}

    @property
    def listed(self):
        """The first of the other records that changed; ``left_out`` is how many more there are."""
        return self.shown[:MOST_LISTED]

    @property
    def left_out(self):
        return len(self.shown) - len(self.listed)

    @property
    def limit_sentence(self):
        """Where the history begins, if that came after the revision."""
        if not self.known_from:
            return ""
        sentence = _(
            "Changes are recorded from revision %(number)s of %(day)s on; what was before is not known."
        )
        return sentence % {
            "number": self.known_from.revision,
            "day": _day(self.known_from.recorded_at),
        }


def changes_since(record, number, present):
    """Return the ``ChangesSince`` revision ``number`` of a public record; ``present`` is the ``Revision`` now.

    The record is compared as it is now, so that a change that is not in the history yet is included.
    """
    if number == present.number:
        return ChangesSince(number, present.moved_at)
    changes = Change.objects.annotate(
        day=Subquery(Change.objects.filter(revision=number).values("recorded_at")[:1]),
        first_revision=Subquery(
            Change.objects.order_by("revision").values("revision")[:1]
        ),
        # For a revision before the history, the changes with which the history begins.
        start=Greatest(
            Value(number), "first_revision", output_field=PositiveBigIntegerField()
        ),
    )
    own_changes, later_changes, renamings = _read(record, changes)
    dated_change = own_changes[0] if own_changes else _first_change(changes)
    since = ChangesSince(number, None)
    if dated_change is not None:
        since.day = dated_change.day
        if dated_change.first_revision > number:
            since.known_from = dated_change
    form = _form_after(own_changes)
    if form is None:
        since.is_new = True
    else:
        keys = keys_since(renamings, own_changes[0].revision)
        form = with_keys(record.record_type, form, keys)
        since.parts = compare_forms(record.record_type, form, canonical(record))
        since.shown = shown_changes(record, later_changes)
    return since


def _read(record, changes):
    """Return the last changes of a record by the revision, those since it that its page may show, and the renamings.

    The changes come with ``start``. One query; the changes of the record come with the latest first, the others last.
    """
    keys = [record.record_key, *(record.former_slugs or "").split()]
    is_own = Q(record_type=record.record_type.name, record_key__in=keys)
    # Two of them, because a record that moved to another address was once recorded as gone and new in one revision.
    own_changes = changes.filter(is_own, revision__lte=F("start")).values("pk")[:2]
    is_later = Q(revision__gt=F("start")) & may_be_shown(record)
    read_changes = list(
        with_shown(changes, record)
        .annotate(former_key=KT("before__slug"))
        .filter(Q(pk__in=own_changes) | is_later | Q(kind=ChangeKind.RENAMING))
    )
    renamings = []
    own = []
    later = []
    for change in read_changes:
        if change.kind == ChangeKind.RENAMING:
            renamings.append(renaming_of(change))
        if change.revision > change.start:
            later.append(change)
        elif (
            change.record_type == record.record_type.name and change.record_key in keys
        ):
            own.append(change)
    return own[:2], later[::-1], renamings[::-1]


def _first_change(changes):
    """Return the first change of the whole history without its forms: it has the day, and says where history begins."""
    return changes.defer("before", "after").last()


def _form_after(last_changes):
    """Return the form that a record had after its last changes; ``None`` where it was not public."""
    for change in last_changes:
        if change.revision == last_changes[0].revision and change.after is not None:
            return change.after
    return None


def _day(moment):
    return date_format(localtime(moment), "j F Y")
