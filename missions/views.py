"""Pages of missions."""

from missions.filters import MissionFilter
from missions.models import Mission, tally
from records.reading import read_contents
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
        spacecraft = list(
            self.object.spacecraft.published().select_related("manufacturer")
        )
        # As with_spacecraft() would prefetch them, but with their manufacturers.
        self.object.flying = spacecraft
        # Rows and citations of the mission and its spacecraft by one query for all.
        read_contents([self.object, *spacecraft])
        return super().get_context_data(
            payloads=self.object.public_payloads,
            spacecraft=spacecraft,
            partners=self.object.partner_rows,
            tally=tally(self.object.partner_rows),
            comparisons=self.object.announced_totals.published().compared(),
            **kwargs,
        )
