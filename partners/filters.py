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
    ARTEMIS_ACCORDS,
    ILRS,
    Country,
    Evidence,
    Group,
    IlrsParticipation,
    Institution,
    InstitutionKind,
    Level,
    Programme,
    ProgrammeKind,
    Relation,
)
from records.text import nearest, normalise
from web.filters import (
    COUNTRY_CODES,
    DisplayedIdentifierFilter,
    IdentifierFilter,
    NameFilter,
    SearchFilter,
    SlugsFilter,
)
from web.parameters import (
    AfterFilter,
    BeforeFilter,
    ChoicesFilter,
    DayFilter,
    ParameterProblem,
    RecordOrderingFilter,
    StrictFilterSet,
    TermsFilter,
)

ISO_NAMES = ("alpha_2", "alpha_3", "name", "official_name", "common_name")


def countries_with_records():
    """Return the countries and regions of the catalogue as choices: code and name."""
    countries = Country.objects.select_related("region_of")
    return [(country.code, country.full_name) for country in countries]


class CountryCodesField(django_filters.fields.MultipleChoiceField):
    """Offers the countries with records, and takes every ISO code: one without records has an empty answer."""

    def valid_value(self, value):
        return is_country_code(value)


@extend_schema_field(COUNTRY_CODES)
class CountryCodesFilter(ChoicesFilter):
    """Countries and regions by ISO code."""

    field_class = CountryCodesField
    listed_at = "country-list"
    example = "SE"

    def __init__(self, **kwargs):
        super().__init__(
            choices=countries_with_records, label="Country or region", **kwargs
        )


def codes_by_name():
    """Return the ISO code of every country by its names and codes, as ISO 3166-1 and as the catalogue has them."""
    codes = {}
    for country in pycountry.countries:
        # Not every country has an official or a common name.
        for name_field in ISO_NAMES:
            name = getattr(country, name_field, "")
            if name:
                codes[normalise(name)] = country.alpha_2
    for country in Country.objects.prefetch_related("names"):
        for name in country.searchable():
            codes[normalise(name)] = country.code
    return codes


class CountryAwareFilterSet(StrictFilterSet):
    """A FilterSet whose ``country`` is an ISO code.

    For a name, a misspelt name or a lower-case code it suggests the code; it never suggests another country.
    """

    def nearest_value(self, name, value):
        if name != "country":
            return super().nearest_value(name, value)
        codes = codes_by_name()
        name_or_code = normalise(value)
        if name_or_code in codes:
            return codes[name_or_code]
        # A name as short as a code is compared with none: a letter more or less is another country's code.
        long_names = [name for name in codes if len(name) > 3]
        return codes.get(nearest(name_or_code, long_names, cutoff=0.85), "")


def published_institutions(request):
    return Institution.objects.published()


def published_programmes(request):
    return Programme.objects.published()


class CountryOrderingFilter(RecordOrderingFilter):
    """Orders countries; it adds the day on which they signed the Artemis Accords only to order by it."""

    def filter(self, queryset, value):
        if value in ("artemis_accords", "-artemis_accords"):
            queryset = queryset.with_artemis_accords()
        return super().filter(queryset, value)


class CountryFilter(StrictFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    name_contains = NameFilter()
    artemis_accords_after = DayFilter(
        method="filter_accords_after",
        label="Signed the Artemis Accords on or after",
        help_text="Possible days included.",
    )
    artemis_accords_before = DayFilter(
        method="filter_accords_before",
        label="Signed the Artemis Accords on or before",
        help_text="Possible days included.",
    )
    signed_both_by = DayFilter(
        method="filter_signed_both",
        label="Signed for the ILRS and the Artemis Accords by",
        help_text="Countries that had surely signed both themselves by that day.",
    )
    ordering = CountryOrderingFilter(
        {
            "name": "sort_key",
            "code": "code",
            "artemis_accords": "artemis_accords_earliest",
        },
        called={"artemis_accords": "Artemis Accords"},
        label="Order",
    )

    examples = {
        "q": "sweden",
        "name_contains": "land",
        "signed_both_by": "2025-07-01",
    }

    class Meta:
        model = Country
        fields = []

    def filter_accords_after(self, queryset, name, day):
        return queryset.signed_artemis_accords(start=day)

    def filter_accords_before(self, queryset, name, day):
        return queryset.signed_artemis_accords(end=day)

    def filter_signed_both(self, queryset, name, day):
        return queryset.signed_by(day, ILRS, ARTEMIS_ACCORDS)


class ProgrammeFilter(StrictFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    name_contains = NameFilter()
    kind = TermsFilter(ProgrammeKind, "programme-kind", label="Kind")
    ordering = RecordOrderingFilter({"name": "sort_key"}, label="Order")

    examples = {"q": "artemis", "name_contains": "accords"}
    facet_columns = {"kind": ("kind", "")}

    class Meta:
        model = Programme
        fields = []


class InstitutionFilter(CountryAwareFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    name_contains = NameFilter()
    kind = TermsFilter(InstitutionKind, "institution-kind", label="Kind")
    country = CountryCodesFilter(field_name="country__code")
    parent = SlugsFilter(published_institutions, "parent__slug", label="Part of")
    identifier = IdentifierFilter()
    ror = DisplayedIdentifierFilter(label="ROR id")
    wikidata = DisplayedIdentifierFilter(label="Wikidata id")
    founded_after = AfterFilter("founded", label="Founded in or after")
    founded_before = BeforeFilter("founded", label="Founded in or before")
    ordering = RecordOrderingFilter(
        {"name": "sort_key", "founded": "founded_earliest"}, label="Order"
    )

    examples = {
        "q": "kiel",
        "name_contains": "university",
        "parent": "cas",
        "identifier": "https://ror.org/04v76ef78",
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


class PartySearchFilter(SearchFilter):
    """The catalogue's own search for participations, by every name of who takes part."""

    def filter(self, queryset, value):
        if not value:
            return queryset
        # A participation itself knows one name of its country or institution, without acronyms.
        by_country = Q(country__in=Country.objects.matching(value))
        by_institution = Q(institution__in=Institution.objects.matching(value))
        by_own_name = Q(pk__in=queryset.model.objects.matching(value))
        return queryset.filter(by_own_name | by_country | by_institution)


class RelationFilter(TermsFilter):
    """Relations as of the day that is asked for; the filter adds them only when it is used."""

    def filter(self, queryset, relations):
        if not relations:
            return queryset
        return super().filter(queryset.with_relation(self.parent.day), relations)


class EvidenceFilter(TermsFilter):
    """Evidence as of the day that is asked for; the filter adds it only when it is used."""

    def filter(self, queryset, evidence):
        if not evidence:
            return queryset
        return super().filter(queryset.with_evidence(self.parent.day), evidence)


class ParticipationOrderingFilter(RecordOrderingFilter):
    """Orders participations; it adds the days on which they signed or were named only to order by them."""

    def filter(self, queryset, value):
        if value in ("signed", "-signed"):
            queryset = queryset.with_signing_day()
        elif value in ("named", "-named"):
            queryset = queryset.with_naming_day()
        return super().filter(queryset, value)


class IlrsParticipationFilter(CountryAwareFilterSet):
    q = PartySearchFilter(
        max_length=200, label="Search", help_text="The names of who takes part."
    )
    level = TermsFilter(Level, "ilrs-level", label="Level")
    as_of = DayFilter(
        method="filter_known_by",
        label="As of",
        help_text="Participants known by that day, in three groups: signed, possibly signed, named only.",
    )
    group = ChoicesFilter(
        choices=Group.choices,
        method="filter_groups",
        label="Group",
        help_text="Only together with as_of.",
    )
    relation = RelationFilter(Relation, "ilrs-relation", label="Relation")
    evidence = EvidenceFilter(Evidence, "ilrs-evidence", label="Evidence")
    country = CountryCodesFilter(method="filter_countries")
    signed_after = DayFilter(
        method="filter_signed",
        label="Signed on or after",
        help_text="Possible days included; any of its signatures counts.",
    )
    signed_before = DayFilter(
        method="filter_signed",
        label="Signed on or before",
        help_text="Possible days included; any of its signatures counts.",
    )
    ordering = ParticipationOrderingFilter(
        {"name": "sort_key", "signed": "signed_from", "named": "named_from"},
        label="Order",
    )

    # The country of an institution counts too: whichever of the two a participation names.
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

    @property
    def day(self):
        """The day as of which relation and evidence are asked for, or ``None``."""
        return self.form.cleaned_data.get("as_of")

    def filter_known_by(self, queryset, name, day):
        return queryset.as_of(day)

    def filter_groups(self, queryset, name, groups):
        return queryset.with_group(self.day).filter(group__in=groups)

    def filter_countries(self, queryset, name, codes):
        return queryset.filter(
            Q(country__code__in=codes) | Q(institution__country__code__in=codes)
        )

    # Both ends of a range are read at once, so each end alone would filter the same.
    def filter_signed(self, queryset, name, day):
        return queryset.signed_within(
            self.form.cleaned_data.get("signed_after"),
            self.form.cleaned_data.get("signed_before"),
        )

    def counted(self, name):
        """Count in Python what SQL works out for each participation; there are some dozens of them."""
        participations = self.narrowed(self.queryset, besides=name).order_by()
        if name == "relation":
            participations = participations.with_relation(self.day)
        elif name == "evidence":
            participations = participations.with_evidence(self.day)
        value_column, name_column = self.facet_columns[name]
        labels = {} if name_column else dict(self.form.fields[name].choices)
        numbers = Counter()
        # With the key, so that participations of equal values stay several whatever the filters do.
        rows = participations.values_list(
            "pk", value_column, name_column or value_column
        )
        for _pk, value, name_of_value in rows:
            numbers[value, labels.get(value, name_of_value)] += 1
        return [(value, label, number) for (value, label), number in numbers.items()]

    def contradictions(self):
        """Refuse a group without the day on which it holds."""
        problems = super().contradictions()
        for name in ("group", "group_not"):
            if self.data.get(name) and not self.data.get("as_of"):
                detail = _("%(parameter)s needs as_of: it holds on a day.") % {
                    "parameter": name
                }
                problems.append(ParameterProblem(name, self.data[name], detail))
        return problems


class ParticipationFilter(IlrsParticipationFilter):
    """Those of participations in any programme."""

    programme = SlugsFilter(published_programmes, "programme__slug", label="Programme")

    examples = {**IlrsParticipationFilter.examples, "programme": "artemis-accords"}
    facet_columns = {
        "programme": ("programme__slug", "programme__name"),
        **IlrsParticipationFilter.facet_columns,
    }
