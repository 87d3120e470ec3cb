"""Every filter of announced totals and citations by its public name."""

import pytest

from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_mission,
    make_payload,
    make_programme,
    make_source,
    make_total,
)
from tests.reading import get_json, listed, refusal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["projects", "offer", "aim"]),
        ({"mission": "change-8"}, ["projects", "offer"]),
        ({"mission": "change-4"}, []),
        ({"mission": ["change-4", "change-8"]}, ["projects", "offer"]),
        ({"programme": "ilrs"}, ["aim"]),
        ({"measure": "payload-mass"}, ["offer"]),
        ({"measure": ["payload-mass", "countries-and-regions"]}, ["offer", "aim"]),
        ({"kind": "target"}, ["aim"]),
        ({"kind": ["target", "counted"]}, ["projects", "aim"]),
        ({"kind": "target", "mission": "change-8"}, []),
    ],
)
def test_announced_totals(client, query, found):
    make_mission(slug="change-4")
    eight, programme = make_mission(slug="change-8"), make_programme()
    make_total(slug="projects", mission=eight, date="2025-04")
    make_total(
        slug="offer",
        mission=eight,
        measure="payload-mass",
        kind="offered",
        low=200,
        high=200,
        date="2025-05",
    )
    make_total(
        slug="aim",
        programme=programme,
        measure="countries-and-regions",
        kind="target",
        low=50,
        high=None,
    )

    assert listed(client, "/api/v1/announced-totals/", **query) == found


@pytest.fixture
def citations():
    """Five citations, told apart by their locators."""
    paper = make_source(
        slug="paper", title="Paper", reliability="primary", published="2022-03"
    )
    news = make_source(slug="news", title="News", published="2024")
    payload = make_payload(slug="camera", name="Camera")
    cite(payload, paper, locator="1")
    cite(
        payload,
        news,
        locator="2",
        field="kind",
        stance="differs",
        as_printed="a telescope",
        confidence="medium",
    )
    cite(make_mission(slug="change-4"), paper, locator="3")
    cite(make_institution(slug="agency"), news, locator="4", confidence="low")
    cite(make_country("SE"), paper, locator="5", stance="about")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, "12345"),
        ({"source": "paper"}, "135"),
        ({"source": ["paper", "news"]}, "12345"),
        ({"record": "camera"}, "12"),
        ({"record": "SE"}, "5"),
        ({"record_type": "mission"}, "3"),
        ({"record_type": ["institution", "country"]}, "45"),
        ({"record_type": "spacecraft"}, ""),
        ({"stance": "differs"}, "2"),
        ({"stance": ["differs", "about"]}, "25"),
        ({"confidence": "low"}, "4"),
        ({"confidence": ["low", "medium"]}, "24"),
        ({"source": "news", "record": "camera", "stance": "differs"}, "2"),
        ({"source": "paper", "stance": "differs"}, ""),
        ({"q": "camera"}, "12"),
        ({"reliability": "primary"}, "135"),
        ({"reliability_not": "primary"}, "24"),
        ({"published_after": "2022-04-01"}, "24"),
        ({"published_before": "2022-03-01"}, "135"),
    ],
)
def test_citations(client, citations, query, found):
    answer = get_json(client, "/api/v1/citations/", **query)

    assert sorted(record["locator"] for record in answer["results"]) == list(found)
    assert answer["count"] == len(found)


@pytest.mark.parametrize(
    ("facet", "query", "expected"),
    [
        ("source", {}, {"paper": 3, "news": 2, None: 0}),
        ("source", {"source": "news", "confidence": "low"}, {"news": 1, None: 0}),
        (
            "record_type",
            {},
            {"payload": 2, "mission": 1, "institution": 1, "country": 1, None: 0},
        ),
        (
            "record_type",
            {"source": "paper"},
            {"payload": 1, "mission": 1, "country": 1, None: 0},
        ),
        ("stance", {"record_type": "payload"}, {"supports": 1, "differs": 1, None: 0}),
        ("confidence", {}, {"high": 3, "medium": 1, "low": 1, None: 0}),
        ("reliability", {"reliability": "press"}, {"primary": 3, "press": 2, None: 0}),
    ],
)
def test_facets_count_citations_of_every_record_type(
    client, citations, facet, query, expected
):
    found = get_json(client, "/api/v1/citations/", facets=facet, **query)["facets"][
        facet
    ]

    assert {entry["value"]: entry["count"] for entry in found} == expected


def test_facets_of_citations_are_named_and_cost_a_query_each(
    client, citations, count_queries
):
    answer = get_json(client, "/api/v1/citations/", facets="source,reliability")
    without, both = (
        count_queries(client.get, "/api/v1/citations/", query)
        for query in ({}, {"facets": "source,reliability"})
    )

    assert [entry["name"] for entry in answer["facets"]["source"]] == [
        "Paper",
        "News",
        "not stated",
    ]
    assert answer["facets"]["reliability"][0]["name"] == "primary"
    assert both == without + 2


def test_citations_stand_in_the_order_of_their_records(client):
    for slug, name in (("b", "Camera 9"), ("a", "Camera 10")):
        cite(make_payload(slug=slug, name=name))
    cite(make_country("SE"))

    records = get_json(client, "/api/v1/citations/")["results"]

    assert [
        (record["record_type"], record["record"]["name"]) for record in records
    ] == [
        ("country", "SE"),
        ("payload", "Camera 9"),
        ("payload", "Camera 10"),
    ]


@pytest.mark.parametrize(
    ("parameter", "given", "meant"),
    [
        ("record", "camra", "camera"),
        ("source", "papers", "paper"),
        ("record", "se", "SE"),
    ],
)
def test_unknown_record_or_source_is_told_the_nearest(
    client, citations, parameter, given, meant
):
    problem = refusal(client, "/api/v1/citations/", **{parameter: given})

    assert problem["parameters"][0].get("nearest", "") == meant
