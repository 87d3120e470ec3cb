"""The page of the search."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from catalog.searching import matching_terms, query_problems, search, similar_names
from web.views import StrictPage


class SearchView(StrictPage, TemplateView):
    """Everything that a few words find, grouped by type."""

    template_name = "search.html"
    parameters = ("q",)

    @property
    def json_twin(self):
        query = self.request.GET.urlencode()
        if not query:
            return super().json_twin
        return f"{settings.SITE_URL}{reverse('search-list')}?{query}"

    def problems(self):
        return super().problems() or query_problems(self.request.GET.get("q", ""))

    def get_context_data(self, **kwargs):
        query = self.request.GET.get("q", "").strip()
        if not query:
            return super().get_context_data(heading=_("Search"), **kwargs)

        groups = search(query)
        terms = matching_terms(query)
        suggestions = []
        if not groups and not terms:
            suggestions = similar_names(query)
        return super().get_context_data(
            heading=_("Search: %(query)s") % {"query": query},
            query=query,
            groups=groups,
            terms=terms,
            suggestions=suggestions,
            **kwargs,
        )
