from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps

from partners.models import IlrsParticipation, Programme
from tests.factories import cite, make_country, make_participation, make_programme

pytestmark = pytest.mark.django_db

name_the_ilrs = import_module(
    "partners.migrations.0004_participation_programme"
).name_the_ilrs


def test_participations_of_before_are_of_the_ilrs():
    other = make_programme(slug="other", name="Other")
    ilrs = make_programme()
    make_participation(programme=other, country=make_country("SE"))
    make_participation(programme=other, country=make_country("NO"))

    name_the_ilrs(apps, None)

    assert {
        participation.programme for participation in IlrsParticipation.objects.all()
    } == {ilrs}


def test_a_database_without_participations_gets_no_programme():
    name_the_ilrs(apps, None)

    assert not Programme.objects.exists()


def test_participations_without_the_ilrs_get_it_as_a_draft():
    make_participation(programme=make_programme(slug="other", name="Other"))

    name_the_ilrs(apps, None)

    assert IlrsParticipation.objects.get().programme.slug == "ilrs"
    assert Programme.objects.get(slug="ilrs").publication == "draft"


def test_citations_of_the_accords_name_them_no_more():
    take_out_citations = import_module(
        "partners.migrations.0011_citations_of_the_accords"
    ).take_out_citations
    country = make_country("SE")
    cite(country, field="artemis_accords", locator="list")
    cite(country, field="note, artemis_accords", locator="page")
    cite(country, field="note", locator="foot")

    take_out_citations(apps, None)

    citations = country.citations.order_by("locator")
    assert list(citations.values_list("locator", "field")) == [
        ("foot", "note"),
        ("page", "note"),
    ]


def test_a_day_of_the_accords_that_no_file_had_is_kept_in_the_note():
    keep_days = import_module(
        "partners.migrations.0011_citations_of_the_accords"
    ).keep_days_of_curators
    notes = {}

    class Countries(list):
        def exclude(self, **conditions):
            return [country for country in self if country.artemis_accords]

    def country(code, day, note=""):
        def save(update_fields):
            notes[code] = made.note

        made = SimpleNamespace(code=code, artemis_accords=day, note=note, save=save)
        return made

    countries = Countries(
        [
            country("SE", "../2025-07"),
            country("NO", "2025-05-15", "Northern."),
            country("TH", "2024-12-17"),
            country("KE", ""),
        ]
    )
    state = SimpleNamespace(
        get_model=lambda app, name: SimpleNamespace(objects=countries)
    )

    keep_days(state, None)

    assert notes == {
        "NO": "Northern. Signed the Artemis Accords 2025-05-15, by a field that there is no more.",
        "TH": "Signed the Artemis Accords 2024-12-17, by a field that there is no more.",
    }
