"""Sentences about spacecraft that hold links."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def spacecraft_summary(spacecraft):
    """Return what a spacecraft is, how it flew, who built it and its status, as one sentence."""
    parts = [capfirst(spacecraft.get_kind_display())]
    if spacecraft.launch:
        parts.append(spacecraft.launch_sentence)
    if spacecraft.manufacturer:
        parts.append(built_by(spacecraft.manufacturer))
    if spacecraft.status:
        parts.append(spacecraft.status_words)
    return format_html("{}.", format_html_join("; ", "{}", [(part,) for part in parts]))


def built_by(manufacturer):
    link = format_html(
        '<a href="{}">{}</a>', manufacturer.get_absolute_url(), manufacturer
    )
    return format_html(_("built by {manufacturer}"), manufacturer=link)
