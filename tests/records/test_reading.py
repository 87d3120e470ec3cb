"""All rows and citations of records come by one query, as they would one relation at a time."""

import datetime
from decimal import Decimal

import pytest
from django.db.models import prefetch_related_objects

from missions.models import Mission
from payloads.models import Payload
from records.reading import read_contents, read_referring
from sources.models import Source
from tests.factories import cite, make_mission, make_payload, make_source
from tests.worlds import RECORD_MODELS

pytestmark = pytest.mark.django_db


def values(row):
    """Return what a row holds, and the types of it, which decide how it is printed."""
    found = [getattr(row, field.attname) for field in row._meta.concrete_fields]
    return [(str(value), type(value)) for value in found]


def all_records():
    return [record for model in RECORD_MODELS for record in model.objects.all()]


def test_contents_of_all_types_are_those_that_each_relation_has_and_cost_one_query(
    world, count_queries
):
    world.payload.events.create(
        key="timed",
        kind="operation",
        title="Switched on",
        date="2019-01-03",
        time_utc=datetime.time(2, 26, 30),
    )
    large = {"low": Decimal("12345678901.234567"), "si_low": None, "unit": "kg"}
    world.payload.specifications.create(
        key="large", quantity="mass", as_printed="much", **large
    )
    plain = [
        [
            values(row)
            for relation, _ in record.record_type.parts
            for row in getattr(record, relation).all()
        ]
        for record in all_records()
    ]
    records = all_records()

    queries = count_queries(read_contents, records)

    together = []
    assert queries == 1
    assert count_queries(together.extend, (contents(record) for record in records)) == 0
    assert together == plain
    assert sum(map(len, plain)) > 60


def contents(record):
    return [
        values(row)
        for relation, _ in record.record_type.parts
        for row in getattr(record, relation).all()
    ]


def test_row_holds_its_record_what_it_shows_and_the_rows_that_it_refers_to(
    world, count_queries
):
    payload = Payload.objects.prefetch_related("contents").get(slug="camera-0")

    def read():
        figure, provision = payload.figures.all()[0], payload.provisions.all()[0]
        citation = next(
            citation for citation in payload.citations.all() if citation.result_id
        )
        assert figure.result is payload.results.all()[0] is citation.result
        assert figure.record is citation.record is payload
        assert citation.source.label == "Berg 0"
        assert provision.institution.country.region_of is None
        assert provision.institution.country.full_name == "Sweden"

    assert count_queries(read) == 0


def test_rows_come_in_their_order_and_each_with_its_own_record():
    first, second = make_payload(), make_payload()
    for payload, position in ((first, 2), (second, 1), (first, 1)):
        payload.names.create(
            key=f"name-{position}",
            name=f"{payload} {position}",
            kind="acronym",
            position=position,
        )

    read = Payload.objects.prefetch_related("contents").order_by("pk")

    assert [[name.name for name in payload.names.all()] for payload in read] == [
        [f"{first} 1", f"{first} 2"],
        [f"{second} 1"],
    ]


def test_contents_of_a_record_that_several_refer_to_are_read_once(count_queries):
    payload = make_payload()
    make_payload(mission=payload.mission)
    cite(payload.mission)

    def read():
        payloads = Payload.objects.select_related("mission").prefetch_related(
            "mission__contents"
        )
        return [len(payload.mission.citations.all()) for payload in payloads]

    assert read() == [1, 1]
    assert count_queries(read) == 2


def test_contents_and_what_the_records_refer_to_are_read_by_one_query(count_queries):
    mission = make_mission()
    make_payload(mission=mission)
    cite(make_payload(mission=mission), source=make_source(label="Berg"))
    payloads = list(Payload.objects.order_by("pk"))

    queries = count_queries(
        prefetch_related_objects, payloads, "contents_and_references"
    )

    def read():
        first, second = payloads
        assert first.mission == mission
        assert first.mission is second.mission
        assert first.host is None
        [citation] = second.citations.all()
        assert citation.source.label == "Berg"
        assert citation.record is second

    assert queries == 1
    assert count_queries(read) == 0


def test_record_without_rows_has_none_and_asks_no_more(count_queries):
    make_payload()
    payload = Payload.objects.prefetch_related("contents").get()

    assert (
        count_queries(
            lambda: [
                list(getattr(payload, relation).all())
                for relation, _ in Payload.record_type.parts
            ]
        )
        == 0
    )
    evidence = payload.cited_evidence
    assert (evidence.of_record, evidence.by_field, evidence.by_row) == ([], {}, {})


def test_querysets_of_different_types_are_read_referring_and_what_they_refer_to_is_linked(
    count_queries,
):
    make_source(title="Käfer “x”\n")
    payload = make_payload()
    make_mission()

    found = []
    missions = Mission.objects.filter(payloads=payload)
    queries = count_queries(
        lambda: found.extend(
            read_referring([Source.objects.all(), Payload.objects.all(), missions])
        )
    )

    assert queries == 1
    (source,), (read,), (mission,) = found
    assert source.title == "Käfer “x”\n"
    assert read == payload
    assert read.mission is mission
    assert count_queries(lambda: read.host) == 0


def test_nothing_is_read_without_querysets(count_queries):
    assert count_queries(read_referring, []) == 0
