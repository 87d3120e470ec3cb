"""Exporting the database to the files: all or nothing, and never over an edit in a file.

A file may be written over where it is what was last loaded or exported. Else somebody edited it: the export refuses, or
merges both (``exchange.merging``).
"""

from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction

from exchange import files
from exchange.loading import LoadError, forms_by_key, read_database, read_files
from exchange.merging import has_conflicts, merge
from exchange.models import LoadedRecord
from exchange.planning import record_name
from records import canonical
from records.registry import record_types

UNREADABLE = "What is in the files must be readable first."


class ExportError(Exception):
    """Why nothing was written; the message names the records."""


@dataclass
class Report:
    """How many records were written; which of them were merged, and which have conflicts that somebody must resolve."""

    written: int = 0
    merged: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    @property
    def notes(self):
        """What to know beside the number, a sentence each."""
        notes = []
        if self.merged:
            names = ", ".join(self.merged)
            notes.append(f"Merged with edits in the files: {names}.")
        if self.conflicts:
            names = ", ".join(self.conflicts)
            notes.append(
                f"Both sides changed the same: {names}. Choose for each value under “conflicts”, delete that entry, "
                "and load."
            )
        return notes


@dataclass
class Difference:
    """A record of which the file is not what was last loaded or exported: its forms, ``None`` where it is not."""

    in_file: dict | None
    stored: dict | None
    base: dict

    @property
    def words(self):
        if self.in_file is None:
            return "its file is gone"
        return "edited" if self.base else "new"


def export(directory, merge_edits=False):
    """Write every record to the files in ``directory`` and return a ``Report``.

    Raises ``ExportError`` where a file was edited since it was last loaded or exported, unless ``merge_edits``. Only
    the files that are loaded (``FIXTURES_DIR``) can be merged: of others it is not known what they were made from.
    """
    directory = Path(directory)
    is_loaded_from = directory.resolve() == settings.FIXTURES_DIR.resolve()
    if merge_edits and not is_loaded_from:
        raise ExportError(
            f"Only edits in {settings.FIXTURES_DIR}, which is loaded, can be merged."
        )
    stored = stored_forms()
    loaded = {(entry.kind, entry.key): entry for entry in LoadedRecord.objects.all()}
    differences = find_differences(forms_in(directory), stored, loaded)
    if differences and not merge_edits:
        raise ExportError(refusal(differences))

    report = Report()
    written = dict(stored)
    for identity, difference in differences.items():
        form = merged_record(difference)
        written.pop(identity, None)
        if form is None:
            continue
        written[identity] = form
        name = record_name(*identity)
        (report.conflicts if has_conflicts(form) else report.merged).append(name)
    # Before anything is written: a kill leaves files as they were or as they are to be, and either is known then.
    remember_export(stored, loaded)
    report.written = files.write(directory, by_type(written))
    if is_loaded_from:
        remember_agreement(stored, loaded, differences)
    return report


def stored_forms():
    """Return the canonical form of each record in the database, by its type and key."""
    forms = {}
    for record_type in record_types():
        for key, form in forms_by_key(read_database(record_type)).items():
            forms[record_type, key] = form
    return forms


def forms_in(directory):
    """Return the canonical forms of the files in a folder, by type and key; of a new folder none."""
    if not directory.is_dir():
        return {}
    try:
        plan = read_files(directory)
    except (LoadError, files.FileError) as error:
        raise ExportError(f"{UNREADABLE} {error}") from error
    if plan.faults:
        raise ExportError(" ".join([UNREADABLE, *plan.faults.values()]))
    return plan.forms


def by_type(forms):
    """Return a list of forms for each record type."""
    forms_by_type = {record_type: [] for record_type in record_types()}
    for (record_type, _key), form in forms.items():
        forms_by_type[record_type].append(form)
    return forms_by_type


def find_differences(in_files, stored, loaded):
    """Return a ``Difference`` for each record of which the file is not what was last loaded or exported."""
    differences = {}
    for identity in dict.fromkeys([*stored, *in_files]):
        record_type, key = identity
        last = loaded.get((record_type.plural, key))
        in_file = in_files.get(identity)
        if in_file == stored.get(identity):
            continue
        if in_file is None:
            # A new folder has no files, and a new record has none yet.
            is_edited = bool(in_files) and last is not None and bool(last.file_digest)
        else:
            is_edited = last is None or not last.is_of_file(in_file)
        if is_edited:
            base = last.form if last else {}
            differences[identity] = Difference(in_file, stored.get(identity), base)
    return differences


def refusal(differences):
    names = [
        f"{record_name(*identity)} ({difference.words})"
        for identity, difference in differences.items()
    ]
    return (
        "The files of these records are not what was last loaded or exported: "
        f"{', '.join(names)}. Load them first, or export with --merge."
    )


def merged_record(difference):
    """Return what the file of a record is to hold; ``None`` if it is to be gone."""
    if difference.in_file is None:
        # Deleted in the files: the next load deletes it, or refuses where it was edited meanwhile.
        return None
    if difference.stored is None:
        return difference.in_file
    return merge(difference.base, difference.in_file, difference.stored)


def remember_export(stored, loaded):
    """Store what is exported, so that the next export may write over it; ``loaded`` gets what was never loaded too."""
    for (record_type, key), form in stored.items():
        entry = loaded.setdefault(
            (record_type.plural, key),
            # Without a digest of the file it does not count as loaded.
            LoadedRecord(kind=record_type.plural, key=key),
        )
        entry.exported_digest = canonical.digest(form)
    store(loaded.values())


@transaction.atomic
def remember_agreement(stored, loaded, differences):
    """Store that the database and the files that are loaded agree on what was exported.

    Of a merged record the database's side is known, so that the next load takes the file's.
    """
    agreed = {}
    for (record_type, key), form in stored.items():
        difference = differences.get((record_type, key))
        entry = loaded[record_type.plural, key]
        if difference is None:
            entry.file_digest = canonical.digest(form)
        if difference is None or difference.in_file is not None:
            entry.database_digest = canonical.digest(form)
            entry.form = form
        agreed[entry.kind, entry.key] = entry
    store(agreed.values())
    differing = {(record_type.plural, key) for record_type, key in differences}
    gone = [
        entry.pk
        for name, entry in loaded.items()
        if name not in agreed and name not in differing
    ]
    LoadedRecord.objects.filter(pk__in=gone).delete()


def store(entries):
    LoadedRecord.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["file_digest", "database_digest", "exported_digest", "form"],
    )
