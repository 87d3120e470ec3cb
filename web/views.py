"""What every page, every list page and every record page does."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import (
    Http404,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from web.addresses import with_query
from web.filter_panel import FilterPanel
from web.filters import SlugsFilter
from web.pagination import read_page_size
from web.parameters import PAGING, ParameterProblem, name_problems, shortened

# Parameters that sharing and search services add to an address; they mean nothing here.
ADDED_BY_SHARING = {"fbclid", "gclid", "from", "isappinstalled"}
LONGEST_PAGE_NUMBER = 40
# No revision has more digits, and Python reads none of some thousands.
MOST_DIGITS = 19


def meaningful_parameters(query):
    """Return the parameters of an address without the empty ones and those that sharing services add."""
    meaningful = QueryDict(mutable=True)
    for name, values in query.lists():
        if name in ADDED_BY_SHARING or name.startswith("utm_"):
            continue
        filled = [value for value in values if value.strip()]
        if filled:
            meaningful.setlist(name, filled)
    return meaningful


class StrictPage:
    """A page that drops meaningless parameters by redirect and refuses wrong ones with their reasons.

    It precedes Django's view among the bases. ``parameters`` names those that the page takes.
    """

    parameters = ()
    json_resource = "api-root"  # the name of the API's address with the same content

    @property
    def json_twin(self):
        """The address of the same content in the API, announced in the page and in its ``Link`` header."""
        return f"{settings.SITE_URL}{reverse(self.json_resource)}"

    @property
    def parameter_names(self):
        """The names of the parameters that the page takes."""
        return self.parameters

    def dispatch(self, request, *args, **kwargs):
        meaningful = meaningful_parameters(request.GET)
        if meaningful != request.GET:
            return HttpResponseRedirect(with_query(request.path, meaningful))
        problems = self.problems()
        if problems:
            return self.refuse(problems)
        present = self.query_of_today()
        if present != request.GET:
            return HttpResponsePermanentRedirect(with_query(request.path, present))
        response = super().dispatch(request, *args, **kwargs)
        # RFC 8288: the same in another form.
        if response.status_code == HTTPStatus.OK and request.method in ("GET", "HEAD"):
            response["Link"] = (
                f'<{self.json_twin}>; rel="alternate"; type="application/json"'
            )
        return response

    def query_of_today(self):
        """Return the query with the present slug in place of each former one."""
        return self.request.GET

    def problems(self):
        """Return the list of ``ParameterProblem`` of the request; empty when it can be answered."""
        return name_problems(self.request.GET, self.parameters)

    def refuse(self, problems):
        """Return the answer to a request with problems: what is wrong, to be mended, and the rest of it, kept."""
        wrong_names = {problem.parameter for problem in problems}
        kept = []
        typed = []
        for name, values in self.request.GET.lists():
            if name not in self.parameter_names:
                continue
            pairs = [(name, value) for value in values]
            if name in wrong_names:
                typed += pairs
            else:
                kept += pairs
        context = {
            "problems": [(problem, self.mended(problem)) for problem in problems],
            "kept": kept,
            "kept_query": urlencode(kept),
            "typed": typed,
        }
        return render(self.request, "bad_parameters.html", context, status=400)

    def mended(self, problem):
        """Return the query with the nearest valid name or value in place of the wrong one, "" without a near one."""
        query = self.request.GET.copy()
        if not problem.nearest or problem.parameter not in query:
            return ""
        values = query.pop(problem.parameter)
        if problem.parameter in self.parameter_names:
            mended_values = [
                problem.nearest if value == problem.value else value for value in values
            ]
            query.setlist(problem.parameter, mended_values)
        else:
            # The right name may be given too.
            query.setlist(problem.nearest, query.getlist(problem.nearest) + values)
        return query.urlencode()


class RecordListView(StrictPage, ListView):
    """The published records of a type under a FilterSet, page by page.

    ``resource`` is what the API calls one of them, ``singular`` and ``plural`` what the page calls them.
    """

    filterset_class = None

    @property
    def resource(self):
        return self.model.record_type.name

    @property
    def singular(self):
        return self.model.record_type.verbose_name

    @property
    def plural(self):
        return self.model.record_type.verbose_name_plural

    @property
    def parameter_names(self):
        return [*self.filterset.filters, *PAGING]

    def all_records(self):
        """Return the records that the filters choose from, without what the page shows of them."""
        return self.model.objects.published()

    def problems(self):
        parameters = self.request.GET
        self.filterset = self.filterset_class(
            parameters, self.all_records(), request=self.request
        )
        problems = self.filterset.problems()
        try:
            self.page_size = read_page_size(parameters.get("page_size"))
        except ValueError as error:
            problems.append(
                ParameterProblem("page_size", parameters["page_size"], str(error))
            )
        return problems

    def query_of_today(self):
        query = self.request.GET.copy()
        for name, declared in self.filterset.filters.items():
            if name in query and isinstance(declared, SlugsFilter):
                slugs = declared.slugs(self.filterset.form.cleaned_data[name])
                if set(slugs) != set(query.getlist(name)):
                    query.setlist(name, slugs)
        return query

    @property
    def query(self):
        """What the request asks for, on whichever page."""
        query = self.request.GET.copy()
        query.pop("page", None)
        return query

    @property
    def json_twin(self):
        return with_query(
            f"{settings.SITE_URL}{reverse(f'{self.resource}-list')}", self.query
        )

    @property
    def csv_twin(self):
        """The address of the whole list as CSV."""
        query = self.query
        query.pop("page_size", None)
        query["format"] = "csv"
        return with_query(reverse(f"{self.resource}-list"), query)

    def get_queryset(self):
        """Return the records that the filters left, with all that the page shows of them."""
        return self.filterset.qs.for_list()

    def get_paginate_by(self, queryset):
        return self.page_size

    def paginate_queryset(self, queryset, page_size):
        paginator = Paginator(queryset, page_size)
        number = self.request.GET.get("page", "1")
        try:
            page = paginator.page(number)
        except (PageNotAnInteger, EmptyPage) as error:
            sentence = _(
                "There is no page “%(page)s” of this list; its pages go from 1 to %(last)d."
            )
            quoted = number[:LONGEST_PAGE_NUMBER]
            raise Http404(
                sentence % {"page": quoted, "last": paginator.num_pages}
            ) from error
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            panel=FilterPanel(self.filterset),
            query=self.query.urlencode(),
            singular=self.singular,
            plural=self.plural,
            **kwargs,
        )


class RevisedPage(StrictPage):
    """A page of a record; ``revision`` asks it what changed since, as the addresses in citations do."""

    parameters = ("revision",)

    def problems(self):
        return super().problems() or self.revision_problems()

    def revision_problems(self):
        value = self.request.GET.get("revision", "1")
        present = self.request.revision.number
        if (
            value.isascii()
            and value.isdigit()
            and len(value) <= MOST_DIGITS
            and 1 <= int(value) <= present
        ):
            return []
        quoted = shortened(value)
        sentence = _(
            "revision is “%(value)s”; it must be a whole number from 1 to %(present)d, which is the present one."
        )
        return [
            ParameterProblem(
                "revision", quoted, sentence % {"value": quoted, "present": present}
            )
        ]

    def moved_to(self, record):
        """Return a permanent redirect to the page of a record, with what was asked of it."""
        return HttpResponsePermanentRedirect(
            with_query(record.get_absolute_url(), self.request.GET)
        )


class RecordDetailView(RevisedPage, DetailView):
    """The page of a published record; a former slug redirects to it."""

    @property
    def json_twin(self):
        path = reverse(
            f"{self.model.record_type.name}-detail", args=[self.object.record_key]
        )
        return f"{settings.SITE_URL}{path}"

    def get_queryset(self):
        return self.model.objects.published().for_detail()

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            # Countries are known by their codes, which never change; their view says itself what is wrong.
            if "slug" not in self.kwargs:
                raise
            return self.redirect_from_former_slug(self.kwargs["slug"])

    def redirect_from_former_slug(self, slug):
        moved = self.model.objects.published().formerly(slug).first()
        if moved is None:
            sentence = _("There is no %(record_type)s called “%(slug)s”.")
            raise Http404(
                sentence
                % {"record_type": self.model.record_type.verbose_name, "slug": slug}
            )
        return self.moved_to(moved)
