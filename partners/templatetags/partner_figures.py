"""The figures of partners, each a table and a drawing of the same facts."""

from django import template

from partners.figures import ilrs_steps, partner_cities, world

register = template.Library()


@register.inclusion_tag("figures/world.html")
def world_figure(institutions):
    """Draw where partners sit: the cities of institutions, the capitals of countries without one."""
    cities, unplaced = partner_cities(institutions)
    return {
        "name": "world",
        "regions": world(cities),
        "cities": cities,
        "unplaced": unplaced,
    }


@register.inclusion_tag("figures/ilrs_steps.html")
def ilrs_steps_figure(participations, day=None):
    """Draw the steps of participants of one programme on a time axis, all or those by a day."""
    axis, lines, height = ilrs_steps(participations, day)
    programme = participations[0].programme
    return {
        "name": "ilrs-steps",
        "programme": programme,
        "axis": axis,
        "lines": lines,
        "height": height,
    }
