"""Where a mission goes on the Moon: views of its two hemispheres and of its south pole.

Latitudes are in degrees north, longitudes in degrees east. The projections give x to the right and y up, with the edge
of the view at a distance of 1; the drawings are in units of their view box, with y down.
"""

import textwrap
from dataclasses import dataclass
from math import cos, radians, sin, tan

from missions.models import SiteKind
from records.models import Rank
from web.drawing import Mark, Sign, place_labels

SIZE = 340
RADIUS = 140
CENTRE = SIZE / 2
# The view of the south pole reaches from the pole to this latitude.
POLAR_EDGE = -60.0
# A place nearer the pole is shown in the view of the pole alone: in the others it would be a dot on the edge.
HEMISPHERE_EDGE = -75
# Nearer the edge of the visible disc than this cosine, a place is out of view.
LEAST_COSINE = 0.05
# Two marks that are nearer each other, by the sum of the distances in x and y, would be one spot.
SAME_SPOT = 9

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


def moon_views(sites):
    """Return the ``MoonView`` of each view that has one of the sites in it."""
    located = [site for site in sites if is_located(site)]
    # Preferred places come first, because a place on the spot of an earlier one is left out.
    located.sort(key=lambda site: site.rank != Rank.PREFERRED)
    views = [
        hemisphere("Near side", 0, located),
        hemisphere("Far side", 180, located),
        south_pole(located),
    ]
    return [view for view in views if view.marks]


def unlocated_sites(sites):
    """Return the preferred sites that cannot be drawn, because no coordinates are known."""
    return [
        site for site in sites if site.rank == Rank.PREFERRED and not is_located(site)
    ]


def is_located(site):
    return site.latitude_deg is not None and site.longitude_deg is not None


def orthographic(latitude, longitude, central_longitude):
    """Return x and y of the orthographic view of a hemisphere, and the cosine of the angle from its middle.

    The middle is on the equator. Where the cosine is below 0, the place is behind the Moon.
    """
    # Snyder, Map Projections: A Working Manual (USGS 1987), chapter 20, with a central latitude of 0.
    latitude = radians(latitude)
    longitude = radians(longitude - central_longitude)
    x = cos(latitude) * sin(longitude)
    y = sin(latitude)
    cosine = cos(latitude) * cos(longitude)
    return x, y, cosine


def south_polar(latitude, longitude):
    """Return x and y of the stereographic view from below the south pole, longitude 0 up and east to the right."""
    # Snyder, chapter 21: the distance from the middle is as the tangent of half the angle from the pole.
    latitude = radians(latitude)
    longitude = radians(longitude)
    edge = tan(radians(90 + POLAR_EDGE) / 2)
    distance = tan((radians(90) + latitude) / 2) / edge
    return distance * sin(longitude), distance * cos(longitude)


def hemisphere(name, central_longitude, sites):
    """Return the view of the hemisphere with a longitude in its middle."""
    marks = []
    for site in sites:
        latitude = float(site.latitude_deg)
        x, y, cosine = orthographic(
            latitude, float(site.longitude_deg), central_longitude
        )
        if cosine > LEAST_COSINE and latitude > HEMISPHERE_EDGE:
            marks.append(make_mark(site, x, y))

    left, right = "90° W", "90° E"
    # From behind the Moon, east and west change sides.
    if central_longitude == 180:
        left, right = right, left
    notes = [
        (CENTRE, 20, "middle", "N"),
        (CENTRE, SIZE - 12, "middle", "S"),
        *side_notes(left, right),
    ]
    return MoonView(name, hemisphere_graticule(central_longitude), notes, label(marks))


def hemisphere_graticule(central_longitude):
    """Return the paths of the parallels and meridians of a hemisphere, 30 degrees apart."""
    quarter_turns = range(-90, 91, 5)
    thirties = range(-60, 61, 30)
    paths = []
    for latitude in thirties:
        parallel = [(latitude, central_longitude + step) for step in quarter_turns]
        paths.append(hemisphere_path(parallel, central_longitude))
    for step in thirties:
        meridian = [(latitude, central_longitude + step) for latitude in quarter_turns]
        paths.append(hemisphere_path(meridian, central_longitude))
    return paths


def hemisphere_path(places, central_longitude):
    """Return the path through places of a hemisphere, given as latitudes and longitudes."""
    points = []
    for latitude, longitude in places:
        x, y, _cosine = orthographic(latitude, longitude, central_longitude)
        points.append((x, y))
    return path(points)


def south_pole(sites):
    """Return the view of the south pole."""
    marks = []
    for site in sites:
        latitude = float(site.latitude_deg)
        if latitude <= POLAR_EDGE:
            x, y = south_polar(latitude, float(site.longitude_deg))
            marks.append(make_mark(site, x, y))

    notes = [
        (CENTRE, 20, "middle", "0°, towards the Earth"),
        (CENTRE, SIZE - 12, "middle", "180°"),
        (CENTRE + 4, CENTRE + RADIUS - 4, "start", "60° S"),
        *side_notes("90° W", "90° E"),
    ]
    return MoonView("South pole", south_pole_graticule(), notes, label(marks))


def south_pole_graticule():
    """Return the paths of two parallels, and of meridians 30 degrees apart."""
    paths = []
    for latitude in (-70, -80):
        points = [south_polar(latitude, longitude) for longitude in range(0, 361, 5)]
        paths.append(path(points))
    for longitude in range(0, 360, 30):
        # They end before the pole, where they would meet in a blot.
        paths.append(
            path([south_polar(POLAR_EDGE, longitude), south_polar(-88, longitude)])
        )
    return paths


def side_notes(left, right):
    return [
        (CENTRE - RADIUS - 2, CENTRE - 5, "start", left),
        (CENTRE + RADIUS + 2, CENTRE - 5, "end", right),
    ]


def make_mark(site, x, y):
    """Return the mark of a site at a point of a projection."""
    sign = SITE_SIGNS[site.kind]
    if site.rank == Rank.DEPRECATED:
        sign = Sign.STRUCK
    name = textwrap.shorten(site.name, 40, placeholder=" …")
    drawn_x = round(CENTRE + RADIUS * x, 1)
    drawn_y = round(CENTRE - RADIUS * y, 1)
    return Mark(drawn_x, drawn_y, name, sign)


def label(marks):
    """Place the labels of the marks and return them, without those on the spot of an earlier one."""
    distinct = []
    for mark in marks:
        if not any(is_same_spot(mark, other) for other in distinct):
            distinct.append(mark)
    return place_labels(distinct, SIZE, SIZE)


def is_same_spot(mark, other):
    return abs(mark.x - other.x) + abs(mark.y - other.y) <= SAME_SPOT


def path(points):
    """Return the SVG path through points of a projection."""
    drawn = [f"{CENTRE + RADIUS * x:.1f} {CENTRE - RADIUS * y:.1f}" for x, y in points]
    return "M" + "L".join(drawn)
