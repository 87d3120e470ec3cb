import re

import pytest

from payloads.models import EXPECTED, Fact, Knowledge, Payload
from tests.factories import cite, make_institution, make_payload, make_spacecraft
from tests.reading import read

pytestmark = pytest.mark.django_db


def state_of(payload, fact):
    return dict(Payload.objects.for_detail().get(pk=payload.pk).completeness)[fact]


def test_every_expected_fact_has_a_state():
    payload = make_payload()

    found = Payload.objects.for_detail().get(pk=payload.pk).completeness

    assert [fact for fact, _ in found] == EXPECTED


@pytest.mark.parametrize(
    ("fact", "give"),
    [
        (
            Fact.PROVIDER,
            lambda p: p.provisions.create(
                key="a",
                institution=make_institution(),
                role="lead",
                counts_as="country",
            ),
        ),
        (
            Fact.MASS,
            lambda p: p.specifications.create(
                key="mass", quantity="mass", as_printed="1 kg"
            ),
        ),
        (
            Fact.POWER,
            lambda p: p.specifications.create(
                key="power", quantity="power", as_printed="1 W"
            ),
        ),
        (
            Fact.DIMENSIONS,
            lambda p: p.specifications.create(
                key="d", quantity="dimensions", as_printed="1 m"
            ),
        ),
        (
            Fact.DIMENSIONS,
            lambda p: p.specifications.create(
                key="v", quantity="volume", as_printed="less than 10.5 cubic cm"
            ),
        ),
        (Fact.PERSON, lambda p: p.persons.create(key="a", name="A", role="leader")),
        (Fact.RESULT, lambda p: p.results.create(key="a", title="A")),
    ],
)
def test_a_row_makes_its_fact_known(fact, give):
    payload = make_payload()
    assert state_of(payload, fact) == Knowledge.NOT_LOOKED_FOR
    assert list(Payload.objects.lacking([fact])) == [payload]

    give(payload)

    assert state_of(payload, fact) == Knowledge.KNOWN
    assert list(Payload.objects.lacking([fact])) == []


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        (Fact.DISCIPLINE, {"discipline": "imaging"}),
        (Fact.PRINCIPLE, {"working_principle": "It looks."}),
        (Fact.OBJECTIVES, {"objectives": "To see."}),
    ],
)
def test_a_field_makes_its_fact_known(fact, values):
    assert state_of(make_payload(), fact) == Knowledge.NOT_LOOKED_FOR
    assert state_of(make_payload(**values), fact) == Knowledge.KNOWN


def test_the_host_makes_its_fact_known():
    host = make_spacecraft()

    assert (
        state_of(make_payload(mission=host.mission, host=host), Fact.HOST)
        == Knowledge.KNOWN
    )


def test_an_alternative_alone_is_a_difference():
    payload = make_payload()
    payload.specifications.create(
        key="mass", quantity="mass", as_printed="69 kg", rank="alternative"
    )

    assert state_of(payload, Fact.MASS) == Knowledge.DIFFERING
    assert list(Payload.objects.lacking([Fact.MASS])) == []


def test_a_rival_makes_a_fact_differing():
    payload = make_payload()
    payload.specifications.create(key="mass", quantity="mass", as_printed="970 g")
    payload.specifications.create(
        key="old", quantity="mass", as_printed="650 g", rank="alternative"
    )

    assert state_of(payload, Fact.MASS) == Knowledge.DIFFERING


def test_a_rival_provider_makes_the_provider_differing():
    payload = make_payload([make_institution()])
    payload.provisions.create(
        key="b",
        institution=make_institution(),
        role="lead",
        counts_as="not-counted",
        rank="alternative",
    )

    assert state_of(payload, Fact.PROVIDER) == Knowledge.DIFFERING


def test_a_differing_citation_of_a_row_makes_its_fact_differing():
    payload = make_payload()
    person = payload.persons.create(key="a", name="A", role="leader")
    cite(payload, person=person, stance="differs", as_printed="B")

    assert state_of(payload, Fact.PERSON) == Knowledge.DIFFERING


@pytest.mark.parametrize(
    ("fact", "field"),
    [
        (Fact.STATUS, "status_date"),
        (Fact.STATUS, "status"),
        (Fact.DATA, "data_access"),
        (Fact.HOST, "host"),
    ],
)
def test_a_differing_citation_of_a_field_makes_its_fact_differing(fact, field):
    payload = make_payload()
    cite(payload, field=field, stance="differs", as_printed="Another")

    assert state_of(payload, fact) == Knowledge.DIFFERING
    assert list(Payload.objects.lacking([fact])) == []


def test_a_gap_beside_what_is_known_is_another_fact_named_in_its_note(client):
    payload = make_payload()
    cite(payload)
    payload.results.create(key="a", title="It worked")
    note = "A paper on it."
    payload.gaps.create(
        key="result", fact="result", finding="not-found", looked="2026-11-20", note=note
    )
    payload.gaps.create(
        key="power", fact="power", finding="not-found", looked="2026-11-20"
    )

    page = " ".join(client.get(payload.get_absolute_url()).content.decode().split())
    answer = client.get(f"/api/v1/payloads/{payload.slug}/").json()

    assert [(gap["key"], gap["fact"], gap["note"]) for gap in answer["gaps"]] == [
        ("power", "power", ""),
        ("result", "other", note),
    ]
    assert (
        "Other fact: not found, looked for on 20 November 2026. A paper on it." in page
    )
    assert "Result: not found" not in page


def test_a_gap_without_a_note_is_closed_by_what_is_known(client):
    payload = make_payload()
    cite(payload)
    payload.results.create(key="a", title="It worked")
    payload.gaps.create(
        key="result", fact="result", finding="not-found", looked="2026-11-20"
    )

    page = client.get(payload.get_absolute_url()).content.decode()

    assert client.get(f"/api/v1/payloads/{payload.slug}/").json()["gaps"] == []
    assert 'id="knowngap-result"' not in page


def test_a_gap_tells_that_it_was_looked_for(client):
    payload = make_payload()
    cite(payload)
    for fact in ("mass", "host"):
        payload.gaps.create(
            key=fact, fact=fact, finding="not-found", looked="2026-11-20"
        )

    page = read(client, payload.get_absolute_url())

    assert state_of(payload, Fact.MASS) == Knowledge.NOT_FOUND
    assert "Looked for, not found: host, mass." in page.text
    assert "Mass: not found, looked for on 20 November 2026." in page.text
    assert page.facts["Host"] == "not found, looked for on 20 November 2026"
    assert page.facts["Provided by"] == "not looked for"


@pytest.mark.parametrize("address", ["/coverage/", "/payloads/{}/", "/compare/"])
def test_what_was_looked_for_in_vain_has_another_sign_than_what_was_not(
    client, address
):
    payload = make_payload()
    payload.gaps.create(
        key="host", fact="host", finding="not-found", looked="2026-11-20"
    )

    query = {"payload": [payload.slug, make_payload().slug]}
    if address != "/compare/":
        query = {}
    page = read(client, address.format(payload.slug), **query)

    before_legend = page.html.partition('class="legend"')[0]
    signs = re.findall(r'data-sign="(\w+)"></span>\s*([^<]*)<', before_legend)
    shapes_of = {"not looked for": set(), "not found": set()}
    for shape, words in signs:
        for absence, shapes in shapes_of.items():
            if absence in words.lower():
                shapes.add(shape)
    assert shapes_of == {"not looked for": {"blank"}, "not found": {"struck"}}


def test_the_filter_finds_payloads_that_lack_a_fact(client):
    lacking, knowing = make_payload(name="Lacking"), make_payload(name="Knowing")
    knowing.specifications.create(key="mass", quantity="mass", as_printed="970 g")

    page = client.get("/payloads/", {"missing": "mass"}).content.decode()
    found = client.get("/api/v1/payloads/", {"missing": "mass"}).json()["results"]

    assert [payload["name"] for payload in found] == ["Lacking"]
    assert "Lacking" in page
    assert "Knowing" not in page
    assert lacking != knowing


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("slug", "fact"),
    [
        ("change-6-inrri", Fact.PROVIDER),
        ("change-7-ilo-c", Fact.PROVIDER),
        ("change-8-micro-rovers", Fact.PROVIDER),
        ("change-5-t1-4m", Fact.PROVIDER),
        ("change-8-radio-array", Fact.PROVIDER),
        ("change-8-imaging-system", Fact.PERSON),
        ("change-4-lnd", Fact.STATUS),
        ("change-7-match", Fact.MASS),
    ],
)
def test_shipped_payload_is_differing_where_its_sources_are(slug, fact):
    payload = Payload.objects.for_detail().get(slug=slug)

    assert dict(payload.completeness)[fact] == Knowledge.DIFFERING


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("slug", "fact"),
    [
        ("change-4-ncle", "result"),
        ("change-8-laser-reflector", "status"),
        ("change-7-match", "mass"),
    ],
)
def test_shipped_fact_is_not_known_and_missing_at_once(client, slug, fact):
    answer = client.get(f"/api/v1/payloads/{slug}/").json()

    knowledge = {entry["fact"]: entry["knowledge"] for entry in answer["completeness"]}
    assert knowledge[fact] in ("known", "differing")
    assert fact not in [gap["fact"] for gap in answer["gaps"]]


@pytest.mark.usefixtures("shipped")
def test_no_shipped_payload_misses_what_it_knows():
    for payload in Payload.objects.for_detail():
        known = {fact for fact in EXPECTED if payload.knows(fact)}
        assert known.isdisjoint(gap.missing_fact for gap in payload.open_gaps), payload


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("fact", EXPECTED)
def test_the_filter_finds_the_payloads_that_do_not_know_a_fact(fact):
    lacking = {
        payload.slug
        for payload in Payload.objects.for_detail()
        if not payload.knows(fact)
    }

    assert {payload.slug for payload in Payload.objects.lacking([fact])} == lacking


def facts_shown_on(page):
    """Return the labels of the expected facts that the page of a payload shows, by its headings and terms."""
    labels = {
        label
        for label in ("Kind", "Discipline", "Host", "Status")
        if "looked for" not in page.facts[label]
    }
    parts = {
        "Working principle": "principle",
        "Objectives": "objectives",
        "Result": "results",
        "Leading person": "persons",
    }
    labels.update(label for label, part in parts.items() if part in page.parts)
    # Data that only its provider has is told of too.
    access = page.facts.get("Its data", "").lower()
    if "open" in access or "on registration" in access:
        labels.add("Data")
    # The tables of specifications and of providers; both have the name in the first cell.
    first_cells = {row[0] for row in page.rows}
    sizes = {"Mass": "Mass", "Power": "Power"}
    sizes |= {"Dimensions": "Dimensions", "Volume": "Dimensions"}
    labels.update(label for cell, label in sizes.items() if cell in first_cells)
    if first_cells and any(len(row) == 5 for row in page.rows):
        labels.add("Provider")
    return labels


@pytest.mark.usefixtures("shipped")
def test_every_shipped_page_calls_known_what_it_shows(client):
    for payload in Payload.objects.all():
        page = read(client, payload.get_absolute_url())
        statement = page.text.split("What is known and what is not", 2)[-1]
        known = set()
        for words in ("Known: ", "Known; sources differ: "):
            if words in statement:
                listed = statement.split(words, 1)[1].split(".", 1)[0]
                known.update(label.capitalize() for label in listed.split(", "))

        assert known == facts_shown_on(page), payload
