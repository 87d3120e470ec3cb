"""The history: what is recorded of a load, a form and other writes, and how it is read."""

import io
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from history.models import Change
from history.recording import is_public, record_all_changes, stored_forms
from missions.models import Mission
from payloads.models import Payload
from sources.models import Source
from tests.admin_forms import add_row, address, choose, log_in, open_form, send
from tests.factories import cite, make_mission, make_source
from tests.reading import get_json, listed, read, refusal
from tests.small_catalogue import SMALL
from tests.worlds import RECORD_MODELS

pytestmark = pytest.mark.django_db
PAYLOAD = "payloads/change-4-asan.yaml"
ATOM = "{http://www.w3.org/2005/Atom}"


def public_forms():
    """Return the canonical forms of all that is loaded, as a package has them."""
    return {
        (model._meta.model_name, key): form
        for model in RECORD_MODELS
        for key, form in stored_forms(model.record_type).items()
        if is_public(model.record_type, form)
    }


def changes_since(client, revision):
    return get_json(client, "/api/v1/changes/", since=str(revision), page_size="500")[
        "results"
    ]


def last_revision():
    return Change.objects.first().revision


def edit_name(name="Renamed", slug="change-4-asan"):
    Payload.objects.filter(slug=slug).update(name=name)


def test_a_load_records_a_creation_of_each_public_record(loaded):
    changes = Change.objects.all()

    assert {change.kind for change in changes} == {"creation"}
    assert {(change.record_type, change.record_key) for change in changes} == set(
        public_forms()
    )
    assert changes.get(record_key="NO").after["name"] == "Norway"
    assert {change.before for change in changes} == {None}


def test_a_load_that_changes_nothing_records_nothing(loaded):
    before = Change.objects.count()

    loaded.load()

    assert Change.objects.count() == before


def test_a_load_records_what_it_changes_with_its_reason(loaded):
    loaded.edit("countries.yaml", "name: Norway", "name: Kingdom of Norway")

    loaded.load(why="The official name.")

    change = Change.objects.first()
    assert (change.record, change.kind, change.why) == (
        "country:NO",
        "correction",
        "The official name.",
    )
    assert (change.before["name"], change.after["name"]) == (
        "Norway",
        "Kingdom of Norway",
    )


def test_a_load_records_the_record_that_it_deletes(loaded):
    loaded.write(
        "countries.yaml",
        loaded.texts()["countries.yaml"] + "- code: SE\n  name: Sweden\n",
    )
    loaded.load()
    loaded.write(
        "countries.yaml",
        loaded.texts()["countries.yaml"].replace("- code: SE\n  name: Sweden\n", ""),
    )

    loaded.load()

    change = Change.objects.first()
    assert (change.record, change.record_name, change.kind, change.after) == (
        "country:SE",
        "Sweden",
        "deletion",
        None,
    )


def test_a_draft_has_no_history_until_it_is_published(client):
    mission = make_mission(slug="secret", name="Secret", publication="draft")
    record_all_changes()
    assert not Change.objects.exists()

    Mission.objects.filter(pk=mission.pk).update(publication="published")
    record_all_changes()
    Mission.objects.filter(pk=mission.pk).update(
        publication="withdrawn", name="More secret"
    )
    record_all_changes()

    assert [(change.kind, change.record_name) for change in Change.objects.all()] == [
        ("deletion", "Secret"),
        ("creation", "Secret"),
    ]
    assert "More secret" not in read(client, "/changes/").text


def test_other_writes_are_recorded_by_the_command(loaded, capsys):
    edit_name()

    call_command("recordchanges", why="By hand.")
    call_command("recordchanges")

    assert capsys.readouterr().out == "1 changes recorded.\n0 changes recorded.\n"
    assert (Change.objects.first().record, Change.objects.first().why) == (
        "payload:change-4-asan",
        "By hand.",
    )


def test_the_kind_is_told_by_what_differs(loaded):
    payload = Payload.objects.get()
    cite(payload, make_source(), locator="p. 9")
    record_all_changes()
    assert (
        Change.objects.get(record_type="payload", before__isnull=False).kind
        == "new-evidence"
    )

    payload.events.create(key="on", kind="operation", title="Switched on")
    record_all_changes()
    assert Change.objects.first().kind == "new-event"

    edit_name()
    record_all_changes()
    assert Change.objects.first().kind == "correction"


def test_replaying_all_changes_onto_an_old_export_gives_the_new_one(loaded, client):
    old, revision = public_forms(), last_revision()
    edit_name()
    make_source(slug="new", title="New")
    record_all_changes()
    Payload.objects.all().delete()
    Source.objects.filter(slug="new").update(title="Newer")
    record_all_changes()

    for change in changes_since(client, revision):
        identity = change["record_type"], change["record_key"]
        assert old.get(identity) == change["before"]
        old[identity] = change["after"]

    assert {
        identity: form for identity, form in old.items() if form is not None
    } == public_forms()


def test_changes_are_told_in_the_order_in_which_they_happened(loaded, client):
    revision = last_revision()
    for name in ("One", "Two", "Three"):
        edit_name(name)
        record_all_changes()

    found = changes_since(client, revision)

    assert [change["after"]["name"] for change in found] == ["One", "Two", "Three"]
    assert [change["revision"] for change in found] == sorted(
        {change["revision"] for change in found}
    )
    assert found[0]["url"] == "http://testserver/api/v1/payloads/change-4-asan/"
    assert changes_since(client, found[-1]["revision"]) == []


def test_the_api_does_not_name_the_curator(loaded, client):
    Change.objects.update(by="curator-of-the-day")

    assert "curator-of-the-day" not in client.get("/api/v1/changes/").content.decode()
    assert "curator-of-the-day" not in client.get("/changes/").content.decode()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"since": "yesterday"}, "since"),
        ({"since": "-1"}, "since"),
        ({"sinse": "3"}, "Did you mean since?"),
        ({"record": "payload:change-9"}, "nothing is recorded of it"),
        ({"kind": "corection"}, "Did you mean correction?"),
    ],
)
def test_a_wrong_parameter_is_refused(loaded, client, query, told):
    assert told in refusal(client, "/api/v1/changes/", **query)["detail"]
    assert client.get("/changes/", query).status_code == 400


def test_the_page_tells_in_words_what_differs(loaded, client):
    edit_name("Small Analyser")
    Payload.objects.get().specifications.update(as_printed="650 g")
    record_all_changes(why="Read anew.")

    page = read(client, "/changes/", record="payload:change-4-asan")

    assert (
        "Name: Advanced Small Analyzer for Neutrals is now Small Analyser" in page.text
    )
    assert "Specification mass, as printed: about 0.65 kg is now 650 g" in page.text
    assert "Read anew." in page.text
    assert "Norway: new record" not in page.text


@pytest.mark.parametrize(
    "query", [{"mission": "change-4"}, {"country": "NO"}, {"institution": "irf"}]
)
def test_changes_are_found_by_mission_country_and_institution(loaded, client, query):
    revision = last_revision()
    edit_name()
    make_source(title="Of another matter")
    record_all_changes()

    found = get_json(client, "/api/v1/changes/", since=str(revision), **query)[
        "results"
    ]

    assert [change["record_key"] for change in found] == ["change-4-asan"]


def test_changes_are_found_and_counted_by_type_and_day(loaded, client):
    revision = last_revision()
    edit_name()
    make_source(title="Of another matter")
    record_all_changes()
    today, tomorrow = (
        str(timezone.now().date() + timedelta(days=days)) for days in (0, 1)
    )

    def found(**query):
        return sorted(
            change["kind"]
            for change in get_json(client, "/api/v1/changes/", since=revision, **query)[
                "results"
            ]
        )

    assert found(record_type="payload") == ["correction"]
    assert found(recorded_after=today, recorded_before=today) == [
        "correction",
        "creation",
    ]
    assert found(recorded_after=tomorrow) == found(recorded_before="2026-01-01") == []
    facets = get_json(
        client, "/api/v1/changes/", since=revision, facets="kind,record_type"
    )["facets"]
    assert [(entry["value"], entry["count"]) for entry in facets["kind"]][:2] == [
        ("correction", 1),
        ("creation", 1),
    ]
    assert [(entry["value"], entry["count"]) for entry in facets["record_type"]][
        :2
    ] == [("payload", 1), ("source", 1)]


def test_the_feed_gives_the_last_changes_under_the_same_filters(loaded, client):
    edit_name()
    record_all_changes(why="Read anew.")

    response = client.get(
        "/changes/feed/", {"mission": "change-4", "kind": "correction"}
    )

    assert response["Content-Type"].startswith("application/atom+xml")
    entries = ET.fromstring(response.content).findall(f"{ATOM}entry")  # noqa: S314 - our own feed
    assert [entry.find(f"{ATOM}title").text for entry in entries] == [
        "Renamed: correction"
    ]
    assert "Read anew." in entries[0].find(f"{ATOM}summary").text
    assert client.get("/changes/feed/", {"mision": "change-4"}).status_code == 400


@pytest.fixture
def curator(client):
    return log_in(client, is_superuser=True)


def test_a_form_records_the_change_with_its_kind_reason_and_curator(loaded, curator):
    source = Source.objects.get(slug="notice-2017")
    data = open_form(curator, source)

    send(
        curator,
        source,
        data
        | {
            "title": "Notice of 2017",
            "change_kind": "wording",
            "change_reason": "Clearer.",
        },
    )

    change = Change.objects.first()
    assert (change.record, change.kind, change.why, change.by) == (
        "source:notice-2017",
        "wording",
        "Clearer.",
        "curator",
    )
    assert change.after["title"] == "Notice of 2017"


def test_a_form_that_changes_nothing_records_nothing(loaded, curator):
    before = Change.objects.count()
    source = Source.objects.get(slug="notice-2017")

    send(curator, source, open_form(curator, source))

    assert Change.objects.count() == before


def test_a_new_address_is_one_change(loaded, curator):
    source = Source.objects.get(slug="notice-2017")
    revision = last_revision()

    send(curator, source, open_form(curator, source) | {"slug": "notice"})

    changed = {
        change.record: change.kind
        for change in Change.objects.filter(revision__gt=revision)
    }
    assert changed == {"source:notice": "renaming"}


def test_rows_added_in_a_form_are_in_the_history(loaded, curator):
    source = Source.objects.get(slug="notice-2017")
    data = open_form(curator, source)
    add_row(data, "authors", literal="CNSA")

    send(curator, source, data)

    assert Change.objects.first().after["authors"] == [{"literal": "CNSA"}]


@pytest.mark.parametrize("from_list", [False, True])
def test_a_deletion_in_the_admin_is_recorded(loaded, curator, from_list):
    source = make_source(slug="unused", title="Unused")
    record_all_changes()

    confirmed = {
        "post": "yes",
        "action": "delete_selected",
        "_selected_action": [source.pk],
    }
    curator.post(address(source, "changelist" if from_list else "delete"), confirmed)

    assert (Change.objects.first().record, Change.objects.first().kind) == (
        "source:unused",
        "deletion",
    )


def test_withdrawing_by_an_action_is_recorded(loaded, curator):
    payload = Payload.objects.get()

    choose(curator, "withdraw", payload)

    assert (Change.objects.first().record, Change.objects.first().kind) == (
        "payload:change-4-asan",
        "deletion",
    )
    assert listed(curator, "/api/v1/payloads/") == []


@pytest.mark.parametrize(
    ("command", "nothing"),
    [
        (["recordchanges"], "Nothing was recorded."),
        (["loadcatalog", str(SMALL)], "Nothing was loaded."),
    ],
)
def test_a_change_of_a_type_that_is_gone_is_told_in_a_sentence(command, nothing):
    make_mission()
    record_all_changes()
    Change.objects.update(record_type="station")

    with pytest.raises(CommandError) as refused:
        call_command(*command, stdout=io.StringIO())

    assert str(refused.value) == (
        f"{nothing} The history has changes of the type “station”, which is not declared. "
        "Declare the type, or delete its changes from the history by a migration."
    )
