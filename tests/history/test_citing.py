import json
from datetime import UTC, date, datetime

import pytest

from history.citing import citation_text, record_state
from history.models import Revision
from history.revision import current
from payloads.models import Payload
from tests.factories import cite, make_payload, make_programme, make_source
from tests.worlds import double_rows, make_world

pytestmark = pytest.mark.django_db
MAY = datetime(2026, 5, 3, tzinfo=UTC)


def test_the_text_names_record_state_evidence_address_and_day(settings):
    settings.SITE_URL = "https://catalogue.example.org"
    payload = make_payload(slug="asan", name="Analyzer")
    cite(payload, make_source(published="2024-07-03"))
    stored = Payload.objects.for_detail().get(slug="asan")

    text = citation_text(
        stored, Revision(number=12, moved_at=MAY), today=date(2026, 11, 20)
    )

    assert text == (
        f"“Analyzer”, {settings.CATALOGUE_TITLE}, revision 12 of 3 May 2026, state {record_state(stored)}, "
        "evidence through 3 July 2024, https://catalogue.example.org/payloads/asan/?revision=12, "
        "accessed 20 November 2026."
    )


def test_the_state_moves_with_the_record():
    payload = make_payload(slug="asan")
    before = record_state(Payload.objects.for_detail().get(slug="asan"))
    payload.summary = "Another."
    payload.save()

    assert record_state(Payload.objects.for_detail().get(slug="asan")) != before


def test_the_page_ends_with_its_citation(client):
    page = client.get(make_payload(slug="asan").get_absolute_url()).content.decode()

    assert "Cite this record" in page
    assert "/cite/payload/asan.ris" in page


@pytest.mark.parametrize(
    ("extension", "pieces"),
    [
        (
            "bib",
            ['version = "revision {0}"', 'note = "revision {0} of 3 May 2026; state'],
        ),
        (
            "ris",
            [
                "ET  - revision {0}",
                "N1  - revision {0} of 3 May 2026; state",
                "PY  - 2026/05/03",
            ],
        ),
        (
            "json",
            ['"version": "revision {0}"', '"note": "revision {0} of 3 May 2026; state'],
        ),
    ],
)
def test_each_format_names_the_revision_its_day_and_the_address_that_tells_of_changes(
    client, extension, pieces
):
    make_payload(slug="asan")
    Revision.objects.update(moved_at=MAY)

    content = client.get(f"/cite/payload/asan.{extension}").content.decode()

    for piece in [*pieces, "/payloads/asan/?revision={0}"]:
        assert piece.format(current()) in content


def test_the_programme_can_be_cited(client):
    make_programme(name="Station")

    assert "/cite/programme/ilrs.bib" in client.get("/ilrs/").content.decode()
    assert "TI  - Station" in client.get("/cite/programme/ilrs.ris").content.decode()


@pytest.mark.parametrize(
    ("extension", "piece"),
    [
        ("bib", "@misc{payload-asan,"),
        ("ris", "TI  - Analyzer"),
        ("json", '"title": "Analyzer"'),
    ],
)
def test_a_record_can_be_cited_in_each_format(client, extension, piece):
    make_payload(slug="asan", name="Analyzer")

    answer = client.get(f"/cite/payload/asan.{extension}")

    assert piece in answer.content.decode()
    assert f'filename="payload-asan.{extension}"' in answer["Content-Disposition"]


def test_papers_of_a_payload_come_as_one_file_with_their_kind(client):
    payload = make_payload(slug="asan")
    paper = make_source(
        slug="wieser-2020",
        title="The ASAN",
        kind="paper",
        doi="10.1007/s11214-020-00691-w",
        published="2020-06",
    )
    paper.authors.create(family="Wieser", given="Martin")
    payload.papers.create(key="wieser-2020", source=paper, kind="instrument")

    (item,) = json.loads(client.get("/cite/payload/asan/papers.json").content)
    ris = client.get("/cite/payload/asan/papers.ris").content.decode()
    bibtex = client.get("/cite/payload/asan/papers.bib").content.decode()

    assert item["note"] == "instrument paper"
    assert item["issued"] == {"date-parts": [[2020, 6]]}
    assert item["author"] == [{"family": "Wieser", "given": "Martin"}]
    assert "AU  - Wieser, Martin" in ris
    assert "Wieser, Martin" in bibtex
    assert "10.1007/s11214-020-00691-w" in bibtex


@pytest.mark.parametrize(
    "address",
    ["/cite/payload/nope.bib", "/cite/payload/asan.doc", "/cite/rocket/asan.bib"],
)
def test_what_cannot_be_cited_is_not_found(client, address):
    make_payload(slug="asan")

    answer = client.get(address)

    assert answer.status_code == 404
    assert "There is no" in answer.content.decode()


@pytest.mark.parametrize("extension", ["bib", "ris", "json"])
def test_a_citation_costs_the_same_however_much_the_record_holds(
    client, count_queries, extension
):
    world = make_world()
    address = f"/cite/programme/ilrs.{extension}"
    one = count_queries(client.get, address)
    double_rows(world.programme)
    for _ in range(3):
        cite(world.programme, make_source(published="2024-07-03"))

    assert b"3 July 2024" in client.get(address).content
    assert count_queries(client.get, address) == one <= 5
