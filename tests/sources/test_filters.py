"""Every filter of sources by its public name, through the page and the API alike."""

import pytest

from tests.factories import make_source
from tests.reading import listed, read

pytestmark = pytest.mark.django_db

both = pytest.mark.parametrize("address", ["/sources/", "/api/v1/sources/"])


@pytest.fixture
def sources():
    paper = {"slug": "paper", "kind": "paper", "reliability": "primary", "published": "2022-03"}
    author = make_source(title="Scientific objectives", label="Jia et al. 2022", **paper)
    author.authors.create(family="Jia", given="Yingzhuo")
    author.refresh_search_text()
    make_source(slug="news", title="A selection", kind="news", reliability="press", published="2025-04-24")
    make_source(slug="page", title="Türkiye joins", kind="web-page", reliability="secondary", published="")


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
    assert not [link for link in page.links if link.startswith("/sources/") and link != "/sources/"]
