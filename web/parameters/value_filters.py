"""Filters by the value of a column: terms of a vocabulary, days, dates, figures; and the order of a list."""

import django_filters
from django import forms
from django.db.models import Case, F, When
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from records.models import Rank
from records.ranges import reaches

LARGEST_NUMBER = 10**15


class ChoicesFilter(django_filters.MultipleChoiceFilter):
    """Values of the record itself, several meaning either; ``conjoined``, they mean all."""

    def __init__(self, **kwargs):
        # No join gives a record twice. SELECT DISTINCT would merge records that are equal in what is
        # read of them, so that a count of their values would count each value once.
        super().__init__(distinct=False, **kwargs)


class TermsFilter(ChoicesFilter):
    """Terms of a closed vocabulary, several meaning either.

    ``vocabulary`` is the name of the vocabulary in the API.
    """

    def __init__(self, terms, vocabulary, **kwargs):
        self.terms = terms
        self.vocabulary = vocabulary
        super().__init__(choices=terms.choices, **kwargs)


class DayFilter(django_filters.DateFilter):
    """A day as 2018-12-07 and no other way, because 7/12/2018 is another day to another reader."""

    def __init__(self, **kwargs):
        super().__init__(
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": _("write a day as 2018-12-07.")},
            **kwargs,
        )


class EdtfDateFilter(DayFilter):
    """A day with which a date is compared; ``date`` names the column of the date."""

    def __init__(self, date, **kwargs):
        self.earliest = f"{date}_earliest"
        self.latest = f"{date}_latest"
        super().__init__(help_text=_("Possible days included."), **kwargs)


class AfterFilter(EdtfDateFilter):
    """Records whose date is possibly on or after a day."""

    def filter(self, queryset, day):
        if not day:
            return queryset
        return queryset.filter(reaches(self.earliest, self.latest, day, None))


class BeforeFilter(EdtfDateFilter):
    """Records whose date is possibly on or before a day."""

    def filter(self, queryset, day):
        if not day:
            return queryset
        return queryset.filter(reaches(self.earliest, self.latest, None, day))


class FigureFilter(django_filters.NumberFilter):
    """A number in a stated unit."""

    def __init__(self, **kwargs):
        super().__init__(
            min_value=-LARGEST_NUMBER,
            max_value=LARGEST_NUMBER,
            decimal_places=6,
            **kwargs,
        )

    def get_max_validator(self):
        """Return no validator: the largest number is limited already."""


class RecordOrderingFilter(django_filters.ChoiceFilter):
    """Orders by a named column or expression, a minus before it for descending; unknowns stand last.

    ``columns`` maps each name to its column or expression. Ties go by key, or by the columns that ``ties`` names.
    ``called`` maps names to the words that readers see, where these are others.
    """

    def __init__(self, columns, ties=(), called=None, **kwargs):
        self.columns = columns
        self.ties = ties
        words_by_name = called or {}
        choices = []
        for name in columns:
            words = words_by_name.get(name, name.replace("_", " "))
            choices.append((name, words))
            choices.append(
                (f"-{name}", format_lazy(_("{order}, descending"), order=words))
            )
        super().__init__(choices=choices, empty_label=_("usual"), **kwargs)

    def filter(self, queryset, value):
        if not value:
            return queryset
        column = self.columns[value.removeprefix("-")]
        if isinstance(column, str):
            column = F(column)
        # Said in both directions, because SQLite takes NULL for the smallest value and PostgreSQL for the greatest.
        order = column.asc(nulls_last=True)
        if value.startswith("-"):
            order = column.desc(nulls_last=True)
        return self.in_order(queryset, order)

    def in_order(self, queryset, order):
        ties = self.ties or [queryset.model.key_field]
        return queryset.order_by(order, *ties)


class RowOrderingFilter(RecordOrderingFilter):
    """Orders rows, whose ties go by record and key; what was shown to be wrong stands after all others."""

    def in_order(self, queryset, order):
        shown_wrong = Case(When(rank=Rank.DEPRECATED, then=1), default=0)
        return queryset.order_by(shown_wrong, order, "record__slug", "key")
