"""What spans the apps in the API: totals, citations, search, vocabularies."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from catalog.counting import compare
from catalog.filters import AnnouncedTotalFilter, ChangeFilter, CitationFilter
from catalog.models import AnnouncedTotal
from catalog.searching import query_problems, search
from history.models import Change
from partners.api import ProgrammeReferenceSerializer
from partners.models import Country
from records.models import Confidence, Stance
from records.registry import named
from records.vocabularies import vocabularies
from sources.citations import all_citations, cited_types, public_citations
from web.addresses import reverse
from web.parameters import API_DETAIL, API_LIST, ParameterProblem, StrictFilterBackend, name_problems
from web.problems import InvalidParameters
from web.record_serializers import CitationSerializer, DifferencesField
from web.serializers import (
    ADDRESS,
    CountryReferenceSerializer,
    EdtfDateField,
    ReadModelSerializer,
    ReadSerializer,
    RecordSerializer,
    ReferenceSerializer,
)
from web.viewsets import CatalogueViewSet, RecordViewSet, StrictViewSet

REFERENCES = PolymorphicProxySerializer(
    "AnyReference", [ReferenceSerializer, CountryReferenceSerializer], resource_type_field_name=None, many=True
)


class CountedSerializer(ReadSerializer):
    """What the catalogue counts beside a total; ``number`` is null where it has nothing to count."""

    number = serializers.IntegerField(allow_null=True)
    rule = serializers.CharField()
    records = serializers.SerializerMethodField()

    @extend_schema_field(REFERENCES)
    def get_records(self, count):
        return [
            (CountryReferenceSerializer if isinstance(record, Country) else ReferenceSerializer)(
                record, context=self.context
            ).data
            for record in count.records
        ]


class AnnouncedTotalSerializer(RecordSerializer):
    """A total that a source announced, beside what the catalogue counts."""

    mission = ReferenceSerializer(allow_null=True)
    programme = ProgrammeReferenceSerializer(allow_null=True)
    # Declared, because the largest number of a column is another on each database, and the description is one.
    low = serializers.IntegerField(min_value=0)
    high = serializers.IntegerField(
        min_value=0, allow_null=True, help_text="Equal to low for one number; empty if open."
    )
    date = EdtfDateField()
    announcer = ReferenceSerializer(allow_null=True)
    counted = CountedSerializer(source="comparison.count")
    difference = serializers.IntegerField(source="comparison.difference", allow_null=True)
    difference_words = serializers.CharField(source="comparison.difference_words")
    differences = DifferencesField(help_text="Where sources differ: each value with who says so.")
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
            "difference",
            "difference_words",
            "explanation",
            "differences",
            "citations",
        ]


def with_comparisons(totals):
    """Give each total its ``comparison`` with what the catalogue counts, and return them."""
    comparisons = compare(totals)
    for comparison in comparisons:
        comparison.total.comparison = comparison
    return [comparison.total for comparison in comparisons]


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
        return with_comparisons([super().get_object()])[0]


CITED_RECORD = {
    "type": "object",
    "description": "A country has a code, any other record a slug; a programme has no address in the API.",
    "required": ["name", "url"],
    "properties": {
        "slug": {"type": "string"},
        "code": {"type": "string"},
        "name": {"type": "string"},
        "url": {"type": ["string", "null"], "format": "uri"},
    },
}


class CitationListSerializer(serializers.Serializer):
    """One use of a source for a record, one of its fields or one of its rows."""

    id = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()
    record_type = serializers.ChoiceField([(cited.name, cited.name) for cited in cited_types()])
    record = serializers.SerializerMethodField()
    field = serializers.CharField()
    row_type = serializers.CharField()
    row_key = serializers.CharField()
    source = serializers.SerializerMethodField()
    source_label = serializers.CharField()
    locator = serializers.CharField()
    stance = serializers.ChoiceField(Stance.choices)
    confidence = serializers.ChoiceField(Confidence.choices)
    as_printed = serializers.CharField()
    note = serializers.CharField()
    alone = serializers.BooleanField(help_text="Whether no other source supports what it speaks for.")

    def get_id(self, citation) -> str:
        return f"{citation['record_type']}.{citation['record_key']}.{citation['key']}"

    @extend_schema_field(ADDRESS)
    def get_url(self, citation):
        return reverse("citation-detail", args=[self.get_id(citation)], request=self.context["request"])

    @extend_schema_field(CITED_RECORD)
    def get_record(self, citation):
        kind, key = citation["record_type"], citation["record_key"]
        address = self.address(kind, key) if named(kind).in_api else None
        return {"code" if kind == "country" else "slug": key, "name": citation["record_name"], "url": address}

    @extend_schema_field(ReferenceSerializer)
    def get_source(self, citation):
        slug = citation["source_slug"]
        return {"slug": slug, "name": citation["source_title"], "url": self.address("source", slug)}

    def address(self, kind, key):
        return reverse(f"{kind}-detail", args=[key], request=self.context["request"])


class CitationViewSet(CatalogueViewSet):
    """Every use of every source, addressed by record type, record and the citation's own key."""

    queryset = public_citations(cited_types()[0])
    serializer_class = CitationListSerializer
    detail_formats = ()  # each record has its own
    filterset_class = CitationFilter
    lookup_field = "id"
    example_key = "payload.change-4-lnd.7492689e0e8f"
    lookup_value_regex = "[^/]+"

    def list(self, request, *args, **kwargs):
        filterset = StrictFilterBackend().checked_filterset(request, self.queryset, self)
        return self.answer(filterset.found(), filterset.facets())

    def get_object(self):
        self.filter_queryset(self.queryset)
        record_type, _, rest = self.kwargs["id"].partition(".")
        record, _, key = rest.partition(".")
        of_types = [cited for cited in cited_types() if cited.name == record_type]
        found = of_types and all_citations(lambda part: part.filter(record_key=record, key=key), of_types)
        if not found:
            raise NotFound(f"There is no citation “{self.kwargs['id']}”.")
        return found[0]


class SearchResultSerializer(ReadSerializer):
    """A record that a search found."""

    type = serializers.CharField(source="_meta.model_name")
    key = serializers.CharField(source="record_key")
    name = serializers.CharField(source="__str__")
    url = serializers.SerializerMethodField()
    html_url = serializers.SerializerMethodField()

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_url(self, record):
        record_type = record.record_type
        return self.address(record_type.name, record.record_key) if record_type.in_api else None

    @extend_schema_field(ADDRESS)
    def get_html_url(self, record):
        return f"{self.site}{record.get_absolute_url()}"


class SearchViewSet(StrictViewSet):
    """The site's search over all record types, grouped by type; at most fifty of each."""

    serializer_class = SearchResultSerializer
    filter_backends = []
    examples = {"q": "neutron"}

    @extend_schema(parameters=[OpenApiParameter("q", OpenApiTypes.STR, required=True, description="What to look for.")])
    def list(self, request):
        query = request.query_params.get("q", "")
        problems = name_problems(request.query_params, ("q", *API_LIST)) + query_problems(query)
        if not query and not problems:
            problems = [ParameterProblem("q", "", "q is missing; say what to look for, like q=neutron.")]
        if problems:
            raise InvalidParameters(problems)
        found = [record for group in search(query) for record in group.records]
        return self.answer(found)


class TermSerializer(serializers.Serializer):
    """A term of a closed vocabulary."""

    value = serializers.CharField()
    label = serializers.CharField()
    definition = serializers.CharField()


class VocabularySerializer(serializers.Serializer):
    """A closed vocabulary with its terms."""

    name = serializers.CharField()
    url = serializers.SerializerMethodField()
    terms = TermSerializer(many=True)

    @extend_schema_field(ADDRESS)
    def get_url(self, vocabulary):
        return reverse("vocabulary-detail", args=[vocabulary["name"]], request=self.context["request"])


class VocabularyViewSet(StrictViewSet):
    """The closed vocabularies, each term with its definition."""

    serializer_class = VocabularySerializer
    filter_backends = []
    lookup_field = "name"
    example_key = "payload-kind"
    lookup_value_regex = "[^/.]+"

    def list(self, request):
        if problems := name_problems(request.query_params, API_LIST):
            raise InvalidParameters(problems)
        listed = [{"name": name, "terms": list(vocabulary)} for name, vocabulary in vocabularies().items()]
        return self.answer(listed)

    @extend_schema(parameters=[OpenApiParameter("name", OpenApiTypes.STR, OpenApiParameter.PATH)])
    def retrieve(self, request, name):
        if problems := name_problems(request.query_params, API_DETAIL):
            raise InvalidParameters(problems)
        if name not in vocabularies():
            raise NotFound(f"There is no vocabulary “{name}”. Known: {', '.join(vocabularies())}.")
        return Response(self.get_serializer({"name": name, "terms": list(vocabularies()[name])}).data)


class ChangeSerializer(ReadModelSerializer):
    """One change of one record, with its canonical form before and after; null where the record was not public."""

    url = serializers.SerializerMethodField(help_text="The record in the API, where it is public now and has a place.")
    html_url = serializers.SerializerMethodField(help_text="The history of the record.")
    before = serializers.DictField(allow_null=True)
    after = serializers.DictField(allow_null=True)

    class Meta:
        model = Change
        fields = [
            "revision",
            "recorded_at",
            "record_type",
            "record_key",
            "record_name",
            "url",
            "html_url",
            "kind",
            "why",
            "before",
            "after",
        ]

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_url(self, change):
        if change.after is None or not named(change.record_type).in_api:
            return None
        return self.address(change.record_type, change.record_key)

    @extend_schema_field(ADDRESS)
    def get_html_url(self, change):
        return f"{self.site}{change.get_absolute_url()}"


class ChangeViewSet(StrictViewSet):
    """What changed, in the order in which it did: creations, changes, deletions.

    A mirror applies each ``after`` in turn, and asks for what came since the last revision it has seen.
    """

    queryset = Change.objects.order_by("revision", "pk")
    serializer_class = ChangeSerializer
    filterset_class = ChangeFilter
    csv_left_out = ("before", "after")  # no cell holds a record
    filter_backends = [StrictFilterBackend]

    def list(self, request):
        filterset = StrictFilterBackend().checked_filterset(request, self.get_queryset(), self)
        return self.answer(filterset.qs, filterset.facets())
