"""Three-way merges of canonical forms: what the files and the database made of the form that both once had.

A value that only one side changed is taken from it. Lists of rows, citations and keys are merged entry by entry.
Where both changed a value, the file's stays, and the record or row has an entry ``conflicts`` with what each side has:
the loader refuses it until somebody has chosen.
"""

CONFLICTS = "conflicts"
DELETED = "deleted"


def merge(base, file_form, stored_form):
    """Return the merged form. Each argument is a mapping of fields, empty where there is none."""
    merged = {}
    conflicts = {}
    for name in dict.fromkeys([*stored_form, *file_form]):
        before, in_file, stored = (
            form.get(name) for form in (base, file_form, stored_form)
        )
        if stored in (before, in_file):
            value = in_file
        elif in_file == before:
            value = stored
        elif isinstance(in_file or stored, list):
            value = merge_entries(before or [], in_file or [], stored or [])
        else:
            value = in_file
            conflicts[name] = {"file": or_blank(in_file), "database": or_blank(stored)}
        # A field that is not stated is left out, as are the rows of a kind of which there are none.
        if value is not None and value != []:
            merged[name] = value
    if conflicts:
        merged[CONFLICTS] = conflicts
    return merged


def or_blank(value):
    """Return a value as a conflict shows it, "" where there is none."""
    return "" if value is None else value


def merge_entries(base, in_file, stored):
    """Return the merged list of rows, citations or keys: those of the file in their order, then the database's."""
    base, in_file, stored = (
        entries_by_identity(entries) for entries in (base, in_file, stored)
    )
    merged = []
    for identity in dict.fromkeys([*in_file, *stored]):
        entry = merge_entry(
            base.get(identity), in_file.get(identity), stored.get(identity)
        )
        if entry is not None:
            merged.append(entry)
    return merged


def merge_entry(before, in_file, stored):
    """Return the merged entry, ``None`` if it is gone; each argument is ``None`` where the entry is not."""
    if stored in (before, in_file):
        return in_file
    if in_file == before:
        return stored
    # Deleted on one side and changed on the other: what is left is shown, and somebody chooses.
    if in_file is None:
        return stored | {CONFLICTS: {"file": DELETED}}
    if stored is None:
        return in_file | {CONFLICTS: {"database": DELETED}}
    return merge(before or {}, in_file, stored)


def entries_by_identity(entries):
    """Return entries by what they are known by: a key itself, the key of a row, the source and place of a citation."""
    by_identity = {}
    for entry in entries:
        identity = entry
        if isinstance(entry, dict):
            identity = entry.get("key") or (
                entry.get("source"),
                entry.get("field"),
                entry.get("locator"),
            )
        # Several citations may be of one place.
        number = 0
        while (identity, number) in by_identity:
            number += 1
        by_identity[identity, number] = entry
    return by_identity


def has_conflicts(form):
    """Return whether a merged form, or a row or citation in it, has a conflict."""
    if CONFLICTS in form:
        return True
    for value in form.values():
        if isinstance(value, list):
            for entry in value:
                if isinstance(entry, dict) and has_conflicts(entry):
                    return True
    return False
