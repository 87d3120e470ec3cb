"""Pages of missions."""

from missions.filters import MissionFilter
from missions.models import Mission, tally
from partners.models import evidence_through
from sources.views import RecordDetailView, RecordListView


class MissionListView(RecordListView):
    model = Mission
    filterset_class = MissionFilter


class MissionDetailView(RecordDetailView):
    model = Mission

    def get_context_data(self, **kwargs):
        rows = self.object.partner_rows()
        return super().get_context_data(
            payloads=self.object.payloads.published().for_list(),
            spacecraft=self.object.spacecraft.published().for_detail(),
            partners=rows,
            tally=tally(rows),
            through=evidence_through(),
            **kwargs,
        )
