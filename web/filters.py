"""Filters of records and rows that every app uses."""

import django_filters
from drf_spectacular.utils import extend_schema_field

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
