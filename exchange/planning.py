"""The second step of a load: what it will do, decided before anything is written.

A load compares three states of each record: what its file says now, what the database holds now, and what both said
when it was last loaded, of which ``LoadedRecord`` keeps digests. They tell an edit in a file from one in the admin.
"""

from dataclasses import dataclass, field
from enum import Enum

from records.canonical import digest, with_keys


class Outcome(Enum):
    """What becomes of a record in a load; the value says it in the printed plan."""

    CREATE = "create"
    CHANGE = "change"
    RENAME = "rename"
    DELETE = "delete"
    KEEP = "keep as edited in the database"
    REFUSE = "refuse, as it changed both in the files and in the database"
    LEAVE = "leave as it is"


@dataclass
class Plan:
    """What a load does with each record, which is identified by its type and key.

    ``forms`` are the canonical forms of the files, ``places`` where each of them is found, for messages. ``faults`` has
    what is wrong with each record of the files that has no form.
    ``former_keys`` has the key in the database of each record that the files call by another, ``changed_names`` the
    names of the fields and rows of each record that changes. ``str(plan)`` has a line for each record that is not left
    as it is.
    """

    forms: dict = field(default_factory=dict)
    places: dict = field(default_factory=dict)
    faults: dict = field(default_factory=dict)
    outcomes: dict = field(default_factory=dict)
    former_keys: dict = field(default_factory=dict)
    changed_names: dict = field(default_factory=dict)

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
            if outcome == Outcome.RENAME:
                former_name = record_name(identity[0], self.former_keys[identity])
                lines.append(f"{former_name}: {outcome.value} to {identity[1]}")
            elif outcome != Outcome.LEAVE:
                line = f"{record_name(*identity)}: {outcome.value}"
                if identity in self.changed_names:
                    line += f" {', '.join(self.changed_names[identity])}"
                lines.append(line)
        return "\n".join(lines)

    @property
    def renames(self):
        """What messages say of the records that are given another key: "payloads old to new"."""
        names = []
        for record_type, key in self.records(Outcome.RENAME):
            former_key = self.former_keys[record_type, key]
            names.append(f"{record_name(record_type, former_key)} to {key}")
        return names

    @property
    def new_keys(self):
        """The key in the files by the type and the key in the database, of each record that they call by another."""
        return {
            (record_type, former_key): key
            for (record_type, key), former_key in self.former_keys.items()
        }


def record_name(record_type, key):
    """Return what messages call a record: "payloads change-4-lnd"."""
    return f"{record_type.plural} {key}"


def make_plan(plan, stored, loaded, replace):
    """Decide what becomes of each record.

    ``plan`` holds the forms of the files. ``stored`` are the canonical forms in the database by type and key,
    ``loaded`` the ``LoadedRecord`` of each record by plural and key. With ``replace`` the files win where both were
    edited.
    """
    plan.former_keys = _former_keys(plan.forms, stored)
    for identity, file_form in plan.forms.items():
        record_type, key = identity
        former_key = plan.former_keys.get(identity, key)
        stored_form = stored[record_type].get(former_key)
        last_load = loaded.get((record_type.plural, former_key))
        # Compared by the keys that the database has, so that a record is not changed by another's new name.
        form = with_keys(record_type, file_form, plan.former_keys)
        outcome = _outcome(form, stored_form, last_load, replace)
        if former_key != key and outcome == Outcome.CHANGE:
            outcome = Outcome.RENAME
        elif outcome == Outcome.CHANGE:
            plan.changed_names[identity] = differing_names(form, stored_form)
        plan.outcomes[identity] = outcome
    # The most dependent first, so that nothing refers any more to what is deleted.
    for record_type in reversed(stored):
        for key, stored_form in stored[record_type].items():
            identity = (record_type, key)
            last_load = loaded.get((record_type.plural, key))
            # What was never loaded was made in the database, and stays.
            if identity in plan.places or last_load is None:
                continue
            if identity in plan.new_keys:
                continue
            if last_load.database_digest != digest(stored_form) and not replace:
                plan.outcomes[identity] = Outcome.REFUSE
            else:
                plan.outcomes[identity] = Outcome.DELETE


def differing_names(form, other):
    """Return the names of the fields and kinds of rows in which two canonical forms of a record differ."""
    names = dict.fromkeys([*other, *form])
    return [name for name in names if form.get(name) != other.get(name)]


def _former_keys(forms, stored):
    """Return the key in the database by the type and key in the files, of each record that the files gave another key.

    That is a record that the database does not hold, with a former slug of which the opposite is true.
    """
    former_keys = {}
    for (record_type, key), form in forms.items():
        if key in stored[record_type]:
            continue
        for former_key in form.get("former_slugs", "").split():
            is_free = (record_type, former_key) not in forms
            if is_free and former_key in stored[record_type]:
                former_keys[record_type, key] = former_key
                break
    return former_keys


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
        file_changed = not last_load.is_of_file(file_form)
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
