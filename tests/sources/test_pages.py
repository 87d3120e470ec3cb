"""What a reader sees of sources, and what every record page says at its end."""

import re

import pytest

from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_mission,
    make_payload,
    make_programme,
    make_source,
)
from tests.reading import read
from tests.worlds import make_world

pytestmark = pytest.mark.django_db
OF_TITLES_AND_FIGURES = re.compile(r"-(title|text|by)$|^(moon|figure|level|scope)-")


def test_page_states_what_the_source_is_and_how_it_was_read(client):
    source = make_source(
        slug="jia-2022",
        title="Scientific objectives",
        label="Jia et al. 2022",
        kind="paper",
        reliability="primary",
        et_al=True,
        container="Journal",
        volume="12",
        issue="3",
        pages="1-9",
        publisher="Press",
        published="2022-03",
        reading="part",
        checked="2025-05-01",
        doi="10.1000/182",
        archived_url="https://archive.example.org/1",
        note="The body was not available.",
    )
    source.authors.create(family="Jia", given="Yingzhuo")

    page = read(client, "/sources/jia-2022/")

    assert page.facts == {
        "Named here as": "Jia et al. 2022",
        "Authors": "Yingzhuo Jia et al.",
        "Published": "Journal 12(3), 1-9; Press; March 2022",
        "Kind": "paper; primary",
        "How it was read": "read in part, 1 May 2025",
        "Address": "https://doi.org/10.1000/182 (archived copy)",
    }
    assert "The body was not available." in page.text
    assert {
        "https://doi.org/10.1000/182",
        "https://archive.example.org/1",
        "/api/v1/sources/jia-2022/",
    } <= set(page.links)


def test_unknown_is_printed_in_words(client):
    make_source(slug="a", label="A", kind="news", no_link_reason="It was broadcast.")

    page = read(client, "/sources/a/")

    assert page.facts["Authors"] == "not stated"
    assert page.facts["Published"] == "date not given"
    assert page.facts["Address"] == "It was broadcast."
    assert "What cites it No record cites it yet." in page.text


def test_page_lists_the_facts_that_cite_it(client):
    source = make_source(slug="a")
    payload = make_payload(slug="camera", name="Camera")
    mass = payload.specifications.create(key="mass", quantity="mass", as_printed="2 kg")
    cite(payload, source, locator="p. 1", field="kind")
    cite(
        payload,
        source,
        locator="p. 2",
        specification=mass,
        stance="differs",
        as_printed="3 kg",
    )
    cite(
        make_mission(slug="change-4", name="Chang'e-4"),
        source,
        locator="title",
        stance="about",
    )
    cite(make_country("SE", name="Sweden"), source, locator="p. 4")

    page = read(client, "/sources/a/")

    assert "Sweden country: the record as a whole (p. 4)" in page.text
    assert "Chang'e-4 mission: is about the record as a whole (title)" in page.text
    assert "kind (p. 1)" in page.text
    assert "differs on specification “mass” (p. 2)" in page.text
    assert {"/countries/SE/", "/missions/change-4/", "/payloads/camera/"} <= set(
        page.links
    )


def test_page_shows_the_references_both_ways(client):
    citing, cited = (
        make_source(slug="citing", label="Citing 2022"),
        make_source(slug="cited", title="Cited paper"),
    )
    citing.references.create(
        number=14, cited=cited, as_printed="[14] KCLP.", note="It means KLCP."
    )

    there, back = read(client, "/sources/citing/"), read(client, "/sources/cited/")

    assert (
        there.parts["reference-14"]
        == "Cited paper as printed: [14] KCLP. It means KLCP."
    )
    assert "/sources/cited/" in there.links
    assert "Citing 2022, reference 14: [14] KCLP." in back.text
    assert "/sources/citing/#reference-14" in back.links


def test_list_shows_each_source(client):
    source = make_source(
        slug="a",
        title="A paper",
        container="Journal",
        published="2022",
        kind="paper",
        reliability="primary",
        reading="full",
    )
    source.authors.create(literal="CNSA")
    make_source(
        slug="b",
        title="B page",
        kind="web-page",
        reliability="secondary",
        reading="through-another",
    )

    page = read(client, "/sources/")

    assert "A paper CNSA; Journal; 2022; paper, primary; read in full" in page.text
    assert (
        "B page date not given; web page, secondary; known through another source"
        in page.text
    )
    assert {"/sources/a/", "/sources/b/"} <= set(page.links)


def test_list_tells_what_rests_on_each_source(client):
    paper, notice = make_source(title="A paper"), make_source(title="B notice")
    make_source(title="C unused")
    payload = make_payload()
    for number, source in enumerate((paper, notice)):
        cite(payload, source, field="kind", key=f"kind-{number}")
    cite(payload, paper, field="status", key="status")
    cite(make_payload(publication="draft"), notice, key="draft")

    page = read(client, "/sources/")

    assert "A paper" in page.text
    assert "; cited for 2 facts, alone for 1 B notice" in page.text
    assert page.text.count("alone for") == 1
    assert "; cited for 1 fact C unused" in page.text


def test_former_slug_redirects(client):
    make_source(slug="present", former_slugs="first second")

    response = client.get("/sources/second/")

    assert response.status_code == 301
    assert response["Location"] == "/sources/present/"


def test_unknown_slug_is_told(client):
    response = client.get("/sources/none/")

    assert response.status_code == 404
    assert "There is no source called “none”." in response.content.decode()


RECORD_PAGES = [
    "/payloads/a/",
    "/missions/a/",
    "/institutions/a/",
    "/sources/a/",
    "/countries/SE/",
    "/ilrs/",
]


@pytest.mark.parametrize(
    "address",
    [
        "/payloads/camera-0/",
        "/missions/change-0/",
        "/institutions/institute-0/",
        "/sources/paper-0/",
        "/ilrs/",
        "/totals/",
    ],
)
def test_every_fact_has_a_visible_permanent_link(client, address):
    make_world()
    page = read(client, address)

    # A row is named by its type and key, or by its record and key; a field by one word.
    headings = re.findall(r'<h2 id="([^"]+)"', page.html)
    facts = [
        name
        for name in page.parts
        if name
        and "-" in name
        and name not in headings
        and not OF_TITLES_AND_FIGURES.search(name)
    ]
    assert facts
    assert [name for name in facts if f"#{name}" not in page.links] == []


@pytest.fixture
def records():
    mission = make_mission(slug="a", name="Chang'e & co")
    make_payload(slug="a", name="Chang'e & co", mission=mission)
    make_institution(slug="a", name="Chang'e & co")
    make_source(slug="a", title="Chang'e & co")
    make_country("SE", name="Chang'e & co")
    make_programme(name="Chang'e & co")


@pytest.mark.parametrize("address", RECORD_PAGES)
@pytest.mark.parametrize(
    "report",
    [
        "mailto:editors@example.org?subject={record}",
        "https://forms.example.org/report?form=1&subject={record}",
        "https://forms.example.org/?about={record}&x=1",
    ],
)
def test_report_of_an_error_names_the_record(
    client, settings, records, address, report
):
    settings.SITE_URL = "https://catalogue.example.org"
    settings.CONTACT_URL = report.removesuffix("?subject={record}").removesuffix(
        "&subject={record}"
    )

    page = read(client, address)

    about = f"Error%20about%20Chang%27e%20%26%20co%20%28https%3A//catalogue.example.org{address}%29"
    assert report.replace("{record}", about) in page.links


@pytest.mark.parametrize("address", RECORD_PAGES)
def test_report_without_a_contact_address_is_said_to_be_impossible(
    client, settings, records, address
):
    settings.CONTACT_URL = ""

    page = read(client, address)

    assert (
        "Report an error: reports cannot be received yet; no contact address has been set."
        in page.text
    )
