"""How missions and spacecraft are looked for."""

import django_filters

from api.parameters import AfterFilter, BeforeFilter, RecordOrderingFilter, StrictFilterSet, TermsFilter
from missions.models import Mission, MissionStatus, Site, SiteKind, Spacecraft, SpacecraftKind
from sources.filters import RecordSearchFilter, SearchFilter, SlugsFilter


def published_missions(request):
    return Mission.objects.published()


class MissionFilter(StrictFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    status = TermsFilter(MissionStatus, "mission-status", label="Status")
    launched_after = AfterFilter("launch", label="Launched on or after")
    launched_before = BeforeFilter("launch", label="Launched on or before")
    ordering = RecordOrderingFilter({"name": "sort_key", "launch": "launch_earliest"}, label="Order")

    facet_columns = {"status": ("status", "")}

    class Meta:
        model = Mission
        fields = []


class SpacecraftFilter(StrictFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    mission = SlugsFilter(published_missions, "mission__slug", label="Mission")
    kind = TermsFilter(SpacecraftKind, "spacecraft-kind", label="Kind")
    cospar_id = django_filters.CharFilter(label="COSPAR id")
    launched_after = AfterFilter("launch", label="Launched on or after")
    launched_before = BeforeFilter("launch", label="Launched on or before")
    ordering = RecordOrderingFilter({"name": "sort_key", "launch": "launch_earliest"}, label="Order")

    facet_columns = {"mission": ("mission__slug", "mission__name"), "kind": ("kind", "")}

    class Meta:
        model = Spacecraft
        fields = []


class SiteFilter(StrictFilterSet):
    q = RecordSearchFilter(max_length=200, label="Search", help_text="The mission's names.")
    mission = SlugsFilter(published_missions, "record__slug", label="Mission")
    kind = TermsFilter(SiteKind, "site-kind", label="Kind")

    facet_columns = {"mission": ("record__slug", "record__name"), "kind": ("kind", "")}

    class Meta:
        model = Site
        fields = []
