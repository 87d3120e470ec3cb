"""How sources are looked for."""

import django_filters
from drf_spectacular.utils import extend_schema_field

from api.parameters import RecordOrderingFilter, StrictFilterSet
from sources.models import Reliability, Source, SourceKind


class SearchFilter(django_filters.CharFilter):
    """The catalogue's own search, forgiving of spelling, within one record type."""

    def filter(self, queryset, value):
        return queryset.matching(value) if value else queryset


@extend_schema_field({"type": "string", "description": "A slug; several mean either."})
class SlugsFilter(django_filters.ModelMultipleChoiceFilter):
    """Records by slug, several meaning either."""

    def __init__(self, queryset, field_name=None, **kwargs):
        super().__init__(queryset=queryset, field_name=field_name, to_field_name="slug", distinct=False, **kwargs)


class SourceFilter(StrictFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    kind = django_filters.MultipleChoiceFilter(choices=SourceKind.choices, label="Kind")
    reliability = django_filters.MultipleChoiceFilter(choices=Reliability.choices, label="Reliability")
    ordering = RecordOrderingFilter({"title": "sort_key", "published": "published_earliest"}, label="Order")

    class Meta:
        model = Source
        fields = []
