"""Decimal numbers as text."""

from decimal import Decimal


def decimal_text(number: Decimal) -> str:
    """Return a number without an exponent and without the zeros at its end that only the database writes: "2.5"."""
    return f"{number.normalize():f}"
