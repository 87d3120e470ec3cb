"""What a record page tells of other records that it shows: each kind of page, and the ways to change such a record."""

import re

import pytest
from django.db import transaction

from exchange.loading import load
from history.recording import record_all_changes
from history.revision import current
from partners.models import Programme
from payloads.models import Payload
from records.registry import record_types
from tests.admin_forms import open_form, send
from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_mission,
    make_participation,
    make_payload,
    make_provision,
    make_source,
    make_spacecraft,
    make_total,
)
from tests.history.test_since import today, told_since
from tests.history.test_since_on_pages import RECORD_PAGES
from tests.reading import read

pytestmark = pytest.mark.django_db
OTHERS = "Of other records, of which this page shows something, these changed since:"


def others(client, address, revision):
    """Return what a page lists of other records that changed; "" where it says that nothing did."""
    text = told_since(client, address, revision)
    if f"Unchanged since revision {revision} of {today()}." in text:
        assert OTHERS not in text
        return ""
    assert f"The record itself is unchanged since revision {revision} of" in text
    return text.split(OTHERS)[1].split("This page alone")[0].strip(" ·")


@pytest.fixture
def cited(world):
    """The revision that somebody cited, with everything of the world in the history."""
    record_all_changes()
    return current().number


PAGES_AND_THEIR_OTHERS = [
    ("/payloads/camera-0/", "mission", {"launch": "2030"}, "Chang'e-0 mission"),
    ("/payloads/camera-0/", "spacecraft", {"launch": "2031"}, "Lander 0 spacecraft"),
    ("/payloads/camera-0/", "institution", {"name": "Z"}, "Z institution"),
    ("/payloads/camera-0/", "country", {"name": "Z"}, "Z country"),
    ("/payloads/camera-0/", "source", {"label": "Z"}, "Paper 0 source"),
    ("/missions/change-0/", "payload", {"status": "ended"}, "Camera 0 payload"),
    ("/missions/change-0/", "spacecraft", {"kind": "rover"}, "Lander 0 spacecraft"),
    ("/missions/change-0/", "total", {"low": 1}, "Total"),
    (
        "/missions/change-0/",
        "participation",
        {"note": "Z"},
        "Sweden participation",
    ),
    ("/missions/change-0/", "country", {"name": "Z"}, "Z country"),
    ("/institutions/institute-0/", "payload", {"status": "ended"}, "Camera 0 payload"),
    ("/institutions/institute-0/", "mission", {"name": "Z"}, "Z mission"),
    ("/institutions/institute-0/", "country", {"name": "Z"}, "Z country"),
    ("/institutions/institute-0/", "own_participation", {"note": "Z"}, "Institute 0"),
    ("/institutions/institute-0/", "part", {"name": "Z"}, "Z institution"),
    (
        "/institutions/institute-0/",
        "dataset",
        {"access": "on-request"},
        "Frames 0 data set",
    ),
    ("/institutions/society-0/", "dataset", {"title": "Z"}, "Z data set"),
    ("/countries/SE/", "payload", {"status": "ended"}, "Camera 0 payload"),
    ("/countries/SE/", "institution", {"name": "Z"}, "Z institution"),
    ("/countries/SE/", "participation", {"note": "Z"}, "Sweden participation"),
    ("/countries/SE/", "own_participation", {"note": "Z"}, "Institute 0"),
    ("/countries/SE/", "region", {"name": "Z"}, "Z country"),
    ("/sources/paper-0/", "payload", {"name": "Z"}, "Z payload"),
    ("/sources/paper-0/", "cited", {"title": "Z"}, "Z source"),
    ("/ilrs/", "participation", {"note": "Z"}, "Sweden participation"),
    ("/ilrs/", "country", {"name": "Z"}, "Z country"),
    ("/ilrs/", "signature", {"note": "Z"}, "Sweden participation"),
    ("/countries/SE/", "signature", {"note": "Z"}, "Sweden participation"),
    ("/countries/SE/", "accords", {"name": "Z"}, "Z programme"),
    (
        "/programmes/artemis-accords/",
        "signature",
        {"note": "Z"},
        "Sweden participation",
    ),
    (
        "/programmes/artemis-accords/",
        "participation",
        {"note": "Z"},
        "Sweden participation",
    ),
    ("/ilrs/", "aim", {"low": 1}, "Total"),
    ("/ilrs/", "source", {"label": "Z"}, "Paper 0 source"),
]


@pytest.mark.parametrize(
    "case", PAGES_AND_THEIR_OTHERS, ids=lambda case: " ".join(case[:2])
)
def test_each_page_tells_of_the_records_beside_it(client, world, cited, case):
    address, other, values, listed = case
    record = getattr(world, other)
    assert others(client, address, cited) == ""

    type(record).objects.filter(pk=record.pk).update(**values)
    record_all_changes()

    assert listed in others(client, address, cited)


@pytest.mark.parametrize("address", RECORD_PAGES)
def test_a_page_that_reads_otherwise_is_not_called_unchanged(
    client, world, cited, address
):
    """Every record of the world is given another name in turn; what each page shows of it is told."""
    before = content(client, address)
    records = [record for record in vars(world).values() if hasattr(record, "pk")]
    untold = []
    for record in records:
        with transaction.atomic():
            name_field = record.name_field
            if not hasattr(record, name_field):
                name_field = "note"
            type(record).objects.filter(pk=record.pk).update(**{name_field: "Renamed"})
            record_all_changes()
            is_other = content(client, address) != before
            is_unchanged = "Unchanged since" in told_since(client, address, cited)
            if is_other and is_unchanged:
                untold.append(str(record))
            transaction.set_rollback(True)

    assert untold == []


def content(client, address):
    """Return what a page says, without the citation of it that names the present revision."""
    parts = read(client, address).parts
    return parts["content"].replace(parts["cite-text"], "")


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    "address",
    [
        "/payloads/change-4-asan/",
        "/missions/change-7/",
        "/institutions/cnsa/",
        "/institutions/irf/",
        "/countries/SE/",
        "/countries/CH/",
        "/ilrs/",
        "/sources/jia-2022/",
    ],
)
def test_every_record_that_a_shipped_page_leads_to_is_one_that_it_shows(
    client, address
):
    record = record_at(address)
    shown = {address.strip("/")}
    for lookup, shown_type in record.record_type.shown_relations.items():
        keys = type(record).objects.filter(pk=record.pk).values(f"{lookup}__pk")
        others = shown_type.model.objects.filter(pk__in=keys).for_naming()
        shown.update(page_of(other.get_absolute_url()) for other in others)
    if record.record_type.shows_besides:
        for others in record.record_type.shows_besides(record):
            shown.update(page_of(other.get_absolute_url()) for other in others)

    leading_to = {
        page_of(link)
        for link in read(client, address).links
        if re.fullmatch(
            "/(payloads|missions|institutions|countries|sources)/[^/?]+/(#.*)?", link
        )
    }

    assert leading_to
    assert leading_to - shown == set()


def page_of(address):
    """Return the address of a page without its fragment."""
    return address.partition("#")[0].strip("/")


def record_at(address):
    """Return the record of a page, from its address."""
    if address == "/ilrs/":
        return Programme.objects.get(slug="ilrs")
    plural, key = address.strip("/").split("/")
    [record_type] = [
        record_type for record_type in record_types() if record_type.plural == plural
    ]
    return record_type.model.objects.get(**{record_type.key_field: key})


def test_a_form_of_the_admin_is_told_on_the_pages_that_show_its_record(
    client, world, cited, admin_client
):
    data = open_form(admin_client, world.mission)

    send(admin_client, world.mission, data | {"launch": "2030-01-01"})

    page = read(client, "/payloads/camera-0/", revision=str(cited))
    assert f"{OTHERS} Chang'e-0 mission" in page.text
    (history,) = [link for link in page.links if "mission:change-0" in link]
    assert history == f"/changes/?record=mission:change-0&since={cited}"
    assert "Launch: " in read(client, history).text


def test_a_load_is_told_on_the_pages_that_show_its_records(loaded, client):
    cited = current().number
    loaded.edit(
        "missions/change-4.yaml", "launch: '2018-12-07'", "launch: '2018-12-08'"
    )

    load(loaded.folder)

    text = told_since(client, "/payloads/change-4-asan/", cited)
    assert f"{OTHERS} Chang'e-4 mission" in text
    assert "8 December 2018 (that of its mission)" in text


def test_what_a_page_showed_and_shows_no_more_is_told(client, world, cited):
    other = make_institution(country=make_country("BR"))
    world.payload.provisions.filter(institution=world.institution).update(
        institution=other
    )
    world.payload.persons.all().delete()
    Payload.objects.filter(pk=world.payload.pk).update(
        mission=world.other_mission, host=None
    )
    record_all_changes()

    for address in (
        "/missions/change-0/",
        "/institutions/institute-0/",
        "/countries/SE/",
    ):
        assert "Camera 0 payload" in others(client, address, cited)


def test_a_record_that_is_gone_is_told(client, world, cited):
    world.total.delete()
    world.own_participation.delete()
    record_all_changes()

    assert "Total" in others(client, "/missions/change-0/", cited)
    for address in ("/institutions/institute-0/", "/countries/SE/", "/ilrs/"):
        assert "Institute 0 participation" in others(client, address, cited)


def test_a_new_record_beside_it_is_told_and_a_draft_is_not(client, world, cited):
    make_payload(mission=world.mission, publication="draft", name="Secret")
    record_all_changes()
    assert others(client, "/missions/change-0/", cited) == ""

    make_total(programme=world.programme, title="Brand new total")
    make_payload([world.institution], mission=world.mission, name="Brand new")
    record_all_changes()

    assert "Brand new total" in others(client, "/ilrs/", cited)
    for address in (
        "/missions/change-0/",
        "/institutions/institute-0/",
        "/countries/SE/",
    ):
        assert "Brand new payload" in others(client, address, cited)


def test_a_later_source_on_participation_is_told_where_none_was_found(client, cited):
    make_country("BR", name="Brazil")
    participation = make_participation(
        [{"kind": "named"}], country=make_country("TH", name="Thailand")
    )
    record_all_changes()
    before = current().number
    assert others(client, "/countries/BR/", before) == ""

    later = make_source(published="2026-11-01", title="Later")
    cite(participation, later, step=participation.steps.get())
    record_all_changes()

    text = others(client, "/countries/BR/", before)
    assert "through 1 November 2026" in read(client, "/countries/BR/").text
    assert "Thailand participation" in text
    assert "Later source" in text


def test_a_mission_in_whose_cooperation_an_institution_has_a_task_is_told(
    client, world, cited
):
    mission = make_mission(name="Far")
    mission.responsibilities.create(
        key="call", task="call", institution=world.institution
    )
    record_all_changes()
    before = current().number
    assert others(client, "/institutions/institute-0/", before) == ""

    type(mission).objects.filter(pk=mission.pk).update(name="Farther")
    record_all_changes()

    assert "Farther mission" in others(client, "/institutions/institute-0/", before)


def test_what_changed_and_changed_back_is_no_change(client, world, cited):
    missions = type(world.mission).objects.filter(pk=world.mission.pk)
    for launch in ("2030", world.mission.launch):
        missions.update(launch=launch)
        record_all_changes()

    assert others(client, "/payloads/camera-0/", cited) == ""


def test_many_changes_are_counted_beyond_the_first_twenty(client, world, cited):
    for _ in range(22):
        make_payload([world.institution])
    record_all_changes()

    text = others(client, "/institutions/institute-0/", cited)

    # The missions of the payloads are new too.
    assert text.count(" payload") + text.count(" mission") == 20
    assert text.endswith("And 24 more.")


def test_a_revision_before_the_history_calls_nothing_new(client, world, cited):
    text = told_since(client, "/missions/change-0/", 1)

    assert "Unchanged since then." in text
    assert OTHERS not in text


def test_the_cost_does_not_grow_with_what_changed(client, world, cited, count_queries):
    address = "/missions/change-0/"
    make_payload([world.institution], mission=world.mission)
    record_all_changes()
    one = count_queries(told_since, client, address, cited)
    for _ in range(3):
        host = make_spacecraft(mission=world.mission)
        payload = make_payload(mission=world.mission, host=host)
        make_provision(payload, make_institution(country=make_country("BR")))
    record_all_changes()

    assert others(client, address, cited).count(" payload") == 4
    assert count_queries(told_since, client, address, cited) == one
