"""Figures of partners: where they sit, and when they took which step towards the ILRS.

``cities.csv`` holds the cities of the catalogue's institutions, and the capitals of countries none of whose
institutions has a stated seat, as the GeoNames gazetteer has them (CC BY 4.0; the column ``geonames`` is its number
for the place). A new city is looked up there and added to the list. The outline is drawn by scripts/draw_land.py.
"""

import csv
import functools
from dataclasses import dataclass, field
from math import cos, radians
from pathlib import Path

from partners.models import AGAINST_STEPS, FIRM_STEPS, Evidence
from records.models import RANK_WORDS, Rank
from web.drawing import Mark, Sign, Span, TimeAxis, place_labels

WIDTH = 360


@functools.cache
def cities():
    """Return latitude and longitude by country code and city, and the city of each code that has a capital listed."""
    with (Path(__file__).parent / "cities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    places = {(row["country"], row["city"]): (float(row["latitude"]), float(row["longitude"])) for row in rows}
    return places, {row["country"]: row["city"] for row in rows if row["role"] == "capital"}


@dataclass
class City:
    """A city with the partners in it. ``is_capital``: no seat is stated, so the capital stands for the country."""

    name: str
    latitude: float
    longitude: float
    is_capital: bool = False
    partners: list = field(default_factory=list)


def partner_cities(institutions):
    """Return a ``City`` for each city, north to south, and the institutions without a place on the list.

    An institution without a stated seat is drawn at its country's capital, unless the capital is not on the list.
    """
    places, capitals = cities()
    found, unplaced = {}, []
    for institution in institutions:
        country = institution.seat_country or institution.country
        code = country.code if country else ""
        is_capital = not institution.seat
        key = (code, institution.seat or capitals.get(code, ""))
        if key in places:
            city = found.setdefault(key, City(key[1], *places[key], is_capital))
            city.is_capital = city.is_capital and is_capital
            city.partners.append(institution)
        else:
            unplaced.append(institution)
    return sorted(found.values(), key=lambda city: -city.latitude), unplaced


@dataclass
class Region:
    """A part of the world, in degrees; the figure has one map of each, so that labels have room."""

    name: str
    west: float
    east: float
    south: float
    north: float
    marks: list = field(default_factory=list)

    @property
    def scale(self):
        """Pixels to a degree of longitude, and to one of latitude, true to shape in the middle."""
        across = WIDTH / (self.east - self.west)
        return across, across / cos(radians((self.south + self.north) / 2))

    @property
    def height(self):
        return round(self.scale[1] * (self.north - self.south))

    @property
    def transform(self):
        """From the tenths of a degree of static/figures/land.svg to the map."""
        kx, ky = self.scale
        return f"matrix({kx / 10:.4f} 0 0 {ky / 10:.4f} {-self.west * kx:.2f} {self.north * ky:.2f})"

    @property
    def parallels(self):
        """The parallels every 15 degrees, and likewise the meridians, in pixels."""
        _, ky = self.scale
        return [round((self.north - lat) * ky, 1) for lat in range(-75, 90, 15) if self.south < lat < self.north]

    @property
    def meridians(self):
        kx, _ = self.scale
        return [round((lon - self.west) * kx, 1) for lon in range(-165, 180, 15) if self.west < lon < self.east]

    def holds(self, city):
        return self.west <= city.longitude < self.east and self.south <= city.latitude < self.north

    def place(self, city):
        kx, ky = self.scale
        x, y = round((city.longitude - self.west) * kx, 1), round((self.north - city.latitude) * ky, 1)
        return Mark(x, y, city.name, Sign.OPEN if city.is_capital else Sign.FILLED)


def regions():
    """Return the maps, each city in the first that holds it."""
    return [
        Region("Europe", -13, 42, 36, 70),
        Region("Asia", 62, 142, -12, 55),
        Region("Africa and West Asia", -21, 69, -38, 43),
        Region("Americas", -170, -30, -58, 62),
    ]


def world(found):
    """Return the regions that hold any of the cities, with labelled marks."""
    drawn = regions()
    for city in found:
        region = next((region for region in drawn if region.holds(city)), None)
        if region:
            region.marks.append(region.place(city))
    drawn = [region for region in drawn if region.marks]
    for region in drawn:
        place_labels(region.marks, WIDTH, region.height)
    return drawn


@dataclass
class StepMark:
    """A dated step on the axis; ``words`` say what the sign says."""

    span: Span
    sign: str
    words: str


@dataclass
class StepLine:
    """The row of a participant, ``y`` pixels from the top of the figure."""

    participation: object
    y: int
    steps: list


def ilrs_steps(participations, day=None):
    """Return the ``TimeAxis``, a ``StepLine`` for each participation with a dated step, and the height in pixels.

    With a day, steps after it are left out. A participant of which no step is dated is drawn by its first mention, as
    an open mark. What is preferred is drawn over what is not. Needs ``with_summary()``.
    """
    dated = []
    for participation in participations:
        steps = [step for step in participation.steps.all() if _first(step) and (day is None or _first(step) <= day)]
        steps.sort(key=lambda step: (_first(step), step.rank == Rank.PREFERRED))
        if steps or participation.named_from:
            dated.append((participation, steps))
    if not dated:
        return None, [], 0
    days = [day for _, steps in dated for step in steps for day in (step.date_earliest, step.date_latest)]
    axis = TimeAxis([*days, *(participation.named_from for participation, _ in dated)])
    dated.sort(key=lambda pair: _first_day(*pair))
    lines = []
    for number, (participation, steps) in enumerate(dated):
        marks = [
            StepMark(
                axis.span(step.date_earliest, step.date_latest),
                _step_sign(participation, step),
                f"{step.get_kind_display()} {step.date_words}"
                + (f" ({RANK_WORDS[step.rank]})" if step.rank != Rank.PREFERRED else ""),
            )
            for step in steps
        ]
        if not steps:
            named = participation.named_from
            words = f"first named {named.day} {named:%B %Y}, day of any step not known"
            marks = [StepMark(axis.span(named, named), Sign.OPEN, words)]
        lines.append(StepLine(participation, 40 + number * 32, marks))
    return axis, lines, 40 + len(lines) * 32


def _first_day(participation, steps):
    return min((_first(step) for step in steps), default=participation.named_from)


def _first(step):
    return step.date_earliest or step.date_latest


def _step_sign(participation, step):
    if step.kind in AGAINST_STEPS or step.rank == Rank.DEPRECATED:
        return Sign.STRUCK
    if step.kind in FIRM_STEPS:
        if step.rank == Rank.ALTERNATIVE:
            return Sign.OPEN
        return Sign.FILLED if participation.evidence == Evidence.SIGNING_PARTY else Sign.HALF
    return Sign.OPEN
