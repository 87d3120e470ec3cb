"""What differing sources say beside a value, for the columns of CSV that end in ``_differs``."""

from records.models import Rank, Stance
from records.registry import type_holding
from web.csv_lists import SEPARATOR


def rivals_of_field(field, record):
    """Return what differing sources print for a field of a record.

    The record has its differing citations as ``differing_citations``.
    """
    return SEPARATOR.join(citation.as_printed for citation in record.differing_citations if citation.field == field)


def rivals_of_row(row):
    """Return what stands beside a row: the rows of its group when they have ranks, and what sources print."""
    kind = type_holding(type(row)).kind_of(type(row))
    group = []
    for sibling in getattr(row.record, kind.relation).all():
        if sibling.rival_group == row.rival_group:
            group.append(sibling)

    rivals = []
    # Rows that are all preferred stand side by side, like the providers of a payload.
    if any(sibling.rank != Rank.PREFERRED for sibling in group):
        rivals += [sibling.words for sibling in group if sibling.pk != row.pk]
    for citation in row.citations.all():
        if citation.stance == Stance.DIFFERS:
            rivals.append(citation.as_printed)
    return SEPARATOR.join(rivals)
