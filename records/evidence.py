"""The evidence for a record: what its citations speak for, what lacks a citation, and where sources differ.

Sources differ where a citation has the stance *differs*, or where a row has another rank than *preferred*
(docs/decisions/0007). A name is no difference, whatever its rank and citations.

``Evidence`` reads this from the rows and citations of one record. ``SourcesDiffer`` asks the database the same, for
lists whose rows are not read; a test compares both for every record of the catalogue.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import BooleanField, Func

from records.models.citation import Stance
from records.models.rows import Rank
from records.topics import Topic

WHOLE_RECORD = ("", 0)
# Fields that say nothing about the world: addresses, states of publication, and our own remarks.
WITHOUT_EVIDENCE = {"slug", "former_slugs", "publication", "note", "explanation"}
# The orders in which differences and their values are listed.
TOPICS = list(Topic)
RANKS = list(Rank)


@dataclass
class Value:
    """One of several values: its words, its citations, its rank, and its row if it is one."""

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


def is_stated(value):
    """Return whether a value says something; a number does, zero included."""
    return value not in ("", None) and value is not False


def differing_citations(citations):
    return [citation for citation in citations if citation.stance == Stance.DIFFERS]


def supporting_citations(citations):
    return [citation for citation in citations if citation.stance == Stance.SUPPORTS]


def are_ranked(rows):
    """Return whether ranks set the rows apart: a single row that is not preferred does so too."""
    return any(row.rank != Rank.PREFERRED for row in rows)


def rivals_of_field(name, citations):
    """Return in words what differing sources print for a field, of all the citations of a record."""
    return [
        citation.as_printed
        for citation in differing_citations(citations)
        if citation.field == name
    ]


def rivals_of_row(row, rows, citations):
    """Return in words what is said against a row: the rows that ranks set beside it, then what differing sources print.

    ``rows`` are all rows of its kind on the record, ``citations`` those of the row itself.
    """
    group = [other for other in rows if other.rival_group == row.rival_group]
    words = []
    if are_ranked(group):
        words = [other.words for other in group if other.pk != row.pk]
    return words + [citation.as_printed for citation in differing_citations(citations)]


class SourcesDiffer(Func):
    """The condition under which sources differ about a record of a query: that of ``Evidence.differs``.

    It is put together as text, because the ORM takes 2 ms to build and compile the same subqueries for payloads: an
    eighth of what their list in the API takes.
    """

    output_field = BooleanField()

    def __init__(self, record_type):
        self.record_type = record_type
        super().__init__("pk")

    def as_sql(self, compiler, connection):
        record_pk, parameters = compiler.compile(self.source_expressions[0])
        table = self.record_type.citations_table
        differing = (
            f'"{table}"."record_id" = {record_pk} AND "stance" = \'{Stance.DIFFERS}\''
        )
        for kind in self.record_type.rows:
            if kind.cited_as and not kind.can_differ:
                differing += f' AND "{kind.cited_as}_id" IS NULL'
        subqueries = [f'EXISTS (SELECT 1 FROM "{table}" WHERE {differing})']
        # Ranks are in the tables of the rows, so each kind of row has a subquery of its own.
        for kind in self.record_type.rows:
            if kind.can_differ:
                table = kind.model._meta.db_table
                ranked = f'"{table}"."record_id" = {record_pk} AND "rank" <> \'{Rank.PREFERRED}\''
                subqueries.append(f'EXISTS (SELECT 1 FROM "{table}" WHERE {ranked})')
        return f"({' OR '.join(subqueries)})", tuple(parameters) * len(subqueries)


class Evidence:
    """What the rows and citations of a record say about it. Costs no query where the record was read with both.

    ``citations_by_target`` has a list of citations for each thing that is cited: ``("", 0)`` is the whole record,
    ``(field, 0)`` one of its fields, ``(row_type, pk)`` one of its rows.
    """

    def __init__(self, record):
        self.record = record
        self.record_type = record.record_type
        self.citations_by_target = {}
        # Sources are not cited for themselves.
        if self.record_type.citations:
            for citation in record.citations.all():
                self.citations_by_target.setdefault(citation.target, []).append(
                    citation
                )

    @cached_property
    def row_keys(self):
        """The public key of each row that can be cited, by what ``citations_by_target`` calls it."""
        # From the rows at hand: citation.row would read each of them again.
        keys = {}
        for kind in self.record_type.rows:
            for row in kind.of(self.record):
                keys[kind.cited_as, row.pk] = row.key
        return keys

    @property
    def of_record(self):
        """The citations for the record as a whole."""
        return self.citations_by_target.get(WHOLE_RECORD, [])

    def of_field(self, name):
        """Return the citations for a field."""
        return self.citations_by_target.get((name, 0), [])

    def of_row(self, row):
        """Return the citations for a row."""
        return self.citations_by_target.get((row.row_kind.cited_as, row.pk), [])

    def for_field(self, name):
        """Return the citations that readers see beside a field.

        A field that no citation of its own supports is supported by those of the whole record, which follow.
        """
        citations = self.of_field(name)
        if supporting_citations(citations):
            return citations
        return citations + self.of_record

    def besides_shown_fields(self):
        """Return the citations of each field without a place of its own on the page, by field.

        A field that the type declares as shown has no place there either while it is empty.
        """
        shown_fields = (*self.record_type.shown_fields, *self.record_type.facts)
        citations_by_field = {}
        for (name, row_pk), citations in self.citations_by_target.items():
            if not name or row_pk:
                continue
            if name in shown_fields and self.states(name):
                continue
            citations_by_field[name] = citations
        return citations_by_field

    def states(self, name):
        """Return whether the record states something in a field."""
        return is_stated(self.record_type.value_of(self.record, name))

    def unsupported_fields(self):
        """Return the names of the fields that state something without a supporting citation.

        A citation for the whole record supports every field.
        """
        if supporting_citations(self.of_record):
            return []
        unsupported = []
        for name in self.record_type.content_fields:
            if name in WITHOUT_EVIDENCE or not self.states(name):
                continue
            if not supporting_citations(self.of_field(name)):
                unsupported.append(name)
        return unsupported

    def unsupported_rows(self):
        """Return the rows without a supporting citation of their own; that of the whole record does not count."""
        unsupported = []
        for kind in self.record_type.rows:
            if not kind.cited_as:
                continue
            for row in kind.of(self.record):
                if not supporting_citations(self.of_row(row)):
                    unsupported.append(row)
        return unsupported

    @property
    def differs(self):
        """Whether sources differ about anything in the record."""
        return bool(self.differences)

    def differs_on_field(self, name):
        """Return whether sources differ on a field."""
        return bool(differing_citations(self.of_field(name)))

    def differs_on_rows(self, rows):
        """Return whether sources differ on some rows of the record: by the rank or by a citation of one of them."""
        if are_ranked(rows):
            return True
        return any(differing_citations(self.of_row(row)) for row in rows)

    @cached_property
    def differences(self):
        """Everything on which sources differ, in the order of topics."""
        differences = self._differences_of_fields() + self._differences_of_rows()
        return sorted(
            differences, key=lambda difference: TOPICS.index(difference.topic)
        )

    def _differences_of_fields(self):
        differences = []
        for (name, row_pk), citations in self.citations_by_target.items():
            differing = differing_citations(citations)
            if row_pk or not differing:
                continue
            # A citation with the stance "about" takes no side.
            values = [
                Value(self._words_of_field(name), supporting_citations(citations))
            ]
            for citation in differing:
                values.append(
                    Value(citation.as_printed, [citation], rank=Rank.ALTERNATIVE)
                )
            subject = name.replace("_", " ") or "the record"
            topic = self.record_type.topic_of(name)
            differences.append(Difference(self.record, topic, subject, values))
        return differences

    def _words_of_field(self, name):
        if not name:
            return str(self.record)
        return self.record_type.words_of(self.record, name)

    def _differences_of_rows(self):
        differences = []
        for kind in self.record_type.rows:
            if not kind.can_differ:
                continue
            rows_by_subject = defaultdict(list)
            for row in kind.of(self.record):
                rows_by_subject[row.rival_group].append(row)
            for subject, rows in rows_by_subject.items():
                if self.differs_on_rows(rows):
                    # The sort is stable: within a rank, rows keep their order on the page.
                    rows.sort(key=lambda row: RANKS.index(row.rank))
                    values = [
                        Value(row.words, self.of_row(row), row, row.rank)
                        for row in rows
                    ]
                    differences.append(
                        Difference(self.record, kind.topic, subject, values)
                    )
        return differences
