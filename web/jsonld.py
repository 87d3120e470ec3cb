"""JSON-LD, of two kinds: records of the API in the catalogue's own terms, and what pages tell search engines.

A record of the API is its JSON with a type and the address of the published context, which gives its names a meaning.
The context maps what schema.org and SOSA have words for; every other name is a term of this catalogue's own. Search
engines read schema.org only, so that pages hold a few facts in its words.
"""

import json

from django.conf import settings
from django.http import JsonResponse
from django.urls import reverse as page_path
from django.utils.safestring import mark_safe

from records.models import Rank
from web.addresses import reverse
from web.renderers import JSONRenderer

MEDIA_TYPE = "application/ld+json"


def date(term):
    """Map a date to a property whose value is its EDTF text."""
    return {
        "@id": term,
        "@context": {"edtf": "@value", "earliest": None, "latest": None, "words": None},
    }


def link(term):
    """Map an address to a property whose value is what stands there, not a text."""
    return {"@id": term, "@type": "@id"}


# The order of authors is part of what they say, so that they are a list and no set.
AUTHORS = {
    "@id": "schema:author",
    "@container": "@list",
    "@context": {
        "family": "schema:familyName",
        "given": "schema:givenName",
        "literal": "schema:name",
    },
}
SPECIFICATIONS = {
    "@id": "schema:additionalProperty",
    "@context": {
        "quantity": "schema:name",
        "low": "schema:minValue",
        "high": "schema:maxValue",
        "as_printed": "schema:description",
        "unit": "schema:unitText",
    },
}
# No schema:contentUrl: the address is of the page where a picture is, not of its file.
PICTURES = {
    "@id": "schema:associatedMedia",
    "@context": {
        "title": "schema:caption",
        "address": link("schema:url"),
        "date": date("schema:dateCreated"),
        "credit_as_printed": "schema:creditText",
    },
}
IDENTIFIERS = {
    "@id": "schema:identifier",
    "@context": {
        "scheme": "schema:propertyID",
        "value": "schema:value",
        "address": link("schema:url"),
    },
}


def context(request):
    """Return the context. The catalogue's own terms are named under its address."""
    return {
        "@version": 1.1,
        # Names that are not listed here are terms under this address.
        "@vocab": f"{reverse('context', request=request)}#",
        "schema": "https://schema.org/",
        "sosa": "http://www.w3.org/ns/sosa/",
        # The address of a record is what identifies it as a node.
        "url": "@id",
        "html_url": link("schema:mainEntityOfPage"),
        "slug": "schema:identifier",
        "code": "schema:identifier",
        "name": "schema:name",
        "title": "schema:name",
        "names": "schema:alternateName",
        "acronym": "schema:alternateName",
        "summary": "schema:description",
        "description": "schema:description",
        "website": link("schema:url"),
        "address": link("schema:url"),
        "archived_address": link("schema:archivedAt"),
        "spacecraft": "sosa:isHostedBy",
        "parent": "schema:parentOrganization",
        "manufacturer": "schema:manufacturer",
        "founded": date("schema:foundingDate"),
        "published": date("schema:datePublished"),
        "identifier": "schema:identifier",
        "version": "schema:version",
        "temporal_coverage": date("schema:temporalCoverage"),
        "handed_over": date("handed_over"),
        "license": "schema:license",
        "encoding_format": "schema:encodingFormat",
        "producer": "schema:creator",
        "archive": "schema:includedInDataCatalog",
        "citation_as_printed": "schema:creditText",
        "launch": date("launch"),
        "status_date": date("status_date"),
        "date": date("date"),
        "checked": date("checked"),
        "looked": date("looked"),
        "artemis_accords": date("artemis_accords"),
        "language": "schema:inLanguage",
        "container": "schema:isPartOf",
        "publisher": "schema:publisher",
        "pages": "schema:pagination",
        "source": "schema:citation",
        "authors": AUTHORS,
        "specifications": SPECIFICATIONS,
        "pictures": PICTURES,
        "identifiers": IDENTIFIERS,
    }


def context_view(request):
    """Answer the context that every JSON-LD record names."""
    return JsonResponse({"@context": context(request)}, content_type=MEDIA_TYPE)


class LinkedRenderer(JSONRenderer):
    """One record of the API with its types and the address of the context."""

    media_type = MEDIA_TYPE
    format = "jsonld"
    answer_schema = {
        "type": "object",
        "description": "The record with its type and its context.",
    }

    def render(self, data, accepted_media_type=None, renderer_context=None):
        view = renderer_context["view"]
        linked = {
            "@context": reverse("context", request=view.request),
            "@type": list(view.linked_types),
        }
        linked.update(data)
        for kind in view.linked_rows:
            # Rows are left out when other fields are asked for.
            if kind.relation not in data:
                continue
            typed_rows = [
                {"@type": kind.linked_type, **row} for row in data[kind.relation]
            ]
            linked[kind.relation] = typed_rows
        return super().render(linked, accepted_media_type, renderer_context)


def record_script(record):
    """Return a JSON-LD element for the page of a record: what it is, how it is called, where else it is known."""
    record_type = record.record_type
    names = []
    if record_type.row_kind("names"):
        names = [name.name for name in record.names.all()]
    api_path = page_path(f"{record_type.name}-detail", args=[record.record_key])
    return _script(
        {
            "@type": _schema_org_type(record_type),
            "@id": f"{settings.SITE_URL}{api_path}",
            "name": getattr(record, "title", "") or str(record),
            "alternateName": names,
            "description": getattr(record, "summary", ""),
            "url": f"{settings.SITE_URL}{record.get_absolute_url()}",
            "sameAs": _entries_in_registers(record),
            "associatedMedia": _pictures(record),
            "identifier": _identifiers_without_address(record),
            **record.linked_facts(),
        }
    )


def catalogue_script():
    """Return a JSON-LD element for pages of the catalogue: what it is and where all of it can be had."""
    download = {
        "@type": "DataDownload",
        "encodingFormat": "application/zip",
        "contentUrl": f"{settings.SITE_URL}{page_path('download', args=['catalogue.zip'])}",
    }
    return _script(
        {
            "@type": "Dataset",
            "@id": f"{settings.SITE_URL}/",
            "name": settings.CATALOGUE_TITLE,
            "description": settings.CATALOGUE_DESCRIPTION,
            "url": f"{settings.SITE_URL}{page_path('home')}",
            "license": settings.LICENCE,
            "distribution": [download],
        }
    )


def _script(facts):
    """Return facts in the words of schema.org as a script element. Facts that are empty are left out."""
    stated = {"@context": "https://schema.org"}
    for name, fact in facts.items():
        if fact:
            stated[name] = fact
    # "<" is the one sign with which the text of a record could end the element.
    text = json.dumps(stated, ensure_ascii=False).replace("<", "\\u003c")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def _schema_org_type(record_type):
    """Return the type that the API gives a record, of those that schema.org has."""
    for linked_type in record_type.linked_types:
        if linked_type.startswith("schema:"):
            return linked_type.removeprefix("schema:")
    return "Thing"


def _pictures(record):
    """Return the pictures of a record as references to the pages where they are."""
    if not record.record_type.row_kind("pictures"):
        return []
    pictures = []
    for picture in record.pictures.all():
        stated = {"@type": "ImageObject", "caption": picture.title}
        if picture.address:
            stated["url"] = picture.address
        if picture.date:
            stated["dateCreated"] = picture.date
        if picture.credit_as_printed:
            stated["creditText"] = picture.credit_as_printed
        pictures.append(stated)
    return pictures


def _entries_in_registers(record):
    """Return the addresses of a record in public registers, by the identifiers that it has there."""
    addresses = []
    for identifier in _displayed_identifiers(record):
        if identifier.address:
            addresses.append(identifier.address)
    if getattr(record, "doi", ""):
        addresses.append(f"https://doi.org/{record.doi}")
    return addresses


def _identifiers_without_address(record):
    """Return the identifiers of a record that lead nowhere, each with its scheme."""
    values = []
    for identifier in _displayed_identifiers(record):
        if not identifier.address:
            values.append(
                {
                    "@type": "PropertyValue",
                    "propertyID": identifier.scheme,
                    "name": identifier.get_scheme_display(),
                    "value": identifier.value,
                }
            )
    return values


def _displayed_identifiers(record):
    """Return the identifiers that a record has and that no source was shown to be wrong about."""
    if not record.record_type.row_kind("identifiers"):
        return []
    return [
        identifier
        for identifier in record.identifiers.all()
        if identifier.value and identifier.rank == Rank.PREFERRED
    ]
