"""Sources in the API."""

from rest_framework import serializers

from sources.filters import SourceFilter
from sources.models import Source
from web.serializers import (
    EdtfDateField,
    ReadSerializer,
    RecordSerializer,
    ReferenceSerializer,
)
from web.viewsets import RecordViewSet


class AuthorSerializer(ReadSerializer):
    """An author as CSL has them."""

    family = serializers.CharField()
    given = serializers.CharField()
    literal = serializers.CharField()


class NumberedReferenceSerializer(ReadSerializer):
    """An entry of the source's own reference list."""

    number = serializers.IntegerField()
    cited = ReferenceSerializer()
    as_printed = serializers.CharField()
    note = serializers.CharField()


class SourceSerializer(RecordSerializer):
    authors = AuthorSerializer(many=True)
    published = EdtfDateField()

    class Meta:
        model = Source
        fields = [
            "slug",
            "url",
            "html_url",
            "title",
            "original_title",
            "label",
            "kind",
            "reliability",
            "authors",
            "et_al",
            "container",
            "publisher",
            "volume",
            "issue",
            "pages",
            "language",
            "published",
            "reading",
            "doi",
        ]


class SourceDetailSerializer(SourceSerializer):
    checked = EdtfDateField()
    address = serializers.CharField(source="url")
    archived_address = serializers.CharField(source="archived_url")
    references = NumberedReferenceSerializer(many=True)

    class Meta(SourceSerializer.Meta):
        fields = [
            *SourceSerializer.Meta.fields,
            "checked",
            "address",
            "archived_address",
            "no_link_reason",
            "note",
            "references",
        ]


class SourceViewSet(RecordViewSet):
    """Documents that facts are taken from."""

    queryset = Source.objects.all()
    serializer_class = SourceSerializer
    detail_serializer_class = SourceDetailSerializer
    filterset_class = SourceFilter
