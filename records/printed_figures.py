"""Whether the numbers that are stored of a figure are those that its source prints."""

import itertools
import re
from decimal import Decimal

from records.units import UNITS

# 3,640 or 3 640 with a thin or no-break space, 0.65; a dash before a number may be that of a range, so that signs are
# left out on both sides.
NUMBER = re.compile(
    r"(\d{1,3}(?:[,\u00a0\u2009\u202f ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(thousand|million|billion)?"
)
MULTIPLES = {
    "": 1,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}
# Units that sources print and figures are not stored in, in those that they are.
FOREIGN_FACTORS = {
    "m": [Decimal("0.3048"), Decimal("0.0254"), Decimal("1609.344")],
    "kg": [Decimal("0.45359237"), Decimal("0.028349523125")],
}
# A converted figure is rounded as its source's is.
TOLERANCE = Decimal("0.005")


def printed_numbers(text):
    """Return the numbers in a text, without signs; words like "three" are none."""
    numbers = []
    for digits, multiple in NUMBER.findall(text):
        plain = re.sub(r"[^\d.]", "", digits)
        numbers.append(Decimal(plain) * MULTIPLES[multiple])
    return numbers


def is_printed(value, text, code):
    """Return whether a value in the unit ``code`` is one of the numbers of a text, in that unit or converted to it.

    A text without digits is not looked into, and says yes. "3 hours and 50 minutes" is 230 minutes.
    """
    numbers = printed_numbers(text)
    if not numbers:
        return True
    candidates = {number * factor for number in numbers for factor in _factors_to(code)}
    unit = UNITS.get(code)
    if unit is not None and unit.si == "s":
        # Times alone are printed in two units at once.
        pairs = itertools.combinations(candidates, 2)
        candidates |= {first + second for first, second in pairs}
    margin = abs(value) * TOLERANCE
    return any(abs(candidate - abs(value)) <= margin for candidate in candidates)


def _factors_to(code):
    """Return the factors by which figures in related units are converted to the unit; 1 is that of its own."""
    factors = [Decimal(1)]
    unit = UNITS.get(code)
    if unit is None:
        return factors
    for other in UNITS.values():
        if other.si == unit.si:
            factors.append(other.factor / unit.factor)
    for factor in FOREIGN_FACTORS.get(unit.si, []):
        factors.append(factor / unit.factor)
    return factors
