"""Pages that span the apps, health, and the site's own error pages."""

from inspect import getdoc

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Max, OuterRef, Subquery, Value
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import TemplateView

from catalog.counting import compare
from catalog.coverage import Emptiness, completeness, coverage, evidence_reach, with_evidence_reach
from catalog.differing import all_differences
from catalog.filters import ChangeFilter
from catalog.models import AnnouncedTotal
from catalog.searching import matching_terms, nearest, query_problems, search, suggestions
from exchange.content import Content
from exchange.downloads import FILES
from exchange.tables import empty_tables
from history.comparing import differing_parts
from history.models import Change
from missions.models import Mission
from partners.models import Country, IlrsParticipation
from payloads.models import Knowledge, Payload, Provision
from records.differences import Topic, differences
from records.models import Confidence
from sources.models import Reading, Reliability, Source
from web.problems import problem_response
from web.views import RecordListView, StrictPage


def numbers(**records):
    """Return how many there are of each kind of records, by the names given, in one query."""
    first, *others = (
        some.order_by().annotate(of=Value(name)).values("of").annotate(number=Count("pk")).values_list("of", "number")
        for name, some in records.items()
    )
    return dict(first.union(*others, all=True))


def latest_changes(number=5):
    """Return the last change of each of the last revisions, with ``others``, how many more it brought. One query."""
    last = Change.objects.values("revision").annotate(last=Max("pk")).order_by("-revision").values("last")[:number]
    together = Change.objects.filter(revision=OuterRef("revision")).order_by().values("revision")
    others = Subquery(together.annotate(number=Count("pk") - 1).values("number"))
    return Change.objects.filter(pk__in=last).annotate(others=others).order_by("-revision")


def by_topic(payloads):
    """Return the topics on which sources differ about payloads, in their order, each with those payloads."""
    found = {topic: [] for topic in Topic}
    for payload in payloads:
        for topic in {difference.topic for difference in differences(payload)}:
            found[topic].append(payload)
    return [(topic, listed) for topic, listed in found.items() if listed]


class HomeView(StrictPage, TemplateView):
    """What the catalogue is, what it holds, and where to go."""

    template_name = "home.html"

    def get_context_data(self, **kwargs):
        payloads = Payload.objects.published()
        differing = payloads.with_differences().filter(differs=True).select_related("mission", "host")
        counted = Provision.objects.filter(record__in=payloads, counts_as__in=Provision.COUNTED_BY_COUNTRY)
        missions = with_evidence_reach(Mission.objects.published().with_spacecraft().prefetch_related("events"))
        return super().get_context_data(
            missions=missions,
            reach=evidence_reach(missions),
            changes=latest_changes(),
            partners=Country.objects.filter(pk__in=counted.values("institution__country")).select_related("region_of"),
            differing=by_topic(differing.prefetch_related("contents")),
            **numbers(
                payload_count=payloads,
                participation_count=IlrsParticipation.objects.published(),
                source_count=Source.objects.all(),
            ),
            **kwargs,
        )


class TotalsView(StrictPage, TemplateView):
    """Announced totals beside what the catalogue counts."""

    template_name = "totals.html"
    json_resource = "announcedtotal-list"

    def get_context_data(self, **kwargs):
        comparisons = compare(AnnouncedTotal.objects.published().for_list())
        scopes = {}
        for comparison in comparisons:
            measures = scopes.setdefault(comparison.total.scope, {})
            measures.setdefault(comparison.total.get_measure_display(), []).append(comparison)
        scopes = {scope: measures.items() for scope, measures in scopes.items()}
        return super().get_context_data(scopes=scopes.items(), **kwargs)


class DifferencesView(StrictPage, TemplateView):
    """Everything on which sources differ, participation first."""

    template_name = "differences.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(topics=all_differences(), **kwargs)


class CoverageView(StrictPage, TemplateView):
    """Countries and regions by missions, and how much is known of the payloads."""

    template_name = "coverage.html"
    extra_context = {"emptiness": Emptiness, "knowledge": Knowledge}

    def get_context_data(self, **kwargs):
        return super().get_context_data(coverage=coverage(), completeness=completeness(), **kwargs)


class SearchView(StrictPage, TemplateView):
    """Everything that a few words find, grouped by type."""

    template_name = "search.html"
    parameters = ("q",)

    @property
    def json_twin(self):
        query = self.request.GET.urlencode()
        return f"{settings.SITE_URL}{reverse('search-list')}?{query}" if query else super().json_twin

    def problems(self):
        return super().problems() or query_problems(self.request.GET.get("q", ""))

    def get_context_data(self, **kwargs):
        query = self.request.GET.get("q", "").strip()
        groups, terms = (search(query), matching_terms(query)) if query else ([], [])
        close = suggestions(query) if query and not groups and not terms else []
        return super().get_context_data(query=query, groups=groups, terms=terms, suggestions=close, **kwargs)


class ChangesView(RecordListView):
    """What changed last, by day, with what differs in words; with ``record``, the history of one record."""

    model = Change
    filterset_class = ChangeFilter
    template_name = "changes.html"

    def all_listed(self):
        return Change.objects.all()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for change in context["object_list"]:
            change.parts = differing_parts(change)
        return context


class AboutView(StrictPage, TemplateView):
    """Method, limits, corrections and reuse."""

    template_name = "about.html"
    extra_context = {"confidence": Confidence, "reading": Reading, "reliability": Reliability}


class DownloadsView(StrictPage, TemplateView):
    """The whole catalogue as files."""

    template_name = "downloads.html"

    def get_context_data(self, **kwargs):
        files = [(name, about) for name, (_, about, _) in FILES.items()]
        state = Content().state.items()
        return super().get_context_data(files=files, state=state, tables=empty_tables().values(), **kwargs)


class ApiDocsView(StrictPage, TemplateView):
    """The resources of the API; on demand their full description, to read and try, by Swagger UI."""

    template_name = "api_docs.html"
    registry = ()  # of the API's router: prefix, viewset and base name of each resource

    def get_context_data(self, **kwargs):
        resources = [
            (prefix, reverse(f"{name}-list"), getdoc(viewset).partition("\n")[0].replace("``", ""))
            for prefix, viewset, name in self.registry
        ]
        return super().get_context_data(resources=resources, **kwargs)


def healthz(request):
    """Tell that the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request):
    """Tell that the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


def _error(request, status, heading, detail, **context):
    if request.path.startswith("/api/"):
        return problem_response(status, detail)
    context |= {"status": status, "heading": heading, "detail": detail}
    return render(request, "error.html", context, status=status)


def bad_request(request, exception):
    detail = str(exception) or "The request cannot be read."
    return _error(request, 400, "This request cannot be answered", detail)


def forbidden(request, exception):
    return _error(request, 403, "This is not open to you", str(exception) or "Permission is missing.")


def not_found(request, exception):
    told = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    told = told or f"There is no page at {request.path[:200]}."
    asked = getattr(request, "resolver_match", None)
    model = getattr(getattr(asked and asked.func, "view_class", None), "model", None)
    near = nearest(model, next(iter(asked.kwargs.values()))) if model and asked.kwargs else []
    return _error(request, 404, "Not found", told, nearest=near)


def server_error(request):
    if request.path.startswith("/api/"):
        return problem_response(500, "Something failed here. It is not your request's fault.")
    return render(request, "500.html", status=500)
