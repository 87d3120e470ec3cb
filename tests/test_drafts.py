"""What curators have not published is nowhere: no page, list, count, search, related list, choice or suggestion."""

import pytest

from config.router import router
from sources.models import Publication
from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_mission,
    make_participation,
    make_payload,
    make_provision,
    make_spacecraft,
    make_total,
)
from tests.reading import get_json, listed, read, refusal

pytestmark = pytest.mark.django_db

# Both ends of a record's life; that only “published” is public is tested of the queryset.
HIDDEN = [state for state in Publication if state != Publication.PUBLISHED]
PAGES = ["/", "/payloads/", "/missions/", "/institutions/", "/countries/", "/ilrs/", "/sources/", "/totals/"]
PAGES += ["/payloads/camera-0/", "/missions/change-0/", "/missions/relay-mission-0/", "/institutions/institute-0/"]
PAGES += ["/institutions/academy-0/", "/institutions/society-0/", "/countries/SE/", "/sources/paper-0/"]
PAGES += ["/compare/?payload=camera-0", "/compare/?payload=camera-0&payload=rover-0"]
DETAILS = ["payloads/camera-0", "missions/change-0", "spacecraft/lander-0", "institutions/institute-0"]
DETAILS += ["countries/SE", "sources/paper-0", "announced-totals/projects-0"]

# Where a published record of each type is seen: the pages, and the resources of the API.
SEEN = {
    "institution": (
        ["/institutions/", "/countries/SE/", "/institutions/institute-0/", "/sources/paper-0/"],
        "institutions",
    ),
    "participation": (["/ilrs/", "/countries/AX/", "/sources/paper-0/"], "ilrs-participations"),
    "mission": (["/", "/missions/", "/institutions/institute-0/", "/sources/paper-0/"], "missions"),
    "spacecraft": (["/missions/change-0/", "/sources/paper-0/"], "spacecraft"),
    "payload": (
        ["/", "/payloads/", "/missions/change-0/", "/institutions/institute-0/", "/countries/SE/", "/sources/paper-0/"],
        "payloads",
    ),
    "total": (["/totals/", "/missions/change-0/", "/sources/paper-0/"], "announced-totals"),
}


@pytest.fixture(scope="module")
def world(world, django_db_blocker):
    """A published world, and beside it ``secret``: a record of each type that refers to it, by the name of its type."""
    with django_db_blocker.unblock():
        return with_secrets(world)


def with_secrets(world):
    world.secret = {
        "institution": secret(make_institution, world, name=True, country=world.country, parent=world.institution),
        "participation": secret(
            make_participation, world, level="institution", country=make_country("AX"), place="Secret participation"
        ),
        "mission": secret(make_mission, world, name=True, operator=world.institution),
        "spacecraft": secret(make_spacecraft, world, name=True, mission=world.mission),
        "payload": secret(make_payload, world, name=True, mission=world.mission, host=world.spacecraft),
        "total": secret(make_total, world, mission=world.mission, counts="Secret total", title="Secret total"),
    }
    world.secret["participation"].steps.create(key="named", kind="named")
    world.spacecraft.serves.add(world.secret["mission"])
    world.secret["mission"].sites.create(key="secret", kind="target", name="Secret site")
    payload = world.secret["payload"]
    make_provision(payload, world.institution)
    payload.results.create(key="secret", title="Secret result")
    payload.specifications.create(key="mass", quantity="secret-quantity", as_printed="1 kg", rank="alternative")
    return world


def secret(make, world, name=False, **values):
    kind = make.__name__.removeprefix("make_")
    if name:
        values["name"] = f"Secret {kind}"
    record = make(slug=f"secret-{kind}", publication="draft", former_slugs=f"former-secret-{kind}", **values)
    cite(record, world.source, locator=f"secret {kind}")
    return record


def set_state(world, state):
    for record in world.secret.values():
        type(record).objects.filter(pk=record.pk).update(publication=state)


def give_away(text):
    return "secret" in text.lower()


@pytest.mark.parametrize("state", HIDDEN)
def test_hidden_record_is_on_no_page(client, world, state):
    set_state(world, state)

    told = [address for address in PAGES if give_away(read(client, address).html)]

    assert told == []


@pytest.mark.parametrize("state", HIDDEN)
def test_hidden_record_is_in_no_answer_of_the_api(client, world, state):
    set_state(world, state)
    addresses = [f"/api/v1/{prefix}/?page_size=500" for prefix, _, _ in router.registry if prefix != "search"]
    addresses += [f"/api/v1/{detail}/" for detail in DETAILS]

    told = [address for address in addresses if give_away(client.get(address).content.decode())]

    assert told == []
    assert {client.get(address).status_code for address in addresses} == {200}


@pytest.mark.parametrize("kind", SEEN)
def test_published_record_is_on_its_pages(client, world, kind):
    record = world.secret[kind]
    type(record).objects.filter(pk=record.pk).update(publication="published")
    pages, resource = SEEN[kind]

    assert [address for address in pages if not give_away(read(client, address).html)] == []
    assert record.slug in listed(client, f"/api/v1/{resource}/", page_size="500")
    assert give_away(client.get("/api/v1/citations/?page_size=500").content.decode())


@pytest.mark.parametrize("state", HIDDEN)
def test_hidden_record_is_not_counted(client, world, state):
    resources = [prefix for prefix, _, _ in router.registry if prefix not in ("search", "vocabularies", "sources")]
    set_state(world, "published")
    with_it = {prefix: get_json(client, f"/api/v1/{prefix}/")["count"] for prefix in resources}
    set_state(world, state)

    without = {prefix: get_json(client, f"/api/v1/{prefix}/")["count"] for prefix in resources}

    fewer = {prefix: with_it[prefix] - without[prefix] for prefix in resources}
    assert fewer == dict.fromkeys(resources, 1) | {"countries": 0, "citations": 6, "ilrs-counts": 0, "changes": 0}


@pytest.mark.parametrize("state", HIDDEN)
def test_hidden_record_is_counted_beside_no_total(client, world, state):
    set_state(world, state)

    total = get_json(client, "/api/v1/announced-totals/projects-0/")
    home = read(client, "/").text

    assert total["counted"]["number"] == 1
    assert "2 payloads" in home


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize("address", ["/search/", "/api/v1/search/"])
def test_hidden_record_is_not_found(client, world, address, state):
    set_state(world, "published")
    before = client.get(address, {"q": "secret"}).content.decode()
    set_state(world, state)

    after = client.get(address, {"q": "secret"}).content.decode()

    assert before.count("secret-") >= 5
    assert "secret-" not in after


DETAIL_PAGES = {"institution": "institutions", "mission": "missions", "payload": "payloads"}


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize("kind", DETAIL_PAGES)
@pytest.mark.parametrize("slug", ["secret", "former-secret"])
def test_hidden_record_has_no_page(client, world, kind, slug, state):
    set_state(world, state)

    response = client.get(f"/{DETAIL_PAGES[kind]}/{slug}-{kind}/")

    assert response.status_code == 404
    assert f"There is no {kind} called “{slug}-{kind}”." in response.content.decode()
    assert "Secret" not in response.content.decode()


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize("kind", SEEN)
@pytest.mark.parametrize("slug", ["secret", "former-secret"])
def test_hidden_record_has_no_address_in_the_api(client, world, kind, slug, state):
    set_state(world, state)

    response = client.get(f"/api/v1/{SEEN[kind][1]}/{slug}-{kind}/")

    assert response.status_code == 404
    assert response.json()["detail"].endswith(f"“{slug}-{kind}”.")


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/provisions/secret-payload.institute-0/",
        "/api/v1/provisions/former-secret-payload.institute-0/",
        "/api/v1/specifications/secret-payload.mass/",
    ],
)
def test_row_of_a_hidden_record_has_no_address(client, world, address, state):
    set_state(world, state)

    response = client.get(address)

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_citation_of_a_hidden_record_has_no_address(client, world):
    citation = world.secret["payload"].citations.get()

    response = client.get(f"/api/v1/citations/payload.secret-payload.{citation.key}/")

    assert response.status_code == 404
    assert response.json()["detail"].startswith("There is no citation ")


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("payloads/?mission=", "secret-mission"),
        ("payloads/?institution=", "secret-institution"),
        ("payloads/?spacecraft=", "secret-spacecraft"),
        ("provisions/?payload=", "secret-payload"),
        ("specifications/?payload=", "secret-payload"),
        ("specifications/?quantity=", "secret-quantity"),
        ("spacecraft/?mission=", "secret-mission"),
        ("announced-totals/?mission=", "secret-mission"),
        ("citations/?record=", "secret-payload"),
    ],
)
def test_hidden_record_is_no_choice_and_never_suggested(client, world, address, value, state):
    set_state(world, state)

    exact = refusal(client, f"/api/v1/{address}{value}")
    misspelt = refusal(client, f"/api/v1/{address}{value.replace('s', 'z', 1)}")

    assert exact["parameters"][0].get("nearest") != value
    assert misspelt["parameters"][0].get("nearest") != value


@pytest.mark.parametrize("state", HIDDEN)
def test_hidden_programme_is_not_on_its_page(client, world, state):
    for record in (world.programme, world.aim):
        type(record).objects.filter(pk=record.pk).update(publication=state)

    page, search = read(client, "/ilrs/"), get_json(client, "/api/v1/search/", q="international lunar")

    assert "participants-0" not in page.parts
    assert "Sources for the programme" not in page.text
    assert search["count"] == 0


@pytest.mark.parametrize("state", HIDDEN)
def test_hidden_participation_gives_its_country_no_standing(client, world, state):
    type(world.participation).objects.filter(pk=world.participation.pk).update(publication=state)

    for address in ("/countries/", "/countries/SE/", "/missions/change-0/"):
        text = read(client, address).text
        assert "No participation found" in text
        assert "Signed 5 April 2024" not in text


@pytest.mark.parametrize("state", HIDDEN)
def test_institution_of_hidden_missions_and_payloads_lists_none(client, world, state):
    institution = make_institution(slug="a")
    mission = make_mission(operator=institution, publication=state)
    make_provision(make_payload(mission=mission, publication=state), institution, counts_as="not-counted")
    make_institution(parent=institution, publication=state)

    page = read(client, "/institutions/a/")

    assert not {"missions", "payloads", "parts"} & page.parts.keys()
