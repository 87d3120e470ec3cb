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
    specification(payload, low=low, high=2).full_clean()
    specification(payload, low=low).full_clean()
    specification(payload, high=low).full_clean()

    specification(payload, low=low, high=2).save()

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
