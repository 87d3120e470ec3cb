"""Query parameters that are never silently ignored, for the API and the HTML lists alike."""

from web.parameters.backends import NoParameters, StrictFilterBackend
from web.parameters.filterset import StrictFilterSet
from web.parameters.problems import (
    API_DETAIL,
    API_LIST,
    PAGING,
    ParameterProblem,
    name_problems,
    shortened,
    split_names,
    unknown_names,
)
from web.parameters.value_filters import (
    AfterFilter,
    BeforeFilter,
    ChoicesFilter,
    DayFilter,
    FigureFilter,
    RecordOrderingFilter,
    RowOrderingFilter,
    TermsFilter,
)

__all__ = [
    "API_DETAIL",
    "API_LIST",
    "PAGING",
    "AfterFilter",
    "BeforeFilter",
    "ChoicesFilter",
    "DayFilter",
    "FigureFilter",
    "NoParameters",
    "ParameterProblem",
    "RecordOrderingFilter",
    "RowOrderingFilter",
    "StrictFilterBackend",
    "StrictFilterSet",
    "TermsFilter",
    "name_problems",
    "shortened",
    "split_names",
    "unknown_names",
]
