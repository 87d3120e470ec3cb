"""The figure of announced totals beside counted ones."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from catalog.models import Qualifier, TotalKind

# In percent of a panel's width: where its scale begins, how long it is, and where a bar without an end leads to.
START = 2
LENGTH = 78
OPEN_END = 98
# In pixels: where the first bar of a panel is drawn, and from one bar to the next.
FIRST_BAR = 30
BAR_HEIGHT = 58


@dataclass
class Bar:
    """An announced number and the counted one beside it, in percent of the panel's width.

    ``y`` is in pixels from the top of the panel. ``counted_x`` is ``None`` where nothing is compared.
    """

    comparison: object
    y: int
    announced_x: float
    announced_end: float
    is_open: bool
    counted_x: float | None

    @property
    def total(self):
        return self.comparison.total

    @property
    def counted(self):
        return self.comparison.count.number

    @property
    def words(self):
        values = {"announced": self.total.announced, "counted": self.counted}
        if self.counted_x is None:
            return _("announced %(announced)s") % values
        return _("announced %(announced)s; counted %(counted)d") % values


@dataclass
class Panel:
    """Numbers that may be set side by side: of one scope, one measure, and of one kind; targets are never totals."""

    title: str
    bars: list = field(default_factory=list)

    @property
    def slug(self):
        return self.bars[0].total.slug

    @property
    def height(self):
        return 12 + BAR_HEIGHT * len(self.bars)


def panels(comparisons):
    """Return a ``Panel`` for each scope, kind and measure, the panels of targets and offers last."""
    totals = {}
    others = {}
    for comparison in comparisons:
        total = comparison.total
        groups = totals if total.kind == TotalKind.COUNTED else others
        groups.setdefault((total.scope, total.kind, total.measure), []).append(
            comparison
        )
    return [_panel(group) for group in [*totals.values(), *others.values()]]


def _panel(comparisons):
    panel = Panel(_title(comparisons[0].total))
    maximum = _maximum(comparisons)
    for number, comparison in enumerate(comparisons):
        panel.bars.append(_bar(comparison, maximum, FIRST_BAR + BAR_HEIGHT * number))
    return panel


def _title(total):
    values = {
        "scope": total.scope,
        "measure": total.get_measure_display(),
        "kind": total.get_kind_display(),
    }
    if total.kind == TotalKind.COUNTED:
        return _("%(scope)s: %(measure)s") % values
    return _("%(scope)s: %(measure)s, %(kind)s") % values


def _maximum(comparisons):
    """Return the largest number that is drawn, at least 1 so that the scale has a length."""
    numbers = [1]
    for comparison in comparisons:
        numbers.append(comparison.total.high or comparison.total.low)
        if comparison.is_counted:
            numbers.append(comparison.count.number)
    return max(numbers)


def _bar(comparison, maximum, y):
    total = comparison.total
    # "More than 50" has 50 at both ends, and leads on all the same.
    is_open = total.high is None or total.qualifier == Qualifier.MORE_THAN
    end = OPEN_END if is_open else _x(total.high, maximum)
    counted_x = _x(comparison.count.number, maximum) if comparison.is_counted else None
    return Bar(comparison, y, _x(total.low, maximum), end, is_open, counted_x)


def _x(number, maximum):
    return round(START + LENGTH * number / maximum, 2)
