"""A record that the files give another slug: it stays the record that it was, and its history says so once."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from exchange.loading import LoadError, forms_by_key, read_database, read_files
from exchange.models import LoadedRecord
from exchange.planning import make_plan
from history.models import Change
from history.recording import record_all_changes
from history.revision import current
from missions.models import Mission
from partners.models import Institution
from payloads.models import Payload
from records.registry import record_types
from sources.models import Source
from tests.admin_forms import open_form, send
from tests.factories import make_payload
from tests.reading import get_json, read

pytestmark = pytest.mark.django_db
PAYLOAD = "payloads/change-4-asan.yaml"


def rename(catalogue, folder, slug, new_slug, former_slugs=None):
    """Give a record another slug in its file, and in every file that names it."""
    texts = catalogue.texts()
    for name, text in texts.items():
        named_anew = text.replace(f"- {slug}\n", f"- {new_slug}\n")
        for field in ("institution", "mission", "operator", "source"):
            named_anew = named_anew.replace(
                f"{field}: {slug}\n", f"{field}: {new_slug}\n"
            )
        catalogue.write(name, named_anew)
    catalogue.edit(
        f"{folder}/{slug}.yaml",
        f"slug: {slug}\n",
        f"slug: {new_slug}\nformer_slugs: {former_slugs or slug}\n",
    )
    renamed = catalogue.texts()[f"{folder}/{slug}.yaml"]
    catalogue.delete(f"{folder}/{slug}.yaml")
    catalogue.write(f"{folder}/{new_slug}.yaml", renamed)


def rename_payload(catalogue, **values):
    rename(catalogue, "payloads", "change-4-asan", "asan", **values)


def planned(catalogue):
    """Return the printed plan of a load of which nothing is applied."""
    plan = read_files(catalogue.folder)
    stored = {
        record_type: forms_by_key(read_database(record_type))
        for record_type in record_types()
    }
    loaded = {(entry.kind, entry.key): entry for entry in LoadedRecord.objects.all()}
    make_plan(plan, stored, loaded, replace=False)
    return str(plan)


def test_a_renamed_record_stays_the_record_that_it_was(loaded):
    payload = Payload.objects.get()
    rename_payload(loaded)

    plan = planned(loaded)
    report = loaded.load()

    assert plan == "payloads change-4-asan: rename to asan"
    assert str(report) == (
        "0 created, 0 changed, 0 deleted, 8 unchanged. Renamed: payloads change-4-asan to asan."
    )
    renamed = Payload.objects.get()
    assert (renamed.pk, renamed.slug) == (payload.pk, "asan")
    assert renamed.former_slugs == "change-4-asan"
    assert [citation.locator for citation in renamed.citations.filter(field="")]
    assert str(loaded.load()) == "0 created, 0 changed, 0 deleted, 9 unchanged."


def test_a_renaming_is_one_change_and_the_history_goes_on(loaded, client):
    Payload.objects.update(acronym="ASAN-1")
    record_all_changes()
    Payload.objects.update(acronym="ASAN")
    record_all_changes()
    cited = current().number
    rename_payload(loaded)

    loaded.load(why="A shorter address.")

    (change,) = Change.objects.filter(revision__gt=cited)
    assert (change.kind, change.record, change.why) == (
        "renaming",
        "payload:asan",
        "A shorter address.",
    )
    assert (change.before["slug"], change.after["slug"]) == ("change-4-asan", "asan")
    for record in ("payload:asan", "payload:change-4-asan"):
        history = get_json(client, "/api/v1/changes/", record=record)["results"]
        assert [entry["kind"] for entry in history] == [
            "creation",
            "correction",
            "correction",
            "renaming",
        ]
    page = read(client, "/changes/", record="payload:asan")
    assert "renamed" in page.text
    assert record_all_changes() == 0


def test_the_former_address_and_what_was_cited_lead_on(loaded, client):
    cited = current().number
    rename_payload(loaded)
    loaded.load()

    moved = client.get("/payloads/change-4-asan/", {"revision": cited})
    page = read(client, "/payloads/asan/", revision=str(cited))

    assert (moved.status_code, moved["Location"]) == (
        301,
        f"/payloads/asan/?revision={cited}",
    )
    assert "Slug: change-4-asan is now asan" in page.text
    assert "Name:" not in page.parts["content"].split("Its changes since")[0]


def test_the_log_of_the_admin_stays_with_a_renamed_record(loaded, admin_user):
    payload = Payload.objects.get()
    LogEntry.objects.create(
        user=admin_user,
        content_type=ContentType.objects.get_for_model(Payload),
        object_id=payload.pk,
        action_flag=CHANGE,
    )
    rename_payload(loaded)
    loaded.load()

    (entry,) = LogEntry.objects.all()
    assert entry.get_edited_object().slug == "asan"


@pytest.mark.parametrize(
    ("folder", "slug", "model"),
    [("institutions", "irf", Institution), ("missions", "change-4", Mission)],
)
def test_what_names_a_renamed_record_is_not_changed_by_it(
    loaded, client, folder, slug, model
):
    primary_key = model.objects.get(slug=slug).pk
    cited = current().number
    rename(loaded, folder, slug, "renamed")

    report = loaded.load()

    assert (
        str(report)
        == f"0 created, 0 changed, 0 deleted, 8 unchanged. Renamed: {folder} {slug} to renamed."
    )
    assert model.objects.get(slug="renamed").pk == primary_key
    assert [change.kind for change in Change.objects.filter(revision__gt=cited)] == [
        "renaming"
    ]
    assert str(loaded.load()) == "0 created, 0 changed, 0 deleted, 9 unchanged."
    about = get_json(client, "/api/v1/changes/", **{folder[:-1]: "renamed"})["results"]
    assert "payload:change-4-asan" in [
        f"{change['record_type']}:{change['record_key']}" for change in about
    ]


def test_an_edit_beside_a_renaming_elsewhere_is_kept(loaded):
    Payload.objects.update(acronym="ASAN-1")
    rename(loaded, "institutions", "irf", "renamed")

    reports = [loaded.load(), loaded.load()]

    for report in reports:
        assert report.kept == ["payloads change-4-asan"]
    assert Payload.objects.get().acronym == "ASAN-1"


def test_a_record_renamed_in_the_files_and_edited_in_the_database_is_refused(loaded):
    Payload.objects.update(acronym="ASAN-1")
    rename_payload(loaded)

    with pytest.raises(LoadError, match="payloads asan"):
        loaded.load()

    report = loaded.load(replace=True)
    assert report.renamed == ["payloads change-4-asan to asan"]
    assert Payload.objects.get().acronym == "ASAN"


def test_a_renaming_with_another_change_is_one_change(loaded):
    cited = current().number
    rename_payload(loaded)
    loaded.edit("payloads/asan.yaml", "acronym: ASAN", "acronym: A")

    loaded.load()

    (change,) = Change.objects.filter(revision__gt=cited)
    assert (change.kind, change.after["acronym"]) == ("renaming", "A")


def test_a_record_renamed_twice_keeps_its_history(loaded, client):
    cited = current().number
    rename_payload(loaded)
    loaded.load()
    rename(loaded, "payloads", "asan", "analyzer", former_slugs="change-4-asan asan")
    loaded.edit("payloads/analyzer.yaml", "former_slugs: change-4-asan\n", "")
    loaded.load()

    kinds = [change.kind for change in Change.objects.filter(revision__gt=cited)]
    assert kinds == ["renaming", "renaming"]
    assert {
        change.record for change in Change.objects.filter(record_type="payload")
    } == {"payload:analyzer"}
    for slug in ("analyzer", "asan", "change-4-asan"):
        history = get_json(client, "/api/v1/changes/", record=f"payload:{slug}")
        assert history["count"] == 3


def test_a_source_merged_into_another_leaves_its_address_to_it(loaded):
    copy = loaded.texts()["sources.yaml"].split("- slug: ")[2]
    copy = copy.replace("notice-2017", "notice-copy")
    sources = loaded.texts()["sources.yaml"]
    loaded.write("sources.yaml", f"{sources}- slug: {copy}")
    loaded.edit("institutions/irf.yaml", "source: jia-2022", "source: notice-copy")
    loaded.load()

    kept = "- slug: notice-2017\n"
    merged = sources.replace(kept, f"{kept}  former_slugs: notice-copy\n")
    loaded.write("sources.yaml", merged)
    loaded.edit("institutions/irf.yaml", "source: notice-copy", "source: notice-2017")
    report = loaded.load()

    assert (report.changed, report.deleted) == (2, 1)
    assert Source.objects.by_any_slug("notice-copy").slug == "notice-2017"
    assert Institution.objects.get().citations.get().source.slug == "notice-2017"


def test_a_former_slug_that_the_files_still_hold_is_not_taken_over(loaded):
    text = loaded.texts()[PAYLOAD]
    loaded.write(
        "payloads/asan-2.yaml",
        text.replace(
            "slug: change-4-asan\n", "slug: asan-2\nformer_slugs: change-4-asan\n"
        ),
    )

    with pytest.raises(LoadError, match="“change-4-asan” is an address of"):
        loaded.load()


def test_a_deletion_beside_a_new_record_is_no_renaming(loaded):
    text = loaded.texts()[PAYLOAD]
    loaded.delete(PAYLOAD)
    loaded.write(
        "payloads/asan-2.yaml", text.replace("slug: change-4-asan", "slug: asan-2")
    )

    report = loaded.load()

    assert (report.created, report.deleted, report.renamed) == (1, 1, [])
    kinds = Change.objects.values_list("record_key", "kind")[:2]
    assert set(kinds) == {("asan-2", "creation"), ("change-4-asan", "deletion")}


def test_a_slug_changed_in_the_admin_is_a_renaming_too(loaded, admin_client):
    payload = Payload.objects.get()
    cited = current().number

    send(admin_client, payload, open_form(admin_client, payload) | {"slug": "asan"})

    (change,) = Change.objects.filter(revision__gt=cited)
    assert (change.kind, change.record) == ("renaming", "payload:asan")
    assert Payload.objects.get().former_slugs == "change-4-asan"


def test_a_deletion_after_a_renaming_is_one_deletion(loaded):
    rename_payload(loaded)
    loaded.load()
    cited = current().number
    loaded.delete("payloads/asan.yaml")

    loaded.load()

    (change,) = Change.objects.filter(revision__gt=cited)
    assert (change.kind, change.record) == ("deletion", "payload:asan")


def test_a_slug_that_another_record_takes_over_begins_a_history(loaded):
    rename_payload(loaded)
    loaded.load()
    cited = current().number
    make_payload(slug="change-4-asan")
    record_all_changes()

    created = Change.objects.get(revision__gt=cited, record_type="payload")

    assert (created.kind, created.record) == ("creation", "payload:change-4-asan")
