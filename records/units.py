"""Units by UCUM code: how readers see them, and in which unit figures are compared, the one of SI where that is exact.

A closed table, because it is exact, small and also says how to print each unit (docs/decisions/0006).
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Unit:
    """A unit: its printed form, the unit in which its figures are compared, and how many of those it is.

    ``offset`` is added: what is 0 in the unit, in the other one.
    """

    label: str
    si: str
    factor: Decimal = Decimal(1)
    offset: Decimal = Decimal(0)


UNITS = {
    "1": Unit("", "1"),
    "%": Unit("%", "1", Decimal("0.01")),
    "kg": Unit("kg", "kg"),
    "g": Unit("g", "kg", Decimal("0.001")),
    "t": Unit("t", "kg", Decimal(1000)),
    "m": Unit("m", "m"),
    "km": Unit("km", "m", Decimal(1000)),
    "cm": Unit("cm", "m", Decimal("0.01")),
    "mm": Unit("mm", "m", Decimal("0.001")),
    "cm2": Unit("cm²", "m2", Decimal("0.0001")),
    "cm3": Unit("cm³", "m3", Decimal("0.000001")),
    "s": Unit("s", "s"),
    "min": Unit("min", "s", Decimal(60)),
    "h": Unit("h", "s", Decimal(3600)),
    "d": Unit("d", "s", Decimal(86400)),
    # No calendar's, but the lengths that UCUM gives its codes: 30.4375 and 365.25 days.
    "mo": Unit("months", "s", Decimal(2629800)),
    "a": Unit("years", "s", Decimal(31557600)),
    "W": Unit("W", "W"),
    "Hz": Unit("Hz", "Hz"),
    "kHz": Unit("kHz", "Hz", Decimal(1000)),
    "MHz": Unit("MHz", "Hz", Decimal(1000000)),
    # Not in joule, of which one is about 1.6e-19: the columns of figures hold twelve decimal places (decision 21).
    "eV": Unit("eV", "eV"),
    "keV": Unit("keV", "eV", Decimal(1000)),
    "MeV": Unit("MeV", "eV", Decimal(1000000)),
    "deg": Unit("°", "deg"),
    "rad": Unit("rad", "rad"),
    "Cel": Unit("°C", "K", offset=Decimal("273.15")),
    "m/{pixel}": Unit("m/pixel", "m"),
    "bit/s": Unit("bit/s", "bit/s"),
    "km/h": Unit("km/h", "m/s", Decimal(5) / 18),
    "m/s": Unit("m/s", "m/s"),
    "km/s": Unit("km/s", "m/s", Decimal(1000)),
    "uGy/h": Unit("µGy/h", "uGy/h"),
    "uSv/h": Unit("µSv/h", "uSv/h"),
    "uSv/d": Unit("µSv/day", "uSv/h", Decimal(1) / 24),
    "[EUR]": Unit("EUR", "[EUR]"),
    "u": Unit("u", "u"),
    "V": Unit("V", "V"),
}
# The same in words, for who compares figures.
COMPARED_IN = _(
    "kg, m, m2, m3, s (a month has 30.4375 days, a year 365.25), W, V, Hz, K, m/s; eV for energies, deg or rad for "
    "angles, 1 for counts and shares, bit/s, uGy/h, uSv/h, u and EUR"
)
CHOICES = [(code, unit.label or code) for code, unit in UNITS.items()]


def to_si(value: Decimal | None, code: str) -> Decimal | None:
    """Return a value in the unit in which figures are compared; ``None`` for an unknown value or no unit."""
    if value is None or code not in UNITS:
        return None
    unit = UNITS[code]
    return Decimal(value) * unit.factor + unit.offset
