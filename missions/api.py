"""Missions and spacecraft in the API."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers import EdtfDateField, RecordSerializer, ReferenceSerializer
from missions.filters import MissionFilter, SpacecraftFilter
from missions.models import Mission, SiteKind, Spacecraft
from sources.api import AlternativeNameSerializer, CitationSerializer, CitedViewSet, EventSerializer
from sources.models import Publication, Rank


class SiteSerializer(serializers.Serializer):
    """A place on the Moon, in degrees north and degrees east from -180 to 180; null when not published."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(SiteKind.choices)
    name = serializers.CharField()
    also_called = serializers.CharField()
    latitude_deg = serializers.DecimalField(9, 6, allow_null=True, normalize_output=True)
    longitude_deg = serializers.DecimalField(9, 6, allow_null=True, normalize_output=True)
    description = serializers.CharField()
    rank = serializers.ChoiceField(Rank.choices)


class MissionSerializer(RecordSerializer):
    operator = ReferenceSerializer(allow_null=True)
    status_date = EdtfDateField()
    launch = EdtfDateField()
    launch_is_planned = serializers.BooleanField()

    class Meta:
        model = Mission
        fields = ["slug", "url", "html_url", "name", "operator", "status", "status_date", "launch", "launch_is_planned"]


class MissionDetailSerializer(MissionSerializer):
    names = AlternativeNameSerializer(many=True)
    sites = SiteSerializer(many=True)
    events = EventSerializer(many=True)
    citations = CitationSerializer(many=True)

    class Meta(MissionSerializer.Meta):
        fields = [*MissionSerializer.Meta.fields, "objectives", "names", "sites", "events", "citations"]


class MissionViewSet(CitedViewSet):
    """Spaceflight projects with a name: Chang'e-4."""

    queryset = Mission.objects.all()
    serializer_class = MissionSerializer
    detail_serializer_class = MissionDetailSerializer
    filterset_class = MissionFilter


class SpacecraftSerializer(RecordSerializer):
    mission = ReferenceSerializer()
    launch = EdtfDateField()

    class Meta:
        model = Spacecraft
        fields = ["slug", "url", "html_url", "name", "mission", "kind", "launch", "cospar_id"]


class SpacecraftDetailSerializer(SpacecraftSerializer):
    serves = serializers.SerializerMethodField(help_text="Other missions that it serves, as a relay does.")
    names = AlternativeNameSerializer(many=True)
    citations = CitationSerializer(many=True)

    class Meta(SpacecraftSerializer.Meta):
        fields = [*SpacecraftSerializer.Meta.fields, "description", "serves", "names", "citations"]

    @extend_schema_field(ReferenceSerializer(many=True))
    def get_serves(self, spacecraft):
        served = [mission for mission in spacecraft.serves.all() if mission.publication == Publication.PUBLISHED]
        return ReferenceSerializer(served, many=True, context=self.context).data


class SpacecraftViewSet(CitedViewSet):
    """Vehicles that can host payloads: landers, rovers, relay satellites, microsatellites, orbiters."""

    queryset = Spacecraft.objects.all()
    serializer_class = SpacecraftSerializer
    detail_serializer_class = SpacecraftDetailSerializer
    filterset_class = SpacecraftFilter
