"""The plan of a load: what becomes of each record, decided and printed before anything is written."""

import pytest

from exchange.loading import forms_by_key, read_database, read_files
from exchange.models import LoadedRecord
from exchange.planning import Outcome, make_plan
from missions.models import Mission
from partners.models import Country, Institution
from payloads.models import Payload
from records.registry import record_types
from tests.factories import make_institution

pytestmark = pytest.mark.django_db
PAYLOAD = "payloads/change-4-asan.yaml"


def planned(folder, replace=False):
    """Return the plan of a load of a folder, of which nothing is applied."""
    plan = read_files(folder)
    stored = {
        record_type: forms_by_key(read_database(record_type))
        for record_type in record_types()
    }
    loaded = {(entry.kind, entry.key): entry for entry in LoadedRecord.objects.all()}
    make_plan(plan, stored, loaded, replace)
    return plan


@pytest.fixture
def every_outcome(loaded):
    """The small catalogue with a record of each outcome.

    They are made, renamed and edited in a file, edited in the database, edited in both, and deleted.
    """
    loaded.write(
        "countries.yaml",
        loaded.texts()["countries.yaml"] + "- code: SE\n  name: Sweden\n",
    )
    loaded.edit("sources.yaml", "title: Notice", "title: Another notice")
    loaded.edit(
        "spacecraft.yaml", "- slug: queqiao", "- slug: relay\n  former_slugs: queqiao"
    )
    loaded.delete("institutions/irf.yaml")
    Mission.objects.update(name="Edited")
    Payload.objects.update(acronym="ASAN-1")
    loaded.edit(PAYLOAD, "acronym: ASAN", "acronym: ASAN-2")
    return loaded


def test_plan_prints_a_line_for_each_record_that_is_not_left(every_outcome):
    plan = planned(every_outcome.folder)

    assert str(plan).splitlines() == [
        "sources notice-2017: change title",
        "countries SE: create",
        "missions change-4: keep as edited in the database",
        "spacecraft queqiao: rename to relay",
        "payloads change-4-asan: refuse, as it changed both in the files and in the database",
        "institutions irf: delete",
    ]
    assert set(plan.outcomes.values()) == set(Outcome)


def test_plan_of_a_folder_that_is_loaded_prints_nothing(loaded):
    plan = planned(loaded.folder)

    assert str(plan) == ""
    assert set(plan.outcomes.values()) == {Outcome.LEAVE}


def test_plan_in_which_the_files_win_refuses_and_keeps_nothing(every_outcome):
    plan = planned(every_outcome.folder, replace=True)

    lines = str(plan).splitlines()
    assert "missions change-4: change name" in lines
    assert "payloads change-4-asan: change acronym" in lines
    assert plan.conflicts == []


def test_plan_names_what_was_deleted_in_the_files_and_edited_in_the_database(loaded):
    Institution.objects.update(name="Edited")
    loaded.delete("institutions/irf.yaml")

    plan = planned(loaded.folder)

    assert plan.conflicts == ["institutions irf (deleted in the files)"]


def test_plan_leaves_out_what_was_made_in_the_database(loaded):
    make_institution(slug="own", publication="draft")

    assert str(planned(loaded.folder)) == ""


def test_planning_writes_nothing(every_outcome):
    planned(every_outcome.folder)

    assert not Country.objects.filter(code="SE").exists()
    assert Institution.objects.filter(slug="irf").exists()
    assert Payload.objects.get().acronym == "ASAN-1"


def test_plan_comes_true(loaded):
    loaded.write(
        "countries.yaml",
        loaded.texts()["countries.yaml"] + "- code: SE\n  name: Sweden\n",
    )
    loaded.edit("sources.yaml", "title: Notice", "title: Another notice")
    loaded.delete(PAYLOAD)
    Mission.objects.update(name="Edited")
    plan = planned(loaded.folder)

    report = loaded.load()

    assert str(report).startswith("1 created, 1 changed, 1 deleted, 6 unchanged.")
    assert report.created == len(plan.records(Outcome.CREATE))
    assert report.changed == len(plan.records(Outcome.CHANGE))
    assert report.deleted == len(plan.records(Outcome.DELETE))
    assert report.unchanged == len(plan.records(Outcome.LEAVE))
    assert report.kept == ["missions change-4"]
