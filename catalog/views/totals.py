"""The page of announced totals."""

from django.views.generic import TemplateView

from catalog.counting import compare
from catalog.models import AnnouncedTotal
from web.parameters import unknown_names
from web.views import StrictPage


class TotalsView(StrictPage, TemplateView):
    """Announced totals beside what the catalogue counts; ``total`` asks for one, with the list of what it counts."""

    template_name = "totals.html"
    json_resource = "announcedtotal-list"
    parameters = ("total",)

    def problems(self):
        problems = super().problems()
        if problems or "total" not in self.request.GET:
            return problems
        slugs = AnnouncedTotal.objects.published().values_list("slug", flat=True)
        return unknown_names("total", [self.request.GET["total"]], list(slugs))

    def get_context_data(self, **kwargs):
        totals = AnnouncedTotal.objects.published().for_list()
        slug = self.request.GET.get("total")
        if slug:
            totals = totals.filter(slug=slug)
        return super().get_context_data(
            scopes=by_scope_and_measure(compare(totals)), is_alone=bool(slug), **kwargs
        )


def by_scope_and_measure(comparisons):
    """Return pairs of a mission or programme and its measures, these as pairs of a label and its comparisons."""
    comparisons_by_scope = {}
    for comparison in comparisons:
        total = comparison.total
        by_measure = comparisons_by_scope.setdefault(total.scope, {})
        by_measure.setdefault(total.get_measure_display(), []).append(comparison)
    return [
        (scope, list(by_measure.items()))
        for scope, by_measure in comparisons_by_scope.items()
    ]
