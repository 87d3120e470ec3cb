"""The list of all citations, out of the tables of several record types."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.citations import all_citations
from tests.factories import cite, make_mission, make_payload, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def citations():
    """Two citations of a payload, of which the field has one supporter, and one of a mission."""
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


def test_citation_for_the_whole_record_supports_each_of_its_fields(citations):
    alone = {
        citation["locator"]: citation["alone"]
        for citation in all_citations().values("locator", "alone")
    }

    # The citation for the kind does not support all else that the one for the whole payload does.
    assert alone == {"1": True, "2": False, "3": True}


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
