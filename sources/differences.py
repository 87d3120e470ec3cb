"""Where sources differ about a record: each value, who says so, and why one is displayed."""

from dataclasses import dataclass, field

from sources.fields import Vocabulary
from sources.models import Rank, Stance
from sources.publication import row_citation_field


class Topic(Vocabulary):
    """What a difference is about, in the order in which differences are listed."""

    PARTICIPATION = "participation", "Whether and how a participant takes part in the ILRS.", "participation"
    STATUS = "status", "In which state something is or was.", "status"
    LEADERSHIP = "leadership", "Who leads, provides or takes part.", "leadership and roles"
    DATES = "dates", "When something happened or is planned.", "dates and events"
    FIGURES = "figures", "How much, how many, where.", "figures and places"
    OTHER = "other", "Anything else.", "other facts"


TOPIC_BY_RELATION = {
    "steps": Topic.PARTICIPATION,
    "provisions": Topic.LEADERSHIP,
    "persons": Topic.LEADERSHIP,
    "events": Topic.DATES,
    "sites": Topic.FIGURES,
    "specifications": Topic.FIGURES,
    "figures": Topic.FIGURES,
}
TOPIC_BY_FIELD = {
    "status": Topic.STATUS,
    "status_date": Topic.STATUS,
    "operator": Topic.LEADERSHIP,
    "launch": Topic.DATES,
    "founded": Topic.DATES,
    "date": Topic.DATES,
    "artemis_accords": Topic.DATES,
}


@dataclass
class Value:
    """One of several values: its words, the row it stands in if it is one, its rank and its citations."""

    words: str
    citations: list
    row: object = None
    rank: str = Rank.PREFERRED


@dataclass
class Difference:
    """One thing on which sources differ: the displayed values first, then the others."""

    record: object
    topic: Topic
    subject: str
    values: list[Value] = field(default_factory=list)


def differences(record):
    """Return the differences about a record, in the order of topics. Costs no query on a prefetched record.

    Spellings and misprints are names, not differences.
    """
    found = [*_of_fields(record), *_of_rows(record)]
    order = list(Topic)
    return sorted(found, key=lambda difference: order.index(difference.topic))


def _of_fields(record):
    participation = "steps" in record.rows
    for (name, pk), citations in record.citations_by_target().items():
        differing = [citation for citation in citations if citation.stance == Stance.DIFFERS]
        if pk or not differing:
            continue
        topic = Topic.PARTICIPATION if participation else TOPIC_BY_FIELD.get(name, Topic.OTHER)
        supporting = [citation for citation in citations if citation.stance == Stance.SUPPORTS]
        shown = Value(_field_words(record, name), supporting)
        rivals = [Value(citation.as_printed, [citation], rank=Rank.ALTERNATIVE) for citation in differing]
        yield Difference(record, topic, name.replace("_", " ") or "the record", [shown, *rivals])


def _field_words(record, name):
    if not name:
        return str(record)
    for words in (f"{name}_words", f"get_{name}_display"):
        if hasattr(record, words):
            value = getattr(record, words)
            return str(value() if callable(value) else value)
    return str(getattr(record, name) or "")


def _of_rows(record):
    citations = record.citations_by_target()
    for relation in record.rows:
        if relation == "names":
            continue
        rows = [row for row in getattr(record, relation).all() if hasattr(row, "rank")]
        groups = {}
        for row in rows:
            groups.setdefault(row.rival_group, []).append(row)
        for subject, members in groups.items():
            citing = row_citation_field(record, type(members[0]))
            cited = {row.pk: citations.get((citing, row.pk), []) for row in members}
            differing = any(c.stance == Stance.DIFFERS for several in cited.values() for c in several)
            if not differing and all(row.rank == Rank.PREFERRED for row in members):
                continue
            ranked = sorted(members, key=lambda row: list(Rank).index(row.rank))
            values = [Value(row.words, cited[row.pk], row, row.rank) for row in ranked]
            yield Difference(record, TOPIC_BY_RELATION.get(relation, Topic.OTHER), subject, values)
