"""How announced totals and citations are looked for."""

import django_filters

from api.parameters import AfterFilter, BeforeFilter, RecordOrderingFilter, StrictFilterSet, TermsFilter
from catalog.citations import CITATION_TYPES, cited_keys
from catalog.models import AnnouncedTotal, Measure, TotalKind
from missions.filters import published_missions
from partners.models import Programme
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
