"""The files in ``fixtures/``: where each record stands in them, how they are read and written.

The larger records, such as payloads, have a file each, so that a diff shows the record whole; the other types have a
list each. Every plain scalar is read as text: YAML would turn ``NO`` into false and ``12:30`` into 750.
"""

from pathlib import Path

import yaml

from records.registry import record_types


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


def read(directory):
    """Yield ``(record_type, path, data)`` for each record in the files, in the order of record types."""
    directory = Path(directory)
    if not directory.is_dir():
        raise FileError(f"{directory}: there is no such folder.")
    for record_type in record_types():
        if record_type.one_file_each:
            for path in sorted((directory / record_type.plural).glob("*.yaml")):
                yield record_type, path, _parse(path)
            continue
        path = _list_path(directory, record_type)
        if not path.exists():
            continue
        records = _parse(path)
        if not isinstance(records, list):
            raise FileError(f"{path}: a list of records is expected.")
        for data in records:
            yield record_type, path, data


def _list_path(directory, record_type):
    return directory / f"{record_type.plural}.yaml"


def _dump(path, content):
    text = yaml.dump(
        content, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110
    )
    # Replaced at once, so that nobody reads half a file.
    temporary = path.with_suffix(".tmp")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def write(directory, forms):
    """Write canonical forms, a list for each record type, and delete the files of records that are gone.

    Return the number of records written.
    """
    directory = Path(directory)
    written = set()
    for record_type, forms_of_type in forms.items():
        for path, content in _contents(directory, record_type, forms_of_type).items():
            _dump(path, content)
            written.add(path)
    for path in _paths(directory):
        if path not in written:
            path.unlink()
    return sum([len(forms_of_type) for forms_of_type in forms.values()])


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
        if record_type.one_file_each:
            paths += (directory / record_type.plural).glob("*.yaml")
        elif _list_path(directory, record_type).exists():
            paths.append(_list_path(directory, record_type))
    return paths
