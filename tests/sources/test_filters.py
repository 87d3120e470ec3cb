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
        "2030": ["kept-up"],
    }.items():
        assert sorted(listed(client, "/api/v1/sources/", year=year)) == found
    assert counted_years(client, year="2030")["2030"] == 1


def test_page_offers_the_years_latest_first_and_counts_what_has_none(client, sources):
    page = read(client, "/sources/")

    assert "Year 2025 1 2022 1 Not stated: 1" in page.text


@both
@pytest.mark.parametrize("year", ["24", "20245", "2o24", "-2024", "٢٠٢٤", "0000"])
def test_what_is_no_year_is_refused(client, sources, address, year):
    response = client.get(address, {"year": year})

    assert response.status_code == 400
    assert f"year has no value “{year}”." in response.content.decode()
