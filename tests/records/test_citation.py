"""Citations, tried on a payload's: each rule refused by the database and explained by the form."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from payloads.models import PayloadCitation
from records.models import Citation
from tests.factories import cite, make_payload, make_source

pytestmark = pytest.mark.django_db
CITATION_MODELS = [model for model in apps.get_models() if issubclass(model, Citation)]


@pytest.fixture
def payload():
    return make_payload(slug="change-4-lnd")


@pytest.fixture
def specification(payload):
    return payload.specifications.create(key="mass", quantity="mass", as_printed="3 kg")


@pytest.fixture
def source():
    return make_source(slug="jia-2022", label="Jia et al. 2022")


def citation(payload, source, **values):
    return PayloadCitation(
        **({"record": payload, "source": source, "locator": "p. 3"} | values)
    )


@pytest.mark.parametrize("field", ["stance", "confidence"])
def test_a_citation_keeps_to_its_vocabularies(payload, source, field):
    citing = citation(payload, source, **{field: "unheard"})

    with pytest.raises(
        ValidationError, match=f"{field}.*'unheard' is not a valid choice"
    ):
        citing.full_clean()
    with (
        pytest.raises(IntegrityError, match=f"payloads_payloadcitation_{field}_known"),
        transaction.atomic(),
    ):
        citing.save()


@pytest.mark.parametrize("model", CITATION_MODELS, ids=lambda model: model.__name__)
def test_every_kind_of_citation_has_the_rules_of_citations(model):
    names = {constraint.name for constraint in model._meta.constraints}

    rules = [
        "difference_printed",
        "unrepeated",
        *(["one_target"] if model.row_fields() else []),
    ]

    assert {f"{model._meta.db_table}_{rule}" for rule in rules} <= names


def test_a_differing_citation_without_what_is_printed_is_refused(payload, source):
    citing = citation(payload, source, stance="differs")

    with pytest.raises(
        ValidationError, match="A differing citation says what its source prints"
    ):
        citing.full_clean()
    with (
        pytest.raises(
            IntegrityError, match="payloads_payloadcitation_difference_printed"
        ),
        transaction.atomic(),
    ):
        citing.save()


def test_a_differing_citation_with_what_is_printed_is_taken(payload, source):
    citing = citation(payload, source, stance="differs", as_printed="four kilograms")

    citing.full_clean()
    citing.save()

    assert payload.citations.get().as_printed == "four kilograms"


@pytest.mark.parametrize("other", ["field", "event"])
def test_a_citation_for_two_things_is_refused(payload, source, specification, other):
    event = payload.events.create(key="on", kind="operation", title="Switched on")
    second = {"field": "name", "event": event}[other]

    citing = citation(payload, source, specification=specification, **{other: second})

    with pytest.raises(
        ValidationError,
        match="A citation speaks for fields or for one row, not for both",
    ):
        citing.full_clean()
    with (
        pytest.raises(IntegrityError, match="payloads_payloadcitation_one_target"),
        transaction.atomic(),
    ):
        citing.save()


def test_a_citation_speaks_for_the_record_a_field_or_a_row(
    payload, source, specification
):
    whole = citation(payload, source)
    of_fields = citation(payload, source, field="name, mission")
    of_row = citation(payload, source, specification=specification)

    assert (whole.fields, whole.row_target, whole.row) == ([], None, None)
    assert (of_fields.fields, of_fields.row) == (["name", "mission"], None)
    assert (of_row.fields, of_row.row_target, of_row.row) == (
        [],
        ("specification", specification.pk),
        specification,
    )


def test_a_citation_names_fields_that_the_record_has(payload, source):
    citing = citation(payload, source, field="mission, colour")

    with pytest.raises(ValidationError) as refusal:
        citing.full_clean()

    (message,) = refusal.value.message_dict["field"]
    assert message.startswith("There is no field “colour”. Known are: slug, ")
    assert "working_principle" in message


def test_the_same_place_is_not_cited_twice_for_one_thing(payload, source):
    citation(payload, source).save()

    with (
        pytest.raises(IntegrityError, match=r"unrepeated|payloadcitation\.key"),
        transaction.atomic(),
    ):
        citation(payload, source).save()


def test_the_form_explains_a_citation_given_twice(payload, source):
    citation(payload, source).save()

    with pytest.raises(
        ValidationError, match="The same place of this source is already cited for this"
    ):
        citation(payload, source).full_clean()
    with pytest.raises(
        ValidationError, match="The same place of this source is already cited for this"
    ):
        citation(payload, source).full_clean(exclude={"record", "key"})


def test_the_form_takes_a_saved_citation_again(payload, source):
    citing = cite(payload, source)

    citing.note = "Read again."
    citing.full_clean()

    assert payload.citations.get() == citing


@pytest.mark.parametrize(
    "other",
    [
        {"locator": "p. 4"},
        {"field": "name"},
        {"stance": "about"},
        {"as_printed": "another spelling"},
    ],
)
def test_one_place_may_be_cited_for_different_things(payload, source, other):
    citation(payload, source, field="kind").save()

    citation(payload, source, **({"field": "kind"} | other)).save()

    assert payload.citations.count() == 2


def test_one_thing_may_be_cited_from_two_sources(payload, source):
    citation(payload, source).save()

    citation(payload, make_source()).save()

    assert payload.citations.count() == 2


def test_a_citation_keeps_its_key_when_its_row_is_made_anew(
    payload, source, specification
):
    before = cite(payload, source, specification=specification).key

    specification.delete()
    again = payload.specifications.create(
        key="mass", quantity="mass", as_printed="3 kg"
    )

    assert cite(payload, source, specification=again).key == before
    assert len(before) == 12


def test_a_row_takes_its_citations_with_it(payload, source, specification):
    cite(payload, source, specification=specification)
    kept = cite(payload, source)

    specification.delete()

    assert list(payload.citations.all()) == [kept]


def test_a_citation_is_named_by_label_and_place(payload, source):
    assert str(citation(payload, source)) == "Jia et al. 2022, p. 3"
