"""The shapes of what every record holds: citations, differences, names, events, quantities."""

from rest_framework import serializers

from records.models import (
    Basis,
    Bound,
    Confidence,
    EventKind,
    IdentifierFinding,
    IdentifierScheme,
    NameKind,
    PlanOutcome,
    Rank,
    Stage,
    Stance,
)
from records.quantities import QuantityKind
from records.topics import Topic
from web.serializers import EdtfDateField, ReadSerializer, ReferenceSerializer


class CitationSerializer(ReadSerializer):
    """One use of a source: what it speaks for, where in the source, and how firmly."""

    key = serializers.CharField(help_text="Its name within the record.")
    field = serializers.CharField(
        help_text="The names of ``fields`` as one text, separated by a comma and a space."
    )
    # Declared fields are taken out of the class, so that this one does not hide what REST framework calls "fields".
    fields = serializers.ListField(
        child=serializers.CharField(),
        help_text="The fields that the source states; none for a row, or where it only speaks of the record.",
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
    basis = serializers.ChoiceField(
        Basis.choices, help_text="How what is stated comes from the source."
    )
    as_printed = serializers.CharField()
    note = serializers.CharField()

    def get_row_type(self, citation) -> str:
        if citation.row_target is None:
            return ""
        name, _pk = citation.row_target
        return name

    def get_row_key(self, citation) -> str:
        if citation.row_target is None:
            return ""
        return citation.record.cited_evidence.row_keys[citation.row_target]


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


class IdentifierSerializer(ReadSerializer):
    """What a scheme calls a record by, or why the scheme has none for it."""

    key = serializers.CharField()
    scheme = serializers.ChoiceField(IdentifierScheme.choices)
    value = serializers.CharField(
        help_text="The identifier; empty where there is none."
    )
    address = serializers.CharField(
        help_text="Where it leads on the site of its scheme; empty where that has no such pages."
    )
    finding = serializers.ChoiceField(
        IdentifierFinding.choices,
        allow_blank=True,
        help_text="Why there is no identifier; empty where there is one.",
    )
    looked = EdtfDateField(
        help_text="The day through which it was looked for in vain; null where there is one."
    )
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
    outcome = serializers.ChoiceField(
        PlanOutcome.choices,
        allow_blank=True,
        help_text="What became of a plan; empty while it stands.",
    )
    outcome_event = serializers.CharField(
        help_text="The key of the event that tells the outcome, or empty."
    )
    description = serializers.CharField()
    rank = serializers.ChoiceField(Rank.choices)


class PictureSerializer(ReadSerializer):
    """A picture as a reference: the page where it is, what it shows, and what is printed of its credit and licence."""

    key = serializers.CharField()
    title = serializers.CharField(help_text="What it shows.")
    address = serializers.URLField(help_text="The page where it is, not the file.")
    date = EdtfDateField()
    credit_as_printed = serializers.CharField()
    licence_as_printed = serializers.CharField(
        help_text="Empty where none was seen: then none is granted that we know of."
    )
    description = serializers.CharField()
    rank = serializers.ChoiceField(Rank.choices)


class QuantitySerializer(ReadSerializer):
    """A figure as printed and as numbers as precise as printed; ``unit`` is a UCUM code ("1" for a count)."""

    key = serializers.CharField()
    quantity = serializers.ChoiceField(QuantityKind.choices)
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
