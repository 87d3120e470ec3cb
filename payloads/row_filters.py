"""How the rows of payloads are looked for in the API."""

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from missions.filters import published_missions
from partners.filters import (
    CountryAwareFilterSet,
    CountryCodesFilter,
    published_institutions,
)
from partners.models import Country
from payloads.models import CountsAs, Payload, Provision, Result, Role, Specification
from records.models import Bound, Rank, Stage
from records.quantities import QuantityKind
from records.ranges import reaches
from records.units import COMPARED_IN
from web.filters import RecordSearchFilter, SlugsFilter
from web.parameters import (
    AfterFilter,
    BeforeFilter,
    FigureFilter,
    ParameterProblem,
    RowOrderingFilter,
    StrictFilterSet,
    TermsFilter,
)

IN_COMPARED_UNIT = format_lazy(
    gettext_lazy(
        "In the unit in which figures are compared, whatever theirs: {units}. Needs quantity."
    ),
    units=COMPARED_IN,
)


def published_payloads(request):
    return Payload.objects.published()


class ProvisionFilter(CountryAwareFilterSet):
    q = RecordSearchFilter(
        max_length=200, label="Search", help_text="The payload's names."
    )
    payload = SlugsFilter(published_payloads, "record__slug", label="Payload")
    mission = SlugsFilter(published_missions, "record__mission__slug", label="Mission")
    institution = SlugsFilter(
        published_institutions, "institution__slug", label="Institution"
    )
    country = CountryCodesFilter(field_name="institution__country__code")
    role = TermsFilter(Role, "role", label="Role")
    counts_as = TermsFilter(CountsAs, "counts-as", label="Counts as")

    rank = TermsFilter(Rank, "rank", label="Rank")
    ordering = RowOrderingFilter(
        {
            "payload": "record__sort_key",
            "mission": "record__mission__sort_key",
            "institution": "institution__sort_key",
            "country": "institution__country__sort_key",
        },
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
    q = RecordSearchFilter(
        max_length=200, label="Search", help_text="The payload's names."
    )
    payload = SlugsFilter(published_payloads, "record__slug", label="Payload")
    mission = SlugsFilter(published_missions, "record__mission__slug", label="Mission")
    quantity = TermsFilter(QuantityKind, "quantity", label="Quantity")
    stage = TermsFilter(Stage, "stage", label="Stage")
    bound = TermsFilter(Bound, "bound", label="Bound")
    rank = TermsFilter(Rank, "rank", label="Rank")
    si_min = FigureFilter(
        method="in_range",
        label="From",
        help_text=IN_COMPARED_UNIT,
    )
    si_max = FigureFilter(
        method="in_range",
        label="To",
        help_text=IN_COMPARED_UNIT,
    )

    ordering = RowOrderingFilter(
        {
            "payload": "record__sort_key",
            "mission": "record__mission__sort_key",
            "quantity": "quantity",
            "si": "si_low",
        },
        label="Order",
        help_text="By si, the figure in the unit of si_min: of one quantity only.",
    )

    examples = {"q": "neutron", "quantity": "mass"}
    facet_columns = {
        "quantity": ("quantity", ""),
        "mission": ("record__mission__slug", "record__mission__name"),
        "stage": ("stage", ""),
        "bound": ("bound", ""),
        "rank": ("rank", ""),
    }

    class Meta:
        model = Specification
        fields = []

    # Called for each end that is given, and reads both.
    def in_range(self, queryset, name, value):
        lowest = self.form.cleaned_data.get("si_min")
        highest = self.form.cleaned_data.get("si_max")
        return queryset.filter(reaches("si_low", "si_high", lowest, highest))

    def contradictions(self):
        """Return a problem too for each parameter that compares figures of different quantities."""
        # Kilograms and watts are both numbers in the same column.
        problems = super().contradictions()
        if len(self.data.getlist("quantity")) == 1:
            return problems
        for name in ("si_min", "si_max"):
            if name in self.data:
                problems.append(self._problem_without_quantity(name, name))
        ordering = self.data.get("ordering")
        if ordering in ("si", "-si"):
            problems.append(
                self._problem_without_quantity("ordering", f"ordering={ordering}")
            )
        return problems

    def _problem_without_quantity(self, name, parameter):
        detail = _(
            "%(parameter)s needs one quantity, like quantity=mass: figures of others are in other units."
        )
        return ParameterProblem(
            name, self.data[name], detail % {"parameter": parameter}
        )


class ResultFilter(CountryAwareFilterSet):
    q = RecordSearchFilter(
        max_length=200, label="Search", help_text="The payload's names."
    )
    payload = SlugsFilter(published_payloads, "record__slug", label="Payload")
    mission = SlugsFilter(published_missions, "record__mission__slug", label="Mission")
    country = CountryCodesFilter(method="of_countries")
    dated_after = AfterFilter("date", label="Dated on or after")
    dated_before = BeforeFilter("date", label="Dated on or before")

    rank = TermsFilter(Rank, "rank", label="Rank")
    ordering = RowOrderingFilter(
        {
            "payload": "record__sort_key",
            "mission": "record__mission__sort_key",
            "date": "date_earliest",
        },
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
        return queryset.filter(
            record__in=Payload.objects.provided_by(
                Country.objects.filter(code__in=codes)
            )
        )
