"""How data sets are looked for: one FilterSet for the page and the API."""

import django_filters
from django.db.models import Count, F, Value
from django.db.models.functions import Coalesce

from missions.filters import published_missions
from partners.filters import published_institutions
from payloads.models import (
    DataAccess,
    DataIdentifierScheme,
    DataSet,
    DataSetSubject,
)
from payloads.row_filters import published_payloads
from web.filters import NameFilter, SearchFilter, SlugsFilter
from web.parameters import (
    AfterFilter,
    BeforeFilter,
    RecordOrderingFilter,
    StrictFilterSet,
    TermsFilter,
)


class DataSetFilter(StrictFilterSet):
    q = SearchFilter(max_length=200, label="Search")
    name_contains = NameFilter("title")
    payload = SlugsFilter(published_payloads, method="of_payloads", label="Payload")
    mission = SlugsFilter(
        published_missions,
        method="of_missions",
        label="Mission",
        help_text="Data sets of the mission, or of a payload of it.",
    )
    access = TermsFilter(DataAccess, "data-access", label="Access")
    producer = SlugsFilter(published_institutions, "producer__slug", label="Producer")
    archive = SlugsFilter(published_institutions, "archive__slug", label="Archive")
    identifier_scheme = TermsFilter(
        DataIdentifierScheme, "data-identifier-scheme", label="Identifier scheme"
    )
    identifier = django_filters.CharFilter(
        method="identified_by",
        max_length=200,
        label="Identifier",
        help_text="The whole identifier, without its version, or its address.",
    )
    covered_after = AfterFilter("temporal_coverage", label="Covers on or after")
    covered_before = BeforeFilter("temporal_coverage", label="Covers on or before")
    published_after = AfterFilter("published", label="Published on or after")
    published_before = BeforeFilter("published", label="Published on or before")
    ordering = RecordOrderingFilter(
        {
            "title": "sort_key",
            "temporal_coverage": "temporal_coverage_earliest",
            "published": "published_earliest",
        },
        label="Order",
    )

    examples = {
        "q": "LND",
        "name_contains": "cosmic",
        "identifier": "10.5061/dryad.rjdfn2zqb",
        "producer": "irf",
        "archive": "naoc",
    }
    facet_columns = {
        "payload": ("payload__slug", "payload__name"),
        "mission": ("mission__slug", "mission__name"),
        "access": ("access", ""),
        "producer": ("producer__slug", "producer__name"),
        "archive": ("archive__slug", "archive__name"),
        "identifier_scheme": ("identifier_scheme", ""),
    }

    class Meta:
        model = DataSet
        fields = []

    def count(self, name, records):
        """Return the counts of a facet; of payloads and missions by the subjects of which the data sets hold data."""
        if name == "payload":
            return count_subjects(records, F("payload__slug"), F("payload__name"))
        if name == "mission":
            return count_subjects(
                records,
                Coalesce("mission__slug", "payload__mission__slug"),
                Coalesce("mission__name", "payload__mission__name"),
            )
        return super().count(name, records)

    def of_payloads(self, queryset, name, payloads):
        if not payloads:
            return queryset
        return queryset.of_payloads(payloads)

    def identified_by(self, queryset, name, text):
        if not text:
            return queryset
        return queryset.identified_by(text)

    def of_missions(self, queryset, name, missions):
        if not missions:
            return queryset
        return queryset.of_missions(missions)


def count_subjects(records, value, label):
    """Return triples of value, name and number of data sets, by an expression of the subjects that they hold data of.

    Those that hold data of none with a value come under an empty one.
    """
    subjects = DataSetSubject.objects.held().filter(record__in=records.values("pk"))
    # Without an order, whose columns would be grouped by too.
    subjects = subjects.annotate(value=value, label=label).order_by()
    subjects = subjects.filter(value__isnull=False)
    others = records.exclude(pk__in=subjects.values("record")).order_by()
    others = others.annotate(value=Value(""), name=Value(""))
    by_value = subjects.values_list("value", "label").annotate(
        number=Count("record", distinct=True)
    )
    return by_value.union(
        others.values_list("value", "name").annotate(number=Count("pk")), all=True
    )
