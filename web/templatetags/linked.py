"""What a page tells search engines of its record, in the words of schema.org."""

import json

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import mark_safe

register = template.Library()

# The registers in which an institution is found too, by the field with its identifier there.
SAME_AS = {"ror": "https://ror.org/", "wikidata": "https://www.wikidata.org/entity/", "doi": "https://doi.org/"}


def as_script(**facts):
    """Return facts as a JSON-LD element; what is empty is left out. A sign that would end the element is escaped."""
    stated = {"@context": "https://schema.org"} | {name: fact for name, fact in facts.items() if fact}
    text = json.dumps(stated, ensure_ascii=False).replace("<", "\\u003c")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def schema_type(record_type):
    """Return the type that the API gives a record, of those that schema.org has."""
    for linked_type in record_type.linked_types:
        if linked_type.startswith("schema:"):
            return linked_type.removeprefix("schema:")
    return "Thing"


@register.simple_tag
def linked_record(record):
    """Return what a record is, what it is called and where else it is known."""
    kind = record._meta.model_name
    names = record.names.all() if hasattr(record, "names") else []
    return as_script(
        **{
            "@type": schema_type(record.record_type),
            "@id": f"{settings.SITE_URL}{reverse(f'{kind}-detail', args=[record.record_key])}",
            "name": getattr(record, "title", "") or str(record),
            "alternateName": [name.name for name in names],
            "description": getattr(record, "summary", ""),
            "url": f"{settings.SITE_URL}{record.get_absolute_url()}",
            "sameAs": [base + key for field, base in SAME_AS.items() if (key := getattr(record, field, ""))],
        }
    )


@register.simple_tag
def linked_catalogue():
    """Return what the catalogue is and where all of it can be had."""
    return as_script(
        **{
            "@type": "Dataset",
            "@id": f"{settings.SITE_URL}/",
            "name": settings.CATALOGUE_TITLE,
            "description": "International payloads on China's lunar missions, their providers, and participation in "
            "the International Lunar Research Station; every fact with its source.",
            "url": f"{settings.SITE_URL}{reverse('home')}",
            "license": settings.LICENCE,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": "application/zip",
                    "contentUrl": f"{settings.SITE_URL}{reverse('download', args=['catalogue.zip'])}",
                }
            ],
        }
    )
