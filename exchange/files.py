"""The files in ``fixtures/``: where each record stands in them, how they are read and written.

The larger records, such as payloads, have a file each, so that a diff shows the record whole; the other types have a
list each. Every plain scalar is read as text: YAML would turn ``NO`` into false and ``12:30`` into 750.
"""

import shutil
from pathlib import Path

import yaml

from records.registry import record_types

# An export in the making, and one that only has to be put in its places; the list of files that it deletes.
ASIDE = ".export"
COMPLETE = ".export-complete"
GONE = "gone"


class FileError(Exception):
    """A file that cannot be read; the message names it."""


class TextLoader(yaml.CBaseLoader):
    """Reads every scalar as text and refuses a key given twice."""

    def construct_mapping(self, node, deep=False):
        seen = []
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"“{key}” is given twice", key_node.start_mark
                )
            seen.append(key)
        return super().construct_mapping(node, deep)


def _parse(path):
    """Return what a YAML file holds. Raise ``FileError`` with the line that cannot be read."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=TextLoader)  # noqa: S506 - reads text only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or str(error)
        raise FileError(
            f"{path}{line}: this is not readable YAML: {problem}."
        ) from error
    except UnicodeDecodeError as error:
        raise FileError(f"{path}: this is not UTF-8 text.") from error


def read(directory, faults=None):
    """Yield ``(record_type, path, data)`` for each record in the files, in the order of record types.

    What is wrong with a file is appended to ``faults`` where the list is given, else it is raised as ``FileError``.
    """
    directory = Path(directory)
    finish(directory)
    if not directory.is_dir():
        raise FileError(f"{directory}: there is no such folder.")
    for record_type in record_types():
        for path in _paths_of_type(directory, record_type):
            try:
                records = _records_in(record_type, path)
            except FileError as error:
                if faults is None:
                    raise
                faults.append(str(error))
                continue
            for data in records:
                yield record_type, path, data


def _records_in(record_type, path):
    """Return the records that a file holds."""
    content = _parse(path)
    if record_type.one_file_each:
        return [content]
    if not isinstance(content, list):
        raise FileError(f"{path}: a list of records is expected.")
    return content


def _list_path(directory, record_type):
    return directory / f"{record_type.plural}.yaml"


def write(directory, forms):
    """Write canonical forms, a list for each record type, and delete the files of records that are gone.

    Return the number of records written. All is written or nothing: the new files are made aside, and count once their
    folder has its last name; what is interrupted after that is finished by whoever reads or writes the files next.
    """
    directory = Path(directory)
    finish(directory)
    texts = {}
    for record_type, forms_of_type in forms.items():
        for path, content in _contents(directory, record_type, forms_of_type).items():
            texts[path.relative_to(directory)] = _as_yaml(content)
    gone = []
    for path in _paths(directory):
        name = path.relative_to(directory)
        if name not in texts:
            gone.append(str(name))

    aside = directory / ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    for name, text in texts.items():
        path = aside / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (aside / GONE).write_text("\n".join(gone), encoding="utf-8")
    aside.rename(directory / COMPLETE)
    finish(directory)
    return sum([len(forms_of_type) for forms_of_type in forms.values()])


def finish(directory):
    """Put the files of an export that is complete in their places; nothing if there is none."""
    complete = directory / COMPLETE
    if not complete.is_dir():
        return
    for name in (complete / GONE).read_text(encoding="utf-8").splitlines():
        (directory / name).unlink(missing_ok=True)
    for path in sorted(complete.rglob("*.yaml")):
        target = directory / path.relative_to(complete)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
    # Renamed first: a folder that is half deleted would be taken for an export that is to be finished.
    aside = directory / ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    complete.rename(aside)
    shutil.rmtree(aside)


def _as_yaml(content):
    return yaml.dump(
        content, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110
    )


def _contents(directory, record_type, forms):
    """Return what each file of a record type holds, by its path."""
    if record_type.one_file_each:
        folder = directory / record_type.plural
        return {folder / f"{form['slug']}.yaml": form for form in forms}
    if not forms:
        return {}
    # Sorted here, because databases order slugs with hyphens each in their own way.
    ordered = sorted(forms, key=lambda form: form[record_type.key_field])
    return {_list_path(directory, record_type): ordered}


def _paths(directory):
    """Return the paths of all files that hold records."""
    paths = []
    for record_type in record_types():
        paths += _paths_of_type(directory, record_type)
    return paths


def _paths_of_type(directory, record_type):
    if record_type.one_file_each:
        return sorted((directory / record_type.plural).glob("*.yaml"))
    path = _list_path(directory, record_type)
    return [path] if path.exists() else []
