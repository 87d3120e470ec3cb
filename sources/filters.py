"""How sources are looked for."""

import datetime
import re
from collections import Counter

import django_filters
from django.db.models import Count, Q
from drf_spectacular.utils import extend_schema_field

from sources.models import Reading, Reliability, Source, SourceKind
from web.filters import NameFilter, SearchFilter
from web.parameters import AfterFilter, BeforeFilter, RecordOrderingFilter, StrictFilterSet, TermsFilter, reaches

YEARS_OF_PUBLICATION = ("published_earliest__year", "published_latest__year")


def years(spans):
    """Return the years that any of some pairs of a first and a last year touches, as text, the latest first."""
    touched = {year for start, end in spans if start or end for year in range(start or end, (end or start) + 1)}
    return [str(year) for year in sorted(touched, reverse=True)]


def years_of_sources():
    return [(year, year) for year in years(Source.objects.order_by().values_list(*YEARS_OF_PUBLICATION).distinct())]


class YearsField(django_filters.fields.MultipleChoiceField):
    """Offers the years in which sources were published, and takes every year: another has an empty answer."""

    def valid_value(self, value):
        return re.fullmatch(r"[12]\d{3}", value, re.ASCII) is not None


@extend_schema_field({"type": "string", "description": "A year of publication; several mean either."})
class YearsFilter(django_filters.MultipleChoiceFilter):
    """Sources by year, each in every year in which it was possibly published."""

    field_class = YearsField

    def __init__(self, **kwargs):
        super().__init__(choices=years_of_sources, method="of_years", label="Year", **kwargs)


class SourceFilter(StrictFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    title_contains = NameFilter("title")
    kind = TermsFilter(SourceKind, "source-kind", label="Kind")
    year = YearsFilter()
    reliability = TermsFilter(Reliability, "reliability", label="Reliability")
    reading = TermsFilter(Reading, "reading", label="How it was read")
    doi = django_filters.CharFilter(label="DOI", help_text="The DOI itself, like 10.1126/sciadv.aaz1334.")
    published_after = AfterFilter("published", label="Published on or after")
    published_before = BeforeFilter("published", label="Published on or before")
    ordering = RecordOrderingFilter({"title": "sort_key", "published": "published_earliest"}, label="Order")

    examples = {"q": "neutron", "title_contains": "lunar far side", "year": "2024", "doi": "10.1126/sciadv.aaz1334"}
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
        wanted = Q()
        for year in map(int, values):
            first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
            wanted |= reaches("published_earliest", "published_latest", first, last)
        return queryset.filter(wanted)

    def count(self, name, found):
        """Count a source in each year in which it was possibly published; one without a date is not stated."""
        if name != "year":
            return super().count(name, found)
        spans = Counter()
        for start, end, number in found.order_by().values_list(*YEARS_OF_PUBLICATION).annotate(number=Count("pk")):
            spans[start, end] += number
        counts = [("", "", spans.pop((None, None), 0))]
        for year in {*years(spans), *self.data.getlist("year")}:
            touching = [number for (start, end), number in spans.items() if (start or 0) <= int(year) <= (end or 9999)]
            counts.append((year, year, sum(touching)))
        return [told for told in counts if told[2]]
