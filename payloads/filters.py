"""How payloads are looked for: one FilterSet for the page and the API."""

import django_filters
from django.db.models import TextChoices

from api.parameters import DayFilter, RecordOrderingFilter, StrictFilterSet
from missions.filters import published_missions
from missions.models import Spacecraft
from partners.filters import CountryAwareFilterSet, CountryCodesFilter
from partners.models import Country, Institution
from payloads.models import (
    EXPECTED,
    CountsAs,
    Discipline,
    Fact,
    Payload,
    PayloadKind,
    PayloadStatus,
    Provision,
    Result,
    Role,
    Specification,
)
from sources.filters import SearchFilter, SlugsFilter


class Involvement(TextChoices):
    COUNTED = "counted", "counted in the announcement"
    ANY = "any", "any part, counted or not"


def published_institutions(request):
    return Institution.objects.published()


def published_spacecraft(request):
    return Spacecraft.objects.published()


def published_payloads(request):
    return Payload.objects.published()


def known_quantities():
    """Return the quantities that published payloads have specifications of, as choices."""
    known = Specification.objects.filter(record__in=Payload.objects.published())
    return [(name, name) for name in known.order_by("quantity").values_list("quantity", flat=True).distinct()]


class PayloadFilter(CountryAwareFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    mission = SlugsFilter(published_missions, "mission__slug", label="Mission")
    country = CountryCodesFilter(method="of_countries")
    institution = SlugsFilter(published_institutions, method="of_institutions", label="Institution")
    involvement = django_filters.ChoiceFilter(
        choices=Involvement.choices,
        method="pass_over",
        label="Involvement",
        help_text="Whether country asks for provisions counted in the announcement only (the default), or for any.",
    )
    kind = django_filters.MultipleChoiceFilter(choices=PayloadKind.choices, label="Kind")
    discipline = django_filters.MultipleChoiceFilter(choices=Discipline.choices, label="Discipline")
    status = django_filters.MultipleChoiceFilter(choices=PayloadStatus.choices, label="Status")
    spacecraft = SlugsFilter(published_spacecraft, "host__slug", label="Spacecraft")
    differs = django_filters.ChoiceFilter(
        choices=[("true", "sources differ"), ("false", "no difference found")], method="differing", label="Sources"
    )
    missing = django_filters.MultipleChoiceFilter(
        choices=[(fact.value, fact.label) for fact in EXPECTED],
        method="lacking",
        label="Not known",
        help_text="Payloads of which this is not known.",
    )
    launched_after = DayFilter(
        method="after", label="Launched on or after", help_text="Planned and possible launches included."
    )
    launched_before = DayFilter(
        method="before", label="Launched on or before", help_text="Planned and possible launches included."
    )
    ordering = RecordOrderingFilter(
        {
            "name": "sort_key",
            "mission": "mission__sort_key",
            "launch": "launched_earliest",
            "status_date": "status_date_earliest",
        },
        label="Order",
    )

    class Meta:
        model = Payload
        fields = []

    def of_countries(self, queryset, name, codes):
        if not codes:
            return queryset
        countries = Country.objects.filter(code__in=codes)
        if self.form.cleaned_data.get("involvement") == Involvement.ANY:
            return queryset.involving(countries)
        return queryset.provided_by(countries)

    def of_institutions(self, queryset, name, institutions):
        return queryset.with_institutions(institutions) if institutions else queryset

    def pass_over(self, queryset, name, value):
        """Leave the rows alone: ``involvement`` only changes what ``country`` asks for."""
        return queryset

    def differing(self, queryset, name, value):
        return queryset.filter(differs=value == "true")

    def lacking(self, queryset, name, facts):
        return queryset.lacking([Fact(fact) for fact in facts]) if facts else queryset

    def after(self, queryset, name, day):
        return queryset.launched_after(day)

    def before(self, queryset, name, day):
        return queryset.launched_before(day)


class ProvisionFilter(CountryAwareFilterSet):
    payload = SlugsFilter(published_payloads, "record__slug", label="Payload")
    mission = SlugsFilter(published_missions, "record__mission__slug", label="Mission")
    institution = SlugsFilter(published_institutions, "institution__slug", label="Institution")
    country = CountryCodesFilter(field_name="institution__country__code")
    role = django_filters.MultipleChoiceFilter(choices=Role.choices, label="Role")
    counts_as = django_filters.MultipleChoiceFilter(choices=CountsAs.choices, label="Counts as")

    class Meta:
        model = Provision
        fields = []


class SpecificationFilter(StrictFilterSet):
    payload = SlugsFilter(published_payloads, "record__slug", label="Payload")
    mission = SlugsFilter(published_missions, "record__mission__slug", label="Mission")
    quantity = django_filters.MultipleChoiceFilter(choices=known_quantities, label="Quantity")

    class Meta:
        model = Specification
        fields = []


class ResultFilter(CountryAwareFilterSet):
    payload = SlugsFilter(published_payloads, "record__slug", label="Payload")
    mission = SlugsFilter(published_missions, "record__mission__slug", label="Mission")
    country = CountryCodesFilter(method="of_countries")

    class Meta:
        model = Result
        fields = []

    def of_countries(self, queryset, name, codes):
        if not codes:
            return queryset
        return queryset.filter(record__in=Payload.objects.provided_by(Country.objects.filter(code__in=codes)))
