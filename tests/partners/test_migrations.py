from importlib import import_module

import pytest
from django.apps import apps

from partners.models import IlrsParticipation, Programme
from tests.factories import make_country, make_participation, make_programme

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
