"""How missions and spacecraft are looked for."""

from missions.models import (
    LaunchStatus,
    Mission,
    MissionStatus,
    PositionKind,
    PositionMethod,
    Site,
    SiteKind,
    Spacecraft,
    SpacecraftKind,
    launch_status,
)
from partners.filters import published_institutions
from records.models import Rank
from web.filters import (
    DisplayedIdentifierFilter,
    IdentifierFilter,
    NameFilter,
    RecordSearchFilter,
    SearchFilter,
    SlugsFilter,
)
from web.parameters import (
    AfterFilter,
    BeforeFilter,
    RecordOrderingFilter,
    RowOrderingFilter,
    StrictFilterSet,
    TermsFilter,
)


def published_missions(request):
    return Mission.objects.published()


class MissionFilter(StrictFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    name_contains = NameFilter()
    operator = SlugsFilter(published_institutions, "operator__slug", label="Operator")
    status = TermsFilter(MissionStatus, "mission-status", label="Status")
    launch_status = TermsFilter(
        LaunchStatus, "launch-status", method="of_launch_status", label="Launch"
    )
    identifier = IdentifierFilter()
    launched_after = AfterFilter("launch", label="Launched on or after")
    launched_before = BeforeFilter("launch", label="Launched on or before")
    ordering = RecordOrderingFilter(
        {"name": "sort_key", "launch": "launch_earliest"}, label="Order"
    )

    examples = {
        "q": "change 4",
        "name_contains": "chang",
        "operator": "cnsa",
        "identifier": "CHANG-E-7",
    }
    facet_columns = {
        "operator": ("operator__slug", "operator__name"),
        "status": ("status", ""),
    }

    class Meta:
        model = Mission
        fields = []

    def of_launch_status(self, queryset, name, values):
        return queryset.alias(launch_state=launch_status()).filter(
            launch_state__in=values
        )


class SpacecraftFilter(StrictFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    name_contains = NameFilter()
    mission = SlugsFilter(published_missions, "mission__slug", label="Mission")
    kind = TermsFilter(SpacecraftKind, "spacecraft-kind", label="Kind")
    identifier = IdentifierFilter()
    cospar_id = DisplayedIdentifierFilter(label="COSPAR id")
    launched_after = AfterFilter("launch", label="Launched on or after")
    launched_before = BeforeFilter("launch", label="Launched on or before")
    ordering = RecordOrderingFilter(
        {"name": "sort_key", "launch": "launch_earliest"}, label="Order"
    )

    examples = {
        "q": "lander",
        "name_contains": "chang",
        "identifier": "2018-103A",
        "cospar_id": "2018-103A",
    }
    facet_columns = {
        "mission": ("mission__slug", "mission__name"),
        "kind": ("kind", ""),
    }

    class Meta:
        model = Spacecraft
        fields = []


class SiteFilter(StrictFilterSet):
    q = RecordSearchFilter(
        max_length=200, label="Search", help_text="The mission's names."
    )
    mission = SlugsFilter(published_missions, "record__slug", label="Mission")
    kind = TermsFilter(SiteKind, "site-kind", label="Kind")
    position_kind = TermsFilter(PositionKind, "position-kind", label="Position")
    method = TermsFilter(PositionMethod, "position-method", label="Method")
    rank = TermsFilter(Rank, "rank", label="Rank")
    ordering = RowOrderingFilter(
        {
            "mission": "record__sort_key",
            "name": "name",
            "latitude_deg": "latitude_deg",
            "longitude_deg": "longitude_deg",
        },
        label="Order",
    )

    examples = {"q": "change 4"}
    facet_columns = {
        "mission": ("record__slug", "record__name"),
        "kind": ("kind", ""),
        "position_kind": ("position_kind", ""),
        "method": ("method", ""),
        "rank": ("rank", ""),
    }

    class Meta:
        model = Site
        fields = []
