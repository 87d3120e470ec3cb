"""The files in ``fixtures/``: where each record stands in them, how they are read and written.

Missions, payloads and institutions have a file each, so that a diff shows the record whole; the other types have a
list each. Every plain scalar is read as text: YAML would turn ``NO`` into false and ``12:30`` into 750.
"""

from pathlib import Path

import yaml

from catalog.canonical import RECORD_TYPES
from missions.models import Mission
from partners.models import Institution
from payloads.models import Payload

ONE_FILE_EACH = (Institution, Mission, Payload)


class FileError(Exception):
    """A file that cannot be read; the message names it."""


class TextLoader(yaml.CBaseLoader):
    """Reads every scalar as text and refuses a key given twice."""

    def construct_mapping(self, node, deep=False):
        seen = []
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"“{key}” is given twice", key_node.start_mark)
            seen.append(key)
        return super().construct_mapping(node, deep)


def type_name(model):
    """Return the name of a record type in files and addresses: "ilrs-participations"."""
    return {
        "Country": "countries",
        "Spacecraft": "spacecraft",
        "IlrsParticipation": "ilrs-participations",
        "AnnouncedTotal": "announced-totals",
    }.get(model.__name__, f"{model.__name__.lower()}s")


def _parse(path):
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=TextLoader)  # noqa: S506 - reads text only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or str(error)
        raise FileError(f"{path}{line}: this is not readable YAML: {problem}.") from error
    except UnicodeDecodeError as error:
        raise FileError(f"{path}: this is not UTF-8 text.") from error


def read(directory):
    """Yield ``(model, path, data)`` for each record in the files, in the order of record types."""
    directory = Path(directory)
    if not directory.is_dir():
        raise FileError(f"{directory}: there is no such folder.")
    for model in RECORD_TYPES:
        if model in ONE_FILE_EACH:
            for path in sorted((directory / type_name(model)).glob("*.yaml")):
                yield model, path, _parse(path)
            continue
        path = directory / f"{type_name(model)}.yaml"
        if not path.exists():
            continue
        listed = _parse(path)
        if not isinstance(listed, list):
            raise FileError(f"{path}: a list of records is expected.")
        for data in listed:
            yield model, path, data


def _dump(path, content):
    text = yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110)
    temporary = path.with_suffix(".tmp")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def write(directory, forms):
    """Write canonical forms, a list for each record type, and delete the files of records that are gone.

    Returns the number of records written.
    """
    directory = Path(directory)
    written = set()
    for model, listed in forms.items():
        if model in ONE_FILE_EACH:
            content = {directory / type_name(model) / f"{form['slug']}.yaml": form for form in listed}
        else:
            # Sorted here, because databases order slugs with hyphens each in their own way.
            ordered = sorted(listed, key=lambda form, key=model.key_field: form[key])
            content = {directory / f"{type_name(model)}.yaml": ordered} if listed else {}
        for path, form in content.items():
            _dump(path, form)
        written |= set(content)
    ours = [directory / f"{type_name(model)}.yaml" for model in RECORD_TYPES if model not in ONE_FILE_EACH]
    for model in ONE_FILE_EACH:
        ours += (directory / type_name(model)).glob("*.yaml")
    for path in ours:
        if path not in written and path.exists():
            path.unlink()
    return sum(len(listed) for listed in forms.values())
