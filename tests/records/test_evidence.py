from operator import attrgetter

import pytest

from missions.models import Spacecraft
from payloads.models import Knowledge, Payload
from records.evidence import rivals_of_row
from records.registry import record_types
from records.topics import Topic
from tests.factories import (
    cite,
    make_mission,
    make_payload,
    make_spacecraft,
    make_total,
)

pytestmark = pytest.mark.django_db


def specify(payload, key, as_printed, **values):
    return payload.specifications.create(
        key=key, quantity="mass", as_printed=as_printed, **values
    )


def test_rows_of_one_quantity_differ_and_the_preferred_one_stands_first():
    payload = make_payload()
    specify(payload, "old", "650 g", rank="alternative", position=1)
    specify(payload, "new", "970 g", position=2)

    (difference,) = payload.cited_evidence.differences

    assert difference.topic == Topic.FIGURES
    assert difference.subject == "mass"
    assert [(value.words, value.rank) for value in difference.values] == [
        ("970 g", "preferred"),
        ("650 g", "alternative"),
    ]


def test_a_differing_citation_of_a_field_gives_what_the_source_prints():
    payload = make_payload(status="selected", status_date="2025")
    cite(payload, field="status_date")
    cite(payload, field="status_date", stance="differs", as_printed="2024")

    (difference,) = payload.cited_evidence.differences

    assert difference.topic == Topic.STATUS
    assert [value.words for value in difference.values] == ["2025", "2024"]


def test_rows_of_the_same_kind_without_a_rival_do_not_differ():
    payload = make_payload()
    specify(payload, "mass", "970 g")

    assert payload.cited_evidence.differences == []


def test_spellings_are_not_differences():
    payload = make_payload()
    payload.names.create(key="kclp", name="KCLP", kind="as-printed", rank="deprecated")

    assert payload.cited_evidence.differences == []
    assert not Payload.objects.with_differences().get(pk=payload.pk).differs


def test_leadership_comes_before_figures():
    payload = make_payload()
    specify(payload, "old", "650 g", rank="alternative")
    payload.persons.create(key="a", name="A", role="leader")
    payload.persons.create(key="b", name="B", role="leader", rank="alternative")

    assert [difference.topic for difference in payload.cited_evidence.differences] == [
        Topic.LEADERSHIP,
        Topic.FIGURES,
    ]


@pytest.mark.parametrize("rank", ["alternative", "deprecated"])
def test_the_queryset_finds_what_differs(rank):
    differing, agreeing = make_payload(), make_payload()
    specify(differing, "old", "650 g", rank=rank)
    specify(agreeing, "mass", "970 g")

    found = Payload.objects.with_differences().filter(differs=True)

    assert list(found) == [differing]


def test_a_row_that_no_preferred_one_stands_beside_differs_by_its_rank_alone():
    spacecraft = make_spacecraft()
    spacecraft.specifications.create(
        key="mass", quantity="mass", as_printed="3 t", rank="alternative"
    )

    (difference,) = spacecraft.cited_evidence.differences

    assert [(value.words, value.rank) for value in difference.values] == [
        ("3 t", "alternative")
    ]
    assert spacecraft.differs
    assert list(Spacecraft.objects.differing()) == [spacecraft]
    assert list(Spacecraft.objects.agreeing()) == []


def test_what_stands_against_a_row_are_the_rows_of_its_group_and_what_sources_print():
    payload = make_payload()
    new = specify(payload, "new", "970 g")
    specify(payload, "old", "650 g", rank="alternative")
    payload.specifications.create(key="power", quantity="power", as_printed="7 W")
    cite(payload, specification=new, stance="differs", as_printed="1 kg")

    words = rivals_of_row(new, payload.specifications.all(), new.citations.all())

    assert words == ["650 g", "1 kg"]


def test_rows_of_the_same_rank_do_not_stand_against_each_other():
    payload = make_payload()
    first, _ = specify(payload, "a", "970 g"), specify(payload, "b", "971 g")

    assert rivals_of_row(first, payload.specifications.all(), []) == []


def test_a_field_is_shown_with_the_citations_that_name_it_alone():
    payload = make_payload()
    cite(payload)
    differing = cite(payload, field="kind", stance="differs", as_printed="a camera")
    supporting = cite(payload, field="name, kind")

    assert payload.cited_evidence.of_field("kind") == [differing, supporting]
    assert payload.cited_evidence.of_field("name") == [supporting]
    assert payload.cited_evidence.of_field("mission") == []


def test_the_columns_of_one_statement_are_shown_with_the_citations_of_the_record():
    total = make_total(mission=make_mission())
    whole = cite(total)
    of_date = cite(total, field="date")

    assert total.cited_evidence.of_field("low") == [whole]
    assert total.cited_evidence.of_field("date") == [of_date]


def test_fields_without_a_place_on_the_page_are_those_not_declared_or_not_stated():
    payload = make_payload(objectives="")
    cite(payload, field="kind")
    of_name = cite(payload, field="name")
    of_objectives = cite(
        payload, field="objectives", stance="differs", as_printed="To see."
    )

    assert payload.cited_evidence.besides_shown_fields() == {
        "name": [of_name],
        "objectives": [of_objectives],
    }


CITED_TYPES = [record_type for record_type in record_types() if record_type.citations]


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("record_type", CITED_TYPES, ids=attrgetter("plural"))
def test_the_database_and_a_read_record_agree_on_what_differs(record_type):
    records = record_type.model.objects.prefetch_related("contents")

    differing = {
        record.record_key for record in records if record.cited_evidence.differs
    }

    assert {
        record.record_key for record in record_type.model.objects.differing()
    } == differing
    annotated = record_type.model.objects.with_differences()
    assert {record.record_key for record in annotated if record.differs} == differing
    assert {record.record_key for record in record_type.model.objects.agreeing()} == {
        record.record_key for record in records
    } - differing


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("record_type", CITED_TYPES, ids=attrgetter("plural"))
def test_a_row_has_rivals_where_a_difference_sets_values_against_it(record_type):
    for record in record_type.model.objects.prefetch_related("contents"):
        for difference in record.cited_evidence.differences:
            for value in difference.values:
                if value.row:
                    rows = value.row.row_kind.of(record)
                    rivals = rivals_of_row(
                        value.row, rows, record.cited_evidence.of_row(value.row)
                    )
                    ranked = any(
                        other.rank != "preferred" for other in difference.values
                    )
                    others = [
                        other.words
                        for other in difference.values
                        if other.row != value.row and ranked
                    ]
                    printed = [
                        citation.as_printed
                        for citation in value.citations
                        if citation.stance == "differs"
                    ]
                    assert sorted(rivals) == sorted(others + printed)


@pytest.mark.usefixtures("shipped")
def test_completeness_differs_only_where_the_payload_does():
    for payload in Payload.objects.for_detail():
        if Knowledge.DIFFERING in dict(payload.completeness).values():
            assert payload.differs, payload


def make_plan(mission, **values):
    return mission.events.create(
        key="window",
        kind="launch",
        title="Launch in the window of 2026",
        date="2026-08",
        is_planned=True,
        outcome="overtaken",
        rank="deprecated",
        **values,
    )


def test_an_overtaken_plan_is_no_difference_between_sources():
    mission = make_mission()
    make_plan(mission)
    mission.events.create(key="later", kind="launch", title="Launch", date="2027")

    assert mission.cited_evidence.differences == []
    assert not type(mission).objects.differing().exists()


def test_an_overtaken_plan_on_which_a_source_differs_is_one():
    mission = make_mission()
    plan = make_plan(mission)
    cite(mission, event=plan, stance="differs", as_printed="September 2026")

    (difference,) = mission.cited_evidence.differences

    assert [value.row for value in difference.values] == [plan]
    assert type(mission).objects.differing().exists()


def test_an_overtaken_plan_does_not_stand_beside_values_that_differ():
    mission = make_mission()
    make_plan(mission)
    first = mission.events.create(key="a", kind="launch", title="Launch", date="2027")
    second = mission.events.create(
        key="b", kind="launch", title="Launch", date="2028", rank="alternative"
    )

    (difference,) = mission.cited_evidence.differences

    assert [value.row for value in difference.values] == [first, second]
    assert rivals_of_row(first, list(mission.events.all()), []) == ["Launch, 2028"]
