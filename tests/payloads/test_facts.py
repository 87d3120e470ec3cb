import pytest

from payloads.models import EXPECTED, Fact, Knowledge, Payload
from tests.factories import cite, make_institution, make_payload, make_spacecraft

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
            lambda p: p.provisions.create(key="a", institution=make_institution(), role="lead", counts_as="country"),
        ),
        (Fact.MASS, lambda p: p.specifications.create(key="mass", quantity="mass", as_printed="1 kg")),
        (Fact.POWER, lambda p: p.specifications.create(key="power", quantity="power", as_printed="1 W")),
        (Fact.DIMENSIONS, lambda p: p.specifications.create(key="d", quantity="dimensions", as_printed="1 m")),
        (Fact.PERSON, lambda p: p.persons.create(key="a", name="A", role="leader")),
        (Fact.RESULT, lambda p: p.results.create(key="a", title="A")),
    ],
)
def test_a_row_makes_its_fact_known(fact, give):
    payload = make_payload()
    assert state_of(payload, fact) == Knowledge.NOT_LOOKED_FOR

    give(payload)

    assert state_of(payload, fact) == Knowledge.KNOWN


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        (Fact.DISCIPLINE, {"discipline": "imaging"}),
        (Fact.PRINCIPLE, {"working_principle": "It looks."}),
        (Fact.OBJECTIVES, {"objectives": "To see."}),
        (Fact.DATA, {"data_access": "In an archive."}),
    ],
)
def test_a_field_makes_its_fact_known(fact, values):
    assert state_of(make_payload(), fact) == Knowledge.NOT_LOOKED_FOR
    assert state_of(make_payload(**values), fact) == Knowledge.KNOWN


def test_the_host_makes_its_fact_known():
    host = make_spacecraft()

    assert state_of(make_payload(mission=host.mission, host=host), Fact.HOST) == Knowledge.KNOWN


def test_an_alternative_alone_is_not_known():
    payload = make_payload()
    payload.specifications.create(key="mass", quantity="mass", as_printed="69 kg", rank="alternative")

    assert state_of(payload, Fact.MASS) == Knowledge.NOT_LOOKED_FOR


def test_a_rival_makes_a_fact_differing():
    payload = make_payload()
    payload.specifications.create(key="mass", quantity="mass", as_printed="970 g")
    payload.specifications.create(key="old", quantity="mass", as_printed="650 g", rank="alternative")

    assert state_of(payload, Fact.MASS) == Knowledge.DIFFERING


def test_a_gap_tells_that_it_was_looked_for(client):
    payload = make_payload()
    cite(payload)
    payload.gaps.create(key="mass", fact="mass", finding="not-found", looked="2026-11-20")

    page = client.get(payload.get_absolute_url()).content.decode()

    assert state_of(payload, Fact.MASS) == Knowledge.NOT_FOUND
    assert "Mass: looked for, not found" in " ".join(page.replace("not found in the sources read", "").split()) or (
        "looked for on 20 November 2026" in page
    )


def test_the_filter_finds_payloads_that_lack_a_fact(client):
    lacking, knowing = make_payload(name="Lacking"), make_payload(name="Knowing")
    knowing.specifications.create(key="mass", quantity="mass", as_printed="970 g")

    page = client.get("/payloads/", {"missing": "mass"}).content.decode()
    found = client.get("/api/v1/payloads/", {"missing": "mass"}).json()["results"]

    assert [payload["name"] for payload in found] == ["Lacking"]
    assert "Lacking" in page
    assert "Knowing" not in page
    assert lacking != knowing
