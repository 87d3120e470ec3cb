"""What curators find at the front of the admin: what waits, what is not in order, what is old."""

import datetime
import re

import pytest
from django.core.management import CommandError, call_command

from catalog.workbench import sections
from partners.models import Institution
from payloads.models import Payload
from tests.admin_forms import address, log_in, open_form, send, words
from tests.factories import (
    cite_facts,
    make_institution,
    make_mission,
    make_payload,
    make_source,
    make_total,
)

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 28)


@pytest.fixture
def curator(client):
    return log_in(client, is_superuser=True)


def lines(heading):
    """Return the sentences under a heading, each with the names of its records; none where it is left out."""
    found = dict(sections(TODAY)).get(heading, [])
    return [
        (", ".join(str(record) for record in line.records), line.sentence)
        for line in found
    ]


def test_front_of_the_admin_leads_to_the_lists_of_what_waits(curator):
    make_institution(name="Draft A", slug="a", publication="draft")
    make_institution(name="Draft B", slug="b", publication="draft")
    make_institution(name="Public", slug="c")

    page = curator.get("/admin/").content.decode()

    link = re.search(r'<a href="([^"]*)">institutions, draft: 2</a>', page)
    listed = curator.get(link[1]).context_data["cl"].queryset
    assert [institution.name for institution in listed] == ["Draft A", "Draft B"]


def test_a_draft_stands_with_whose_it_is_and_since_when(curator):
    data = open_form(curator, Institution)
    data |= {"name": "Kiel", "slug": "kiel", "kind": "university"}
    send(curator, Institution, data)
    make_institution(name="Bonn", slug="bonn", publication="in-review")
    today = f"{datetime.datetime.now(datetime.UTC).date():%-d %B %Y}"

    assert lines("Drafts and records in review") == [
        ("Bonn", "in review; loaded from a file"),
        ("Kiel", f"draft; by curator, since {today}"),
    ]


def test_what_checkcatalog_reports_stands_there_with_links_to_the_forms(
    curator, capsys
):
    first = make_source(slug="a", url="https://example.org/1")
    second = make_source(slug="b", url="https://example.org/1")
    institution = make_institution(name="Kiel")

    page = curator.get("/admin/attention/").content.decode()
    with pytest.raises(CommandError):
        call_command("checkcatalog")

    text = re.sub(r"\s+", " ", page)
    reported = capsys.readouterr().out.splitlines()
    assert len(reported) == 4
    for sentence in reported:
        assert sentence.partition(": ")[2].replace("'", "&#x27;") in text
    for record in (first, second, institution):
        assert f'href="{address(record)}"' in page


def test_statuses_of_more_than_a_year_ago_are_to_be_looked_at_again():
    mission = make_mission(name="Chang'e-9", status="operating", status_date="2019")
    make_payload(
        mission=mission, name="Old", status="operating", status_date="2025-11-27"
    )
    make_payload(
        mission=mission, name="Recent", status="operating", status_date="2025-12"
    )
    make_payload(mission=mission, name="Over", status="ended", status_date="2019")

    assert [name for name, _ in lines("Statuses told more than a year ago")] == [
        "Old",
        "Chang'e-9",
    ]


def test_gaps_of_more_than_a_year_ago_are_to_be_looked_at_again():
    payload = make_payload(name="Camera")
    for fact, looked in (("mass", "2025-05"), ("power", "2026-11-20")):
        payload.gaps.create(key=fact, fact=fact, finding="not-found", looked=looked)

    assert lines("Gaps looked for more than a year ago") == [
        ("Camera", "Mass: not found, looked for on May 2025.")
    ]


def test_totals_that_do_not_reconcile_are_named():
    mission = make_mission()
    make_total(title="Four", mission=mission, low=4, high=4)

    assert lines("Announced totals that differ from the count") == [
        ("Four", "4 unexplained: announced, not found by name.")
    ]


def test_an_empty_catalogue_needs_no_attention(curator):
    assert "Nothing needs attention." in words(curator.get("/admin/attention/"))


def test_last_changes_stand_with_who_made_them(curator):
    payload = make_payload(name="Old name")
    cite_facts(payload)
    cite_facts(payload.mission)
    data = open_form(curator, payload)
    send(curator, payload, data | {"name": "New name", "change_reason": "Misprint"})
    assert Payload.objects.get().name == "New name"

    for path in ("/admin/", "/admin/attention/"):
        page = curator.get(path).content.decode()
        text = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", page))
        assert re.search(r"New name: [a-z ]+, curator, .* UTC; Misprint", text)


def test_a_reader_does_not_see_it(client):
    response = client.get("/admin/attention/")

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_the_front_costs_the_same_however_much_waits(curator, count_queries):
    make_institution(publication="draft")
    curator.get("/admin/")
    one = count_queries(curator.get, "/admin/")
    for number in range(5):
        make_institution(slug=f"draft-{number}", publication="draft")

    assert count_queries(curator.get, "/admin/") == one
