"""What every page, every list page and every record page does."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import DetailView, ListView

from web.offers import Offer
from web.pagination import read_page_size
from web.parameters import PAGING, ParameterProblem, name_problems, shown

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
            return self.refuse(problems)
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code == HTTPStatus.OK and request.method in ("GET", "HEAD"):
            response["Link"] = f'<{self.json_twin}>; rel="alternate"; type="application/json"'
        return response

    def problems(self):
        """Return the list of ``ParameterProblem`` of the request; empty when it can be answered."""
        return name_problems(self.request.GET, self.parameters)

    @property
    def known(self):
        """The names of the parameters that the page knows."""
        return self.parameters

    def refuse(self, problems):
        """Return the answer to a request with problems: what is wrong, to be mended, and the rest of it, kept."""
        given, wrong = self.request.GET, {problem.parameter for problem in problems}
        pairs = [(name, value) for name in given if name in self.known for value in given.getlist(name)]
        kept = [(name, value) for name, value in pairs if name not in wrong]
        typed = [(name, value) for name, value in pairs if name in wrong]
        told = [(problem, self.mended(problem)) for problem in problems]
        context = {"problems": told, "kept": kept, "kept_query": urlencode(kept), "typed": typed}
        return render(self.request, "bad_parameters.html", context, status=400)

    def mended(self, problem):
        """Return the query with the nearest valid name or value in place of the wrong one, "" without a near one."""
        query = self.request.GET.copy()
        if not problem.nearest or problem.parameter not in query:
            return ""
        values = query.pop(problem.parameter)
        if problem.parameter in self.known:
            values = [problem.nearest if value == problem.value else value for value in values]
            query.setlist(problem.parameter, values)
        else:
            query.setlist(problem.nearest, query.getlist(problem.nearest) + values)
        return query.urlencode()


class RecordListView(StrictPage, ListView):
    """The published records of a type under a FilterSet, page by page."""

    filterset_class = None

    @property
    def known(self):
        return [*self.filterset.filters, *PAGING]

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
    def query(self):
        """What the request asks for, on whichever page."""
        query = self.request.GET.copy()
        query.pop("page", None)
        return query

    @property
    def json_twin(self):
        query = self.query.urlencode()
        address = f"{settings.SITE_URL}{reverse(f'{self.model._meta.model_name}-list')}"
        return f"{address}?{query}" if query else address

    @property
    def csv_twin(self):
        """The address of the whole list as CSV."""
        query = self.query
        query.pop("page_size", None)
        query["format"] = "csv"
        return f"{reverse(f'{self.model._meta.model_name}-list')}?{query.urlencode()}"

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
        names = {"singular": self.model._meta.verbose_name, "plural": self.model._meta.verbose_name_plural}
        query = self.query.urlencode()
        return super().get_context_data(offer=Offer(self.filterset), query=query, **names, **kwargs)


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
