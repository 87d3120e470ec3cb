"""Filters by the names and keys of records, and of the records that rows belong to."""

import django_filters
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field

from records.registry import owner_of

# How the API describes a filter by countries.
COUNTRY_CODES = {
    "type": "string",
    "description": "An ISO 3166-1 alpha-2 code; several mean either.",
}


class SearchFilter(django_filters.CharFilter):
    """The catalogue's own search, forgiving of spelling, within one record type."""

    def filter(self, queryset, value):
        if not value:
            return queryset
        return queryset.matching(value)


class NameFilter(django_filters.CharFilter):
    """A piece of the record's own name; ``name`` is what the record calls it."""

    def __init__(self, name="name", **kwargs):
        label = format_lazy(_("{name} contains"), name=name.capitalize())
        help_text = format_lazy(
            _("A piece of the {name}, anywhere in it, whatever the spelling."),
            name=name,
        )
        super().__init__(max_length=200, label=label, help_text=help_text, **kwargs)

    def filter(self, queryset, value):
        if not value:
            return queryset
        return queryset.called(value)


class IdentifierFilter(django_filters.CharFilter):
    """Records by an identifier of any scheme and rank, whole; its address will do."""

    def __init__(self, **kwargs):
        help_text = _(
            "Of any scheme, whole, or its address: 2018-103A, https://ror.org/04v76ef78."
        )
        super().__init__(
            max_length=200, label=_("Identifier"), help_text=help_text, **kwargs
        )

    def filter(self, queryset, value):
        if not value:
            return queryset
        return queryset.identified_by(value)


class DisplayedIdentifierFilter(django_filters.CharFilter):
    """Records by the identifier that lists give under the name of the filter, exactly."""

    def filter(self, queryset, value):
        if not value:
            return queryset
        return queryset.with_identifiers().filter(**{self.field_name: value})


class RecordSearchFilter(SearchFilter):
    """The catalogue's own search for the record that a row belongs to."""

    def filter(self, queryset, value):
        if not value:
            return queryset
        records = owner_of(queryset.model).objects
        return queryset.filter(record__in=records.matching(value))


class SlugsField(django_filters.fields.ModelMultipleChoiceField):
    """Chooses records by slug; a former slug chooses the record that has it no more."""

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError:
            # The key of a country is its code, which never changes.
            if self.to_field_name != "slug":
                raise
            present_slugs = self.queryset.present_slugs()
            if present_slugs.keys().isdisjoint(value):
                raise
            return super().clean([present_slugs.get(slug, slug) for slug in value])


@extend_schema_field({"type": "string", "description": "A slug; several mean either."})
class SlugsFilter(django_filters.ModelMultipleChoiceFilter):
    """Records by slug, or by what else ``to_field_name`` names as their key; several mean either."""

    field_class = SlugsField

    def __init__(self, queryset, field_name=None, to_field_name="slug", **kwargs):
        super().__init__(
            queryset=queryset,
            field_name=field_name,
            to_field_name=to_field_name,
            distinct=False,
            **kwargs,
        )

    def slugs(self, chosen):
        """Return the keys of the records that the form field chose."""
        return [getattr(record, self.extra["to_field_name"]) for record in chosen]

    @property
    def example(self):
        """The key of a record, for the description of the API."""
        return self.get_queryset(request=None).model.record_type.example_key


@extend_schema_field(COUNTRY_CODES)
class CodesFilter(SlugsFilter):
    """Countries and regions, whose key is a code."""
