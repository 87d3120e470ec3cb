"""What differing sources say beside a value, in the columns of CSV that end in ``_differs``."""

from records.evidence import rivals_of_field, rivals_of_row
from records.models import Rank
from web.csv_lists import SEPARATOR


def field_rivals(name, record):
    """Return in one cell what differing sources print for a field of a record.

    The record has its differing citations as ``differing_citations``.
    """
    return SEPARATOR.join(rivals_of_field(name, record.differing_citations))


def row_rivals(row):
    """Return in one cell what is said against a row."""
    return SEPARATOR.join(
        rivals_of_row(row, row.row_kind.of(row.record), row.citations.all())
    )


def identifier_rivals(scheme, record):
    """Return in one cell what is said against the displayed identifier of a scheme.

    The record has its identifiers with their citations.
    """
    rows = [row for row in record.identifiers.all() if row.scheme == scheme]
    for row in rows:
        if row.rank == Rank.PREFERRED:
            return SEPARATOR.join(rivals_of_row(row, rows, row.citations.all()))
    return SEPARATOR.join(row.words for row in rows)
