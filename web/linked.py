"""Records as JSON-LD: the JSON of the API with a type and the published context, which gives its names a meaning.

The context maps what schema.org and SOSA have words for; every other name is a term of this catalogue's own.
"""

from django.http import JsonResponse

from web.addresses import reverse
from web.renderers import JSONRenderer

MEDIA_TYPE = "application/ld+json"
DATE = {"edtf": "@value", "earliest": None, "latest": None, "words": None}


def date(term):
    """Map a date to a property whose value is its EDTF text."""
    return {"@id": term, "@context": DATE}


def link(term):
    return {"@id": term, "@type": "@id"}


def context(request):
    """Return the context. Its own terms stand under its address."""
    return {
        "@version": 1.1,
        "@vocab": f"{reverse('context', request=request)}#",
        "schema": "https://schema.org/",
        "sosa": "http://www.w3.org/ns/sosa/",
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
        "authors": {
            "@id": "schema:author",
            "@container": "@list",
            "@context": {"family": "schema:familyName", "given": "schema:givenName", "literal": "schema:name"},
        },
        "specifications": {
            "@id": "schema:additionalProperty",
            "@context": {
                "quantity": "schema:name",
                "low": "schema:minValue",
                "high": "schema:maxValue",
                "as_printed": "schema:description",
                "unit": "schema:unitText",
            },
        },
    }


def context_view(request):
    """Answer the context that every JSON-LD record names."""
    return JsonResponse({"@context": context(request)}, content_type=MEDIA_TYPE)


class LinkedRenderer(JSONRenderer):
    """One record with its type and the address of the context."""

    media_type = MEDIA_TYPE
    format = "jsonld"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        view = renderer_context["view"]
        address = reverse("context", request=view.request)
        linked = {"@context": address, "@type": list(view.linked_types)} | dict(data)
        return super().render(linked, accepted_media_type, renderer_context)
