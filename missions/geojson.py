"""Places as GeoJSON (RFC 7946). They are on the Moon: degrees are of its latitude and longitude, not the Earth's."""

import math

from web.renderers import JSONRenderer

# Of a degree; the catalogue stores no more.
DECIMALS = 6
# The fields of a site that its feature needs, whatever fields are asked for.
FIELDS_OF_FEATURE = (
    "url",
    "latitude_deg",
    "longitude_deg",
    "south_bound_latitude_deg",
    "north_bound_latitude_deg",
    "west_bound_longitude_deg",
    "east_bound_longitude_deg",
)


class GeoJSONRenderer(JSONRenderer):
    """A list of sites as one collection of features: points, and extents as polygons."""

    media_type = "application/geo+json"
    format = "geojson"
    answer_schema = {
        "type": "object",
        "description": "A FeatureCollection of places on the Moon.",
    }

    def render(self, data, accepted_media_type=None, renderer_context=None):
        features = [feature(record) for record in data]
        # RFC 7946 is of the Earth alone (section 4), so a member of our own names the body.
        collection = {"type": "FeatureCollection", "body": "Moon", "features": features}
        return super().render(collection, accepted_media_type, renderer_context)


def feature(record):
    """Return a site as a feature; its geometry is null where its place is not published."""
    properties = dict(record)
    latitude = properties.pop("latitude_deg")
    longitude = properties.pop("longitude_deg")
    geometry = None
    if latitude is not None and longitude is not None:
        # The longitude comes first (section 3.1.1).
        geometry = {"type": "Point", "coordinates": [float(longitude), float(latitude)]}
    elif properties["south_bound_latitude_deg"] is not None:
        # The limits stay among the properties, because those of a zone across 180 degrees are in two polygons.
        geometry = extent(
            float(properties["south_bound_latitude_deg"]),
            float(properties["north_bound_latitude_deg"]),
            float(properties["west_bound_longitude_deg"]),
            float(properties["east_bound_longitude_deg"]),
        )
    return {
        "type": "Feature",
        "id": properties.get("url"),
        "geometry": geometry,
        "properties": properties,
    }


def extent(south, north, west, east):
    """Return the geometry of an extent; one across the meridian of 180 degrees is cut there (section 3.1.9)."""
    # The meridian as the limit of a zone that does not cross it has the sign of the side that the zone is on.
    if west == 180:
        west = -180.0
    if east == -180:
        east = 180.0
    if west < east:
        return {"type": "Polygon", "coordinates": [ring(south, north, west, east)]}
    halves = [ring(south, north, west, 180.0), ring(south, north, -180.0, east)]
    return {"type": "MultiPolygon", "coordinates": [[half] for half in halves]}


def ring(south, north, west, east):
    """Return the closed line around an extent, counterclockwise (section 3.1.6)."""
    return [
        *along_parallel(south, west, east),
        *along_parallel(north, east, west),
        [west, south],
    ]


def along_parallel(latitude, start, end):
    """Return points of a parallel, at most a degree apart.

    Between two points programs draw a straight line of their map or the shortest way on the Moon, and neither follows
    a parallel near a pole: with its corners alone the region of Mons Mouton loses 8 % of its area.
    """
    step = 1 if start < end else -1
    points = []
    for number in range(math.ceil(abs(end - start))):
        points.append([round(start + step * number, DECIMALS), latitude])
    return [*points, [end, latitude]]
