"""Loading the files into the database: all or nothing, and never over a curator's edit.

A load reads the files and the database, plans what becomes of each record (``exchange.planning``), and applies the plan
(``exchange.applying``).
"""

from dataclasses import dataclass, field

from django.db import transaction

from exchange import files
from exchange.applying import Application, LoadError
from exchange.models import LoadedRecord
from exchange.planning import Outcome, Plan, make_plan, record_name, stored_digest
from history.recording import UndeclaredType, record_all_changes
from records import canonical
from records.registry import record_types


@dataclass
class Report:
    """How many records the load created, changed, deleted and left as they are; which it gave another key and kept."""

    created: int = 0
    changed: int = 0
    deleted: int = 0
    unchanged: int = 0
    renamed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def __str__(self):
        text = f"{self.created} created, {self.changed} changed, {self.deleted} deleted, {self.unchanged} unchanged."
        if self.renamed:
            text += f" Renamed: {', '.join(self.renamed)}."
        if self.kept:
            text += f" Kept as edited in the database: {', '.join(self.kept)}."
        return text


def load(directory, replace=False, why=""):
    """Load every record of the files in ``directory`` and return a ``Report``; ``why`` goes into the history.

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
            loaded = {
                (entry.kind, entry.key): entry for entry in LoadedRecord.objects.all()
            }
            make_plan(plan, stored, loaded, replace)
            if plan.conflicts:
                raise LoadError(
                    "These records changed both in the files and in the database since the last load: "
                    f"{', '.join(plan.conflicts)}. "
                    "Export the database and merge, or load with --replace to let the files win."
                )
            stored = Application(plan, records).apply(stored)
            remember(plan, loaded, stored)
            record_all_changes(stored, by="loadcatalog", why=why)
    except (files.FileError, canonical.CanonicalError, UndeclaredType) as error:
        raise LoadError(str(error)) from error
    return Report(
        created=len(plan.records(Outcome.CREATE)),
        changed=len(plan.records(Outcome.CHANGE)),
        deleted=len(plan.records(Outcome.DELETE)),
        unchanged=len(plan.records(Outcome.LEAVE)),
        renamed=plan.renames,
        kept=[record_name(*identity) for identity in plan.records(Outcome.KEEP)],
    )


def read_files(directory):
    """Return a ``Plan`` with the forms of the files, in which nothing is decided yet. Raise ``LoadError``."""
    plan = Plan()
    for record_type, path, data in files.read(directory):
        key_field = record_type.key_field
        key = data.get(key_field) if isinstance(data, dict) else None
        if not key or not isinstance(key, str):
            raise LoadError(f"{path}: a record has no {key_field}.")
        identity = (record_type, key)
        place = f"{path}: {key}"
        if identity in plan.forms:
            raise LoadError(f"{place}: this record stands in the files twice.")
        if record_type.one_file_each and path.stem != key:
            raise LoadError(
                f"{place}: the file of this record must be called {key}.yaml."
            )
        plan.places[identity] = place
        plan.forms[identity] = canonical.normalised(record_type, data, place)
    return plan


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
        # An edit that was kept stays known as one: what is remembered of the record is its last load. Its file may
        # call another record by a new key.
        if plan.outcomes[identity] == Outcome.KEEP:
            last_load = loaded.get((record_type.plural, key))
            if last_load is not None:
                last_load.file_digest = canonical.digest(form)
                last_load.save()
            continue
        entries.append(
            LoadedRecord(
                kind=record_type.plural,
                key=key,
                file_digest=canonical.digest(form),
                database_digest=stored_digest(stored[record_type].get(key)),
            )
        )
    LoadedRecord.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["file_digest", "database_digest"],
    )
