"""How missions and spacecraft are looked for."""

import django_filters

from api.parameters import RecordOrderingFilter, StrictFilterSet
from missions.models import Mission, MissionStatus, Spacecraft, SpacecraftKind
from sources.filters import SearchFilter, SlugsFilter


def published_missions(request):
    return Mission.objects.published()


class MissionFilter(StrictFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    status = django_filters.MultipleChoiceFilter(choices=MissionStatus.choices, label="Status")
    ordering = RecordOrderingFilter({"name": "sort_key", "launch": "launch_earliest"}, label="Order")

    class Meta:
        model = Mission
        fields = []


class SpacecraftFilter(StrictFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    mission = SlugsFilter(published_missions, "mission__slug", label="Mission")
    kind = django_filters.MultipleChoiceFilter(choices=SpacecraftKind.choices, label="Kind")
    ordering = RecordOrderingFilter({"name": "sort_key", "launch": "launch_earliest"}, label="Order")

    class Meta:
        model = Spacecraft
        fields = []
