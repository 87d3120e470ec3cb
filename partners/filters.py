"""How partners are looked for."""

from collections import Counter

import django_filters
import pycountry
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field

from partners.iso import is_country_code
from partners.models import (
    Country,
    Evidence,
    Group,
    IlrsParticipation,
    Institution,
    InstitutionKind,
    Level,
    Relation,
)
from records.text import nearest, normalise
from web.filters import NameFilter, SearchFilter, SlugsFilter
from web.parameters import (
    AfterFilter,
    BeforeFilter,
    DayFilter,
    ParameterProblem,
    RecordOrderingFilter,
    StrictFilterSet,
    TermsFilter,
    reaches,
)


def countries_with_records():
    return [(country.code, country.full_name) for country in Country.objects.select_related("region_of")]


class CountryCodesField(django_filters.fields.MultipleChoiceField):
    """Offers the countries with records, and takes every ISO code: one without records has an empty answer."""

    def valid_value(self, value):
        return is_country_code(value)


@extend_schema_field({"type": "string", "description": "An ISO 3166-1 alpha-2 code; several mean either."})
class CountryCodesFilter(django_filters.MultipleChoiceFilter):
    """Countries and regions by ISO code."""

    field_class = CountryCodesField
    listed_at = "country-list"
    example = "SE"

    def __init__(self, **kwargs):
        super().__init__(choices=countries_with_records, distinct=False, label="Country or region", **kwargs)


ISO_NAMES = ("alpha_2", "alpha_3", "name", "official_name", "common_name")


def codes_by_name():
    """Return the ISO code of every country by its names and codes, as ISO 3166-1 and as the catalogue has them."""
    codes = {}
    for country in pycountry.countries:
        names = [getattr(country, name, "") for name in ISO_NAMES]
        codes |= dict.fromkeys((normalise(name) for name in names if name), country.alpha_2)
    for country in Country.objects.prefetch_related("names"):
        codes |= dict.fromkeys((normalise(name) for name in country.searchable()), country.code)
    return codes


class CountryAwareFilterSet(StrictFilterSet):
    """A FilterSet whose ``country`` is an ISO code.

    A name, a misspelt name or a lower-case code is told the code; another country is never offered.
    """

    def nearest_value(self, name, value):
        if name != "country":
            return super().nearest_value(name, value)
        codes, called = codes_by_name(), normalise(value)
        # What is as short as a code is one or is not: a letter more or less is another country's.
        names = [known for known in codes if len(known) > 3]
        return codes.get(called) or codes.get(nearest(called, names, cutoff=0.85), "")


def published_institutions(request):
    return Institution.objects.published()


class CountryFilter(StrictFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    name_contains = NameFilter()
    artemis_accords_after = AfterFilter("artemis_accords", label="Signed the Artemis Accords on or after")
    artemis_accords_before = BeforeFilter("artemis_accords", label="Signed the Artemis Accords on or before")
    ordering = RecordOrderingFilter(
        {"name": "sort_key", "code": "code", "artemis_accords": "artemis_accords_earliest"},
        called={"artemis_accords": "Artemis Accords"},
        label="Order",
    )

    examples = {"q": "sweden", "name_contains": "land"}

    class Meta:
        model = Country
        fields = []


class InstitutionFilter(CountryAwareFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    name_contains = NameFilter()
    kind = TermsFilter(InstitutionKind, "institution-kind", label="Kind")
    country = CountryCodesFilter(field_name="country__code")
    parent = SlugsFilter(published_institutions, "parent__slug", label="Part of")
    ror = django_filters.CharFilter(label="ROR id")
    wikidata = django_filters.CharFilter(label="Wikidata id")
    founded_after = AfterFilter("founded", label="Founded in or after")
    founded_before = BeforeFilter("founded", label="Founded in or before")
    ordering = RecordOrderingFilter({"name": "sort_key", "founded": "founded_earliest"}, label="Order")

    examples = {
        "q": "kiel",
        "name_contains": "university",
        "parent": "cas",
        "ror": "04v76ef78",
        "wikidata": "Q156737",
    }
    facet_columns = {
        "kind": ("kind", ""),
        "country": ("country__code", "country__name"),
        "parent": ("parent__slug", "parent__name"),
    }

    class Meta:
        model = Institution
        fields = []


class IlrsParticipationFilter(CountryAwareFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    level = TermsFilter(Level, "ilrs-level", label="Level")
    as_of = DayFilter(
        method="known_by",
        label="As of",
        help_text="Participants known by that day, in three groups: signed, possibly signed, named only.",
    )
    group = django_filters.MultipleChoiceFilter(
        choices=Group.choices, method="in_groups", label="Group", help_text="Only together with as_of."
    )
    relation = TermsFilter(Relation, "ilrs-relation", label="Relation")
    evidence = TermsFilter(Evidence, "ilrs-evidence", label="Evidence")
    country = CountryCodesFilter(method="of_countries")
    signed_after = DayFilter(method="signed", label="Signed on or after", help_text="Possible days included.")
    signed_before = DayFilter(method="signed", label="Signed on or before", help_text="Possible days included.")
    ordering = RecordOrderingFilter({"name": "sort_key", "signed": "signed_from", "named": "named_from"}, label="Order")

    examples = {"q": "belarus", "as_of": "2024-01-01"}
    facet_columns = {
        "level": ("level", ""),
        "relation": ("relation", ""),
        "evidence": ("evidence", ""),
        "country": (
            Coalesce("country__code", "institution__country__code"),
            Coalesce("country__name", "institution__country__name"),
        ),
    }

    class Meta:
        model = IlrsParticipation
        fields = []

    def known_by(self, queryset, name, day):
        return queryset.as_of(day)

    def signed(self, queryset, name, day):
        days = (day, None) if name == "signed_after" else (None, day)
        return queryset.filter(reaches("possibly_from", "signed_from", *days))

    def counted(self, name):
        """Count what is worked out and not stored; there are no more participants than states and institutions."""
        column, label = self.facet_columns[name]
        found = self.narrowed(self.queryset, besides=name).order_by().values_list(column, label or column)
        labels = {} if label else dict(self.form.fields[name].choices)
        return [(value, labels.get(value, name), number) for (value, name), number in Counter(found).items()]

    def in_groups(self, queryset, name, groups):
        return queryset.filter(group__in=groups) if groups else queryset

    def contradictions(self):
        """Refuse a group without the day on which it holds."""
        problems = super().contradictions()
        for name in ("group", "group_not"):
            if self.data.get(name) and not self.data.get("as_of"):
                detail = _("%(parameter)s needs as_of: it holds on a day.") % {"parameter": name}
                problems.append(ParameterProblem(name, self.data[name], detail))
        return problems

    def of_countries(self, queryset, name, codes):
        if not codes:
            return queryset
        return queryset.filter(Q(country__code__in=codes) | Q(institution__country__code__in=codes))
