import pytest

from records.publication import problems
from tests.factories import (
    cite,
    cite_facts,
    make_country,
    make_institution,
    make_mission,
    make_participation,
    make_payload,
    make_programme,
    make_provision,
    make_source,
    make_spacecraft,
    make_total,
)

pytestmark = pytest.mark.django_db


def fresh(record):
    """Read the record again, so that no citation is remembered from before."""
    return type(record).objects.get(pk=record.pk)


def test_each_field_without_a_citation_is_named():
    mission = make_mission(
        name="Chang'e-8", launch="[2028,2029]", objectives="To build."
    )
    cite(mission, field="launch")
    cite(mission, field="name")

    found = problems(mission)

    assert found == [
        "No citation names status, objectives: name each in the citation of a source that states it."
    ]


def test_addresses_states_and_our_own_notes_need_no_evidence():
    institution = make_institution(former_slugs="earlier", note="Our reading.")
    cite(institution)

    assert problems(institution) == []


def test_our_own_classification_needs_no_evidence():
    payload = make_payload(kind="camera", discipline="radiation")
    cite(payload, field="mission, status, status_date")

    assert problems(payload) == []


def test_a_citation_names_several_fields():
    mission = make_mission(launch="2028", objectives="To build.")
    cite(mission, field="status, launch, objectives")

    assert problems(mission) == []


def test_a_citation_of_the_whole_record_proves_none_of_its_fields():
    mission = make_mission(launch="2028")
    cite(mission)

    assert problems(mission) == [
        "No citation names status, launch: name each in the citation of a source that states it."
    ]


def test_a_record_without_facts_cites_a_source_that_speaks_of_it():
    institution = make_institution()
    assert problems(institution) == ["No source is cited for it."]

    cite(institution)

    assert problems(fresh(institution)) == []


def test_a_record_that_is_one_statement_is_supported_as_a_whole():
    total = make_total(mission=make_mission())
    cite(total)

    assert problems(total) == []


def test_a_zero_is_a_statement_and_needs_its_citation():
    total = make_total(mission=make_mission(), low=0, high=None)
    cite(total, field="mission, measure, kind, qualifier, host_included, counts")

    assert problems(total) == [
        "No citation names low: name each in the citation of a source that states it."
    ]


def test_each_row_needs_its_own_citation():
    payload = make_payload()
    payload.specifications.create(key="mass", quantity="mass", as_printed="3 kg")
    payload.events.create(key="on", kind="operation", title="Switched on")
    event = payload.events.create(key="off", kind="end", title="Switched off")
    cite_facts(payload)
    cite(payload, event=event)

    found = problems(payload)

    assert found == [
        "No citation for specification “mass: 3 kg”.",
        "No citation for payload event “Switched on”.",
    ]


def test_a_citation_of_one_row_does_not_speak_for_a_row_of_another_kind():
    payload = make_payload()
    specification = payload.specifications.create(
        key="mass", quantity="mass", as_printed="3 kg"
    )
    event = payload.events.create(
        pk=specification.pk, key="on", kind="operation", title="Switched on"
    )
    cite_facts(payload)
    cite(payload, event=event)

    assert problems(payload) == ["No citation for specification “mass: 3 kg”."]


@pytest.mark.parametrize("stance", ["differs", "about"])
def test_a_citation_that_differs_or_is_only_about_it_is_no_support(stance):
    mission = make_mission(name="Chang'e-8")
    event = mission.events.create(key="call", kind="call", title="Call")
    cite(mission, stance=stance, as_printed="Something else")
    cite(mission, event=event, stance=stance, as_printed="Something else")

    found = problems(mission)

    assert found == [
        "No citation names status: name each in the citation of a source that states it.",
        "No citation for mission event “Call”.",
    ]


@pytest.mark.parametrize("publication", ["draft", "in-review", "withdrawn"])
def test_what_the_public_does_not_see_needs_no_evidence(publication):
    mission = make_mission(publication=publication)
    mission.events.create(key="call", kind="call", title="Call")

    assert problems(mission) == []


def test_a_published_record_refers_to_no_unpublished_one():
    payload = make_payload(mission=make_mission(name="Chang'e-8", publication="draft"))
    cite_facts(payload)

    assert problems(payload) == ["Mission “Chang'e-8” is not published."]


def test_a_row_of_a_published_record_refers_to_no_unpublished_one():
    payload = make_payload()
    institution = make_institution(name="IRF", publication="in-review")
    for key in ("lead", "again"):
        provision = make_provision(
            payload, institution, key=key, counts_as="not-counted"
        )
        cite(payload, provision=provision)
    cite_facts(payload)

    assert problems(payload) == ["Institution “IRF” is not published."]


def test_a_published_spacecraft_serves_no_unpublished_mission():
    spacecraft = make_spacecraft(name="Queqiao-2")
    spacecraft.serves.add(
        make_mission(name="Chang'e-8", publication="draft"), make_mission()
    )
    cite_facts(spacecraft)

    assert problems(spacecraft) == ["Mission “Chang'e-8” is not published."]


def test_a_published_record_may_cite_any_source_and_name_any_country():
    institution = make_institution(country=make_country("SE"))

    cite_facts(institution, make_source())

    assert problems(institution) == []


def test_a_record_that_a_published_one_refers_to_is_not_withdrawn():
    mission = make_mission()
    make_payload(name="Radio array", mission=mission)

    mission.publication = "withdrawn"

    assert problems(mission) == ["Payload “Radio array” refers to it and is published."]


def test_a_record_that_a_row_of_a_published_one_refers_to_is_not_withdrawn():
    institution = make_institution()
    make_payload(name="Radio array", providers=[institution])
    make_institution(name="Its laboratory", parent=institution)

    institution.publication = "draft"

    assert problems(institution) == [
        "Institution “Its laboratory” refers to it and is published.",
        "Payload “Radio array” refers to it and is published.",
    ]


def test_a_mission_that_a_published_spacecraft_serves_is_not_withdrawn():
    mission = make_mission()
    make_spacecraft(name="Queqiao-2").serves.add(mission)

    mission.publication = "withdrawn"

    assert problems(mission) == [
        "Spacecraft “Queqiao-2” refers to it and is published."
    ]


def test_a_record_that_only_drafts_refer_to_may_be_withdrawn():
    institution = make_institution()
    make_payload(providers=[institution], publication="draft")
    make_mission(operator=institution, publication="withdrawn")
    make_payload(providers=[make_institution()])

    institution.publication = "withdrawn"

    assert problems(institution) == []


def test_a_programme_with_published_totals_is_not_withdrawn():
    programme = make_programme(publication="withdrawn")
    make_total(title="ILRS: 17", programme=programme)

    assert problems(programme) == [
        "Announced total “ILRS: 17” refers to it and is published."
    ]


def test_cost_of_naming_what_refers_to_a_record_does_not_grow(count_queries):
    programme = make_programme(publication="withdrawn")
    make_participation(
        level="organisation",
        institution=make_institution(name="First laboratory"),
        programme=programme,
    )
    one = count_queries(problems, programme)
    for name in ("Second laboratory", "Third laboratory"):
        make_participation(
            level="organisation",
            institution=make_institution(name=name),
            programme=programme,
        )

    many = count_queries(problems, programme)

    assert len(problems(programme)) == 3
    assert many == one


def test_sources_are_not_cited_for_themselves():
    assert problems(make_source()) == []


def test_countries_need_no_source_but_for_their_facts():
    country = make_country("AX", region_of=make_country("FI"))
    country.names.create(key="sverige", name="Sverige", kind="native", language="sv")

    assert problems(country) == [
        "No citation names region_of: name each in the citation of a source that states it.",
        "No citation for country name “Sverige”.",
    ]


def test_evidence_that_is_taken_away_is_missed():
    mission = make_mission(name="Chang'e-8")
    cite(mission)
    citation = cite_facts(mission)
    assert problems(fresh(mission)) == []

    citation.delete()

    assert problems(fresh(mission)) == [
        "No citation names status: name each in the citation of a source that states it."
    ]
