"""The evidence for a record: what its citations speak for, what lacks a citation, and where sources differ.

A fact rests on the citations that name it (docs/decisions/0020). One of the whole record says that the source speaks of
it and proves nothing, unless the record as such is one statement.

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
from records.models.rows import Event, PlanOutcome, Rank
from records.registry import words_of
from records.topics import Topic

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
    return value not in ("", None, []) and value is not False


def differing_citations(citations):
    return [citation for citation in citations if citation.stance == Stance.DIFFERS]


def supporting_citations(citations):
    return [citation for citation in citations if citation.stance == Stance.SUPPORTS]


def are_ranked(rows):
    """Return whether ranks set the rows apart: a single row that is not preferred does so too.

    The rank of a plan that was overtaken says that something else came of it, and not that sources differ.
    """
    return any(row.rank != Rank.PREFERRED and not row.is_overtaken for row in rows)


def rivals_of_field(name, citations):
    """Return in words what differing sources print for a field, of all the citations of a record."""
    return [
        citation.as_printed
        for citation in differing_citations(citations)
        if name in citation.fields
    ]


def rivals_of_row(row, rows, citations):
    """Return in words what is said against a row: the rows that ranks set beside it, then what differing sources print.

    ``rows`` are all rows of its kind on the record, ``citations`` those of the row itself.
    """
    group = [other for other in rows if other.rival_group == row.rival_group]
    words = []
    if are_ranked(group):
        rivals = [other for other in group if not other.is_overtaken]
        words = [other.words for other in rivals if other.pk != row.pk]
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
                if issubclass(kind.model, Event):
                    ranked += f" AND \"outcome\" <> '{PlanOutcome.OVERTAKEN}'"
                subqueries.append(f'EXISTS (SELECT 1 FROM "{table}" WHERE {ranked})')
        return f"({' OR '.join(subqueries)})", tuple(parameters) * len(subqueries)


class Evidence:
    """What the rows and citations of a record say about it. Costs no query where the record was read with both.

    ``of_record`` holds its citations that name neither a field nor a row, ``by_field`` those of each field by its name,
    ``by_row`` those of each row by what ``Citation.row_target`` calls it.
    """

    def __init__(self, record):
        self.record = record
        self.record_type = record.record_type
        self.of_record = []
        self.by_field = {}
        self.by_row = {}
        # Sources are not cited for themselves.
        if not self.record_type.citations:
            return
        for citation in record.citations.all():
            if citation.row_target:
                self.by_row.setdefault(citation.row_target, []).append(citation)
            elif not citation.field:
                self.of_record.append(citation)
            for name in citation.fields:
                self.by_field.setdefault(name, []).append(citation)

    @cached_property
    def row_keys(self):
        """The public key of each row that can be cited, by what ``by_row`` calls it."""
        # From the rows at hand: citation.row would read each of them again.
        keys = {}
        for kind in self.record_type.rows:
            for row in kind.of(self.record):
                keys[kind.cited_as, row.pk] = row.key
        return keys

    def of_field(self, name):
        """Return the citations that name a field; without any, those of a record that is one statement."""
        if name not in self.by_field and self.record_type.is_one_statement:
            return self.of_record
        return self.by_field.get(name, [])

    def of_row(self, row):
        """Return the citations for a row."""
        return self.by_row.get((row.row_kind.cited_as, row.pk), [])

    def besides_shown_fields(self):
        """Return the citations of each field without a place of its own on the page, by field.

        A field that the type declares as shown has no place there either while it is empty.
        """
        shown_fields = (*self.record_type.shown_fields, *self.record_type.facts)
        return {
            name: citations
            for name, citations in self.by_field.items()
            if name not in shown_fields or not self.states(name)
        }

    def states(self, name):
        """Return whether the record states something in a field."""
        return is_stated(self.record_type.value_of(self.record, name))

    def unsupported_fields(self):
        """Return the names of the facts that no supporting citation names.

        A record that is one statement is supported as a whole.
        """
        if self.record_type.is_one_statement and supporting_citations(self.of_record):
            return []
        unsupported = []
        for name in self.record_type.fact_fields:
            if self.states(name) and not supporting_citations(self.of_field(name)):
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

    def _without_undisputed_plans(self, rows):
        """Return the rows without overtaken plans that no source tells otherwise: these are no values beside others."""
        return [
            row
            for row in rows
            if not row.is_overtaken or differing_citations(self.of_row(row))
        ]

    @property
    def differs(self):
        """Whether sources differ about anything in the record."""
        return bool(self.differences)

    def differs_on_field(self, name):
        """Return whether sources differ on a field."""
        return bool(differing_citations(self.by_field.get(name, [])))

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
        citations_by_name = {"": self.of_record, **self.by_field}
        for name, citations in citations_by_name.items():
            differing = differing_citations(citations)
            if not differing:
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
        return words_of(self.record, name)

    def _differences_of_rows(self):
        differences = []
        for kind in self.record_type.rows:
            if not kind.can_differ:
                continue
            rows_by_subject = defaultdict(list)
            for row in kind.of(self.record):
                rows_by_subject[row.rival_group].append(row)
            for subject, rows_of_subject in rows_by_subject.items():
                rows = self._without_undisputed_plans(rows_of_subject)
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
