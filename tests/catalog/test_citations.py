"""The resource of all citations."""

import pytest

from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_payload,
    make_source,
)
from tests.reading import get_json

pytestmark = pytest.mark.django_db
LIST = "/api/v1/citations/"


@pytest.fixture
def payload():
    return make_payload(slug="camera")


def key_of(**values):
    """Return the key of a citation of the whole record or of one field, which is then taken back."""
    citation = cite(**values)
    key = citation.key
    citation.delete()
    return key


def test_citation_lists_the_fields_that_it_names(client, payload):
    cite(payload, locator="1", field="status, status_date")
    cite(payload, locator="2")

    several, whole = get_json(client, LIST, ordering="record")["results"]
    if several["locator"] == "2":
        several, whole = whole, several

    assert several["fields"] == ["status", "status_date"]
    assert several["field"] == "status, status_date"
    assert (whole["fields"], whole["field"]) == ([], "")
    detail = get_json(client, "/api/v1/payloads/camera/")
    assert detail["citations"][0]["fields"] == ["status", "status_date"]


@pytest.mark.parametrize("former_field", ["", "status", "status_date"])
def test_former_address_leads_to_the_citation_that_names_more(
    client, payload, former_field
):
    source = make_source()
    former = key_of(record=payload, source=source, locator="1", field=former_field)
    present = cite(payload, source, locator="1", field="status, status_date")

    response = client.get(f"{LIST}payload.camera.{former}/", follow=True)

    assert response.redirect_chain == [
        (f"http://testserver{LIST}payload.camera.{present.key}/", 301)
    ]
    assert response.json()["fields"] == ["status", "status_date"]


@pytest.mark.parametrize(
    ("former_field", "field", "scheme"),
    [
        ("seat, website, ror, wikidata", "seat, website", ""),
        ("website, wikidata, note", "website, note", ""),
        ("ror", "", "ror"),
        ("ror, wikidata", "", "ror"),
        ("wikidata", "", "wikidata"),
    ],
)
def test_former_address_leads_to_what_identifiers_left_or_became(
    client, former_field, field, scheme
):
    kiel = make_institution(slug="kiel")
    source = make_source()
    former = key_of(record=kiel, source=source, locator="1", field=former_field)
    for key in ("ror", "wikidata"):
        row = kiel.identifiers.create(key=key, scheme=key, value="Q1")
        cite(kiel, source, locator="1", identifier=row)
    cite(kiel, source, locator="1")
    cite(kiel, source, locator="1", field=field or "seat")

    response = client.get(f"{LIST}institution.kiel.{former}/", follow=True)

    answer = response.json()
    assert response.redirect_chain[0][1] == 301
    assert (answer["field"], answer["row_key"]) == (field, scheme)


def test_former_slug_of_the_record_leads_on(client):
    payload = make_payload(slug="camera", former_slugs="imager")
    citation = cite(payload, field="status")

    response = client.get(f"{LIST}payload.imager.{citation.key}/")

    assert response.status_code == 301
    assert response["Location"].endswith(f"{LIST}payload.camera.{citation.key}/")


@pytest.mark.parametrize(
    "identity",
    ["payload.camera.000000000000", "payload.nothing.0", "country.SE.0", "moon.a.b"],
)
def test_address_of_no_citation_is_refused_in_words(client, payload, identity):
    make_country("SE")
    cite(payload, field="status")

    response = client.get(f"{LIST}{identity}/")

    assert response.status_code == 404
    assert response.json()["detail"] == f"There is no citation “{identity}”."


def test_citations_are_found_and_counted_by_their_basis(client, payload):
    cite(payload, locator="1", field="status", basis="inferred")
    cite(payload, locator="2", field="status")

    inferred = get_json(client, LIST, basis="inferred", facets="basis")

    assert [citation["locator"] for citation in inferred["results"]] == ["1"]
    assert inferred["results"][0]["basis"] == "inferred"
    counts = inferred["facets"]["basis"]
    assert {
        choice["value"]: choice["count"] for choice in counts if choice["count"]
    } == {
        "inferred": 1,
        "printed": 1,
    }
