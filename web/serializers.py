"""The parts that every resource is made of: references, dates, addresses; and how an answer is made of them cheaply."""

from functools import cache, cached_property, lru_cache
from operator import attrgetter

from django.db.models import Manager
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from records.fields import EdtfField

ADDRESS = {"type": "string", "format": "uri"}


@lru_cache(maxsize=20_000)
def detail_path(resource, key):
    """Return the path of a record or row; lists name the same missions and institutions over and over."""
    return reverse(f"{resource}-detail", args=[key])


def getter(field):
    """Return the function from an instance to what a field shows of it."""
    if type(field).get_attribute is not serializers.Field.get_attribute:
        return field.get_attribute
    if field.source == "*":
        return lambda instance: instance
    get = attrgetter(field.source)
    if field.source.endswith("__str__"):
        return lambda instance: get(instance)()
    if field.default is not serializers.empty:
        return lambda instance: getattr(instance, field.source, field.default)
    return get


def reader(field):
    """Return a function from a serializer, which knows the request, to the function from an instance to a value."""
    if isinstance(field, serializers.SerializerMethodField):
        return lambda serializer: getattr(serializer, field.method_name)
    get = getter(field)
    several = isinstance(field, serializers.ListSerializer)
    shape = field.child if several else field

    def bind(serializer):
        nested = isinstance(shape, serializers.Serializer)
        write = (type(shape)(context=serializer.context) if nested else shape).to_representation

        def read(instance):
            value = get(instance)
            return None if value is None else write(value)

        def read_each(instance):
            rows = get(instance)
            return [write(row) for row in (rows.all() if isinstance(rows, Manager) else rows)]

        return read_each if several else read

    return bind


class ReadSerializer(serializers.Serializer):
    """A serializer that makes answers only, several times as fast as REST framework's own.

    That one copies its fields for each request, and asks each of them for each instance where its value stands and
    whether it is there at all. Here a class finds out once, from the same fields: they remain the one description of
    the shape. It reads objects, not mappings, and gives a nested serializer nothing but the context.
    """

    @classmethod
    @cache
    def readers(cls):
        """Return the ``reader`` of each field by its name."""
        return {name: reader(field) for name, field in cls().fields.items()}

    @cached_property
    def shown(self):
        """Pairs of a name and the function from an instance to its value; only of the fields that were asked for."""
        fields = vars(self).get("fields")  # REST framework's, made where some are left out
        return [(name, bind(self)) for name, bind in self.readers().items() if fields is None or name in fields]

    def to_representation(self, instance):
        return {name: read(instance) for name, read in self.shown}

    @cached_property
    def site(self):
        """The address by which the site was asked, without a path."""
        return self.context["request"].build_absolute_uri("/")[:-1]

    def address(self, resource, key):
        """Return the address of a record or row in the API."""
        return f"{self.site}{detail_path(resource, key)}"


class ReadModelSerializer(ReadSerializer, serializers.ModelSerializer):
    """A ``ReadSerializer`` that takes its fields from a model: dates and references in the shapes of the catalogue."""

    def build_standard_field(self, field_name, model_field):
        if isinstance(model_field, EdtfField):
            return EdtfDateField, {}
        return super().build_standard_field(field_name, model_field)

    def build_relational_field(self, field_name, relation_info):
        is_country = relation_info.related_model.key_field == "code"
        reference = CountryReferenceSerializer if is_country else ReferenceSerializer
        return reference, {"allow_null": relation_info.model_field.null}


class ReferenceSerializer(ReadSerializer):
    """A record named by another: its slug, its name and its address in the API."""

    slug = serializers.SlugField(source="record_key")
    name = serializers.CharField(source="__str__")
    url = serializers.SerializerMethodField()

    @extend_schema_field(ADDRESS)
    def get_url(self, record):
        return self.address(record._meta.model_name, record.record_key)


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


class RecordSerializer(ReadModelSerializer):
    """A record with its addresses in the API and on the site."""

    url = serializers.SerializerMethodField()
    html_url = serializers.SerializerMethodField()

    @extend_schema_field(ADDRESS)
    def get_url(self, record):
        return self.address(record._meta.model_name, record.record_key)

    @extend_schema_field(ADDRESS)
    def get_html_url(self, record):
        return f"{self.site}{record.get_absolute_url()}"


class RowSerializer(RecordSerializer):
    """A row of a record, with its own address in the API and its fragment of the record's page."""

    @extend_schema_field(ADDRESS)
    def get_url(self, row):
        return self.address(row._meta.model_name, row.public_key)
