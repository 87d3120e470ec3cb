"""The search in the API."""

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers

from catalog.searching import query_problems, search
from web.parameters import API_LIST, ParameterProblem, name_problems
from web.problems import InvalidParameters
from web.serializers import ADDRESS, ReadSerializer
from web.viewsets import StrictViewSet


class SearchResultSerializer(ReadSerializer):
    """A record that a search found."""

    type = serializers.CharField(source="record_type.name")
    key = serializers.CharField(source="record_key")
    name = serializers.CharField(source="__str__")
    url = serializers.SerializerMethodField()
    html_url = serializers.SerializerMethodField()

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_url(self, record):
        if not record.record_type.in_api:
            return None
        return self.address(record.record_type.name, record.record_key)

    @extend_schema_field(ADDRESS)
    def get_html_url(self, record):
        return f"{self.site}{record.get_absolute_url()}"


class SearchViewSet(StrictViewSet):
    """The site's search over all record types, grouped by type; at most fifty of each."""

    serializer_class = SearchResultSerializer
    filter_backends = []
    examples = {"q": "neutron"}

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "q", OpenApiTypes.STR, required=True, description="What to look for."
            )
        ]
    )
    def list(self, request):
        query = request.query_params.get("q", "")
        problems = name_problems(
            request.query_params, ("q", *API_LIST)
        ) + query_problems(query)
        if not query and not problems:
            problems.append(
                ParameterProblem(
                    "q", "", _("q is missing; say what to look for, like q=neutron.")
                )
            )
        if problems:
            raise InvalidParameters(problems)
        records = []
        for group in search(query):
            records += group.records
        return self.answer(records)
