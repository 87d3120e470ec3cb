"""The figures, each a table and a drawing of the same facts."""

from django import template

from catalog.figures import panels
from missions.figures import moon, riders, timeline
from partners.figures import ilrs_steps, partner_cities, world

register = template.Library()


@register.inclusion_tag("figures/moon.html")
def moon_figure(mission):
    """Draw where a mission goes on the Moon."""
    sites = list(mission.sites.all())
    views, unlocated = moon(sites)
    return {"name": "moon", "views": views, "sites": sites, "unlocated": unlocated, "mission": mission}


@register.inclusion_tag("figures/timeline.html")
def timeline_figure(missions):
    """Draw when missions fly. The missions need their published spacecraft as ``flying``."""
    axis, lines, height = timeline(missions)
    return {"name": "timeline", "axis": axis, "lines": lines, "height": height}


@register.inclusion_tag("figures/riders.html")
def riders_figure(mission, spacecraft, payloads):
    """Draw which spacecraft carries which payload of a mission."""
    rides, height = riders(list(spacecraft), list(payloads))
    return {"name": "riders", "mission": mission, "rides": rides, "height": height}


@register.inclusion_tag("figures/world.html")
def world_figure(institutions):
    """Draw where partners sit: the cities of institutions, the capitals of countries without one."""
    cities, unplaced = partner_cities(institutions)
    return {"name": "world", "regions": world(cities), "cities": cities, "unplaced": unplaced}


@register.inclusion_tag("figures/ilrs_steps.html")
def ilrs_steps_figure(participations, day=None):
    """Draw the steps of participants of the ILRS on a time axis, all or those by a day."""
    axis, lines, height = ilrs_steps(participations, day)
    return {"name": "ilrs-steps", "axis": axis, "lines": lines, "height": height}


@register.inclusion_tag("figures/totals.html")
def totals_figure(comparisons):
    """Draw announced totals beside counted ones."""
    return {"name": f"totals-{comparisons[0].total.slug}", "panels": panels(comparisons)}
