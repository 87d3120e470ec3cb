"""A list costs the same for one record as for many, and a page does not grow with what it shows."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from config.router import router
from history.recording import record_all_changes
from payloads.filters import PayloadFilter
from records.registry import record_types
from tests.factories import (
    cite,
    make_country,
    make_dataset,
    make_institution,
    make_mission,
    make_participation,
    make_payload,
    make_provision,
)
from tests.reading import Page
from tests.worlds import double_rows, make_world

pytestmark = pytest.mark.django_db

HTML_LISTS = [
    "/missions/",
    "/institutions/",
    "/countries/",
    "/sources/",
    "/search/?q=0",
    "/changes/",
    "/downloads/",
]
API_LISTS = [
    f"/api/v1/{prefix}/" for prefix, _, _ in router.registry if prefix != "search"
]
API_LISTS += ["/api/v1/search/?q=0", "/api/v1/search/?q=international"]
PAYLOAD_LISTS = [
    "/payloads/",
    "/payloads/?mission=change-0&country=SE&spacecraft=lander-0&q=camera&kind=camera",
]
PAYLOAD_LISTS += [
    "/payloads/?mission=change-0&country_not=SE&spacecraft=lander-0&q=robot&kind=camera"
]
FILTERED = [
    "/api/v1/payloads/?mission=change-0&country=SE&institution=institute-0&spacecraft=lander-0&involvement=any",
    "/api/v1/payloads/?q=camera&differs=true&launched_after=2020-01-01&ordering=-launch",
    "/api/v1/provisions/?payload=camera-0&mission=change-0&institution=institute-0&country=SE",
    "/api/v1/specifications/?payload=camera-0&mission=change-0&quantity=mass",
    "/api/v1/citations/?source=paper-0&record=camera-0&record_type=payload&stance=supports",
    "/api/v1/ilrs-participations/?country=SE&relation=signatory&evidence=press",
    "/api/v1/participations/?programme=artemis-accords&country=SE&as_of=2025-01-01&group=signed",
    "/api/v1/countries/?signed_both_by=2025-07-01&artemis_accords_before=2025-01-01&ordering=-artemis_accords",
]


class Visit:
    """What a request costs in queries, and what it answers."""

    def __init__(self, client, count_queries, address):
        self.queries = count_queries(self.ask, client, address)

    def ask(self, client, address):
        self.response = client.get(address)
        assert self.response.status_code == 200


@pytest.fixture(scope="module")
def visits(django_db_setup, django_db_blocker, count_queries):
    """A pair of visits for each address: when there is one world, and when there is much more of everything."""
    addresses = hand_kept_addresses()
    client = Client()

    def visit_all():
        return {address: Visit(client, count_queries, address) for address in addresses}

    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world(0)
        record_all_changes()
        addresses += made_addresses()
        one = visit_all()
        for number in (1, 2):
            make_world(number)
        for grow in (
            grow_payload,
            grow_mission,
            grow_institution,
            grow_country,
            grow_source,
        ):
            grow(world)
        for record in first_made_records():
            double_rows(record)
        record_all_changes()
        many = visit_all()
        transaction.set_rollback(True)
    return {address: (one[address], many[address]) for address in addresses}


def first_made_records():
    """Return the first record of each type whose page is made from its declaration."""
    records = []
    for record_type in record_types():
        if record_type.has_generic_page:
            records.append(record_type.model.objects.published().order_by("pk")[0])
    return records


def made_addresses():
    """Return the addresses of the lists and pages that are made from declarations, and of the pages in the API."""
    addresses = []
    for record in first_made_records():
        name = record.record_type.name
        addresses.append(reverse(record.record_type.list_page))
        addresses.append(record.get_absolute_url())
        addresses.append(reverse(f"{name}-detail", args=[record.record_key]))
    return addresses


def hand_kept_addresses():
    return [*HTML_LISTS, *API_LISTS, *FILTERED, *PAGES, *PAYLOAD_LISTS]


def test_what_is_made_from_declarations_costs_the_same_for_many(visits):
    made = visits.keys() - hand_kept_addresses()
    costs = {}
    for address in made:
        one, many = visits[address]
        costs[address] = (one.queries, many.queries)

    assert {
        address: (one, many)
        for address, (one, many) in costs.items()
        if not one == many <= 10
    } == {}


@pytest.mark.parametrize("address", [*HTML_LISTS, *API_LISTS])
def test_list_costs_the_same_for_many(visits, address):
    one, many = visits[address]

    assert one.queries == many.queries <= 10


@pytest.mark.parametrize("address", PAYLOAD_LISTS)
def test_list_of_payloads_costs_a_query_for_each_facet(visits, address):
    one, many = visits[address]

    assert one.queries == many.queries <= 10 + len(PayloadFilter.facet_columns)
    page = Page(many.response.content.decode())
    assert [
        name
        for name in PayloadFilter.facet_columns
        if f"facet-{name}" not in page.parts
    ] == []


@pytest.mark.parametrize("address", FILTERED)
def test_filters_cost_no_more_with_many_records(visits, address):
    one, many = visits[address]

    assert one.response.json()["count"] > 0
    assert one.queries == many.queries <= 13


def grow_payload(world):
    for number in (1, 2):
        institution = make_institution(
            country=make_country("DE"), is_international=False
        )
        provision = make_provision(world.payload, institution, position=number)
        row = world.payload.specifications.create(
            key=f"power-{number}", quantity="power", as_printed="5 W"
        )
        event = world.payload.events.create(
            key=f"event-{number}", kind="data", title="Data"
        )
        name = world.payload.names.create(
            key=f"name-{number}", name=f"Name {number}", kind="acronym"
        )
        for target in (
            {"provision": provision},
            {"specification": row},
            {"event": event},
            {"name": name},
        ):
            cite(world.payload, **target)


def grow_mission(world):
    for number in (1, 2):
        country = make_country(("PK", "TR")[number - 1])
        payload = make_payload(
            [make_institution(country=country)],
            mission=world.mission,
            host=world.spacecraft,
        )
        cite(payload)
        make_participation([{"kind": "signed"}], country=country)
        site = world.mission.sites.create(
            key=f"site-{number}", kind="candidate", name="Site"
        )
        event = world.mission.events.create(
            key=f"event-{number}", kind="call", title="Call"
        )
        name = world.mission.names.create(
            key=f"name-{number}", name=f"Name {number}", kind="acronym"
        )
        for target in ({"site": site}, {"event": event}, {"name": name}):
            cite(world.mission, **target)


def grow_institution(world):
    for number in (1, 2):
        make_provision(make_payload(), world.institution, key=f"key-{number}")
        make_institution(parent=world.institution)
        make_mission().responsibilities.create(
            key="call", task="call", institution=world.institution
        )
        make_dataset(producer=world.institution, archive=world.institution)
        name = world.institution.names.create(
            key=f"name-{number}", name=f"Name {number}", kind="acronym"
        )
        cite(world.institution, name=name)


def grow_country(world):
    for code in ("BQ", "CW"):
        make_country(code, region_of=world.country)
        institution = make_institution(country=world.country)
        make_provision(make_payload(), institution)
        make_participation(
            [{"kind": "named"}], level="institution", institution=institution
        )
        cite(
            world.country,
            name=world.country.names.create(key=code, name=code, kind="acronym"),
        )


def grow_source(world):
    for number in (1, 2):
        world.source.authors.create(literal=f"Author {number}")
        world.source.references.create(number=number, cited=world.cited, as_printed="x")
        cite(world.payload, world.source, locator=f"p. {number}")
        cite(make_payload(), world.source)


PAGES = [
    "/",
    "/payloads/camera-0/",
    "/payloads/camera-0/?revision=1",
    "/missions/change-0/",
    "/institutions/institute-0/",
    "/countries/SE/",
    "/sources/paper-0/",
    "/ilrs/",
    "/totals/",
    "/compare/?payload=camera-0&payload=rover-0",
    "/ilrs/?as_of=2024-06-01",
    "/programmes/artemis-accords/",
    "/programmes/artemis-accords/?as_of=2025-06-01",
    "/coverage/",
    "/differences/",
    "/api/v1/payloads/camera-0/",
    "/api/v1/missions/change-0/",
    "/api/v1/spacecraft/lander-0/",
    "/api/v1/institutions/institute-0/",
    "/api/v1/countries/SE/",
    "/api/v1/sources/paper-0/",
    "/api/v1/announced-totals/projects-0/",
    "/api/v1/ilrs-participations/national-0/",
    "/api/v1/participations/signature-0/",
    "/api/v1/programmes/ilrs/",
]


@pytest.mark.parametrize("address", PAGES)
def test_page_costs_the_same_however_much_it_shows(visits, address):
    one, many = visits[address]

    assert one.queries == many.queries <= 10


@pytest.mark.parametrize(
    "address", [address for address in PAGES if not address.startswith("/api/")]
)
def test_page_shows_more_when_there_is_more(visits, address):
    one, many = (Page(visit.response.content.decode()) for visit in visits[address])

    assert len(many.text) > len(one.text)
