import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sources.models import Reference, Source, SourceAuthor
from tests.factories import make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return make_source(slug="jia-2022", label="Jia et al. 2022")


@pytest.mark.parametrize("field", ["kind", "reliability", "reading"])
def test_a_source_keeps_to_its_vocabularies(source, field):
    setattr(source, field, "unheard-of")

    with pytest.raises(
        ValidationError, match=f"{field}.*'unheard-of' is not a valid choice"
    ):
        source.full_clean()
    with (
        pytest.raises(IntegrityError, match=f"sources_source_{field}_known"),
        transaction.atomic(),
    ):
        source.save()


def test_a_source_without_a_link_or_a_reason_is_refused(source):
    source.no_link_reason = ""

    with pytest.raises(
        ValidationError, match="Give an address or a DOI, or say why there is none"
    ):
        source.full_clean()
    with (
        pytest.raises(IntegrityError, match="sources_source_link_or_reason"),
        transaction.atomic(),
    ):
        source.save()


@pytest.mark.parametrize(
    ("values", "link"),
    [
        ({"no_link_reason": "Printed only."}, ""),
        ({"url": "https://example.org/a"}, "https://example.org/a"),
        ({"doi": "10.1126/sciadv.aaz1334"}, "https://doi.org/10.1126/sciadv.aaz1334"),
        (
            {"doi": "10.1126/sciadv.aaz1334", "url": "https://example.org/a"},
            "https://doi.org/10.1126/sciadv.aaz1334",
        ),
    ],
)
def test_a_source_has_a_link_or_says_why_not(values, link):
    source = make_source(**({"no_link_reason": ""} | values))

    source.full_clean()

    assert source.link == link


@pytest.mark.parametrize(
    "doi", ["https://doi.org/10.1126/x", "10.1126", "doi:10.1126/x"]
)
def test_a_doi_is_given_without_its_resolver(source, doi):
    source.doi = doi

    with pytest.raises(ValidationError, match="A DOI begins with 10"):
        source.full_clean()


@pytest.mark.parametrize(
    "values",
    [{}, {"literal": "CNSA", "family": "Wu"}, {"literal": "CNSA", "given": "Weiren"}],
)
def test_an_author_neither_or_both_person_and_literal_is_refused(source, values):
    author = SourceAuthor(record=source, **values)

    with pytest.raises(
        ValidationError, match="Give a family and a given name, or a literal name"
    ):
        author.full_clean()
    with (
        pytest.raises(IntegrityError, match="sources_sourceauthor_person_or_literal"),
        transaction.atomic(),
    ):
        author.save()


def test_authors_stand_in_the_byline_in_their_order(source):
    source.authors.create(position=2, literal="CNSA")
    source.authors.create(position=1, family="Jia", given="Yingzhuo")
    source.authors.create(position=3, family="Zou")

    source.et_al = True

    assert source.byline == "Yingzhuo Jia, CNSA, Zou et al."
    assert make_source(et_al=True).byline == ""


def test_a_number_of_a_reference_list_is_not_given_twice(source):
    source.references.create(number=3, cited=make_source(), as_printed="Wang et al.")
    second = Reference(
        record=source, number=3, cited=make_source(), as_printed="Zou et al."
    )

    with pytest.raises(
        ValidationError, match="This source already has a reference of that number"
    ):
        second.full_clean()
    with (
        pytest.raises(IntegrityError, match=r"number_unrepeated|reference\.number"),
        transaction.atomic(),
    ):
        second.save()


def test_references_stand_by_number_and_are_named_by_it(source):
    for number in (10, 9):
        source.references.create(
            number=number, cited=make_source(), as_printed="Wang et al."
        )

    assert [str(entry) for entry in source.references.all()] == [
        "Jia et al. 2022, reference 9",
        "Jia et al. 2022, reference 10",
    ]


def test_for_detail_lists_what_cites_a_source_at_a_cost_that_does_not_grow(
    count_queries,
):
    first, second = make_source(slug="first"), make_source(slug="second")

    def read():
        return [
            (
                source.slug,
                [entry.record.slug for entry in source.cited_by.all()],
                source.byline,
            )
            for source in Source.objects.for_detail()
        ]

    second.references.create(number=1, cited=first, as_printed="First.")
    one = count_queries(read)
    for citing in (make_source(slug="third"), make_source(slug="a-fourth")):
        citing.references.create(number=1, cited=first, as_printed="First.")
        citing.authors.create(literal="CNSA")

    assert count_queries(read) == one
    assert ("first", ["a-fourth", "second", "third"], "") in read()
