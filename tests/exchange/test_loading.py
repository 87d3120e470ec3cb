"""Loading the small catalogue: what is applied, kept, refused and deleted."""

import datetime
from decimal import Decimal

import pytest

from exchange.loading import LoadError
from exchange.models import LoadedRecord
from missions.models import Mission, Spacecraft
from partners.models import Country, IlrsParticipation, Institution
from payloads.models import DataSet, Payload
from sources.models import Source
from tests.factories import make_institution, make_payload
from tests.worlds import RECORD_MODELS

pytestmark = pytest.mark.django_db
PAYLOAD = "payloads/change-4-asan.yaml"


def rename_in_database(name):
    payload = Payload.objects.get()
    payload.name = name
    payload.save()


def test_a_load_creates_every_record_with_its_rows(catalogue):
    report = catalogue.load()

    payload = Payload.objects.get(slug="change-4-asan")
    assert str(report) == "9 created, 0 changed, 0 deleted, 0 unchanged."
    assert (payload.mission.slug, payload.status_date_latest) == (
        "change-4",
        datetime.date(2022, 12, 31),
    )
    assert [
        provision.institution.country.code for provision in payload.provisions.all()
    ] == ["NO"]
    assert [(row.low, row.high, row.unit) for row in payload.specifications.all()] == [
        (Decimal("0.65"), Decimal("0.65"), "kg")
    ]
    assert payload.specifications.get().citations.get().locator == "table 1"
    assert payload.citations.filter(provision__key="irf").count() == 1


def test_a_load_resolves_references_within_a_type_and_to_several_records(loaded):
    assert Country.objects.get(code="HK").region_of.code == "CN"
    assert (
        Source.objects.get(slug="jia-2022").references.get().cited.slug == "notice-2017"
    )
    assert [mission.slug for mission in Spacecraft.objects.get().serves.all()] == [
        "change-4"
    ]


def test_a_load_makes_records_searchable_by_all_their_names(loaded):
    assert [payload.slug for payload in Payload.objects.matching("中性原子")] == [
        "change-4-asan"
    ]
    assert [source.slug for source in Source.objects.matching("yingzhuo jia")] == [
        "jia-2022"
    ]


def test_plain_scalars_stay_text(catalogue):
    catalogue.edit("countries.yaml", "'NO'", "NO")
    catalogue.edit("institutions/irf.yaml", "'NO'", "NO")
    catalogue.edit("institutions/irf.yaml", "'12:30'", "12:30")

    catalogue.load()

    institution = Institution.objects.get()
    assert institution.country.code == "NO"
    assert institution.citations.get().locator == "12:30"


def test_loading_twice_changes_nothing(loaded):
    rows = list(
        Payload.objects.values_list("pk", "specifications", "provisions", "citations")
    )

    report = loaded.load()

    assert str(report) == "0 created, 0 changed, 0 deleted, 9 unchanged."
    assert (
        list(
            Payload.objects.values_list(
                "pk", "specifications", "provisions", "citations"
            )
        )
        == rows
    )


@pytest.mark.parametrize("replace", [False, True])
def test_rows_without_a_key_are_named_once_and_stay_unchanged(catalogue, replace):
    catalogue.edit(PAYLOAD, "- key: mass\n  quantity", "- quantity")

    catalogue.load()
    report = catalogue.load(replace=replace)

    assert (report.unchanged, report.changed, report.kept) == (9, 0, [])
    assert Payload.objects.get().specifications.get().key == "mass"


def test_a_quantity_that_is_no_term_is_refused(catalogue):
    catalogue.edit(PAYLOAD, "quantity: mass", "quantity: Mass")

    with pytest.raises(LoadError, match=r"quantity.*Mass"):
        catalogue.load()

    assert not Payload.objects.exists()


@pytest.mark.parametrize(
    ("file", "text", "refusal"),
    [
        (
            "sources.yaml",
            ("title: Notice", 'title: "Notice\\u202E"'),
            r"sources.yaml: notice-2017\.title: This holds U\+202E \(right-to-left override\), an invisible character",
        ),
        (
            "sources.yaml",
            ("family: Jia", 'family: "\\u2066Jia"'),
            r"sources.yaml: jia-2022\.authors\[1\]\.family: This holds U\+2066 \(left-to-right isolate\)",
        ),
        (
            "countries.yaml",
            ("name: China", 'name: "China\\u200F"'),
            r"countries.yaml: CN\.name: This holds U\+200F \(right-to-left mark\)",
        ),
    ],
)
def test_a_name_with_a_control_of_text_direction_is_refused(
    catalogue, file, text, refusal
):
    catalogue.edit(file, *text)

    with pytest.raises(LoadError, match=refusal):
        catalogue.load()

    assert not Source.objects.exists()


def test_a_load_is_all_or_nothing(catalogue):
    catalogue.edit(PAYLOAD, "institution: irf", "institution: irv")

    with pytest.raises(LoadError):
        catalogue.load()

    assert not any(model.objects.exists() for model in (*RECORD_MODELS, LoadedRecord))


def test_a_failed_load_leaves_an_installed_catalogue_as_it_was(loaded):
    loaded.edit("sources.yaml", "title: Notice", "title: Another notice")
    loaded.edit("missions/change-4.yaml", "kind: landing", "kind: landing-site")

    with pytest.raises(LoadError):
        loaded.load()

    assert Source.objects.get(slug="notice-2017").title == "Notice"
    assert Mission.objects.get().sites.count() == 1


def test_what_changed_only_in_the_file_is_applied(loaded):
    loaded.edit(PAYLOAD, "name: Advanced Small Analyzer", "name: Small Analyser")
    loaded.edit(PAYLOAD, "about 0.65 kg", "about 650 g")
    loaded.edit(PAYLOAD, "acronym: ASAN\n", "")

    report = loaded.load()

    payload = Payload.objects.get()
    assert str(report) == "0 created, 1 changed, 0 deleted, 8 unchanged."
    assert (payload.name, payload.acronym) == ("Small Analyser for Neutrals", "")
    assert [row.as_printed for row in payload.specifications.all()] == ["about 650 g"]
    assert Payload.objects.matching("small analyser").exists()
    assert not Payload.objects.matching("advanced").exists()


def test_a_reference_is_taken_back_by_the_file(loaded):
    loaded.edit("countries.yaml", "  region_of: CN\n", "")
    loaded.edit("spacecraft.yaml", "  serves:\n  - change-4\n", "")

    report = loaded.load()

    assert report.changed == 2
    assert Country.objects.get(code="HK").region_of is None
    assert not Spacecraft.objects.get().serves.exists()


def test_what_changed_only_in_the_database_is_kept(loaded):
    rename_in_database("Edited")
    Mission.objects.get().events.create(key="landing", kind="landing", title="Landed")

    for _ in range(2):
        report = loaded.load()

        assert str(report) == (
            "0 created, 0 changed, 0 deleted, 7 unchanged. "
            "Kept as edited in the database: missions change-4, payloads change-4-asan."
        )
        assert Payload.objects.get().name == "Edited"
        assert Mission.objects.get().events.count() == 1


def test_what_changed_in_both_is_refused_by_name(loaded):
    rename_in_database("Edited in the database")
    loaded.edit(PAYLOAD, "acronym: ASAN", "acronym: ASAN-2")
    loaded.edit("sources.yaml", "title: Notice", "title: Another notice")

    with pytest.raises(
        LoadError,
        match=r"changed both in the files and .* last load: payloads change-4-asan\. ",
    ):
        loaded.load()

    assert Payload.objects.get().acronym == "ASAN"
    assert Source.objects.get(slug="notice-2017").title == "Notice"


@pytest.mark.parametrize("acronym", ["ASAN", "ASAN-2"])
def test_replace_lets_the_file_win(loaded, acronym):
    rename_in_database("Edited in the database")
    loaded.edit(PAYLOAD, "acronym: ASAN", f"acronym: {acronym}")

    report = loaded.load(replace=True)

    payload = Payload.objects.get()
    assert (payload.name, payload.acronym) == (
        "Advanced Small Analyzer for Neutrals",
        acronym,
    )
    assert (report.changed, report.unchanged) == (1, 8)
    assert loaded.load().unchanged == 9


def test_the_same_change_in_both_is_no_conflict_and_is_remembered(loaded):
    rename_in_database("Same")
    loaded.edit(PAYLOAD, "name: Advanced Small Analyzer for Neutrals", "name: Same")
    assert loaded.load().unchanged == 9

    loaded.edit(PAYLOAD, "name: Same", "name: Next")

    assert loaded.load().changed == 1
    assert Payload.objects.get().name == "Next"


def test_a_record_made_in_the_database_is_left_alone(loaded):
    make_institution(slug="own", name="Made by a curator", publication="draft")

    report = loaded.load()

    assert report.deleted == 0
    assert Institution.objects.filter(slug="own").exists()


def test_a_record_made_on_both_sides_is_refused(loaded):
    make_institution(slug="own", name="Made by a curator")
    loaded.write(
        "institutions/own.yaml", "slug: own\nname: Of the files\nkind: institute\n"
    )

    with pytest.raises(LoadError, match="institutions own"):
        loaded.load()

    assert Institution.objects.get(slug="own").name == "Made by a curator"


def test_a_record_that_the_files_no_longer_hold_is_deleted(loaded):
    loaded.delete(PAYLOAD)
    loaded.delete("institutions/irf.yaml")

    report = loaded.load()

    assert (report.deleted, report.unchanged) == (2, 7)
    assert not Payload.objects.exists()
    assert not Institution.objects.exists()
    assert LoadedRecord.objects.count() == 7


def test_records_of_one_type_that_refer_to_each_other_are_deleted_together(loaded):
    for name in loaded.texts():
        loaded.delete(name)
    loaded.write("countries.yaml", "- code: 'NO'\n  name: Norway\n")

    report = loaded.load()

    assert (report.deleted, report.unchanged) == (8, 1)
    assert [country.code for country in Country.objects.all()] == ["NO"]
    assert not Source.objects.exists()


def test_a_record_still_referred_to_is_not_deleted(loaded):
    make_payload(
        name="Made by a curator",
        providers=[Institution.objects.get()],
        publication="draft",
    )
    loaded.delete(PAYLOAD)
    loaded.delete("institutions/irf.yaml")

    with pytest.raises(
        LoadError, match=r"institutions irf is still referred to by Made by a curator\."
    ):
        loaded.load()

    assert Payload.objects.count() == 2


def test_a_deletion_of_a_record_edited_in_the_database_is_refused(loaded):
    rename_in_database("Edited")
    loaded.delete(PAYLOAD)

    with pytest.raises(
        LoadError, match=r"payloads change-4-asan \(deleted in the files\)"
    ):
        loaded.load()
    assert Payload.objects.exists()

    assert loaded.load(replace=True).deleted == 1
    assert not Payload.objects.exists()


def test_a_record_deleted_in_the_database_stays_deleted(loaded):
    Payload.objects.get().delete()

    for _ in range(2):
        report = loaded.load()

        assert (report.created, report.kept) == (0, ["payloads change-4-asan"])
        assert not Payload.objects.exists()


def test_a_record_deleted_in_the_database_and_changed_in_the_file_is_refused(loaded):
    Payload.objects.get().delete()
    loaded.edit(PAYLOAD, "acronym: ASAN", "acronym: ASAN-2")

    with pytest.raises(LoadError, match="payloads change-4-asan"):
        loaded.load()

    assert loaded.load(replace=True).created == 1
    assert Payload.objects.get().acronym == "ASAN-2"


def test_records_that_refer_to_each_other_by_rows_are_deleted_together(catalogue):
    catalogue.write(
        "payloads/camera.yaml",
        "slug: camera\nname: Camera\nmission: change-4\nkind: camera\nstatus: operating\nstatus_date: '2022'\n"
        "results: [{key: frame, title: A frame, data_set: frames}]\n",
    )
    catalogue.write(
        "data-sets/frames.yaml",
        "slug: frames\ntitle: Frames\naccess: handed-over\nsubjects: [{payload: camera}]\n",
    )
    catalogue.load()
    catalogue.delete("payloads/camera.yaml")
    catalogue.delete("data-sets/frames.yaml")

    report = catalogue.load()

    assert report.deleted == 2
    assert not DataSet.objects.exists()


def test_a_record_made_anew_after_its_deletion_on_both_sides_is_the_curators_own(
    loaded,
):
    Payload.objects.get().delete()
    loaded.delete(PAYLOAD)
    loaded.load()

    make_payload(slug="change-4-asan", name="Made anew", mission=Mission.objects.get())

    assert loaded.load().deleted == 0
    assert Payload.objects.get().name == "Made anew"


def test_a_kept_record_does_not_stand_in_for_another_of_the_same_slug(loaded):
    loaded.write("institutions/change-4.yaml", loaded.texts()["institutions/irf.yaml"])
    loaded.edit("institutions/change-4.yaml", "slug: irf", "slug: change-4")
    loaded.load()
    Mission.objects.update(objectives="Edited")
    loaded.edit("institutions/change-4.yaml", "kind: institute", "kind: agency")
    assert loaded.load().kept == ["missions change-4"]

    loaded.edit("institutions/change-4.yaml", "kind: agency", "kind: ministry")

    assert loaded.load().changed == 1
    assert Institution.objects.get(slug="change-4").kind == "ministry"


def participation(slug, country):
    party = (
        f"- slug: {slug}\n  programme: ilrs\n  level: national\n  country: {country}\n"
    )
    return f"{party}  steps:\n  - kind: signed\n    date: '2024-04-05'\n"


def test_a_record_may_be_given_another_slug_in_the_files(loaded):
    loaded.write(
        "programmes.yaml",
        "- slug: ilrs\n  name: International Lunar Research Station\n",
    )
    loaded.write("ilrs-participations.yaml", participation("norway", "NO"))
    loaded.load()

    loaded.write("ilrs-participations.yaml", participation("kingdom-of-norway", "NO"))

    report = loaded.load()
    assert (report.created, report.deleted) == (1, 1)
    assert [found.slug for found in IlrsParticipation.objects.all()] == [
        "kingdom-of-norway"
    ]


def test_a_host_of_another_mission_that_serves_it_is_loaded_at_once(catalogue):
    catalogue.write(
        "missions/change-8.yaml", "slug: change-8\nname: Chang'e-8\nstatus: planned\n"
    )
    catalogue.edit("spacecraft.yaml", "  - change-4", "  - change-8")
    text = "slug: array\nname: Array\nmission: change-8\nhost: queqiao\nkind: camera\nstatus: selected\n"
    catalogue.write("payloads/array.yaml", text + "status_date: '2025'\n")

    catalogue.load()

    assert Payload.objects.get(slug="array").host.slug == "queqiao"
