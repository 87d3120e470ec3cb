"""A FilterSet that finds everything wrong with a request, and counts its results by the values of its filters."""

import copy

import django_filters
from django.db.models import Count
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.text import nearest
from web.parameters.problems import (
    PAGING,
    ParameterProblem,
    name_problems,
    shortened,
    split_names,
)
from web.parameters.value_filters import TermsFilter

SEVERAL_VALUES = (
    django_filters.MultipleChoiceFilter,
    django_filters.ModelMultipleChoiceFilter,
)
# The endings of the two parameters that make a range.
RANGES = (("_after", "_before"), ("_min", "_max"))


class StrictFilterSet(django_filters.FilterSet):
    """A FilterSet that says all that is wrong with a request, in sentences, with the nearest valid value.

    Every filter that takes several values has a twin for what it leaves out: ``country_not`` beside ``country``.

    ``facet_columns`` names the filters by whose values results are counted, each with the column that holds its
    values and, where the value is not its own name, the column of the name.

    ``widened_by`` names the filters that find more under another value of another parameter, each with that parameter
    and its value.

    ``examples`` has a value for each parameter for which the description of the API finds none by itself.
    """

    facet_columns = {}
    widened_by = {}
    examples = {}

    def __init__(self, data=None, *args, has_form=True, **kwargs):
        """Prepare the filters. Where no form is shown, only those that the request gives or counts by are made."""
        if not has_form:
            self.base_filters = self._filters_asked_for(data)
        super().__init__(data, *args, **kwargs)

    def _filters_asked_for(self, data):
        names = set(data)
        # What a filter leaves out is found by its twin.
        for name in data:
            names.add(name.removesuffix("_not"))
        if "facets" in data:
            names.update(self.facet_columns)
        return {
            name: declared
            for name, declared in self.base_filters.items()
            if name in names
        }

    @classmethod
    def get_filters(cls):
        filters = super().get_filters()
        for name, declared in list(filters.items()):
            if isinstance(declared, SEVERAL_VALUES) and not name.endswith("_not"):
                filters[f"{name}_not"] = negated(name, declared)
        return filters

    @classmethod
    def repeatable(cls):
        """Return the names of the parameters that may be given more than once, meaning either or, if conjoined, all."""
        return [
            name
            for name, declared in cls.base_filters.items()
            if isinstance(declared, SEVERAL_VALUES)
        ]

    # What is wrong with the request

    def problems(self, besides=PAGING):
        """Return the list of ``ParameterProblem`` of the request; empty when it can be answered.

        ``besides`` are the parameters that are taken beside the filters.
        """
        # Those of the class: an instance without a form has only the filters that are asked for.
        valid_names = [*type(self).base_filters, *besides]
        problems = name_problems(self.data, valid_names, self.repeatable())
        # One reason a parameter is enough.
        refused = {problem.parameter for problem in problems}
        for name, errors in self.form.errors.as_data().items():
            if name not in refused:
                problems.append(self.value_problem(name, errors[0]))
        return problems + self.contradictions()

    def contradictions(self):
        """Return the problems with parameters that do not fit each other: a range that ends before it begins."""
        problems = []
        for name, low in self.form.cleaned_data.items():
            other = _end_of_range(name)
            high = self.form.cleaned_data.get(other)
            if low is None or high is None or low <= high:
                continue
            sentence = _(
                "%(start)s is %(low)s and %(end)s is %(high)s: nothing can lie between."
            )
            detail = sentence % {"start": name, "low": low, "end": other, "high": high}
            problems.append(ParameterProblem(name, str(low), detail))
        return problems

    def value_problem(self, name, error):
        """Return the problem with the value of a parameter, from its form field's error."""
        value = self._refused_value(name, error)
        quoted = shortened(value)
        suggestion = ""
        if error.code in ("invalid_choice", "invalid_pk_value"):
            suggestion = self.nearest_value(name.removesuffix("_not"), value)
            if suggestion:
                sentence = _(
                    "%(parameter)s has no value “%(value)s”. Did you mean %(nearest)s?"
                )
            else:
                sentence = _("%(parameter)s has no value “%(value)s”.")
            detail = sentence % {
                "parameter": name,
                "value": quoted,
                "nearest": suggestion,
            }
        else:
            sentence = _("%(parameter)s is “%(value)s”: %(reasons)s")
            detail = sentence % {
                "parameter": name,
                "value": quoted,
                "reasons": " ".join(error.messages),
            }
        return ParameterProblem(name, quoted, detail, suggestion, self.valid_list(name))

    def _refused_value(self, name, error):
        """Return which of the values of a parameter its form field refused, the last where the error names none."""
        if error.params and "value" in error.params:
            return str(error.params["value"])
        values = self.data.getlist(name)
        return values[-1] if values else ""

    def valid_list(self, name):
        """Return the address of the list of a parameter's valid values; the API's description for lack of one."""
        declared = self.filters[name]
        if isinstance(declared, TermsFilter):
            return reverse("vocabulary-detail", args=[declared.vocabulary])
        if hasattr(declared, "listed_at"):
            return reverse(declared.listed_at)
        queryset = getattr(self.form.fields[name], "queryset", None)
        if queryset is not None and queryset.model.record_type.in_api:
            return reverse(f"{queryset.model.record_type.name}-list")
        return reverse("schema")

    def nearest_value(self, name, value):
        """Return the valid value of a parameter that is most like one that is not, or ``""``."""
        field = self.form.fields[name]
        queryset = getattr(field, "queryset", None)
        if queryset is not None:
            valid_values = list(queryset.values_list(field.to_field_name, flat=True))
        else:
            valid_values = [str(choice) for choice, _label in field.choices if choice]
        return nearest(value, valid_values)

    # What the filters leave

    def filter_queryset(self, queryset):
        return self.narrowed(queryset)

    def narrowed(self, queryset, besides=None):
        """Return what the filters that were given leave of the records, without the filter ``besides``."""
        for name, value in self.form.cleaned_data.items():
            if name in self.data and name != besides:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    def leave_out(self, queryset, name, values):
        """Leave out what the filter of the same name without ``_not`` would find of each value."""
        if not values:
            return queryset
        declared = self.filters[name.removesuffix("_not")]
        # A filter that finds what has one of the values finds at once what has each.
        groups = [[value] for value in values] if declared.conjoined else [values]
        remaining = queryset
        for group in groups:
            unwanted = declared.filter(queryset, group)
            remaining = remaining.exclude(pk__in=unwanted.order_by().values("pk"))
        return remaining

    def widened(self, name, value):
        """Return what the request would find with another value of a parameter."""
        data = self.data.copy()
        data[name] = value
        widened = type(self)(
            data, queryset=self.queryset, request=self.request, has_form=False
        )
        return widened.qs

    # How the results are counted

    @property
    def facets_asked_for(self):
        """The names that the parameter ``facets`` lists."""
        return split_names(self.data.get("facets"))

    def facets(self):
        """Return how many results each value of the facets asked for has, as ``{facet: [{value, name, count}]}``.

        All filters narrow the counts but the facet's own, so that they tell what another choice would find. The
        last entry of a facet, with the value ``None``, counts the results that state none. Without facets asked for
        it is ``None``. One query a facet.
        """
        names = self.facets_asked_for
        if not names:
            return None
        return {name: self.facet(name) for name in names}

    def facet(self, name):
        """Return the entries of one facet, those with the greatest count first."""
        entries = []
        not_stated = 0
        for value, label, number in self.counted(name):
            # Unknown is NULL in some columns and an empty text in others.
            if value:
                entries.append({"value": value, "name": label, "count": number})
            else:
                not_stated += number
        # By value where counts are equal, because databases return groups in any order.
        entries.sort(key=lambda entry: (-entry["count"], entry["value"]))
        entries.append({"value": None, "name": _("not stated"), "count": not_stated})
        return entries

    def counted(self, name):
        """Return triples of value, name and number of results for a facet."""
        # A subquery, because the joins of the filters would count a record several times.
        results = self.narrowed(self.queryset, besides=name).order_by().values("pk")
        return self.count(
            name, self.queryset.model._default_manager.filter(pk__in=results)
        )

    def count(self, name, records):
        """Return triples of value, name and number of records, one for each value of a facet."""
        column, label_column = self.facet_columns[name]
        pairs = records.order_by().values_list(column, label_column or column)
        counts = pairs.annotate(number=Count("pk", distinct=True))
        if label_column:
            return counts
        labels = {}
        if isinstance(self.filters[name], TermsFilter):
            labels = dict(self.filters[name].terms.choices)
        return [
            (value, labels.get(value, value), number)
            for value, _value, number in counts
        ]


def _end_of_range(name):
    """Return the parameter that ends the range that a parameter begins, ``""`` for one that begins none."""
    for start, end in RANGES:
        if name.endswith(start):
            return f"{name.removesuffix(start)}{end}"
    return ""


def negated(name, declared):
    """Return the filter that leaves out what a filter would find."""
    negated_filter = copy.deepcopy(declared)
    negated_filter.label = format_lazy(
        gettext_lazy("{label}, left out"), label=declared.label
    )
    sentence = gettext_lazy(
        "Leaves out what {parameter} would find; several values leave out each."
    )
    negated_filter.extra["help_text"] = format_lazy(sentence, parameter=name)
    if declared.method:
        negated_filter.method = "leave_out"
    else:
        negated_filter.exclude = True
    return negated_filter
