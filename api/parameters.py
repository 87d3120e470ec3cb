"""Query parameters that are never silently ignored, for the API and the HTML lists alike."""

import difflib
from dataclasses import asdict, dataclass

import django_filters
from django import forms
from django.db.models import F
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.filters import BaseFilterBackend

from api.problems import InvalidParameters

PAGING = ("page", "page_size")
API_LIST = (*PAGING, "format")
API_DETAIL = ("format",)


@dataclass
class ParameterProblem:
    """What is wrong with one parameter: its name, its value, a sentence, and the nearest valid one if any."""

    parameter: str
    value: str
    detail: str
    nearest: str = ""

    def as_dict(self):
        return {name: value for name, value in asdict(self).items() if value != ""}


def nearest(word, known, cutoff=0.6):
    """Return the known word most like ``word``, whatever the capitals, or ``""``."""
    called = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.casefold(), called, n=1, cutoff=cutoff)
    return called[found[0]] if found else ""


def shown(value):
    return value if len(value) <= 60 else f"{value[:60]}…"


def name_problems(data, known, repeatable=()):
    """Return the problems with the names of parameters: unknown, repeated, empty."""
    problems = []
    for name in data:
        values = data.getlist(name)
        if name not in known:
            close = nearest(name, known)
            hint = f" Did you mean {close}?" if close else f" Known: {', '.join(sorted(known))}."
            problems.append(
                ParameterProblem(shown(name), shown(values[-1]), f"There is no parameter {shown(name)}.{hint}", close)
            )
        elif len(values) > 1 and name not in repeatable:
            problems.append(ParameterProblem(name, shown(values[-1]), f"{name} may be given once only."))
        elif any(value.strip() == "" for value in values):
            problems.append(ParameterProblem(name, "", f"{name} is empty; leave it out or give a value."))
    return problems


class StrictFilterSet(django_filters.FilterSet):
    """A FilterSet that can tell all that is wrong with a request, in sentences, with the nearest valid value."""

    @classmethod
    def repeatable(cls):
        """Return the names of the parameters that may be given more than once, meaning either."""
        several = (django_filters.MultipleChoiceFilter, django_filters.ModelMultipleChoiceFilter)
        return [name for name, declared in cls.base_filters.items() if isinstance(declared, several)]

    def problems(self, besides=PAGING):
        """Return the list of ``ParameterProblem`` of the request; empty when it can be answered.

        ``besides`` are the parameters that are taken beside the filters.
        """
        found = name_problems(self.data, [*self.filters, *besides], self.repeatable())
        told = {problem.parameter for problem in found}
        for name, errors in self.form.errors.as_data().items():
            if name not in told:
                found.append(self.value_problem(name, errors[0]))
        return found

    def value_problem(self, name, error):
        """Return the problem with the value of a parameter, from its form field's error."""
        values = self.data.getlist(name)
        value = str((error.params or {}).get("value", values[-1] if values else ""))
        detail, close = f"{name} is “{shown(value)}”: {' '.join(error.messages)}", ""
        if error.code in ("invalid_choice", "invalid_pk_value"):
            close = self.nearest_value(name, value)
            hint = f" Did you mean {close}?" if close else ""
            detail = f"{name} has no value “{shown(value)}”.{hint}"
        return ParameterProblem(name, shown(value), detail, close)

    def nearest_value(self, name, value):
        field = self.form.fields[name]
        queryset = getattr(field, "queryset", None)
        if queryset is not None:
            known = list(queryset.values_list(field.to_field_name, flat=True))
        else:
            known = [str(choice) for choice, _ in field.choices if choice]
        return nearest(value, known)


class StrictFilterBackend(DjangoFilterBackend):
    """Filters by the view's FilterSet and refuses what the FilterSet does not know."""

    def filter_queryset(self, request, queryset, view):
        return self.checked_filterset(request, queryset, view).qs

    def checked_filterset(self, request, queryset, view):
        """Return the FilterSet of the request. Raises ``InvalidParameters`` when it cannot be answered."""
        filterset = self.get_filterset(request, queryset, view)
        if problems := filterset.problems(API_LIST):
            raise InvalidParameters(problems)
        return filterset


class NoParameters(BaseFilterBackend):
    """For details: refuses every parameter but the format."""

    def filter_queryset(self, request, queryset, view):
        if problems := name_problems(request.query_params, API_DETAIL):
            raise InvalidParameters(problems)
        return queryset


class DayFilter(django_filters.DateFilter):
    """A day as 2018-12-07 and no other way, because 7/12/2018 is another day to another reader."""

    def __init__(self, **kwargs):
        super().__init__(
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": "write a day as 2018-12-07."},
            **kwargs,
        )


class RecordOrderingFilter(django_filters.ChoiceFilter):
    """Orders by one of the named columns, a minus before it for descending; unknowns stand last, ties go by key."""

    def __init__(self, columns, **kwargs):
        self.columns = columns
        choices = []
        for name in columns:
            words = name.replace("_", " ")
            choices += [(name, words), (f"-{name}", f"{words}, descending")]
        super().__init__(choices=choices, **kwargs)

    def filter(self, queryset, value):
        if not value:
            return queryset
        column = F(self.columns[value.removeprefix("-")])
        order = column.desc(nulls_last=True) if value.startswith("-") else column.asc(nulls_last=True)
        return queryset.order_by(order, getattr(queryset.model, "key_field", "pk"))
