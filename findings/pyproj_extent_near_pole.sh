#!/bin/sh
# pyproj 3.7.2 with shapely 2.1.2: the area of an extent near a pole of the Moon, given by the four corners of its limits.
# Geod.geometry_area_perimeter() takes each side as the shortest way between its ends, which no parallel is. One would
# expect a small error. A region of 41 degrees of longitude at 85 degrees south has lost 8 % of its area, and a cap around
# the pole, whose side ends where it begins, has none at all. With a corner at each degree both are right to 0.01 %.
# Seen with Python 3.11 on 28 November 2026 (share of the area on the sphere):
#   region, 4 corners: 0.9164
#   region, a corner at each degree: 1.0000
#   cap, 4 corners: 0.0000
#   cap, a corner at each degree: 0.9999
# So polygons for such readers need points along their parallels.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyproj==3.7.2 shapely==2.1.2
"$folder/venv/bin/python" - <<'PYTHON'
from math import radians, sin

from pyproj import CRS
from shapely import segmentize
from shapely.geometry import box

RADIUS = 1737400
geod = CRS.from_user_input("IAU_2015:30100").get_geod()


def share(west, south, east, north, step=None):
    polygon = box(west, south, east, north)
    if step:
        polygon = segmentize(polygon, step)
    area, _perimeter = geod.geometry_area_perimeter(polygon)
    height = sin(radians(north)) - sin(radians(south))
    return abs(area) / (RADIUS**2 * radians(east - west) * height)


region = (11.67, -86.22, 53.03, -83.3)
cap = (-180, -90, 180, -85)
shares = [share(*limits, step) for limits in (region, cap) for step in (None, 1)]
names = ("region, 4 corners", "region, a corner at each degree", "cap, 4 corners", "cap, a corner at each degree")
for name, value in zip(names, shares):
    print(f"{name}: {value:.4f}")
assert [f"{value:.3f}" for value in shares] == ["0.916", "1.000", "0.000", "1.000"]
PYTHON
