"""A list costs the same for one record as for many, and a page does not grow with what it shows."""

import pytest

from config.router import router
from tests.factories import cite, make_country, make_institution, make_participation, make_payload, make_provision
from tests.reading import read
from tests.worlds import make_world

pytestmark = pytest.mark.django_db

HTML_LISTS = ["/missions/", "/institutions/", "/countries/", "/sources/", "/search/?q=0"]
API_LISTS = [f"/api/v1/{prefix}/" for prefix, _, _ in router.registry if prefix != "search"]
API_LISTS += ["/api/v1/search/?q=0", "/api/v1/search/?q=international"]
FACET_SELECTS = ["mission", "country", "institution", "spacecraft"]


@pytest.fixture
def world():
    return make_world(0)


def make_more():
    """Make two more of everything, so that a cost for each record would show."""
    for number in (1, 2):
        make_world(number)


@pytest.mark.parametrize("address", [*HTML_LISTS, *API_LISTS])
def test_list_costs_the_same_for_many(client, count_queries, world, address):
    one = count_queries(client.get, address)
    make_more()

    many = count_queries(client.get, address)

    assert one == many <= 8


def test_list_of_payloads_costs_one_query_more_for_each_choice_of_records(client, count_queries, world):
    one = count_queries(client.get, "/payloads/")
    make_more()

    many = count_queries(client.get, "/payloads/")

    assert one == many <= 8 + len(FACET_SELECTS)
    for facet in FACET_SELECTS:
        assert f'<select name="{facet}"' in read(client, "/payloads/").html


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/payloads/?mission=change-0&country=SE&institution=institute-0&spacecraft=lander-0&involvement=any",
        "/api/v1/payloads/?q=camera&differs=true&launched_after=2020-01-01&ordering=-launch",
        "/api/v1/provisions/?payload=camera-0&mission=change-0&institution=institute-0&country=SE",
        "/api/v1/specifications/?payload=camera-0&mission=change-0&quantity=mass",
        "/api/v1/citations/?source=paper-0&record=camera-0&record_type=payload&stance=supports",
        "/api/v1/ilrs-participations/?country=SE&relation=signatory&evidence=press",
    ],
)
def test_filters_cost_no_more_with_many_records(client, count_queries, world, address):
    one = count_queries(client.get, address)
    make_more()

    many = count_queries(client.get, address)

    assert client.get(address).json()["count"] > 0
    assert one == many <= 12


def grow_payload(world):
    for number in (1, 2):
        institution = make_institution(country=make_country("DE"), is_international=False)
        provision = make_provision(world.payload, institution, position=number)
        row = world.payload.specifications.create(key=f"power-{number}", quantity="power", as_printed="5 W")
        event = world.payload.events.create(key=f"event-{number}", kind="data", title="Data")
        name = world.payload.names.create(key=f"name-{number}", name=f"Name {number}", kind="acronym")
        for target in ({"provision": provision}, {"specification": row}, {"event": event}, {"name": name}):
            cite(world.payload, **target)


def grow_mission(world):
    for number in (1, 2):
        country = make_country(("DE", "NL")[number - 1])
        payload = make_payload([make_institution(country=country)], mission=world.mission, host=world.spacecraft)
        cite(payload)
        make_participation([{"kind": "signed"}], country=country)
        site = world.mission.sites.create(key=f"site-{number}", kind="candidate", name="Site")
        event = world.mission.events.create(key=f"event-{number}", kind="call", title="Call")
        name = world.mission.names.create(key=f"name-{number}", name=f"Name {number}", kind="acronym")
        for target in ({"site": site}, {"event": event}, {"name": name}):
            cite(world.mission, **target)


def grow_institution(world):
    for number in (1, 2):
        make_provision(make_payload(), world.institution, key=f"key-{number}")
        make_institution(parent=world.institution)
        name = world.institution.names.create(key=f"name-{number}", name=f"Name {number}", kind="acronym")
        cite(world.institution, name=name)


def grow_country(world):
    for code in ("AX", "SJ"):
        make_country(code, region_of=world.country)
        institution = make_institution(country=world.country)
        make_provision(make_payload(), institution)
        make_participation([{"kind": "named"}], level="institution", institution=institution)
        cite(world.country, name=world.country.names.create(key=code, name=code, kind="acronym"))


def grow_source(world):
    make_more()
    for number in (1, 2):
        world.source.authors.create(literal=f"Author {number}")
        world.source.references.create(number=number, cited=world.cited, as_printed="x")
        cite(world.payload, world.source, locator=f"p. {number}")
        cite(make_payload(), world.source)


def grow_everything(world):
    make_more()


GROWING = [
    ("/payloads/camera-0/", grow_payload),
    ("/api/v1/payloads/camera-0/", grow_payload),
    ("/missions/change-0/", grow_mission),
    ("/api/v1/missions/change-0/", grow_mission),
    ("/institutions/institute-0/", grow_institution),
    ("/api/v1/institutions/institute-0/", grow_institution),
    ("/countries/SE/", grow_country),
    ("/api/v1/countries/SE/", grow_country),
    ("/sources/paper-0/", grow_source),
    ("/api/v1/sources/paper-0/", grow_source),
    ("/ilrs/", grow_everything),
    ("/totals/", grow_everything),
    ("/", grow_everything),
    ("/api/v1/spacecraft/lander-0/", grow_everything),
    ("/api/v1/announced-totals/projects-0/", grow_mission),
    ("/api/v1/ilrs-participations/national-0/", grow_everything),
]


@pytest.mark.parametrize(("address", "grow"), GROWING)
def test_page_costs_the_same_however_much_it_shows(client, count_queries, world, address, grow):
    one, before = count_queries(client.get, address), client.get(address).content
    grow(world)

    many, after = count_queries(client.get, address), client.get(address).content

    assert one == many <= 24
    assert len(after) > len(before) or grow is grow_everything
