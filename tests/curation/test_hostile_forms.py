"""Forms of the admin as no browser sends them: each is answered with a sentence, and nothing is saved."""

import re

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.db import connection
from django.urls import reverse

from catalog.models import AnnouncedTotal
from missions.models import Spacecraft
from partners.models import Institution
from tests.admin_forms import add_row, address, log_in, open_form, send, words
from tests.factories import (
    cite,
    cite_facts,
    make_institution,
    make_payload,
    make_spacecraft,
)

pytestmark = pytest.mark.django_db
NO_CHOICE = "Select a valid choice. That choice is not one of the available choices."
TOO_LARGE = "9223372036854775808"


@pytest.fixture
def curator(client):
    client.raise_request_exception = False
    return log_in(client, is_superuser=True)


@pytest.fixture
def draft():
    return make_institution(name="Institute", publication="draft")


@pytest.mark.parametrize("value", ["x", "on", "1.0", TOO_LARGE, "1" * 5000])
def test_reference_that_is_no_record_is_refused_beside_its_field(curator, draft, value):
    data = open_form(curator, draft) | {"country": value}

    response = send(curator, draft, data)

    assert response.status_code == 200
    assert response.context_data["adminform"].form.errors == {"country": [NO_CHOICE]}


def test_references_of_rows_and_citations_are_refused_beside_their_fields(curator):
    payload = make_payload()
    data = open_form(curator, payload)
    add_row(data, "provisions", institution="abc", cited_source="on", cited_locator="1")
    add_row(data, "citations", source="on", locator="p. 1", provision="x")

    response = send(curator, payload, data)

    assert response.status_code == 200
    assert words(response).count("That choice is not one of the available choices") == 4
    assert not payload.provisions.exists()


def test_references_to_several_records_are_refused_beside_their_field(curator):
    spacecraft = make_spacecraft()
    data = open_form(curator, spacecraft) | {"serves": ["x", TOO_LARGE]}

    response = send(curator, spacecraft, data)

    assert response.status_code == 200
    assert "“x” is not a valid value." in words(response)


@pytest.mark.parametrize("model", [Institution, Spacecraft, AnnouncedTotal])
def test_empty_form_opens_whatever_its_address_suggests(curator, model):
    suggested = {"country": "x", "mission": TOO_LARGE, "serves": "a,b", "parent": "on"}

    response = curator.get(address(model, "add"), suggested)

    assert response.status_code == 200
    assert f"Add {model._meta.verbose_name}" in words(response)


@pytest.mark.parametrize("value", ["abc", "on", "-1", TOO_LARGE, "", "\x00"])
def test_key_of_a_stored_row_that_is_none_changes_no_row(curator, value):
    payload = make_payload(name="Old name")
    cite_facts(payload)
    data = open_form(curator, payload) | {"name": "New name", "citations-0-id": value}

    response = send(curator, payload, data)

    assert response.status_code == 200
    payload.refresh_from_db()
    assert payload.name == "Old name"


@pytest.mark.parametrize(
    ("count", "value"),
    [
        ("names-TOTAL_FORMS", None),
        ("names-INITIAL_FORMS", None),
        ("citations-TOTAL_FORMS", "-1"),
        ("citations-TOTAL_FORMS", "x"),
        ("citations-TOTAL_FORMS", "1.5"),
        ("citations-TOTAL_FORMS", "1" * 5000),
        ("citations-TOTAL_FORMS", "\x00"),
        ("citations-INITIAL_FORMS", "1"),
    ],
)
def test_form_that_miscounts_its_rows_is_refused(curator, draft, count, value):
    data = open_form(curator, draft) | {"name": "New name", count: value}
    if value is None:
        del data[count]

    response = send(curator, draft, data)

    assert response.status_code == 400
    rows = count.partition("-")[0]
    assert (
        f"Nothing was saved: the form does not say how many rows of “{rows}” it holds."
        in words(response)
    )
    draft.refresh_from_db()
    assert draft.name == "Institute"


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            {"names-TOTAL_FORMS": "1000000"},
            "Nothing was saved: the form announces 1000000 rows; at most 500 are read.",
        ),
        (
            {
                "names-TOTAL_FORMS": "300",
                "names-INITIAL_FORMS": "300",
                "citations-TOTAL_FORMS": "201",
                "citations-INITIAL_FORMS": "201",
            },
            "Nothing was saved: the form announces 501 rows; at most 500 are read.",
        ),
        (
            {"names-TOTAL_FORMS": "60", "citations-TOTAL_FORMS": "41"},
            "Nothing was saved: the form announces 101 new rows; at most 100 are added at once.",
        ),
    ],
)
def test_form_with_too_many_rows_is_refused_before_they_are_read(
    curator, draft, monkeypatch, counts, sentence
):
    data = open_form(curator, draft) | counts
    monkeypatch.setattr("curation.part_forms.PartForm.__init__", None)

    response = send(curator, draft, data)

    assert response.status_code == 400
    assert sentence in words(response)


def test_hundred_new_rows_are_added_at_once(curator, draft):
    data = open_form(curator, draft)
    for number in range(100):
        add_row(data, "names", name=f"Name {number}", kind="as-printed", language="en")

    response = send(curator, draft, data)

    assert response.status_code == 302
    assert draft.names.count() == 100


def test_form_without_the_state_it_was_opened_with_is_refused(curator, draft):
    data = open_form(curator, draft) | {"name": "New name"}
    del data["state"]

    response = send(curator, draft, data)

    assert response.status_code == 200
    assert (
        "Nothing was saved: the form does not say which state of the record it was opened with."
        in words(response)
    )
    draft.refresh_from_db()
    assert draft.name == "Institute"


def test_unknown_fields_of_a_form_are_ignored(curator, draft):
    data = open_form(curator, draft) | {"name": "New name"}

    response = send(curator, draft, data | {"_state": "x", "version": "\x00"})

    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.name == "New name"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("name", "a\x00b", "Null characters are not allowed."),
        ("note", "a\x00b", "Null characters are not allowed."),
        ("name", "x" * 100_000, "Ensure this value has at most 200 characters"),
        ("founded", "x" * 100_000, "Ensure this value has at most 60 characters"),
        ("kind", "\x00", "Select a valid choice."),
        ("website", "http://[::1", "Enter a valid URL."),
        ("country", "\x00", "Null characters are not allowed."),
        ("publication", "on", "Select a valid choice. on is not one of"),
    ],
)
def test_text_that_no_field_takes_is_refused_beside_its_field(
    curator, draft, name, value, sentence
):
    data = open_form(curator, draft) | {name: value}

    response = send(curator, draft, data)

    assert response.status_code == 200
    assert sentence in words(response)
    draft.refresh_from_db()
    assert draft.name == "Institute"


@pytest.mark.parametrize("key", ["abc", "on", "-1", "1.0", TOO_LARGE, "", "\x00"])
@pytest.mark.parametrize("listed", ["partners_institution", "auth_user"])
def test_ticked_box_that_is_no_record_is_refused(curator, draft, listed, key):
    data = {"action": "delete_selected", "_selected_action": [draft.pk, key]}

    response = curator.post(reverse(f"admin:{listed}_changelist"), data)

    assert response.status_code == 400
    assert "What was ticked is no record, so nothing was done." in words(response)
    assert Institution.objects.filter(pk=draft.pk).exists()


def test_form_opens_under_a_key_with_a_quoted_line_end(curator):
    payload = make_payload()
    cite(payload, field="name", locator="p. 7")

    # Django takes 1 and a line end for the key 1.
    response = curator.get(f"/admin/payloads/payload/{payload.pk}_0A/change/")

    assert response.status_code == 200
    assert "p. 7" in words(response)


@pytest.mark.parametrize("page", ["change", "delete", "history", "preview"])
@pytest.mark.parametrize("key", ["x", TOO_LARGE, "_00"])
def test_pages_of_no_record_lead_back(curator, draft, page, key):
    path = f"/admin/partners/institution/{key}/{page}/"

    responses = [curator.get(path), curator.post(path, {"post": "yes"})]

    for response in responses:
        assert response.status_code in (302, 400)
        if response.status_code == 302:
            assert response.url == reverse("admin:index")


@pytest.mark.parametrize("field", ["groups", "user_permissions"])
def test_group_or_permission_that_is_none_is_refused(curator, field):
    user = User.objects.get()
    data = open_form(curator, user) | {field: [TOO_LARGE]}

    response = send(curator, user, data)

    # SQLite reads no such number, PostgreSQL finds nothing under it.
    assert response.status_code in (200, 400)
    assert re.search(
        "The request holds a value that no record can have|is not one of the available",
        words(response),
    )


@pytest.mark.parametrize(
    "change",
    [
        {"names-INITIAL_FORMS": "0"},
        {"names-1-id": "{first}", "names-1-key": "former", "names-0-key": "own"},
    ],
)
def test_form_that_does_not_hold_each_stored_row_once_is_refused(
    curator, draft, change
):
    first = draft.names.create(key="former", name="Former name", kind="former")
    draft.names.create(key="native", name="Native name", kind="native", position=1)
    data = open_form(curator, draft)
    for name, value in change.items():
        data[name] = value.format(first=first.pk)

    response = send(curator, draft, data)

    assert response.status_code == 200
    assert "Nothing was saved: the form does not hold each stored row once." in words(
        response
    )
    assert list(draft.names.values_list("key", flat=True)) == ["former", "native"]


@pytest.mark.parametrize("page", ["change", "delete"])
def test_field_without_a_name_is_refused(curator, draft, page):
    opened = curator.get(address(draft, page), {"_to_field": ""})
    sent = curator.post(address(draft, page), {"_to_field": "", "post": "yes"})

    for response in (opened, sent):
        assert response.status_code == 400
        assert "_to_field is empty; leave it out or name the field" in words(response)
    assert Institution.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize(
    ("listed", "lookup", "value"),
    [
        ("partners_institution", "slug__regex", "*"),
        ("partners_institution", "founded_earliest__year", "0"),
        ("partners_institution", "country__id__in", TOO_LARGE),
        ("auth_user", "username__iregex", "^a"),
    ],
)
def test_filter_that_no_list_has_is_refused(curator, listed, lookup, value):
    response = curator.get(reverse(f"admin:{listed}_changelist"), {lookup: value})

    assert response.status_code == 400
    assert f"The lists of the admin have no filter “{lookup}”." in words(response)


def test_filters_of_lists_narrow_them(curator, draft):
    make_institution(name="Firm", publication="draft", kind="company")
    asked = {"kind__exact": draft.kind, "publication__exact": "draft"}

    response = curator.get(address(Institution, "changelist"), asked)

    assert list(response.context_data["cl"].result_list) == [draft]


def test_value_that_no_column_takes_is_refused(curator):
    response = curator.get("/admin/axes/accessattempt/", {"ip_address": "x"})

    # PostgreSQL has a type of its own for addresses, SQLite finds nothing under the text.
    if connection.vendor == "postgresql":
        assert response.status_code == 400
        assert "The request holds a value that no record can have." in words(response)
    else:
        assert response.context_data["cl"].result_count == 0


def test_name_that_no_account_has_room_for_is_refused_beside_its_field(client):
    sent = {"username": "x" * 300, "password": "guess"}

    response = client.post("/admin/login/", sent)

    assert response.status_code == 200
    assert "Ensure this value has at most 150 characters (it has 300)." in words(
        response
    )
    assert not AccessAttempt.objects.exists()


@pytest.mark.parametrize("header", ["User-Agent", "Accept"])
def test_sign_in_with_a_nul_character_in_a_header_is_refused(client, header):
    sent = {"username": "x", "password": "guess"}

    response = client.post("/admin/login/", sent, headers={header: "a\x00b"})

    assert response.status_code == 400
    assert "A header of the request contains a NUL character." in words(response)
