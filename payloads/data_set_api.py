"""Data sets in the API, and as payloads and results name them."""

from rest_framework import serializers

from payloads.data_set_filters import DataSetFilter
from payloads.models import DataAccess, DataSet, DataSetSubject, Result
from web.record_serializers import CitationSerializer, DifferencesField
from web.serializers import (
    ReadModelSerializer,
    RecordSerializer,
    ReferenceSerializer,
    RowSerializer,
)
from web.viewsets import RecordViewSet


class DataSetReferenceSerializer(ReferenceSerializer):
    """A data set named by another record: what finds it, and who may have it."""

    access = serializers.ChoiceField(DataAccess.choices)
    identifier = serializers.CharField()
    version = serializers.CharField()
    address = serializers.CharField(
        source="link", help_text="Where a reader gets it; empty where nobody can."
    )


class DataSetSubjectSerializer(ReadModelSerializer):
    """A payload or a mission whose data a data set holds, or was found to hold none of."""

    class Meta:
        model = DataSetSubject
        fields = ["key", "payload", "mission", "holding", "rank"]


class RestingResultSerializer(RowSerializer):
    """A result that rests on a data set."""

    payload = ReferenceSerializer(source="record")

    class Meta:
        model = Result
        fields = ["key", "url", "html_url", "payload", "title", "date"]


class DataSetSerializer(RecordSerializer):
    subjects = DataSetSubjectSerializer(many=True)

    class Meta:
        model = DataSet
        fields = [
            "slug",
            "url",
            "html_url",
            "title",
            "access",
            "handed_over",
            "identifier_scheme",
            "identifier",
            "version",
            "address",
            "producer",
            "producer_as_printed",
            "archive",
            "archive_as_printed",
            "subjects",
            *DataSet.record_type.facts,
        ]


class DataSetDetailSerializer(DataSetSerializer):
    results = RestingResultSerializer(
        many=True,
        source="public_results",
        help_text="The results of payloads that rest on it.",
    )
    differences = DifferencesField(
        help_text="Where sources differ: each value with who says so."
    )
    citations = CitationSerializer(many=True)

    class Meta(DataSetSerializer.Meta):
        fields = [
            *DataSetSerializer.Meta.fields,
            "description",
            "note",
            "results",
            "differences",
            "citations",
        ]


class DataSetViewSet(RecordViewSet):
    """What payloads and missions measured: where it can be had, and what was handed over and is not public."""

    queryset = DataSet.objects.all()
    serializer_class = DataSetSerializer
    detail_serializer_class = DataSetDetailSerializer
    filterset_class = DataSetFilter
