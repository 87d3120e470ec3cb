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
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        arcs.append(points)
    return arcs


def rings_of(topology):
    """Return each closed line of the land, islands and inland seas alike; a negative number is an arc backwards."""
    arcs = arcs_of(topology)
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                points = []
                for number in ring:
                    arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                    points.extend(arc[1:] if points else arc)
                yield points


def unwrapped(points):
    """Return the ring without jumps at the antimeridian; one that goes round the pole is closed along it."""
    ring = [points[0]]
    for lon, lat in points[1:]:
        turns = round((lon - ring[-1][0]) / 360)
        ring.append((lon - 360 * turns, lat))
    if abs(ring[-1][0] - ring[0][0]) > 180:
        ring += [(ring[-1][0], -90), (ring[0][0], -90), ring[0]]
    return ring


def copies(ring):
    """Give the ring, and once more on the other side of the map where it goes beyond the antimeridian."""
    yield ring
    for shift in (-360, 360):
        shifted = [(lon + shift, lat) for lon, lat in ring]
        if any(abs(lon) > 180.5 for lon, _ in ring) and any(abs(lon) < 180 for lon, _ in shifted):
            yield shifted


def path(points):
    """Return a closed path in tenths of a degree, each point relative to the one before."""
    tenths = [(round(lon * 10), round(-lat * 10)) for lon, lat in points]
    tenths = [point for number, point in enumerate(tenths) if number == 0 or point != tenths[number - 1]]
    steps = [(x - u, y - v) for (u, v), (x, y) in pairwise(tenths)]
    return f"M{tenths[0][0]} {tenths[0][1]}l" + " ".join(f"{dx} {dy}" for dx, dy in steps[:-1]) + "z"


def main(name):
    with open(name, encoding="utf-8") as file:
        topology = json.load(file)
    rings = [unwrapped(ring) for ring in rings_of(topology) if len(ring) > 3]
    lines = "".join(path(copy) for ring in rings for copy in copies(ring))
    print(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1800 -900 3600 1800">'
        "<!-- Land of Natural Earth, 1:110m, public domain; made by scripts/draw_land.py -->"
        f'<path id="land" d="{lines}"/></svg>'
    )


if __name__ == "__main__":
    main(sys.argv[1])
