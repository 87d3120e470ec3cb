"""What cites a source, on the page of the source, which cannot know the record types above it."""

from collections import Counter
from itertools import groupby

from django import template

from catalog.canonical import RECORD_TYPES
from catalog.citations import all_citations
from sources.models import read_referring

register = template.Library()


@register.inclusion_tag("includes/_facts_citing.html")
def facts_citing(source):
    """Show the records that cite a source, each with what it is cited for."""
    citations = all_citations(lambda part: part.filter(source=source))
    groups = []
    for (kind, key), found in groupby(
        citations, key=lambda citation: (citation["record_type"], citation["record_key"])
    ):
        groups.append((kind, key, list(found)))
    records = records_by_key(groups)
    return {"groups": [(records[kind, key], found) for kind, key, found in groups]}


def records_by_key(groups):
    """Return the records of the groups by type and key, in one query."""
    keys = {}
    for kind, key, _ in groups:
        keys.setdefault(kind, []).append(key)
    models = [model for model in RECORD_TYPES if model._meta.model_name in keys]
    found = read_referring(
        [model.objects.filter(**{f"{model.key_field}__in": keys[model._meta.model_name]}) for model in models]
    )
    return {(record._meta.model_name, record.record_key): record for records in found for record in records}


@register.simple_tag
def tally_facts(sources):
    """Give each source ``facts``, how many facts cite it, and ``alone``, how many of them nothing else supports."""
    facts, alone = Counter(), Counter()
    for citation in all_citations(lambda part: part.filter(source__in=[source.pk for source in sources])):
        facts[citation["source_slug"]] += 1
        alone[citation["source_slug"]] += citation["alone"]
    for source in sources:
        source.facts, source.alone = facts[source.slug], alone[source.slug]
    return ""


@register.filter
def in_words(key):
    """Return the key of a row as words."""
    return key.replace("-", " ")


@register.filter
def record_type(record):
    return record._meta.verbose_name
