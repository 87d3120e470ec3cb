"""Announced totals on the pages of lower apps, which cannot count across the catalogue themselves."""

from django import template

from catalog.counting import compare
from catalog.models import AnnouncedTotal

register = template.Library()


@register.inclusion_tag("includes/_totals.html")
def totals_of(scope):
    """Show the announced totals of a mission or programme beside what the catalogue counts."""
    name = scope._meta.model_name
    totals = AnnouncedTotal.objects.published().for_list().filter(**{name: scope})
    return {"comparisons": compare(totals), "scope": scope}
