"""How announced totals and citations are looked for."""

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from api.parameters import AfterFilter, BeforeFilter, RecordOrderingFilter, StrictFilterSet, TermsFilter
from catalog.citations import CITATION_TYPES, cited_keys
from catalog.models import AnnouncedTotal, Change, ChangeKind, Measure, TotalKind
from missions.filters import published_missions
from partners.filters import CountryAwareFilterSet, CountryCodesFilter
from partners.models import Programme
from payloads.filters import published_institutions
from sources.filters import SearchFilter, SlugsFilter
from sources.models import Confidence, Source, Stance


def published_programmes(request):
    return Programme.objects.published()


def all_sources(request):
    return Source.objects.all()


class AnnouncedTotalFilter(StrictFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    mission = SlugsFilter(published_missions, "mission__slug", label="Mission")
    programme = SlugsFilter(published_programmes, "programme__slug", label="Programme")
    measure = TermsFilter(Measure, "measure", label="Measure")
    kind = TermsFilter(TotalKind, "total-kind", label="Kind")
    announced_after = AfterFilter("date", label="Announced on or after")
    announced_before = BeforeFilter("date", label="Announced on or before")
    ordering = RecordOrderingFilter({"title": "sort_key", "date": "date_earliest"}, label="Order")

    facet_columns = {"measure": ("measure", ""), "kind": ("kind", "")}

    class Meta:
        model = AnnouncedTotal
        fields = []


class CitationFilter(StrictFilterSet):
    """Applied to each citation table in turn."""

    source = SlugsFilter(all_sources, "source__slug", label="Source")
    record = django_filters.ChoiceFilter(choices=cited_keys, field_name="record_key", label="Record")
    record_type = django_filters.MultipleChoiceFilter(
        choices=[(name, name) for name in CITATION_TYPES], label="Record type"
    )
    stance = TermsFilter(Stance, "stance", label="Stance")
    confidence = TermsFilter(Confidence, "confidence", label="Confidence")


def of_record(changes, text):
    """Return the changes of the record that is named with its type or, as citations name it, by its key alone."""
    record_type, _, key = text.rpartition(":")
    found = changes.filter(record_key=key)
    return found.filter(record_type=record_type) if record_type else found


def has_history(text):
    """Refuse a record without history, and what does not name a record."""
    if not of_record(Change.objects.all(), text).exists():
        raise ValidationError("nothing is recorded of it; write it like payload:change-4-lnd.")


class RevisionFilter(django_filters.NumberFilter):
    field_class = forms.IntegerField


class ChangeFilter(CountryAwareFilterSet):
    since = RevisionFilter(
        field_name="revision",
        lookup_expr="gt",
        min_value=0,
        max_value=2**63 - 1,
        label="Since revision",
        help_text="Changes after this revision, the revision itself left out.",
    )
    record = django_filters.CharFilter(
        method="of_record",
        validators=[has_history],
        label="Record",
        help_text="Its type and key: payload:change-4-lnd.",
    )
    kind = django_filters.MultipleChoiceFilter(choices=ChangeKind.choices, label="Kind")
    mission = SlugsFilter(published_missions, method="about", label="Mission")
    country = CountryCodesFilter(method="about")
    institution = SlugsFilter(published_institutions, method="about", label="Institution")

    class Meta:
        model = Change
        fields = []

    def of_record(self, queryset, name, value):
        return of_record(queryset, value)

    def about(self, queryset, name, values):
        """Keep changes of records that name one of the missions, countries or institutions."""
        found = Q()
        for value in values:
            found |= Q(about__contains=f" {name}:{getattr(value, 'record_key', value)} ")
        return queryset.filter(found)
