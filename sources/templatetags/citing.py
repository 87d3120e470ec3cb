"""What a source is cited for, on its page."""

from django import template
from django.utils.translation import gettext as _

from records.models import Stance
from records.passages import place_of

register = template.Library()


@register.filter
def fact_text(citation):
    """Return what a citation, as ``all_citations`` has it, says of which fact: "differs on launch (p. 3)"."""
    if citation["stance"] == Stance.DIFFERS:
        sentence = _("differs on %(fact)s")
    elif citation["stance"] == Stance.ABOUT:
        sentence = _("is about %(fact)s")
    else:
        sentence = _("%(fact)s")
    text = sentence % {"fact": cited_fact(citation)}
    place = place_of(citation["locator"])
    if place:
        text += f" ({place})"
    return text


def cited_fact(citation):
    """Return the row or field that a citation speaks for."""
    if citation["row_type"]:
        return f"{citation['row_type']} “{citation['row_key'].replace('-', ' ')}”"
    return citation["field"].replace("_", " ") or _("the record as a whole")
