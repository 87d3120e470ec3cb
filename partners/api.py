"""Countries, institutions and ILRS participations in the API."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from api.serializers import (
    ADDRESS,
    CountryReferenceSerializer,
    EdtfDateField,
    RecordSerializer,
    ReferenceSerializer,
)
from partners.filters import CountryFilter, IlrsParticipationFilter, InstitutionFilter
from partners.models import Country, Evidence, IlrsParticipation, Institution, Relation, StepKind
from sources.api import AlternativeNameSerializer, CitationSerializer, CitedViewSet
from sources.models import Rank


def filtered_list(name, request, **parameters):
    """Return the address of a list of the API under a filter."""
    query = "&".join(f"{parameter}={value}" for parameter, value in parameters.items())
    return f"{reverse(f'{name}-list', request=request)}?{query}"


class CountrySerializer(RecordSerializer):
    full_name = serializers.CharField(help_text="The name at first mention: Hong Kong (region of China).")
    region_of = CountryReferenceSerializer(allow_null=True)
    payloads = serializers.SerializerMethodField(help_text="The list of the payloads it provides.")
    institutions = serializers.SerializerMethodField(help_text="The list of its institutions.")

    class Meta:
        model = Country
        fields = ["code", "url", "html_url", "name", "full_name", "region_of", "payloads", "institutions"]

    @extend_schema_field(ADDRESS)
    def get_payloads(self, country):
        return filtered_list("payload", self.context["request"], country=country.code)

    @extend_schema_field(ADDRESS)
    def get_institutions(self, country):
        return filtered_list("institution", self.context["request"], country=country.code)


class CountryDetailSerializer(CountrySerializer):
    names = AlternativeNameSerializer(many=True)
    citations = CitationSerializer(many=True)

    class Meta(CountrySerializer.Meta):
        fields = [*CountrySerializer.Meta.fields, "note", "names", "citations"]


class CountryViewSet(CitedViewSet):
    """Countries and regions with records, by ISO 3166-1 alpha-2 code."""

    queryset = Country.objects.all()
    serializer_class = CountrySerializer
    detail_serializer_class = CountryDetailSerializer
    filterset_class = CountryFilter
    lookup_field = "code"


class InstitutionSerializer(RecordSerializer):
    country = CountryReferenceSerializer(allow_null=True)
    seat_country = CountryReferenceSerializer(allow_null=True)
    parent = ReferenceSerializer(allow_null=True)
    founded = EdtfDateField()

    class Meta:
        model = Institution
        fields = [
            "slug",
            "url",
            "html_url",
            "name",
            "acronym",
            "kind",
            "is_international",
            "country",
            "seat",
            "seat_country",
            "parent",
            "founded",
            "website",
            "ror",
            "wikidata",
        ]


class InstitutionDetailSerializer(InstitutionSerializer):
    names = AlternativeNameSerializer(many=True)
    payloads = serializers.SerializerMethodField(help_text="The list of the payloads it takes part in.")
    citations = CitationSerializer(many=True)

    class Meta(InstitutionSerializer.Meta):
        fields = [*InstitutionSerializer.Meta.fields, "note", "names", "payloads", "citations"]

    @extend_schema_field(ADDRESS)
    def get_payloads(self, institution):
        return filtered_list("payload", self.context["request"], institution=institution.slug)


class InstitutionViewSet(CitedViewSet):
    """Organisations that take part: agencies, universities, institutes, ministries, companies, societies."""

    queryset = Institution.objects.all()
    serializer_class = InstitutionSerializer
    detail_serializer_class = InstitutionDetailSerializer
    filterset_class = InstitutionFilter


class IlrsStepSerializer(serializers.Serializer):
    """One dated step of a participation."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(StepKind.choices)
    date = EdtfDateField()
    rank = serializers.ChoiceField(Rank.choices)
    instrument = serializers.CharField()
    body = serializers.CharField()
    signatory = serializers.CharField()
    counterpart = serializers.CharField()
    counterpart_signatory = serializers.CharField()
    place = serializers.CharField()
    description = serializers.CharField()


class IlrsParticipationSerializer(RecordSerializer):
    name = serializers.CharField(source="__str__")
    country = CountryReferenceSerializer(allow_null=True)
    institution = ReferenceSerializer(allow_null=True)
    through = ReferenceSerializer(allow_null=True)
    relation = serializers.ChoiceField(
        Relation.choices, allow_blank=True, help_text="Empty when no step makes it a participant."
    )
    evidence = serializers.ChoiceField(Evidence.choices)
    standing = serializers.CharField(help_text="Relation, evidence and date as a sentence.")
    steps = IlrsStepSerializer(many=True)

    class Meta:
        model = IlrsParticipation
        fields = [
            "slug",
            "url",
            "html_url",
            "name",
            "level",
            "country",
            "institution",
            "place",
            "through",
            "relation",
            "evidence",
            "standing",
            "steps",
        ]


class IlrsParticipationDetailSerializer(IlrsParticipationSerializer):
    citations = CitationSerializer(many=True)

    class Meta(IlrsParticipationSerializer.Meta):
        fields = [*IlrsParticipationSerializer.Meta.fields, "note", "citations"]


class IlrsParticipationViewSet(CitedViewSet):
    """The relation of each country, organisation and institution to the ILRS."""

    queryset = IlrsParticipation.objects.all()
    serializer_class = IlrsParticipationSerializer
    detail_serializer_class = IlrsParticipationDetailSerializer
    filterset_class = IlrsParticipationFilter
