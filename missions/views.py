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
        spacecraft = list(self.object.spacecraft.published().select_related("manufacturer"))
        self.object.flying = spacecraft
        read_contents([self.object, *spacecraft])
        rows = self.object.partner_rows()
        return super().get_context_data(
            payloads=self.object.public_payloads,
            spacecraft=spacecraft,
            partners=rows,
            tally=tally(rows),
            comparisons=self.object.announced_totals.published().compared(),
            **kwargs,
        )
