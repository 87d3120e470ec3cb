"""Pages of payloads, and their papers for reference managers."""

from itertools import groupby
from operator import attrgetter

from django.http import Http404

from payloads.filters import PayloadFilter
from payloads.models import Flight, Payload
from web.bibliography import bibliography_response
from web.views import RecordDetailView, RecordListView


class PayloadListView(RecordListView):
    model = Payload
    filterset_class = PayloadFilter

    def get_queryset(self):
        return super().get_queryset().by_flight()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        numbers = self.filterset.qs.by_flight().count_by_flight()
        listed = groupby(context["object_list"], key=attrgetter("flight"))
        context["groups"] = [(Flight(flight), numbers[flight], list(payloads)) for flight, payloads in listed]
        return context


class PayloadDetailView(RecordDetailView):
    model = Payload


def papers(request, slug, extension):
    """Answer all papers of a payload as one file, each with what kind of paper it is."""
    payload = Payload.objects.published().prefetch_related("papers__source__authors").filter(slug=slug).first()
    if not payload:
        raise Http404(f"There is no payload “{slug}”.")
    items = [paper.source.as_csl() | {"note": paper.get_kind_display()} for paper in payload.papers.all()]
    return bibliography_response(items, extension, f"{slug}-papers")
