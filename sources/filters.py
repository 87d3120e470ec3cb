"""How sources are looked for."""

import datetime
import re
from collections import Counter

import django_filters
from django.db.models import Count, Q
from drf_spectacular.utils import extend_schema_field

from api.parameters import AfterFilter, BeforeFilter, RecordOrderingFilter, StrictFilterSet, TermsFilter, reaches
from sources.models import Reading, Reliability, Source, SourceKind

# Rows that are equal in what a list is ordered by stand by their record, then by their own key.
ROW_TIES = ("record__slug", "key")


class SearchFilter(django_filters.CharFilter):
    """The catalogue's own search, forgiving of spelling, within one record type."""

    def filter(self, queryset, value):
        return queryset.matching(value) if value else queryset


class NameFilter(django_filters.CharFilter):
    """A piece of the record's own name."""

    def __init__(self, name="name", **kwargs):
        told = f"A piece of the {name}, anywhere in it, whatever the spelling."
        super().__init__(max_length=200, label=f"{name.capitalize()} contains", help_text=told, **kwargs)

    def filter(self, queryset, value):
        return queryset.called(value) if value else queryset


class RecordSearchFilter(SearchFilter):
    """The catalogue's own search for the record that a row belongs to."""

    def filter(self, queryset, value):
        if not value:
            return queryset
        records = queryset.model._meta.get_field("record").related_model.objects
        return queryset.filter(record__in=records.matching(value))


@extend_schema_field({"type": "string", "description": "A slug; several mean either."})
class SlugsFilter(django_filters.ModelMultipleChoiceFilter):
    """Records by slug, several meaning either."""

    def __init__(self, queryset, field_name=None, **kwargs):
        super().__init__(queryset=queryset, field_name=field_name, to_field_name="slug", distinct=False, **kwargs)


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
