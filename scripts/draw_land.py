#!/usr/bin/env python3
"""Write static/figures/land.svg: the outline of the land without any border, for the figure of the partners.

The outline is the file land-110m.json of the npm package world-atlas 2.0.2, which is the 1:110m land of Natural
Earth (public domain) in TopoJSON. Fetch and unpack the package, then give the file to this script:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/draw_land.py package/land-110m.json > static/figures/land.svg

A unit of the drawing is a tenth of a degree: x is the longitude east, y the latitude south.
"""

import json
import sys
from itertools import pairwise


def arcs_of(topology):
    """Return the arcs as lists of longitude and latitude: TopoJSON stores the steps from point to point."""
    x_scale, y_scale = topology["transform"]["scale"]
    x_offset, y_offset = topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = 0
        y = 0
        points = []
        for x_step, y_step in steps:
            x += x_step
            y += y_step
            points.append((x * x_scale + x_offset, y * y_scale + y_offset))
        arcs.append(points)
    return arcs


def rings_of(topology):
    """Yield each closed line of the land, islands and inland seas alike, as points in degrees."""
    arcs = arcs_of(topology)
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for arc_numbers in polygon:
                yield joined(arcs, arc_numbers)


def joined(arcs, numbers):
    """Return the points of the arcs with some numbers, one arc after the other."""
    points = []
    for number in numbers:
        # TopoJSON numbers an arc that is run through backwards by the complement: ~0 is the first one.
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        if points:
            # Its first point is the last one of the arc before.
            arc = arc[1:]
        points.extend(arc)
    return points


def unwrapped(points):
    """Return the ring without jumps at the antimeridian; one that goes round the pole is closed along it."""
    ring = [points[0]]
    for lon, lat in points[1:]:
        lon_before, _ = ring[-1]
        turns = round((lon - lon_before) / 360)
        ring.append((lon - 360 * turns, lat))
    first_lon, _ = ring[0]
    last_lon, _ = ring[-1]
    if abs(last_lon - first_lon) > 180:
        ring += [(last_lon, -90), (first_lon, -90), ring[0]]
    return ring


def copies(ring):
    """Yield the ring, and once more on the other side of the map where it goes beyond the antimeridian."""
    yield ring
    # Half a degree is left to rings that only touch it.
    if not any(abs(lon) > 180.5 for lon, _ in ring):
        return
    for shift in (-360, 360):
        shifted = [(lon + shift, lat) for lon, lat in ring]
        if any(abs(lon) < 180 for lon, _ in shifted):
            yield shifted


def path(points):
    """Return a closed path in tenths of a degree, each point relative to the one before."""
    tenths = []
    for lon, lat in points:
        point = (round(lon * 10), round(-lat * 10))
        # Points that fall together by rounding would be steps of nothing.
        if not tenths or point != tenths[-1]:
            tenths.append(point)

    steps = []
    for (x_before, y_before), (x, y) in pairwise(tenths):
        steps.append(f"{x - x_before} {y - y_before}")
    first_x, first_y = tenths[0]
    # The last step is that to the first point, which "z" draws.
    return f"M{first_x} {first_y}l{' '.join(steps[:-1])}z"


def main(name):
    with open(name, encoding="utf-8") as file:
        topology = json.load(file)
    lines = ""
    for ring in rings_of(topology):
        # Fewer points enclose nothing: the last one is the first.
        if len(ring) > 3:
            for copy in copies(unwrapped(ring)):
                lines += path(copy)
    print(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1800 -900 3600 1800">'
        "<!-- Land of Natural Earth, 1:110m, public domain; made by scripts/draw_land.py -->"
        f'<path id="land" d="{lines}"/></svg>'
    )


if __name__ == "__main__":
    main(sys.argv[1])
