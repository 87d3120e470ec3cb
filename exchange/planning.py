"""The second step of a load: what it will do, decided before anything is written.

A load compares three states of each record: what its file says now, what the database holds now, and what both said
when it was last loaded, of which ``LoadedRecord`` keeps digests. They tell an edit in a file from one in the admin.
"""

from dataclasses import dataclass, field
from enum import Enum

from records.canonical import digest


class Outcome(Enum):
    """What becomes of a record in a load; the value says it in the printed plan."""

    CREATE = "create"
    CHANGE = "change"
    DELETE = "delete"
    KEEP = "keep as edited in the database"
    REFUSE = "refuse, as it changed both in the files and in the database"
    LEAVE = "leave as it is"


@dataclass
class Plan:
    """What a load does with each record, which is identified by its type and key.

    ``forms`` are the canonical forms of the files, ``places`` where each of them is found, for messages. ``str(plan)``
    has a line for each record that is not left as it is.
    """

    forms: dict = field(default_factory=dict)
    places: dict = field(default_factory=dict)
    outcomes: dict = field(default_factory=dict)

    def records(self, *outcomes):
        """Return the records that have one of the outcomes, in the order in which they were planned."""
        return [
            identity
            for identity, outcome in self.outcomes.items()
            if outcome in outcomes
        ]

    @property
    def conflicts(self):
        """What messages call the refused records."""
        names = []
        for identity in self.records(Outcome.REFUSE):
            name = record_name(*identity)
            if identity not in self.forms:
                name += " (deleted in the files)"
            names.append(name)
        return names

    def __str__(self):
        lines = []
        for identity, outcome in self.outcomes.items():
            if outcome != Outcome.LEAVE:
                lines.append(f"{record_name(*identity)}: {outcome.value}")
        return "\n".join(lines)


def record_name(record_type, key):
    """Return what messages call a record: "payloads change-4-lnd"."""
    return f"{record_type.plural} {key}"


def make_plan(plan, stored, loaded, replace):
    """Decide what becomes of each record.

    ``plan`` holds the forms of the files. ``stored`` are the canonical forms in the database by type and key,
    ``loaded`` the ``LoadedRecord`` of each record by plural and key. With ``replace`` the files win where both were
    edited.
    """
    for identity, file_form in plan.forms.items():
        record_type, key = identity
        stored_form = stored[record_type].get(key)
        last_load = loaded.get((record_type.plural, key))
        plan.outcomes[identity] = _outcome(file_form, stored_form, last_load, replace)
    # The most dependent first, so that nothing refers any more to what is deleted.
    for record_type in reversed(stored):
        for key, stored_form in stored[record_type].items():
            identity = (record_type, key)
            last_load = loaded.get((record_type.plural, key))
            # What was never loaded was made in the database, and stays.
            if identity in plan.forms or last_load is None:
                continue
            if last_load.database_digest != digest(stored_form) and not replace:
                plan.outcomes[identity] = Outcome.REFUSE
            else:
                plan.outcomes[identity] = Outcome.DELETE


def _outcome(file_form, stored_form, last_load, replace):
    """Return what becomes of a record that the files hold, by its forms in them and in the database.

    ``stored_form`` is ``None`` for a record that the database does not hold, ``last_load`` for one never loaded.
    """
    if stored_form == file_form:
        return Outcome.LEAVE
    if last_load is None:
        file_changed = True
        database_changed = stored_form is not None
    else:
        file_changed = last_load.file_digest != digest(file_form)
        database_changed = last_load.database_digest != stored_digest(stored_form)
    if database_changed and not replace:
        return Outcome.REFUSE if file_changed else Outcome.KEEP
    if not file_changed and not database_changed:
        return Outcome.LEAVE
    return Outcome.CREATE if stored_form is None else Outcome.CHANGE


def stored_digest(stored_form):
    """Return the digest of a form in the database, ``""`` of a record that is not there."""
    if stored_form is None:
        return ""
    return digest(stored_form)
