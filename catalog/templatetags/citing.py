"""The section of a record page that says how to cite it."""

from django import template

from catalog.citing import as_text

register = template.Library()


@register.inclusion_tag("includes/_cite.html")
def cite(record):
    return {"text": as_text(record), "kind": record._meta.model_name, "key": record.record_key}
