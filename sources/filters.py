"""How sources are looked for."""

import datetime
import re

import django_filters
from django.db.models import Count, Exists, Q
from drf_spectacular.utils import extend_schema_field

from records.ranges import reaches
from sources.models import Reading, Reliability, Source, SourceKind
from web.filters import NameFilter, SearchFilter
from web.parameters import (
    AfterFilter,
    BeforeFilter,
    ChoicesFilter,
    RecordOrderingFilter,
    StrictFilterSet,
    TermsFilter,
)

YEARS_OF_PUBLICATION = ("published_earliest__year", "published_latest__year")


def years_of_sources():
    """Return the years in which sources were possibly published as choices, the latest first."""
    spans = Source.objects.order_by().values_list(*YEARS_OF_PUBLICATION).distinct()
    return [(year, year) for year in years_within(spans)]


def years_within(spans):
    """Return the years of any of the spans in which all sources were published, as text, the latest first.

    A span is a pair of years. One of them is ``None`` for a date with an open start or end, both without a date. An
    open span reaches from the first, or to the last, of the years that any span names: beyond these nothing is known.
    """
    named_years = set()
    for span in spans:
        named_years.update(span)
    named_years.discard(None)
    years = set()
    for first, last in spans:
        if first is None and last is None:
            continue
        years.update(range(first or min(named_years), (last or max(named_years)) + 1))
    return [str(year) for year in sorted(years, reverse=True)]


def published_in(year):
    """Return the condition that a source was possibly published in a year.

    As in ``years_within``, an open start or end reaches as far as the days that the sources name.
    """
    first_day = datetime.date(year, 1, 1)
    last_day = datetime.date(year, 12, 31)
    is_named_later = Q(published_earliest__gte=first_day) | Q(
        published_latest__gte=first_day
    )
    is_named_before = Q(published_earliest__lte=last_day) | Q(
        published_latest__lte=last_day
    )
    return (
        reaches("published_earliest", "published_latest", first_day, last_day)
        & Exists(Source.objects.filter(is_named_later))
        & Exists(Source.objects.filter(is_named_before))
    )


class YearsField(django_filters.fields.MultipleChoiceField):
    """Offers the years in which sources were published, and takes every year: another has an empty answer."""

    def valid_value(self, value):
        return re.fullmatch(r"[12]\d{3}", value, re.ASCII) is not None


@extend_schema_field(
    {"type": "string", "description": "A year of publication; several mean either."}
)
class YearsFilter(ChoicesFilter):
    """Sources by year, each in every year in which it was possibly published."""

    field_class = YearsField

    def __init__(self, **kwargs):
        super().__init__(
            choices=years_of_sources, method="of_years", label="Year", **kwargs
        )


class SourceFilter(StrictFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    title_contains = NameFilter("title")
    kind = TermsFilter(SourceKind, "source-kind", label="Kind")
    year = YearsFilter()
    reliability = TermsFilter(Reliability, "reliability", label="Reliability")
    reading = TermsFilter(Reading, "reading", label="How it was read")
    doi = django_filters.CharFilter(
        label="DOI", help_text="The DOI itself, like 10.1126/sciadv.aaz1334."
    )
    published_after = AfterFilter("published", label="Published on or after")
    published_before = BeforeFilter("published", label="Published on or before")
    ordering = RecordOrderingFilter(
        {"title": "sort_key", "published": "published_earliest"}, label="Order"
    )

    examples = {
        "q": "neutron",
        "title_contains": "lunar far side",
        "year": "2024",
        "doi": "10.1126/sciadv.aaz1334",
    }
    facet_columns = {
        "kind": ("kind", ""),
        "year": ("published", ""),
        "reliability": ("reliability", ""),
        "reading": ("reading", ""),
    }

    class Meta:
        model = Source
        fields = []

    def of_years(self, queryset, name, values):
        condition = Q()
        for value in values:
            condition |= published_in(int(value))
        return queryset.filter(condition)

    def count(self, name, records):
        """Count a source in each year in which it was possibly published; one without a date is not stated."""
        if name != "year":
            return super().count(name, records)
        # Of all sources, because their years say how far an open date reaches.
        spans = (
            Source.objects.order_by()
            .values_list(*YEARS_OF_PUBLICATION)
            .annotate(number=Count("pk", filter=Q(pk__in=records.values("pk"))))
        )
        numbers = {(first, last): number for first, last, number in spans}
        counts = [("", "", numbers.pop((None, None), 0))]
        for year in years_within(numbers):
            counts.append((year, year, number_in_year(numbers, int(year))))
        return [count for count in counts if count[2]]


def number_in_year(numbers, year):
    """Return how many sources were possibly published in a year, by their number in each span of years."""
    total = 0
    for (first, last), number in numbers.items():
        # The year is one of those that the sources name, or between them.
        if (first or year) <= year <= (last or year):
            total += number
    return total
