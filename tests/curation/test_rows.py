"""Rows and citations on the form of their record."""

import re

import pytest

from missions.models import Spacecraft
from payloads.models import Payload
from records import dates
from records.canonical import canonical
from tests.admin_forms import add_row, address, filled, log_in, open_form, send, words
from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_mission,
    make_participation,
    make_payload,
    make_source,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    return log_in(client, is_superuser=True)


@pytest.fixture
def draft():
    return make_participation(publication="draft")


@pytest.fixture
def signed(draft):
    return draft.steps.create(key="signed", kind="signed", date="2024", position=1)


def test_new_payload_is_published_with_its_cited_rows(curator):
    mission, kiel, source = (
        make_mission(),
        make_institution(slug="kiel-university"),
        make_source(slug="jia-2022"),
    )
    cited = {"cited_source": source.pk, "cited_locator": "abstract"}
    data = open_form(curator, Payload)
    data |= {
        "slug": "change-4-lnd",
        "name": "Lunar Lander Neutron & Dosimetry",
        "mission": mission.pk,
    }
    data |= {
        "kind": "dosimeter",
        "status": "operating",
        "status_date": "../2022",
        "publication": "published",
    }
    add_row(
        data,
        "provisions",
        institution=kiel.pk,
        role="lead",
        counts_as="not-counted",
        **cited,
    )
    add_row(
        data,
        "specifications",
        quantity="mass",
        as_printed="3 kg",
        **cited | {"cited_confidence": "low"},
    )
    add_row(
        data,
        "citations",
        source=source.pk,
        locator="p. 3",
        field=["mission", "status", "status_date"],
    )

    send(curator, Payload, data)

    form = canonical(Payload.objects.published().get(slug="change-4-lnd"))
    provision = {
        "key": "kiel-university",
        "institution": "kiel-university",
        "role": "lead",
        "counts_as": "not-counted",
    }
    specification = {"key": "mass", "quantity": "mass", "as_printed": "3 kg"}
    citation = {"source": "jia-2022", "locator": "abstract"}
    assert form["provisions"] == [provision | {"citations": [citation]}]
    assert form["specifications"] == [
        specification | {"citations": [citation | {"confidence": "low"}]}
    ]
    assert form["citations"] == [
        {
            "source": "jia-2022",
            "field": "mission, status, status_date",
            "locator": "p. 3",
        }
    ]


def test_new_rows_come_last_and_get_keys_of_their_own(curator, draft, signed):
    data = open_form(curator, draft)
    add_row(data, "steps", kind="named", date="2023")
    add_row(data, "steps", kind="named", date="2023", position="9")
    add_row(data, "steps", kind="applied", key="by-letter")

    send(curator, draft, data)

    rows = draft.steps.values_list("position", "key", "kind")
    assert list(rows) == [
        (1, "signed", "signed"),
        (9, "named-2023-2", "named"),
        (10, "named-2023", "named"),
        (11, "by-letter", "applied"),
    ]


def test_row_takes_over_the_key_of_the_deleted_one(curator, draft):
    draft.steps.create(key="named-2023", kind="named", date="2023", place="Beijing")
    data = open_form(curator, draft) | {"steps-0-DELETE": "on"}
    add_row(data, "steps", kind="named", date="2023", place="Minsk")

    send(curator, draft, data)

    assert list(draft.steps.values_list("key", "place")) == [("named-2023", "Minsk")]


def test_same_key_twice_is_refused(curator, draft, signed):
    data = open_form(curator, draft)
    add_row(data, "steps", kind="applied", key="signed")

    response = send(curator, draft, data)

    assert "Please correct the duplicate data for key." in words(response)
    assert draft.steps.get() == signed


def test_new_authors_come_last(curator):
    source = make_source()
    source.authors.create(family="Jia", position=1)
    data = open_form(curator, source)
    add_row(data, "authors", family="Zou")
    add_row(data, "authors", family="Ping")

    send(curator, source, data)

    assert [author.family for author in source.authors.all()] == ["Jia", "Zou", "Ping"]


def test_deleted_row_takes_its_citations_along(curator, draft, signed):
    cite(draft, locator="abstract")
    cite(draft, step=signed)

    send(curator, draft, open_form(curator, draft) | {"steps-0-DELETE": "on"})

    assert not draft.steps.exists()
    assert [citation.locator for citation in draft.citations.all()] == ["abstract"]


def test_edited_citation_of_a_deleted_row_is_refused(curator, draft, signed):
    cite(draft, make_source(label="Jia 2022"), step=signed)
    data = open_form(curator, draft) | {
        "steps-0-DELETE": "on",
        "citations-0-locator": "p. 9",
    }

    response = send(curator, draft, data)

    assert (
        "The citation “Jia 2022, p. 9” speaks for a row that is to be deleted."
        in words(response)
    )
    assert draft.steps.get() == signed


def test_citation_of_a_deleted_row_may_move_to_another(curator, draft, signed):
    repeated = draft.steps.create(
        key="repeated", kind="signed", date="2024", position=2
    )
    cite(draft, step=repeated)
    data = open_form(curator, draft) | {
        "steps-1-DELETE": "on",
        "citations-0-step": signed.pk,
    }

    send(curator, draft, data)

    assert [citation.row for citation in draft.citations.all()] == [signed]


def test_citations_choose_a_field_or_a_row(curator, draft, signed):
    source, data = make_source(), open_form(curator, draft)
    add_row(data, "citations", source=source.pk, locator="p. 1", field="country")
    add_row(data, "citations", source=source.pk, locator="p. 2", step=signed.pk)

    send(curator, draft, data)

    assert [(citation.fields, citation.row) for citation in draft.citations.all()] == [
        (["country"], None),
        ([], signed),
    ]


def test_citation_names_several_fields_in_the_order_of_the_form(curator, draft):
    data = open_form(curator, draft)
    ticked = ["country", "note"]
    add_row(data, "citations", source=make_source().pk, locator="p. 1", field=ticked)

    send(curator, draft, data)

    assert draft.citations.get().field == "country, note"
    # A line that nobody opens sends what is stored.
    send(curator, draft, open_form(curator, draft) | {"note": "Read again."})
    assert draft.citations.get().field == "country, note"


def test_citation_may_not_speak_for_field_and_row(curator, draft, signed):
    data = open_form(curator, draft)
    add_row(
        data,
        "citations",
        source=make_source().pk,
        locator="p. 1",
        field="country",
        step=signed.pk,
    )

    response = send(curator, draft, data)

    assert "A citation speaks for fields or for one row, not for both." in words(
        response
    )
    assert not draft.citations.exists()


def test_citation_chooses_among_rows_of_its_record(curator, draft, signed):
    named = make_participation(country=make_country("NL")).steps.create(
        key="named", kind="named", date="2023"
    )
    page = curator.get(address(draft))
    data = filled(page)
    add_row(data, "citations", source=make_source().pk, locator="p. 1", step=named.pk)

    response = send(curator, draft, data)

    assert f'<option value="{signed.pk}">signed 2024</option>' in words(page)
    assert "named 2023" not in words(page)
    assert "Select a valid choice." in words(response)
    assert not draft.citations.exists()


def test_citation_offers_fields_that_state_something(curator):
    page = words(curator.get(address(Spacecraft, "add")))

    offered = re.findall(
        r'name="citations-__prefix__-field" value="(\w+)" id="[\w-]+">\s*([\w ]+)', page
    )
    assert ("launch_time_utc", "launch time utc") in [
        (name, label.strip()) for name, label in offered
    ]
    assert [name for name, _label in offered] == [
        "name",
        "mission",
        "kind",
        "launch",
        "launch_time_utc",
        "launch_vehicle",
        "launch_site",
        "manufacturer",
        "status",
        "status_date",
        "description",
        "serves",
    ]


@pytest.mark.parametrize("missing", ["cited_source", "cited_locator"])
def test_source_of_a_row_needs_its_place(curator, draft, missing):
    data = open_form(curator, draft)
    cited = {"cited_source": make_source().pk, "cited_locator": "p. 1"} | {missing: ""}
    add_row(data, "steps", kind="signed", **cited)

    response = send(curator, draft, data)

    assert "Give both the source and the place in it, like paragraph 4." in words(
        response
    )
    assert not draft.steps.exists()


def test_citation_that_the_record_has_is_refused(curator, draft):
    source = make_source()
    cite(draft, source, field="country", locator="p. 1")
    data = open_form(curator, draft)
    add_row(data, "citations", source=source.pk, field="country", locator="p. 1")

    response = send(curator, draft, data)

    assert "The same place of this source is already cited for this." in words(response)
    assert draft.citations.count() == 1


def test_same_new_citation_twice_is_refused(curator, draft):
    source, data = make_source(), open_form(curator, draft)
    add_row(data, "citations", source=source.pk, field="country", locator="p. 1")
    add_row(data, "citations", source=source.pk, field="country", locator="p. 1")

    response = send(curator, draft, data)

    assert "The same place of this source is already cited for this." in words(response)
    assert not draft.citations.exists()


def test_row_is_not_cited_again_with_what_it_has(curator, draft, signed):
    citation = cite(draft, step=signed, locator="p. 1")
    cited = {
        "steps-0-cited_source": citation.source.pk,
        "steps-0-cited_locator": "p. 1",
    }

    response = send(curator, draft, open_form(curator, draft) | cited)

    assert response.status_code == 302
    assert draft.citations.get() == citation


def test_citation_is_named_anew_with_its_row(curator, draft, signed):
    citation = cite(draft, step=signed)

    send(
        curator, draft, open_form(curator, draft) | {"steps-0-key": "signed-in-beijing"}
    )

    renamed = draft.citations.get()
    assert renamed.row.key == "signed-in-beijing"
    assert renamed.key == renamed.make_key() != citation.key


def test_citation_is_named_anew_with_its_source(curator, draft):
    source = make_source(slug="jia-2022")
    citation = cite(draft, source)

    send(curator, source, open_form(curator, source) | {"slug": "jia-et-al-2022"})

    renamed = draft.citations.get()
    assert renamed.source.slug == "jia-et-al-2022"
    assert renamed.key == renamed.make_key() != citation.key


def test_stored_parts_are_lines_until_they_are_touched(curator, draft, signed):
    cite(
        draft,
        make_source(label="Jia 2022"),
        step=signed,
        locator="p. 1",
        confidence="low",
    )

    page = words(curator.get(address(draft)))

    assert '<span class="inline_label">signed 2024</span>' in page
    assert (
        '<span class="inline_label">step “signed 2024”: Jia 2022, p. 1 (low)</span>'
        in page
    )
    assert '<input type="hidden" name="steps-0-date" value="2024">' in page
    assert [
        control
        for control in ("steps-0-date", "citations-0-locator")
        if f'id="id_{control}"' in page
    ] == []


def test_refused_form_opens_what_was_touched(curator, draft, signed):
    draft.steps.create(key="named", kind="named", date="2023", position=2)

    page = words(
        send(
            curator, draft, open_form(curator, draft) | {"steps-0-date": "last spring"}
        )
    )

    assert '<input type="text" name="steps-0-date" value="last spring"' in page
    assert '<input type="hidden" name="steps-1-date" value="2023">' in page
    assert (
        '<a href="#steps-group">Steps</a> 2<strong>, to correct: 1</strong>'
        in " ".join(page.split())
    )


def test_terms_and_dates_are_explained_beside_their_fields(curator):
    page = words(curator.get(address(Payload, "add")))

    assert "<li>lead: It leads the payload, or is the only provider named.</li>" in page
    assert f"When the status was true, by the source. {dates.EXPECTED}" in page


def test_number_is_shown_without_the_zeros_of_the_database(curator):
    payload = make_payload()
    payload.specifications.create(
        key="mass",
        quantity="mass",
        as_printed="20 kg",
        low="20",
        high="20.5",
        unit="kg",
    )

    data = open_form(curator, Payload.objects.get())

    assert (data["specifications-0-low"], data["specifications-0-high"]) == (
        "20",
        "20.5",
    )


def test_name_with_a_control_of_text_direction_is_refused(curator):
    institution = make_institution(name="Institute", publication="draft")
    data = open_form(curator, institution) | {"name": "Institute\u202egnp.exe"}
    add_row(data, "names", name="\u2067معهد\u2069", kind="native", language="ar")

    response = send(curator, institution, data)

    told = words(response)
    assert "This holds U+202E (right-to-left override), an invisible" in told
    assert "This holds U+2067 (right-to-left isolate), an invisible" in told
    institution.refresh_from_db()
    assert institution.name == "Institute"
    assert not institution.names.exists()


def test_name_written_from_right_to_left_is_taken(curator):
    institution = make_institution(publication="draft")
    data = open_form(curator, institution)
    add_row(data, "names", name="معهد (أبوظبي)", kind="native", language="ar")

    response = send(curator, institution, data)

    assert response.status_code == 302
    assert institution.names.get().name == "معهد (أبوظبي)"
