"""How payloads are looked for: one FilterSet for the page and the API."""

import django_filters
from django.db.models import Count, Exists, OuterRef, TextChoices, Value
from drf_spectacular.utils import extend_schema_field

from missions.filters import published_missions
from missions.models import LaunchStatus, Spacecraft
from partners.filters import (
    CountryAwareFilterSet,
    CountryCodesFilter,
    published_institutions,
)
from partners.models import Country
from payloads.models import (
    EXPECTED,
    Discipline,
    Fact,
    Payload,
    PayloadKind,
    PayloadStatus,
    Provision,
    Specification,
    launched,
)
from records.models import Rank
from records.ranges import reaches
from web.filters import IdentifierFilter, NameFilter, SearchFilter, SlugsFilter
from web.parameters import (
    AfterFilter,
    BeforeFilter,
    ChoicesFilter,
    DayFilter,
    FigureFilter,
    RecordOrderingFilter,
    TermsFilter,
)


class Involvement(TextChoices):
    COUNTED = "counted", "counted in the announcement"
    ANY = "any", "any part, counted or not"


def published_spacecraft(request):
    return Spacecraft.objects.published()


class PayloadFilter(CountryAwareFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    name_contains = NameFilter()
    identifier = IdentifierFilter()
    mission = SlugsFilter(published_missions, "mission__slug", label="Mission")
    country = CountryCodesFilter(method="of_countries")
    institution = SlugsFilter(
        published_institutions, method="of_institutions", label="Institution"
    )
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
        choices=[("true", "sources differ"), ("false", "no difference found")],
        method="differing",
        label="Sources",
    )
    missing = ChoicesFilter(
        choices=[(fact.value, fact.label) for fact in EXPECTED],
        method="lacking",
        conjoined=True,
        label="Not known",
        help_text="Payloads of which this is not known; several mean all of them.",
    )
    has_data = django_filters.ChoiceFilter(
        choices=[("true", "to be had"), ("false", "none known")],
        method="with_data",
        label="Data",
        help_text="Whether the public can have a data set of it, openly or on registration.",
    )
    launch_status = TermsFilter(
        LaunchStatus, "launch-status", method="of_launch_status", label="Launch"
    )
    launched_after = DayFilter(
        method="after",
        label="Launched on or after",
        help_text="Planned and possible launches included.",
    )
    launched_before = DayFilter(
        method="before",
        label="Launched on or before",
        help_text="Planned and possible launches included.",
    )
    status_after = AfterFilter("status_date", label="Status dated on or after")
    status_before = BeforeFilter("status_date", label="Status dated on or before")
    mass_kg_min = FigureFilter(
        method="of_mass", label="Mass from (kg)", help_text="By its preferred figures."
    )
    mass_kg_max = FigureFilter(
        method="of_mass", label="Mass to (kg)", help_text="By its preferred figures."
    )
    power_w_min = FigureFilter(
        method="of_power", label="Power from (W)", help_text="By its preferred figures."
    )
    power_w_max = FigureFilter(
        method="of_power", label="Power to (W)", help_text="By its preferred figures."
    )
    ordering = RecordOrderingFilter(
        {
            "name": "sort_key",
            "mission": "mission__sort_key",
            "launch": launched("earliest"),
            "status_date": "status_date_earliest",
        },
        label="Order",
    )

    widened_by = {"country": ("involvement", Involvement.ANY)}
    # The column of the value and that of its name; a term is named by its vocabulary.
    examples = {
        "q": "neutron",
        "name_contains": "analyzer",
        "identifier": "CHANG-E-6-02",
    }
    facet_columns = {
        "mission": ("mission__slug", "mission__name"),
        "country": (
            "provisions__institution__country__code",
            "provisions__institution__country__name",
        ),
        "institution": (
            "provisions__institution__slug",
            "provisions__institution__name",
        ),
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
        if self.includes_any_part:
            return queryset.involving(countries)
        return queryset.provided_by(countries)

    @property
    def includes_any_part(self):
        """Whether provisions are asked for that the announcement does not count, too."""
        return self.form.cleaned_data.get("involvement") == Involvement.ANY

    def count(self, name, payloads):
        """Return the counts of a facet; of countries by the provisions that ``involvement`` asks for."""
        if name == "country":
            return self.count_countries(payloads)
        return super().count(name, payloads)

    def count_countries(self, payloads):
        """Return triples of code, name and number of payloads; those without a country come under an empty code."""
        provisions = Provision.objects.filter(
            record__in=payloads.values("pk"), institution__country__isnull=False
        )
        if not self.includes_any_part:
            provisions = provisions.filter(counts_as__in=Provision.COUNTED_BY_COUNTRY)
        # Without an order, whose columns would be grouped by too.
        provisions = provisions.order_by()
        by_country = provisions.values_list(
            "institution__country__code", "institution__country__name"
        )
        by_country = by_country.annotate(number=Count("record", distinct=True))
        others = payloads.exclude(pk__in=provisions.values("record")).order_by()
        others = others.annotate(code=Value(""), label=Value("")).values_list(
            "code", "label"
        )
        return by_country.union(others.annotate(number=Count("pk")), all=True)

    # Both ends of a range are read at once, so each end alone would filter the same.
    def of_mass(self, queryset, name, value):
        return self.with_figure(queryset, "mass", "mass_kg")

    def of_power(self, queryset, name, value):
        return self.with_figure(queryset, "power", "power_w")

    def with_figure(self, queryset, quantity, name):
        """Keep the payloads with one preferred figure that possibly lies in the range asked for."""
        lowest = self.form.cleaned_data.get(f"{name}_min")
        highest = self.form.cleaned_data.get(f"{name}_max")
        figures = Specification.objects.filter(
            quantity=quantity, rank=Rank.PREFERRED, record=OuterRef("pk")
        )
        return queryset.filter(
            Exists(figures.filter(reaches("si_low", "si_high", lowest, highest)))
        )

    def of_institutions(self, queryset, name, institutions):
        if not institutions:
            return queryset
        return queryset.with_institutions(institutions)

    def pass_over(self, queryset, name, value):
        """Leave the list as it is: ``involvement`` only changes what ``country`` asks for."""
        return queryset

    @extend_schema_field(
        {
            "type": "string",
            "enum": ["false", "true"],
            "description": "Whether sources differ.",
        }
    )
    def differing(self, queryset, name, value):
        if value == "true":
            return queryset.differing()
        return queryset.agreeing()

    @extend_schema_field(
        {
            "type": "string",
            "enum": ["false", "true"],
            "description": "Whether the public can have a data set of it.",
        }
    )
    def with_data(self, queryset, name, value):
        if value == "true":
            return queryset.having_data()
        return queryset.without_data()

    def lacking(self, queryset, name, facts):
        return queryset.lacking([Fact(fact) for fact in facts])

    def after(self, queryset, name, day):
        return queryset.launched_after(day)

    def before(self, queryset, name, day):
        return queryset.launched_before(day)

    def of_launch_status(self, queryset, name, terms):
        return queryset.of_launch_status(terms)
