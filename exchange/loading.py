"""Loading the files into the database: all or nothing, and never over a curator's edit.

A load reads the files and the database, plans what becomes of each record (``exchange.planning``), and applies the plan
(``exchange.applying``).
"""

from dataclasses import dataclass, field

from django.db import transaction

from exchange import files
from exchange.applying import Application, LoadError
from exchange.merging import has_conflicts
from exchange.models import LoadedRecord
from exchange.planning import Outcome, Plan, make_plan, record_name, stored_digest
from history.recording import UndeclaredType, record_all_changes
from records import canonical
from records.registry import record_types


@dataclass
class Report:
    """How many records the load created, changed, deleted and left as they are; which it gave another key and kept.

    ``plan`` has a line for each record that is not left as it is.
    """

    created: int = 0
    changed: int = 0
    deleted: int = 0
    unchanged: int = 0
    renamed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    plan: str = ""

    def __str__(self):
        text = f"{self.created} created, {self.changed} changed, {self.deleted} deleted, {self.unchanged} unchanged."
        if self.renamed:
            text += f" Renamed: {', '.join(self.renamed)}."
        if self.kept:
            text += f" Kept as edited in the database: {', '.join(self.kept)}."
        return text


def load(directory, replace=False, why="", dry_run=False):
    """Load every record of the files in ``directory`` and return a ``Report``; ``why`` goes into the history.

    With ``dry_run`` everything is tried and nothing kept.

    A record that changed only in the files is applied; one that changed only in the database is kept; one that
    changed in both is refused by name, unless ``replace`` lets the file win. Raises ``LoadError``, and then leaves
    the database as it was.
    """
    try:
        with transaction.atomic():
            plan = read_files(directory)
            records = {
                record_type: read_database(record_type)
                for record_type in record_types()
            }
            stored = {
                record_type: forms_by_key(records[record_type])
                for record_type in records
            }
            # What was only exported was made in the database.
            entries = LoadedRecord.objects.exclude(file_digest="")
            loaded = {(entry.kind, entry.key): entry for entry in entries}
            make_plan(plan, stored, loaded, replace)
            if plan.conflicts:
                refusal = (
                    "These records changed both in the files and in the database since the last load: "
                    f"{', '.join(plan.conflicts)}. "
                    "Export with --merge, or load with --replace to let the files win."
                )
                raise LoadError("\n".join([*plan.faults.values(), refusal]))
            stored = Application(plan, records).apply(stored)
            remember(plan, loaded, stored)
            record_all_changes(stored, by="loadcatalog", why=why)
            if dry_run:
                transaction.set_rollback(True)
    except (files.FileError, canonical.CanonicalError, UndeclaredType) as error:
        raise LoadError(str(error)) from error
    return Report(
        created=len(plan.records(Outcome.CREATE)),
        changed=len(plan.records(Outcome.CHANGE)),
        deleted=len(plan.records(Outcome.DELETE)),
        unchanged=len(plan.records(Outcome.LEAVE)),
        renamed=plan.renames,
        kept=[record_name(*identity) for identity in plan.records(Outcome.KEEP)],
        plan=str(plan),
    )


def read_files(directory):
    """Return a ``Plan`` with the forms of the files, in which nothing is decided yet.

    Its ``faults`` are those of all files. Raise ``LoadError`` where a file cannot be read or a record has no key: then
    it is not known what the others refer to.
    """
    plan = Plan()
    unreadable = []
    for record_type, path, data in files.read(directory, unreadable):
        try:
            identity, place = identify(plan, record_type, path, data)
        except LoadError as error:
            unreadable.append(str(error))
            continue
        plan.places[identity] = place
        try:
            plan.forms[identity] = canonical.normalised(record_type, data, place)
        except canonical.CanonicalError as error:
            plan.faults[identity] = str(error)
    if unreadable:
        raise LoadError("\n".join([*unreadable, *plan.faults.values()]))
    return plan


def identify(plan, record_type, path, data):
    """Return the type and key of the record that a file holds, and its place. Raise ``LoadError`` without them."""
    key_field = record_type.key_field
    key = data.get(key_field) if isinstance(data, dict) else None
    if not key or not isinstance(key, str):
        raise LoadError(f"{path}: a record has no {key_field}.")
    identity = (record_type, key)
    place = f"{path}: {key}"
    if identity in plan.places:
        raise LoadError(f"{place}: this record stands in the files twice.")
    if record_type.one_file_each and path.stem != key:
        raise LoadError(f"{place}: the file of this record must be called {key}.yaml.")
    if has_conflicts(data):
        raise LoadError(
            f"{place}: file and database changed the same; choose for each value under “conflicts”, and delete that "
            "entry."
        )
    return identity, place


def read_database(record_type):
    """Return the records of a type in the database by key, with all that their canonical forms read."""
    records = canonical.prefetched(record_type.model._base_manager.all())
    return {record.record_key: record for record in records}


def forms_by_key(records):
    return {key: canonical.canonical(record) for key, record in records.items()}


def remember(plan, loaded, stored):
    """Store the digests of what the files and the database hold now, for all that was applied or is identical."""
    in_files = {(record_type.plural, key) for record_type, key in plan.forms}
    forgotten = [
        entry.pk for identity, entry in loaded.items() if identity not in in_files
    ]
    LoadedRecord.objects.filter(pk__in=forgotten).delete()
    entries = []
    for identity, form in plan.forms.items():
        record_type, key = identity
        last_load = loaded.get((record_type.plural, key))
        # An edit that was kept stays known as one: what is remembered of the record is its last load. Its file may
        # call another record by a new key.
        if plan.outcomes[identity] == Outcome.KEEP:
            if last_load is not None:
                last_load.file_digest = canonical.digest(form)
                last_load.save()
            continue
        stored_form = stored[record_type].get(key)
        entry = LoadedRecord(
            kind=record_type.plural,
            key=key,
            file_digest=canonical.digest(form),
            database_digest=stored_digest(stored_form),
            form=stored_form or {},
        )
        if last_load is None or not last_load.is_same(entry):
            entries.append(entry)
    LoadedRecord.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["file_digest", "database_digest", "form"],
    )
