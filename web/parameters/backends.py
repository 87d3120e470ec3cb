"""How the API reads the parameters of a request."""

from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.filters import BaseFilterBackend

from web.parameters.problems import API_DETAIL, API_LIST, name_problems, unknown_names
from web.problems import InvalidParameters


class StrictFilterBackend(DjangoFilterBackend):
    """For lists: filters by the view's FilterSet and refuses what the FilterSet does not know."""

    def get_filterset_kwargs(self, request, queryset, view):
        kwargs = super().get_filterset_kwargs(request, queryset, view)
        kwargs["has_form"] = False
        return kwargs

    def filter_queryset(self, request, queryset, view):
        return self.checked_filterset(request, queryset, view).qs

    def checked_filterset(self, request, queryset, view):
        """Return the FilterSet of the request. Raise ``InvalidParameters`` when it cannot be answered."""
        filterset = self.get_filterset(request, queryset, view)
        besides = list(API_LIST)
        if filterset.facet_columns:
            besides.append("facets")
        problems = filterset.problems(besides)
        problems += unknown_names(
            "facets", filterset.facets_asked_for, list(filterset.facet_columns)
        )
        if problems:
            raise InvalidParameters(problems)
        return filterset


class NoParameters(BaseFilterBackend):
    """For details: refuses every parameter but the format and the choice of fields."""

    def filter_queryset(self, request, queryset, view):
        problems = name_problems(request.query_params, API_DETAIL)
        if problems:
            raise InvalidParameters(problems)
        return queryset
