"""What the filters of every list have in common: leaving out, ranges, counts by facet, fewer fields."""

import pytest
from rest_framework.throttling import BaseThrottle

from config.router import router
from payloads.api import PayloadViewSet
from payloads.models import Payload
from tests.factories import (
    make_country,
    make_institution,
    make_mission,
    make_payload,
    make_provision,
    make_source,
    make_spacecraft,
)
from tests.reading import get_json, listed, read, refusal

pytestmark = pytest.mark.django_db
PAYLOADS = "/api/v1/payloads/"
both = pytest.mark.parametrize("address", ["/payloads/", PAYLOADS])


@pytest.fixture
def payloads():
    """A camera of Sweden, a rover of Sweden and Germany, a robot of nobody named."""
    sweden, germany = (
        make_country("SE", name="Sweden"),
        make_country("DE", name="Germany"),
    )
    four, eight = (
        make_mission(slug="four", name="Four"),
        make_mission(slug="eight", name="Eight"),
    )
    institute, company = (
        make_institution(slug="institute", country=sweden),
        make_institution(country=germany),
    )
    host = make_spacecraft(slug="lander", mission=four)
    make_payload(
        [institute],
        slug="camera",
        name="a",
        mission=four,
        host=host,
        discipline="imaging",
    )
    rover = make_payload(
        [institute, company],
        slug="rover",
        name="b",
        mission=eight,
        kind="rover",
        status="ended",
    )
    make_provision(rover, make_institution(country=sweden), role="joint")
    make_payload(slug="robot", name="c", mission=eight, kind="robot")


@both
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"mission_not": "four"}, ["rover", "robot"]),
        ({"country_not": "DE"}, ["camera", "robot"]),
        ({"country_not": ["DE", "SE"]}, ["robot"]),
        ({"country": "SE", "country_not": "DE"}, ["camera"]),
        ({"country_not": "FJ"}, ["camera", "rover", "robot"]),
        ({"kind_not": ["camera", "rover"]}, ["robot"]),
        ({"spacecraft_not": "lander"}, ["rover", "robot"]),
        ({"institution_not": "institute"}, ["robot"]),
        ({"discipline_not": "imaging"}, ["rover", "robot"]),
    ],
)
def test_what_is_left_out(client, address, payloads, query, found):
    assert sorted(listed(client, address, **query)) == sorted(found)


def test_every_filter_of_several_values_leaves_out_too(client, world):
    lists = set()
    for resource, view, _ in router.registry:
        filters = getattr(getattr(view, "filterset_class", None), "base_filters", {})
        for name in [name for name in filters if name.endswith("_not")]:
            response = client.get(f"/api/v1/{resource}/", {name: "nothing of the kind"})
            told = response.json()["parameters"][0]
            assert (response.status_code, told["parameter"]) == (400, name)
            lists.add(told["valid"])

    assert {client.get(address).status_code for address in lists} == {200}


def test_rows_and_citations_are_left_out(client, world):
    stances = {
        one["stance"]
        for one in get_json(client, "/api/v1/citations/", stance_not="supports")[
            "results"
        ]
    }
    roles = {
        one["role"]
        for one in get_json(client, "/api/v1/provisions/", role_not="lead")["results"]
    }
    participations = get_json(
        client, "/api/v1/ilrs-participations/", relation_not="named"
    )["results"]

    assert stances == {"differs"}
    assert roles == {"partner"}
    assert {one["relation"] for one in participations} == {"signatory", "linked"}


@pytest.fixture
def weighed():
    """Payloads of 500 g, about 30 to 40 kg, at least 100 kg, and one whose doubted figure alone is 30 kg."""
    for slug, low, high, unit, rank in (
        ("a", 500, 500, "g", "preferred"),
        ("b", 30, 40, "kg", "preferred"),
        ("c", 100, None, "kg", "preferred"),
        ("d", 30, 30, "kg", "deprecated"),
    ):
        row = {
            "key": "mass",
            "quantity": "mass",
            "as_printed": slug,
            "low": low,
            "high": high,
        }
        make_payload(slug=slug, name=slug).specifications.create(
            unit=unit, rank=rank, **row
        )
    make_payload(slug="e", name="e").specifications.create(
        key="power", quantity="power", low=35, high=35, unit="W"
    )


@both
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"mass_kg_max": "0.5"}, ["a"]),
        ({"mass_kg_min": "0.51"}, ["b", "c"]),
        ({"mass_kg_min": "35", "mass_kg_max": "36"}, ["b"]),
        ({"mass_kg_min": "200"}, ["c"]),
        ({"mass_kg_min": "41", "mass_kg_max": "99"}, []),
        ({"power_w_min": "35", "power_w_max": "35"}, ["e"]),
        ({"missing": "mass"}, ["e"]),
        ({"missing_not": "mass"}, ["a", "b", "c", "d"]),
        ({"missing": ["mass", "power"]}, []),
        ({"missing": ["mass", "dimensions"]}, ["e"]),
        ({"missing_not": ["mass", "power"]}, []),
        ({"missing_not": ["mass", "dimensions"]}, []),
        ({"missing_not": ["mass", "provider"]}, []),
        ({"missing_not": ["mass", "kind"]}, ["a", "b", "c", "d"]),
    ],
)
def test_masses_and_powers(client, address, weighed, query, found):
    assert listed(client, address, **query) == found


def test_page_offers_to_drop_facts_that_are_all_missing(client, weighed):
    page = read(client, "/payloads/", missing=["mass", "power"])

    assert "Without Not known: mass and power, 5 payloads." in page.text


def test_figures_of_one_quantity_have_a_range(client, weighed):
    found = get_json(
        client,
        "/api/v1/specifications/",
        quantity="mass",
        si_min="30",
        si_max="90",
        rank="preferred",
    )

    assert [row["as_printed"] for row in found["results"]] == ["b"]
    assert (
        refusal(client, "/api/v1/specifications/", si_min="30")["parameters"][0][
            "parameter"
        ]
        == "si_min"
    )


@pytest.mark.parametrize(
    "value",
    [
        "NaN",
        "Infinity",
        "-Infinity",
        "1e400",
        "9" * 400,
        "1.0000001",
        "x",
        "0x10",
        "１x",
    ],
)
def test_number_that_is_none_is_refused(client, value):
    assert (
        refusal(client, PAYLOADS, mass_kg_min=value)["parameters"][0]["parameter"]
        == "mass_kg_min"
    )


@pytest.mark.parametrize(
    ("address", "query", "found"),
    [
        ("/api/v1/sources/", {"published_after": "2022-04-01"}, ["late"]),
        ("/api/v1/sources/", {"published_before": "2022-03-01"}, ["early"]),
        (
            "/api/v1/sources/",
            {"published_before": "2022-03-01", "published_after": "2022-03-31"},
            None,
        ),
        ("/sources/", {"published_after": "2022-04-01"}, ["late"]),
        ("/api/v1/sources/", {"doi": "10.1000/x"}, ["late"]),
    ],
)
def test_possible_days(client, address, query, found):
    make_source(slug="early", published="2022-03")
    make_source(slug="late", published="2024", doi="10.1000/x")
    make_source(slug="undated")

    if found is None:
        assert "nothing can lie between" in refusal(client, address, **query)["detail"]
    else:
        assert listed(client, address, **query) == found


@pytest.mark.parametrize(
    "query",
    [
        {"launched_after": "2020-01-02", "launched_before": "2020-01-01"},
        {"status_after": "2020-01-02", "status_before": "2020-01-01"},
        {"mass_kg_min": "3", "mass_kg_max": "2"},
    ],
)
@both
def test_range_that_ends_before_it_begins_is_refused(client, address, query):
    response = client.get(address, query)

    assert response.status_code == 400
    said = " and ".join(f"{name} is {value}" for name, value in query.items())
    assert f"{said}: nothing can lie between." in response.content.decode()


def counts(client, facet, **query):
    """Return how many results each value of a facet has."""
    found = get_json(client, PAYLOADS, facets=facet, page_size="1", **query)["facets"][
        facet
    ]
    return {entry["value"]: entry["count"] for entry in found}


def test_facets_count_beside_results(client, payloads):
    answer = get_json(client, PAYLOADS, facets="mission,kind")

    assert answer["facets"]["mission"] == [
        {"value": "eight", "name": "Eight", "count": 2},
        {"value": "four", "name": "Four", "count": 1},
        {"value": None, "name": "not stated", "count": 0},
    ]
    assert [entry["name"] for entry in answer["facets"]["kind"]] == [
        "camera",
        "robot",
        "rover",
        "not stated",
    ]
    assert "facets" not in get_json(client, PAYLOADS)


@pytest.mark.parametrize(
    ("facet", "query", "expected"),
    [
        ("country", {}, {"SE": 2, "DE": 1, None: 1}),
        ("country", {"country": "DE"}, {"SE": 2, "DE": 1, None: 1}),
        ("country", {"country": "DE", "mission": "eight"}, {"SE": 1, "DE": 1, None: 1}),
        ("kind", {"country": "DE"}, {"rover": 1, None: 0}),
        ("kind", {"kind": "camera"}, {"camera": 1, "robot": 1, "rover": 1, None: 0}),
        (
            "kind",
            {"kind": ["camera", "rover"], "mission": "eight"},
            {"robot": 1, "rover": 1, None: 0},
        ),
        ("discipline", {}, {"imaging": 1, None: 2}),
        ("spacecraft", {}, {"lander": 1, None: 2}),
        ("status", {"q": "a"}, {"selected": 1, None: 0}),
    ],
)
def test_facet_is_not_narrowed_by_its_own_choice(
    client, payloads, facet, query, expected
):
    assert counts(client, facet, **query) == expected


def test_facet_of_countries_counts_what_involvement_asks_for(client):
    payload = make_payload([make_institution(country=make_country("HK"))])
    make_provision(
        payload, make_institution(country=make_country("ZA")), counts_as="not-counted"
    )

    assert counts(client, "country") == {"HK": 1, None: 0}
    assert counts(client, "country", involvement="any") == {"HK": 1, "ZA": 1, None: 0}


def test_each_facet_costs_one_query(client, count_queries, payloads):
    one = count_queries(get_json, client, PAYLOADS, facets="mission")

    assert (
        count_queries(get_json, client, PAYLOADS, facets="mission,country,kind,status")
        == one + 3
    )
    assert count_queries(get_json, client, PAYLOADS) == one - 1


@pytest.mark.parametrize("resource", [prefix for prefix, view, _ in router.registry])
def test_every_facet_of_every_list_answers(client, world, resource):
    [view] = [view for prefix, view, _ in router.registry if prefix == resource]
    columns = getattr(getattr(view, "filterset_class", None), "facet_columns", {})

    if columns:
        answer = get_json(client, f"/api/v1/{resource}/", facets=",".join(columns))
        assert all(
            sum(entry["count"] for entry in facet) >= answer["count"]
            for facet in answer["facets"].values()
        )
    else:
        query = {"q": "x"} if resource == "search" else {}
        assert refusal(client, f"/api/v1/{resource}/", facets="kind", **query)


def test_no_filter_merges_equal_results():
    """SELECT DISTINCT would count the results of one value as one."""
    merging = []
    for resource, view, _ in router.registry:
        filters = getattr(getattr(view, "filterset_class", None), "base_filters", {})
        merging += [
            f"{resource} {name}"
            for name, declared in filters.items()
            if declared.distinct
        ]

    assert merging == []


@pytest.fixture
def rows():
    """Rows of two payloads of two missions, so that every order of theirs is another than they were made in."""
    four, eight = (
        make_mission(slug="four", name="Four"),
        make_mission(slug="eight", name="Eight"),
    )
    sweden, germany = (
        make_country("SE", name="Sweden"),
        make_country("DE", name="Germany"),
    )
    institute, company = (
        make_institution(slug="institute", name="Institute", country=sweden),
        make_institution(slug="company", name="Company", country=germany),
    )
    for slug, mission, partner, mass, day in (
        ("b", four, institute, 3, "2020"),
        ("a", eight, company, 5, "2019"),
        ("c", four, company, 1, ""),
    ):
        payload = make_payload([partner], slug=slug, name=slug, mission=mission)
        payload.specifications.create(
            key="mass",
            quantity="mass",
            as_printed=f"{mass} kg",
            low=mass,
            high=mass,
            unit="kg",
        )
        payload.results.create(key="result", title="Result", date=day)
    for mission, latitude in ((four, "-45"), (eight, "-88")):
        mission.sites.create(
            key="site",
            kind="target",
            name="Site",
            latitude_deg=latitude,
            longitude_deg="10",
        )


@pytest.mark.parametrize(
    ("resource", "query", "found"),
    [
        ("provisions", {"ordering": "payload"}, "a.company b.institute c.company"),
        ("provisions", {"ordering": "-payload"}, "c.company b.institute a.company"),
        ("provisions", {"ordering": "institution"}, "a.company c.company b.institute"),
        ("provisions", {"ordering": "-country"}, "b.institute a.company c.company"),
        ("provisions", {"ordering": "mission"}, "a.company b.institute c.company"),
        (
            "specifications",
            {"ordering": "si", "quantity": "mass"},
            "c.mass b.mass a.mass",
        ),
        ("specifications", {"ordering": "-mission"}, "b.mass c.mass a.mass"),
        ("results", {"ordering": "date"}, "a.result b.result c.result"),
        ("results", {"ordering": "-date"}, "b.result a.result c.result"),
        ("sites", {"ordering": "latitude_deg"}, "eight.site four.site"),
        ("sites", {"ordering": "-mission"}, "four.site eight.site"),
    ],
)
def test_rows_stand_in_the_order_asked_for(client, rows, resource, query, found):
    records = get_json(client, f"/api/v1/{resource}/", **query)["results"]

    assert [
        record["url"].rstrip("/").rpartition("/")[2] for record in records
    ] == found.split()


@pytest.mark.parametrize("ordering", ["si", "-si", "payload", "-payload"])
def test_figure_that_was_shown_to_be_wrong_stands_last_in_every_order(
    client, rows, ordering
):
    for slug in ("a", "c"):
        Payload.objects.get(slug=slug).specifications.update(rank="deprecated")

    figures = get_json(
        client, "/api/v1/specifications/", ordering=ordering, quantity="mass"
    )

    assert figures["results"][0]["payload"]["slug"] == "b"


def test_figures_of_several_quantities_are_in_no_order(client, rows):
    problem = refusal(client, "/api/v1/specifications/", ordering="-si")

    assert "ordering=-si needs one quantity" in problem["detail"]
    assert (
        refusal(client, "/api/v1/results/", ordering="day")["parameters"][0][
            "parameter"
        ]
        == "ordering"
    )


@pytest.mark.parametrize(
    ("counted", "query", "expected"),
    [
        ("provisions country", {}, {"DE": 2, "SE": 1, None: 0}),
        (
            "provisions mission",
            {"institution": "company"},
            {"eight": 1, "four": 1, None: 0},
        ),
        ("results payload", {"dated_after": "2019-01-01"}, {"a": 1, "b": 1, None: 0}),
        ("specifications rank", {}, {"preferred": 3, None: 0}),
        ("specifications stage", {}, {None: 3}),
    ],
)
def test_facets_of_rows(client, rows, counted, query, expected):
    resource, facet = counted.split()
    found = get_json(client, f"/api/v1/{resource}/", facets=facet, **query)["facets"][
        facet
    ]

    assert {entry["value"]: entry["count"] for entry in found} == expected


@pytest.mark.parametrize(
    ("resource", "piece", "found"),
    [
        ("payloads", "DOSI", ["lnd"]),
        ("payloads", "döSimeter", ["lnd"]),
        ("payloads", "neutron and", ["lnd"]),
        ("payloads", "and neutron", []),
        ("payloads", "!!!", []),
        ("missions", "ng'e-1", ["one"]),
        ("missions", "hang", ["one", "ten"]),
        ("spacecraft", "elay", ["relay"]),
    ],
)
def test_a_piece_of_a_name_is_looked_for_anywhere_in_it(client, resource, piece, found):
    one, _ = (
        make_mission(slug="one", name="Chang'e-1"),
        make_mission(slug="ten", name="Chang'e-10"),
    )
    make_spacecraft(slug="relay", name="Relay", mission=one)
    make_payload(slug="lnd", name="Neutron and Dosimetry: a dosimeter", mission=one)
    make_payload(slug="camera", name="Camera", mission=one)

    assert listed(client, f"/api/v1/{resource}/", name_contains=piece) == found


@pytest.mark.parametrize("address", ["/sources/", "/api/v1/sources/"])
def test_a_piece_of_a_title_is_looked_for(client, address):
    make_source(slug="dose", title="First measurements of the dose", label="Berg 2020")
    make_source(slug="other", title="Other")

    assert listed(client, address, title_contains="ments of the d") == ["dose"]
    assert listed(client, address, title_contains="Berg") == []


@pytest.mark.parametrize("address", ["/missions/", "/api/v1/missions/"])
def test_missions_are_found_by_their_operator(client, address):
    make_mission(slug="ours", operator=make_institution(slug="agency"))
    make_mission(slug="other")

    assert listed(client, address, operator="agency") == ["ours"]
    assert listed(client, address, operator_not="agency") == ["other"]


def test_unknown_facet_is_told_the_nearest(client):
    problem = refusal(client, PAYLOADS, facets="kind,contry")

    assert problem["parameters"][0]["nearest"] == "country"


def test_page_shows_the_same_numbers(client, payloads):
    facets = get_json(
        client, PAYLOADS, country="DE", facets="mission,country,kind,discipline"
    )["facets"]

    page = read(client, "/payloads/", country="DE")

    assert page.parts["facet-country"] == "Germany 1 Sweden 2 Not stated: 1"
    assert page.parts["facet-kind"] == "rover 1"
    for name, entries in facets.items():
        stated = [
            f"{entry['name']} {entry['count']}"
            for entry in entries
            if entry["value"] and entry["count"]
        ]
        assert [
            words for words in stated if words not in page.parts[f"facet-{name}"]
        ] == []


def test_fields_cut_records(client, payloads):
    lists = get_json(client, PAYLOADS, fields="slug,mission")["results"]
    detail = get_json(client, f"{PAYLOADS}camera/", fields="name")

    assert [list(record) for record in lists] == [["slug", "mission"]] * 3
    assert detail == {"name": "a"}
    assert (
        refusal(client, PAYLOADS, fields="slug,nam")["parameters"][0]["nearest"]
        == "name"
    )
    assert (
        refusal(client, PAYLOADS, fields=",")["parameters"][0]["parameter"] == "fields"
    )
    assert (
        refusal(client, PAYLOADS, facets=",")["parameters"][0]["parameter"] == "facets"
    )
    assert (
        refusal(client, f"{PAYLOADS}camera/", fields="persns")["parameters"][0][
            "nearest"
        ]
        == "persons"
    )


def test_lists_link_their_pages(client, payloads):
    response = client.get(
        PAYLOADS, {"page": "2", "page_size": "1", "kind_not": "telescope"}
    )

    address = "http://testserver/api/v1/payloads/?kind_not=telescope"
    assert response["Link"].split(", ") == [
        f'<{address}&page=1&page_size=1>; rel="first"',
        f'<{address}&page=3&page_size=1>; rel="last"',
        f'<{address}&page_size=1>; rel="prev"',
        f'<{address}&page=3&page_size=1>; rel="next"',
    ]


class NeverAgain(BaseThrottle):
    def allow_request(self, request, view):
        return False

    def wait(self):
        return 30


def test_too_many_requests(client, monkeypatch):
    monkeypatch.setattr(PayloadViewSet, "throttle_classes", [NeverAgain])

    response = client.get(PAYLOADS, {"format": "csv"})

    assert (response.status_code, response["Content-Type"]) == (
        429,
        "application/problem+json",
    )
    assert (response["Retry-After"], response.json()["title"]) == (
        "30",
        "Too Many Requests",
    )


@pytest.mark.parametrize(
    "accept",
    ["text/csv", "application/geo+json", "application/ld+json", "application/json"],
)
@pytest.mark.parametrize(
    "path", ["nothing/", "payloads/nothing/", "payloads/?kind=x", "payloads/?page=9"]
)
def test_error_has_one_shape_whatever_was_asked_for(client, accept, path):
    response = client.get(
        f"/api/v1/{path}", headers={"Accept": f"{accept}, application/json;q=0.5"}
    )

    assert response.status_code in (400, 404)
    assert response["Content-Type"] == "application/problem+json"


NONSENSE = [
    "&".join(["a"] * 1999),
    "page=" + "9" * 3900,
    "page=-0",
    "page_size=1e3",
    "kind[]=camera",
    "fields=,",
]
NONSENSE += [
    "launched_after=0000-00-00",
    "launched_after=9999-12-31",
    "launched_before=0001-01-01",
    "facets=,,",
]
NONSENSE += [
    "q=%F0%9F%9A%80",
    "ordering=name,-name",
    f"mission={'a' * 3000}",
    "format=csv&format=json",
    "fields=%3Cb%3E",
]


@pytest.mark.parametrize("query", NONSENSE)
@pytest.mark.parametrize("resource", ["payloads", "specifications", "citations"])
def test_nonsense_never_fails(client, resource, query):
    response = client.get(f"/api/v1/{resource}/?{query}")

    assert response.status_code in (200, 400, 404)
    assert response["Content-Type"] in ("application/json", "application/problem+json")
