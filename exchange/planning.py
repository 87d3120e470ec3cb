"""The second step of a load: what it will do, decided before anything is written.

A load compares three states of each record: what its file says now, what the database holds now, and what both said
when it was last loaded, of which ``LoadedRecord`` keeps digests. That tells an edit in a file from one in the admin.
"""

from dataclasses import dataclass, field
from enum import Enum

from records.canonical import digest


class Outcome(Enum):
    """What becomes of a record in a load; the value says it in the plan."""

    CREATE = "create"
    CHANGE = "change"
    DELETE = "delete"
    KEEP = "keep as edited in the database"
    REFUSE = "refuse, as it changed both in the files and in the database"
    LEAVE = "leave as it is"


@dataclass
class Plan:
    """What a load does with each record, which is named by its type and key.

    ``wanted`` are the canonical forms of the files, ``places`` where each of them stands, for messages. Printed, it is
    a line for each record that is not left as it is.
    """

    wanted: dict
    places: dict
    outcomes: dict = field(default_factory=dict)

    def records(self, *outcomes):
        """Return the records that have one of the outcomes, in the order in which they were planned."""
        return [identity for identity, outcome in self.outcomes.items() if outcome in outcomes]

    @property
    def conflicts(self):
        """What the refused records are called in messages."""
        names = []
        for identity in self.records(Outcome.REFUSE):
            deleted = "" if identity in self.wanted else " (deleted in the files)"
            names.append(f"{in_words(*identity)}{deleted}")
        return names

    def __str__(self):
        lines = []
        for identity, outcome in self.outcomes.items():
            if outcome != Outcome.LEAVE:
                lines.append(f"{in_words(*identity)}: {outcome.value}")
        return "\n".join(lines)


def in_words(record_type, key):
    """Return what messages call a record: "payloads change-4-lnd"."""
    return f"{record_type.plural} {key}"


def make_plan(plan, stored, loaded, replace):
    """Decide what becomes of each record.

    ``plan`` holds what the files want. ``stored`` are the canonical forms in the database by type and key, ``loaded``
    the ``LoadedRecord`` of each record by plural and key. With ``replace`` the files win where both were edited.
    """
    for identity, form in plan.wanted.items():
        record_type, key = identity
        last = loaded.get((record_type.plural, key))
        plan.outcomes[identity] = _outcome(form, stored[record_type].get(key), last, replace)
    # The most dependent first, so that nothing refers any more to what is deleted.
    for record_type in reversed(stored):
        for key, present in stored[record_type].items():
            identity = (record_type, key)
            last = loaded.get((record_type.plural, key))
            # What was never loaded was made in the database, and stays.
            if identity in plan.wanted or last is None:
                continue
            if last.database_digest != digest(present) and not replace:
                plan.outcomes[identity] = Outcome.REFUSE
            else:
                plan.outcomes[identity] = Outcome.DELETE


def _outcome(form, present, last, replace):
    """Return what becomes of a record that the files hold, by its forms in them and in the database.

    ``present`` is ``None`` for a record that the database does not hold, ``last`` for one that was never loaded.
    """
    if present == form:
        return Outcome.LEAVE
    if last is None:
        file_changed = True
        database_changed = present is not None
    else:
        file_changed = last.file_digest != digest(form)
        # A record that was deleted in the database was changed there.
        database_changed = last.database_digest != (digest(present) if present is not None else "")
    if database_changed and not replace:
        return Outcome.REFUSE if file_changed else Outcome.KEEP
    if not file_changed and not database_changed:
        return Outcome.LEAVE
    return Outcome.CREATE if present is None else Outcome.CHANGE
