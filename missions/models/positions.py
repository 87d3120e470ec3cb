"""Places on the Moon in words."""

from django.utils.translation import gettext as _

from records.numbers import decimal_text


def position_in_words(latitude_deg, longitude_deg):
    """Return degrees north and east as readers see them: "45.457° S, 177.5° E"."""
    return f"{latitude_in_words(latitude_deg)}, {longitude_in_words(longitude_deg)}"


def latitude_in_words(latitude_deg):
    north_or_south = "N"
    if latitude_deg < 0:
        north_or_south = "S"
    return f"{digits(latitude_deg)}° {north_or_south}"


def longitude_in_words(longitude_deg):
    east_or_west = "E"
    if longitude_deg < 0:
        east_or_west = "W"
    return f"{digits(longitude_deg)}° {east_or_west}"


def bounds_in_words(south, north, west, east):
    """Return the limits of an extent in degrees as readers see them; around a pole, without longitudes."""
    latitudes = _("%(south)s to %(north)s") % {
        "south": latitude_in_words(south),
        "north": latitude_in_words(north),
    }
    if (west, east) == (-180, 180):
        return _("%(latitudes)s, all longitudes") % {"latitudes": latitudes}
    return _("%(latitudes)s, %(west)s to %(east)s") % {
        "latitudes": latitudes,
        "west": longitude_in_words(west),
        "east": longitude_in_words(east),
    }


def elevation_in_words(elevation_m, printed_position):
    """Return an elevation in metres as readers see it; "" where the printed position states it already."""
    height = digits(elevation_m)
    if height in printed_position:
        return ""
    minus = ""
    if elevation_m < 0:
        minus = "−"
    return f"{minus}{height}\N{NO-BREAK SPACE}m"


def site_summary(site):
    """Return the names, the position, the elevation and the description of a site as one text."""
    parts = [site.name]
    if site.also_called:
        parts = [
            _("%(name)s, also called %(other_name)s")
            % {"name": site.name, "other_name": site.also_called}
        ]
    if site.position_words:
        parts.append(site.position_words)
    # As printed, a zone is often a middle with a margin, so that its limits are said too.
    if site.as_printed and site.bounds_words:
        parts.append(_("limits %(limits)s") % {"limits": site.bounds_words})
    if site.size_as_printed:
        parts.append(_("size %(size)s") % {"size": site.size_as_printed})
    if site.elevation_words:
        parts.append(_("elevation %(elevation)s") % {"elevation": site.elevation_words})
    summary = "; ".join(parts)
    if site.description:
        summary = f"{summary}. {site.description}"
    return summary


def knowledge_in_words(site):
    """Return how well the position of a site is known, as one text; "" where it says no more than ``standing_words``.

    The frame of a measurement is part of it even where the source does not state it, because the frames differ by
    several hundred metres; so is the error.
    """
    if not site.position_kind or site.is_no_rival:
        return ""
    parts = [site.get_position_kind_display()]
    if site.method:
        parts.append(_("by %(method)s") % {"method": site.get_method_display()})
    if site.base_map:
        parts.append(_("base map: %(map)s") % {"map": site.base_map})
    if site.uncertainty_as_printed:
        parts.append(
            _("stated uncertainty: %(uncertainty)s")
            % {"uncertainty": uncertainty_in_words(site)}
        )
    if site.reference_frame:
        parts.append(
            _("frame: %(frame)s") % {"frame": site.get_reference_frame_display()}
        )
    if site.method:
        parts += not_stated(site)
    return "; ".join(parts)


def uncertainty_in_words(site):
    """Return the error as printed, with the metres in each direction where they differ."""
    latitude = site.latitude_uncertainty_m
    longitude = site.longitude_uncertainty_m
    if latitude is None or longitude is None or latitude == longitude:
        return site.uncertainty_as_printed
    return _(
        "%(printed)s (%(latitude)s m in latitude, %(longitude)s m in longitude)"
    ) % {
        "printed": site.uncertainty_as_printed,
        "latitude": digits(latitude),
        "longitude": digits(longitude),
    }


def not_stated(site):
    """Return what the source of a measurement does not state of it, as a list of one sentence part or none."""
    if site.uncertainty_as_printed and not site.reference_frame:
        return [_("frame not stated in what was read")]
    if site.reference_frame and not site.uncertainty_as_printed:
        return [_("uncertainty not stated in what was read")]
    if not site.reference_frame:
        return [_("frame and uncertainty not stated in what was read")]
    return []


def digits(number):
    """Return the digits of a decimal number without its sign and without zeros at the end."""
    return decimal_text(abs(number))
