"""Sources in the API, and the shape that citations have in every record."""

from rest_framework import serializers

from api.serializers import EdtfDateField, RecordSerializer, ReferenceSerializer
from api.views import RecordViewSet
from sources.filters import SourceFilter
from sources.models import Confidence, EventKind, NameKind, Rank, Source, Stance


class CitationSerializer(serializers.Serializer):
    """One use of a source: what it speaks for, where in the source, and how firmly."""

    key = serializers.CharField(help_text="Its name within the record.")
    field = serializers.CharField(help_text="The field it speaks for; empty for the whole record or a row.")
    row_type = serializers.SerializerMethodField(help_text="The type of row it speaks for, or empty.")
    row_key = serializers.SerializerMethodField(help_text="The key of that row, or empty.")
    source = ReferenceSerializer()
    locator = serializers.CharField()
    stance = serializers.ChoiceField(Stance.choices)
    confidence = serializers.ChoiceField(Confidence.choices)
    as_printed = serializers.CharField()
    note = serializers.CharField()

    def get_row_type(self, citation) -> str:
        name, pk = citation.target
        return name if pk else ""

    def get_row_key(self, citation) -> str:
        return citation.row.key if citation.row else ""


class CitedViewSet(RecordViewSet):
    """Records with citations; a detail fetches the rows that they speak for with them."""

    def get_queryset(self):
        records = super().get_queryset()
        if not self.detail:
            return records
        citation = records.model._meta.get_field("citations").related_model
        return records.prefetch_related(*(f"citations__{row}" for row in citation.row_fields()))


class AlternativeNameSerializer(serializers.Serializer):
    """Another name of a record."""

    key = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(NameKind.choices)
    language = serializers.CharField()
    rank = serializers.ChoiceField(Rank.choices)


class EventSerializer(serializers.Serializer):
    """Something that happened to a record or is planned for it."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(EventKind.choices)
    title = serializers.CharField()
    date = EdtfDateField()
    is_planned = serializers.BooleanField()
    description = serializers.CharField()
    rank = serializers.ChoiceField(Rank.choices)


class AuthorSerializer(serializers.Serializer):
    """An author as CSL has them."""

    family = serializers.CharField()
    given = serializers.CharField()
    literal = serializers.CharField()


class NumberedReferenceSerializer(serializers.Serializer):
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
