"""Links to searches."""

from urllib.parse import quote

from django import template
from django.utils.html import format_html_join

register = template.Library()


@register.simple_tag
def search_links(names):
    """Return a link to the search for each name, as they are offered one after the other in a sentence."""
    return format_html_join(
        ", ", '<a href="?q={}">{}</a>', [(quote(name), name) for name in names]
    )
