"""How payloads are looked for: one FilterSet for the page and the API."""

import django_filters
from django.db.models import Count, Exists, F, OuterRef, TextChoices, Value
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field

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
    launched,
)
from records.models import Bound, Rank, Stage
from web.filters import ROW_TIES, NameFilter, RecordSearchFilter, SearchFilter, SlugsFilter
from web.parameters import (
    AfterFilter,
    BeforeFilter,
    DayFilter,
    FigureFilter,
    ParameterProblem,
    RecordOrderingFilter,
    StrictFilterSet,
    TermsFilter,
    reaches,
)


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
    name_contains = NameFilter()
    mission = SlugsFilter(published_missions, "mission__slug", label="Mission")
    country = CountryCodesFilter(method="of_countries")
    institution = SlugsFilter(published_institutions, method="of_institutions", label="Institution")
    involvement = django_filters.ChoiceFilter(
        choices=Involvement.choices,
        method="pass_over",
        label="Involvement",
        empty_label="usual",
        help_text="Whether country asks for provisions counted in the announcement only (the default), or for any.",
    )
    kind = TermsFilter(PayloadKind, "payload-kind", label="Kind")
    discipline = TermsFilter(Discipline, "discipline", label="Discipline")
    status = TermsFilter(PayloadStatus, "payload-status", label="Status")
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
    status_after = AfterFilter("status_date", label="Status dated on or after")
    status_before = BeforeFilter("status_date", label="Status dated on or before")
    mass_kg_min = FigureFilter(method="of_mass", label="Mass from (kg)", help_text="By its preferred figures.")
    mass_kg_max = FigureFilter(method="of_mass", label="Mass to (kg)", help_text="By its preferred figures.")
    power_w_min = FigureFilter(method="of_power", label="Power from (W)", help_text="By its preferred figures.")
    power_w_max = FigureFilter(method="of_power", label="Power to (W)", help_text="By its preferred figures.")
    ordering = RecordOrderingFilter(
        {
            "name": "sort_key",
            "mission": "mission__sort_key",
            "launch": launched("earliest"),
            "status_date": "status_date_earliest",
        },
        label="Order",
    )

    examples = {"q": "neutron", "name_contains": "analyzer"}
    facet_columns = {
        "mission": ("mission__slug", "mission__name"),
        "country": ("provisions__institution__country__code", "provisions__institution__country__name"),
        "institution": ("provisions__institution__slug", "provisions__institution__name"),
        "kind": ("kind", ""),
        "discipline": ("discipline", ""),
        "status": ("status", ""),
        "spacecraft": ("host__slug", "host__name"),
    }

    class Meta:
        model = Payload
        fields = []

    def of_countries(self, queryset, name, codes):
        if not codes:
            return queryset
        countries = Country.objects.filter(code__in=codes)
        return queryset.involving(countries) if self.any_part else queryset.provided_by(countries)

    @property
    def any_part(self):
        return self.form.cleaned_data.get("involvement") == Involvement.ANY

    def count(self, name, found):
        """Count a country by the parts that ``involvement`` asks for; one without any is not stated."""
        if name != "country":
            return super().count(name, found)
        country = F("institution__country__code")
        parts = Provision.objects.filter(record__in=found.values("pk"), institution__country__isnull=False)
        if not self.any_part:
            parts = parts.filter(counts_as__in=Provision.COUNTED_BY_COUNTRY)
        stated = parts.order_by().values_list(country, "institution__country__name")
        without = found.exclude(pk__in=parts.order_by().values("record")).order_by()
        without = without.annotate(code=Value(""), label=Value("")).values_list("code", "label")
        return stated.annotate(number=Count("record", distinct=True)).union(
            without.annotate(number=Count("pk")), all=True
        )

    def of_mass(self, queryset, name, value):
        return self.with_figure(queryset, "mass", "mass_kg")

    def of_power(self, queryset, name, value):
        return self.with_figure(queryset, "power", "power_w")

    def with_figure(self, queryset, quantity, name):
        """Keep the payloads with one preferred figure that possibly lies in the range asked for."""
        start, end = (self.form.cleaned_data.get(f"{name}_{limit}") for limit in ("min", "max"))
        figures = Specification.objects.filter(quantity=quantity, rank=Rank.PREFERRED, record=OuterRef("pk"))
        return queryset.filter(Exists(figures.filter(reaches("si_low", "si_high", start, end))))

    def of_institutions(self, queryset, name, institutions):
        return queryset.with_institutions(institutions) if institutions else queryset

    def pass_over(self, queryset, name, value):
        """Leave the rows alone: ``involvement`` only changes what ``country`` asks for."""
        return queryset

    @extend_schema_field({"type": "string", "enum": ["false", "true"], "description": "Whether sources differ."})
    def differing(self, queryset, name, value):
        return queryset.with_differences().filter(differs=value == "true")

    def lacking(self, queryset, name, facts):
        return queryset.lacking([Fact(fact) for fact in facts]) if facts else queryset

    def after(self, queryset, name, day):
        return queryset.launched_after(day)

    def before(self, queryset, name, day):
        return queryset.launched_before(day)


class ProvisionFilter(CountryAwareFilterSet):
    q = RecordSearchFilter(max_length=200, label="Search", help_text="The payload's names.")
    payload = SlugsFilter(published_payloads, "record__slug", label="Payload")
    mission = SlugsFilter(published_missions, "record__mission__slug", label="Mission")
    institution = SlugsFilter(published_institutions, "institution__slug", label="Institution")
    country = CountryCodesFilter(field_name="institution__country__code")
    role = TermsFilter(Role, "role", label="Role")
    counts_as = TermsFilter(CountsAs, "counts-as", label="Counts as")

    rank = TermsFilter(Rank, "rank", label="Rank")
    ordering = RecordOrderingFilter(
        {
            "payload": "record__sort_key",
            "mission": "record__mission__sort_key",
            "institution": "institution__sort_key",
            "country": "institution__country__sort_key",
        },
        ties=ROW_TIES,
        label="Order",
    )

    examples = {"q": "neutron"}
    facet_columns = {
        "mission": ("record__mission__slug", "record__mission__name"),
        "institution": ("institution__slug", "institution__name"),
        "country": ("institution__country__code", "institution__country__name"),
        "role": ("role", ""),
        "counts_as": ("counts_as", ""),
        "rank": ("rank", ""),
    }

    class Meta:
        model = Provision
        fields = []


class SpecificationFilter(StrictFilterSet):
    q = RecordSearchFilter(max_length=200, label="Search", help_text="The payload's names.")
    payload = SlugsFilter(published_payloads, "record__slug", label="Payload")
    mission = SlugsFilter(published_missions, "record__mission__slug", label="Mission")
    quantity = django_filters.MultipleChoiceFilter(choices=known_quantities, label="Quantity")
    stage = TermsFilter(Stage, "stage", label="Stage")
    bound = TermsFilter(Bound, "bound", label="Bound")
    rank = TermsFilter(Rank, "rank", label="Rank")
    si_min = FigureFilter(
        method="in_range", label="From", help_text="In the SI unit of the quantity (kg, W, m, s); needs quantity."
    )
    si_max = FigureFilter(
        method="in_range", label="To", help_text="In the SI unit of the quantity (kg, W, m, s); needs quantity."
    )

    ordering = RecordOrderingFilter(
        {"payload": "record__sort_key", "mission": "record__mission__sort_key", "quantity": "quantity", "si": "si_low"},
        ties=ROW_TIES,
        label="Order",
        help_text="By si, the figure in SI units: of one quantity only.",
    )

    examples = {"q": "neutron", "quantity": "mass"}
    facet_columns = {
        "quantity": ("quantity", "quantity"),
        "mission": ("record__mission__slug", "record__mission__name"),
        "stage": ("stage", ""),
        "bound": ("bound", ""),
        "rank": ("rank", ""),
    }

    class Meta:
        model = Specification
        fields = []

    def in_range(self, queryset, name, value):
        start, end = (self.form.cleaned_data.get(limit) for limit in ("si_min", "si_max"))
        return queryset.filter(reaches("si_low", "si_high", start, end))

    def contradictions(self):
        """Refuse a range, or an order, of figures of different quantities."""
        problems = super().contradictions()
        if len(self.data.getlist("quantity")) == 1:
            return problems
        needing = [name for name in ("si_min", "si_max") if name in self.data]
        if self.data.get("ordering") in ("si", "-si"):
            needing.append("ordering")
        for name in needing:
            value = self.data[name]
            asked = f"ordering={value}" if name == "ordering" else name
            sentence = _("%(parameter)s needs one quantity, like quantity=mass: figures of others are in other units.")
            problems.append(ParameterProblem(name, value, sentence % {"parameter": asked}))
        return problems


class ResultFilter(CountryAwareFilterSet):
    q = RecordSearchFilter(max_length=200, label="Search", help_text="The payload's names.")
    payload = SlugsFilter(published_payloads, "record__slug", label="Payload")
    mission = SlugsFilter(published_missions, "record__mission__slug", label="Mission")
    country = CountryCodesFilter(method="of_countries")
    dated_after = AfterFilter("date", label="Dated on or after")
    dated_before = BeforeFilter("date", label="Dated on or before")

    rank = TermsFilter(Rank, "rank", label="Rank")
    ordering = RecordOrderingFilter(
        {"payload": "record__sort_key", "mission": "record__mission__sort_key", "date": "date_earliest"},
        ties=ROW_TIES,
        label="Order",
    )

    examples = {"q": "neutron"}
    facet_columns = {
        "mission": ("record__mission__slug", "record__mission__name"),
        "payload": ("record__slug", "record__name"),
        "rank": ("rank", ""),
    }

    class Meta:
        model = Result
        fields = []

    def of_countries(self, queryset, name, codes):
        if not codes:
            return queryset
        return queryset.filter(record__in=Payload.objects.provided_by(Country.objects.filter(code__in=codes)))
