"""What a record page tells of what changed since the revision that a citation names."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from history.models import Change, Revision
from history.recording import record_all_changes
from history.revision import current
from payloads.models import Payload
from sources.models import Source
from tests.factories import cite, make_payload, make_source
from tests.reading import Page, read

pytestmark = pytest.mark.django_db
ASAN = "/payloads/change-4-asan/"


def told_since(client, address, revision):
    return read(client, address, revision=str(revision)).text


def today():
    return f"{timezone.now():%-d %B %Y}"


def test_a_change_of_a_record_that_the_page_does_not_show_leaves_it_unchanged(
    loaded, client
):
    cited = current().number
    make_payload()
    Source.objects.filter(slug="notice-2017").update(title="Another")
    record_all_changes()

    assert f"Unchanged since revision {cited} of" in told_since(client, ASAN, cited)


def test_the_differences_stand_field_by_field_in_the_words_of_the_pages(loaded, client):
    cited = current().number
    payload = Payload.objects.get()
    Payload.objects.update(name="Small Analyser", status="ended", status_date="2022~")
    payload.specifications.update(as_printed="650 g", rank="alternative")
    payload.specifications.create(
        key="power", quantity="power", as_printed="5 W", position=9
    )
    record_all_changes()

    page = read(client, ASAN, revision=str(cited))

    assert (
        "Name: Advanced Small Analyzer for Neutrals is now Small Analyser" in page.text
    )
    assert "Status: operating is now ended" in page.text
    assert "is now about 2022" in page.text
    assert "Specification mass, as printed: about 0.65 kg is now 650 g" in page.text
    assert "Specification mass, rank: added alternative" in page.text
    assert "Specification power: added quantity: power; as printed: 5 W" in page.text
    assert "<del>about 0.65 kg</del> is now <ins>650 g</ins>" in page.html


def test_citations_are_told_by_the_place_that_they_cite(loaded, client):
    payload = Payload.objects.get()
    cite(payload, make_source(slug="old"), locator="p. 1", confidence="medium")
    record_all_changes()
    cited = current().number
    payload.citations.filter(locator="p. 1").update(confidence="low")
    cite(
        payload,
        make_source(slug="new"),
        locator="p. 9",
        specification=payload.specifications.get(),
    )
    record_all_changes()

    text = told_since(client, ASAN, cited)

    assert "Citation old, p. 1, confidence: medium is now low" in text
    assert (
        "Specification mass, citation new, p. 9: added source: new; locator: p. 9"
        in text
    )


def test_what_was_added_and_taken_back_is_no_change(loaded, client):
    cited = current().number
    name = Payload.objects.get().name
    for given in ("Another", name):
        Payload.objects.update(name=given)
        record_all_changes()

    assert f"Unchanged since revision {cited} of" in told_since(client, ASAN, cited)


def test_a_change_that_is_not_in_the_history_yet_is_told(loaded, client):
    cited = current().number
    Payload.objects.update(name="Renamed")

    assert "is now Renamed" in told_since(client, ASAN, cited)


def test_a_revision_before_the_history_is_answered_from_where_it_begins(loaded, client):
    began = Change.objects.last().revision

    unchanged = told_since(client, ASAN, 1)
    Payload.objects.update(name="Renamed")
    changed = told_since(client, ASAN, 1)

    recorded = f"Changes are recorded from revision {began} of {today()} on; what was before is not known."
    assert f"{recorded} Unchanged since then." in unchanged
    assert f"{recorded} Changed since then:" in changed


def test_a_record_that_was_not_public_is_new(loaded, client):
    cited = current().number
    make_payload(slug="rover")
    record_all_changes()
    Payload.objects.filter(slug="change-4-asan").update(publication="withdrawn")
    record_all_changes()
    withdrawn = current().number
    Payload.objects.filter(slug="change-4-asan").update(publication="published")
    record_all_changes()

    assert (
        f"New since revision {cited} of {today()}: this record was not public before."
        in told_since(client, "/payloads/rover/", cited)
    )
    assert f"New since revision {withdrawn} of" in told_since(client, ASAN, withdrawn)
    assert f"Unchanged since revision {cited} of" in told_since(client, ASAN, cited)


def test_a_cited_address_holds_when_the_record_moves(loaded, client):
    cited = current().number
    Payload.objects.update(slug="change-4-moved", former_slugs="change-4-asan")
    record_all_changes()

    moved = client.get(ASAN, {"revision": cited})

    assert (moved.status_code, moved["Location"]) == (
        301,
        f"/payloads/change-4-moved/?revision={cited}",
    )
    text = Page(client.get(moved["Location"]).content.decode()).text
    assert "Slug: change-4-asan is now change-4-moved" in text


def test_the_day_of_a_revision_without_a_change_is_left_out(loaded, client):
    Revision.objects.update(number=current().number + 5)
    between = current().number - 2

    assert f"Unchanged since revision {between}." in told_since(client, ASAN, between)


def test_the_page_leads_to_the_changes_since(loaded, client):
    cited = current().number
    Payload.objects.update(name="Renamed")
    call_command("recordchanges", why="Read anew.", verbosity=0)

    page = read(client, ASAN, revision=str(cited))
    (history,) = [link for link in page.links if "since=" in link]

    assert "Read anew." in Page(client.get(history).content.decode()).text
    assert "/changes/?record=payload:change-4-asan" in page.links


def test_a_form_from_before_a_field_was_renamed_can_be_read(loaded, client):
    cited = current().number
    change = Change.objects.get(record_key="change-4-asan")
    Change.objects.filter(pk=change.pk).update(
        after=change.after | {"former_field": "as it was"}
    )
    make_source()
    record_all_changes()

    assert "Former field: taken away as it was" in told_since(client, ASAN, cited)
