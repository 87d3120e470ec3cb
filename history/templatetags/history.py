"""The parts of a record page that say how to cite it, and what became of what was cited."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse

from history.changes import since
from history.citing import as_text

register = template.Library()


@register.inclusion_tag("includes/_cite.html", takes_context=True)
def cite(context, record):
    text = as_text(record, context["request"].revision)
    return {"text": text, "kind": record._meta.model_name, "key": record.record_key}


@register.inclusion_tag("includes/_since.html", takes_context=True)
def changed_since(context, record):
    """Show what changed of the record since the revision that the address names; nothing where it names none."""
    request = context["request"]
    if "revision" not in request.GET:
        return {}
    found = since(record, int(request.GET["revision"]), request.revision)
    return {"since": found, "record": record}


@register.simple_tag
def history_address(record, since=None):
    """Return the address of the history of a record, whole or after a revision."""
    query = {"record": f"{record._meta.model_name}:{record.record_key}"} | ({"since": since} if since else {})
    return f"{reverse('changes')}?{urlencode(query, safe=':')}"
