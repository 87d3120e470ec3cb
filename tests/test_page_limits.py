"""No page of the shipped catalogue asks the database more than ten times, or is heavy to load."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import transaction
from django.db.models import Count
from django.test import Client

from history.recording import record_all_changes
from history.revision import current
from missions.models import Mission
from partners.models import Country, Institution
from payloads.filters import PayloadFilter
from payloads.models import Payload
from sources.models import Source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

LISTS = [
    "/",
    "/missions/",
    "/institutions/",
    "/countries/",
    "/sources/",
    "/changes/",
    "/downloads/",
    "/about/",
    "/api/docs/",
]
LISTS += [
    "/ilrs/",
    "/ilrs/?as_of=2023-05-01",
    "/totals/",
    "/coverage/",
    "/differences/",
]
LISTS += [
    "/search/",
    "/search/?q=of",
    "/search/?q=roskosmoss",
    "/payloads/no-such-payload/",
    "/payloads/?colour=red",
]
PAYLOAD_LISTS = [
    "/payloads/",
    "/payloads/?mission=change-8&country=PK",
    "/payloads/?q=camera&differs=true",
]
# The choices of the form of payloads that are records: mission, country, institution, spacecraft.
CHOICES_OF_RECORDS = 4
LOADED = re.compile(
    r'<(?:link rel="(?:stylesheet|icon)"|script|img|use)[^>]*? (?:href|src)="/static/([^"#]+)'
)


def largest(model, number=3):
    """Return the addresses of the records of a type that hold the most."""
    relation = "payloadcitations" if model is Source else "citations"
    records = (
        model.objects.published()
        .annotate(part_count=Count(relation))
        .order_by("-part_count", model.key_field)
    )
    return [record.get_absolute_url() for record in records[:number]]


@pytest.fixture(scope="module")
def visits(shipped, count_queries):
    """What each page costs by its address: its queries, and its kilobytes with every file that it loads, compressed."""
    pages = [
        *LISTS,
        *(
            address
            for model in (Payload, Mission, Institution, Country, Source)
            for address in largest(model)
        ),
    ]
    client = Client()
    visits = {
        address: visit(client, count_queries, address)
        for address in [*pages, *PAYLOAD_LISTS]
    }
    cited = current().number
    with transaction.atomic():
        Mission.objects.update(objectives="Rewritten.")
        record_all_changes()
        for page in (
            "/ilrs/",
            *(
                largest(model)[0]
                for model in (Payload, Mission, Institution, Country, Source)
            ),
        ):
            for revision in (cited, 1):  # a known one, and one from before the history
                address = f"{page}?revision={revision}"
                visits[address] = visit(client, count_queries, address)
        transaction.set_rollback(True)
    return visits


def visit(client, count_queries, address):
    answers = []
    queries = count_queries(lambda: answers.append(client.get(address)))
    page = answers[0].content
    files = {finders.find(name) for name in LOADED.findall(page.decode())}
    assert len(files) >= 3
    loaded = [page, *(Path(file).read_bytes() for file in files)]
    return queries, sum(len(gzip.compress(content, 6)) for content in loaded) / 1000


def test_no_page_asks_the_database_more_than_ten_times(visits):
    """A list of payloads asks once more for each facet."""
    facets = CHOICES_OF_RECORDS + len(PayloadFilter.facet_columns)
    allowed = dict.fromkeys(visits, 10) | dict.fromkeys(PAYLOAD_LISTS, 10 + facets)

    assert {
        address: queries
        for address, (queries, _) in visits.items()
        if queries > allowed[address]
    } == {}


def test_no_page_is_heavy(visits):
    """In thousands of bytes."""
    allowed = dict.fromkeys(visits, 100) | dict.fromkeys(PAYLOAD_LISTS, 60)

    assert {
        address: weight
        for address, (_, weight) in visits.items()
        if weight > allowed[address]
    } == {}
