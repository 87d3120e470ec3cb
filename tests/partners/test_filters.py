"""Every filter of countries, institutions and ILRS participations by its public name."""

import pytest

from partners.models import Evidence
from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_participation,
    make_programme,
    make_source,
    sign_accords,
)
from tests.reading import get_json, listed, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def countries():
    for code, name in (("TR", "Türkiye"), ("SE", "Sweden"), ("AX", "Åland Islands")):
        country = make_country(code, name=name)
        country.refresh_search_text()
    sign_accords(make_country("SE"), "2024-04-16")
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
        ({"name_contains": "rki"}, ["TR"]),
        ({"name_contains": "turkey"}, []),  # its name, not another spelling of it
        ({"artemis_accords_before": "2024-05-01"}, ["SE"]),
        ({"artemis_accords_after": "2024-05-01"}, []),
        ({"ordering": "artemis_accords"}, ["SE", "AX", "TR"]),
    ],
)
def test_countries(client, countries, address, query, found):
    assert listed(client, address, **query) == found


@pytest.mark.parametrize("address", ["/countries/", "/api/v1/countries/"])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"artemis_accords_before": "2021-12-31"}, ["DE", "SE"]),
        ({"artemis_accords_after": "2025-07-01"}, ["DE"]),
        ({"artemis_accords_after": "2025-08-01"}, []),
        ({"ordering": "artemis_accords"}, ["SE", "DE", "NO"]),
        ({"ordering": "-artemis_accords"}, ["SE", "DE", "NO"]),
    ],
)
def test_signatures_of_the_accords_are_found_by_what_is_possible(
    client, address, query, found
):
    germany, sweden = make_country("DE"), make_country("SE")
    sign_accords(germany, "../2025-07")
    sign_accords(sweden, "2020-10-13")
    # Neither its signature for the ILRS, nor one that is no fact, nor one of an institution.
    norway = make_country("NO")
    make_participation([{"kind": "signed", "date": "2021"}], country=norway)
    doubted = sign_accords(norway, "2021")
    doubted.steps.update(rank="deprecated")

    assert listed(client, address, **query) == found


@pytest.mark.parametrize("address", ["/countries/", "/api/v1/countries/"])
@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2025-07-01", ["TH"]),
        ("2024-12-16", ["TH"]),
        ("2024-12-15", []),
        ("2025-07-24", ["SN", "TH"]),
    ],
)
def test_who_signed_both_by_a_day(client, address, day, found):
    thailand, senegal = make_country("TH"), make_country("SN")
    make_participation([{"kind": "signed", "date": "2024-04-05"}], country=thailand)
    sign_accords(thailand, "2024-12-16")
    make_participation([{"kind": "signed", "date": "2024-09-05"}], country=senegal)
    sign_accords(senegal, "2025-07-24")
    # Named in the ILRS, signed by an institution alone, only possibly signed, or signed in one alone.
    bahrain, peru, germany = make_country("BH"), make_country("PE"), make_country("DE")
    make_participation([{"kind": "named", "date": "2024"}], country=bahrain)
    sign_accords(bahrain, "2022-03-02")
    make_participation(
        [{"kind": "signed", "date": "2024"}],
        level="institution",
        country=peru,
        place="Lima",
    )
    sign_accords(peru, "2024-05-30")
    make_participation([{"kind": "signed", "date": "2024"}], country=germany)
    sign_accords(germany, "2024-01/2026")
    make_participation([{"kind": "signed", "date": "2023"}], country=make_country("BY"))

    assert listed(client, address, signed_both_by=day) == found


def test_who_signed_both_wants_a_day(client):
    answer = client.get("/api/v1/countries/?signed_both_by=yes")

    assert answer.status_code == 400
    assert "write a day as 2018-12-07" in answer.content.decode()


@pytest.fixture
def institutions():
    sweden, china = make_country("SE", name="Sweden"), make_country("CN", name="China")
    institute = make_institution(
        slug="institute",
        name="Institute of Physics",
        acronym="IRF",
        kind="institute",
        country=sweden,
        founded="1957",
    )
    institute.names.create(
        key="native", name="Institutet för fysik", kind="native", language="sv"
    )
    institute.refresh_search_text()
    make_institution(
        slug="agency", name="Agency", kind="agency", country=china, founded="1993"
    )
    make_institution(
        slug="society",
        name="Society",
        kind="society",
        is_international=True,
        seat="Beijing",
        seat_country=china,
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
        ({"name_contains": "te of phys"}, ["institute"]),
        ({"name_contains": "NCY"}, ["agency"]),
        ({"name_contains": "irf"}, []),
        ({"name_contains": "%"}, []),
    ],
)
def test_institutions(client, institutions, address, query, found):
    assert listed(client, address, **query) == found


@pytest.mark.parametrize(
    ("address", "query", "said"),
    [
        (
            "/institutions/",
            {"kind": "company"},
            "0 institutions found. No institution in the catalogue fits",
        ),
        (
            "/countries/",
            {"q": "norway"},
            "0 countries and regions found. No country or region in the catalogue fits",
        ),
    ],
)
def test_page_says_that_nothing_fits(client, address, query, said):
    page = read(client, address, **query)

    assert said in page.text
    assert "<table" not in page.html


@pytest.fixture
def participations():
    official = make_source(kind="official")
    signed = make_participation(
        [{"kind": "signed", "date": "2024"}], slug="sweden", country=make_country("SE")
    )
    cite(signed, official, step=signed.steps.get())
    claimed = make_participation(
        [{"kind": "claimed"}],
        slug="turkiye",
        country=make_country("TR", name="Türkiye"),
    )
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
        [{"kind": "named"}],
        slug="hawaii",
        level="institution",
        country=make_country("US"),
        place="Hawaii",
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["institute", "hawaii", "sweden", "society", "turkiye"]),
        ({"level": "national"}, ["sweden", "turkiye"]),
        (
            {"level": ["organisation", "institution"]},
            ["institute", "hawaii", "society"],
        ),
        ({"relation": "signatory"}, ["sweden"]),
        ({"relation": ["signatory", "linked"]}, ["sweden", "society"]),
        ({"relation": "initiator"}, []),
        ({"evidence": "signing-party"}, ["sweden"]),
        ({"evidence": "official-list"}, ["turkiye"]),
        (
            {"evidence": ["official-list", "unconfirmed"]},
            ["institute", "hawaii", "society", "turkiye"],
        ),
        ({"country": "SE"}, ["institute", "sweden"]),
        ({"country": "US"}, ["hawaii"]),
        ({"country": ["US", "TR"]}, ["hawaii", "turkiye"]),
        ({"country": "FJ"}, []),
        ({"country": "SE", "level": "national"}, ["sweden"]),
        ({"q": "turk"}, ["turkiye"]),
        ({"q": "hawaii"}, ["hawaii"]),
        (
            {"ordering": "-name"},
            ["turkiye", "society", "sweden", "hawaii", "institute"],
        ),
        (
            {"ordering": "signed"},
            ["sweden", "hawaii", "institute", "society", "turkiye"],
        ),
        ({"signed_after": "2024-12-31"}, ["sweden"]),
        ({"signed_before": "2024-01-01"}, ["sweden"]),
        ({"signed_after": "2025-01-01"}, []),
        ({"signed_before": "2023-12-31"}, []),
    ],
)
def test_participations(client, participations, query, found):
    assert listed(client, "/api/v1/ilrs-participations/", **query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"signed_after": "2024-01-01"}, ["apsco"]),
        ({"signed_before": "2023-12-31"}, ["apsco", "early", "initiator"]),
        ({"signed_after": "2023-04-26", "signed_before": "2024-04-23"}, ["early"]),
        ({"signed_after": "2023-07-08"}, ["apsco"]),
        ({"signed_after": "2022-01-01", "signed_before": "2022-12-31"}, ["early"]),
        ({"signed_after": "2024-07-01"}, []),
        ({"signed_before": "2020-01-01"}, ["early", "initiator"]),
    ],
)
def test_any_signature_is_asked_for(client, query, found):
    steps = {
        "apsco": [("signed", "2023-04-25"), ("signed", "2024-04-24")],
        "early": [("signed", "../2023-07-07"), ("entered-into-force", "2024-07-18")],
        "initiator": [("initiated", "2017")],
        "named": [("named", "2024-04-24"), ("signed", "")],
    }
    for slug, kinds in steps.items():
        make_participation(
            [{"kind": kind, "date": day} for kind, day in kinds],
            slug=slug,
            country=make_country(slug[:2].upper(), name=slug),
        )

    assert listed(client, "/api/v1/ilrs-participations/", **query) == found


def test_participations_are_found_by_every_name_of_who_takes_part(client):
    apsco = make_institution(
        name="Asia-Pacific Space Cooperation Organization", acronym="APSCO"
    )
    apsco.refresh_search_text()
    make_participation(slug="apsco", level="organisation", institution=apsco)
    turkey = make_country("TR", name="Türkiye")
    turkey.names.create(key="turkey", name="Turkey", kind="as-printed")
    turkey.refresh_search_text()
    make_participation(slug="turkiye", country=turkey)

    for query, found in {
        "apsco": "apsco",
        "pacific": "apsco",
        "turkey": "turkiye",
    }.items():
        assert listed(client, "/api/v1/ilrs-participations/", q=query) == [found]
    assert listed(client, "/api/v1/ilrs-participations/", q="norway") == []


@pytest.mark.parametrize(
    ("facet", "query", "expected"),
    [
        ("level", {}, {"institution": 2, "national": 2, "organisation": 1, None: 0}),
        ("relation", {}, {"linked": 1, "named": 3, "signatory": 1, None: 0}),
        (
            "relation",
            {"level": "national", "relation": "named"},
            {"named": 1, "signatory": 1, None: 0},
        ),
        ("evidence", {"relation": "signatory"}, {"signing-party": 1, None: 0}),
        ("country", {}, {"SE": 2, "TR": 1, "US": 1, None: 1}),
        # Equal participations are several, whichever filters found them.
        ("relation", {"evidence": "unconfirmed"}, {"linked": 1, "named": 2, None: 0}),
        (
            "relation",
            {"relation_not": "linked"},
            {"named": 3, "signatory": 1, None: 0},
        ),
        ("relation", {"level_not": "national"}, {"linked": 1, "named": 2, None: 0}),
        ("level", {"relation": "named"}, {"institution": 2, "national": 1, None: 0}),
        (
            "evidence",
            {"evidence_not": "press", "level": "institution"},
            {"unconfirmed": 2, None: 0},
        ),
        ("country", {"relation_not": "named"}, {"SE": 1, None: 1}),
        ("relation", {"as_of": "2024-12-31"}, {"signatory": 1, None: 0}),
        ("relation", {"as_of": "2023-12-31"}, {None: 0}),
    ],
)
def test_facets_of_participations(client, participations, facet, query, expected):
    found = get_json(client, "/api/v1/ilrs-participations/", facets=facet, **query)[
        "facets"
    ][facet]

    assert {entry["value"]: entry["count"] for entry in found} == expected


def test_facets_of_participations_bear_the_names_of_terms_and_countries(
    client, participations
):
    facets = get_json(
        client, "/api/v1/ilrs-participations/", facets="evidence,country"
    )["facets"]

    assert ("TR", "Türkiye") in [
        (entry["value"], entry["name"]) for entry in facets["country"]
    ]
    assert ("press", "reported by press") in [
        (value, str(label)) for value, label in Evidence.choices
    ]
    assert {entry["name"] for entry in facets["evidence"]} <= {
        *Evidence.labels,
        "not stated",
    }


def test_participations_are_filtered_by_programme(client):
    sweden = make_country("SE", name="Sweden")
    make_participation([{"kind": "named"}], slug="sweden", country=sweden)
    signature = sign_accords(sweden, "2024-04-16")
    other = make_programme(slug="third", name="Third")
    make_participation([{"kind": "named"}], slug="third-sweden", programme=other)
    address = "/api/v1/participations/"

    assert listed(client, address, programme="artemis-accords") == [signature.slug]
    assert listed(client, address, programme="ilrs", country="SE") == ["sweden"]
    assert len(listed(client, address)) == 3
    facets = get_json(client, address, facets="programme")["facets"]["programme"]
    assert {facet["value"]: facet["count"] for facet in facets} == {
        "artemis-accords": 1,
        "ilrs": 1,
        "third": 1,
        None: 0,
    }
    assert client.get(f"{address}?programme=artemis").status_code == 400
    assert listed(client, "/api/v1/ilrs-participations/") == ["sweden"]
