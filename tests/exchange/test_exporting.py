"""What an export does with files that somebody edited: it writes over none, and merges what both sides changed."""

import pytest
from django.core.management import CommandError, call_command

from exchange import exporting, files
from exchange.loading import LoadError
from exchange.merging import merge
from missions.models import Mission
from payloads.models import Payload
from tests.factories import make_institution

pytestmark = pytest.mark.django_db
PAYLOAD = "payloads/change-4-asan.yaml"
NAME = "name: Advanced Small Analyzer for Neutrals"


@pytest.fixture
def shipped_files(loaded, settings):
    """The small catalogue, loaded from the files that the installation loads."""
    settings.FIXTURES_DIR = loaded.folder
    return loaded


def export(catalogue, *options):
    call_command("exportcatalog", catalogue.folder, *options)


def refusal(catalogue, *options):
    before = catalogue.texts()
    with pytest.raises(CommandError) as refused:
        export(catalogue, *options)
    assert catalogue.texts() == before
    return str(refused.value)


def test_a_colleagues_edit_of_a_file_is_not_written_over(shipped_files):
    Payload.objects.update(acronym="ASAN-2")
    shipped_files.edit(PAYLOAD, NAME, "name: Analyzer")

    assert refusal(shipped_files) == (
        "Nothing was written. The files of these records are not what was last loaded or exported: "
        "payloads change-4-asan (edited). Load them first, or export with --merge."
    )


def test_a_colleagues_new_file_is_not_deleted(shipped_files):
    text = shipped_files.texts()[PAYLOAD].replace("change-4-asan", "change-4-new")
    shipped_files.write("payloads/change-4-new.yaml", text)

    assert "payloads change-4-new (new)" in refusal(shipped_files)


def test_a_file_that_a_colleague_deleted_does_not_come_back(shipped_files):
    shipped_files.delete(PAYLOAD)

    assert "payloads change-4-asan (its file is gone)" in refusal(shipped_files)


def test_a_file_that_cannot_be_read_is_not_written_over(shipped_files):
    shipped_files.write(PAYLOAD, "name: [")

    assert "What is in the files must be readable first." in refusal(shipped_files)


@pytest.mark.parametrize("is_loaded_from", [True, False])
def test_what_was_exported_may_be_written_over(loaded, settings, is_loaded_from):
    if is_loaded_from:
        settings.FIXTURES_DIR = loaded.folder
    make_institution(slug="new", publication="draft")
    for acronym in ("A", "B"):
        Payload.objects.update(acronym=acronym)
        export(loaded)

    assert "acronym: B" in loaded.texts()[PAYLOAD]


def test_a_record_that_was_only_exported_elsewhere_is_none_of_the_files(
    loaded, tmp_path
):
    make_institution(slug="new", publication="draft")
    call_command("exportcatalog", tmp_path / "elsewhere")

    assert loaded.load().deleted == 0


def test_edits_of_both_sides_are_merged_and_load_as_one(shipped_files, capsys):
    Payload.objects.update(acronym="ASAN-2")
    Payload.objects.get().events.create(key="t", kind="landing", title="Landed")
    shipped_files.edit(PAYLOAD, NAME, "name: Analyzer")
    shipped_files.edit(PAYLOAD, "role: lead", "role: joint")

    export(shipped_files, "--merge")

    said = capsys.readouterr().out
    assert "Merged with edits in the files: payloads change-4-asan." in said
    text = shipped_files.texts()[PAYLOAD]
    assert "acronym: ASAN-2" in text
    assert "name: Analyzer" in text
    shipped_files.edit(PAYLOAD, "publication: published", "publication: draft")
    shipped_files.load()
    payload = Payload.objects.get()
    assert (payload.name, payload.acronym) == ("Analyzer", "ASAN-2")
    assert payload.provisions.get().role == "joint"
    assert payload.events.filter(key="t").exists()


def test_what_both_sides_changed_is_marked_and_refused_until_somebody_chose(
    shipped_files, capsys
):
    Payload.objects.update(name="From the admin")
    shipped_files.edit(PAYLOAD, NAME, "name: From the file")

    export(shipped_files, "--merge")

    assert "Both sides changed the same: payloads change-4-asan." in (
        capsys.readouterr().out
    )
    text = shipped_files.texts()[PAYLOAD]
    marks = (
        "conflicts:\n  name:\n    file: From the file\n    database: From the admin\n"
    )
    assert "name: From the file\n" in text
    assert marks in text
    with pytest.raises(LoadError, match="choose for each value under “conflicts”"):
        shipped_files.load()
    assert Payload.objects.get().name == "From the admin"

    shipped_files.edit(PAYLOAD, marks, "")
    shipped_files.load()
    assert Payload.objects.get().name == "From the file"


def test_a_row_that_one_side_deleted_and_the_other_changed_is_marked(shipped_files):
    Payload.objects.get().provisions.all().delete()
    shipped_files.edit(PAYLOAD, "role: lead", "role: joint")

    export(shipped_files, "--merge")

    assert "  conflicts:\n    database: deleted\n" in shipped_files.texts()[PAYLOAD]


def test_only_the_files_that_are_loaded_are_merged(loaded):
    assert "which is loaded, can be merged." in refusal(loaded, "--merge")


def test_an_export_that_is_killed_while_it_writes_leaves_the_files(loaded, monkeypatch):
    before = loaded.texts()
    Payload.objects.update(acronym="ASAN-2")

    def killed(content):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(files, "_as_yaml", killed)
        with pytest.raises(KeyboardInterrupt):
            export(loaded)

    assert loaded.texts() == before
    export(loaded)
    assert "acronym: ASAN-2" in loaded.texts()[PAYLOAD]


def test_an_export_that_is_killed_while_it_puts_files_in_place_is_finished(
    loaded, monkeypatch
):
    Payload.objects.update(acronym="ASAN-2")
    Mission.objects.update(objectives="To land.")

    def killed(path):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(files, "finish", killed_at_last_call(files.finish))
        with pytest.raises(KeyboardInterrupt):
            export(loaded)
    assert "acronym: ASAN-2" not in loaded.texts()[PAYLOAD]

    report = loaded.load()

    assert (report.changed, report.kept) == (0, [])
    assert "acronym: ASAN-2" in loaded.texts()[PAYLOAD]
    assert not list(loaded.folder.glob(".export*"))


def test_what_a_killed_export_wrote_is_no_edit_of_a_colleague(
    shipped_files, monkeypatch
):
    Payload.objects.update(acronym="ASAN-2")
    with monkeypatch.context() as patched:
        patched.setattr(exporting, "remember_agreement", killed)
        with pytest.raises(KeyboardInterrupt):
            export(shipped_files)
    assert "acronym: ASAN-2" in shipped_files.texts()[PAYLOAD]
    Payload.objects.update(acronym="ASAN-3")

    assert shipped_files.load().kept == ["payloads change-4-asan"]
    export(shipped_files)
    assert "acronym: ASAN-3" in shipped_files.texts()[PAYLOAD]


def test_what_a_killed_export_did_not_write_is_no_edit_either(
    shipped_files, monkeypatch
):
    Payload.objects.update(acronym="ASAN-2")
    with monkeypatch.context() as patched:
        patched.setattr(files, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            export(shipped_files)

    export(shipped_files)
    assert "acronym: ASAN-2" in shipped_files.texts()[PAYLOAD]


def killed(*args):
    raise KeyboardInterrupt


def test_an_export_that_is_killed_while_it_clears_up_is_no_hindrance(
    loaded, monkeypatch
):
    Payload.objects.update(acronym="ASAN-2")

    def killed(path, ignore_errors=False):
        if path.is_dir():
            (path / files.GONE).unlink(missing_ok=True)
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(files.shutil, "rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            export(loaded)

    assert loaded.load().unchanged == 9
    export(loaded)
    assert "acronym: ASAN-2" in loaded.texts()[PAYLOAD]
    assert not list(loaded.folder.glob(".export*"))


def killed_at_last_call(function):
    """Return a function that does what ``function`` does, and is killed once there is an export to be finished."""

    def call(directory):
        if (directory / files.COMPLETE).exists():
            raise KeyboardInterrupt
        return function(directory)

    return call


def test_what_was_exported_to_the_files_that_are_loaded_is_what_both_agree_on(
    shipped_files,
):
    Payload.objects.update(acronym="ASAN-2")
    export(shipped_files)
    shipped_files.edit(PAYLOAD, NAME, "name: Analyzer")

    report = shipped_files.load()

    assert (report.changed, report.kept) == (1, [])
    assert Payload.objects.get().name == "Analyzer"
    assert Payload.objects.get().acronym == "ASAN-2"


def test_a_dry_run_prints_the_plan_and_keeps_nothing(loaded, capsys):
    loaded.edit(PAYLOAD, NAME, "name: Analyzer")

    call_command("loadcatalog", loaded.folder, "--dry-run")

    assert capsys.readouterr().out == (
        "payloads change-4-asan: change name\n"
        f"Nothing was kept. Loading {loaded.folder} gives: 0 created, 1 changed, 0 deleted, 8 unchanged.\n"
    )
    assert Payload.objects.get().name == "Advanced Small Analyzer for Neutrals"


def test_every_fault_of_all_files_is_told_at_once(loaded):
    loaded.edit(PAYLOAD, "role: lead", "role: leader")
    loaded.edit("missions/change-4.yaml", "status: ", "status: lost-")
    loaded.edit("sources.yaml", "published: '2022'", "published: 12-30-2020")

    with pytest.raises(LoadError) as refused:
        loaded.load()

    lines = str(refused.value).splitlines()
    assert len(lines) == 3
    assert "missions/change-4.yaml: change-4.status: " in lines[0]
    assert "change-4-asan.provisions[1].role: " in lines[1]
    assert "sources.yaml: jia-2022.published: " in lines[2]


def test_every_file_that_cannot_be_read_is_told_at_once(loaded):
    loaded.write(PAYLOAD, "name: [")
    loaded.write("missions/change-4.yaml", "slug: change-4\nmass: 3\n")

    with pytest.raises(LoadError) as refused:
        loaded.load()

    lines = str(refused.value).splitlines()
    assert ["change-4.yaml" in line for line in lines].count(True) == 1
    assert ["change-4-asan.yaml" in line for line in lines].count(True) == 1


def test_a_merge_keeps_a_number_that_is_nought():
    merged = merge({"low": 1, "title": "A"}, {"low": 0, "title": "A"}, {"low": 1})

    assert merged == {"low": 0}


def test_a_conflict_shows_a_number_that_is_nought():
    assert merge({"low": 1}, {"low": 0}, {"low": 2}) == {
        "low": 0,
        "conflicts": {"low": {"file": 0, "database": 2}},
    }
