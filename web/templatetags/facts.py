"""The fields of records and rows that pages made from declarations show, and the facts on any page of a record."""

from dataclasses import dataclass

from django import template
from django.utils.html import format_html

from records.models import Record
from records.registry import label_of, words_of

register = template.Library()


@dataclass
class Fact:
    """A stated field of a record or row: its name, what it is called, its value in words, the record it refers to."""

    name: str
    label: str
    words: str
    target: Record | None = None

    @property
    def value(self):
        """The value in words, linked to the record that it is."""
        if self.target is None:
            return self.words
        return format_html(
            '<a href="{}">{}</a>', self.target.get_absolute_url(), self.words
        )


@register.simple_tag
def facts_of(record):
    """Return a ``Fact`` for each field that the type declares and the record states, in the declared order."""
    return stated_facts(record, record.record_type.facts)


@register.simple_tag
def short_facts_of(record):
    """Return the facts that a line of a list has room for."""
    return stated_facts(record, record.record_type.short_facts)


@register.simple_tag
def details_of(row):
    """Return a ``Fact`` for each field that a row states and that its name does not say."""
    names = [name for name in row.row_kind.own_fields if name not in row.fields_in_name]
    return stated_facts(row, names)


def stated_facts(instance, names):
    """Return a ``Fact`` for each of the fields that a record or row states."""
    facts = []
    for name in names:
        value = getattr(instance, name)
        if value in ("", None):
            continue
        fact = Fact(name, label_of(instance, name), words_of(instance, name))
        if isinstance(value, Record):
            fact.target = value
        facts.append(fact)
    return facts
