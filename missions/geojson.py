"""Places as GeoJSON (RFC 7946). They are on the Moon: degrees are of its latitude and longitude, not the Earth's."""

from web.renderers import JSONRenderer


class GeoJSONRenderer(JSONRenderer):
    """A list of records with ``latitude_deg`` and ``longitude_deg`` as one collection of features."""

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
    """Return a record as a feature; its geometry is null where its place is not published."""
    properties = dict(record)
    latitude = properties.pop("latitude_deg", None)
    longitude = properties.pop("longitude_deg", None)
    point = None
    if latitude is not None and longitude is not None:
        # The longitude comes first (section 3.1.1).
        point = {"type": "Point", "coordinates": [float(longitude), float(latitude)]}
    return {
        "type": "Feature",
        "id": properties.get("url"),
        "geometry": point,
        "properties": properties,
    }
