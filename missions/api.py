"""Missions and spacecraft in the API."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from missions.filters import MissionFilter, SiteFilter, SpacecraftFilter
from missions.geojson import FIELDS_OF_FEATURE, GeoJSONRenderer
from missions.models import (
    CooperationKind,
    CooperationTask,
    LaunchStatus,
    Mission,
    PositionKind,
    PositionMethod,
    ReferenceFrame,
    Site,
    SiteKind,
    Spacecraft,
    tally,
)
from missions.warnings import MissionWarningsMixin
from partners.models import StandingKind
from records.models import Publication, Rank
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
    EdtfDateField,
    ReadSerializer,
    RecordSerializer,
    ReferenceSerializer,
    RowSerializer,
)
from web.viewsets import RecordViewSet, RowViewSet


class DegreesField(serializers.DecimalField):
    def __init__(self, **kwargs):
        super().__init__(9, 6, allow_null=True, normalize_output=True, **kwargs)


class MetresField(serializers.DecimalField):
    def __init__(self, **kwargs):
        super().__init__(8, 2, allow_null=True, normalize_output=True, **kwargs)


class SiteSerializer(ReadSerializer):
    """A place on the Moon, in degrees north and degrees east from -180 to 180: a point, an extent, or only a name."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(SiteKind.choices)
    name = serializers.CharField()
    also_called = serializers.CharField()
    position_kind = serializers.ChoiceField(
        PositionKind.choices,
        allow_blank=True,
        help_text="What kind of statement the position is; empty for a place that is only named.",
    )
    latitude_deg = DegreesField()
    longitude_deg = DegreesField()
    elevation_m = MetresField()
    as_printed = serializers.CharField(
        help_text="The coordinates as the source prints them."
    )
    south_bound_latitude_deg = DegreesField(
        help_text="The limits of an extent; null for a point."
    )
    north_bound_latitude_deg = DegreesField()
    west_bound_longitude_deg = DegreesField(
        help_text="Greater than the eastern limit where the extent lies across 180 degrees."
    )
    east_bound_longitude_deg = DegreesField()
    size_as_printed = serializers.CharField(help_text="The size of an extent.")
    method = serializers.ChoiceField(
        PositionMethod.choices,
        allow_blank=True,
        help_text="How a measured position was determined.",
    )
    reference_frame = serializers.ChoiceField(
        ReferenceFrame.choices,
        allow_blank=True,
        help_text="Empty where the source does not say.",
    )
    base_map = serializers.CharField(
        help_text="The map or images that the position was found on, as printed."
    )
    uncertainty_as_printed = serializers.CharField(
        help_text="The error that the source states."
    )
    latitude_uncertainty_m = MetresField()
    longitude_uncertainty_m = MetresField()
    description = serializers.CharField()
    rank = serializers.ChoiceField(Rank.choices)


class MissionSerializer(RecordSerializer):
    operator = ReferenceSerializer(allow_null=True)
    status_date = EdtfDateField()
    launch = EdtfDateField()
    launch_is_planned = serializers.BooleanField()
    launch_status = serializers.ChoiceField(
        LaunchStatus.choices, help_text="Planned, overtaken, done or none."
    )

    class Meta:
        model = Mission
        fields = [
            "slug",
            "url",
            "html_url",
            "name",
            "operator",
            "status",
            "status_date",
            "launch",
            "launch_is_planned",
            "launch_status",
        ]


class PartnerRowSerializer(ReadSerializer):
    """A partner counted in the mission's announcement, what it provides, and its standing with the ILRS."""

    key = serializers.CharField(
        source="partner.record_key",
        help_text="The code of a country, the slug of another.",
    )
    name = serializers.CharField(source="partner.__str__")
    payloads = ReferenceSerializer(many=True)
    standing_kind = serializers.ChoiceField(
        StandingKind.choices, source="standing.kind"
    )
    standing = serializers.CharField(source="standing.words")


class TallySerializer(ReadSerializer):
    """How many of the counted countries and regions have a kind of standing with the ILRS."""

    kind = serializers.SerializerMethodField()
    label = serializers.SerializerMethodField()
    number = serializers.SerializerMethodField()

    def get_kind(self, kind_and_number) -> str:
        kind, _number = kind_and_number
        return kind.value

    def get_label(self, kind_and_number) -> str:
        kind, _number = kind_and_number
        return kind.label

    def get_number(self, kind_and_number) -> int:
        _kind, number = kind_and_number
        return number


class ResponsibilitySerializer(ReadSerializer):
    """A task in the cooperation on a mission's payloads, and who does it."""

    key = serializers.CharField()
    task = serializers.ChoiceField(CooperationTask.choices)
    institution = ReferenceSerializer(allow_null=True)
    as_printed = serializers.CharField(
        help_text="Who does it in the words of the source, where the catalogue has no record of it."
    )
    scope = serializers.CharField(
        help_text="The payloads that it is done for; empty for all."
    )
    date = EdtfDateField()
    description = serializers.CharField(help_text="How it is done.")
    rank = serializers.ChoiceField(Rank.choices)


class OtherCooperationSerializer(ReadSerializer):
    """Cooperation on a mission that is not a payload."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(CooperationKind.choices)
    title = serializers.CharField()
    institution = ReferenceSerializer(allow_null=True)
    date = EdtfDateField()
    description = serializers.CharField()
    rank = serializers.ChoiceField(Rank.choices)


class MissionDetailSerializer(MissionSerializer):
    names = AlternativeNameSerializer(many=True)
    identifiers = IdentifierSerializer(many=True)
    sites = SiteSerializer(many=True)
    events = EventSerializer(many=True)
    warnings = EventSerializer(
        many=True, help_text="What is reported of the mission after the selection."
    )
    responsibilities = ResponsibilitySerializer(
        many=True,
        help_text="Who does what in the cooperation on the payloads: who calls, selects, builds, operates, publishes.",
    )
    other_cooperation = OtherCooperationSerializer(many=True)
    pictures = PictureSerializer(many=True)
    partners = serializers.SerializerMethodField()
    partner_tally = serializers.SerializerMethodField()
    differences = DifferencesField(
        help_text="Where sources differ: each value with who says so."
    )
    citations = CitationSerializer(many=True)

    class Meta(MissionSerializer.Meta):
        fields = [
            *MissionSerializer.Meta.fields,
            "objectives",
            "cooperation_summary",
            "names",
            "identifiers",
            "sites",
            "events",
            "warnings",
            "responsibilities",
            "other_cooperation",
            "pictures",
            "partners",
            "partner_tally",
            "differences",
            "citations",
        ]

    @extend_schema_field(PartnerRowSerializer(many=True))
    def get_partners(self, mission):
        return PartnerRowSerializer(
            mission.partner_rows, many=True, context=self.context
        ).data

    @extend_schema_field(TallySerializer(many=True))
    def get_partner_tally(self, mission):
        return TallySerializer(tally(mission.partner_rows), many=True).data


class MissionViewSet(MissionWarningsMixin, RecordViewSet):
    """Spaceflight projects with a name: Chang'e-4."""

    queryset = Mission.objects.all()
    serializer_class = MissionSerializer
    mission_path = ()
    detail_serializer_class = MissionDetailSerializer
    filterset_class = MissionFilter


class SpacecraftSerializer(RecordSerializer):
    mission = ReferenceSerializer()
    launch = EdtfDateField()
    cospar_id = serializers.CharField(
        label="COSPAR id",
        help_text="The displayed identifier of this scheme; empty where there is none.",
    )

    class Meta:
        model = Spacecraft
        fields = [
            "slug",
            "url",
            "html_url",
            "name",
            "mission",
            "kind",
            "launch",
            "cospar_id",
        ]


class SpacecraftDetailSerializer(SpacecraftSerializer):
    status_date = EdtfDateField()
    manufacturer = ReferenceSerializer(allow_null=True)
    specifications = QuantitySerializer(many=True)
    warnings = EventSerializer(
        source="mission.warnings",
        many=True,
        help_text="What is reported of its mission.",
    )
    serves = serializers.SerializerMethodField(
        help_text="Other missions that it serves, as a relay does."
    )
    names = AlternativeNameSerializer(many=True)
    identifiers = IdentifierSerializer(many=True)
    differences = DifferencesField(
        help_text="Where sources differ: each value with who says so."
    )
    citations = CitationSerializer(many=True)

    class Meta(SpacecraftSerializer.Meta):
        fields = [
            *SpacecraftSerializer.Meta.fields,
            "launch_time_utc",
            "launch_vehicle",
            "launch_site",
            "manufacturer",
            "status",
            "status_date",
            "description",
            "serves",
            "names",
            "identifiers",
            "specifications",
            "warnings",
            "differences",
            "citations",
        ]

    @extend_schema_field(ReferenceSerializer(many=True))
    def get_serves(self, spacecraft):
        # Filtered here, because a queryset's filter() would query beside what is prefetched.
        served = [
            mission
            for mission in spacecraft.serves.all()
            if mission.publication == Publication.PUBLISHED
        ]
        return ReferenceSerializer(served, many=True, context=self.context).data


class SpacecraftViewSet(MissionWarningsMixin, RecordViewSet):
    """Vehicles that can host payloads: landers, rovers, relay satellites, microsatellites, orbiters."""

    queryset = Spacecraft.objects.all()
    serializer_class = SpacecraftSerializer
    mission_path = ("mission",)
    detail_serializer_class = SpacecraftDetailSerializer
    filterset_class = SpacecraftFilter


class SiteRowSerializer(RowSerializer, SiteSerializer):
    """A place on the Moon with its mission."""

    mission = ReferenceSerializer(source="record")
    warnings = EventSerializer(
        source="record.warnings",
        many=True,
        help_text="What is reported of its mission.",
    )

    class Meta:
        model = Site
        fields = ["url", "html_url", "mission", *SiteSerializer().fields, "warnings"]


class SiteViewSet(MissionWarningsMixin, RowViewSet):
    """Where missions landed, struck or are meant to land; ``format=geojson`` for maps of the Moon."""

    queryset = Site.objects.select_related("record").prefetch_related("record__events")
    serializer_class = SiteRowSerializer
    linked_types = ("schema:Place",)
    filterset_class = SiteFilter
    mission_path = ("record",)
    value_column = "name"
    example_key = "change-4.statio-tianhe-features"
    list_formats = (GeoJSONRenderer,)

    @property
    def asked_fields(self):
        """The names that ``fields`` lists; in GeoJSON with those that a feature has its id and geometry from."""
        names = super().asked_fields
        if names and self.request.accepted_renderer.format == GeoJSONRenderer.format:
            return [*names, *FIELDS_OF_FEATURE]
        return names
