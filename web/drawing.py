"""What the figures are drawn with: time axes in percent of the width, and labels that do not overlap.

Figures along an axis have no view box: they give x in percent and y in pixels, so that their text keeps its size on
every screen. Maps are drawn in units of a view box, about one pixel each.
"""

import datetime
from dataclasses import dataclass, field

TEXT_HEIGHT = 12
CHARACTER_WIDTH = 6.3  # of a character at 11 pixels, on the generous side
MARGIN = 2.0  # percent of the width kept free at both ends of an axis
SHORTEST_LINE = 1.5  # percent of the width, below which a line is seen as a point

MOST_TICKS = 7
TICK_STEPS = (1, 2, 5, 10, 20, 50)

MARK_RADIUS = 4
FRAME_MARGIN = 3
# How far off a label may lie, and by how much each attempt is farther than the one before.
FIRST_DISTANCE = 12
LAST_DISTANCE = 150
DISTANCE_STEP = 6
# Where a distant label is tried: to the right and left of its mark, then steeply above and below it.
DIRECTIONS = (
    (1, -0.5),
    (1, 0.5),
    (-1, -0.5),
    (-1, 0.5),
    (0.4, -1),
    (0.4, 1),
    (-0.4, -1),
    (-0.4, 1),
)


class Sign:
    """How firmly something is known, by shape; the words are in the legend and beside every sign."""

    FILLED = "filled"
    HALF = "half"
    OPEN = "open"
    STRUCK = "struck"
    ENDED = "ended"
    OMITTED = "omitted"
    # The label of an area, whose outline is its sign.
    NONE = ""


@dataclass
class Span:
    """A date on an axis: from ``x1`` to ``x2`` percent; an end that no source gives is open."""

    x1: float
    x2: float
    open_start: bool = False
    open_end: bool = False

    @property
    def is_point(self):
        """Whether it is too short to be seen as a line: a day, a month."""
        return (
            self.x2 - self.x1 < SHORTEST_LINE
            and not self.open_start
            and not self.open_end
        )

    @property
    def middle(self):
        return round((self.x1 + self.x2) / 2, 2)


class TimeAxis:
    """The years from that of the first day to the end of that of the last, over the width of a figure."""

    def __init__(self, days):
        years = [day.year for day in days if day]
        self.start = datetime.date(min(years), 1, 1)
        self.end = datetime.date(max(years) + 1, 1, 1)

    def x(self, day):
        """Return the place of a day, in percent of the width; a day beyond an end is at that end."""
        share = (day - self.start) / (self.end - self.start)
        share_on_axis = min(max(share, 0), 1)
        return round(MARGIN + share_on_axis * (100 - 2 * MARGIN), 2)

    def span(self, earliest, latest):
        """Return the ``Span`` of a date, or ``None`` where neither end is known."""
        if not earliest and not latest:
            return None
        x1 = MARGIN
        x2 = 100 - MARGIN
        if earliest:
            x1 = self.x(earliest)
        if latest:
            x2 = self.x(latest)
        return Span(x1, x2, open_start=not earliest, open_end=not latest)

    @property
    def ticks(self):
        """At most seven years, each with its place; more of them where even every fiftieth is more."""
        years = range(self.start.year, self.end.year)
        step = self._step(len(years))
        return [
            (year, self.x(datetime.date(year, 1, 1)))
            for year in years
            if year % step == 0
        ]

    def _step(self, number_of_years):
        for step in TICK_STEPS:
            if number_of_years / step <= MOST_TICKS:
                return step
        return TICK_STEPS[-1]


@dataclass
class Mark:
    """A place on a map with its label, in units of the view box; ``leader`` is the end of a line to a distant label."""

    x: float
    y: float
    text: str
    sign: str = Sign.FILLED
    label_x: float = 0
    label_y: float = 0
    anchor: str = "start"
    leader: tuple | None = None
    box: tuple = field(default=(), repr=False)


def place_labels(marks, width, height):
    """Set the place of the label of each mark, so that no label lies on another, on a mark or outside the frame.

    The right, the left, above and below are tried, and then places ever farther off, to which a line leads. A label
    that finds none within the frame is left out (its ``box`` stays empty): the table beside the figure has it.
    """
    occupied = []
    for mark in marks:
        left, top = mark.x - MARK_RADIUS, mark.y - MARK_RADIUS
        right, bottom = mark.x + MARK_RADIUS, mark.y + MARK_RADIUS
        occupied.append((left, top, right, bottom))
    # From the top down, so that the same marks get the same places in whichever order they come.
    for mark in sorted(marks, key=lambda mark: (mark.y, mark.x)):
        for label_x, label_y, anchor, leader in _candidates(mark):
            box = _box(mark.text, label_x, label_y, anchor)
            if _is_inside(box, width, height) and not any(
                _overlap(box, other) for other in occupied
            ):
                mark.label_x, mark.label_y = label_x, label_y
                mark.anchor, mark.leader, mark.box = anchor, leader, box
                occupied.append(box)
                break
    return marks


def _candidates(mark):
    """Yield places for a label: its x and y, its anchor, and the end of the line to it, ``None`` beside the mark."""
    x = round(mark.x, 1)
    y = round(mark.y, 1)
    # Text is placed by its baseline, which is 4 below the middle of its letters.
    yield round(x + 7, 1), round(y + 4, 1), "start", None
    yield round(x - 7, 1), round(y + 4, 1), "end", None
    yield x, round(y - 8, 1), "middle", None
    yield x, round(y + 16, 1), "middle", None
    for distance in range(FIRST_DISTANCE, LAST_DISTANCE, DISTANCE_STEP):
        yield from _distant_candidates(x, y, distance)


def _distant_candidates(x, y, distance):
    for dx, dy in DIRECTIONS:
        end_x = round(x + dx * distance, 1)
        end_y = round(y + dy * distance, 1)
        if dx > 0:
            yield round(end_x + 2, 1), round(end_y + 4, 1), "start", (end_x, end_y)
        else:
            yield round(end_x - 2, 1), round(end_y + 4, 1), "end", (end_x, end_y)
    above = round(y - distance, 1)
    below = round(y + distance, 1)
    yield x, round(above - 3, 1), "middle", (x, above)
    yield x, round(below + 11, 1), "middle", (x, below)


def _box(text, x, y, anchor):
    """Return the left, top, right and bottom of a label."""
    width = len(text) * CHARACTER_WIDTH
    left = x
    if anchor == "middle":
        left = x - width / 2
    elif anchor == "end":
        left = x - width
    return left, y - TEXT_HEIGHT + 2, left + width, y + 2


def _is_inside(box, width, height):
    left, top, right, bottom = box
    if left < FRAME_MARGIN or top < FRAME_MARGIN:
        return False
    return right <= width - FRAME_MARGIN and bottom <= height - FRAME_MARGIN


def _overlap(box, other):
    left, top, right, bottom = box
    other_left, other_top, other_right, other_bottom = other
    return (
        left < other_right
        and other_left < right
        and top < other_bottom
        and other_top < bottom
    )
