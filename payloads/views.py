from payloads.filters import PayloadFilter
from payloads.models import Payload
from sources.views import RecordDetailView, RecordListView


class PayloadListView(RecordListView):
    model = Payload
    filterset_class = PayloadFilter
    counts_choices = True


class PayloadDetailView(RecordDetailView):
    model = Payload
