"""Pages of missions."""

from operator import attrgetter

from missions.filters import MissionFilter
from missions.models import Mission, tally
from records.reading import read_contents, read_referring
from records.registry import named
from web.views import RecordDetailView, RecordListView


class MissionListView(RecordListView):
    model = Mission
    filterset_class = MissionFilter

    def get_queryset(self):
        return super().get_queryset().with_spacecraft()


class MissionDetailView(RecordDetailView):
    model = Mission

    def get_queryset(self):
        return Mission.objects.published().for_list()

    def get_context_data(self, **kwargs):
        spacecraft, data_sets = spacecraft_and_data_sets(self.object)
        # As with_spacecraft() would prefetch them, but with their manufacturers.
        self.object.flying = spacecraft
        # Rows and citations of the mission, its spacecraft and its data sets by one query for all.
        read_contents([self.object, *spacecraft, *data_sets])
        return super().get_context_data(
            payloads=self.object.public_payloads,
            spacecraft=spacecraft,
            data_sets=data_sets,
            partners=self.object.partner_rows,
            tally=tally(self.object.partner_rows),
            comparisons=self.object.announced_totals.published().compared(),
            **kwargs,
        )


def spacecraft_and_data_sets(mission):
    """Return the published spacecraft of a mission, and the data sets that name it or a payload of it. One query."""
    # Data sets are above missions, so that their type is asked of the registry.
    data_sets = named("dataset").model.objects.published().around_mission(mission)
    lists = read_referring([mission.spacecraft.published(), data_sets])
    for records in lists:
        records.sort(key=attrgetter("sort_key", "slug"))
    spacecraft, data_sets = lists
    for craft in spacecraft:
        # What is read of the mission anew lacks what this one has been read with.
        craft.mission = mission
    return spacecraft, data_sets
