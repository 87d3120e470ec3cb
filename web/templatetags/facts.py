"""The fields that a record type declares as facts, on the page of a record."""

from dataclasses import dataclass

from django import template

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
    record_type = record.record_type
    facts = []
    for name in record_type.facts:
        value = getattr(record, name)
        if value not in ("", None):
            fact = Fact(
                name, record_type.label_of(name), record_type.words_of(record, name)
            )
            if isinstance(value, Record):
                fact.target = value
            facts.append(fact)
    return facts
