"""Every filter of countries, institutions and ILRS participations by its public name."""

import pytest

from tests.factories import cite, make_country, make_institution, make_participation, make_source
from tests.reading import listed, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def countries():
    for code, name in (("TR", "Türkiye"), ("SE", "Sweden"), ("AX", "Åland Islands")):
        country = make_country(code, name=name)
        country.refresh_search_text()
    turkey = make_country("TR")
    turkey.names.create(key="turkey", name="Turkey", kind="as-printed")
    turkey.refresh_search_text()


@pytest.mark.parametrize("address", ["/countries/", "/api/v1/countries/"])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["AX", "SE", "TR"]),
        ({"q": "turk"}, ["TR"]),
        ({"q": "Turkey"}, ["TR"]),
        ({"q": "se"}, ["SE"]),
        ({"q": "aland"}, ["AX"]),
        ({"q": "norway"}, []),
        ({"ordering": "-name"}, ["TR", "SE", "AX"]),
        ({"ordering": "code"}, ["AX", "SE", "TR"]),
        ({"ordering": "-code"}, ["TR", "SE", "AX"]),
    ],
)
def test_countries(client, countries, address, query, found):
    assert listed(client, address, **query) == found


@pytest.fixture
def institutions():
    sweden, china = make_country("SE", name="Sweden"), make_country("CN", name="China")
    institute = make_institution(
        slug="institute", name="Institute of Physics", acronym="IRF", kind="institute", country=sweden, founded="1957"
    )
    institute.names.create(key="native", name="Institutet för fysik", kind="native", language="sv")
    institute.refresh_search_text()
    make_institution(slug="agency", name="Agency", kind="agency", country=china, founded="1993")
    make_institution(
        slug="society", name="Society", kind="society", is_international=True, seat="Beijing", seat_country=china
    )


@pytest.mark.parametrize("address", ["/institutions/", "/api/v1/institutions/"])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["agency", "institute", "society"]),
        ({"q": "irf"}, ["institute"]),
        ({"q": "for fysik"}, ["institute"]),
        ({"kind": "agency"}, ["agency"]),
        ({"kind": ["agency", "society"]}, ["agency", "society"]),
        ({"kind": "company"}, []),
        ({"country": "SE"}, ["institute"]),
        ({"country": "CN"}, ["agency"]),  # not the society, which only sits in Beijing
        ({"country": ["CN", "SE"]}, ["agency", "institute"]),
        ({"country": "FJ"}, []),
        ({"ordering": "-name"}, ["society", "institute", "agency"]),
        ({"ordering": "founded"}, ["institute", "agency", "society"]),
        ({"ordering": "-founded"}, ["agency", "institute", "society"]),
    ],
)
def test_institutions(client, institutions, address, query, found):
    assert listed(client, address, **query) == found


@pytest.mark.parametrize(
    ("address", "query", "said"),
    [
        ("/institutions/", {"kind": "company"}, "0 institutions found. No institution in the catalogue fits"),
        ("/countries/", {"q": "norway"}, "0 countries and regions found. No country or region in the catalogue fits"),
    ],
)
def test_page_says_that_nothing_fits(client, address, query, said):
    page = read(client, address, **query)

    assert said in page.text
    assert "<table" not in page.html


@pytest.fixture
def participations():
    official = make_source(kind="official")
    signed = make_participation([{"kind": "signed", "date": "2024"}], slug="sweden", country=make_country("SE"))
    cite(signed, official, step=signed.steps.get())
    claimed = make_participation([{"kind": "claimed"}], slug="turkiye", country=make_country("TR", name="Türkiye"))
    cite(claimed, step=claimed.steps.get())
    make_participation(
        [{"kind": "linked"}],
        slug="society",
        level="organisation",
        institution=make_institution(name="Society", is_international=True),
    )
    make_participation(
        [{"kind": "named"}],
        slug="institute",
        level="institution",
        institution=make_institution(name="Institute", country=make_country("SE")),
    )
    make_participation(
        [{"kind": "named"}], slug="hawaii", level="institution", country=make_country("US"), place="Hawaii"
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["institute", "hawaii", "sweden", "society", "turkiye"]),
        ({"level": "national"}, ["sweden", "turkiye"]),
        ({"level": ["organisation", "institution"]}, ["institute", "hawaii", "society"]),
        ({"relation": "signatory"}, ["sweden"]),
        ({"relation": ["signatory", "linked"]}, ["sweden", "society"]),
        ({"relation": "initiator"}, []),
        ({"evidence": "signing-party"}, ["sweden"]),
        ({"evidence": "official-list"}, ["turkiye"]),
        ({"evidence": ["official-list", "unconfirmed"]}, ["institute", "hawaii", "society", "turkiye"]),
        ({"country": "SE"}, ["institute", "sweden"]),
        ({"country": "US"}, ["hawaii"]),
        ({"country": ["US", "TR"]}, ["hawaii", "turkiye"]),
        ({"country": "FJ"}, []),
        ({"country": "SE", "level": "national"}, ["sweden"]),
        ({"q": "turk"}, ["turkiye"]),
        ({"q": "hawaii"}, ["hawaii"]),
        ({"ordering": "-name"}, ["turkiye", "society", "sweden", "hawaii", "institute"]),
    ],
)
def test_participations(client, participations, query, found):
    assert listed(client, "/api/v1/ilrs-participations/", **query) == found
