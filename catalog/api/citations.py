"""Citations in the API: every use of every source as one list."""

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from catalog.filters.citations import CITED_TYPE_CHOICES, CitationFilter
from payloads.models import Payload
from records.models import Basis, Confidence, Stance, split_names
from records.registry import named
from sources.citations import citations_of, cited_types, public_citations
from web.addresses import reverse
from web.parameters import StrictFilterBackend
from web.serializers import ADDRESS, ReferenceSerializer
from web.viewsets import CatalogueViewSet

CITED_RECORD = {
    "type": "object",
    "description": "A country has a code, any other record a slug.",
    "required": ["name", "url"],
    "properties": {
        "slug": {"type": "string"},
        "code": {"type": "string"},
        "name": {"type": "string"},
        "url": {"type": ["string", "null"], "format": "uri"},
    },
}


class CitationListSerializer(serializers.Serializer):
    """One use of a source for a record, one of its fields or one of its rows."""

    id = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()
    record_type = serializers.ChoiceField(CITED_TYPE_CHOICES)
    record = serializers.SerializerMethodField()
    field = serializers.CharField()
    # Declared fields are taken out of the class, so that this one does not hide what REST framework calls "fields".
    fields = serializers.SerializerMethodField(method_name="get_names_of_fields")
    row_type = serializers.CharField()
    row_key = serializers.CharField()
    source = serializers.SerializerMethodField()
    source_label = serializers.CharField()
    locator = serializers.CharField()
    stance = serializers.ChoiceField(Stance.choices)
    confidence = serializers.ChoiceField(Confidence.choices)
    basis = serializers.ChoiceField(Basis.choices)
    as_printed = serializers.CharField()
    note = serializers.CharField()
    alone = serializers.BooleanField(
        help_text="Whether no other source supports what it speaks for."
    )

    def get_id(self, citation) -> str:
        return f"{citation['record_type']}.{citation['record_key']}.{citation['key']}"

    def get_names_of_fields(self, citation) -> list[str]:
        return split_names(citation["field"])

    @extend_schema_field(ADDRESS)
    def get_url(self, citation):
        return reverse(
            "citation-detail",
            args=[self.get_id(citation)],
            request=self.context["request"],
        )

    @extend_schema_field(CITED_RECORD)
    def get_record(self, citation):
        record_type = named(citation["record_type"])
        key = citation["record_key"]
        url = None
        if record_type.in_api:
            url = self.address(record_type.name, key)
        return {record_type.key_field: key, "name": citation["record_name"], "url": url}

    @extend_schema_field(ReferenceSerializer)
    def get_source(self, citation):
        slug = citation["source_slug"]
        return {
            "slug": slug,
            "name": citation["source_title"],
            "url": self.address("source", slug),
        }

    def address(self, resource, key):
        return reverse(
            f"{resource}-detail", args=[key], request=self.context["request"]
        )


class CitationViewSet(CatalogueViewSet):
    """Every use of every source, addressed by record type, record and the citation's own key.

    The key of a citation that was replaced by one with more fields redirects to that one, as does the former slug of
    its record.
    """

    # One of the tables that the list is made of. REST framework takes from it what the filters filter by; which
    # table is no matter, because all have the same columns.
    queryset = public_citations(Payload.record_type)
    serializer_class = CitationListSerializer
    detail_formats = ()  # each record has its own
    filterset_class = CitationFilter
    lookup_field = "id"
    example_key = "payload.change-4-lnd.7492689e0e8f"
    lookup_value_regex = "[^/]+"

    csv_left_out = ("fields",)  # "field" has them in one column

    def list(self, request, *args, **kwargs):
        filterset = StrictFilterBackend().checked_filterset(
            request, self.queryset, self
        )
        return self.answer(filterset.ordered_citations(), filterset.facets())

    def get_object(self):
        # Refuses parameters: a detail has no filters.
        self.filter_queryset(self.queryset)
        citation = find_citation(self.kwargs["id"])
        if citation is None:
            raise Http404
        return citation

    def retrieve(self, request, *args, **kwargs):
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            return self.redirect_from_former_id(self.kwargs["id"])

    def redirect_from_former_id(self, identity):
        successor = find_successor(identity)
        if successor is None:
            sentence = _("There is no citation “%(id)s”.")
            raise NotFound(sentence % {"id": identity}) from None
        record = successor.record
        return self.redirect_to(
            f"{record.record_type.name}.{record.record_key}.{successor.key}"
        )


def find_citation(identity):
    """Return the citation with an ``id`` of the API; ``None`` if there is none."""
    record_type, record_key, key = parse_id(identity)
    if record_type is None:
        return None
    return citations_of(record_type).filter(record_key=record_key, key=key).first()


def find_successor(identity):
    """Return the citation that replaced the one of a former ``id``; ``None`` if there is none."""
    record_type, record_key, key = parse_id(identity)
    if record_type is None:
        return None
    records = record_type.model.objects.published()
    record = records.filter(**{record_type.key_field: record_key}).first()
    # Countries are known by their codes, which never change.
    if record is None and record_type.key_field == "slug":
        record = records.formerly(record_key).first()
    if record is None:
        return None
    for citation in record.citations.select_related("source", "record"):
        if key == citation.key or key in citation.former_keys():
            return citation
    return None


def parse_id(identity):
    """Return the record type, the key of the record and that of the citation; no type for one that is not cited."""
    type_name, _separator, record_and_key = identity.partition(".")
    record_key, _separator, key = record_and_key.partition(".")
    for record_type in cited_types():
        if record_type.name == type_name:
            return record_type, record_key, key
    return None, record_key, key
