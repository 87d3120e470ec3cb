"""One search over all record types and the terms of the vocabularies."""

from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Count, Value, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from payloads.models import Discipline, PayloadKind, PayloadStatus
from records.identifiers import IDENTIFIER_SIGN
from records.reading import read_referring
from records.registry import types_for_readers
from records.text import normalise
from web.parameters import ParameterProblem, shortened

LONGEST_GROUP = 50
LONGEST_QUERY = 200

# How alike two spellings are, from 0 to 100, to be offered for each other. A key has no spaces and few words, and
# whoever mistypes it is shown a list to choose from; a name is offered as the one that was meant.
ALIKE_NAMES = 80
ALIKE_KEYS = 70
# A shorter key is not like any other: two letters are the code of a country, and no country is offered for another.
SHORTEST_KEY = 3

# The vocabularies whose terms are searched, by the parameter of payloads that takes them.
VOCABULARIES = {"kind": PayloadKind, "discipline": Discipline, "status": PayloadStatus}


@dataclass
class Group:
    """The records of one type that a search found; at most ``LONGEST_GROUP`` of ``count`` are in ``records``."""

    kind: str
    heading: str
    records: list
    count: int


@dataclass
class MatchingTerm:
    """A term of a vocabulary by which payloads can be listed, and the parameter that takes it."""

    parameter: str
    term: object


def searched_types():
    """Return the types that are searched, in the order in which their results are shown."""
    return [
        record_type for record_type in types_for_readers() if record_type.search_heading
    ]


def query_problems(query):
    """Return the problems with what is searched for, as a list of ``ParameterProblem``."""
    if len(query) <= LONGEST_QUERY:
        return []
    detail = _("q is too long; at most %(number)d characters are searched.") % {
        "number": LONGEST_QUERY
    }
    return [ParameterProblem("q", shortened(query), detail)]


def search(query):
    """Return a ``Group`` for each record type with results. Two queries, however many types and results."""
    matches = {}
    for name, key, place, count in matches_of_all_types(query):
        matches.setdefault(name, {})[key] = (place, count)
    matching_types = [
        record_type for record_type in searched_types() if record_type.name in matches
    ]
    querysets = []
    for record_type in matching_types:
        keys = list(matches[record_type.name])
        querysets.append(record_type.model.objects.filter(pk__in=keys))

    groups = []
    for record_type, records in zip(
        matching_types, read_referring(querysets), strict=True
    ):
        for record in records:
            record.match_place, record.match_count = matches[record_type.name][
                record.pk
            ]
        records.sort(key=attrgetter("match_place"))
        groups += groups_by_heading(record_type, records)
    return groups


def matches_of_all_types(query):
    """Return the first ``LONGEST_GROUP`` records of each type that match, the best first, and how many match.

    Of a type that is ``searched_by`` a field it is those of each of its values.
    Tuples of the name of the type, the primary key, the place from 1 on and the number of all that match.
    """
    of_types = []
    for record_type in searched_types():
        matching = record_type.model.objects.published().matching(query)
        # The windows number and count all that match before they are cut off.
        best_first = matching.best_first(query).query.order_by
        parts = record_type.searched_by or None
        numbered = matching.order_by().annotate(
            type_name=Value(record_type.name),
            match_place=Window(RowNumber(), partition_by=parts, order_by=best_first),
            match_count=Window(Count("pk"), partition_by=parts),
        )
        first = numbered.filter(match_place__lte=LONGEST_GROUP)
        of_types.append(
            first.values_list("type_name", "pk", "match_place", "match_count")
        )
    return of_types[0].union(*of_types[1:], all=True)


def groups_by_heading(record_type, records):
    """Return a ``Group`` for each heading that records of one type stand under; mostly that is one."""
    kind = record_type.name
    by_heading = {}
    for record in records:
        by_heading.setdefault(record.search_heading, []).append(record)
    if len(by_heading) == 1:
        return [Group(kind, records[0].search_heading, records, records[0].match_count)]
    groups = []
    for number, (heading, members) in enumerate(by_heading.items(), start=1):
        count = len(members)
        # Where the headings are those of a field, each has been counted by itself.
        if record_type.searched_by:
            count = members[0].match_count
        groups.append(Group(f"{kind}-{number}", heading, members, count))
    return groups


def matching_terms(query):
    """Return the terms with every word of the query at the beginning of a word of their label."""
    words = normalise(query).split()
    if not words:
        return []
    terms = []
    for parameter, vocabulary in VOCABULARIES.items():
        for term in vocabulary:
            label = f" {normalise(term.label)}"
            if all(f" {word}" in label for word in words):
                terms.append(MatchingTerm(parameter, term))
    return terms


def similar_names(query, limit=3):
    """Return names in the catalogue that are spelled like the query, the most alike first. One query."""
    search_texts = []
    for record_type in searched_types():
        records = record_type.model.objects.published().order_by()
        search_texts.append(records.values_list("search_text", flat=True))

    names = set()
    for search_text in search_texts[0].union(*search_texts[1:], all=True):
        # A text holds each name in a line of its own.
        for line in search_text.split("\n"):
            name = line.strip()
            if len(name) > 2 and not name.startswith(IDENTIFIER_SIGN):
                names.add(name)
    # In order, so that names equally alike always come in the same one.
    return most_alike(normalise(query), sorted(names), limit, ALIKE_NAMES)


def similar_records(model, key, limit=3):
    """Return the published records whose names or keys are most like a key that none has, the most alike first."""
    if len(key) < SHORTEST_KEY:
        return []
    published = model.objects.published().for_naming()
    words = key.replace("-", " ")
    by_name = list(published.matching(words).best_first(words)[:limit])
    if by_name:
        return by_name

    key_field = model.record_type.key_field
    keys = published.values_list(key_field, flat=True)
    similar_keys = most_alike(key.lower(), keys, limit, ALIKE_KEYS, processor=str.lower)
    similar = published.filter(**{f"{key_field}__in": similar_keys})
    records_by_key = {record.record_key: record for record in similar}
    return [records_by_key[similar_key] for similar_key in similar_keys]


def most_alike(text, choices, limit, cutoff, processor=None):
    """Return the choices most like a text, the most alike first. ``cutoff`` is the least likeness, from 0 to 100."""
    matches = process.extract(
        text,
        choices,
        scorer=fuzz.WRatio,
        processor=processor,
        limit=limit,
        score_cutoff=cutoff,
    )
    return [choice for choice, _score, _index in matches]
