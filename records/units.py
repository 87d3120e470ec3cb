"""Units by UCUM code: how readers see them, and what they are in SI, so that figures can be compared.

A closed table, because it is exact, small and also says how to print each unit (docs/decisions/0006).
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Unit:
    """A unit: its printed form, the SI unit of its dimension, and how many of those it is."""

    label: str
    si: str
    factor: Decimal = Decimal(1)


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
    "cm3": Unit("cm³", "m3", Decimal("0.000001")),
    "s": Unit("s", "s"),
    "min": Unit("min", "s", Decimal(60)),
    "h": Unit("h", "s", Decimal(3600)),
    "d": Unit("d", "s", Decimal(86400)),
    "mo": Unit("months", "mo"),
    "a": Unit("years", "a"),
    "W": Unit("W", "W"),
    "Hz": Unit("Hz", "Hz"),
    "kHz": Unit("kHz", "Hz", Decimal(1000)),
    "MHz": Unit("MHz", "Hz", Decimal(1000000)),
    "eV": Unit("eV", "eV"),
    "keV": Unit("keV", "eV", Decimal(1000)),
    "MeV": Unit("MeV", "eV", Decimal(1000000)),
    "deg": Unit("°", "deg"),
    "rad": Unit("rad", "rad"),
    "Cel": Unit("°C", "Cel"),
    "m/{pixel}": Unit("m/pixel", "m"),
    "bit/s": Unit("bit/s", "bit/s"),
    "km/h": Unit("km/h", "m/s", Decimal("0.2777777778")),
    "m/s": Unit("m/s", "m/s"),
    "km/s": Unit("km/s", "m/s", Decimal(1000)),
    "uGy/h": Unit("µGy/h", "uGy/h"),
    "uSv/h": Unit("µSv/h", "uSv/h"),
    "uSv/d": Unit("µSv/day", "uSv/h", Decimal("0.0416666667")),
    "[EUR]": Unit("EUR", "[EUR]"),
    "u": Unit("u", "u"),
    "V": Unit("V", "V"),
}
CHOICES = [(code, unit.label or code) for code, unit in UNITS.items()]


def to_si(value: Decimal | None, code: str) -> Decimal | None:
    """Return a value in the SI unit of its dimension; ``None`` for an unknown value or no unit."""
    if value is None or code not in UNITS:
        return None
    return Decimal(value) * UNITS[code].factor
