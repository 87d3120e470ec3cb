"""The list of all citations, out of the tables of several record types."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.citations import all_citations
from tests.factories import (
    cite,
    make_mission,
    make_payload,
    make_source,
    make_total,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def citations():
    """A citation of a payload, one of a field of it, and one of a mission."""
    paper = make_source(slug="paper")
    news = make_source(slug="news")
    payload = make_payload(slug="camera")
    cite(payload, paper, locator="1")
    cite(payload, news, locator="2", field="kind")
    cite(make_mission(slug="change-4"), paper, locator="3")


def test_count_cut_and_iteration_agree(citations):
    by_locator = [citation["locator"] for citation in all_citations()]

    assert sorted(by_locator) == ["1", "2", "3"]
    assert all_citations().count() == 3
    assert [citation["locator"] for citation in all_citations()[1:3]] == by_locator[1:3]
    assert all_citations().first()["locator"] == by_locator[0]


def test_count_reads_keys_only(citations):
    with CaptureQueriesContext(connection) as queries:
        all_citations().count()

    [query] = queries.captured_queries
    assert "EXISTS" not in query["sql"]
    assert "sources_source" not in query["sql"]


def test_condition_narrows_the_citations_of_every_record_type(citations):
    of_paper = all_citations().filter(source__slug="paper")

    assert sorted(citation["locator"] for citation in of_paper) == ["1", "3"]


def alone_by_locator():
    """Return whether each citation alone supports something, by the place in its source."""
    return {
        citation["locator"]: citation["alone"]
        for citation in all_citations().values("locator", "alone")
    }


def test_citation_is_alone_where_no_other_source_names_one_of_its_fields():
    payload = make_payload(slug="rover")
    paper, book, page = make_source(), make_source(), make_source()
    cite(payload, paper, locator="both", field="status, status_date")
    cite(payload, book, locator="one", field="status")
    cite(payload, page, locator="none", field="status")

    # Only the first names the date.
    assert alone_by_locator() == {"both": True, "one": False, "none": False}


def test_names_of_fields_are_compared_whole():
    payload = make_payload(slug="rover")
    cite(payload, make_source(), locator="1", field="status_date")
    cite(payload, make_source(), locator="2", field="status")

    assert alone_by_locator() == {"1": True, "2": True}


def test_citation_is_alone_where_no_other_source_names_its_row():
    payload = make_payload(slug="rover")
    mass = payload.specifications.create(key="mass", quantity="mass", as_printed="2 kg")
    power = payload.specifications.create(key="power", quantity="power", as_printed="2")
    cite(payload, make_source(), locator="1", specification=mass)
    cite(payload, make_source(), locator="2", specification=mass)
    cite(payload, make_source(), locator="3", specification=power)

    assert alone_by_locator() == {"1": False, "2": False, "3": True}


def test_citation_of_the_whole_record_supports_nothing():
    payload = make_payload(slug="rover")
    cite(payload, make_source(), locator="whole")
    cite(payload, make_source(), locator="kind", field="kind")

    assert alone_by_locator() == {"whole": False, "kind": True}


def test_citation_of_a_record_that_is_one_statement_supports_it():
    total = make_total(mission=make_mission())
    cite(total, make_source(), locator="1")
    assert alone_by_locator() == {"1": True}

    cite(total, make_source(), locator="2")

    assert alone_by_locator() == {"1": False, "2": False}


def test_citation_that_differs_supports_nothing(citations):
    payload = make_payload(slug="rover")
    cite(payload, make_source(slug="book"), locator="4", field="kind")
    cite(
        payload,
        make_source(slug="page"),
        locator="5",
        field="kind",
        stance="differs",
        as_printed="a robot",
    )

    alone = {
        citation["locator"]: citation["alone"]
        for citation in all_citations().values("locator", "alone")
    }

    assert (alone["4"], alone["5"]) == (True, False)
