"""How changes of records are looked for."""

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from history.models import Change, ChangeKind
from missions.filters import published_missions
from partners.filters import (
    CountryAwareFilterSet,
    CountryCodesFilter,
    published_institutions,
)
from records.registry import record_types
from web.filters import SlugsFilter
from web.parameters import ChoicesFilter, DayFilter, TermsFilter

RECORD_TYPE_CHOICES = [
    (record_type.name, str(record_type.verbose_name)) for record_type in record_types()
]
# The largest number that a column of revisions holds.
LARGEST_REVISION = 2**63 - 1


def changes_of_record(changes, identity):
    """Return the changes of one record, named like "payload:change-4-lnd" or, as citations name it, by its key.

    A record that was renamed is found by the key that it had before, too.
    """
    record_type, _separator, key = identity.rpartition(":")
    renamings = Change.objects.filter(kind=ChangeKind.RENAMING, before__slug=key)
    if record_type:
        changes = changes.filter(record_type=record_type)
        renamings = renamings.filter(record_type=record_type)
    return changes.filter(
        Q(record_key=key) | Q(record_key__in=renamings.values("record_key"))
    )


def validate_has_history(identity):
    """Raise ``ValidationError`` for a record without history, and for what does not name a record."""
    if not changes_of_record(Change.objects.all(), identity).exists():
        raise ValidationError(
            _("nothing is recorded of it; write it like payload:change-4-lnd.")
        )


class RevisionFilter(django_filters.NumberFilter):
    field_class = forms.IntegerField


class ChangeFilter(CountryAwareFilterSet):
    since = RevisionFilter(
        field_name="revision",
        lookup_expr="gt",
        min_value=0,
        max_value=LARGEST_REVISION,
        label="Since revision",
        help_text="Changes after this revision, the revision itself left out.",
    )
    record = django_filters.CharFilter(
        method="of_record",
        validators=[validate_has_history],
        label="Record",
        help_text="Its type and key: payload:change-4-lnd.",
    )
    record_type = ChoicesFilter(choices=RECORD_TYPE_CHOICES, label="Record type")
    kind = TermsFilter(ChangeKind, "change-kind", label="Kind")
    recorded_after = DayFilter(
        field_name="recorded_at", lookup_expr="date__gte", label="Recorded on or after"
    )
    recorded_before = DayFilter(
        field_name="recorded_at", lookup_expr="date__lte", label="Recorded on or before"
    )
    mission = SlugsFilter(published_missions, method="about", label="Mission")
    country = CountryCodesFilter(method="about")
    institution = SlugsFilter(
        published_institutions, method="about", label="Institution"
    )

    examples = {"since": 1, "record": "payload:change-4-lnd"}
    facet_columns = {"record_type": ("record_type", ""), "kind": ("kind", "")}

    class Meta:
        model = Change
        fields = []

    def of_record(self, queryset, name, value):
        return changes_of_record(queryset, value)

    def about(self, queryset, name, values):
        """Keep the changes of records that name one of the missions, countries or institutions."""
        named = Q()
        for value in values:
            # Missions and institutions come as records, countries as codes.
            key = getattr(value, "record_key", value)
            named |= Q(about__contains=f" {name}:{key} ")
        return queryset.filter(named)
