"""The history of the public catalogue in the API."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.filters.changes import ChangeFilter
from history.models import Change
from records.registry import named
from web.parameters import StrictFilterBackend
from web.serializers import ADDRESS, ReadModelSerializer
from web.viewsets import StrictViewSet


class ChangeSerializer(ReadModelSerializer):
    """One change of one record, with its canonical form before and after; null where the record was not public."""

    url = serializers.SerializerMethodField(
        help_text="The record in the API, where it is public now and has a place."
    )
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
        filterset = StrictFilterBackend().checked_filterset(
            request, self.get_queryset(), self
        )
        return self.answer(filterset.qs, filterset.facets())
