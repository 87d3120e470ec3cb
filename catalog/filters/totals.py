"""How announced totals are looked for."""

from catalog.models import AnnouncedTotal, Measure, TotalKind
from missions.filters import published_missions
from partners.models import Programme
from web.filters import SearchFilter, SlugsFilter
from web.parameters import (
    AfterFilter,
    BeforeFilter,
    RecordOrderingFilter,
    StrictFilterSet,
    TermsFilter,
)


def published_programmes(request):
    return Programme.objects.published()


class AnnouncedTotalFilter(StrictFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    mission = SlugsFilter(published_missions, "mission__slug", label="Mission")
    programme = SlugsFilter(published_programmes, "programme__slug", label="Programme")
    measure = TermsFilter(Measure, "measure", label="Measure")
    kind = TermsFilter(TotalKind, "total-kind", label="Kind")
    announced_after = AfterFilter("date", label="Announced on or after")
    announced_before = BeforeFilter("date", label="Announced on or before")
    ordering = RecordOrderingFilter(
        {"title": "sort_key", "date": "date_earliest"}, label="Order"
    )

    examples = {"q": "payload"}
    facet_columns = {
        "mission": ("mission__slug", "mission__name"),
        "programme": ("programme__slug", "programme__name"),
        "measure": ("measure", ""),
        "kind": ("kind", ""),
    }

    class Meta:
        model = AnnouncedTotal
        fields = []
