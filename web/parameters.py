"""Query parameters that are never silently ignored, for the API and the HTML lists alike."""

import copy
import difflib
from dataclasses import asdict, dataclass, field

import django_filters
from django import forms
from django.db.models import Count, F, Q
from django.urls import NoReverseMatch, reverse
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.filters import BaseFilterBackend

from web.problems import InvalidParameters

PAGING = ("page", "page_size")
API_LIST = (*PAGING, "format", "fields")
API_DETAIL = ("format", "fields")
LARGEST_NUMBER = 10**15


@dataclass
class ParameterProblem:
    """What is wrong with one parameter: its name, its value, a sentence, and the nearest valid one if any.

    ``valid`` is the address of the list of valid ones; without a closer one it is the description of the API.
    """

    parameter: str
    value: str
    detail: str
    nearest: str = ""
    valid: str = field(default_factory=lambda: reverse("schema"))

    def as_dict(self):
        # A parameter without a name is refused by its empty name.
        return {name: value for name, value in asdict(self).items() if value != "" or name == "parameter"}


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
            offered = [each for each in sorted(known) if not each.endswith("_not")]
            hint = f" Did you mean {close}?" if close else f" Known: {', '.join(offered) or 'none'}."
            problems.append(
                ParameterProblem(shown(name), shown(values[-1]), f"There is no parameter {shown(name)}.{hint}", close)
            )
        elif len(values) > 1 and name not in repeatable:
            problems.append(ParameterProblem(name, shown(values[-1]), f"{name} may be given once only."))
        elif any(value.strip() == "" for value in values):
            problems.append(ParameterProblem(name, "", f"{name} is empty; leave it out or give a value."))
    return problems


def split_names(text):
    """Return the names that a parameter lists, separated by commas, each once; its text where it lists none."""
    names = list(dict.fromkeys(name.strip() for name in (text or "").split(",") if name.strip()))
    return names or [text] if text else []


def unknown_names(parameter, names, known):
    """Return the problems with the names that a parameter like ``fields`` lists."""
    problems = []
    for name in names:
        if name not in known:
            close = nearest(name, known)
            hint = f"Did you mean {close}?" if close else f"Known: {', '.join(known)}."
            detail = f"{parameter} has no value “{shown(name)}”. {hint}"
            problems.append(ParameterProblem(parameter, shown(name), detail, close))
    return problems


class StrictFilterSet(django_filters.FilterSet):
    """A FilterSet that can tell all that is wrong with a request, in sentences, with the nearest valid value.

    Every filter that takes several values has a twin for what it leaves out: ``country_not`` beside ``country``.

    ``facet_columns`` names the filters by whose values results are counted, each with the column that its values
    stand in and, where the value is not its own name, the column of the name.
    """

    facet_columns = {}

    def __init__(self, data=None, *args, offers=True, **kwargs):
        """Prepare the filters: where no form is shown, those only that the request gives or counts by."""
        if not offers:
            given = {*data, *(name.removesuffix("_not") for name in data)}
            given |= self.facet_columns.keys() if "facets" in data else set()
            self.base_filters = {name: wanted for name, wanted in self.base_filters.items() if name in given}
        super().__init__(data, *args, **kwargs)

    @classmethod
    def get_filters(cls):
        filters = super().get_filters()
        for name, wanted in list(filters.items()):
            if isinstance(wanted, SEVERAL) and not name.endswith("_not"):
                filters[f"{name}_not"] = negated(name, wanted)
        return filters

    @classmethod
    def repeatable(cls):
        """Return the names of the parameters that may be given more than once, meaning either."""
        return [name for name, declared in cls.base_filters.items() if isinstance(declared, SEVERAL)]

    def problems(self, besides=PAGING):
        """Return the list of ``ParameterProblem`` of the request; empty when it can be answered.

        ``besides`` are the parameters that are taken beside the filters.
        """
        found = name_problems(self.data, [*type(self).base_filters, *besides], self.repeatable())
        told = {problem.parameter for problem in found}
        for name, errors in self.form.errors.as_data().items():
            if name not in told:
                found.append(self.value_problem(name, errors[0]))
        return found + self.contradictions()

    def contradictions(self):
        """Return a problem for each range that ends before it begins."""
        given, found = self.form.cleaned_data, []
        for name, low in given.items():
            for start, end in (("_after", "_before"), ("_min", "_max")):
                other = f"{name.removesuffix(start)}{end}"
                high = given.get(other) if name.endswith(start) else None
                if low is not None and high is not None and low > high:
                    detail = f"{name} is {low} and {other} is {high}: nothing can lie between."
                    found.append(ParameterProblem(name, str(low), detail))
        return found

    def value_problem(self, name, error):
        """Return the problem with the value of a parameter, from its form field's error."""
        values = self.data.getlist(name)
        value = str((error.params or {}).get("value", values[-1] if values else ""))
        detail, close = f"{name} is “{shown(value)}”: {' '.join(error.messages)}", ""
        if error.code in ("invalid_choice", "invalid_pk_value"):
            close = self.nearest_value(name.removesuffix("_not"), value)
            hint = f" Did you mean {close}?" if close else ""
            detail = f"{name} has no value “{shown(value)}”.{hint}"
        return ParameterProblem(name, shown(value), detail, close, self.valid_list(name))

    def valid_list(self, name):
        """Return the address of the list of a parameter's valid values; the API's description for lack of one."""
        wanted = self.filters[name]
        if isinstance(wanted, TermsFilter):
            return reverse("vocabulary-detail", args=[wanted.vocabulary])
        queryset = getattr(self.form.fields[name], "queryset", None)
        listed_at = getattr(wanted, "listed_at", queryset is not None and f"{queryset.model._meta.model_name}-list")
        try:
            return reverse(listed_at or "schema")
        except NoReverseMatch:
            return reverse("schema")

    def nearest_value(self, name, value):
        field = self.form.fields[name]
        queryset = getattr(field, "queryset", None)
        if queryset is not None:
            known = list(queryset.values_list(field.to_field_name, flat=True))
        else:
            known = [str(choice) for choice, _ in field.choices if choice]
        return nearest(value, known)

    def leave_out(self, queryset, name, values):
        """Leave out what the filter of the same name without ``_not`` would find."""
        if not values:
            return queryset
        found = self.filters[name.removesuffix("_not")].filter(queryset, values)
        return queryset.exclude(pk__in=found.order_by().values("pk"))

    def facets(self, names):
        """Return how many results each value of the named facets has, as ``{facet: [{value, name, count}]}``.

        All filters narrow the counts but the facet's own, so that they tell what another choice would find. The
        last entry of a facet, with the value ``None``, counts the results that state none. One query a facet.
        """
        return {name: self.facet(name) for name in names}

    def facet(self, name):
        counts = {value or None: (label, count) for value, label, count in self.counted(name)}
        stated = [{"value": value, "name": counts[value][0], "count": counts[value][1]} for value in counts if value]
        stated.sort(key=lambda entry: (-entry["count"], entry["value"]))
        return [*stated, {"value": None, "name": "not stated", "count": counts.get(None, ("", 0))[1]}]

    def counted(self, name):
        """Return triples of value, name and number of results for a facet."""
        found = self.narrowed(self.queryset, besides=name).order_by().values("pk")
        found.query.annotations.clear()  # the filters hold what they need; the rest would be prepared for nothing
        return self.count(name, self.queryset.model._default_manager.filter(pk__in=found))

    def narrowed(self, queryset, besides=None):
        """Return what the filters that were given, but one, leave of the records."""
        for name, value in self.form.cleaned_data.items():
            if name in self.data and name != besides:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    def filter_queryset(self, queryset):
        return self.narrowed(queryset)

    def count(self, name, found):
        """Return triples of value, name and number of records among ``found``."""
        column, label = self.facet_columns[name]
        counted = found.order_by().values_list(column, label or column).annotate(number=Count("pk", distinct=True))
        if label:
            return counted
        labels = dict(found.model._meta.get_field(column).flatchoices)
        return [(value, labels.get(value, value), number) for value, _, number in counted]


SEVERAL = (django_filters.MultipleChoiceFilter, django_filters.ModelMultipleChoiceFilter)


def negated(name, wanted):
    """Return the filter that leaves out what ``wanted`` would find."""
    left_out = copy.deepcopy(wanted)
    left_out.label = f"{wanted.label}, left out"
    left_out.extra["help_text"] = f"Leaves out what {name} would find; several values leave out each."
    if wanted.method:
        left_out.method = "leave_out"
    else:
        left_out.exclude = True
    return left_out


class StrictFilterBackend(DjangoFilterBackend):
    """Filters by the view's FilterSet and refuses what the FilterSet does not know."""

    def get_filterset_kwargs(self, request, queryset, view):
        return super().get_filterset_kwargs(request, queryset, view) | {"offers": False}

    def filter_queryset(self, request, queryset, view):
        return self.checked_filterset(request, queryset, view).qs

    def checked_filterset(self, request, queryset, view):
        """Return the FilterSet of the request. Raises ``InvalidParameters`` when it cannot be answered."""
        filterset = self.get_filterset(request, queryset, view)
        columns = filterset.facet_columns
        besides = (*API_LIST, "facets") if columns else API_LIST
        names = split_names(request.query_params.get("facets"))
        if problems := filterset.problems(besides) + unknown_names("facets", names, columns):
            raise InvalidParameters(problems)
        view.facets = filterset.facets(names) if names else None
        return filterset


class NoParameters(BaseFilterBackend):
    """For details: refuses every parameter but the format."""

    def filter_queryset(self, request, queryset, view):
        if problems := name_problems(request.query_params, API_DETAIL):
            raise InvalidParameters(problems)
        return queryset


class TermsFilter(django_filters.MultipleChoiceFilter):
    """Terms of a closed vocabulary, several meaning either. ``name`` is the vocabulary's in the API."""

    def __init__(self, terms, name, **kwargs):
        self.vocabulary = name
        super().__init__(choices=terms.choices, **kwargs)


class DayFilter(django_filters.DateFilter):
    """A day as 2018-12-07 and no other way, because 7/12/2018 is another day to another reader."""

    def __init__(self, **kwargs):
        super().__init__(
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": "write a day as 2018-12-07."},
            **kwargs,
        )


def reaches(low, high, start, end):
    """Return the condition that a range in two columns possibly touches ``start`` to ``end``, either may be ``None``.

    An open end of the range is possible; a range without both ends is unknown and never is.
    """
    condition = Q()
    if start is not None:
        condition &= Q(**{f"{high}__gte": start}) | Q(**{high: None, f"{low}__isnull": False})
    if end is not None:
        condition &= Q(**{f"{low}__lte": end}) | Q(**{low: None, f"{high}__isnull": False})
    return condition


class AfterFilter(DayFilter):
    """Records whose date is possibly on or after a day; ``date`` names the column of the date."""

    def __init__(self, date, **kwargs):
        self.date = date
        super().__init__(help_text="Possible days included.", **kwargs)

    def filter(self, queryset, day):
        return queryset.filter(self.possible(day)) if day else queryset

    def possible(self, day):
        return reaches(f"{self.date}_earliest", f"{self.date}_latest", day, None)


class BeforeFilter(AfterFilter):
    """Records whose date is possibly on or before a day."""

    def possible(self, day):
        return reaches(f"{self.date}_earliest", f"{self.date}_latest", None, day)


class FigureFilter(django_filters.NumberFilter):
    """A number in a stated unit."""

    def __init__(self, **kwargs):
        limits = {"min_value": -LARGEST_NUMBER, "max_value": LARGEST_NUMBER, "decimal_places": 6}
        super().__init__(**(limits | kwargs))

    def get_max_validator(self):
        """The largest number is limited already."""


class RecordOrderingFilter(django_filters.ChoiceFilter):
    """Orders by a named column or expression, a minus before it for descending; unknowns stand last.

    Ties go by key, or by the columns that ``ties`` names. ``called`` has names that readers see, where they are others.
    """

    def __init__(self, columns, ties=(), called=(), **kwargs):
        self.columns, self.ties = columns, ties
        choices = []
        for name in columns:
            words = dict(called).get(name, name.replace("_", " "))
            choices += [(name, words), (f"-{name}", f"{words}, descending")]
        super().__init__(choices=choices, empty_label="usual", **kwargs)

    def filter(self, queryset, value):
        if not value:
            return queryset
        column = self.columns[value.removeprefix("-")]
        column = F(column) if isinstance(column, str) else column
        order = column.desc(nulls_last=True) if value.startswith("-") else column.asc(nulls_last=True)
        return queryset.order_by(order, *(self.ties or [queryset.model.key_field]))
