"""How announced totals and citations are looked for."""

import django_filters

from api.parameters import StrictFilterSet
from catalog.citations import CITATION_TYPES, cited_keys
from catalog.models import AnnouncedTotal, Measure, TotalKind
from missions.filters import published_missions
from partners.models import Programme
from sources.filters import SlugsFilter
from sources.models import Confidence, Source, Stance


def published_programmes(request):
    return Programme.objects.published()


def all_sources(request):
    return Source.objects.all()


class AnnouncedTotalFilter(StrictFilterSet):
    mission = SlugsFilter(published_missions, "mission__slug", label="Mission")
    programme = SlugsFilter(published_programmes, "programme__slug", label="Programme")
    measure = django_filters.MultipleChoiceFilter(choices=Measure.choices, label="Measure")
    kind = django_filters.MultipleChoiceFilter(choices=TotalKind.choices, label="Kind")

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
    stance = django_filters.MultipleChoiceFilter(choices=Stance.choices, label="Stance")
    confidence = django_filters.MultipleChoiceFilter(choices=Confidence.choices, label="Confidence")
