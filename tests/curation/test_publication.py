"""What a curator may publish, withdraw, delete and rename, and what the form explains when it refuses."""

import pytest
from django.contrib.admin.models import LogEntry

from missions.models import Mission
from partners.models import Institution
from payloads.models import Payload
from records import dates
from records.canonical import canonical
from sources.models import Source
from tests.admin_forms import (
    add_row,
    address,
    choose,
    filled,
    log_in,
    open_form,
    send,
    words,
)
from tests.factories import (
    cite,
    cite_facts,
    make_country,
    make_institution,
    make_mission,
    make_payload,
    make_source,
    make_spacecraft,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    return log_in(client, is_superuser=True)


@pytest.fixture
def refused(curator):
    """A published institution, and its form with a new name, a new slug and a row that nothing is cited for."""
    institution = make_institution(name="Old name", slug="old")
    cite_facts(institution)
    data = open_form(curator, institution) | {
        "name": "New name",
        "slug": "new",
        "note": "Two\r\nlines.",
    }
    add_row(data, "names", name="KACST", kind="acronym")
    return institution, data


def test_payload_without_evidence_is_not_added(curator):
    data = open_form(curator, Payload)
    data |= {
        "slug": "change-4-lnd",
        "name": "LND",
        "mission": make_mission().pk,
        "publication": "published",
    }
    data |= {"kind": "dosimeter", "status": "selected", "status_date": "2018"}
    add_row(data, "specifications", quantity="mass", as_printed="about 3 kg")

    page = words(send(curator, Payload, data))

    assert (
        "No citation names mission, status, status_date: name each in the citation of a source that states it."
        in page
    )
    assert "No citation for specification “mass: about 3 kg”." in page
    assert not Payload.objects.exists()
    assert not LogEntry.objects.exists()


def test_refused_form_saves_nothing(curator, refused):
    institution, data = refused
    before = canonical(institution)

    response = send(curator, institution, data)

    assert "No citation for institution name “KACST”." in words(response)
    institution = Institution.objects.get()
    assert canonical(institution) == before
    assert Institution.objects.matching("old name").get() == institution
    assert not LogEntry.objects.exists()


def test_refused_form_keeps_what_was_typed(curator, refused):
    institution, data = refused

    shown = filled(send(curator, institution, data))

    del data["csrfmiddlewaretoken"], shown["csrfmiddlewaretoken"]
    assert shown == data


def test_last_citation_of_a_public_record_stays(curator):
    institution = make_institution()
    cite_facts(institution)

    response = send(
        curator,
        institution,
        open_form(curator, institution) | {"citations-0-DELETE": "on"},
    )

    assert "No source is cited for it." in words(response)
    assert institution.citations.count() == 1


def test_spacecraft_of_a_draft_mission_is_not_published(curator):
    lander = make_spacecraft(
        mission=make_mission(name="Chang'e-9", publication="draft"), publication="draft"
    )
    cite_facts(lander)

    response = send(
        curator, lander, open_form(curator, lander) | {"publication": "published"}
    )

    assert "Mission “Chang'e-9” is not published." in words(response)
    lander.refresh_from_db()
    assert lander.publication == "draft"


def test_provider_of_a_public_payload_is_not_hidden(curator):
    provider = make_institution()
    make_payload(providers=[provider], name="LND")

    response = send(
        curator, provider, open_form(curator, provider) | {"publication": "draft"}
    )

    assert "Payload “LND” refers to it and is published." in words(response)
    provider.refresh_from_db()
    assert provider.publication == "published"


def test_withdraw_action_spares_what_a_public_record_refers_to(curator):
    needed, free = (
        make_institution(name="Kiel University"),
        make_institution(name="KACST"),
    )
    make_payload(providers=[needed], name="LND")

    page = words(choose(curator, "withdraw", needed, free))

    assert (
        "Kiel University stays as it is. Payload “LND” refers to it and is published."
        in page
    )
    assert "1 now withdrawn." in page
    assert dict(Institution.objects.values_list("name", "publication")) == {
        "Kiel University": "published",
        "KACST": "withdrawn",
    }


def test_publish_action_spares_what_lacks_evidence(curator):
    complete, incomplete = (
        make_mission(name="A", publication="draft"),
        make_mission(name="B", publication="draft"),
    )
    cite_facts(complete)

    page = words(choose(curator, "publish", complete, incomplete))

    assert (
        "B stays as it is. No source is cited for it. No citation names status: name"
        in page
    )
    assert "1 now published." in page
    assert dict(Mission.objects.values_list("name", "publication")) == {
        "A": "published",
        "B": "draft",
    }


def test_action_leaves_one_trace_in_the_history(curator):
    mission = make_mission(publication="draft")
    cite_facts(mission)

    choose(curator, "publish", mission)
    choose(curator, "publish", mission)

    assert [
        (entry.object_id, entry.change_message) for entry in LogEntry.objects.all()
    ] == [(str(mission.pk), "Now published.")]


@pytest.mark.parametrize(
    ("make", "offered"),
    [(make_mission, True), (make_source, False), (make_country, False)],
)
def test_publication_is_offered_where_a_record_has_it(curator, make, offered):
    model = type(make())

    page = words(curator.get(address(model, "changelist")))

    assert ("Publish the chosen records" in page) is offered
    assert ("Withdraw the chosen records" in page) is offered
    assert ("By publication" in page) is offered


def test_record_that_another_refers_to_is_not_deleted(curator):
    mission = make_mission(name="Chang'e-9")
    make_payload(mission=mission, name="LND")

    page = words(curator.post(address(mission, "delete"), {"post": "yes"}))

    assert (
        "Deleting the mission 'Chang'e-9' would require deleting the following protected related objects"
        in page
    )
    assert ">LND</a>" in page
    assert Mission.objects.get() == mission


def test_cited_source_is_not_deleted_and_its_records_are_named(curator):
    source, payload = make_source(), make_payload(name="LND")
    payload.papers.create(key="paper", source=source, kind="result")
    cite_facts(payload, source)
    cite(payload, source, field="name")

    page = words(curator.post(address(source, "delete"), {"post": "yes"}))

    assert page.count(f'<li>Payload: <a href="{address(payload)}">LND</a></li>') == 1
    assert Source.objects.filter(pk=source.pk).exists()


def test_preview_shows_a_draft_as_readers_would_see_it(curator):
    draft = make_institution(
        name="Institute of Lunar Dust", slug="dust", publication="draft"
    )
    preview = f"{address(draft).removesuffix('change/')}preview/"

    form, page = words(curator.get(address(draft))), curator.get(preview)

    assert f'<a href="{preview}">Preview</a>' in form
    assert "<h1>Institute of Lunar Dust" in words(page)
    draft.refresh_from_db()
    assert draft.publication == "draft"
    assert curator.get("/institutions/dust/").status_code == 404


def test_public_record_needs_no_preview(curator):
    institution = make_institution()
    cite_facts(institution)

    assert ">Preview</a>" not in words(curator.get(address(institution)))


def test_preview_is_for_curators(client):
    draft = make_institution(name="Institute of Lunar Dust", publication="draft")

    response = client.get(
        f"{address(draft).removesuffix('change/')}preview/", follow=True
    )

    assert response.redirect_chain[0][0].startswith("/admin/login/")
    assert "Lunar Dust" not in words(response)


def test_changed_slug_redirects(curator):
    source = make_source(slug="jia-2021", former_slugs="jia-2020")

    send(curator, source, open_form(curator, source) | {"slug": "jia-2022"})

    source.refresh_from_db()
    assert source.former_slugs == "jia-2020 jia-2021"
    for former in ("jia-2020", "jia-2021"):
        page, record = (
            curator.get(f"/sources/{former}/"),
            curator.get(f"/api/v1/sources/{former}/"),
        )
        assert (page.status_code, page.url) == (301, "/sources/jia-2022/")
        assert (record.status_code, record.url) == (
            301,
            "http://testserver/api/v1/sources/jia-2022/",
        )


def test_slug_changed_back_does_not_redirect_to_itself(curator):
    source = make_source(slug="jia-2021", title="First measurements")
    send(curator, source, open_form(curator, source) | {"slug": "jia-2022"})

    send(curator, source, open_form(curator, source) | {"slug": "jia-2021"})

    source.refresh_from_db()
    assert source.former_slugs == "jia-2022"
    assert "First measurements" in words(curator.get("/sources/jia-2021/"))
    assert curator.get("/sources/jia-2022/").url == "/sources/jia-2021/"


def test_search_follows_an_edited_name_and_a_new_one(curator):
    institution = make_institution(name="Old name", publication="draft")
    data = open_form(curator, institution) | {"name": "New name"}
    add_row(data, "names", name="Üniversite", kind="native", language="tr")

    send(curator, institution, data)

    assert Institution.objects.matching("new name").get() == institution
    assert Institution.objects.matching("universite").get() == institution
    assert not Institution.objects.matching("old name").exists()


NO_DATE = "is not a date the catalogue can read."


@pytest.mark.parametrize(
    ("make", "typed", "told"),
    [
        (
            make_institution,
            {"founded": "last spring"},
            [f"“last spring” {NO_DATE} {dates.EXPECTED}"],
        ),
        (
            make_spacecraft,
            {"launch": "2018-02-30"},
            [f"“2018-02-30” {NO_DATE}"],
        ),
        (
            make_source,
            {"doi": "doi:10.1126/sciadv.aaz1334"},
            ["A DOI begins with 10., like 10.1126/sciadv.aaz1334."],
        ),
        (make_country, {"code": "tr"}, ["Two capital letters, like TR."]),
        (
            make_country,
            {"code": "XQ"},
            ["XQ is not an ISO 3166-1 alpha-2 code, like TR or HK."],
        ),
    ],
)
def test_wrong_value_is_explained(curator, make, typed, told):
    record = make()
    before = canonical(record)

    response = send(curator, record, open_form(curator, record) | typed)

    assert [sentence for sentence in told if sentence not in words(response)] == []
    assert filled(response) | typed == filled(response)
    assert canonical(type(record).objects.get(pk=record.pk)) == before
