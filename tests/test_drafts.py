"""What curators have not published is nowhere: no page, list, count, search, related list, choice or suggestion."""

import pytest

from config.router import router
from records.models import Publication, Publishable
from records.registry import foreign_keys, record_types
from tests import factories
from tests.factories import (
    cite,
    make_country,
    make_dataset,
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

HIDDEN = [state for state in Publication if state != Publication.PUBLISHED]
PAGES = [
    "/",
    "/payloads/",
    "/missions/",
    "/institutions/",
    "/countries/",
    "/ilrs/",
    "/sources/",
    "/data-sets/",
    "/totals/",
]
PAGES += [
    "/payloads/camera-0/",
    "/missions/change-0/",
    "/missions/relay-mission-0/",
    "/institutions/institute-0/",
    "/data-sets/frames-0/",
]
PAGES += [
    "/institutions/academy-0/",
    "/institutions/society-0/",
    "/countries/SE/",
    "/sources/paper-0/",
]
PAGES += ["/compare/?payload=camera-0", "/compare/?payload=camera-0&payload=rover-0"]
DETAILS = [
    "payloads/camera-0",
    "data-sets/frames-0",
    "missions/change-0",
    "spacecraft/lander-0",
    "institutions/institute-0",
]
DETAILS += ["countries/SE", "sources/paper-0", "announced-totals/projects-0"]

# Where a published record of each type is seen: the pages, and the resources of the API.
SEEN = {
    "institution": (
        [
            "/institutions/",
            "/countries/SE/",
            "/institutions/institute-0/",
            "/sources/paper-0/",
        ],
        "institutions",
    ),
    "participation": (
        ["/ilrs/", "/countries/AX/", "/sources/paper-0/"],
        "ilrs-participations",
    ),
    "mission": (
        ["/", "/missions/", "/institutions/institute-0/", "/sources/paper-0/"],
        "missions",
    ),
    "spacecraft": (["/missions/change-0/", "/sources/paper-0/"], "spacecraft"),
    "payload": (
        [
            "/",
            "/payloads/",
            "/missions/change-0/",
            "/institutions/institute-0/",
            "/countries/SE/",
            "/sources/paper-0/",
        ],
        "payloads",
    ),
    "dataset": (
        [
            "/data-sets/",
            "/payloads/camera-0/",
            "/missions/change-0/",
            "/sources/paper-0/",
        ],
        "data-sets",
    ),
    "total": (
        ["/totals/", "/missions/change-0/", "/sources/paper-0/"],
        "announced-totals",
    ),
}
for record_type in record_types():
    if record_type.has_generic_page:
        made_list = f"/{record_type.plural}/"
        PAGES.append(made_list)
        SEEN[record_type.name] = ([made_list, "/sources/paper-0/"], record_type.plural)


@pytest.fixture(scope="module")
def world(world, django_db_blocker):
    """A published world, and beside it ``secret``: records of each type that refer to it, in each hidden state.

    They stand by their state, then by the name of their type.
    """
    with django_db_blocker.unblock():
        world.secret = {state: make_secrets(world, state) for state in HIDDEN}
    return world


def make_secrets(world, state):
    def secret(make, **values):
        kind = make.__name__.removeprefix("make_")
        named = {
            "slug": f"secret-{state}-{kind}",
            "former_slugs": f"former-secret-{state}-{kind}",
        }
        record = make(publication=state, **named, **values)
        cite(record, world.source, locator=f"secret {state} {kind}")
        return record

    def name(kind):
        return f"Secret {state} {kind}"

    secrets = {
        "institution": secret(
            make_institution,
            name=name("institution"),
            country=world.country,
            parent=world.institution,
        ),
        "participation": secret(
            make_participation,
            level="institution",
            country=make_country("AX"),
            place=name("participation"),
        ),
        "mission": secret(
            make_mission, name=name("mission"), operator=world.institution
        ),
        "spacecraft": secret(
            make_spacecraft, name=name("spacecraft"), mission=world.mission
        ),
        "payload": secret(
            make_payload,
            name=name("payload"),
            mission=world.mission,
            host=world.spacecraft,
        ),
        "dataset": secret(make_dataset, title=name("dataset"), access="open"),
        "total": secret(
            make_total, mission=world.mission, counts=name("total"), title=name("total")
        ),
    }
    secrets["dataset"].subjects.create(key="camera", payload=world.payload)
    secrets["participation"].steps.create(key="named", kind="named")
    world.spacecraft.serves.add(secrets["mission"])
    secrets["mission"].sites.create(key="secret", kind="target", name="Secret site")
    payload = secrets["payload"]
    make_provision(payload, world.institution)
    payload.results.create(key="secret", title="Secret result")
    payload.specifications.create(
        key="mass",
        quantity="mass",
        as_printed="1 kg",
        rank="alternative",
    )
    add_secrets_of_other_types(secrets, secret, name)
    return secrets


def add_secrets_of_other_types(secrets, secret, name):
    """Add one of each type that has a state of publication and is not among the secrets: by its factory.

    It refers to records of the world, so that their pages would give it away.
    """
    present = {type(record) for record in secrets.values()}
    for record_type in record_types():
        model = record_type.model
        if issubclass(model, Publishable) and model not in present:
            kind = record_type.name
            make = getattr(factories, f"make_{kind}")
            values = {model.name_field: name(kind)}
            for reference in foreign_keys(model):
                referred = record_type.referred_type(reference).model
                values[reference] = referred.objects.published().order_by("pk")[0]
            secrets[kind] = secret(make, **values)


def publish(world):
    """Publish all that is hidden."""
    for secrets in world.secret.values():
        for record in secrets.values():
            type(record).objects.filter(pk=record.pk).update(publication="published")


def give_away(text):
    return "secret" in text.lower()


def test_hidden_record_is_on_no_page(client, world):
    told = [address for address in PAGES if give_away(read(client, address).html)]

    assert told == []


def test_hidden_record_is_in_no_answer_of_the_api(client, world):
    addresses = [
        f"/api/v1/{prefix}/?page_size=500"
        for prefix, _, _ in router.registry
        if prefix != "search"
    ]
    addresses += [f"/api/v1/{detail}/" for detail in DETAILS]

    answers = {address: client.get(address) for address in addresses}

    assert [
        address
        for address, answer in answers.items()
        if give_away(answer.content.decode())
    ] == []
    assert {answer.status_code for answer in answers.values()} == {200}


@pytest.mark.parametrize("kind", SEEN)
def test_published_record_is_on_its_pages(client, world, kind):
    record = world.secret["draft"][kind]
    type(record).objects.filter(pk=record.pk).update(publication="published")
    pages, resource = SEEN[kind]

    assert [
        address for address in pages if not give_away(read(client, address).html)
    ] == []
    assert record.slug in listed(client, f"/api/v1/{resource}/", page_size="500")
    assert give_away(client.get("/api/v1/citations/?page_size=500").content.decode())


def test_hidden_record_is_not_counted(client, world):
    resources = [
        prefix
        for prefix, _, _ in router.registry
        if prefix not in ("search", "vocabularies", "sources")
    ]
    without = {
        prefix: get_json(client, f"/api/v1/{prefix}/")["count"] for prefix in resources
    }
    publish(world)

    with_them = {
        prefix: get_json(client, f"/api/v1/{prefix}/")["count"] for prefix in resources
    }

    fewer = {
        prefix: (with_them[prefix] - without[prefix]) / len(HIDDEN)
        for prefix in resources
    }
    assert fewer == dict.fromkeys(resources, 1) | {
        "countries": 0,
        "citations": len(world.secret["draft"]),
        "ilrs-counts": 0,
        "changes": 0,
    }


def test_hidden_record_is_counted_beside_no_total(client, world):
    total = get_json(client, "/api/v1/announced-totals/projects-0/")
    home = read(client, "/").text

    assert total["counted"]["number"] == 1
    assert "2 payloads" in home


@pytest.mark.parametrize("address", ["/search/", "/api/v1/search/"])
def test_hidden_record_is_not_found(client, world, address):
    hidden = client.get(address, {"q": "secret"}).content.decode()
    publish(world)

    published = client.get(address, {"q": "secret"}).content.decode()

    assert published.count("secret-") >= 15
    assert "secret-" not in hidden


DETAIL_PAGES = {
    "institution": "institutions",
    "mission": "missions",
    "payload": "payloads",
}


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize("kind", DETAIL_PAGES)
@pytest.mark.parametrize("slug", ["secret", "former-secret"])
def test_hidden_record_has_no_page(client, world, kind, slug, state):
    response = client.get(f"/{DETAIL_PAGES[kind]}/{slug}-{state}-{kind}/")

    assert response.status_code == 404
    assert (
        f"There is no {kind} called “{slug}-{state}-{kind}”."
        in response.content.decode()
    )
    assert "Secret" not in response.content.decode()


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize("kind", SEEN)
@pytest.mark.parametrize("slug", ["secret", "former-secret"])
def test_hidden_record_has_no_address_in_the_api(client, world, kind, slug, state):
    response = client.get(f"/api/v1/{SEEN[kind][1]}/{slug}-{state}-{kind}/")

    assert response.status_code == 404
    assert response.json()["detail"].endswith(f"“{slug}-{state}-{kind}”.")


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/provisions/secret-{}-payload.institute-0/",
        "/api/v1/provisions/former-secret-{}-payload.institute-0/",
        "/api/v1/specifications/secret-{}-payload.mass/",
    ],
)
def test_row_of_a_hidden_record_has_no_address(client, world, address, state):
    response = client.get(address.format(state))

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_citation_of_a_hidden_record_has_no_address(client, world):
    citation = world.secret["draft"]["payload"].citations.get()

    response = client.get(
        f"/api/v1/citations/payload.secret-draft-payload.{citation.key}/"
    )

    assert response.status_code == 404
    assert response.json()["detail"].startswith("There is no citation ")


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("payloads/?mission=", "secret-{}-mission"),
        ("payloads/?institution=", "secret-{}-institution"),
        ("payloads/?spacecraft=", "secret-{}-spacecraft"),
        ("provisions/?payload=", "secret-{}-payload"),
        ("specifications/?payload=", "secret-{}-payload"),
        ("spacecraft/?mission=", "secret-{}-mission"),
        ("announced-totals/?mission=", "secret-{}-mission"),
        ("citations/?record=", "secret-{}-payload"),
    ],
)
def test_hidden_record_is_no_choice_and_never_suggested(
    client, world, address, value, state
):
    value = value.format(state)

    exact = refusal(client, f"/api/v1/{address}{value}")
    misspelt = refusal(client, f"/api/v1/{address}{value.replace('s', 'z', 1)}")

    assert exact["parameters"][0].get("nearest") != value
    assert misspelt["parameters"][0].get("nearest") != value


@pytest.mark.parametrize("state", HIDDEN)
def test_hidden_programme_is_not_on_its_page(client, world, state):
    for record in (world.programme, world.aim):
        type(record).objects.filter(pk=record.pk).update(publication=state)

    page, search = (
        read(client, "/ilrs/"),
        get_json(client, "/api/v1/search/", q="international lunar"),
    )

    assert "participants-0" not in page.parts
    assert "Sources for the programme" not in page.text
    assert search["count"] == 0


@pytest.mark.parametrize("state", HIDDEN)
def test_hidden_participation_gives_its_country_no_standing(client, world, state):
    type(world.participation).objects.filter(pk=world.participation.pk).update(
        publication=state
    )

    for address in ("/countries/", "/countries/SE/", "/missions/change-0/"):
        text = read(client, address).text
        assert "No participation of its own found" in text
        assert "Signed 5 April 2024" not in text


@pytest.mark.parametrize("state", HIDDEN)
def test_institution_of_hidden_missions_and_payloads_lists_none(client, world, state):
    institution = make_institution(slug="a")
    mission = make_mission(operator=institution, publication=state)
    make_provision(
        make_payload(mission=mission, publication=state),
        institution,
        counts_as="not-counted",
    )
    make_institution(parent=institution, publication=state)

    page = read(client, "/institutions/a/")

    assert not {"missions", "payloads", "parts"} & page.parts.keys()
