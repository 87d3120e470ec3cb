"""The page of coverage."""

from django.views.generic import TemplateView

from catalog.coverage import Coverage, Emptiness, completeness, payloads_for_coverage
from payloads.models import Knowledge
from web.views import StrictPage


class CoverageView(StrictPage, TemplateView):
    """Countries and regions by missions, and how much is known of the payloads."""

    template_name = "coverage.html"
    extra_context = {"emptiness": Emptiness, "knowledge": Knowledge}

    def get_context_data(self, **kwargs):
        payloads = payloads_for_coverage()
        return super().get_context_data(
            coverage=Coverage(payloads), completeness=completeness(payloads), **kwargs
        )
