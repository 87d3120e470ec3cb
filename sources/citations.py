"""Every public citation of the catalogue as one list, out of a table of citations for each record type."""

from django.db.models import BooleanField, Case, CharField, Count, F, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from records.models import NAMES_SEPARATOR, Publication, Publishable
from records.registry import types_for_readers

COLUMNS = (
    "record_type",
    "record_key",
    "record_name",
    "record_sort_key",
    "field",
    "row_type",
    "row_key",
    "source_slug",
    "source_title",
    "source_label",
    "source_published",
    "locator",
    "stance",
    "confidence",
    "basis",
    "as_printed",
    "note",
    "key",
    "alone",
)

# A total order: a key is unique within its record.
ORDER = ("record_type", "record_sort_key", "record_key", "key")

# Whether no other source supports what a citation supports: its row, or one of the fields that it names. A citation of
# the whole record supports nothing, unless the record is one statement (docs/decisions/0020). In SQL, because the same
# condition built of expressions took 12 of the 21 ms that the ORM needs for the list of all citations. It names the
# table of the outer query, so a queryset with it cannot be used as a subquery.
ALONE = """
"{table}".stance = 'supports' AND CASE
    WHEN "{table}".field <> '' THEN EXISTS (
        SELECT 1 FROM ({names}) names
        WHERE {names_it} AND NOT EXISTS (SELECT 1 FROM {another_source} AND {other_names_it})
    )
    WHEN {supports_as_a_whole} THEN NOT EXISTS (
        SELECT 1 FROM {another_source} AND other.field = '' {for_the_same_rows}
    )
    ELSE FALSE
END
"""
ANOTHER_SOURCE = """
"{table}" other
    WHERE other.record_id = "{table}".record_id
      AND other.stance = 'supports'
      AND other.source_id <> "{table}".source_id
"""
# A separator on either side, so that no part of a longer name is taken for the whole. The sign of LIKE is doubled for
# the database driver.
NAMES_IT = (
    "'{separator}' || {table}.field || '{separator}'"
    " LIKE '%%{separator}' || names.name || '{separator}%%'"
)
# NULL equals nothing, and no row has the key 0.
FOR_THE_SAME_ROW = 'AND COALESCE(other.{row}_id, 0) = COALESCE("{table}".{row}_id, 0)'


class CitationList:
    """Citations of several record types as one list, which is counted, cut and iterated over like a queryset.

    Citations are mappings of ``COLUMNS``. Counting, cutting and iterating cost a query each, however many types.
    """

    def __init__(self, citations_by_type, order=ORDER):
        """Prepare the list. ``citations_by_type`` holds a queryset of ``public_citations`` for each record type."""
        self.citations_by_type = citations_by_type
        self.order = order

    def narrow(self, filter_citations):
        """Return the list of what ``filter_citations`` leaves of the citations of each type, given as a queryset."""
        narrowed = {}
        for record_type, citations in self.citations_by_type.items():
            narrowed[record_type] = filter_citations(citations)
        return CitationList(narrowed, self.order)

    def filter(self, **conditions):
        return self.narrow(lambda citations: citations.filter(**conditions))

    def order_by(self, *order):
        return CitationList(self.citations_by_type, order)

    def count(self):
        # Keys only: a count of all columns would join every row and source.
        keys = [citations.values("pk") for citations in self.citations_by_type.values()]
        return union(keys).count()

    def count_by(self, column, label):
        """Return triples of a value of a column, what ``label`` names it, and a number of citations.

        A value comes once for each record type that has such citations. Costs one query.
        """
        counts = []
        for citations in self.citations_by_type.values():
            values = citations.values_list(F(column), F(label))
            counts.append(values.annotate(number=Count("pk")))
        return union(counts)

    def first(self):
        """Return the first citation, ``None`` if there is none."""
        return self.as_queryset().first()

    def __iter__(self):
        return self.as_queryset().iterator()

    def __getitem__(self, index):
        return self.as_queryset()[index]

    def as_queryset(self):
        """Return the citations as a queryset of mappings, which cannot be filtered further."""
        return self.values(*COLUMNS).order_by(*self.order)

    def values(self, *columns):
        """Return the citations in no order, as a queryset of mappings of some of ``COLUMNS``."""
        parts = []
        for record_type, citations in self.citations_by_type.items():
            parts.append(with_columns(record_type, citations, columns))
        return union(parts)


def union(querysets):
    return querysets[0].union(*querysets[1:], all=True)


def all_citations():
    """Return the public citations of every record type."""
    return CitationList(
        {record_type: public_citations(record_type) for record_type in cited_types()}
    )


def citations_of(record_type):
    """Return the public citations of one record type."""
    return CitationList({record_type: public_citations(record_type)})


def cited_types():
    """Return the types whose records are cited, in the order in which readers are shown them."""
    return [record_type for record_type in types_for_readers() if record_type.citations]


def public_citations(record_type):
    """Return the citations of published records of one type.

    They can be filtered by ``record_type`` and ``record_key`` too, as if these were fields.
    """
    citations = record_type.citations.objects.order_by()
    if issubclass(record_type.model, Publishable):
        citations = citations.filter(record__publication=Publication.PUBLISHED)
    return citations.alias(
        record_type=text(record_type.name),
        record_key=F(f"record__{record_type.key_field}"),
    )


def with_columns(record_type, citations, columns):
    """Return citations of one type as mappings of some of ``COLUMNS``."""
    rows = record_type.citations.row_fields()
    expressions = {
        "record_type": F("record_type"),
        "record_key": F("record_key"),
        "record_name": record_type.model.name_expression("record__"),
        "record_sort_key": F("record__sort_key"),
        "row_type": row_type(rows),
        "row_key": row_key(rows),
        "source_slug": F("source__slug"),
        "source_title": F("source__title"),
        "source_label": F("source__label"),
        "source_published": F("source__published_earliest"),
        "alone": alone(record_type),
    }
    # The other columns are fields. Each expression costs the ORM time, used or not.
    needed = {
        column: expressions[column] for column in columns if column in expressions
    }
    return citations.annotate(**needed).values(*columns)


def row_type(rows):
    """Return an expression for the name of the foreign key, one of ``rows``, that is set; empty if none is."""
    if not rows:
        return text("")
    names = [When(**{f"{row}__isnull": False}, then=text(row)) for row in rows]
    return Case(*names, default=text(""))


def row_key(rows):
    """Return an expression for the key of the row that a citation speaks for; empty if it speaks for none."""
    if not rows:
        return text("")
    keys = [F(f"{row}__key") for row in rows]
    return Coalesce(*keys, text(""))


def alone(record_type):
    """Return an expression for whether no other source supports what a citation supports."""
    table = record_type.citations_table
    rows = record_type.citations.row_fields()
    for_the_same_rows = [FOR_THE_SAME_ROW.format(row=row, table=table) for row in rows]
    speaks_for_a_row = [f'"{table}".{row}_id IS NOT NULL' for row in rows]
    supports_as_a_whole = " OR ".join(speaks_for_a_row) or "FALSE"
    if record_type.is_one_statement:
        supports_as_a_whole = "TRUE"
    names = [f"SELECT '{name}' AS name" for name in record_type.citable_fields]
    condition = ALONE.format(
        table=table,
        names=" UNION ALL ".join(names),
        names_it=NAMES_IT.format(table=f'"{table}"', separator=NAMES_SEPARATOR),
        other_names_it=NAMES_IT.format(table="other", separator=NAMES_SEPARATOR),
        another_source=ANOTHER_SOURCE.format(table=table),
        supports_as_a_whole=supports_as_a_whole,
        for_the_same_rows="\n".join(for_the_same_rows),
    )
    return RawSQL(condition, (), output_field=BooleanField())


def text(value):
    return Value(value, output_field=CharField())


def cited_keys():
    """Return the key of every published record that can cite a source, as choices, in one query."""
    keys = []
    for record_type in cited_types():
        records = record_type.model.objects.published().order_by()
        keys.append(records.values_list(record_type.key_field, flat=True))
    # Without all=True: a key that two types share is one choice.
    distinct_keys = keys[0].union(*keys[1:])
    return [(key, key) for key in sorted(distinct_keys)]
