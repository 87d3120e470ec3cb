"""The figure of announced totals beside counted ones."""

from dataclasses import dataclass, field

from catalog.models import TotalKind


@dataclass
class Bar:
    """An announced number and the counted one beside it, in percent of the panel's width."""

    comparison: object
    y: int
    announced_x: float
    announced_end: float
    is_open: bool
    counted_x: float | None


@dataclass
class Panel:
    """Numbers that may be set side by side: of one scope, one measure, and of one kind; targets are never totals."""

    title: str
    bars: list = field(default_factory=list)
    maximum: int = 0

    @property
    def height(self):
        return 12 + 58 * len(self.bars)


def panels(comparisons):
    """Return a ``Panel`` for each scope, kind and measure, the panels of targets and offers last."""
    groups = {}
    for comparison in comparisons:
        total = comparison.total
        groups.setdefault((total.kind != TotalKind.COUNTED, total.scope, total.kind, total.measure), []).append(
            comparison
        )
    drawn = []
    for (is_other, scope, _, _), group in sorted(groups.items(), key=lambda item: item[0][0]):
        first = group[0].total
        kind = f", {first.get_kind_display()}" if is_other else ""
        panel = Panel(f"{scope}: {first.get_measure_display()}{kind}")
        counted = [] if is_other else [comparison.count.number or 0 for comparison in group]
        panel.maximum = max([1, *(comparison.total.high or comparison.total.low for comparison in group), *counted])
        for number, comparison in enumerate(group):
            panel.bars.append(_bar(comparison, panel.maximum, 30 + 58 * number, is_other))
        drawn.append(panel)
    return drawn


def _bar(comparison, maximum, y, is_other):
    total, number = comparison.total, comparison.count.number

    def x(value):
        return round(2 + 78 * value / maximum, 2)

    is_open = total.high is None or total.qualifier == "more-than"
    end = 98 if is_open else x(total.high)
    counted = None if is_other or number is None else x(number)
    return Bar(comparison, y, x(total.low), end, is_open, counted)
