"""The lines at the front of the admin."""

from django.template import Library

from catalog.workbench import latest_changes, numbers_waiting

register = Library()


@register.inclusion_tag("admin/_workbench.html")
def workbench():
    """Show which records wait for somebody, and what changed last."""
    return {"waiting": numbers_waiting(), "changes": latest_changes()[:5]}
