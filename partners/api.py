"""Countries, institutions, programmes and participations in the API."""

from urllib.parse import urlencode

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from partners.absent_countries import absent_country, unknown_code
from partners.filters import (
    CountryFilter,
    IlrsParticipationFilter,
    InstitutionFilter,
    ParticipationFilter,
    ProgrammeFilter,
)
from partners.models import (
    ILRS,
    Country,
    Evidence,
    IlrsParticipation,
    Institution,
    InstrumentKind,
    Level,
    Programme,
    ProgrammeKind,
    Relation,
    StepKind,
    TextAccess,
    counts_by_day,
)
from records.models import Rank
from web.addresses import reverse
from web.parameters import API_LIST, name_problems
from web.problems import InvalidParameters
from web.record_serializers import (
    AlternativeNameSerializer,
    CitationSerializer,
    DifferencesField,
    EventSerializer,
    IdentifierSerializer,
)
from web.serializers import (
    ADDRESS,
    CountryReferenceSerializer,
    EdtfDateField,
    ReadSerializer,
    RecordSerializer,
    ReferenceSerializer,
)
from web.viewsets import RecordViewSet, StrictViewSet


def filtered_list(name, request, **parameters):
    """Return the address of a list of the API under a filter."""
    return f"{reverse(f'{name}-list', request=request)}?{urlencode(parameters)}"


class CountrySerializer(RecordSerializer):
    full_name = serializers.CharField(
        help_text="The name at first mention: Hong Kong (region of China)."
    )
    region_of = CountryReferenceSerializer(allow_null=True)
    payloads = serializers.SerializerMethodField(
        help_text="The list of the payloads it provides."
    )
    institutions = serializers.SerializerMethodField(
        help_text="The list of its institutions."
    )

    class Meta:
        model = Country
        fields = [
            "code",
            "url",
            "html_url",
            "name",
            "full_name",
            "region_of",
            "payloads",
            "institutions",
        ]

    @extend_schema_field(ADDRESS)
    def get_payloads(self, country):
        return filtered_list("payload", self.context["request"], country=country.code)

    @extend_schema_field(ADDRESS)
    def get_institutions(self, country):
        return filtered_list(
            "institution", self.context["request"], country=country.code
        )


class CountryDetailSerializer(CountrySerializer):
    # The text as EDTF, not the date with its days.
    artemis_accords = serializers.CharField(
        label="Artemis Accords signed",
        max_length=60,
        help_text="By its participation in them; empty where no signature is known.",
    )
    names = AlternativeNameSerializer(many=True)
    differences = DifferencesField(
        help_text="Where sources differ: each value with who says so."
    )
    citations = CitationSerializer(many=True)

    class Meta(CountrySerializer.Meta):
        fields = [
            *CountrySerializer.Meta.fields,
            "artemis_accords",
            "note",
            "names",
            "differences",
            "citations",
        ]


class CountryViewSet(RecordViewSet):
    """Countries and regions with records, by ISO 3166-1 alpha-2 code."""

    queryset = Country.objects.all()
    serializer_class = CountrySerializer
    detail_serializer_class = CountryDetailSerializer
    filterset_class = CountryFilter
    lookup_field = "code"

    def get_queryset(self):
        countries = super().get_queryset()
        return countries.with_artemis_accords() if self.detail else countries

    def redirect_from_former_slug(self, code):
        """Raise ``NotFound`` with what is known of the code: codes never change."""
        country = absent_country(code)
        if country is None:
            raise NotFound(unknown_code(code))
        raise NotFound(country.sentence)


class InstitutionSerializer(RecordSerializer):
    country = CountryReferenceSerializer(allow_null=True)
    seat_country = CountryReferenceSerializer(allow_null=True)
    parent = ReferenceSerializer(allow_null=True)
    founded = EdtfDateField()
    ror = serializers.CharField(
        label="ROR id",
        help_text="The displayed identifier of this scheme; empty where there is none.",
    )
    wikidata = serializers.CharField(
        label="Wikidata id",
        help_text="The displayed identifier of this scheme; empty where there is none.",
    )

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
    identifiers = IdentifierSerializer(many=True)
    payloads = serializers.SerializerMethodField(
        help_text="The list of the payloads it takes part in."
    )
    differences = DifferencesField(
        help_text="Where sources differ: each value with who says so."
    )
    citations = CitationSerializer(many=True)

    class Meta(InstitutionSerializer.Meta):
        fields = [
            *InstitutionSerializer.Meta.fields,
            "note",
            "names",
            "identifiers",
            "payloads",
            "differences",
            "citations",
        ]

    @extend_schema_field(ADDRESS)
    def get_payloads(self, institution):
        return filtered_list(
            "payload", self.context["request"], institution=institution.slug
        )


class InstitutionViewSet(RecordViewSet):
    """Organisations that take part: agencies, universities, institutes, ministries, companies, societies."""

    queryset = Institution.objects.all()
    serializer_class = InstitutionSerializer
    detail_serializer_class = InstitutionDetailSerializer
    filterset_class = InstitutionFilter


class ProgrammeReferenceSerializer(ReferenceSerializer):
    """A programme named by a record, with its page."""

    html_url = serializers.SerializerMethodField()

    @extend_schema_field(ADDRESS)
    def get_html_url(self, programme):
        return f"{self.site}{programme.get_absolute_url()}"


class ProgrammeSerializer(RecordSerializer):
    kind = serializers.ChoiceField(ProgrammeKind.choices)
    participations = serializers.SerializerMethodField(
        help_text="The list of who takes part or signed."
    )

    class Meta:
        model = Programme
        fields = [
            "slug",
            "url",
            "html_url",
            "name",
            "acronym",
            "kind",
            "description",
            "participations",
        ]

    @extend_schema_field(ADDRESS)
    def get_participations(self, programme):
        return filtered_list(
            "participation", self.context["request"], programme=programme.slug
        )


class ProgrammeDetailSerializer(ProgrammeSerializer):
    names = AlternativeNameSerializer(many=True)
    events = EventSerializer(many=True)
    differences = DifferencesField(
        help_text="Where sources differ: each value with who says so."
    )
    citations = CitationSerializer(many=True)

    class Meta(ProgrammeSerializer.Meta):
        fields = [
            *ProgrammeSerializer.Meta.fields,
            "names",
            "events",
            "differences",
            "citations",
        ]


class ProgrammeViewSet(RecordViewSet):
    """What countries and institutions take part in or sign: projects such as the ILRS, and principles."""

    queryset = Programme.objects.all()
    serializer_class = ProgrammeSerializer
    detail_serializer_class = ProgrammeDetailSerializer
    filterset_class = ProgrammeFilter


class IlrsStepSerializer(ReadSerializer):
    """One dated step of a participation."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(StepKind.choices)
    date = EdtfDateField()
    rank = serializers.ChoiceField(Rank.choices)
    instrument = serializers.CharField(help_text="In the words of the source.")
    instrument_kind = serializers.ChoiceField(InstrumentKind.choices, allow_blank=True)
    text_access = serializers.ChoiceField(
        TextAccess.choices,
        allow_blank=True,
        help_text="Whether its text was published; empty where no source tells.",
    )
    text_address = serializers.CharField(help_text="Where its text can be read.")
    signed_by = ReferenceSerializer(
        allow_null=True, help_text="The institution that signed for the participant."
    )
    signed_with = ReferenceSerializer(
        allow_null=True, help_text="The institution with which it signed."
    )
    body = serializers.CharField()
    signatory = serializers.CharField()
    counterpart = serializers.CharField()
    counterpart_signatory = serializers.CharField()
    place = serializers.CharField()
    description = serializers.CharField()


class IlrsParticipationSerializer(RecordSerializer):
    name = serializers.CharField(source="__str__")
    programme = ProgrammeReferenceSerializer()
    country = CountryReferenceSerializer(allow_null=True)
    institution = ReferenceSerializer(allow_null=True)
    through = ReferenceSerializer(allow_null=True)
    relation = serializers.ChoiceField(
        Relation.choices,
        source="summary.relation",
        allow_blank=True,
        help_text="Empty when no step makes it a participant.",
    )
    evidence = serializers.ChoiceField(Evidence.choices, source="summary.evidence")
    standing = serializers.CharField(
        source="summary.standing",
        help_text="Relation, evidence and date as a sentence.",
    )
    group = serializers.CharField(
        source="summary.group",
        allow_null=True,
        required=False,
        help_text="With as_of: signed, possibly, named or ended by that day; else null.",
    )
    signed_from = serializers.DateField(
        source="summary.signed_from",
        allow_null=True,
        help_text="From which day on it had signed; null when not known.",
    )
    possibly_from = serializers.DateField(
        source="summary.possibly_from",
        allow_null=True,
        help_text="From which day on it may have signed; null when not known, as of a date with an open start.",
    )
    named_from = serializers.DateField(
        source="summary.named_from",
        allow_null=True,
        help_text="From which day on a source names it.",
    )
    first_signed = serializers.CharField(
        source="summary.first_signed",
        help_text="The date of the first signature, in EDTF.",
    )
    latest_signed = serializers.CharField(
        source="summary.latest_signed",
        help_text="The date of the latest signature, in EDTF.",
    )
    in_force = serializers.CharField(
        source="summary.in_force",
        help_text="Since when its latest instrument is in force, in EDTF.",
    )
    ended = serializers.CharField(
        source="summary.ended",
        help_text="When it withdrew, or its instrument expired or was superseded, in EDTF.",
    )
    steps = IlrsStepSerializer(many=True)

    class Meta:
        model = IlrsParticipation
        fields = [
            "slug",
            "url",
            "html_url",
            "name",
            "programme",
            "level",
            "country",
            "institution",
            "place",
            "through",
            "relation",
            "evidence",
            "standing",
            "group",
            "signed_from",
            "possibly_from",
            "named_from",
            "first_signed",
            "latest_signed",
            "in_force",
            "ended",
            "steps",
        ]


class IlrsParticipationDetailSerializer(IlrsParticipationSerializer):
    differences = DifferencesField(
        help_text="Where sources differ: each value with who says so."
    )
    citations = CitationSerializer(many=True)

    class Meta(IlrsParticipationSerializer.Meta):
        fields = [
            *IlrsParticipationSerializer.Meta.fields,
            "note",
            "differences",
            "citations",
        ]


class IlrsParticipationViewSet(RecordViewSet):
    """The relation of each country, organisation and institution to the ILRS."""

    queryset = IlrsParticipation.objects.all()
    serializer_class = IlrsParticipationSerializer
    detail_serializer_class = IlrsParticipationDetailSerializer
    filterset_class = IlrsParticipationFilter

    def get_queryset(self):
        participations = super().get_queryset()
        # The address of one participation answers in any programme, because totals and citations name it by that.
        return participations if self.detail else participations.of_programme(ILRS)


class ParticipationViewSet(RecordViewSet):
    """The relation of each country, organisation and institution to any programme.

    ``url`` is the address of each among ``ilrs-participations``, which answers in any programme.
    """

    queryset = IlrsParticipation.objects.all()
    serializer_class = IlrsParticipationSerializer
    detail_serializer_class = IlrsParticipationDetailSerializer
    filterset_class = ParticipationFilter


class IlrsCountSerializer(serializers.Serializer):
    """How many participants of a level there were from a day on, in each group; cumulative."""

    day = serializers.DateField()
    level = serializers.ChoiceField(Level.choices)
    signed = serializers.IntegerField(help_text="Had signed by the day.")
    possibly = serializers.IntegerField(help_text="May have signed by the day.")
    named = serializers.IntegerField(
        help_text="Named by a source by the day, day of signing unknown."
    )
    ended = serializers.IntegerField(
        help_text="Had signed or been named, and ended by the day."
    )


class IlrsCountViewSet(StrictViewSet):
    """The number of ILRS participants over time: every day on which a number changes, for each level."""

    serializer_class = IlrsCountSerializer
    example_field = "day"
    queryset = IlrsParticipation.objects.none()
    filter_backends = []

    def list(self, request):
        problems = name_problems(request.query_params, API_LIST)
        if problems:
            raise InvalidParameters(problems)
        return self.answer(counts_by_day())
