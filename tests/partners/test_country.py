import pytest
from django.core.exceptions import ValidationError

from partners.iso import is_country_code
from partners.models import Country
from tests.factories import make_country, make_institution

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "valid"),
    [
        ("TR", True),
        ("HK", True),
        ("tr", False),
        ("XX", False),
        ("TUR", False),
        ("", False),
    ],
)
def test_a_country_code_is_an_assigned_one_in_capitals(code, valid):
    assert is_country_code(code) is valid


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("tr", "Two capital letters, like TR"),
        ("XX", "XX is not an ISO 3166-1 alpha-2 code, like TR or HK"),
    ],
)
def test_the_form_explains_a_wrong_code(code, message):
    with pytest.raises(ValidationError, match=message):
        Country(code=code, name="Nowhere").full_clean()


def test_a_region_is_named_with_its_country_at_first_mention():
    hong_kong = make_country(
        "HK", name="Hong Kong", region_of=make_country("CN", name="China")
    )

    assert hong_kong.full_name == "Hong Kong (region of China)"
    assert hong_kong.region_of.full_name == "China"
    assert hong_kong.get_absolute_url() == "/countries/HK/"


def test_countries_stand_by_name_whatever_its_accents():
    for code, name in [
        ("TR", "Türkiye"),
        ("TN", "Tunisia"),
        ("AX", "Åland"),
        ("BR", "Brazil"),
    ]:
        make_country(code, name=name)

    assert [country.code for country in Country.objects.all()] == [
        "AX",
        "BR",
        "TN",
        "TR",
    ]


def test_for_list_reads_countries_with_their_nations_at_a_cost_that_does_not_grow(
    count_queries,
):
    def read():
        return [country.full_name for country in Country.objects.for_list()]

    make_country("HK", region_of=make_country("CN"))
    make_institution(country=make_country("CN"))
    two = count_queries(read)
    make_country("GL", region_of=make_country("DK"))

    assert count_queries(read) == two
    assert "GL (region of DK)" in read()
