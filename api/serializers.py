"""The parts that every resource is made of: references, dates, addresses."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.addresses import reverse

ADDRESS = {"type": "string", "format": "uri"}


def api_url(record, request):
    """Return a record's address in the API."""
    return reverse(f"{record._meta.model_name}-detail", args=[record.record_key], request=request)


def row_url(row, request):
    """Return a row's address in the API: its record's slug, a dot, its key."""
    return reverse(f"{row._meta.model_name}-detail", args=[row.public_key], request=request)


class ReferenceSerializer(serializers.Serializer):
    """A record named by another: its slug, its name and its address in the API."""

    slug = serializers.SlugField(source="record_key")
    name = serializers.CharField(source="__str__")
    url = serializers.SerializerMethodField()

    @extend_schema_field(ADDRESS)
    def get_url(self, record):
        return api_url(record, self.context["request"])


class CountryReferenceSerializer(ReferenceSerializer):
    """A country or region named by a record: its ISO 3166-1 alpha-2 code, its name and its address in the API."""

    slug = None
    code = serializers.CharField(source="record_key")


@extend_schema_field(
    {
        "type": ["object", "null"],
        "required": ["edtf", "earliest", "latest", "words"],
        "properties": {
            "edtf": {"type": "string", "description": "The date in EDTF (ISO 8601-2)."},
            "earliest": {"type": ["string", "null"], "format": "date"},
            "latest": {"type": ["string", "null"], "format": "date"},
            "words": {"type": "string", "description": "The date as pages print it."},
        },
    }
)
class EdtfDateField(serializers.Field):
    """A date with its earliest and latest day and its words; null when unknown."""

    def __init__(self, **kwargs):
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, instance):
        name = self.field_name
        if not (text := getattr(instance, name)):
            return None
        return {
            "edtf": text,
            "earliest": getattr(instance, f"{name}_earliest"),
            "latest": getattr(instance, f"{name}_latest"),
            "words": getattr(instance, f"{name}_words"),
        }


class RecordSerializer(serializers.ModelSerializer):
    """A record with its addresses in the API and on the site."""

    url = serializers.SerializerMethodField()
    html_url = serializers.SerializerMethodField()

    @extend_schema_field(ADDRESS)
    def get_url(self, record):
        return api_url(record, self.context["request"])

    @extend_schema_field(ADDRESS)
    def get_html_url(self, record):
        return self.context["request"].build_absolute_uri(record.get_absolute_url())


class RowSerializer(RecordSerializer):
    """A row of a record, with its own address in the API and its fragment of the record's page."""

    @extend_schema_field(ADDRESS)
    def get_url(self, row):
        return row_url(row, self.context["request"])
