from decimal import Decimal

import pytest

from missions.models import Mission, Spacecraft
from partners.models import Country
from payloads.models import Payload
from records.canonical import (
    CanonicalError,
    canonical,
    did_you_mean,
    digest,
    fields,
    normalised,
    prefetched,
)
from sources.models import Source
from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_mission,
    make_payload,
    make_provision,
    make_source,
    make_spacecraft,
    make_total,
)
from tests.worlds import RECORD_MODELS

pytestmark = pytest.mark.django_db


def stored(record):
    """Return the canonical form of a record as the database holds it."""
    return canonical(prefetched(type(record).objects.all()).get(pk=record.pk))


def test_a_record_holds_its_fields_rows_and_citations_in_order():
    source = make_source(slug="jia-2022")
    payload = make_payload(
        slug="lnd",
        name="LND",
        mission=make_mission(slug="change-4"),
        status="operating",
    )
    row = payload.specifications.create(
        key="mass", quantity="mass", as_printed="3 kg", low=Decimal("3.00"), unit="kg"
    )
    cite(payload, source, locator="p. 3", specification=row, confidence="medium")
    cite(payload, source, locator="p. 2", field="name")
    cite(payload, source, locator="p. 1")

    form = stored(payload)

    assert form == {
        "slug": "lnd",
        "publication": "published",
        "name": "LND",
        "mission": "change-4",
        "kind": "camera",
        "status": "operating",
        "status_date": "2025",
        "specifications": [
            {
                "key": "mass",
                "quantity": "mass",
                "as_printed": "3 kg",
                "low": "3",
                "unit": "kg",
                "citations": [
                    {"source": "jia-2022", "locator": "p. 3", "confidence": "medium"}
                ],
            }
        ],
        "citations": [
            {"source": "jia-2022", "locator": "p. 1"},
            {"source": "jia-2022", "field": "name", "locator": "p. 2"},
        ],
    }
    assert list(form)[:3] == ["slug", "publication", "name"]
    assert list(form)[-2:] == ["specifications", "citations"]


def test_a_state_of_publication_is_written_even_for_a_draft():
    assert stored(make_mission(publication="draft"))["publication"] == "draft"


def test_rows_keep_their_order_and_lose_their_position():
    mission = make_mission()
    for position, key in [(7, "second"), (3, "first")]:
        mission.events.create(key=key, position=position, kind="call", title="Call")

    form = stored(mission)

    assert [event["key"] for event in form["events"]] == ["first", "second"]
    assert all(
        "position" not in event and "record" not in event for event in form["events"]
    )


def test_citations_stand_whole_record_first_then_by_field_then_as_entered():
    mission = make_mission()
    for number, field in enumerate(["status", "name", "", "name"]):
        cite(mission, field=field, locator=f"p. {number}")

    form = stored(mission)

    assert [
        (citation.get("field"), citation["locator"]) for citation in form["citations"]
    ] == [
        (None, "p. 2"),
        ("name", "p. 1"),
        ("name", "p. 3"),
        ("status", "p. 0"),
    ]


def test_records_are_referred_to_by_slug_or_code_and_several_in_order():
    first, second = make_mission(slug="b-mission"), make_mission(slug="a-mission")
    spacecraft = make_spacecraft(mission=first)
    spacecraft.serves.add(first, second)
    region = make_country("HK", region_of=make_country("CN"))

    assert stored(spacecraft)["mission"] == "b-mission"
    assert stored(spacecraft)["serves"] == ["a-mission", "b-mission"]
    assert stored(region) == {"code": "HK", "name": "HK", "region_of": "CN"}


def test_a_source_holds_its_authors_and_references():
    source = make_source(slug="jia", et_al=True)
    source.authors.create(position=1, family="Jia", given="Y.")
    source.references.create(number=3, cited=make_source(slug="wu"), as_printed="Wu.")

    form = stored(source)

    assert form["et_al"] is True
    assert form["authors"] == [{"family": "Jia", "given": "Y."}]
    assert form["references"] == [{"number": 3, "cited": "wu", "as_printed": "Wu."}]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("-0.5", "-0.5"),
        ("177.599000", "177.599"),
        ("100", "100"),
        ("0.000001", "0.000001"),
    ],
)
def test_numbers_are_written_plainly_and_zero_is_one(value, text):
    mission = make_mission()
    mission.sites.create(
        key="site", kind="target", name="X", latitude_deg="1", longitude_deg=value
    )

    assert stored(mission)["sites"][0]["longitude_deg"] == text


def test_a_total_of_zero_keeps_its_number():
    form = stored(make_total(low=0, high=0))

    assert (form["low"], form["high"]) == (0, 0)


@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.__name__)
def test_no_form_holds_a_primary_key_or_what_is_derived(model):
    names = {field.name for field in fields(model)}

    assert model.key_field in names
    assert names.isdisjoint(
        {"id", "sort_key", "search_text", "launch_earliest", "published_latest"}
    )


def test_forms_cost_no_query_once_prefetched(count_queries):
    payload = make_payload(
        providers=[make_institution(country=make_country())], host=make_spacecraft()
    )
    cite(payload, provision=payload.provisions.get())
    cite(payload)
    spacecraft = Spacecraft.objects.get()
    spacecraft.serves.add(payload.mission)

    payloads, spacecraft = (
        list(prefetched(Payload.objects.all())),
        list(prefetched(Spacecraft.objects.all())),
    )

    assert count_queries(canonical, payloads[0]) == 0
    assert count_queries(canonical, spacecraft[0]) == 0


def test_a_digest_tells_forms_apart_and_knows_the_same_again():
    mission = make_mission(name="Chang'e-8")
    before = digest(stored(mission))

    mission.events.create(key="call", kind="call", title="嫦娥八号")
    after = digest(stored(mission))

    assert before != after == digest(stored(mission))
    assert len(after) == 64


def as_text(form):
    """Return a form as a file gives it, with every scalar read as text."""
    if isinstance(form, dict):
        return {key: as_text(value) for key, value in form.items()}
    if isinstance(form, list):
        return [as_text(value) for value in form]
    return str(form).lower() if isinstance(form, bool) else str(form)


def test_a_form_read_from_a_file_equals_the_one_from_the_database():
    mission = make_mission(launch="[2028,2029]")
    mission.sites.create(
        key="a", kind="target", name="X", latitude_deg=0, longitude_deg="-12.5"
    )
    cite(mission, site=mission.sites.get())
    cite(mission, field="launch")
    cite(mission)
    source = make_source(et_al=True, note="12:30")
    source.references.create(number=3, cited=make_source(), as_printed="NO")

    for record in (mission, source):
        assert normalised(
            record.record_type, as_text(stored(record)), "file"
        ) == stored(record)


def test_a_form_is_normalised_from_any_order_and_notation():
    data = {
        "citations": [
            {"locator": "p. 2", "field": "status", "source": "b", "stance": "supports"},
            {"source": "a", "locator": "p. 1"},
        ],
        "name": "Chang'e-8",
        "slug": "change-8",
        "publication": "published",
        "status": "planned",
        "operator": "",
        "objectives": "",
        "sites": [{"kind": "target", "name": "X", "latitude_deg": "-84.60"}],
    }

    form = normalised(Mission.record_type, data, "file")

    assert form == {
        "slug": "change-8",
        "publication": "published",
        "name": "Chang'e-8",
        "status": "planned",
        "sites": [{"kind": "target", "name": "X", "latitude_deg": "-84.6"}],
        "citations": [
            {"source": "a", "locator": "p. 1"},
            {"source": "b", "field": "status", "locator": "p. 2"},
        ],
    }


def test_an_empty_optional_value_is_as_good_as_none():
    data = {
        "slug": "a",
        "discipline": "",
        "names": [],
        "specifications": [{"quantity": "mass", "low": ""}],
    }

    form = normalised(Payload.record_type, data, "file")

    assert form == {"slug": "a", "specifications": [{"quantity": "mass"}]}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("text", "file: a mapping of fields is expected, not “text”."),
        (
            {"stauts": "planned"},
            "file: there is no field “stauts”. Did you mean “status”?",
        ),
        ({"zzz": "planned"}, "file: there is no field “zzz”."),
        (
            {"status": "planed"},
            "file.status: “planed” is not known. Did you mean “planned”?",
        ),
        ({"status": ""}, "file.status: “” is not known."),
        (
            {"name": ["Chang'e-8"]},
            "file.name: a single value is expected, not a list or mapping.",
        ),
        (
            {"operator": ["cnsa"]},
            "file.operator: a single value is expected, not a list or mapping.",
        ),
        (
            {"operator": {"slug": "cnsa"}},
            "file.operator: a single value is expected, not a list or mapping.",
        ),
        ({"sites": "X"}, "file.sites: a list is expected."),
        ({"sites": ["X"]}, "file.sites[1]: a mapping of fields is expected, not “X”."),
        (
            {"sites": [{}, {"latitude_deg": "north"}]},
            "file.sites[2].latitude_deg: “north”: “north” value must be a decimal number.",
        ),
        (
            {"sites": [{"citation": []}]},
            "file.sites[1]: there is no field “citation”. Did you mean “citations”?",
        ),
        (
            {"sites": [{"citations": [{"stance": "agrees"}]}]},
            "file.sites[1].citations[1].stance: “agrees” is not known.",
        ),
        ({"citations": {"source": "a"}}, "file.citations: a list is expected."),
        (
            {"citations": [{"field": "nmae"}]},
            "file.citations: there is no field “nmae”. Did you mean “name”?",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_place(data, message):
    with pytest.raises(CanonicalError) as refused:
        normalised(Mission.record_type, data, "file")

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("model", "data", "message"),
    [
        (Spacecraft, {"serves": "change-8"}, "file.serves: a list is expected."),
        (
            Spacecraft,
            {"serves": [{"slug": "change-8"}]},
            "file.serves[1]: a single value is expected, not a list or mapping.",
        ),
        (Source, {"citations": []}, "file: there is no field “citations”."),
        (
            Source,
            {"et_al": "perhaps"},
            "file.et_al: “perhaps”: “perhaps” value must be either True or False.",
        ),
        (
            Source,
            {"references": [{"number": "x"}]},
            "file.references[1].number: “x”: “x” value must be an integer.",
        ),
        (Country, {"slug": "se"}, "file: there is no field “slug”."),
    ],
)
def test_what_no_record_of_the_type_has_is_refused(model, data, message):
    with pytest.raises(CanonicalError) as refused:
        normalised(model.record_type, data, "file")

    assert str(refused.value) == message


def test_the_nearest_known_word_is_offered_only_when_near():
    assert (
        did_you_mean("change-9", ["change-8", "apsco"]) == " Did you mean “change-8”?"
    )
    assert did_you_mean("change-9", ["apsco"]) == ""
    assert did_you_mean("change-9", []) == ""


def test_provisions_are_written_by_the_slug_of_their_institution():
    payload = make_payload()
    make_provision(payload, make_institution(slug="irf"), counts_as="not-counted")

    assert stored(payload)["provisions"] == [
        {"key": "irf", "institution": "irf", "role": "lead", "counts_as": "not-counted"}
    ]
