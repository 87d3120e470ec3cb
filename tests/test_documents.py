"""The documents: whatever file, command or other document they name is there."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from records.registry import record_types

ROOT = settings.BASE_DIR
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
# A file of the project by its ending, also where it names no folder. Downloads end in .json, .csv, .zip and .sqlite3.
FILE = re.compile(r"[\w./-]+\.(py|md|yaml|toml|txt|html|css|js)")
# What commands make, and Git ignores.
MADE = (".venv/", "var/")
FOLDERS = {
    path.name for path in ROOT.iterdir() if path.is_dir() and path.name[0] != "."
} - {"var"}
BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"```.*?```|`[^`]+`|^    .*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def parameters():
    return [
        pytest.param(path, id=str(path.relative_to(ROOT))) for path in sorted(DOCUMENTS)
    ]


each_document = pytest.mark.parametrize("document", parameters())


def code_of(text):
    """Return every piece of code in a document: in backticks, in blocks and in indented lines."""
    return [match[0] for match in CODE.finditer(text)]


def named_paths(text):
    """Return what looks like a file or folder of the project among the words in backticks.

    Addresses, patterns like ``fixtures/payloads/<slug>.yaml``, and what commands make are left out.
    """
    paths = []
    for word in re.findall(r"`([^`\s]+)`", BLOCK.sub("", text)):
        if word.startswith(("/", *MADE)) or re.search(r"[<*…{]", word):
            continue
        in_folder = "/" in word and word.split("/")[0] in FOLDERS
        if in_folder or FILE.fullmatch(word):
            paths.append(word)
    return paths


def exists(path, document):
    """Return whether a file or folder is there, by its path or, for a name like ``models.py``, in any folder."""
    if "/" not in path:
        return (
            any(next(ROOT.glob(f"{folder}/**/{path}"), None) for folder in FOLDERS)
            or (ROOT / path).exists()
        )
    return (ROOT / path).exists() or (document.parent / path).exists()


def anchors(text):
    """Return the anchors of a document's headings, as web sites that show Markdown make them."""
    names = set()
    for heading in re.findall(r"^#+ (.+)$", BLOCK.sub("", text), re.MULTILINE):
        name = re.sub(r"[^\w\- ]", "", heading.lower())
        names.add(name.strip().replace(" ", "-"))
    return names


def leads_somewhere(document, target):
    """Return whether a link leads to a file of the project and, if it names one, to a heading in it."""
    if re.match(r"[a-z]+:", target):
        return True
    file, _, anchor = target.partition("#")
    path = (document.parent / file).resolve() if file else document
    if not path.exists():
        return False
    return not anchor or anchor in anchors(path.read_text(encoding="utf-8"))


@each_document
def test_every_path_exists(document):
    paths = named_paths(document.read_text(encoding="utf-8"))

    missing = [path for path in paths if not exists(path, document)]

    assert missing == []


@each_document
def test_every_link_leads_somewhere(document):
    text = BLOCK.sub("", document.read_text(encoding="utf-8"))

    dead = [
        target for target in LINK.findall(text) if not leads_somewhere(document, target)
    ]

    assert dead == []


@each_document
def test_every_command_exists(document):
    targets = set(
        re.findall(
            r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
        )
    )
    commands = set(get_commands())

    unknown = []
    for code in code_of(document.read_text(encoding="utf-8")):
        unknown += [
            name
            for name in re.findall(r"\bmake ([a-z-]+)", code)
            if name not in targets
        ]
        unknown += [
            name
            for name in re.findall(r"\bmanage\.py ([a-z_]+)", code)
            if name not in commands
        ]

    assert unknown == []


@each_document
def test_every_test_exists(document):
    code = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py")
    )
    names = re.findall(r"`(test_\w+)`", document.read_text(encoding="utf-8"))

    assert [name for name in names if f"def {name}(" not in code] == []


@pytest.mark.parametrize(
    "record_type", record_types(), ids=lambda record_type: record_type.name
)
def test_every_record_type_is_a_word_of_the_model(record_type):
    text = (ROOT / "docs/model.md").read_text(encoding="utf-8")
    table = text.partition("## The words")[2].partition("\n## ")[0]
    words = re.findall(r"^\| ([^|]+) \| ", table, re.MULTILINE)

    # A participation is one in the ILRS as yet.
    name = str(record_type.verbose_name).removeprefix("ILRS ")
    assert name in words


@each_document
def test_decision_is_short_and_complete(document):
    if document.parent.name != "decisions":
        return
    text = document.read_text(encoding="utf-8")

    number = int(document.name[:4])
    assert text.startswith(f"# {number}. ")
    assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == [
        "Context",
        "Decision",
        "Consequences",
    ]
    assert len(text.split()) < 300


def test_decisions_are_numbered_without_a_gap():
    names = sorted(path.name for path in (ROOT / "docs/decisions").iterdir())

    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_each_path_is_noticed():
    text = "`records/nowhere.py`, `docs/none/`, `none.py`, `/ilrs/`, `kg`, `.venv/bin/python`\n```\n`tests/x.py`\n```\n"

    paths = named_paths(text)

    assert paths == ["records/nowhere.py", "docs/none/", "none.py"]
    assert not any(exists(path, ROOT / "README.md") for path in paths)


def test_dead_links_are_noticed():
    document = Path(ROOT / "README.md")

    assert leads_somewhere(document, "docs/api.md#everything-at-once")
    assert not leads_somewhere(document, "docs/api.md#nothing-at-all")
    assert not leads_somewhere(document, "docs/nowhere.md")
