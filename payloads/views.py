"""Pages of payloads, and their papers for reference managers."""

from itertools import groupby
from operator import attrgetter

from django.http import Http404, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from payloads.filters import PayloadFilter
from payloads.models import Flight, Payload
from records.reading import read_contents
from web.addresses import reverse, with_query
from web.bibliography import bibliography_response
from web.views import RecordDetailView, RecordListView


class PayloadListView(RecordListView):
    model = Payload
    filterset_class = PayloadFilter

    def get_queryset(self):
        return super().get_queryset().by_flight()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        # The numbers are of the whole list, the payloads those of this page.
        numbers = self.filterset.qs.by_flight().count_by_flight()
        groups = []
        for flight, payloads in groupby(
            context["object_list"], key=attrgetter("flight")
        ):
            groups.append((Flight(flight), numbers[flight], list(payloads)))
        context["groups"] = groups
        return context


class PayloadDetailView(RecordDetailView):
    model = Payload

    def get_context_data(self, **kwargs):
        # The page shows the sources of what its data sets say.
        read_contents([subject.record for subject in self.object.data_subjects])
        return super().get_context_data(**kwargs)


def papers(request, slug, extension):
    """Answer all papers of a payload as one file, each with what kind of paper it is."""
    payloads = Payload.objects.published().prefetch_related("papers__source__authors")
    payload = payloads.by_any_slug(slug)
    if payload is None:
        raise Http404(_("There is no payload “%(slug)s”.") % {"slug": slug})
    if payload.slug != slug:
        address = reverse("cite-papers", args=[payload.slug, extension])
        return HttpResponsePermanentRedirect(with_query(address, request.GET))
    items = []
    for paper in payload.papers.all():
        item = paper.source.as_csl()
        item["note"] = paper.get_kind_display()
        items.append(item)
    return bibliography_response(items, extension, f"{slug}-papers")
