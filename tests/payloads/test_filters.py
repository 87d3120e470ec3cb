"""Every filter of payloads by its public name, through the page and the API alike; and those of their rows."""

import pytest

from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_mission,
    make_payload,
    make_provision,
    make_spacecraft,
)
from tests.reading import listed, read, refusal

pytestmark = pytest.mark.django_db

both = pytest.mark.parametrize("address", ["/payloads/", "/api/v1/payloads/"])


@both
def test_no_filter_lists_all_by_name(client, address):
    for slug, name in (
        ("c", "Camera 10"),
        ("a", "Zeta"),
        ("b", "Camera 9"),
        ("d", "camera 10"),
    ):
        make_payload(slug=slug, name=name)

    assert listed(client, address) == ["b", "c", "d", "a"]


@both
@pytest.mark.parametrize(
    "query",
    [
        "analyser",
        "analyzer",
        "ASAN",
        "advanced analyzer",
        "ADVANCED",
        "Analizador",
        "  asan  ",
    ],
)
def test_q_forgives_spelling_and_knows_other_names(client, address, query):
    payload = make_payload(
        slug="change-4-asan",
        name="Advanced Small Analyzer for Neutrals",
        acronym="ASAN",
    )
    payload.names.create(
        key="british", name="Advanced Small Analyser", kind="as-printed"
    )
    payload.names.create(
        key="spanish", name="Analizador avanzado", kind="translation", language="es"
    )
    payload.refresh_search_text()
    make_payload(
        slug="change-4-lnd", name="Lunar Lander Neutrons & Dosimetry", acronym="LND"
    )

    assert listed(client, address, q=query) == ["change-4-asan"]


@both
@pytest.mark.parametrize("query", ["small neutrals dosimetry", "nalyzer", "!!!"])
def test_q_asks_for_every_word_from_its_beginning(client, address, query):
    make_payload(slug="change-4-asan", name="Advanced Small Analyzer for Neutrals")

    assert listed(client, address, q=query) == []


@both
@pytest.mark.parametrize(
    ("missions", "found"),
    [
        ("change-4", ["a", "b"]),
        ("change-7", []),
        (["change-4", "change-8"], ["a", "b", "c"]),
    ],
)
def test_mission(client, address, missions, found):
    four, _, eight = (
        make_mission(slug=slug) for slug in ("change-4", "change-7", "change-8")
    )
    for slug, mission in (("a", four), ("b", four), ("c", eight)):
        make_payload(slug=slug, name=slug, mission=mission)

    assert listed(client, address, mission=missions) == found


@both
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "rover"}, ["b"]),
        ({"kind": ["robot", "camera"]}, ["a", "c"]),
        ({"kind": "telescope"}, []),
        ({"discipline": "imaging"}, ["a"]),
        ({"discipline": ["imaging", "radiation"]}, ["a", "b"]),
        ({"status": "did-not-fly"}, ["c"]),
        ({"status": ["selected", "operating"]}, ["a", "b"]),
        ({"status": ["selected", "operating"], "kind": "rover"}, ["b"]),
    ],
)
def test_closed_vocabularies(client, address, query, found):
    make_payload(
        slug="a", name="a", kind="camera", discipline="imaging", status="selected"
    )
    make_payload(
        slug="b", name="b", kind="rover", discipline="radiation", status="operating"
    )
    make_payload(slug="c", name="c", kind="robot", discipline="", status="did-not-fly")

    assert sorted(listed(client, address, **query)) == found


@both
@pytest.mark.parametrize(
    ("spacecraft", "found"), [("lander", ["a"]), (["lander", "relay"], ["a", "b"])]
)
def test_spacecraft(client, address, spacecraft, found):
    mission = make_mission()
    lander, relay = (
        make_spacecraft(slug=slug, mission=mission) for slug in ("lander", "relay")
    )
    for slug, host in (("a", lander), ("b", relay), ("c", None)):
        make_payload(slug=slug, name=slug, mission=mission, host=host)

    assert listed(client, address, spacecraft=spacecraft) == found


@pytest.fixture
def robot():
    """A robot that counts for Hong Kong, with a South African agency in its wider team."""
    polytechnic = make_institution(slug="polytechnic", country=make_country("HK"))
    agency = make_institution(slug="agency", country=make_country("ZA"))
    payload = make_payload(slug="robot", name="Robot")
    make_provision(payload, polytechnic, counts_as="region")
    make_provision(payload, agency, counts_as="not-counted", role="partner")
    return payload


@both
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"country": "HK"}, ["robot"]),
        ({"country": "ZA"}, []),
        ({"country": "ZA", "involvement": "counted"}, []),
        ({"country": "ZA", "involvement": "any"}, ["robot"]),
        ({"country": "HK", "involvement": "any"}, ["robot"]),
        ({"country": "SE", "involvement": "any"}, []),
        ({"country": ["SE", "HK"]}, ["robot"]),
        ({"country": ["SE", "ZA"]}, []),
        ({"involvement": "counted"}, ["camera", "robot"]),
    ],
)
def test_country_and_involvement(client, address, robot, query, found):
    make_country("SE")
    make_payload(
        [make_institution(is_international=True)], slug="camera", name="Camera"
    )

    assert listed(client, address, **query) == found


@both
def test_country_does_not_count_an_organisation_for_its_seat(client, address):
    organisation = make_institution(
        is_international=True, seat_country=make_country("CN")
    )
    make_payload([organisation], slug="camera")

    assert listed(client, address, country="CN", involvement="any") == []


@both
def test_payload_of_two_institutions_of_a_country_is_listed_once(client, address):
    country = make_country("HK")
    make_payload(
        [make_institution(country=country), make_institution(country=country)],
        slug="robot",
    )

    assert listed(client, address, country="HK") == ["robot"]


@both
@pytest.mark.parametrize(
    ("institutions", "found"),
    [
        ("agency", ["robot"]),
        ("other", ["camera"]),
        (["agency", "other"], ["camera", "robot"]),
    ],
)
def test_institution_counted_or_not(client, address, robot, institutions, found):
    make_payload(
        [make_institution(slug="other", country=make_country("SE"))],
        slug="camera",
        name="Camera",
    )

    assert listed(client, address, institution=institutions) == found


def differ_by_citation(payload):
    cite(payload, field="kind", stance="differs", as_printed="a telescope")


def differ_by_specification(payload):
    payload.specifications.create(
        key="mass", quantity="mass", as_printed="3 kg", rank="alternative"
    )


def differ_by_provision(payload):
    make_provision(
        payload, make_institution(), counts_as="not-counted", rank="deprecated"
    )


def agree(payload):
    cite(payload)
    payload.specifications.create(key="mass", quantity="mass", as_printed="3 kg")


def differ_by_spelling(payload):
    name = payload.names.create(key="kclp", name="KCLP", kind="as-printed")
    cite(payload, name=name, stance="differs", as_printed="KCLP")


@both
@pytest.mark.parametrize(
    ("give_evidence", "differs"),
    [
        (differ_by_citation, "true"),
        (differ_by_specification, "true"),
        (differ_by_provision, "true"),
        (agree, "false"),
        (differ_by_spelling, "false"),
    ],
)
def test_differs(client, address, give_evidence, differs):
    give_evidence(make_payload(slug="camera"))
    other = {"true": "false", "false": "true"}[differs]

    assert listed(client, address, differs=differs) == ["camera"]
    assert listed(client, address, differs=other) == []


@pytest.fixture
def launches():
    """Payloads with launches done, planned, possible, open and unknown, by host and by mission."""
    flown = make_mission(launch="2018-12-07", status="landed")
    relay = make_spacecraft(mission=flown, launch="2018-05-20")
    planned = make_mission(launch="[2028,2029]", status="planned")
    unknown, earlier, later = (
        make_mission(launch=launch) for launch in ("", "../2017", "2031/..")
    )
    make_payload(slug="on-lander", name="1", mission=flown)
    make_payload(slug="on-relay", name="2", mission=flown, host=relay)
    make_payload(
        slug="on-undated-host",
        name="3",
        mission=flown,
        host=make_spacecraft(mission=flown),
    )
    make_payload(slug="planned", name="4", mission=planned)
    make_payload(slug="unknown", name="5", mission=unknown)
    make_payload(slug="by-2017", name="6", mission=earlier)
    make_payload(slug="from-2031", name="7", mission=later)


@both
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"launched_after": "2018-12-08"}, ["planned", "from-2031"]),
        (
            {"launched_after": "2018-12-07"},
            ["on-lander", "on-undated-host", "planned", "from-2031"],
        ),
        ({"launched_after": "2029-12-31"}, ["planned", "from-2031"]),
        ({"launched_after": "2030-01-01"}, ["from-2031"]),
        (
            {"launched_after": "2017-12-31", "launched_before": "2017-12-31"},
            ["by-2017"],
        ),
        ({"launched_before": "2018-05-19"}, ["by-2017"]),
        ({"launched_before": "2018-05-20"}, ["on-relay", "by-2017"]),
        (
            {"launched_before": "2028-01-01"},
            ["on-lander", "on-relay", "on-undated-host", "planned", "by-2017"],
        ),
        (
            {"launched_before": "2027-12-31"},
            ["on-lander", "on-relay", "on-undated-host", "by-2017"],
        ),
        (
            {"launched_after": "2018-06-01", "launched_before": "2019-01-01"},
            ["on-lander", "on-undated-host"],
        ),
    ],
)
def test_launches_done_planned_and_possible(client, address, launches, query, found):
    assert listed(client, address, **query) == found


@both
@pytest.mark.parametrize(
    ("ordering", "found"),
    [
        ("name", ["a", "b", "c", "d"]),
        ("-name", ["c", "d", "b", "a"]),
        ("launch", ["d", "b", "a", "c"]),
        ("-launch", ["b", "d", "a", "c"]),
        ("status_date", ["b", "a", "c", "d"]),
        ("-status_date", ["c", "a", "b", "d"]),
        ("mission", ["a", "c", "b", "d"]),
        ("-mission", ["d", "b", "a", "c"]),
    ],
)
def test_ordering_is_total_and_puts_the_unknown_last(client, address, ordering, found):
    undated, early, late = (
        make_mission(name=name, launch=launch)
        for name, launch in (("A", ""), ("B", "2028"), ("C", "2026"))
    )
    make_payload(slug="a", name="A", mission=undated, status_date="2024")
    make_payload(slug="b", name="B", mission=early, status_date="2023")
    make_payload(slug="c", name="D", mission=undated, status_date="2025")
    make_payload(slug="d", name="D", mission=late, status_date="../2025")

    assert listed(client, address, ordering=ordering) == found


@both
def test_filters_narrow_each_other(client, address):
    four, eight = make_mission(slug="change-4"), make_mission(slug="change-8")
    make_payload(slug="a", mission=four, kind="camera")
    make_payload(slug="b", mission=four, kind="rover")
    make_payload(slug="c", mission=eight, kind="camera")

    assert listed(client, address, mission="change-4", kind="camera") == ["a"]


def test_page_offers_the_choices_by_name(client):
    make_payload(
        [
            make_institution(
                name="Kiel University", country=make_country("DE", name="Germany")
            )
        ]
    )
    hong_kong = make_country(
        "HK", name="Hong Kong", region_of=make_country("CN", name="China")
    )

    make_provision(
        make_payload(), make_institution(country=hong_kong), counts_as="region"
    )

    page = read(client, "/payloads/", country="DE")

    assert page.parts["facet-country"] == "Germany 1 Hong Kong (region of China) 1"
    assert 'value="DE" checked>' in page.html
    assert page.parts["facet-institution"] == "Kiel University 1"
    assert page.parts["facet-spacecraft"] == "None stated. Not stated: 1"
    assert '<option value="-status_date">status date, descending</option>' in page.html


def test_page_says_how_many_were_found(client):
    for kind in ("camera", "camera", "rover"):
        make_payload(kind=kind)

    texts = [
        read(client, "/payloads/", **query).text
        for query in ({}, {"kind": "camera"}, {"kind": "rover"})
    ]

    for text, said in zip(
        texts, ("3 payloads.", "2 payloads found.", "1 payload found."), strict=True
    ):
        assert said in text


@pytest.fixture
def provisions():
    """Parts of two institutions in two payloads."""
    institute = make_institution(slug="institute", country=make_country("SE"))
    company = make_institution(slug="company", country=None)
    camera = make_payload(
        slug="camera", name="Camera", mission=make_mission(slug="change-4")
    )
    rover = make_payload(
        slug="rover", name="Rover", mission=make_mission(slug="change-8")
    )
    make_provision(camera, institute, key="lead", role="lead")
    make_provision(
        camera,
        company,
        key="funder",
        role="funder",
        counts_as="not-counted",
        position=1,
    )
    make_provision(rover, company, key="lead", role="lead", counts_as="not-counted")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["camera.lead", "camera.funder", "rover.lead"]),
        ({"payload": "camera"}, ["camera.lead", "camera.funder"]),
        ({"mission": "change-8"}, ["rover.lead"]),
        ({"institution": "company"}, ["camera.funder", "rover.lead"]),
        (
            {"institution": ["company", "institute"]},
            ["camera.lead", "camera.funder", "rover.lead"],
        ),
        ({"country": "SE"}, ["camera.lead"]),
        ({"country": "FJ"}, []),
        ({"role": "funder"}, ["camera.funder"]),
        ({"counts_as": "country"}, ["camera.lead"]),
        ({"counts_as": "not-counted", "role": "lead"}, ["rover.lead"]),
    ],
)
def test_provisions(client, provisions, query, found):
    records = client.get("/api/v1/provisions/", query).json()["results"]

    assert [
        f"{record['payload']['slug']}.{record['key']}" for record in records
    ] == found


@pytest.fixture
def specifications():
    camera = make_payload(
        slug="camera", name="Camera", mission=make_mission(slug="change-4")
    )
    rover = make_payload(
        slug="rover", name="Rover", mission=make_mission(slug="change-8")
    )
    camera.specifications.create(key="mass", quantity="mass", as_printed="2 kg")
    camera.specifications.create(
        key="power", quantity="power", as_printed="5 W", position=1
    )
    rover.specifications.create(key="mass", quantity="mass", as_printed="30 kg")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["2 kg", "5 W", "30 kg"]),
        ({"payload": "camera"}, ["2 kg", "5 W"]),
        ({"mission": ["change-8", "change-4"], "quantity": "mass"}, ["2 kg", "30 kg"]),
        ({"mission": "change-8"}, ["30 kg"]),
        ({"quantity": ["mass", "power"]}, ["2 kg", "5 W", "30 kg"]),
        ({"quantity": "power"}, ["5 W"]),
    ],
)
def test_specifications(client, specifications, query, found):
    records = client.get("/api/v1/specifications/", query).json()["results"]

    assert [record["as_printed"] for record in records] == found


def test_unknown_quantity_is_told_the_nearest(client, specifications):
    problem = refusal(client, "/api/v1/specifications/", quantity="powr")

    assert problem["detail"] == "quantity has no value “powr”. Did you mean power?"
