"""When missions fly, on an axis of time."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from missions.models import Mission, MissionStatus
from web.drawing import Sign, Span, TimeAxis

# In pixels: what is kept free for the years above the first mission, and the height of a mission.
TOP = 40
LINE_HEIGHT = 36


@dataclass
class Flight:
    """A launch of a mission on the time axis; ``words`` are the date as readers see it."""

    span: Span
    sign: str
    words: str


@dataclass
class MissionLine:
    """The row of a mission in the timeline, ``y`` pixels from the top, and its launches."""

    mission: Mission
    y: int
    flights: list


def timeline(missions):
    """Return the ``TimeAxis``, a ``MissionLine`` for each mission, and the height of the drawing in pixels.

    The missions come from ``with_spacecraft()``. The earliest is drawn first. Those without a date come last and are
    not drawn; if none has a date, the axis is ``None``.
    """
    dated = []
    undated_lines = []
    for mission in missions:
        launches = mission.launches
        if launches:
            dated.append((mission, launches))
        else:
            undated_lines.append(MissionLine(mission, 0, []))
    if not dated:
        return None, undated_lines, 0

    dated.sort(key=first_day)
    axis = TimeAxis(possible_days(dated))
    lines = []
    for number, (mission, launches) in enumerate(dated):
        flights = [make_flight(axis, mission, launch) for launch in launches]
        lines.append(MissionLine(mission, TOP + number * LINE_HEIGHT, flights))
    return axis, lines + undated_lines, TOP + len(lines) * LINE_HEIGHT


def first_day(mission_and_launches):
    _mission, launches = mission_and_launches
    return min(launch.first_day for launch in launches)


def possible_days(dated):
    """Return the earliest and latest days of all launches; ``None`` among them for an open end."""
    days = []
    for _mission, launches in dated:
        for launch in launches:
            days += [launch.earliest, launch.latest]
    return days


def make_flight(axis, mission, launch):
    sign = flight_sign(mission, launch.carrier)
    words = launch.words
    if mission.launch_is_planned and sign != Sign.FILLED:
        words = _("%(date)s (planned)") % {"date": words}
    return Flight(
        axis.span(launch.earliest, launch.latest),
        sign,
        words,
    )


def flight_sign(mission, carrier):
    """Return the sign of a launch. A spacecraft without a status of its own has that of its mission."""
    # A mission that was withdrawn from a launch is so with all that would have flown.
    if mission.status == MissionStatus.STOOD_DOWN:
        return Sign.STRUCK
    status = carrier.status or mission.status
    if status == MissionStatus.PLANNED:
        return Sign.OPEN
    return Sign.FILLED
