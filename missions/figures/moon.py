"""Where a mission goes on the Moon: views of its two hemispheres and of its south pole.

Latitudes are in degrees north, longitudes in degrees east. The projections give x to the right and y up, with the edge
of the view at a distance of 1; the drawings are in units of their view box, with y down.
"""

import textwrap
from dataclasses import dataclass
from itertools import groupby
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
# Into how many straight pieces a side of an extent is cut, so that it is drawn as the curve that it is.
OUTLINE_STEPS = 24
# In characters; a longer one finds no place in the frame beside a mark in its middle.
LONGEST_LABEL = 34
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
    """One view of the Moon: the paths of its graticule, what is written on it, the places and outlines in view."""

    name: str
    graticule: list
    notes: list
    marks: list
    zones: list


def moon_views(sites):
    """Return the ``MoonView`` of each view that has one of the sites in it."""
    located = drawn_sites(sites)
    # Preferred places come first, because a place on the spot of an earlier one is left out.
    located.sort(key=lambda site: site.rank != Rank.PREFERRED)
    views = [
        hemisphere("Near side", 0, located),
        hemisphere("Far side", 180, located),
        south_pole(located),
    ]
    return [view for view in views if view.marks]


def drawn_sites(sites):
    """Return the sites that have a place.

    A rounded value and the centre of a named feature are left out where the place itself is known: they would be told
    as another place.
    """
    located = [site for site in sites if has_place(site)]
    known_kinds = {site.kind for site in located if site.is_displayed_position}
    drawn = []
    for site in located:
        is_known_better = site.kind in known_kinds and site.rank == Rank.PREFERRED
        if site.is_displayed_position or not is_known_better:
            drawn.append(site)
    return drawn


def unlocated_sites(sites):
    """Return the preferred sites that cannot be drawn, because no coordinates are known."""
    return [
        site for site in sites if site.rank == Rank.PREFERRED and not has_place(site)
    ]


def has_place(site):
    return site.is_located or site.is_bounded


def place_of(site):
    """Return the latitude and longitude of a site in degrees; of an extent, those of its middle."""
    if site.is_located:
        return float(site.latitude_deg), float(site.longitude_deg)
    south, north, west, east = bounds_of(site)
    return (south + north) / 2, (west + east) / 2


def bounds_of(site):
    """Return the limits of an extent in degrees, south, north, west and east, with an east greater than the west."""
    west = float(site.west_bound_longitude_deg)
    east = float(site.east_bound_longitude_deg)
    if east < west:
        east += 360
    south = float(site.south_bound_latitude_deg)
    north = float(site.north_bound_latitude_deg)
    return south, north, west, east


def outline(site):
    """Return the lines around an extent, each a list of latitudes and longitudes.

    One around a pole has no sides, and no line at the pole.
    """
    south, north, west, east = bounds_of(site)
    steps = [number / OUTLINE_STEPS for number in range(OUTLINE_STEPS + 1)]
    lines = []
    for latitude in (south, north):
        if abs(latitude) < 90:
            lines.append([(latitude, west + step * (east - west)) for step in steps])
    if east - west < 360:
        for longitude in (west, east):
            lines.append(
                [(south + step * (north - south), longitude) for step in steps]
            )
    return lines


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
    zones = []
    for site in sites:
        latitude, longitude = place_of(site)
        x, y, cosine = orthographic(latitude, longitude, central_longitude)
        if cosine > LEAST_COSINE and latitude > HEMISPHERE_EDGE:
            marks.append(make_mark(site, x, y))
            if site.is_bounded:
                zones += hemisphere_zone(site, central_longitude)

    left, right = "90° W", "90° E"
    # From behind the Moon, east and west change sides.
    if central_longitude == 180:
        left, right = right, left
    notes = [
        (CENTRE, 20, "middle", "N"),
        (CENTRE, SIZE - 12, "middle", "S"),
        *side_notes(left, right),
    ]
    graticule = hemisphere_graticule(central_longitude)
    return MoonView(name, graticule, notes, label(marks), zones)


def hemisphere_zone(site, central_longitude):
    """Return the paths of what can be seen of the outline of an extent on a hemisphere."""
    paths = []
    for line in outline(site):
        points = []
        for latitude, longitude in line:
            x, y, cosine = orthographic(latitude, longitude, central_longitude)
            if cosine >= 0:
                points.append((x, y))
            else:
                points.append(None)
        paths += paths_in_view(points)
    return paths


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
    zones = []
    for site in sites:
        latitude, longitude = place_of(site)
        if latitude <= POLAR_EDGE:
            x, y = south_polar(latitude, longitude)
            marks.append(make_mark(site, x, y))
            if site.is_bounded:
                zones += south_pole_zone(site)

    notes = [
        (CENTRE, 20, "middle", "0°, towards the Earth"),
        (CENTRE, SIZE - 12, "middle", "180°"),
        (CENTRE + 4, CENTRE + RADIUS - 4, "start", "60° S"),
        *side_notes("90° W", "90° E"),
    ]
    return MoonView("South pole", south_pole_graticule(), notes, label(marks), zones)


def south_pole_zone(site):
    """Return the paths of what is in the view of the south pole of the outline of an extent."""
    paths = []
    for line in outline(site):
        points = []
        for latitude, longitude in line:
            if latitude <= POLAR_EDGE:
                points.append(south_polar(latitude, longitude))
            else:
                points.append(None)
        paths += paths_in_view(points)
    return paths


def paths_in_view(points):
    """Return the paths of a line, of which the points out of view are ``None``: it is cut there."""
    paths = []
    for is_out_of_view, group in groupby(points, key=lambda point: point is None):
        run = list(group)
        if not is_out_of_view and len(run) > 1:
            paths.append(path(run))
    return paths


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
    if site.is_bounded:
        sign = Sign.NONE
    name = textwrap.shorten(site.name, LONGEST_LABEL, placeholder=" …")
    drawn_x = round(CENTRE + RADIUS * x, 1)
    drawn_y = round(CENTRE - RADIUS * y, 1)
    return Mark(drawn_x, drawn_y, name, sign)


def label(marks):
    """Place the labels of the marks and return them, without those on the spot of an earlier one.

    An area is no spot, so that its label stays.
    """
    distinct = []
    spots = []
    for mark in marks:
        if mark.sign == Sign.NONE:
            distinct.append(mark)
        elif not any(is_same_spot(mark, other) for other in spots):
            spots.append(mark)
            distinct.append(mark)
    return place_labels(distinct, SIZE, SIZE)


def is_same_spot(mark, other):
    return abs(mark.x - other.x) + abs(mark.y - other.y) <= SAME_SPOT


def path(points):
    """Return the SVG path through points of a projection."""
    drawn = [f"{CENTRE + RADIUS * x:.1f} {CENTRE - RADIUS * y:.1f}" for x, y in points]
    return "M" + "L".join(drawn)
