"""What a page offers of a FilterSet: choices with their counts, what is chosen, and which filter to drop."""

from dataclasses import dataclass

from django.db.models import Count, Q

# A facet of no more choices stands open before anyone opens it; one of more than MOST offers those found most often.
FEW = 24
MOST = 200


@dataclass
class Choice:
    """A value of a filter. ``count`` is how many records it would find, ``None`` where they are not counted."""

    value: str
    name: str
    count: int | None
    chosen: bool


@dataclass
class Chosen:
    """Something that the request asks for, in words, and the query that remains without it."""

    name: str
    label: str
    words: str
    query: str


class Facet:
    """A filter that takes several values, with its choices: all, or where they are counted those that find something.

    ``not_stated`` is how many records state none of them, ``left_out`` how many values are found and not offered.
    """

    def __init__(self, filterset, name):
        self.name, self.label = name, filterset.filters[name].label
        self.counted = name in filterset.facet_columns
        entries = {entry["value"]: entry for entry in filterset.facet(name)} if self.counted else {}
        self.not_stated = entries.pop(None, {"count": 0})["count"]
        names, field = called(filterset, name), filterset.form.fields[name]
        given = filterset.data.getlist(name)
        if hasattr(field, "queryset"):
            offered = [(value, entry["name"]) for value, entry in entries.items()] if self.counted else field.choices
            names |= {str(value): words for value, words in offered if value}
            names = dict(sorted(names.items(), key=lambda item: item[1].casefold()))
        names |= {value: value for value in given if value not in names}
        if self.counted:  # the entries stand in the order of their counts
            offered = {*list(entries)[:MOST], *given}
            names = {value: words for value, words in names.items() if value in offered}
        self.left_out = len(entries.keys() - names.keys())
        self.choices = [
            Choice(value, words, entries.get(value, {"count": 0})["count"] if self.counted else None, value in given)
            for value, words in names.items()
        ]

    @property
    def chosen(self):
        return [choice for choice in self.choices if choice.chosen]

    @property
    def is_open(self):
        return bool(self.chosen) or (self.counted and len(self.choices) <= FEW)


def called(filterset, name):
    """Return how the values of a filter are called, by value and in their order; of records those chosen only."""
    field = filterset.form.fields[name]
    if hasattr(field, "queryset"):
        return {getattr(record, field.to_field_name): str(record) for record in filterset.form.cleaned_data[name]}
    return {str(value): words for value, words in getattr(field, "choices", ()) if value}


class Offer:
    """What a page offers of a FilterSet whose request can be answered. A query a facet, and one for names of countries.

    ``leading`` are the fields that stand first, ``facets`` the filters that take several values, ``further`` the other
    fields, ``chosen`` each value of the request's filters.
    """

    def __init__(self, filterset):
        self.filterset = filterset
        several = filterset.repeatable()
        single = [field for field in filterset.form if field.name not in several]
        self.leading = [field for field in single if field.name in ("q", "ordering")]
        self.further = [field for field in single if field.name not in ("q", "ordering")]
        self.facets = [Facet(filterset, name) for name in several if not name.endswith("_not")]
        self.chosen = [
            Chosen(name, self.label(name), words, self.query_without(name, value))
            for name in filterset.data
            if name in filterset.filters and name != "ordering"
            for value, words in self.words(name)
        ]

    @property
    def kept(self):
        """Pairs of name and value of what the request asks for and the form has no field for."""
        kept = [name for name in self.filterset.data if name.endswith("_not") or name == "page_size"]
        return [(name, value) for name in kept for value in self.filterset.data.getlist(name)]

    @property
    def asks_further(self):
        """Whether one of the further fields is filled in."""
        return any(field.name in self.filterset.data for field in self.further)

    def label(self, name):
        return self.filterset.filters[name].label

    def words(self, name):
        """Return the values given for a filter, each with how it is called."""
        names = {choice.value: choice.name for facet in self.facets if facet.name == name for choice in facet.chosen}
        names = names or called(self.filterset, name)
        return [(value, names.get(value, value)) for value in self.filterset.data.getlist(name)]

    def query_without(self, name, value=None):
        """Return the query without a filter, or without one of its values, from its first page."""
        query = self.filterset.data.copy()
        query.pop("page", None)
        left = [other for other in query.pop(name) if value is not None and other != value]
        if left:
            query.setlist(name, left)
        return query.urlencode()

    def to_drop(self):
        """Return pairs of what is chosen of a filter and how many records are found without it, the most first.

        Filters whose loss would change nothing are left out. One query.
        """
        chosen = {}
        for one in self.chosen:
            chosen.setdefault(one.name, []).append(one.words)
        records = self.filterset.queryset
        without = {
            f"without_{name}": self.filterset.narrowed(records, besides=name).order_by().values("pk") for name in chosen
        }
        counts = records.model._default_manager.aggregate(
            **{alias: Count("pk", filter=Q(pk__in=found)) for alias, found in without.items()}
        )
        dropped = [
            (Chosen(name, self.label(name), " or ".join(words), self.query_without(name)), counts[f"without_{name}"])
            for name, words in chosen.items()
        ]
        return sorted([pair for pair in dropped if pair[1]], key=lambda pair: -pair[1])
