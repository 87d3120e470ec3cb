"""Announced totals in the API, each beside what the catalogue counts."""

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from catalog.counting import compare
from catalog.filters.totals import AnnouncedTotalFilter
from catalog.models import AnnouncedTotal
from partners.api import ProgrammeReferenceSerializer
from partners.models import Country
from web.record_serializers import CitationSerializer, DifferencesField
from web.serializers import (
    CountryReferenceSerializer,
    EdtfDateField,
    ReadSerializer,
    RecordSerializer,
    ReferenceSerializer,
)
from web.viewsets import RecordViewSet

REFERENCES = PolymorphicProxySerializer(
    "AnyReference",
    [ReferenceSerializer, CountryReferenceSerializer],
    resource_type_field_name=None,
    many=True,
)


class CountedSerializer(ReadSerializer):
    """What the catalogue counts beside a total; ``number`` is null where it has nothing to count."""

    number = serializers.IntegerField(allow_null=True)
    rule = serializers.CharField()
    records = serializers.SerializerMethodField()

    @extend_schema_field(REFERENCES)
    def get_records(self, count):
        references = []
        for record in count.records:
            serializer_class = ReferenceSerializer
            if isinstance(record, Country):
                serializer_class = CountryReferenceSerializer
            references.append(serializer_class(record, context=self.context).data)
        return references


class AnnouncedTotalSerializer(RecordSerializer):
    """A total that a source announced, beside what the catalogue counts."""

    mission = ReferenceSerializer(allow_null=True)
    programme = ProgrammeReferenceSerializer(allow_null=True)
    # Declared, because the largest number of a column is another on each database, and the description is one.
    low = serializers.IntegerField(min_value=0)
    high = serializers.IntegerField(
        min_value=0,
        allow_null=True,
        help_text="Equal to low for one number; empty if open.",
    )
    date = EdtfDateField()
    announcer = ReferenceSerializer(allow_null=True)
    counted = CountedSerializer(source="comparison.count")
    counted_html_url = serializers.SerializerMethodField(
        help_text="The page that lists exactly the records counted; null where there are none."
    )
    difference = serializers.IntegerField(
        source="comparison.difference", allow_null=True
    )
    difference_words = serializers.CharField(source="comparison.difference_words")
    differences = DifferencesField(
        help_text="Where sources differ: each value with who says so."
    )
    citations = CitationSerializer(many=True)

    class Meta:
        model = AnnouncedTotal
        fields = [
            "slug",
            "url",
            "html_url",
            "title",
            "mission",
            "programme",
            "measure",
            "kind",
            "qualifier",
            "low",
            "high",
            "host_included",
            "counts",
            "date",
            "announcer",
            "counted",
            "counted_html_url",
            "difference",
            "difference_words",
            "explanation",
            "differences",
            "citations",
        ]

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_counted_html_url(self, total):
        if not total.comparison.address:
            return None
        return f"{self.site}{total.comparison.address}"


def with_comparisons(totals):
    """Return announced totals as a list, each with its ``comparison`` with what the catalogue counts."""
    compared_totals = []
    for comparison in compare(totals):
        comparison.total.comparison = comparison
        compared_totals.append(comparison.total)
    return compared_totals


class AnnouncedTotalViewSet(RecordViewSet):
    """Numbers that somebody announced, beside what the catalogue counts under a stated rule."""

    queryset = AnnouncedTotal.objects.all()
    serializer_class = AnnouncedTotalSerializer
    filterset_class = AnnouncedTotalFilter
    csv_left_out = ("differences", "citations")

    def paginate_queryset(self, queryset):
        return with_comparisons(super().paginate_queryset(queryset))

    def whole(self, records):
        return with_comparisons(list(super().whole(records)))

    def get_object(self):
        [total] = with_comparisons([super().get_object()])
        return total
