"""The page of coverage."""

from django.views.generic import TemplateView

from catalog.coverage import Emptiness, completeness, coverage
from payloads.models import Knowledge
from web.views import StrictPage


class CoverageView(StrictPage, TemplateView):
    """Countries and regions by missions, and how much is known of the payloads."""

    template_name = "coverage.html"
    extra_context = {"emptiness": Emptiness, "knowledge": Knowledge}

    def get_context_data(self, **kwargs):
        return super().get_context_data(coverage=coverage(), completeness=completeness(), **kwargs)
