"""What every page, every list page and every record page does, and the pages of sources."""

from http import HTTPStatus

from django.conf import settings
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import DetailView, ListView

from api.pagination import read_page_size
from api.parameters import ParameterProblem, name_problems, shown
from sources.filters import SourceFilter
from sources.models import Source

# Parameters that sharing and search services add to an address; they mean nothing here.
ADDED_BY_SHARING = {"fbclid", "gclid", "from", "isappinstalled"}


def meant(query):
    """Return the parameters of an address that mean something: not the empty ones, nor those that sharing adds."""
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        given = [value for value in values if value.strip()]
        if given and name not in ADDED_BY_SHARING and not name.startswith("utm_"):
            kept.setlist(name, given)
    return kept


class StrictPage:
    """A page that drops meaningless parameters by redirect and refuses wrong ones with their reasons.

    It stands before Django's view among the bases. ``parameters`` names those that the page takes.
    """

    parameters = ()
    json_resource = "api-root"  # the name of the API's address that tells the same

    @property
    def json_twin(self):
        """The address of the same in the API, announced in the page and in its ``Link`` header."""
        return f"{settings.SITE_URL}{reverse(self.json_resource)}"

    def dispatch(self, request, *args, **kwargs):
        kept = meant(request.GET)
        if kept != request.GET:
            return HttpResponseRedirect(f"{request.path}?{kept.urlencode()}" if kept else request.path)
        if problems := self.problems():
            return render(request, "bad_parameters.html", {"problems": problems}, status=400)
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code == HTTPStatus.OK:
            response["Link"] = f'<{self.json_twin}>; rel="alternate"; type="application/json"'
        return response

    def problems(self):
        """Return the list of ``ParameterProblem`` of the request; empty when it can be answered."""
        return name_problems(self.request.GET, self.parameters)


class RecordListView(StrictPage, ListView):
    """The published records of a type under a FilterSet, page by page."""

    filterset_class = None
    counts_choices = False  # whether the choices of the form say how many records each would find

    def all_listed(self):
        return self.model.objects.published().for_list()

    def problems(self):
        asked = self.request.GET
        self.filterset = self.filterset_class(asked, self.all_listed(), request=self.request)
        problems = self.filterset.problems()
        try:
            self.page_size = read_page_size(asked.get("page_size"))
        except ValueError as error:
            problems.append(ParameterProblem("page_size", asked["page_size"], str(error)))
        return problems

    @property
    def json_twin(self):
        query = self.request.GET.urlencode()
        address = f"{settings.SITE_URL}{reverse(f'{self.model._meta.model_name}-list')}"
        return f"{address}?{query}" if query else address

    def get_queryset(self):
        return self.filterset.qs

    def get_paginate_by(self, queryset):
        return self.page_size

    def paginate_queryset(self, queryset, page_size):
        paginator = Paginator(queryset, page_size)
        number = self.request.GET.get("page", "1")
        try:
            page = paginator.page(number)
        except (PageNotAnInteger, EmptyPage) as error:
            raise Http404(
                f"There is no page “{number[:40]}” of this list; its pages go from 1 to {paginator.num_pages}."
            ) from error
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs):
        query = self.request.GET.copy()
        query.pop("page", None)
        if self.counts_choices:
            self.filterset.show_counts()
        return super().get_context_data(filterset=self.filterset, query=query.urlencode(), **kwargs)


class RevisedPage(StrictPage):
    """A page of a record; ``revision`` asks it what changed since, as the addresses in citations do."""

    parameters = ("revision",)

    def problems(self):
        return super().problems() or self.revision_problems()

    def revision_problems(self):
        asked, present = self.request.GET.get("revision", "1"), self.request.revision.number
        # More digits than any revision has are not read as a number at all.
        if asked.isascii() and asked.isdigit() and len(asked) < 20 and 1 <= int(asked) <= present:
            return []
        told = f"revision is “{shown(asked)}”; it must be a whole number from 1 to {present}, which is the present one."
        return [ParameterProblem("revision", shown(asked), told)]

    def moved_to(self, record):
        """Return a permanent redirect to the page of a record, with what was asked of it."""
        query = self.request.GET.urlencode()
        address = record.get_absolute_url()
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


class RecordDetailView(RevisedPage, DetailView):
    """The page of a published record; a former slug redirects to it."""

    @property
    def json_twin(self):
        return f"{settings.SITE_URL}{reverse(f'{self.model._meta.model_name}-detail', args=[self.object.record_key])}"

    def get_queryset(self):
        return self.model.objects.published().for_detail()

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            slug = self.kwargs.get("slug")
            moved = self.model.objects.published().formerly(slug).first() if slug else None
            if moved is None:
                if slug is None:
                    raise
                raise Http404(f"There is no {self.model._meta.verbose_name} called “{slug}”.") from None
            return self.moved_to(moved)


class SourceListView(RecordListView):
    model = Source
    filterset_class = SourceFilter


class SourceDetailView(RecordDetailView):
    model = Source
