"""The shapes of what every record holds: citations, differences, names, events, quantities."""

from rest_framework import serializers

from records.models import Bound, Confidence, EventKind, NameKind, Rank, Stage, Stance
from records.topics import Topic
from web.serializers import EdtfDateField, ReadSerializer, ReferenceSerializer


class CitationSerializer(ReadSerializer):
    """One use of a source: what it speaks for, where in the source, and how firmly."""

    key = serializers.CharField(help_text="Its name within the record.")
    field = serializers.CharField(
        help_text="The field it speaks for; empty for the whole record or a row."
    )
    row_type = serializers.SerializerMethodField(
        help_text="The type of row it speaks for, or empty."
    )
    row_key = serializers.SerializerMethodField(
        help_text="The key of that row, or empty."
    )
    source = ReferenceSerializer()
    locator = serializers.CharField()
    stance = serializers.ChoiceField(Stance.choices)
    confidence = serializers.ChoiceField(Confidence.choices)
    as_printed = serializers.CharField()
    note = serializers.CharField()

    def get_row_type(self, citation) -> str:
        name, row_pk = citation.target
        # Of a field, the name is in the column of its own.
        if row_pk:
            return name
        return ""

    def get_row_key(self, citation) -> str:
        _, row_pk = citation.target
        if row_pk:
            return citation.record.cited_evidence.row_keys[citation.target]
        return ""


class ValueSerializer(ReadSerializer):
    """One of several values, with who says so; the note of a citation tells why a value is the one displayed."""

    words = serializers.CharField()
    rank = serializers.ChoiceField(Rank.choices)
    citations = CitationSerializer(many=True)


class DifferenceSerializer(ReadSerializer):
    """One thing on which sources differ: the displayed values first."""

    topic = serializers.ChoiceField(Topic.choices)
    subject = serializers.CharField()
    values = ValueSerializer(many=True)


class DifferencesField(serializers.ListSerializer):
    """Where sources differ about the record."""

    child = DifferenceSerializer()

    def __init__(self, **kwargs):
        super().__init__(read_only=True, source="cited_evidence.differences", **kwargs)


class AlternativeNameSerializer(ReadSerializer):
    """Another name of a record."""

    key = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(NameKind.choices)
    language = serializers.CharField()
    rank = serializers.ChoiceField(Rank.choices)


class EventSerializer(ReadSerializer):
    """Something that happened to a record or is planned for it."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(EventKind.choices)
    title = serializers.CharField()
    date = EdtfDateField()
    time_utc = serializers.TimeField(
        allow_null=True, help_text="The clock time in UTC, where a source gives it."
    )
    is_planned = serializers.BooleanField()
    description = serializers.CharField()
    rank = serializers.ChoiceField(Rank.choices)


class QuantitySerializer(ReadSerializer):
    """A figure as printed and as numbers as precise as printed; ``unit`` is a UCUM code ("1" for a count)."""

    key = serializers.CharField()
    quantity = serializers.CharField()
    as_printed = serializers.CharField()
    bound = serializers.ChoiceField(Bound.choices)
    low = serializers.DecimalField(20, 6, allow_null=True, normalize_output=True)
    high = serializers.DecimalField(20, 6, allow_null=True, normalize_output=True)
    uncertainty = serializers.DecimalField(
        20, 6, allow_null=True, normalize_output=True
    )
    unit = serializers.CharField()
    condition = serializers.CharField()
    stage = serializers.ChoiceField(Stage.choices, allow_blank=True)
    rank = serializers.ChoiceField(Rank.choices)
