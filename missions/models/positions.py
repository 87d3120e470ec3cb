"""Places on the Moon in words."""

from django.utils.translation import gettext as _

from records.numbers import decimal_text


def position_in_words(latitude_deg, longitude_deg):
    """Return degrees north and east as readers see them: "45.457° S, 177.5° E"."""
    north_or_south = "N"
    if latitude_deg < 0:
        north_or_south = "S"
    east_or_west = "E"
    if longitude_deg < 0:
        east_or_west = "W"
    return f"{digits(latitude_deg)}° {north_or_south}, {digits(longitude_deg)}° {east_or_west}"


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
    if site.elevation_words:
        parts.append(_("elevation %(elevation)s") % {"elevation": site.elevation_words})
    summary = "; ".join(parts)
    if site.description:
        summary = f"{summary}. {site.description}"
    return summary


def digits(number):
    """Return the digits of a decimal number without its sign and without zeros at the end."""
    return decimal_text(abs(number))
