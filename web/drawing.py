"""What the figures are drawn with: time axes in percent of the width, and labels that do not overlap.

Figures along an axis have no view box: they give x in percent and y in pixels, so that their text keeps its size on
every screen. Maps are drawn in units of a view box, about one pixel each.
"""

import datetime
from dataclasses import dataclass, field

TEXT_HEIGHT = 12
CHARACTER = 6.3  # the width of a character at 11 pixels, on the generous side
MARGIN = 2.0  # percent of the width kept free at both ends of an axis


class Sign:
    """How firmly something is known, by shape; the words stand in the legend and beside every sign."""

    FILLED = "filled"
    HALF = "half"
    OPEN = "open"
    STRUCK = "struck"


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
        return self.x2 - self.x1 < 1.5 and not self.open_start and not self.open_end

    @property
    def middle(self):
        return round((self.x1 + self.x2) / 2, 2)


class TimeAxis:
    """The years from that of the first day to the end of that of the last, laid over the width of a figure."""

    def __init__(self, days):
        years = [day.year for day in days if day]
        self.start = datetime.date(min(years), 1, 1)
        self.end = datetime.date(max(years) + 1, 1, 1)

    def x(self, day):
        """Return where a day lies, in percent of the width; days beyond the ends lie on them."""
        share = (day - self.start) / (self.end - self.start)
        return round(MARGIN + min(max(share, 0), 1) * (100 - 2 * MARGIN), 2)

    def span(self, earliest, latest):
        """Return the ``Span`` of a date, or ``None`` where neither end is known."""
        if not earliest and not latest:
            return None
        x1 = self.x(earliest) if earliest else MARGIN
        return Span(x1, self.x(latest) if latest else 100 - MARGIN, not earliest, not latest)

    @property
    def ticks(self):
        """At most seven years, each with its place."""
        years = range(self.start.year, self.end.year)
        step = next(step for step in (1, 2, 5, 10, 20, 50) if len(years) / step <= 7 or step == 50)
        return [(year, self.x(datetime.date(year, 1, 1))) for year in years if year % step == 0]


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

    Tried are the right, the left, above and below, and then places ever farther off, to which a line leads. A label
    that finds none within the frame is left out (its ``box`` stays empty): the table beside the figure has it.
    """
    dots = [(mark.x - 4, mark.y - 4, mark.x + 4, mark.y + 4) for mark in marks]
    taken = []
    for mark in sorted(marks, key=lambda mark: (mark.y, mark.x)):
        for candidate in _candidates(mark):
            box = _box(mark.text, *candidate[:3])
            inside = box[0] >= 3 and box[1] >= 3 and box[2] <= width - 3 and box[3] <= height - 3
            if inside and not any(_overlap(box, other) for other in [*dots, *taken]):
                mark.label_x, mark.label_y, mark.anchor, mark.leader = candidate
                mark.box = box
                taken.append(box)
                break
    return marks


def _candidates(mark):
    x, y = round(mark.x, 1), round(mark.y, 1)
    for side, anchor in ((7, "start"), (-7, "end")):
        yield round(x + side, 1), round(y + 4, 1), anchor, None
    for rise in (-8, 16):
        yield x, round(y + rise, 1), "middle", None
    for distance in range(12, 150, 6):
        for dx, dy in ((1, -0.5), (1, 0.5), (-1, -0.5), (-1, 0.5), (0.4, -1), (0.4, 1), (-0.4, -1), (-0.4, 1)):
            anchor = "start" if dx > 0 else "end"
            end = (round(x + dx * distance, 1), round(y + dy * distance, 1))
            yield round(end[0] + (2 if dx > 0 else -2), 1), round(end[1] + 4, 1), anchor, end
        for dy in (-1, 1):
            end = (x, round(y + dy * distance, 1))
            yield x, round(end[1] + (-3 if dy < 0 else 11), 1), "middle", end


def _box(text, x, y, anchor):
    width = len(text) * CHARACTER
    left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
    return left, y - TEXT_HEIGHT + 2, left + width, y + 2


def _overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
