"""The page of everything on which sources differ."""

from django.views.generic import TemplateView

from records.reading import read_records
from records.registry import record_types
from records.topics import Topic
from web.views import StrictPage


class DifferencesView(StrictPage, TemplateView):
    """Everything on which sources differ, participation first."""

    template_name = "differences.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(topics=differences_by_topic(), **kwargs)


def differences_by_topic():
    """Return pairs of a topic and the differences about published records, in the order of topics.

    Topics without differences are left out. Costs two queries, however many record types there are.
    """
    querysets = []
    for record_type in record_types():
        if record_type.citations:
            querysets.append(record_type.model.objects.published().differing())

    by_topic = {topic: [] for topic in Topic}
    for records in read_records(querysets):
        for record in records:
            for difference in record.cited_evidence.differences:
                by_topic[difference.topic].append(difference)
    return [
        (topic, differences) for topic, differences in by_topic.items() if differences
    ]
