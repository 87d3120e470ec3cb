"""Payloads, their provisions and their specifications in the API."""

from rest_framework import serializers

from missions.models import LaunchStatus
from missions.warnings import MissionWarningsMixin
from payloads.data_set_api import DataSetReferenceSerializer
from payloads.filters import PayloadFilter
from payloads.models import (
    Fact,
    Knowledge,
    KnownGap,
    Paper,
    Payload,
    PayloadStatus,
    Person,
    Provision,
    Result,
    Specification,
)
from payloads.row_filters import ProvisionFilter, ResultFilter, SpecificationFilter
from web.record_serializers import (
    AlternativeNameSerializer,
    CitationSerializer,
    DifferencesField,
    EventSerializer,
    IdentifierSerializer,
    PictureSerializer,
    QuantitySerializer,
)
from web.serializers import (
    CountryReferenceSerializer,
    EdtfDateField,
    ReadModelSerializer,
    ReadSerializer,
    RecordSerializer,
    ReferenceSerializer,
    RowSerializer,
)
from web.viewsets import RecordViewSet, RowViewSet

REPORTED = "What is reported of its mission."


class PartnerSerializer(ReadModelSerializer):
    """An institution's part in a payload, as the payload lists it."""

    institution = ReferenceSerializer()
    country = CountryReferenceSerializer(source="institution.country", allow_null=True)

    class Meta:
        model = Provision
        fields = [
            "key",
            "institution",
            "country",
            "role",
            "counts_as",
            "contribution",
            "rank",
        ]


class ProvisionSerializer(RowSerializer):
    """An institution's part in a payload, and what it counts as in the announcement."""

    payload = ReferenceSerializer(source="record")
    institution = ReferenceSerializer()
    country = CountryReferenceSerializer(source="institution.country", allow_null=True)
    warnings = EventSerializer(source="record.warnings", many=True, help_text=REPORTED)

    class Meta:
        model = Provision
        fields = [
            "key",
            "url",
            "html_url",
            "payload",
            *PartnerSerializer.Meta.fields[1:],
            "warnings",
        ]


class ProvisionViewSet(MissionWarningsMixin, RowViewSet):
    """Every part that an institution has in a payload."""

    queryset = Provision.objects.select_related(
        "record__mission", "institution__country"
    ).prefetch_related("record__mission__events")
    serializer_class = ProvisionSerializer
    linked_types = ("Provision",)
    mission_path = ("record", "mission")
    warned_path = ("record",)
    value_column = "institution"
    rivals_prefetch = ("record__provisions__institution",)
    example_key = "change-4-lnd.kiel-university"
    filterset_class = ProvisionFilter


class SpecificationSerializer(RowSerializer, QuantitySerializer):
    """One technical indicator of a payload; ``unit`` is a UCUM code."""

    payload = ReferenceSerializer(source="record")
    warnings = EventSerializer(source="record.warnings", many=True, help_text=REPORTED)

    class Meta:
        model = Specification
        fields = [
            "url",
            "html_url",
            "payload",
            *QuantitySerializer().fields,
            "warnings",
        ]


class SpecificationViewSet(MissionWarningsMixin, RowViewSet):
    """Every technical indicator of every payload."""

    queryset = Specification.objects.select_related("record__mission").prefetch_related(
        "record__mission__events"
    )
    serializer_class = SpecificationSerializer
    linked_types = ("schema:PropertyValue",)
    mission_path = ("record", "mission")
    warned_path = ("record",)
    value_column = "as_printed"
    example_key = "change-4-lnd.mass-built"
    filterset_class = SpecificationFilter


class PersonSerializer(ReadModelSerializer):
    """A person with a part in a payload, as sources name them."""

    institution = ReferenceSerializer(allow_null=True)

    class Meta:
        model = Person
        fields = [
            "key",
            "name",
            "native_name",
            "native_language",
            "role",
            "institution",
            "rank",
        ]


class PayloadResultSerializer(ReadModelSerializer):
    """One achievement of a payload with its figures, as the payload lists it."""

    date = EdtfDateField()
    figures = QuantitySerializer(many=True)
    data_set = DataSetReferenceSerializer(
        allow_null=True, help_text="The data set that it rests on."
    )

    class Meta:
        model = Result
        fields = [
            "key",
            "title",
            "description",
            "date",
            "rank",
            "figures",
            "data_set",
        ]


class ResultSerializer(RowSerializer):
    """One scientific or technical achievement of a payload, with its figures."""

    payload = ReferenceSerializer(source="record")
    date = EdtfDateField()
    figures = QuantitySerializer(many=True)
    data_set = DataSetReferenceSerializer(
        allow_null=True, help_text="The data set that it rests on."
    )
    warnings = EventSerializer(source="record.warnings", many=True, help_text=REPORTED)

    class Meta:
        model = Result
        fields = [
            "key",
            "url",
            "html_url",
            "payload",
            *PayloadResultSerializer.Meta.fields[1:],
            "warnings",
        ]


class ResultViewSet(MissionWarningsMixin, RowViewSet):
    """What each payload achieved."""

    queryset = Result.objects.select_related(
        "record__mission", "data_set"
    ).prefetch_related("figures", "record__mission__events")
    serializer_class = ResultSerializer
    linked_types = ("Result",)
    mission_path = ("record", "mission")
    warned_path = ("record",)
    value_column = "title"
    example_key = "change-4-lnd.radiation-dose"
    filterset_class = ResultFilter


class PaperSerializer(ReadModelSerializer):
    """A paper on a payload."""

    source = ReferenceSerializer()
    doi = serializers.CharField(source="source.doi")

    class Meta:
        model = Paper
        fields = ["key", "kind", "source", "doi", "rank"]


class KnownGapSerializer(ReadModelSerializer):
    """A fact that was looked for in vain, and when."""

    fact = serializers.ChoiceField(Fact.choices, source="missing_fact")
    looked = EdtfDateField()

    class Meta:
        model = KnownGap
        fields = ["key", "fact", "finding", "looked", "note", "rank"]


class FactSerializer(ReadSerializer):
    """What is known of a fact that is expected of every payload."""

    fact = serializers.ChoiceField(Fact.choices)
    knowledge = serializers.ChoiceField(Knowledge.choices)

    def to_representation(self, pair):
        fact, knowledge = pair
        return {"fact": fact.value, "knowledge": knowledge.value}


class LaunchField(EdtfDateField):
    """The launch of a payload: its host's, else its mission's."""

    def to_representation(self, payload):
        if payload.status == PayloadStatus.DID_NOT_FLY:
            return None
        # A host that another mission brought has a launch of its own.
        if payload.host and payload.host.launch:
            return super().to_representation(payload.host)
        return super().to_representation(payload.mission)


class PayloadSerializer(RecordSerializer):
    mission = ReferenceSerializer()
    spacecraft = ReferenceSerializer(source="host", allow_null=True)
    status_date = EdtfDateField()
    launch = LaunchField(help_text="The launch of the host, else of the mission.")
    launch_is_planned = serializers.BooleanField(read_only=True)
    launch_status = serializers.ChoiceField(
        LaunchStatus.choices,
        read_only=True,
        help_text="Planned, overtaken, done or none.",
    )
    warnings = EventSerializer(many=True, help_text=REPORTED)
    differs = serializers.BooleanField(
        help_text="Whether sources differ on something of the payload."
    )
    has_data = serializers.BooleanField(
        help_text="Whether the public can have a data set of it."
    )
    provisions = PartnerSerializer(many=True)

    class Meta:
        model = Payload
        fields = [
            "slug",
            "url",
            "html_url",
            "name",
            "acronym",
            "mission",
            "spacecraft",
            "kind",
            "discipline",
            "status",
            "status_date",
            "launch",
            "launch_is_planned",
            "launch_status",
            "warnings",
            "differs",
            "has_data",
            "provisions",
        ]


class PayloadDetailSerializer(PayloadSerializer):
    names = AlternativeNameSerializer(many=True)
    identifiers = IdentifierSerializer(many=True)
    persons = PersonSerializer(many=True)
    specifications = QuantitySerializer(many=True)
    results = PayloadResultSerializer(many=True)
    data_sets = DataSetReferenceSerializer(
        many=True, help_text="The data sets that hold data of it, public or not."
    )
    data_sets_without = DataSetReferenceSerializer(
        many=True, help_text="The data sets that were found to hold none of its data."
    )
    pictures = PictureSerializer(many=True)
    papers = PaperSerializer(many=True)
    events = EventSerializer(many=True)
    gaps = KnownGapSerializer(many=True, source="open_gaps")
    completeness = FactSerializer(
        many=True, help_text="What is known of each expected fact."
    )
    differences = DifferencesField(
        help_text="Where sources differ: each value with who says so."
    )
    citations = CitationSerializer(many=True)

    class Meta(PayloadSerializer.Meta):
        fields = [
            *PayloadSerializer.Meta.fields,
            "summary",
            "working_principle",
            "objectives",
            "data_access",
            "names",
            "identifiers",
            "persons",
            "specifications",
            "results",
            "data_sets",
            "data_sets_without",
            "pictures",
            "papers",
            "events",
            "gaps",
            "completeness",
            "differences",
            "citations",
        ]


class PayloadViewSet(MissionWarningsMixin, RecordViewSet):
    """Instruments, rovers, robots and arrays carried to the Moon, provided at least partly by a partner."""

    queryset = Payload.objects.all()
    serializer_class = PayloadSerializer
    mission_path = ("mission",)
    warned_path = ()
    detail_serializer_class = PayloadDetailSerializer
    filterset_class = PayloadFilter
