"""Pages about the catalogue itself: its method, its files, its API."""

from inspect import getdoc

from django.urls import reverse
from django.views.generic import TemplateView

from exchange.content import Content
from exchange.downloads import FILES
from exchange.tables import empty_tables
from records.models import Basis, Confidence
from sources.models import Reading, Reliability
from web.views import StrictPage


class AboutView(StrictPage, TemplateView):
    """Method, limits, corrections and reuse."""

    template_name = "about.html"
    extra_context = {
        "confidence": Confidence,
        "basis": Basis,
        "reading": Reading,
        "reliability": Reliability,
    }


class DownloadsView(StrictPage, TemplateView):
    """The whole catalogue as files."""

    template_name = "downloads.html"

    def get_context_data(self, **kwargs):
        files = [(name, description) for name, (_, description, _) in FILES.items()]
        state = Content().state
        return super().get_context_data(
            files=files, state=state.items(), tables=empty_tables().values(), **kwargs
        )


class ApiDocsView(StrictPage, TemplateView):
    """The resources of the API; on demand their full description, to read and try, by Swagger UI."""

    template_name = "api_docs.html"
    registry = ()  # of the API's router: prefix, viewset and base name of each resource

    def get_context_data(self, **kwargs):
        resources = []
        for prefix, viewset, basename in self.registry:
            resources.append((prefix, reverse(f"{basename}-list"), summary(viewset)))
        return super().get_context_data(resources=resources, **kwargs)


def summary(viewset):
    """Return the first line of what a resource says of itself, without the marks of code."""
    first_line, _, _ = getdoc(viewset).partition("\n")
    return first_line.replace("``", "")
