"""Pages of data sets."""

from payloads.data_set_filters import DataSetFilter
from payloads.models import DataSet
from web.views import RecordDetailView, RecordListView


class DataSetListView(RecordListView):
    model = DataSet
    filterset_class = DataSetFilter
    context_object_name = "data_sets"


class DataSetDetailView(RecordDetailView):
    model = DataSet
    context_object_name = "data_set"

    def get_context_data(self, **kwargs):
        return super().get_context_data(results=self.object.public_results, **kwargs)
