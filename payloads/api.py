"""Payloads, their provisions and their specifications in the API."""

from rest_framework import serializers

from api.serializers import (
    CountryReferenceSerializer,
    EdtfDateField,
    RecordSerializer,
    ReferenceSerializer,
    RowSerializer,
)
from api.views import RowViewSet
from payloads.filters import PayloadFilter, ProvisionFilter, SpecificationFilter
from payloads.models import Payload, Provision, Specification
from sources.api import AlternativeNameSerializer, CitationSerializer, CitedViewSet, EventSerializer


class PartnerSerializer(serializers.ModelSerializer):
    """An institution's part in a payload, as the payload lists it."""

    institution = ReferenceSerializer()
    country = CountryReferenceSerializer(source="institution.country", allow_null=True)

    class Meta:
        model = Provision
        fields = ["key", "institution", "country", "role", "counts_as", "contribution", "rank"]


class ProvisionSerializer(RowSerializer):
    """An institution's part in a payload, and what it counts as in the announcement."""

    payload = ReferenceSerializer(source="record")
    institution = ReferenceSerializer()
    country = CountryReferenceSerializer(source="institution.country", allow_null=True)

    class Meta:
        model = Provision
        fields = ["key", "url", "html_url", "payload", *PartnerSerializer.Meta.fields[1:]]


class ProvisionViewSet(RowViewSet):
    """Every part that an institution has in a payload."""

    queryset = Provision.objects.select_related("record", "institution__country").order_by(
        "record__sort_key", "record__slug", "position", "key"
    )
    serializer_class = ProvisionSerializer
    filterset_class = ProvisionFilter


QUANTITY_FIELDS = [
    "quantity",
    "as_printed",
    "bound",
    "low",
    "high",
    "uncertainty",
    "unit",
    "condition",
    "stage",
    "rank",
]
# A number as precise as it was entered: 2.5, not 2.500000.
AS_ENTERED = {name: {"normalize_output": True} for name in ("low", "high", "uncertainty")}


class PayloadSpecificationSerializer(serializers.ModelSerializer):
    """A technical indicator, as the payload lists it; ``unit`` is a UCUM code."""

    class Meta:
        model = Specification
        fields = ["key", *QUANTITY_FIELDS]
        extra_kwargs = AS_ENTERED


class SpecificationSerializer(RowSerializer):
    """One technical indicator of a payload; ``unit`` is a UCUM code."""

    payload = ReferenceSerializer(source="record")

    class Meta:
        model = Specification
        fields = ["key", "url", "html_url", "payload", *QUANTITY_FIELDS]
        extra_kwargs = AS_ENTERED


class SpecificationViewSet(RowViewSet):
    """Every technical indicator of every payload."""

    queryset = Specification.objects.select_related("record").order_by(
        "record__sort_key", "record__slug", "position", "key"
    )
    serializer_class = SpecificationSerializer
    filterset_class = SpecificationFilter


class LaunchField(EdtfDateField):
    """The launch of a payload: its host's, else its mission's."""

    def to_representation(self, payload):
        return super().to_representation(payload.host if payload.host and payload.host.launch else payload.mission)


class PayloadSerializer(RecordSerializer):
    mission = ReferenceSerializer()
    spacecraft = ReferenceSerializer(source="host", allow_null=True)
    status_date = EdtfDateField()
    launch = LaunchField(help_text="The launch of the host, else of the mission.")
    launch_is_planned = serializers.SerializerMethodField()
    differs = serializers.BooleanField(help_text="Whether sources differ on something of the payload.")
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
            "differs",
            "provisions",
        ]

    def get_launch_is_planned(self, payload) -> bool:
        return payload.mission.launch_is_planned and not (payload.host and payload.host.launch)


class PayloadDetailSerializer(PayloadSerializer):
    names = AlternativeNameSerializer(many=True)
    specifications = PayloadSpecificationSerializer(many=True)
    events = EventSerializer(many=True)
    citations = CitationSerializer(many=True)

    class Meta(PayloadSerializer.Meta):
        fields = [
            *PayloadSerializer.Meta.fields,
            "summary",
            "working_principle",
            "objectives",
            "names",
            "specifications",
            "events",
            "citations",
        ]


class PayloadViewSet(CitedViewSet):
    """Instruments, rovers, robots and arrays carried to the Moon, provided at least partly by a partner."""

    queryset = Payload.objects.all()
    serializer_class = PayloadSerializer
    detail_serializer_class = PayloadDetailSerializer
    filterset_class = PayloadFilter
