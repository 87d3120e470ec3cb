"""The page that sets payloads side by side."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from catalog.comparing import candidates, compare
from payloads.models import Payload
from records.text import nearest
from web.parameters import ParameterProblem, name_problems, shortened
from web.views import StrictPage

FEWEST = 2
MOST = 4


class CompareView(StrictPage, TemplateView):
    """Two to four payloads side by side; with fewer, more or others, what is wrong and a choice."""

    template_name = "compare.html"
    parameters = ("payload",)

    def problems(self):
        given_slugs = self.request.GET.getlist("payload")
        # Each once, in the order given, which is that of the columns.
        slugs = list(dict.fromkeys(given_slugs))
        published = Payload.objects.published()
        payloads_by_slug = published.for_comparison().in_bulk(slugs, field_name="slug")
        if len(payloads_by_slug) < len(slugs):
            present_slugs = published.present_slugs()
            slugs = list(dict.fromkeys(present_slugs.get(slug, slug) for slug in slugs))
            payloads_by_slug = published.for_comparison().in_bulk(
                slugs, field_name="slug"
            )
        self.chosen = []
        unknown_slugs = []
        for slug in slugs:
            if slug in payloads_by_slug:
                self.chosen.append(payloads_by_slug[slug])
            else:
                unknown_slugs.append(slug)

        problems = name_problems(
            self.request.GET, self.parameters, repeatable=self.parameters
        )
        problems += unknown_payload_problems(unknown_slugs)
        problems += repeated_payload_problems(self.chosen, given_slugs)
        if len(self.chosen) > MOST:
            problems.append(too_many_payloads_problem(len(self.chosen)))
        return problems

    def query_of_today(self):
        query = self.request.GET.copy()
        slugs = [payload.slug for payload in self.chosen]
        if set(slugs) != set(query.getlist("payload")):
            query.setlist("payload", slugs)
        return query

    def refuse(self, problems):
        # The page itself, so that the choice can be mended where it was made.
        mended_problems = [(problem, self.mended(problem)) for problem in problems]
        context = self.get_context_data(problems=mended_problems)
        return render(self.request, self.template_name, context, status=400)

    def get_context_data(self, **kwargs):
        rows = []
        if "problems" not in kwargs and FEWEST <= len(self.chosen) <= MOST:
            rows = compare(self.chosen)
        others = []
        if len(self.chosen) < MOST:
            others = candidates(self.chosen)
        return super().get_context_data(
            chosen=self.chosen, rows=rows, candidates=others, **kwargs
        )


def unknown_payload_problems(slugs):
    """Return the problems with slugs of no payload, each with the nearest slug."""
    if not slugs:
        return []
    published = Payload.objects.published()
    known_slugs = list(published.values_list("slug", flat=True))
    problems = []
    for slug in slugs:
        close = nearest(slug, known_slugs)
        detail = _("There is no payload called “%(slug)s”.")
        if close:
            detail = _(
                "There is no payload called “%(slug)s”. Did you mean %(nearest)s?"
            )
        value = shortened(slug)
        detail = detail % {"slug": value, "nearest": close}
        problems.append(ParameterProblem("payload", value, detail, close))
    return problems


def repeated_payload_problems(payloads, slugs):
    """Return a problem for each of the payloads that is named more than once by the slugs of a request."""
    problems = []
    for payload in payloads:
        times = slugs.count(payload.slug)
        if times > 1:
            detail = _(
                "%(title)s is named %(times)d times; a payload is not compared with itself."
            )
            detail = detail % {"title": payload.title, "times": times}
            problems.append(ParameterProblem("payload", payload.slug, detail))
    return problems


def too_many_payloads_problem(number):
    detail = _(
        "%(number)d payloads are chosen; at most %(most)d fit side by side. Untick some of them."
    )
    return ParameterProblem(
        "payload", str(number), detail % {"number": number, "most": MOST}
    )
