"""Announced totals on the pages of lower apps, which cannot count across the catalogue themselves."""

from django import template

from catalog.counting import compare

register = template.Library()


@register.inclusion_tag("includes/_announced.html")
def totals_of(scope):
    """Show the announced totals of a mission or programme beside what the catalogue counts."""
    totals = scope.announced_totals.published().select_related("announcer").prefetch_related("contents")
    return {"comparisons": compare(totals), "scope": scope}
