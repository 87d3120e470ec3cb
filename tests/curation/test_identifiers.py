"""Identifiers on the form of their record."""

import pytest

from partners.models import Institution
from tests.admin_forms import add_row, log_in, open_form, send, words
from tests.factories import identify, make_institution, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    return log_in(client, is_superuser=True)


def test_a_curator_adds_an_identifier(curator):
    draft = make_institution(slug="kiel", publication="draft")
    data = open_form(curator, draft)
    add_row(
        data,
        "identifiers",
        scheme="ror",
        value="04v76ef78",
        cited_source=make_source().pk,
        cited_locator="record",
    )

    send(curator, draft, data)

    [identifier] = draft.identifiers.all()
    assert (identifier.key, identifier.value) == ("ror", "04v76ef78")
    assert identifier.citations.get().locator == "record"
    assert Institution.objects.matching("04v76ef78").get() == draft


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"value": "04v76ef79"}, "The ROR id 04v76ef79 has a wrong checksum."),
        ({"value": "04v76ef"}, "A ROR id has nine characters, like 04v76ef78."),
        ({}, "Give either the identifier or the reason why there is none."),
        ({"value": "04v76ef78"}, "Another record has this identifier."),
    ],
)
def test_a_curator_is_told_what_is_wrong_with_an_identifier(curator, typed, told):
    identify(make_institution(), "ror", "04v76ef78")
    draft = make_institution(publication="draft")
    data = open_form(curator, draft)
    cited = {"cited_source": make_source().pk, "cited_locator": "record"}
    add_row(data, "identifiers", scheme="ror", **typed, **cited)

    response = send(curator, draft, data)

    assert told in words(response)
    assert not draft.identifiers.exists()
