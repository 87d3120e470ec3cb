import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from partners.models import Institution
from tests.factories import make_country, make_institution, make_mission, make_payload

pytestmark = pytest.mark.django_db


def test_an_international_institution_represents_no_country():
    institution = make_institution(
        is_international=True, seat="Beijing", seat_country=make_country("CN")
    )
    institution.full_clean()

    institution.country = make_country("CN")

    with pytest.raises(
        ValidationError,
        match="An international institution represents no country; give its seat",
    ):
        institution.full_clean()
    with (
        pytest.raises(
            IntegrityError, match="institution_international_without_country"
        ),
        transaction.atomic(),
    ):
        institution.save()


def test_a_kind_of_institution_keeps_to_its_vocabulary():
    institution = make_institution()
    institution.kind = "guild"

    with pytest.raises(ValidationError, match="'guild' is not a valid choice"):
        institution.full_clean()
    with (
        pytest.raises(IntegrityError, match="partners_institution_kind_known"),
        transaction.atomic(),
    ):
        institution.save()


def test_public_provisions_are_those_in_published_payloads_by_name():
    institution = make_institution()
    for slug, name, publication in [
        ("b", "Rover", "published"),
        ("c", "Array", "published"),
        ("a", "A", "draft"),
    ]:
        make_payload(
            slug=slug, name=name, publication=publication, providers=[institution]
        )

    read = Institution.objects.with_payloads().get()

    assert [provision.record.slug for provision in read.public_provisions] == ["c", "b"]


def test_for_detail_lists_only_published_parts():
    parent = make_institution(slug="parent")
    make_institution(slug="b", name="B", parent=parent)
    make_institution(slug="a", name="A", parent=parent)
    make_institution(slug="hidden", parent=parent, publication="draft")

    read = Institution.objects.for_detail().get(slug="parent")

    assert [part.slug for part in read.parts.all()] == ["a", "b"]


def test_payloads_of_an_institution_cost_the_same_however_many(count_queries):
    institution = make_institution(slug="cnsa", country=make_country("CN"))

    def read():
        found = Institution.objects.with_payloads().get(slug="cnsa")
        return [provision.record.mission.name for provision in found.public_provisions]

    make_payload(
        providers=[institution],
        mission=make_mission(name="Chang'e-4", operator=institution),
    )
    one = count_queries(read)
    make_payload(
        name="Z",
        providers=[institution],
        mission=make_mission(name="Chang'e-8", operator=institution),
    )

    assert count_queries(read) == one
    assert read() == ["Chang'e-4", "Chang'e-8"]
