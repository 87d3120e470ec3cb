"""The commands that load the catalogue from its files and export it to them."""

import pytest
from django.core.management import CommandError, call_command

from exchange.models import LoadedRecord
from missions.models import Mission, Spacecraft
from partners.models import Country
from payloads.models import Payload
from sources.models import Source
from tests.factories import cite, make_country, make_institution
from tests.small_catalogue import Catalogue
from tests.worlds import RECORD_MODELS

pytestmark = pytest.mark.django_db
MISSION = "missions/change-4.yaml"
PAYLOAD = "payloads/change-4-asan.yaml"


def delete_everything():
    Country.objects.update(region_of=None)
    Source.objects.get(slug="jia-2022").references.all().delete()
    for model in (LoadedRecord, *reversed(RECORD_MODELS)):
        for record in model.objects.all():
            record.delete()


def test_loadcatalog_tells_what_was_loaded_and_what_was_not(catalogue, capsys):
    call_command("loadcatalog", catalogue.folder)
    assert capsys.readouterr().out == (
        f"Loaded {catalogue.folder}: 9 created, 0 changed, 0 deleted, 0 unchanged.\n"
    )

    catalogue.edit(PAYLOAD, "role: lead", "role: leader")
    with pytest.raises(
        CommandError, match=r"Nothing was loaded\. .*“leader” is not known"
    ):
        call_command("loadcatalog", catalogue.folder)


def test_loadcatalog_replaces_when_told_to(loaded):
    Payload.objects.update(name="Edited")

    call_command("loadcatalog", loaded.folder, "--replace", verbosity=0)

    assert Payload.objects.get().name == "Advanced Small Analyzer for Neutrals"


def test_an_export_writes_the_files_as_they_were_loaded(loaded, tmp_path):
    call_command("exportcatalog", tmp_path / "out", verbosity=0)

    assert Catalogue(tmp_path / "out").texts() == loaded.texts()


def test_export_load_and_export_again_give_the_same_bytes(loaded, tmp_path):
    first, second = Catalogue(tmp_path / "first"), Catalogue(tmp_path / "second")
    event = Mission.objects.get().events.create(
        key="t", kind="landing", title="12:30", description="Two\nlines: “嫦娥”"
    )
    cite(event.record, Source.objects.get(slug="jia-2022"), event=event, locator="NO")
    Country.objects.filter(code="CN").update(note="true")
    call_command("exportcatalog", first.folder, verbosity=0)
    delete_everything()

    first.load()
    call_command("exportcatalog", second.folder, verbosity=0)

    assert second.texts() == first.texts()
    assert "title: '12:30'" in second.texts()[MISSION]
    assert "note: 'true'" in second.texts()["countries.yaml"]


def test_an_export_holds_drafts_and_stands_in_the_order_of_keys(tmp_path, capsys):
    for code in ("SE", "DE"):
        make_country(code)
    make_institution(slug="b-draft", publication="draft")

    call_command("exportcatalog", tmp_path)

    written = Catalogue(tmp_path).texts()
    assert "publication: draft" in written["institutions/b-draft.yaml"]
    assert (
        written["countries.yaml"] == "- code: DE\n  name: DE\n- code: SE\n  name: SE\n"
    )
    assert capsys.readouterr().out == f"Wrote 3 records to {tmp_path}.\n"


def test_an_export_deletes_the_files_of_records_that_are_gone_and_no_others(loaded):
    before = set(loaded.texts())
    Payload.objects.get().delete()
    Spacecraft.objects.get().delete()
    loaded.write("README.md", "kept")

    call_command("exportcatalog", loaded.folder, verbosity=0)

    assert set(loaded.texts()) == before - {PAYLOAD, "spacecraft.yaml"} | {"README.md"}


def test_an_edit_goes_out_and_comes_back_as_no_change(loaded):
    Payload.objects.update(name="Edited")
    call_command("exportcatalog", loaded.folder, verbosity=0)

    report = loaded.load()

    assert (report.unchanged, report.kept) == (9, [])
    assert "name: Edited" in loaded.texts()[PAYLOAD]
