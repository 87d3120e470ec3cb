"""Every address that the shipped catalogue gives out leads somewhere, to the very place it names."""

from urllib.parse import urldefrag, urlsplit

import pytest
from django.db.models import Count

from config.router import router
from tests.reading import Page, get_json
from tests.worlds import RECORD_MODELS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

RECORDS = [
    prefix
    for prefix, _, _ in router.registry
    if prefix not in ("citations", "search", "vocabularies")
]
RECORDS.remove("ilrs-counts")
RECORDS.remove("changes")
LISTS = [
    "/",
    "/payloads/",
    "/missions/",
    "/institutions/",
    "/countries/",
    "/sources/",
    "/totals/",
    "/ilrs/",
]
LISTS += ["/coverage/", "/differences/", "/changes/"]


# What is read by programs rather than readers.
FILES = ("/api/", "/changes/feed/", "/downloads/", "/cite/")


def some(records, number=8):
    """Return some of many records, the first among them, spread evenly: reading every page takes minutes."""
    return records[:: -(-len(records) // number)]


@pytest.fixture(scope="module")
def visited():
    """The pages read so far by their address, so that each is read once."""
    return {}


def visit(client, visited, address):
    """Return the ``Page`` at an address without its fragment, or the status that it answers instead."""
    if address not in visited:
        response = client.get(address)
        visited[address] = (
            Page(response.content.decode())
            if response.status_code == 200
            else response.status_code
        )
    return visited[address]


def records_of(client, resource):
    return get_json(client, f"/api/v1/{resource}/", page_size="500")["results"]


@pytest.mark.parametrize("resource", RECORDS)
def test_page_of_every_record_holds_its_place(client, visited, resource):
    records = some(records_of(client, resource))

    for record in records:
        assert record["html_url"].startswith("http://testserver/")
        address, fragment = urldefrag(
            record["html_url"].removeprefix("http://testserver")
        )
        page = visit(client, visited, address)
        assert isinstance(page, Page), f"{address} answers {page}"
        assert not fragment or fragment in page.parts, (
            f"{address} has no part {fragment}"
        )

    assert records


@pytest.mark.parametrize("resource", [*RECORDS, "citations", "vocabularies"])
def test_address_of_a_record_answers_with_it(client, resource):
    for record in some(records_of(client, resource)):
        assert get_json(client, urlsplit(record["url"]).path)["url"] == record["url"]


def test_page_of_every_search_result_is_there(client, visited):
    results = get_json(client, "/api/v1/search/", q="change", page_size="500")[
        "results"
    ]

    pages = [
        visit(client, visited, urlsplit(record["html_url"]).path)
        for record in some(results)
    ]

    assert len(results) > 10
    assert [page for page in pages if not isinstance(page, Page)] == []


def test_every_link_of_every_page_leads_to_its_place(client, visited):
    for address in LISTS:
        visit(client, visited, address)
    # By itself, too, the test reads many pages, and not only those that other tests have read.
    for model in RECORD_MODELS:
        for record in some(list(model.objects.published().for_naming()), 14):
            visit(client, visited, urldefrag(record.get_absolute_url())[0])
    pages = {
        address: page for address, page in visited.items() if isinstance(page, Page)
    }
    known = {
        record.get_absolute_url()
        for model in RECORD_MODELS
        for record in model.objects.published().for_naming()
    }

    astray = []
    for address, page in pages.items():
        for link in page.links:
            target, fragment = urldefrag(link)
            if (
                not target.startswith("/")
                or target.startswith(FILES)
                or (target in known and not fragment)
            ):
                continue
            if target not in visited and len(visited) > len(pages) + 30:
                continue  # enough pages have been read; a part of another is taken on trust
            found = visit(client, visited, target)
            if not isinstance(found, Page) or (
                fragment and fragment not in found.parts
            ):
                astray.append((address, link))

    assert len(pages) > 60
    assert astray == []


@pytest.mark.parametrize(
    "model",
    [model for model in RECORD_MODELS if model.record_type.citations],
    ids=lambda one: one.__name__,
)
def test_every_citation_is_seen_on_the_page_of_its_record(client, visited, model):
    records = (
        model.objects.published()
        .annotate(size=Count("citations"))
        .order_by("-size", model.key_field)
    )
    for record in records.prefetch_related("citations__source")[:8]:
        address, fragment = urldefrag(record.get_absolute_url())
        page = visit(client, visited, address)
        text = page.parts[fragment] if fragment else page.text
        for citation in record.citations.all():
            place = f", {citation.place}" if citation.place else ""
            assert f"{citation.source.label}{place} (" in text
            assert citation.source.get_absolute_url() in page.links
            assert " ".join(citation.note.split()) in text
