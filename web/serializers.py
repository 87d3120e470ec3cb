"""The parts that every resource is made of: references to records, dates, the addresses of records and rows."""

from operator import attrgetter

from django.db import models
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from records.fields import EdtfField
from records.models import Record
from web.read_serializers import ReadSerializer

ADDRESS = {"type": "string", "format": "uri"}
DATE = {
    "type": ["object", "null"],
    "required": ["edtf", "earliest", "latest", "words"],
    "properties": {
        "edtf": {"type": "string", "description": "The date in EDTF (ISO 8601-2)."},
        "earliest": {"type": ["string", "null"], "format": "date"},
        "latest": {"type": ["string", "null"], "format": "date"},
        "words": {"type": "string", "description": "The date as pages print it."},
    },
}


class ReferenceSerializer(ReadSerializer):
    """A record named by another: its slug, its name and its address in the API."""

    slug = serializers.SlugField(source="record_key")
    name = serializers.CharField(source="__str__")
    url = serializers.SerializerMethodField()

    @extend_schema_field(ADDRESS)
    def get_url(self, record):
        return self.address(record.record_type.name, record.record_key)


class CountryReferenceSerializer(ReferenceSerializer):
    """A country or region named by a record: its ISO 3166-1 alpha-2 code, its name and its address in the API."""

    slug = None
    code = serializers.CharField(source="record_key")


@extend_schema_field(DATE)
class EdtfDateField(serializers.Field):
    """A date with its earliest and latest day and its words; null when unknown."""

    def __init__(self, **kwargs):
        # The whole record, because a date is in three of its fields, and its words are a property.
        super().__init__(source="*", read_only=True, **kwargs)

    def bind(self, field_name, parent):
        super().bind(field_name, parent)
        self.get_edtf = attrgetter(field_name)
        self.get_others = attrgetter(
            f"{field_name}_earliest", f"{field_name}_latest", f"{field_name}_words"
        )

    def to_representation(self, instance):
        edtf = self.get_edtf(instance)
        if not edtf:
            return None
        earliest, latest, words = self.get_others(instance)
        return {"edtf": edtf, "earliest": earliest, "latest": latest, "words": words}


class ReadModelSerializer(ReadSerializer, serializers.ModelSerializer):
    """A ``ReadSerializer`` that takes its fields from a model: dates and references in the shapes of the catalogue."""

    def build_standard_field(self, field_name, model_field):
        if isinstance(model_field, EdtfField):
            return EdtfDateField, {}
        field_class, options = super().build_standard_field(field_name, model_field)
        if isinstance(model_field, models.DecimalField):
            options["normalize_output"] = True
        return field_class, options

    def build_relational_field(self, field_name, relation_info):
        options = {"allow_null": relation_info.model_field.null}
        if relation_info.related_model.key_field == "code":
            return CountryReferenceSerializer, options
        return ReferenceSerializer, options


class RecordSerializer(ReadModelSerializer):
    """A record with its addresses in the API and on the site."""

    url = serializers.SerializerMethodField()
    html_url = serializers.SerializerMethodField()

    def get_field_names(self, declared_fields, info):
        """Return the fields of the class, and after them the facts that the record type declares."""
        names = list(super().get_field_names(declared_fields, info))
        model = self.Meta.model
        if issubclass(model, Record):
            names += [name for name in model.record_type.facts if name not in names]
        return names

    @extend_schema_field(ADDRESS)
    def get_url(self, record):
        return self.address(record.record_type.name, record.record_key)

    @extend_schema_field(ADDRESS)
    def get_html_url(self, record):
        return f"{self.site}{record.get_absolute_url()}"


class RowSerializer(RecordSerializer):
    """A row of a record, with its own address in the API and its fragment of the record's page."""

    @extend_schema_field(ADDRESS)
    def get_url(self, row):
        kind = row.record.record_type.kind_of(type(row))
        return self.address(kind.name, row.public_key)
