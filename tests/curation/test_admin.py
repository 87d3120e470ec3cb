"""The admin with the shipped catalogue: what opens, what is found, what is refused to whom."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.db.models import Count
from django.db.models.functions import Abs
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.models import AnnouncedTotal
from missions.models import Mission
from partners.models import Country, Institution
from payloads.models import Payload
from records.canonical import canonical
from records.models import Record
from sources.models import Source
from tests.admin_forms import add_row, address, filled, log_in, open_form, send, words
from tests.factories import (
    cite,
    cite_facts,
    make_institution,
    make_mission,
    make_participation,
    make_payload,
    make_programme,
    make_provision,
    make_source,
    make_spacecraft,
)

pytestmark = pytest.mark.django_db

every_record_type = pytest.mark.parametrize(
    "model",
    [model for model in admin.site._registry if issubclass(model, Record)],
    ids=lambda model: model._meta.model_name,
)


@pytest.fixture
def curator(client):
    return log_in(client, is_superuser=True)


@pytest.fixture
def colleague(client):
    """Someone who may enter the admin, and change payloads only."""
    return log_in(client, "change_payload")


def well_cited(model):
    """Return a record of a type with some twenty citations, or references, as most have."""
    relation = "references" if model is Source else "citations"
    return (
        model.objects.annotate(distance=Abs(Count(relation) - 20))
        .order_by("distance", model.key_field)
        .first()
    )


@every_record_type
def test_list_and_empty_form_open(curator, shipped, model):
    listed = curator.get(address(model, "changelist"))
    empty = curator.get(address(model, "add"))

    assert len(listed.context_data["cl"].result_list) == min(model.objects.count(), 50)
    assert f"Add {model._meta.verbose_name}" in words(empty)
    assert filled(empty)[model.key_field] == ""


@every_record_type
def test_form_sent_back_untouched_changes_nothing(curator, shipped, model):
    record = well_cited(model)
    before = canonical(record)

    response = send(curator, record, open_form(curator, record))

    assert response.status_code == 302
    assert LogEntry.objects.get().get_change_message() == "No fields changed."
    assert canonical(model.objects.get(pk=record.pk)) == before


def test_text_nobody_touched_keeps_its_line_ends(curator):
    institution = make_institution(note="One line.\nAnother line.", publication="draft")
    data = open_form(curator, institution)

    send(curator, institution, data)

    institution.refresh_from_db()
    assert data["note"] == "One line.\r\nAnother line."
    assert institution.note == "One line.\nAnother line."


def add_cited_rows(payload):
    number = payload.specifications.count() + 1
    cite(payload, provision=make_provision(payload, make_institution()))
    cite(
        payload,
        specification=payload.specifications.create(
            key=f"mass-{number}", quantity="mass", as_printed="1 kg"
        ),
    )
    cite(payload, field="name", locator=f"p. {number}")


def add_reference(source):
    number = source.references.count() + 1
    source.references.create(
        number=number, cited=make_source(), as_printed=f"Entry {number}"
    )


@pytest.mark.parametrize(
    ("make", "add_parts"),
    [(make_payload, add_cited_rows), (make_source, add_reference)],
)
def test_cost_of_form_does_not_grow(curator, count_queries, make, add_parts):
    record = make()
    add_parts(record)
    curator.get(address(record))

    one = count_queries(curator.get, address(record))
    add_parts(record)
    add_parts(record)
    many = count_queries(curator.get, address(record))

    # One for each kind of row.
    assert many == one <= 28


def test_saving_one_text_asks_few_queries(curator, count_queries, shipped):
    payload = Payload.objects.get(slug="change-4-lnd")
    send(curator, payload, open_form(curator, payload))
    data = open_form(curator, payload)

    number = count_queries(send, curator, payload, data | {"name": "Lander Dosimeter"})

    assert Payload.objects.get(slug="change-4-lnd").name == "Lander Dosimeter"
    # 15 are Django's checks of five constraints, each within a savepoint; 10 read the parts that the form holds.
    assert number <= 50


def test_cost_of_saving_does_not_grow_with_the_rows(curator, count_queries):
    payload = make_payload()
    cite_facts(payload)
    costs = []
    for name in ("One", "Two", "Three"):
        add_cited_rows(payload)
        data = open_form(curator, payload)
        costs.append(count_queries(send, curator, payload, data | {"name": name}))

    assert Payload.objects.get().name == "Three"
    # The first save of a process reads its content types.
    assert costs[1] == costs[2]


def make_participation_of_institution():
    return make_participation(level="organisation", institution=make_institution())


@pytest.mark.parametrize(
    "make",
    [
        make_payload,
        make_spacecraft,
        make_institution,
        make_participation_of_institution,
    ],
)
def test_cost_of_list_does_not_grow(curator, count_queries, make):
    url = address(type(make()), "changelist")
    curator.get(url)

    one = count_queries(curator.get, url)
    for _ in range(3):
        make()
    many = count_queries(curator.get, url)

    assert many == one <= 10


def test_cost_of_refusing_a_deletion_does_not_grow(curator, count_queries):
    programme = make_programme()
    url = address(programme, "delete")
    make_participation(
        level="organisation", institution=make_institution(), programme=programme
    )
    curator.get(url)

    one = count_queries(curator.get, url)
    for _ in range(3):
        make_participation(
            level="organisation", institution=make_institution(), programme=programme
        )
    many = count_queries(curator.get, url)

    assert many == one


def test_opening_a_form_locks_nothing(curator):
    institution = make_institution()

    with CaptureQueriesContext(connection) as captured:
        curator.get(address(institution))

    assert [query["sql"] for query in captured if "SAVEPOINT" in query["sql"]] == []


def test_public_record_links_its_page(curator, shipped):
    page = curator.get(address(Payload.objects.get(slug="change-7-rashid-2")))

    response = curator.get(page.context_data["absolute_url"])

    assert (
        f'<a href="{page.context_data["absolute_url"]}" class="viewsitelink">View on site</a>'
        in words(page)
    )
    assert response.url == "http://testserver/payloads/change-7-rashid-2/"


def test_draft_links_no_page(curator):
    draft = make_institution(publication="draft")

    page = curator.get(address(draft))

    assert "View on site" not in words(page)


@pytest.mark.parametrize(
    ("model", "name"),
    [(AnnouncedTotal, "qualifier"), (Payload, "specifications-__prefix__-bound")],
)
def test_choice_without_a_word_shows_its_value(curator, model, name):
    page = words(curator.get(address(model, "add")))

    offered = page.partition(f'name="{name}"')[2].partition("</select>")[0]
    assert '<option value="exactly" selected>exactly</option>' in offered


@pytest.mark.parametrize(
    ("model", "typed", "found"),
    [
        (Mission, "change 4", ["Chang'e-4"]),
        (Mission, "4 change rover", []),
        (Country, "Turkiye", ["Türkiye"]),
        (Payload, "kclp", ["Lunar Small Optical Camera"]),
    ],
)
def test_list_search_forgives_spelling(curator, shipped, model, typed, found):
    page = curator.get(address(model, "changelist"), {"q": typed})

    assert [str(record) for record in page.context_data["cl"].result_list] == found


def test_list_without_search_holds_all(curator, shipped):
    page = curator.get(address(Mission, "changelist"), {"q": " "})

    assert page.context_data["cl"].result_count == Mission.objects.count()


def test_autocomplete_forgives_spelling(curator, shipped):
    provision_institution = {
        "app_label": "payloads",
        "model_name": "provision",
        "field_name": "institution",
    }

    response = curator.get(
        reverse("admin:autocomplete"), provision_institution | {"term": "kacst"}
    )

    kacst = Institution.objects.get(slug="kacst")
    assert response.json()["results"] == [{"id": str(kacst.pk), "text": kacst.name}]


def test_colleague_edits_payload_with_its_rows(colleague):
    payload, source = make_payload(name="Old name"), make_source()
    cite_facts(payload)
    data = open_form(colleague, payload) | {"name": "New name"}
    add_row(
        data,
        "specifications",
        quantity="mass",
        as_printed="3 kg",
        cited_source=source.pk,
        cited_locator="p. 1",
    )

    response = send(colleague, payload, data)

    assert response.status_code == 302
    payload.refresh_from_db()
    assert payload.name == "New name"
    assert [
        citation.row and citation.row.as_printed for citation in payload.citations.all()
    ] == [None, "3 kg"]


def test_colleague_looks_up_what_payloads_refer_to(colleague):
    source = make_source(title="A dose measured twice")
    cited_source = {
        "app_label": "payloads",
        "model_name": "payloadcitation",
        "field_name": "source",
    }

    response = colleague.get(
        reverse("admin:autocomplete"), cited_source | {"term": "dose measured twice"}
    )

    assert response.json()["results"] == [{"id": str(source.pk), "text": source.title}]


def test_colleague_reads_but_does_not_change_missions(colleague):
    mission = make_mission(name="Chang'e-9")
    mission.names.create(key="ce-9", name="CE-9", kind="acronym")

    page = colleague.get(address(mission))
    refused = send(colleague, mission, {"name": "Chang'e-10"})

    assert "CE-9" in words(page)
    assert [
        name for name in filled(page) if name in ("name", "names-0-name", "_save")
    ] == []
    assert refused.status_code == 403
    mission.refresh_from_db()
    assert mission.name == "Chang'e-9"


@pytest.mark.parametrize("page", ["add", "delete"])
def test_colleague_adds_and_deletes_no_payload(colleague, page):
    payload = make_payload()

    response = colleague.post(address(payload, page), {"post": "yes"})

    assert response.status_code == 403
    assert Payload.objects.filter(pk=payload.pk).exists()


def test_stranger_is_asked_to_log_in(client):
    mission = make_mission(name="Chang'e-9")

    response = client.get(address(mission), follow=True)

    assert response.redirect_chain == [(f"/admin/login/?next={address(mission)}", 302)]
    assert "Chang'e-9" not in words(response)


def test_what_a_colleague_saved_meanwhile_is_not_overwritten(curator):
    institution = make_institution(name="Old name", publication="draft")
    stale = open_form(curator, institution)
    send(curator, institution, open_form(curator, institution) | {"name": "New name"})

    response = send(curator, institution, stale | {"seat": "Kiel"})

    institution.refresh_from_db()
    assert (institution.name, institution.seat) == ("New name", "")
    told = words(response)
    assert (
        "Nothing was saved: this record was changed after you opened it. curator saved it here last, on"
        in told
    )
    assert (filled(response)["name"], filled(response)["seat"]) == ("Old name", "Kiel")


def test_new_row_of_a_colleague_is_seen_too(curator):
    institution = make_institution(publication="draft")
    stale = open_form(curator, institution)
    institution.names.create(key="former", name="Former name", kind="former")

    response = send(curator, institution, stale | {"seat": "Kiel"})

    institution.refresh_from_db()
    assert institution.seat == ""
    assert "Nothing was saved: this record was changed after you opened it." in words(
        response
    )


def test_row_that_a_colleague_deleted_is_not_brought_back(curator):
    institution = make_institution(publication="draft")
    former = institution.names.create(key="former", name="Former name", kind="former")
    institution.names.create(key="native", name="Native name", kind="native")
    stale = open_form(curator, institution)
    former.delete()

    response = send(
        curator, institution, stale | {"names-0-name": "Another former name"}
    )

    assert [name.name for name in institution.names.all()] == ["Native name"]
    assert "Nothing was saved: this record was changed after you opened it." in words(
        response
    )


def test_another_record_that_is_renamed_meanwhile_is_no_conflict(curator):
    source = make_source(slug="press")
    institution = make_institution(publication="draft")
    cite(institution, source, field="seat")
    data = open_form(curator, institution)
    Source.objects.filter(pk=source.pk).update(slug="press-2026")

    send(curator, institution, data | {"seat": "Kiel"})

    institution.refresh_from_db()
    assert institution.seat == "Kiel"


def test_form_holds_all_rows_of_every_record_type():
    lacking = {
        model._meta.model_name: {kind.relation for kind in model.record_type.rows}
        - {
            inline.model._meta.get_field("record").remote_field.name
            for inline in of_model.inlines
        }
        for model, of_model in admin.site._registry.items()
        if issubclass(model, Record)
    }

    assert {name: rows for name, rows in lacking.items() if rows} == {}
