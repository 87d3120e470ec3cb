from itertools import groupby
from operator import attrgetter

from django.shortcuts import render
from django.views.generic import TemplateView

from api.parameters import ParameterProblem, name_problems, nearest, shown
from payloads.comparing import FEWEST, MOST, candidates, compare
from payloads.filters import PayloadFilter
from payloads.models import Flight, Payload
from sources.views import RecordDetailView, RecordListView, StrictPage


class PayloadListView(RecordListView):
    model = Payload
    filterset_class = PayloadFilter

    def get_queryset(self):
        return super().get_queryset().by_flight()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        numbers = self.object_list.count_by_flight()
        listed = groupby(context["object_list"], key=attrgetter("flight"))
        context["groups"] = [(Flight(flight), numbers[flight], list(payloads)) for flight, payloads in listed]
        return context


class PayloadDetailView(RecordDetailView):
    model = Payload


class CompareView(StrictPage, TemplateView):
    """Two to four payloads side by side; with fewer, more or others, what is wrong and a choice."""

    template_name = "payloads/compare.html"
    parameters = ("payload",)

    def problems(self):
        slugs = self.request.GET.getlist("payload")
        found = Payload.objects.published().for_comparison().in_bulk(slugs, field_name="slug")
        self.chosen = [found[slug] for slug in dict.fromkeys(slugs) if slug in found]
        problems = name_problems(self.request.GET, self.parameters, repeatable=self.parameters)
        problems += unknown_payloads([slug for slug in dict.fromkeys(slugs) if slug not in found])
        for payload in self.chosen:
            if (times := slugs.count(payload.slug)) > 1:
                detail = f"{payload.title} is named {times} times; a payload is not compared with itself."
                problems.append(ParameterProblem("payload", payload.slug, detail))
        if len(self.chosen) > MOST:
            detail = f"{len(self.chosen)} payloads are chosen; at most {MOST} fit side by side. Untick some of them."
            problems.append(ParameterProblem("payload", str(len(self.chosen)), detail))
        return problems

    def refuse(self, problems):
        told = [(problem, self.mended(problem)) for problem in problems]
        return render(self.request, self.template_name, self.get_context_data(problems=told), status=400)

    def get_context_data(self, **kwargs):
        comparable = FEWEST <= len(self.chosen) <= MOST and "problems" not in kwargs
        return super().get_context_data(
            chosen=self.chosen,
            rows=compare(self.chosen) if comparable else [],
            candidates=candidates(self.chosen) if len(self.chosen) < MOST else [],
            **kwargs,
        )


def unknown_payloads(slugs):
    """Return the problems with slugs of no payload, each with the nearest one."""
    known = list(Payload.objects.published().values_list("slug", flat=True)) if slugs else []
    problems = []
    for slug in slugs:
        close = nearest(slug, known)
        hint = f" Did you mean {close}?" if close else ""
        problems.append(
            ParameterProblem("payload", shown(slug), f"There is no payload called “{shown(slug)}”.{hint}", close)
        )
    return problems
