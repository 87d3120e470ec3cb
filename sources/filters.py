"""How sources are looked for."""

import django_filters
from drf_spectacular.utils import extend_schema_field

from api.parameters import AfterFilter, BeforeFilter, RecordOrderingFilter, StrictFilterSet, TermsFilter
from sources.models import Reliability, Source, SourceKind


class SearchFilter(django_filters.CharFilter):
    """The catalogue's own search, forgiving of spelling, within one record type."""

    def filter(self, queryset, value):
        return queryset.matching(value) if value else queryset


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


class SourceFilter(StrictFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    kind = TermsFilter(SourceKind, "source-kind", label="Kind")
    reliability = TermsFilter(Reliability, "reliability", label="Reliability")
    doi = django_filters.CharFilter(label="DOI", help_text="The DOI itself, like 10.1126/sciadv.aaz1334.")
    published_after = AfterFilter("published", label="Published on or after")
    published_before = BeforeFilter("published", label="Published on or before")
    ordering = RecordOrderingFilter({"title": "sort_key", "published": "published_earliest"}, label="Order")

    facet_columns = {"kind": ("kind", ""), "reliability": ("reliability", "")}

    class Meta:
        model = Source
        fields = []
