"""The fields that a record type declares as facts, on the page of a record."""

from dataclasses import dataclass

from django import template

from records.fields import EdtfField
from records.models import Record

register = template.Library()


@dataclass
class Fact:
    """A stated field of a record: its name, what it is called, its value in words and the record it refers to."""

    name: str
    label: str
    words: str
    target: Record | None = None


@register.simple_tag
def facts_of(record):
    """Return a ``Fact`` for each field that the type declares and the record states, in the declared order."""
    facts = []
    for name in record.record_type.facts:
        field = record._meta.get_field(name)
        value = getattr(record, name)
        if value in ("", None):
            continue
        fact = Fact(name, str(field.verbose_name), str(value))
        if isinstance(field, EdtfField):
            fact.words = getattr(record, f"{name}_words")
        elif field.choices:
            fact.words = getattr(record, f"get_{name}_display")()
        elif field.is_relation:
            fact.target = value
        elif isinstance(value, bool):
            fact.words = "yes" if value else "no"
        facts.append(fact)
    return facts
