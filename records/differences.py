"""Where sources differ about a record: each value, who says so, and why one is displayed."""

from dataclasses import dataclass, field

from records.models import Rank, Stance
from records.topics import Topic


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
    for (name, pk), citations in record.citations_by_target().items():
        differing = [citation for citation in citations if citation.stance == Stance.DIFFERS]
        if pk or not differing:
            continue
        topic = record.record_type.topic_of(name)
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
    for kind in record.record_type.rows:
        if not kind.can_differ:
            continue
        groups = {}
        for row in getattr(record, kind.relation).all():
            groups.setdefault(row.rival_group, []).append(row)
        for subject, members in groups.items():
            cited = {row.pk: citations.get((kind.cited_as, row.pk), []) for row in members}
            differing = any(c.stance == Stance.DIFFERS for several in cited.values() for c in several)
            if not differing and all(row.rank == Rank.PREFERRED for row in members):
                continue
            ranked = sorted(members, key=lambda row: list(Rank).index(row.rank))
            values = [Value(row.words, cited[row.pk], row, row.rank) for row in ranked]
            yield Difference(record, kind.topic, subject, values)
