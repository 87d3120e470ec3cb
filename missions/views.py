"""Pages of missions."""

from missions.filters import MissionFilter
from missions.models import Mission
from partners.models import standings
from sources.views import RecordDetailView, RecordListView


class MissionListView(RecordListView):
    model = Mission
    filterset_class = MissionFilter


class MissionDetailView(RecordDetailView):
    model = Mission

    def get_context_data(self, **kwargs):
        payloads = list(self.object.payloads.published().for_list())
        carried = {}
        for payload in payloads:
            for partner in payload.counted_partners:
                carried.setdefault(partner, []).append(payload)
        words = standings(carried)
        partners = sorted(carried, key=lambda partner: partner.sort_key)
        return super().get_context_data(
            payloads=payloads,
            spacecraft=self.object.spacecraft.published().for_detail(),
            partners=[(partner, carried[partner], words[partner]) for partner in partners],
            **kwargs,
        )
