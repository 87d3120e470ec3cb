"""Who signed what, on whose behalf and with whom, on the pages of those that signed."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_participation,
)
from tests.reading import get_json, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def agencies():
    return [
        make_institution(slug=slug, name=name)
        for slug, name in (("cnsa", "China Agency"), ("sa", "Serbian Ministry"))
    ]


@pytest.fixture
def serbia(agencies):
    cnsa, ministry = agencies
    participation = make_participation(
        slug="serbia", country=make_country("RS", name="Serbia")
    )
    step = participation.steps.create(
        key="signed",
        kind="signed",
        date="2024-05-08",
        instrument="Joint statement on the station",
        instrument_kind="joint-statement",
        signed_by=ministry,
        signed_with=cnsa,
        place="Belgrade",
    )
    cite(participation, step=step)
    return participation


@pytest.mark.parametrize("slug", ["cnsa", "sa"])
def test_pages_of_both_bodies_say_what_they_signed(client, serbia, slug):
    page = read(client, f"/institutions/{slug}/")

    assert "What it signed" in page.text
    assert (
        "8 May 2024 Serbia: Signed 8 May 2024, Joint statement on the station, "
        "in Belgrade" in page.text
    )
    other = {"cnsa": "/institutions/sa/", "sa": "/institutions/cnsa/"}[slug]
    assert {"/ilrs/#serbia", other} <= set(page.links)


def test_the_page_of_the_programme_links_who_signed(client, serbia):
    page = read(client, "/ilrs/")

    assert "Signed by Serbian Ministry with China Agency (joint statement)" in page.text
    assert {"/institutions/cnsa/", "/institutions/sa/"} <= set(page.links)


def test_the_api_names_the_bodies_and_the_kind_of_instrument(client, serbia):
    (step,) = get_json(client, "/api/v1/ilrs-participations/serbia/")["steps"]

    assert step["instrument_kind"] == "joint-statement"
    assert step["signed_by"]["slug"] == "sa"
    assert step["signed_with"]["slug"] == "cnsa"


def test_a_step_says_whether_its_text_can_be_read_and_where(client, serbia):
    address = "https://agency.example/joint-statement"
    assert "Text published" not in read(client, "/ilrs/").text

    serbia.steps.update(text_access="published", text_address=address)

    page = read(client, "/ilrs/")
    (step,) = get_json(client, "/api/v1/ilrs-participations/serbia/")["steps"]
    assert "Text published" in page.text
    assert address in page.links
    assert (step["text_access"], step["text_address"]) == ("published", address)


def test_a_text_with_an_address_is_published(serbia):
    step = serbia.steps.get()
    step.text_address = "https://agency.example/joint-statement"

    with pytest.raises(ValidationError, match="say so in text_access"):
        step.full_clean()


@pytest.mark.parametrize(
    "hide",
    [
        {"publication": "draft"},
        None,
    ],
)
def test_what_is_hidden_or_wrong_is_not_listed(client, serbia, hide):
    if hide:
        type(serbia).objects.filter(pk=serbia.pk).update(**hide)
    else:
        serbia.steps.update(rank="deprecated")

    assert "What it signed" not in read(client, "/institutions/cnsa/").text


def test_an_institution_that_signed_is_kept(agencies, serbia):
    with pytest.raises(ProtectedError):
        agencies[1].delete()


def test_kinds_of_instrument_are_closed(serbia):
    with (
        pytest.raises(IntegrityError, match="partners_ilrsstep_instrument_kind_known"),
        transaction.atomic(),
    ):
        serbia.steps.update(instrument_kind="treaty")


def test_the_cost_does_not_grow_with_what_was_signed(
    client, count_queries, agencies, serbia
):
    one = count_queries(client.get, "/institutions/cnsa/")
    for code in ("NI", "VE"):
        other = make_participation(slug=code.lower(), country=make_country(code))
        step = other.steps.create(
            key="s", kind="signed", signed_by=agencies[1], signed_with=agencies[0]
        )
        cite(other, step=step)

    assert count_queries(client.get, "/institutions/cnsa/") == one


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("slug", "number"), [("azercosmos", 1), ("abae", 1), ("ases", 2), ("sansa", 1)]
)
def test_institutions_that_signed_for_their_country_say_so(client, slug, number):
    page = read(client, f"/institutions/{slug}/")

    signed = page.text.partition("What it signed")[2].partition("Sources about")[0]
    assert signed.count("Signed ") == number
    assert "/institutions/cnsa/" in page.links


@pytest.mark.parametrize(
    ("place", "words"),
    [("Wuhan", "Signed, in Wuhan"), ("by video link", "Signed, by video link")],
)
def test_a_step_says_where_or_that_it_was_signed_from_afar(place, words):
    participation = make_participation(steps=[{"kind": "signed", "place": place}])

    assert participation.steps.get().sentence == words
