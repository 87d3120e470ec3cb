"""The figure of announced totals, a table and a drawing of the same facts."""

from django import template

from catalog.figures import panels

register = template.Library()


@register.inclusion_tag("figures/totals.html")
def totals_figure(comparisons):
    """Draw announced totals beside counted ones."""
    return {
        "name": f"totals-{comparisons[0].total.slug}",
        "panels": panels(comparisons),
    }
