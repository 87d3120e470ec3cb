"""The panel beside a list page: fields, facets with counts, the filters in use, and which of them to drop."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

# A facet of no more choices is open before anyone opens it.
MOST_CHOICES_OPEN = 24
# A facet of more values offers those found most often.
MOST_CHOICES = 200

LEADING_FIELDS = ("q", "ordering")


@dataclass
class Choice:
    """A value of a filter. ``count`` is how many records it would find, ``None`` where they are not counted."""

    value: str
    name: str
    count: int | None
    is_chosen: bool


@dataclass
class ActiveFilter:
    """Something that the request asks for, in words, and the address of the page without it."""

    name: str
    label: str
    words: str
    address_without: str


@dataclass
class Widening:
    """A parameter with a value under which the request finds more: its address, and how many records it finds."""

    label: str
    words: str
    address: str
    number: int


class Facet:
    """A filter that takes several values, with its choices: all, or where they are counted those that find something.

    ``not_stated`` is how many records state none of them, ``left_out`` how many values are found and not offered.
    """

    def __init__(self, filterset, name):
        self.name = name
        self.label = filterset.filters[name].label
        self.is_counted = name in filterset.facet_columns
        self.not_stated = 0
        self.left_out = 0

        given_values = filterset.data.getlist(name)
        if self.is_counted:
            self.choices = self._counted_choices(filterset, given_values)
        else:
            self.choices = self._plain_choices(filterset, given_values)

    def _plain_choices(self, filterset, given_values):
        names = _offered_names(
            filterset, self.name, filterset.form.fields[self.name].choices
        )
        choices = []
        for value, words in _with_given(names, given_values).items():
            choices.append(Choice(value, words, None, value in given_values))
        return choices

    def _counted_choices(self, filterset, given_values):
        counts = {}
        found_names = []
        for entry in filterset.facet(self.name):
            if entry["value"] is None:
                self.not_stated = entry["count"]
            else:
                counts[entry["value"]] = entry["count"]
                found_names.append((entry["value"], entry["name"]))

        # The counts come with the greatest first, the choices in the order of their names.
        offered = {*list(counts)[:MOST_CHOICES], *given_values}
        names = _offered_names(filterset, self.name, found_names)
        choices = []
        for value, words in _with_given(names, given_values).items():
            if value in offered:
                choices.append(
                    Choice(value, words, counts.get(value, 0), value in given_values)
                )
        self.left_out = len(counts.keys() - {choice.value for choice in choices})
        return choices

    @property
    def chosen(self):
        return [choice for choice in self.choices if choice.is_chosen]

    @property
    def is_open(self):
        if self.chosen:
            return True
        return self.is_counted and len(self.choices) <= MOST_CHOICES_OPEN


def _offered_names(filterset, name, record_names):
    """Return the names of the values of a facet, by value: terms in their own order, records by their names.

    ``record_names`` are pairs of value and name of the records that are offered; those that are chosen are added.
    """
    names = value_names(filterset, name)
    if not hasattr(filterset.form.fields[name], "queryset"):
        return names
    for value, words in record_names:
        # A choice without a value asks for nothing.
        if value:
            names[str(value)] = words
    return dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))


def _with_given(names, given_values):
    """Return the names with each value of the request, even one that has no name here, like a code without records."""
    all_names = dict(names)
    for value in given_values:
        all_names.setdefault(value, value)
    return all_names


def value_names(filterset, name):
    """Return the names of the values of a filter, by value and in their order; of records those chosen only."""
    field = filterset.form.fields[name]
    if hasattr(field, "queryset"):
        return {
            record.record_key: str(record)
            for record in filterset.form.cleaned_data[name]
        }
    choices = getattr(field, "choices", ())
    return {str(value): words for value, words in choices if value}


class FilterPanel:
    """What a page offers of a FilterSet whose request can be answered. A query a facet, and one for names of countries.

    ``leading`` are the fields that come first, ``facets`` the filters that take several values, ``further`` the other
    fields, ``active`` each value of the request's filters.
    """

    def __init__(self, filterset):
        self.filterset = filterset
        repeatable = filterset.repeatable()
        facet_names = [name for name in repeatable if not name.endswith("_not")]
        self.facets = [Facet(filterset, name) for name in facet_names]
        self.leading = []
        self.further = []
        # The form knows the twins that leave out too, which have no fields on the page.
        for field in filterset.form:
            if field.name in LEADING_FIELDS:
                self.leading.append(field)
            elif field.name not in repeatable:
                self.further.append(field)
        self.active = self._active_filters()

    def _active_filters(self):
        active = []
        for name in self.filterset.data:
            if name not in self.filterset.filters or name == "ordering":
                continue
            for value, words in self._value_words(name):
                active.append(
                    ActiveFilter(
                        name,
                        self._label(name),
                        words,
                        self.address_without(name, value),
                    )
                )
        return active

    def _label(self, name):
        return self.filterset.filters[name].label

    def _value_words(self, name):
        """Return pairs of a value given for a filter and how it is called."""
        names = {}
        for facet in self.facets:
            if facet.name == name:
                names = {choice.value: choice.name for choice in facet.chosen}
        if not names:
            names = value_names(self.filterset, name)
        return [
            (value, names.get(value, value))
            for value in self.filterset.data.getlist(name)
        ]

    @property
    def hidden_fields(self):
        """Pairs of name and value of what the request asks for and the form has no field for."""
        pairs = []
        for name, values in self.filterset.data.lists():
            if name.endswith("_not") or name == "page_size":
                pairs += [(name, value) for value in values]
        return pairs

    @property
    def is_further_used(self):
        """Whether one of the further fields is filled in."""
        return any(field.name in self.filterset.data for field in self.further)

    def address_without(self, name, value=None):
        """Return the address of the first page without a filter, or without one of its values."""
        query = self.filterset.data.copy()
        query.pop("page", None)
        values = query.pop(name)
        if value is not None:
            remaining = [other for other in values if other != value]
            if remaining:
                query.setlist(name, remaining)
        if not query:
            # An empty query would be taken for the present one.
            return self.filterset.request.path
        return f"?{query.urlencode()}"

    def address_with(self, name, value):
        """Return the address of the first page with another value of a parameter."""
        query = self.filterset.data.copy()
        query.pop("page", None)
        query[name] = value
        return f"?{query.urlencode()}"

    def to_widen(self):
        """Return a ``Widening`` for each parameter under another value of which the request finds anything.

        A query for each parameter that a filter in use names as one.
        """
        widenings = []
        for name, (parameter, value) in self.filterset.widened_by.items():
            if name not in self.filterset.data:
                continue
            if self.filterset.data.get(parameter) == value:
                continue
            number = self.filterset.widened(parameter, value).count()
            if number:
                words = value_names(self.filterset, parameter)[value]
                address = self.address_with(parameter, value)
                widenings.append(
                    Widening(self._label(parameter), words, address, number)
                )
        return widenings

    def to_drop(self):
        """Return pairs of an active filter and how many records are found without it, the most first.

        Filters whose loss would change nothing are left out. One query.
        """
        words_by_name = {}
        for active in self.active:
            words_by_name.setdefault(active.name, []).append(active.words)
        numbers = self._numbers_without(words_by_name)
        drops = []
        for name, words in words_by_name.items():
            if numbers[name]:
                conjunction = _(" or ")
                if getattr(self.filterset.filters[name], "conjoined", False):
                    conjunction = _(" and ")
                dropped = ActiveFilter(
                    name,
                    self._label(name),
                    conjunction.join(words),
                    self.address_without(name),
                )
                drops.append((dropped, numbers[name]))
        return sorted(drops, key=lambda pair: -pair[1])

    def _numbers_without(self, names):
        """Return how many records are found without each filter, by name. One query."""
        records = self.filterset.queryset
        counts = {}
        for name in names:
            remaining = (
                self.filterset.narrowed(records, besides=name).order_by().values("pk")
            )
            # Another name than the filter's, which may be that of a column of the records.
            counts[f"without_{name}"] = Count("pk", filter=Q(pk__in=remaining))
        numbers = records.model._default_manager.aggregate(**counts)
        return {name: numbers[f"without_{name}"] for name in names}
