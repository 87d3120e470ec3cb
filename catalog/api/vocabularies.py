"""The closed vocabularies in the API."""

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from records.vocabularies import vocabularies
from web.addresses import reverse
from web.parameters import API_DETAIL, API_LIST, name_problems
from web.problems import InvalidParameters
from web.serializers import ADDRESS
from web.viewsets import StrictViewSet


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
        return reverse(
            "vocabulary-detail",
            args=[vocabulary["name"]],
            request=self.context["request"],
        )


class VocabularyViewSet(StrictViewSet):
    """The closed vocabularies, each term with its definition."""

    serializer_class = VocabularySerializer
    filter_backends = []
    lookup_field = "name"
    example_key = "payload-kind"
    lookup_value_regex = "[^/.]+"

    def list(self, request):
        self.refuse_parameters_besides(API_LIST)
        records = []
        for name, vocabulary in vocabularies().items():
            records.append({"name": name, "terms": list(vocabulary)})
        return self.answer(records)

    @extend_schema(
        parameters=[OpenApiParameter("name", OpenApiTypes.STR, OpenApiParameter.PATH)]
    )
    def retrieve(self, request, name):
        self.refuse_parameters_besides(API_DETAIL)
        vocabulary = vocabularies().get(name)
        if vocabulary is None:
            detail = _("There is no vocabulary “%(name)s”. Known: %(known)s.")
            raise NotFound(detail % {"name": name, "known": ", ".join(vocabularies())})
        return Response(
            self.get_serializer({"name": name, "terms": list(vocabulary)}).data
        )

    def refuse_parameters_besides(self, known):
        """Raise ``InvalidParameters`` if the request has parameters other than those known."""
        problems = name_problems(self.request.query_params, known)
        if problems:
            raise InvalidParameters(problems)
