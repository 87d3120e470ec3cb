"""The parts of a record page that say how to cite it, and what became of what was cited."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse

from history.citing import citation_text
from history.since import changes_since

register = template.Library()


@register.inclusion_tag("includes/_cite.html", takes_context=True)
def cite(context, record):
    """Show how to cite the record as it is now."""
    revision = context["request"].revision
    return {
        "text": citation_text(record, revision),
        "kind": record.record_type.name,
        "key": record.record_key,
    }


@register.inclusion_tag("includes/_since.html", takes_context=True)
def changed_since(context, record):
    """Show what changed of the record since the revision that the address names; nothing where it names none."""
    request = context["request"]
    if "revision" not in request.GET:
        return {}
    since = changes_since(record, int(request.GET["revision"]), request.revision)
    return {"since": since, "record": record}


@register.simple_tag
def history_address(record, since=None):
    """Return the address of the history of a record, whole or after a revision."""
    query = {"record": f"{record.record_type.name}:{record.record_key}"}
    if since:
        query["since"] = since
    # The colon is legal in a query and easier to read there.
    return f"{reverse('changes')}?{urlencode(query, safe=':')}"
