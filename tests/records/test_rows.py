"""Rows of a record, tried on a payload's: each rule refused by the database and explained by the form."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from payloads.models import PayloadEvent, PayloadName, Specification
from records.models import Publishable, Row, name_rows
from tests.factories import make_payload

pytestmark = pytest.mark.django_db
OWN_MODELS = [model for model in apps.get_models() if "django" not in model.__module__]


def concrete(base):
    return [model for model in OWN_MODELS if issubclass(model, base)]


@pytest.fixture
def payload():
    return make_payload(slug="change-4-lnd")


def specification(payload, **values):
    return Specification(
        **(
            {"record": payload, "key": "mass", "quantity": "mass", "as_printed": "3 kg"}
            | values
        )
    )


def row_of(model, payload):
    values = {
        PayloadName: {"name": "LND", "kind": "acronym"},
        PayloadEvent: {"title": "Switched on", "kind": "operation"},
        Specification: {"quantity": "mass", "as_printed": "3 kg"},
    }
    return model(record=payload, key="a-row", **values[model])


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model.__name__)
def test_every_vocabulary_is_closed_by_the_database(model):
    names = {constraint.name for constraint in model._meta.constraints}

    # Units are no vocabulary of ours: sources/units.py holds those of UCUM that are in use.
    closed = [
        field.name
        for field in model._meta.concrete_fields
        if field.choices and field.name != "unit"
    ]

    assert {
        f"{model._meta.app_label}_{model._meta.model_name}_{field}_known"
        for field in closed
    } <= names


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (Specification, "rank"),
        (Specification, "bound"),
        (Specification, "stage"),
        (PayloadName, "kind"),
        (PayloadEvent, "kind"),
    ],
)
def test_a_row_keeps_to_its_vocabularies(payload, model, field):
    row = row_of(model, payload)

    setattr(row, field, "unheard-of")

    with pytest.raises(
        ValidationError, match=f"{field}.*'unheard-of' is not a valid choice"
    ):
        row.full_clean()
    with (
        pytest.raises(
            IntegrityError, match=f"payloads_{model.__name__.lower()}_{field}_known"
        ),
        transaction.atomic(),
    ):
        row.save()


def test_a_state_of_publication_keeps_to_its_vocabulary(payload):
    payload.publication = "secret"

    with pytest.raises(
        ValidationError, match=r"publication.*'secret' is not a valid choice"
    ):
        payload.full_clean()
    with (
        pytest.raises(IntegrityError, match="payloads_payload_publication_known"),
        transaction.atomic(),
    ):
        payload.save()


@pytest.mark.parametrize(
    "model", concrete(Publishable), ids=lambda model: model.__name__
)
def test_a_new_record_is_a_draft(model):
    assert model().publication == "draft"


@pytest.mark.parametrize("model", concrete(Row), ids=lambda model: model.__name__)
def test_every_kind_of_row_keeps_its_keys_apart(model):
    names = [constraint.name for constraint in model._meta.constraints]

    assert f"{model._meta.db_table}_key_unrepeated" in names


def test_two_rows_of_a_record_do_not_share_a_key(payload):
    specification(payload).save()

    with (
        pytest.raises(IntegrityError, match=r"key_unrepeated|specification\.key"),
        transaction.atomic(),
    ):
        specification(payload).save()


def test_the_form_explains_a_key_given_twice(payload):
    specification(payload).save()

    with pytest.raises(
        ValidationError, match="Another row of this record has the same key"
    ):
        specification(payload).full_clean()


def test_rows_of_two_records_may_share_a_key(payload):
    specification(payload).save()

    specification(make_payload()).save()

    assert Specification.objects.filter(key="mass").count() == 2


def test_rows_stand_by_position_then_key(payload):
    for position, key in [(2, "a"), (1, "c"), (1, "b")]:
        specification(payload, position=position, key=key).save()

    assert [row.key for row in payload.specifications.all()] == ["b", "c", "a"]


def test_a_row_is_addressed_by_its_record_and_key(payload):
    row = specification(payload)

    assert row.public_key == "change-4-lnd.mass"
    assert row.get_absolute_url() == "/payloads/change-4-lnd/#specification-mass"


def test_rows_without_a_key_are_named_after_what_they_say_each_differently(payload):
    rows = [
        specification(payload, key="mass-2"),
        specification(payload, key=""),
        specification(payload, key="", stage="built"),
        specification(payload, key=""),
        specification(payload, key="", quantity="power"),
    ]

    name_rows(rows)

    assert [row.key for row in rows] == [
        "mass-2",
        "mass",
        "mass-built",
        "mass-3",
        "power",
    ]


def test_a_row_whose_words_make_no_key_is_named_after_its_type(payload):
    rows = [
        PayloadName(record=payload, name=name)
        for name in ("嫦娥四号", "嫦娥4号", "Lunar Lander")
    ]

    name_rows(rows)

    assert [row.key for row in rows] == ["payloadname", "4", "lunar-lander"]


@pytest.mark.parametrize("low", [1, 2])
def test_a_quantity_takes_a_range_in_order_and_open_ends(payload, low):
    printed = {"as_printed": "1 to 2 kg"}
    specification(payload, low=low, high=2, **printed).full_clean()
    specification(payload, low=low, **printed).full_clean()
    specification(payload, high=low, **printed).full_clean()

    specification(payload, low=low, high=2, **printed).save()

    assert payload.specifications.get().low == low


def test_a_quantity_from_high_to_low_is_refused(payload):
    row = specification(payload, low=3, high=2)

    with pytest.raises(
        ValidationError, match="The low value must not exceed the high value"
    ):
        row.full_clean()
    with (
        pytest.raises(IntegrityError, match="payloads_specification_range_ordered"),
        transaction.atomic(),
    ):
        row.save()


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        ("2.1 kg", {"low": "2.1", "high": "2.1", "unit": "kg"}),
        ("3,640 kg", {"low": 3640, "high": 3640, "unit": "kg"}),
        ("3 640 kg", {"low": 3640, "high": 3640, "unit": "kg"}),
        ("650 g", {"low": "0.65", "high": "0.65", "unit": "kg"}),
        ("10 eV to 10 keV", {"low": 10, "high": 10000, "unit": "eV"}),
        ("-40 to +60 °C", {"low": -40, "high": 60, "unit": "Cel"}),
        ("about EUR 3 million", {"low": 3000000, "high": 3000000, "unit": "[EUR]"}),
        ("3 hours and 50 minutes", {"low": 230, "high": 230, "unit": "min"}),
        ("twelve months", {"low": 12, "high": 12, "unit": "mo"}),
        ("10 feet", {"low": "3.05", "high": "3.05", "unit": "m"}),
        ("under 10 kg", {"bound": "at-most", "high": 10, "unit": "kg"}),
        ("at least 1 hour", {"bound": "at-least", "low": 1, "unit": "h"}),
    ],
)
def test_a_figure_is_stored_as_it_is_printed(payload, printed, values):
    specification(payload, as_printed=printed, **values).full_clean()


@pytest.mark.parametrize(
    ("printed", "values", "sentence"),
    [
        (
            "2.1 kg",
            {"low": 12, "high": 12, "unit": "kg"},
            "12 kg is not what is printed: “2.1 kg”.",
        ),
        (
            "30 to 40 kg",
            {"low": 30, "high": 41, "unit": "kg"},
            "41 kg is not what is printed: “30 to 40 kg”.",
        ),
        (
            "650 g",
            {"low": 65, "high": 65, "unit": "g"},
            "65 g is not what is printed: “650 g”.",
        ),
        (
            "under 10 kg",
            {"bound": "at-most", "low": 10, "high": 10, "unit": "kg"},
            "Of “at most” only the high value is stored; leave this empty.",
        ),
        (
            "at least 1 hour",
            {"bound": "at-least", "low": 1, "high": 1, "unit": "h"},
            "Of “at least” only the low value is stored; leave this empty.",
        ),
    ],
)
def test_a_figure_that_is_not_printed_is_refused(payload, printed, values, sentence):
    with pytest.raises(ValidationError) as refusal:
        specification(payload, as_printed=printed, **values).full_clean()

    ((message, *_),) = refusal.value.message_dict.values()
    assert message.startswith(sentence)


@pytest.mark.parametrize(
    ("language", "valid"),
    [("zh-Hans", True), ("ar", True), ("chinese", False), ("EN", False)],
)
def test_a_name_has_a_language_tag(payload, language, valid):
    name = PayloadName(
        record=payload, key="a", name="A", kind="native", language=language
    )

    if valid:
        name.full_clean()
    else:
        with pytest.raises(ValidationError, match="Write a language tag like en"):
            name.full_clean()
