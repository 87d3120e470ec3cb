"""Figures of missions: where they go on the Moon, when they fly, who rides on what."""

import textwrap
from dataclasses import dataclass
from math import cos, radians, sin, tan

from missions.models import MissionStatus, SiteKind
from records.models import Rank
from web.drawing import Mark, Sign, Span, TimeAxis, place_labels

SIZE = 340
RADIUS = 140
CENTRE = SIZE / 2
POLAR_FROM = -60.0  # the south-polar view reaches from the pole to this latitude
LIMB = 0.05  # nearer the limb than this cosine, a place is out of view
SITE_SIGNS = {
    SiteKind.LANDING: Sign.FILLED,
    SiteKind.IMPACT: Sign.HALF,
    SiteKind.TARGET: Sign.OPEN,
    SiteKind.CANDIDATE: Sign.STRUCK,
}


@dataclass
class MoonView:
    """One view of the Moon: the paths of its graticule, what is written on it, and the places in view."""

    name: str
    graticule: list
    notes: list
    marks: list


def orthographic(latitude, longitude, centre):
    """Return x and y (to the right and up, the radius is 1) and the cosine of the angle from the middle of the view.

    ``centre`` is the longitude in the middle, on the equator. A cosine below 0 is behind the Moon.
    """
    lat, lon = radians(latitude), radians(longitude - centre)
    return cos(lat) * sin(lon), sin(lat), cos(lat) * cos(lon)


def south_polar(latitude, longitude):
    """Return x and y of the stereographic view from below the south pole, longitude 0 up and east to the right."""
    lat, lon = radians(latitude), radians(longitude)
    distance = tan((radians(90) + lat) / 2) / tan(radians(90 + POLAR_FROM) / 2)
    return distance * sin(lon), distance * cos(lon)


def moon(sites):
    """Return the ``MoonView`` of each view that has one of the sites in it, and the sites without coordinates.

    A place nearer the pole than 75° is shown from below alone, since at the limb it would be a dot on the edge.
    """
    sites = sorted(sites, key=lambda site: site.rank != Rank.PREFERRED)
    located = [site for site in sites if site.latitude_deg is not None and site.longitude_deg is not None]
    views = [_hemisphere("Near side", 0, located), _hemisphere("Far side", 180, located), _polar(located)]
    return [view for view in views if view.marks], [
        site for site in sites if site not in located and site.rank == Rank.PREFERRED
    ]


def _hemisphere(name, centre, sites):
    marks = []
    for site in sites:
        latitude = float(site.latitude_deg)
        x, y, facing = orthographic(latitude, float(site.longitude_deg), centre)
        if facing > LIMB and latitude > -75:
            marks.append(_mark(site, x, y))
    lines = [[(lat, centre + lon) for lon in range(-90, 91, 5)] for lat in range(-60, 61, 30)]
    lines += [[(lat, centre + lon) for lat in range(-90, 91, 5)] for lon in range(-60, 61, 30)]
    graticule = [_path(orthographic(lat, lon, centre)[:2] for lat, lon in line) for line in lines]
    edges = ("90° W", "90° E") if centre == 0 else ("90° E", "90° W")
    notes = [(CENTRE, 20, "middle", "N"), (CENTRE, SIZE - 12, "middle", "S")]
    notes += [(CENTRE - RADIUS - 2, CENTRE - 5, "start", edges[0]), (CENTRE + RADIUS + 2, CENTRE - 5, "end", edges[1])]
    return MoonView(name, graticule, notes, _labelled(marks))


def _polar(sites):
    places = [(site, float(site.latitude_deg), float(site.longitude_deg)) for site in sites]
    marks = [_mark(site, *south_polar(lat, lon)) for site, lat, lon in places if lat <= POLAR_FROM]
    circles = [[(lat, lon) for lon in range(0, 361, 5)] for lat in (-70, -80)]
    spokes = [[(POLAR_FROM, lon), (-88, lon)] for lon in range(0, 360, 30)]
    graticule = [_path(south_polar(lat, lon) for lat, lon in line) for line in circles + spokes]
    notes = [
        (CENTRE, 20, "middle", "0°, towards the Earth"),
        (CENTRE, SIZE - 12, "middle", "180°"),
        (CENTRE + 4, CENTRE + RADIUS - 4, "start", "60° S"),
    ]
    notes += [(CENTRE - RADIUS - 2, CENTRE - 5, "start", "90° W"), (CENTRE + RADIUS + 2, CENTRE - 5, "end", "90° E")]
    return MoonView("South pole", graticule, notes, _labelled(marks))


def _mark(site, x, y):
    sign = Sign.STRUCK if site.rank == Rank.DEPRECATED else SITE_SIGNS[site.kind]
    name = textwrap.shorten(site.name, 40, placeholder=" …")
    return Mark(round(CENTRE + RADIUS * x, 1), round(CENTRE - RADIUS * y, 1), name, sign)


def _labelled(marks):
    """Label the marks; one that lies on an earlier, preferred one would say the same place again and is left out."""
    apart = []
    for mark in marks:
        if all(abs(mark.x - other.x) + abs(mark.y - other.y) > 9 for other in apart):
            apart.append(mark)
    return place_labels(apart, SIZE, SIZE)


def _path(points):
    return "M" + "L".join(f"{CENTRE + RADIUS * x:.1f} {CENTRE - RADIUS * y:.1f}" for x, y in points)


@dataclass
class Flight:
    """A launch of a mission on the time axis; ``words`` are the date as readers see it."""

    span: Span
    sign: str
    words: str


@dataclass
class MissionLine:
    """The row of a mission in the timeline, ``y`` pixels from the top, and its launches."""

    mission: object
    y: int
    flights: list


def timeline(missions):
    """Return the ``TimeAxis``, a ``MissionLine`` for each mission, and the height in pixels of those with a date.

    The missions need ``with_spacecraft()``. The earliest is drawn first; one without a date is not drawn and comes
    last.
    """
    dated = [(mission, launches) for mission in missions if (launches := mission.launches)]
    undated = [MissionLine(mission, 0, []) for mission in missions if not mission.launches]
    if not dated:
        return None, undated, 0
    dated.sort(key=lambda pair: min(row.launch_earliest or row.launch_latest for row, _ in pair[1]))
    axis = TimeAxis([day for _, rows in dated for row, _ in rows for day in (row.launch_earliest, row.launch_latest)])
    lines = []
    for number, (mission, launches) in enumerate(dated):
        planned = mission.launch_is_planned
        flights = [
            Flight(axis.span(row.launch_earliest, row.launch_latest), _flight_sign(mission, row), words)
            for row, words in launches
        ]
        lines.append(MissionLine(mission, 40 + number * 36, flights))
        for flight in flights:
            flight.words += " (planned)" if planned and flight.sign != Sign.FILLED else ""
    return axis, lines + undated, 40 + len(lines) * 36


def _flight_sign(mission, row):
    if mission.status == MissionStatus.STOOD_DOWN:
        return Sign.STRUCK
    status = row.status or mission.status
    return Sign.OPEN if status == MissionStatus.PLANNED else Sign.FILLED


@dataclass
class Ride:
    """A line of the diagram of who rides on what: a spacecraft (depth 0) or a payload (depth 1), wrapped."""

    record: object
    depth: int
    y: int
    lines: list
    sign: str = ""
    top: int = 0


def riders(spacecraft, payloads):
    """Return the lines of the diagram and its height: each spacecraft of a mission with the payloads it carries.

    Spacecraft of other missions that host one of the payloads are drawn too. Payloads whose host no source names
    come last, under ``None``.
    """
    hosts = list(dict.fromkeys([*spacecraft, *(payload.host for payload in payloads if payload.host)]))
    if any(payload.host is None for payload in payloads):
        hosts.append(None)
    rides, y = [], 20
    for host in hosts:
        name = _host_name(host) if host else "Host not stated in the sources read"
        rides.append(Ride(host, 0, y, textwrap.wrap(name, 40)))
        top, y = y, y + 18 * len(rides[-1].lines) + 6
        for payload in payloads:
            if payload.host == host:
                lines = textwrap.wrap(payload.title, 38)
                sign = {"Flown": Sign.FILLED, "Did not fly": Sign.STRUCK}.get(payload.group, Sign.OPEN)
                rides.append(Ride(payload, 1, y, lines, sign, top + 6))
                top = y - 10
                y += 18 * len(lines) + 4
        y += 12
    return rides, y


def _host_name(host):
    """Return the name of a spacecraft with its kind, unless the name says it: not "Chang'e-4 lander, lander"."""
    kind = host.get_kind_display()
    return str(host) if kind in str(host).casefold() else f"{host}, {kind}"
