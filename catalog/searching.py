"""One search over all record types and the terms of the vocabularies."""

from dataclasses import dataclass

from django.db.models import Count, Window
from rapidfuzz import fuzz, process

from api.parameters import ParameterProblem, shown
from missions.models import Mission, Spacecraft
from partners.models import Country, IlrsParticipation, Institution, Programme
from payloads.models import Discipline, Payload, PayloadKind, PayloadStatus
from sources.models import Source
from sources.text import normalise

# In the order in which results are shown, with the heading of each group.
SEARCHED = (
    (Payload, "Payloads"),
    (Mission, "Missions"),
    (Spacecraft, "Spacecraft"),
    (Country, "Countries and regions"),
    (Institution, "Institutions"),
    (Programme, "International Lunar Research Station"),
    (IlrsParticipation, "ILRS participations"),
    (Source, "Sources"),
)
# What the name and the address of a record rest on, where it is not the record alone.
NAMED_BY = {Spacecraft: ("mission",), IlrsParticipation: ("country", "institution")}
LONGEST_GROUP, LONGEST_QUERY = 50, 200


@dataclass
class Group:
    """The records of one type that a search found; at most ``LONGEST_GROUP`` of ``count`` are listed."""

    kind: str
    heading: str
    records: list
    count: int


def for_naming(records):
    """Return the records with all that their names and addresses need, and no more."""
    needed = NAMED_BY.get(records.model)
    return records.select_related(*needed) if needed else records


def query_problems(query):
    """Return the problems with what is searched for, as a list of ``ParameterProblem``."""
    if len(query) <= LONGEST_QUERY:
        return []
    detail = f"q is too long; at most {LONGEST_QUERY} characters are searched."
    return [ParameterProblem("q", shown(query), detail)]


def search(query):
    """Return a ``Group`` for each record type with results; one query a type, however many results."""
    groups = []
    for model, heading in SEARCHED:
        found = for_naming(model.objects.published().matching(query).best_first(query))
        records = list(found.annotate(found=Window(Count("pk")))[:LONGEST_GROUP])
        if records:
            groups.append(Group(model._meta.model_name, heading, records, records[0].found))
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
    texts = [model.objects.published().order_by().values_list("search_text", flat=True) for model, _ in SEARCHED]
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
    published = for_naming(model.objects.published())
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
