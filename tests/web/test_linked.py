"""Records as JSON-LD, read as a consumer would: expanded by a JSON-LD processor with the published context."""

import pytest
from pyld import jsonld

from tests.reading import get_json, read

pytestmark = pytest.mark.django_db
API, SITE = "http://testserver/api/v1", "http://127.0.0.1:8000"
SCHEMA, SOSA = "https://schema.org/", "http://www.w3.org/ns/sosa/"
DETAILS = {
    "payloads/camera-0": f"{SOSA}Sensor",
    "spacecraft/lander-0": f"{SOSA}Platform",
    "missions/change-0": f"{SCHEMA}Project",
    "sites/change-0.crater": f"{SCHEMA}Place",
    "institutions/institute-0": f"{SCHEMA}Organization",
    "countries/SE": f"{SCHEMA}Country",
    "sources/paper-0": f"{SCHEMA}CreativeWork",
    "specifications/camera-0.mass": f"{SCHEMA}PropertyValue",
    "provisions/camera-0.institute-0": f"{API}/context/#Provision",
    "results/camera-0.dose": f"{API}/context/#Result",
    "ilrs-participations/national-0": f"{API}/context/#IlrsParticipation",
    "announced-totals/projects-0": f"{API}/context/#AnnouncedTotal",
}


@pytest.fixture
def expand(client):
    """Give a function that expands the record at a path of the API; contexts come from the catalogue itself."""

    def load(address, options):
        response = client.get(address.removeprefix("http://testserver"))
        assert response["Content-Type"] == "application/ld+json"
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": address,
        } | {"document": response.json()}

    def expanded(path):
        response = client.get(f"{API}/{path}/?format=jsonld")
        assert response["Content-Type"] == "application/ld+json"
        [node] = jsonld.expand(response.json(), {"documentLoader": load})
        return node

    return expanded


@pytest.mark.parametrize("path", DETAILS)
def test_every_record_is_a_node_of_its_type(expand, world, path):
    node = expand(path)

    assert node["@id"] == f"{API}/{path}/"
    assert DETAILS[path] in node["@type"]
    assert node[f"{SCHEMA}mainEntityOfPage"][0]["@id"].startswith("http://testserver/")


def test_payload_is_a_sensor_on_its_host(expand, world):
    node = expand("payloads/camera-0")

    assert node[f"{SCHEMA}name"] == [{"@value": "Camera 0"}]
    [host] = node[f"{SOSA}isHostedBy"]
    assert (host["@id"], host[f"{SCHEMA}name"]) == (
        f"{API}/spacecraft/lander-0/",
        [{"@value": "Lander 0"}],
    )
    [mass] = node[f"{SCHEMA}additionalProperty"]
    assert mass[f"{SCHEMA}description"] == [{"@value": "about 2.5 kg"}]
    assert mass[f"{SCHEMA}unitText"] == [{"@value": "kg"}]
    assert node[f"{API}/context/#status_date"] == [{"@value": "2025"}]


def test_source_has_its_authors_and_date(expand, world):
    node = expand("sources/paper-0")

    [authors] = node[f"{SCHEMA}author"]
    assert authors["@list"][0][f"{SCHEMA}familyName"] == [{"@value": "Berg"}]
    assert node[f"{SCHEMA}datePublished"] == [{"@value": "2022-03"}]


PAGES = {
    "/": "/api/v1/",
    "/payloads/": "/api/v1/payloads/",
    "/payloads/?kind=camera": "/api/v1/payloads/?kind=camera",
    "/payloads/camera-0/": "/api/v1/payloads/camera-0/",
    "/missions/change-0/": "/api/v1/missions/change-0/",
    "/institutions/institute-0/": "/api/v1/institutions/institute-0/",
    "/countries/SE/": "/api/v1/countries/SE/",
    "/sources/paper-0/": "/api/v1/sources/paper-0/",
    "/ilrs/": "/api/v1/ilrs-participations/",
    "/totals/": "/api/v1/announced-totals/",
    "/search/?q=camera": "/api/v1/search/?q=camera",
    "/about/": "/api/v1/",
}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_announces_its_json_twin(client, world, page):
    twin = f"{SITE}{PAGES[page]}"

    response = client.get(page)

    assert response["Link"] == f'<{twin}>; rel="alternate"; type="application/json"'
    assert (
        f'<link rel="alternate" type="application/json" href="{twin}">'
        in read(client, page).html
    )
    assert get_json(client, PAGES[page])


@pytest.mark.parametrize("path", ["missions/change-0", "payloads/camera-0"])
def test_pictures_are_media_of_their_record_without_a_file(expand, world, path):
    [picture] = expand(path)[f"{SCHEMA}associatedMedia"]

    assert picture["@type"] == [f"{SCHEMA}ImageObject"]
    assert picture[f"{SCHEMA}url"] == [{"@id": "https://pictures.example.org/crater"}]
    assert picture[f"{SCHEMA}dateCreated"] == [{"@value": "2026-08-02"}]
    assert picture[f"{SCHEMA}creditText"] == [{"@value": "Institute"}]
    assert f"{SCHEMA}contentUrl" not in picture
