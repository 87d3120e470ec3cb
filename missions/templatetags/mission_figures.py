"""The figures of missions, each a table and a drawing of the same facts."""

from django import template

from missions.figures.moon import moon_views, unlocated_sites
from missions.figures.riders import riders
from missions.figures.timeline import timeline

register = template.Library()


@register.inclusion_tag("figures/moon.html")
def moon_figure(mission):
    """Draw where a mission goes on the Moon."""
    sites = list(mission.sites.all())
    views = moon_views(sites)
    unlocated_names = [site.name for site in unlocated_sites(sites)]
    return {
        "name": "moon",
        "mission": mission,
        "sites": sites,
        "views": views,
        "has_zones": any(view.zones for view in views),
        "unlocated_names": "; ".join(unlocated_names),
    }


@register.inclusion_tag("figures/timeline.html")
def timeline_figure(missions):
    """Draw when missions fly. The missions come from ``with_spacecraft()``."""
    axis, lines, height = timeline(missions)
    drawn_lines = [line for line in lines if line.flights]
    return {
        "name": "timeline",
        "axis": axis,
        "lines": lines,
        "drawn_lines": drawn_lines,
        "height": height,
    }


@register.inclusion_tag("figures/riders.html")
def riders_figure(mission, spacecraft, payloads):
    """Draw which spacecraft carries which payload of a mission."""
    rides, height = riders(list(spacecraft), list(payloads))
    payload_rides = [ride for ride in rides if ride.depth == 1]
    return {
        "name": "riders",
        "mission": mission,
        "rides": rides,
        "payload_rides": payload_rides,
        "height": height,
    }
