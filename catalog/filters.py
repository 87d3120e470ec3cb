"""How announced totals and citations are looked for."""

from collections import Counter

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q

from catalog.models import AnnouncedTotal, Measure, TotalKind
from history.models import Change, ChangeKind
from missions.filters import published_missions
from partners.filters import CountryAwareFilterSet, CountryCodesFilter
from partners.models import Programme
from payloads.filters import published_institutions
from records.models import Confidence, Stance
from records.registry import record_types
from sources.citations import ORDER, all_citations, cited_keys, cited_types, public_citations
from sources.models import Reliability, Source
from web.filters import RecordSearchFilter, SearchFilter, SlugsFilter
from web.parameters import AfterFilter, BeforeFilter, DayFilter, RecordOrderingFilter, StrictFilterSet, TermsFilter


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

    examples = {"q": "payload"}
    facet_columns = {
        "mission": ("mission__slug", "mission__name"),
        "programme": ("programme__slug", "programme__name"),
        "measure": ("measure", ""),
        "kind": ("kind", ""),
    }

    class Meta:
        model = AnnouncedTotal
        fields = []


class CitationFilter(StrictFilterSet):
    """Applied to each citation table in turn."""

    q = RecordSearchFilter(max_length=200, label="Search", help_text="The names of the cited record.")
    source = SlugsFilter(all_sources, "source__slug", label="Source")
    record = django_filters.ChoiceFilter(choices=cited_keys, field_name="record_key", label="Record")
    record_type = django_filters.MultipleChoiceFilter(
        choices=[(cited.name, cited.name) for cited in cited_types()], label="Record type"
    )
    stance = TermsFilter(Stance, "stance", label="Stance")
    confidence = TermsFilter(Confidence, "confidence", label="Confidence")
    reliability = TermsFilter(
        Reliability, "reliability", field_name="source__reliability", label="Reliability of the source"
    )
    published_after = AfterFilter("source__published", label="Source published on or after")
    published_before = BeforeFilter("source__published", label="Source published on or before")
    ordering = RecordOrderingFilter(
        {"record": "record_sort_key", "source": "source_slug", "published": "source_published"},
        ties=ORDER,
        label="Order",
    )

    examples = {"q": "neutron", "record": "change-4-lnd"}
    facet_columns = {
        "source": ("source__slug", "source__title"),
        "record_type": ("record_type", ""),
        "stance": ("stance", ""),
        "confidence": ("confidence", ""),
        "reliability": ("source__reliability", ""),
    }

    def found(self):
        """Return all citations that the filters leave, in the order asked for."""
        citations = all_citations(self.filter_queryset)
        ordering = self.form.cleaned_data.get("ordering")
        return self.filters["ordering"].filter(citations, ordering) if ordering else citations

    def counted(self, name):
        """Count in each citation table, all in one query."""
        column, label = self.facet_columns[name]
        parts = []
        for record_type in cited_types():
            found = self.narrowed(public_citations(record_type), besides=name).order_by()
            found = found.annotate(facet=F(column), facet_name=F(label or column)).values_list("facet", "facet_name")
            parts.append(found.annotate(number=Count("pk")))
        counts, labels = Counter(), {} if label else dict(self.form.fields[name].choices)
        for value, words, number in parts[0].union(*parts[1:], all=True):
            counts[value, labels.get(value, words)] += number
        return [(*told, number) for told, number in counts.items() if number]


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
    record_type = django_filters.MultipleChoiceFilter(
        choices=[(one.name, str(one.verbose_name)) for one in record_types()], label="Record type"
    )
    kind = TermsFilter(ChangeKind, "change-kind", label="Kind")
    recorded_after = DayFilter(field_name="recorded_at", lookup_expr="date__gte", label="Recorded on or after")
    recorded_before = DayFilter(field_name="recorded_at", lookup_expr="date__lte", label="Recorded on or before")
    mission = SlugsFilter(published_missions, method="about", label="Mission")
    country = CountryCodesFilter(method="about")
    institution = SlugsFilter(published_institutions, method="about", label="Institution")

    examples = {"since": 1, "record": "payload:change-4-lnd"}
    facet_columns = {"record_type": ("record_type", ""), "kind": ("kind", "")}

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
