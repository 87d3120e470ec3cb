"""The page of what changed."""

from django.urls import reverse

from catalog.filters.changes import ChangeFilter
from history.comparing import differing_parts
from history.models import Change
from web.views import RecordListView


class ChangesView(RecordListView):
    """What changed last, by day, with what differs in words; with ``record``, the history of one record."""

    model = Change
    filterset_class = ChangeFilter
    template_name = "changes.html"

    resource = "change"
    singular = "change"
    plural = "changes"

    def all_records(self):
        return Change.objects.all()

    def get_queryset(self):
        return self.filterset.qs

    @property
    def feed_address(self):
        """The address of the feed of the same changes."""
        address = reverse("changes-feed")
        query = self.query.urlencode()
        if not query:
            return address
        return f"{address}?{query}"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for change in context["object_list"]:
            change.parts = differing_parts(change)
        return context
