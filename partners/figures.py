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

from django.utils.translation import gettext as _

from partners.models import END_STEPS, FIRM_STEPS, Evidence, StepKind
from records.models import RANK_WORDS, Rank
from web.drawing import Mark, Sign, Span, TimeAxis, place_labels

# The width of a map, in units of its view box, which are about a pixel each.
WIDTH = 360
# In pixels: where the first participant is drawn, and from one participant to the next.
FIRST_LINE = 40
LINE_HEIGHT = 32


@dataclass(frozen=True)
class Place:
    """A city of the gazetteer."""

    city: str
    latitude: float
    longitude: float


@functools.cache
def cities():
    """Return a ``Place`` by country code and city, and the city of each code that has a capital listed."""
    places = {}
    capitals = {}
    with (Path(__file__).parent / "cities.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        for row in csv.DictReader(file):
            code = row["country"]
            city = row["city"]
            places[code, city] = Place(
                city, float(row["latitude"]), float(row["longitude"])
            )
            if row["role"] == "capital":
                capitals[code] = city
    return places, capitals


@dataclass
class City:
    """A city with the partners in it. ``is_capital``: no seat is stated, so the capital stands for the country."""

    place: Place
    is_capital: bool = True
    partners: list = field(default_factory=list)

    @property
    def name(self):
        return self.place.city


def partner_cities(institutions):
    """Return a ``City`` for each city, north to south, and the institutions without a place on the list.

    An institution without a stated seat is drawn at its country's capital, unless the capital is not on the list.
    """
    partner_cities = {}
    unplaced = []
    for institution in institutions:
        place = place_of(institution)
        if place is None:
            unplaced.append(institution)
            continue
        city = partner_cities.setdefault(place, City(place))
        city.partners.append(institution)
        if institution.seat:
            city.is_capital = False
    return sorted(
        partner_cities.values(), key=lambda city: -city.place.latitude
    ), unplaced


def place_of(institution):
    """Return the ``Place`` where an institution sits, or its country's capital; ``None`` for one not on the list."""
    country = institution.seat_country or institution.country
    if country is None:
        return None
    places, capitals = cities()
    city = institution.seat or capitals.get(country.code)
    return places.get((country.code, city))


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
    def x_scale(self):
        """Pixels to a degree of longitude."""
        return WIDTH / (self.east - self.west)

    @property
    def y_scale(self):
        """Pixels to a degree of latitude, so that the map is true to shape in its middle."""
        return self.x_scale / cos(radians((self.south + self.north) / 2))

    @property
    def height(self):
        return round(self.y_scale * (self.north - self.south))

    @property
    def transform(self):
        """The transformation from the tenths of a degree of static/figures/land.svg to the map."""
        x_origin = -self.west * self.x_scale
        y_origin = self.north * self.y_scale
        return f"matrix({self.x_scale / 10:.4f} 0 0 {self.y_scale / 10:.4f} {x_origin:.2f} {y_origin:.2f})"

    @property
    def parallels(self):
        """The parallels every 15 degrees, as y in pixels."""
        latitudes = range(-75, 90, 15)
        return [
            self.y(latitude)
            for latitude in latitudes
            if self.south < latitude < self.north
        ]

    @property
    def meridians(self):
        """The meridians every 15 degrees, as x in pixels."""
        longitudes = range(-165, 180, 15)
        return [
            self.x(longitude)
            for longitude in longitudes
            if self.west < longitude < self.east
        ]

    def x(self, longitude):
        return round((longitude - self.west) * self.x_scale, 1)

    def y(self, latitude):
        return round((self.north - latitude) * self.y_scale, 1)

    def holds(self, place):
        return (
            self.west <= place.longitude < self.east
            and self.south <= place.latitude < self.north
        )

    @property
    def cities(self):
        return ", ".join(mark.text for mark in self.marks)

    def add(self, city):
        sign = Sign.OPEN if city.is_capital else Sign.FILLED
        mark = Mark(
            self.x(city.place.longitude), self.y(city.place.latitude), city.name, sign
        )
        self.marks.append(mark)


def regions():
    """Return the maps; they overlap, and a city is drawn on the first that holds it."""
    return [
        Region(_("Europe"), -13, 42, 36, 70),
        Region(_("Asia"), 62, 142, -12, 55),
        Region(_("Africa and West Asia"), -21, 69, -38, 43),
        Region(_("Americas"), -170, -30, -58, 62),
    ]


def world(cities):
    """Return the regions that hold any of the cities, with labelled marks."""
    all_regions = regions()
    for city in cities:
        # What no region holds is in the table beside the figure alone.
        for region in all_regions:
            if region.holds(city.place):
                region.add(city)
                break
    drawn = [region for region in all_regions if region.marks]
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

    @property
    def words(self):
        return "; ".join(step.words for step in self.steps)


def ilrs_steps(participations, day=None):
    """Return the ``TimeAxis``, a ``StepLine`` for each participation with a dated step, and the height in pixels.

    With a day, steps after it are left out. A participant of which no step is dated is drawn by its first mention, as
    an open mark. What is preferred is drawn over what is not.
    """
    dated = []
    for participation in participations:
        steps = _dated_steps(participation, day)
        if steps or participation.summary.named_from:
            dated.append((participation, steps))
    if not dated:
        return None, [], 0
    dated.sort(key=lambda pair: _first_day(*pair))
    axis = _axis(dated)
    lines = []
    for number, (participation, steps) in enumerate(dated):
        marks = [_step_mark(axis, participation, step) for step in steps]
        if not marks:
            marks = [_mention_mark(axis, participation.summary.named_from)]
        lines.append(StepLine(participation, FIRST_LINE + number * LINE_HEIGHT, marks))
    return axis, lines, FIRST_LINE + len(lines) * LINE_HEIGHT


def _dated_steps(participation, day):
    """Return the dated steps, those by the day if there is one, in the order in which they are drawn."""
    steps = []
    for step in participation.steps.all():
        # An unknown date is never possible.
        if step.date and (day is None or step.is_possible_by(day)):
            steps.append(step)
    # Preferred steps last on each day, because what comes later is drawn over what came before.
    return sorted(steps, key=lambda step: (_day_of(step), step.rank == Rank.PREFERRED))


def _axis(dated):
    days = []
    for participation, steps in dated:
        days.append(participation.summary.named_from)
        for step in steps:
            days += [step.date_earliest, step.date_latest]
    return TimeAxis(days)


def _step_mark(axis, participation, step):
    span = axis.span(step.date_earliest, step.date_latest)
    words = f"{step.get_kind_display()} {step.date_words}"
    if step.rank != Rank.PREFERRED:
        words = f"{words} ({RANK_WORDS[step.rank]})"
    return StepMark(span, _step_sign(participation, step), words)


def _mention_mark(axis, day):
    sentence = _("first named %(date)s, day of any step not known")
    words = sentence % {"date": f"{day.day} {day:%B %Y}"}
    return StepMark(axis.span(day, day), Sign.OPEN, words)


def _first_day(participation, steps):
    if not steps:
        return participation.summary.named_from
    return min(_day_of(step) for step in steps)


def _day_of(step):
    """Return the earliest possible day of a step, or its latest one where the earliest is open."""
    return step.date_earliest or step.date_latest


def _step_sign(participation, step):
    if step.rank == Rank.DEPRECATED:
        return Sign.STRUCK
    if step.kind in END_STEPS:
        return Sign.ENDED
    if step.kind == StepKind.OMITTED:
        return Sign.OMITTED
    if step.kind not in FIRM_STEPS or step.rank == Rank.ALTERNATIVE:
        return Sign.OPEN
    if participation.summary.evidence == Evidence.SIGNING_PARTY:
        return Sign.FILLED
    return Sign.HALF
