"""Every filter of sources by its public name, through the page and the API alike."""

import pytest

from tests.factories import make_source
from tests.reading import listed, read

pytestmark = pytest.mark.django_db

both = pytest.mark.parametrize("address", ["/sources/", "/api/v1/sources/"])


@pytest.fixture
def sources():
    paper = {
        "slug": "paper",
        "kind": "paper",
        "reliability": "primary",
        "published": "2022-03",
    }
    author = make_source(
        title="Scientific objectives", label="Jia et al. 2022", **paper
    )
    author.authors.create(family="Jia", given="Yingzhuo")
    author.refresh_search_text()
    make_source(
        slug="news",
        title="A selection",
        kind="news",
        reliability="press",
        published="2025-04-24",
    )
    make_source(
        slug="page",
        title="Türkiye joins",
        kind="web-page",
        reliability="secondary",
        published="",
    )


@both
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["news", "paper", "page"]),
        ({"q": "scientific"}, ["paper"]),
        ({"q": "jia 2022"}, ["paper"]),
        ({"q": "yingzhuo"}, ["paper"]),
        ({"q": "turkiye"}, ["page"]),
        ({"q": "nothing"}, []),
        ({"kind": "paper"}, ["paper"]),
        ({"kind": ["news", "web-page"]}, ["news", "page"]),
        ({"reliability": "press"}, ["news"]),
        ({"reliability": ["press", "primary"]}, ["news", "paper"]),
        ({"year": "2025"}, ["news"]),
        ({"year": ["2022", "2025"]}, ["news", "paper"]),
        ({"year": "1999"}, []),
        ({"year_not": "2025"}, ["paper", "page"]),
        ({"ordering": "-title"}, ["page", "paper", "news"]),
        ({"ordering": "published"}, ["paper", "news", "page"]),
        ({"ordering": "-published"}, ["news", "paper", "page"]),
    ],
)
def test_sources(client, sources, address, query, found):
    assert listed(client, address, **query) == found


def test_page_says_that_nothing_fits(client, sources):
    page = read(client, "/sources/", kind="book")

    assert "0 sources found. No source in the catalogue fits all of these" in page.text
    assert not [
        link
        for link in page.links
        if link.startswith("/sources/") and link != "/sources/"
    ]


def counted_years(client, **query):
    answer = client.get("/api/v1/sources/", query | {"facets": "year"}).json()
    return {entry["value"]: entry["count"] for entry in answer["facets"]["year"]}


def test_sources_are_counted_by_year(client, sources):
    assert counted_years(client) == {"2022": 1, "2025": 1, None: 1}
    assert counted_years(client, reliability="primary", year="2025") == {
        "2022": 1,
        None: 0,
    }


def test_date_that_leaves_several_years_possible_counts_in_each(client):
    make_source(slug="either", published="[2021,2023]")
    make_source(slug="kept-up", published="2022/..")
    make_source(slug="until", published="../2021")

    assert counted_years(client) == {"2021": 2, "2022": 2, "2023": 2, None: 0}
    for year, found in {
        "2021": ["either", "until"],
        "2022": ["either", "kept-up"],
        "2023": ["either", "kept-up"],
        # Beyond the years that the sources name nothing is known.
        "2020": [],
        "2024": [],
        "2100": [],
    }.items():
        assert sorted(listed(client, "/api/v1/sources/", year=year)) == found
        assert counted_years(client, year=year) == {
            "2021": 2,
            "2022": 2,
            "2023": 2,
            None: 0,
        }
    assert listed(client, "/api/v1/sources/", year_not=["2100", "2023"]) == ["until"]


def test_years_of_an_open_date_are_those_of_all_sources(client):
    make_source(slug="kept-up", published="2022/..", kind="web-page")
    make_source(slug="until", published="../2023", kind="book")
    make_source(slug="first", published="2021", kind="news")
    make_source(slug="last", published="2024-02", kind="news")

    # A year between, which no source states, is one of them.
    assert counted_years(client, kind="web-page") == {
        "2022": 1,
        "2023": 1,
        "2024": 1,
        None: 0,
    }
    assert counted_years(client, kind="book") == {
        "2021": 1,
        "2022": 1,
        "2023": 1,
        None: 0,
    }
    assert listed(client, "/api/v1/sources/", kind="web-page", year="2024") == [
        "kept-up"
    ]
    page = read(client, "/sources/", kind="web-page")
    assert "Year 2024 1 2023 1 2022 1" in page.text


def test_page_offers_the_years_latest_first_and_counts_what_has_none(client, sources):
    page = read(client, "/sources/")

    assert "Year 2025 1 2022 1 Not stated: 1" in page.text


@both
@pytest.mark.parametrize("year", ["24", "20245", "2o24", "-2024", "٢٠٢٤", "0000"])
def test_what_is_no_year_is_refused(client, sources, address, year):
    response = client.get(address, {"year": year})

    assert response.status_code == 400
    assert f"year has no value “{year}”." in response.content.decode()
