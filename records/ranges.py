"""Ranges with open ends, of days or of figures: which of them possibly touch another, in SQL and in Python."""

from django.db.models import Q


def reaches(low, high, start, end):
    """Return the condition that a range possibly touches ``start`` to ``end``, of which either may be ``None``.

    ``low`` and ``high`` name the columns of the range. An open end of the range is possible; a range without both
    ends is unknown and never is.
    """
    condition = Q()
    if start is not None:
        # A comparison with NULL is never true, so that an open end has to be asked for.
        has_open_end = Q(**{f"{high}__isnull": True, f"{low}__isnull": False})
        condition &= Q(**{f"{high}__gte": start}) | has_open_end
    if end is not None:
        has_open_start = Q(**{f"{low}__isnull": True, f"{high}__isnull": False})
        condition &= Q(**{f"{low}__lte": end}) | has_open_start
    return condition


def begins_by(low, high, end):
    """Return whether a range possibly begins by ``end``: what ``reaches`` asks without a start, of values.

    An open start is possible; a range without both ends is unknown and never begins.
    """
    if low is None:
        return high is not None
    return low <= end
