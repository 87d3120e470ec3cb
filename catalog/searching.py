"""One search over all record types and the terms of the vocabularies."""

from dataclasses import dataclass

from django.db.models import Count, Window
from rapidfuzz import fuzz, process

from payloads.models import Discipline, PayloadKind, PayloadStatus
from records.registry import types_for_readers
from records.text import normalise
from web.parameters import ParameterProblem, shortened

LONGEST_GROUP, LONGEST_QUERY = 50, 200


@dataclass
class Group:
    """The records of one type that a search found; at most ``LONGEST_GROUP`` of ``count`` are listed."""

    kind: str
    heading: str
    records: list
    count: int


def searched_types():
    """Return the types that are searched, in the order in which their results are shown."""
    return [record_type for record_type in types_for_readers() if record_type.search_heading]


def query_problems(query):
    """Return the problems with what is searched for, as a list of ``ParameterProblem``."""
    if len(query) <= LONGEST_QUERY:
        return []
    detail = f"q is too long; at most {LONGEST_QUERY} characters are searched."
    return [ParameterProblem("q", shortened(query), detail)]


def search(query):
    """Return a ``Group`` for each record type with results; one query a type, however many results."""
    groups = []
    for record_type in searched_types():
        found = record_type.model.objects.published().matching(query).best_first(query).for_naming()
        records = list(found.annotate(found=Window(Count("pk")))[:LONGEST_GROUP])
        groups += groups_by_heading(record_type.name, records)
    return groups


def groups_by_heading(kind, records):
    """Return a ``Group`` for each heading that records of one type stand under; mostly that is one."""
    by_heading = {}
    for record in records:
        by_heading.setdefault(record.search_heading, []).append(record)
    if len(by_heading) == 1:
        return [Group(kind, records[0].search_heading, records, records[0].found)]
    groups = []
    for number, (heading, members) in enumerate(by_heading.items(), start=1):
        groups.append(Group(f"{kind}-{number}", heading, members, len(members)))
    return groups


@dataclass
class Term:
    """A term of a vocabulary by which payloads can be listed, and the parameter that asks for it."""

    parameter: str
    term: object


# The vocabularies whose terms are searched, by the payload parameter that takes them.
TERMS = {"kind": PayloadKind, "discipline": Discipline, "status": PayloadStatus}


def matching_terms(query):
    """Return the vocabulary terms with every word of the query at the beginning of a word of theirs."""
    words = normalise(query).split()
    return [
        Term(parameter, term)
        for parameter, vocabulary in TERMS.items()
        for term in vocabulary
        if words and all(f" {word}" in f" {normalise(term.label)}" for word in words)
    ]


def suggestions(query, limit=3):
    """Return names in the catalogue that are spelled like the query, the most alike first; for when nothing matches."""
    names = {}
    texts = []
    for record_type in searched_types():
        texts.append(record_type.model.objects.published().order_by().values_list("search_text", flat=True))
    for text in texts[0].union(*texts[1:], all=True):
        names |= {name.strip(): None for name in text.split("\n") if len(name.strip()) > 2}
    found = process.extract(normalise(query), sorted(names), scorer=fuzz.WRatio, limit=limit, score_cutoff=80)
    return [name for name, _, _ in found]


def nearest(model, key, limit=3):
    """Return the published records whose names or keys are most like a key that none has, the most alike first.

    Nothing is like two letters: they are a country's code, and no country is offered for another.
    """
    if len(key) < 3:
        return []
    published = model.objects.published().for_naming()
    words = key.replace("-", " ")
    if found := list(published.matching(words).best_first(words)[:limit]):
        return found
    keys = published.values_list(model.key_field, flat=True)
    alike = process.extract(key.lower(), keys, scorer=fuzz.WRatio, processor=str.lower, limit=limit, score_cutoff=70)
    by_key = {
        record.record_key: record
        for record in published.filter(**{f"{model.key_field}__in": [one[0] for one in alike]})
    }
    return [by_key[one[0]] for one in alike]
