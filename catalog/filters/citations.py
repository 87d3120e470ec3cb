"""How citations are looked for, in the tables of all record types at once."""

from collections import Counter

import django_filters

from records.models import Basis, Confidence, Stance
from sources.citations import ORDER, all_citations, cited_keys, cited_types
from sources.models import Reliability, Source
from web.filters import RecordSearchFilter, SlugsFilter
from web.parameters import (
    AfterFilter,
    BeforeFilter,
    ChoicesFilter,
    RecordOrderingFilter,
    StrictFilterSet,
    TermsFilter,
)

CITED_TYPE_CHOICES = [
    (record_type.name, record_type.name) for record_type in cited_types()
]


def all_sources(request):
    return Source.objects.all()


class CitationFilter(StrictFilterSet):
    """Filters of citations, applied to the table of each record type in turn."""

    q = RecordSearchFilter(
        max_length=200, label="Search", help_text="The names of the cited record."
    )
    source = SlugsFilter(all_sources, "source__slug", label="Source")
    record = django_filters.ChoiceFilter(
        choices=cited_keys, field_name="record_key", label="Record"
    )
    record_type = ChoicesFilter(choices=CITED_TYPE_CHOICES, label="Record type")
    stance = TermsFilter(Stance, "stance", label="Stance")
    confidence = TermsFilter(Confidence, "confidence", label="Confidence")
    basis = TermsFilter(Basis, "basis", label="Basis")
    reliability = TermsFilter(
        Reliability,
        "reliability",
        field_name="source__reliability",
        label="Reliability of the source",
    )
    published_after = AfterFilter(
        "source__published", label="Source published on or after"
    )
    published_before = BeforeFilter(
        "source__published", label="Source published on or before"
    )
    ordering = RecordOrderingFilter(
        {
            "record": "record_sort_key",
            "source": "source_slug",
            "published": "source_published",
        },
        ties=ORDER,
        label="Order",
    )

    examples = {"q": "neutron", "record": "change-4-lnd"}
    facet_columns = {
        "source": ("source__slug", "source__title"),
        "record_type": ("record_type", ""),
        "stance": ("stance", ""),
        "confidence": ("confidence", ""),
        "basis": ("basis", ""),
        "reliability": ("source__reliability", ""),
    }

    def citations(self, besides=None):
        """Return the citations that the filters leave, without the filter named by ``besides``."""

        def filter_citations(citations):
            for name, value in self.form.cleaned_data.items():
                # The order is one of the whole list; a single table has no columns for it.
                if name in self.data and name not in ("ordering", besides):
                    citations = self.filters[name].filter(citations, value)
            return citations

        return all_citations().narrow(filter_citations)

    def ordered_citations(self):
        """Return the citations that the filters leave, in the order that the request asks for."""
        citations = self.citations()
        # Without a form, the filters that the request does not give are left out.
        if "ordering" not in self.filters:
            return citations
        return self.filters["ordering"].filter(
            citations, self.form.cleaned_data["ordering"]
        )

    def counted(self, name):
        """Return triples of value, name and number of citations for a facet. One query."""
        column, label_column = self.facet_columns[name]
        labels = {}
        if not label_column:
            label_column = column
            labels = dict(self.form.fields[name].choices)

        counts = Counter()
        for value, label, number in self.citations(besides=name).count_by(
            column, label_column
        ):
            counts[value, labels.get(value, label)] += number
        return [
            (value, label, number)
            for (value, label), number in counts.items()
            if number
        ]
