"""Pages of sources."""

from collections import Counter
from itertools import groupby

from records.reading import read_referring
from records.registry import record_types
from sources.citations import all_citations
from sources.filters import SourceFilter
from sources.models import Source
from web.views import RecordDetailView, RecordListView


class SourceListView(RecordListView):
    model = Source
    filterset_class = SourceFilter

    def get_context_data(self, **kwargs):
        """Give each source ``facts``, how many facts cite it, and ``alone``, how many of them nothing else supports."""
        context = super().get_context_data(**kwargs)
        sources = context["object_list"]
        keys = [source.pk for source in sources]
        facts = Counter()
        alone = Counter()
        citations = all_citations().filter(source__in=keys)
        for citation in citations.values("source_slug", "alone"):
            facts[citation["source_slug"]] += 1
            alone[citation["source_slug"]] += citation["alone"]
        for source in sources:
            source.facts = facts[source.slug]
            source.alone = alone[source.slug]
        return context


class SourceDetailView(RecordDetailView):
    model = Source

    def get_context_data(self, **kwargs):
        return super().get_context_data(citing=facts_citing(self.object), **kwargs)


def facts_citing(source):
    """Return pairs of a record that cites the source and what it cites it for, as ``all_citations`` has it."""
    citations = all_citations().filter(source=source)
    groups = []
    for identity, of_record in groupby(citations, key=_record_of):
        groups.append((identity, list(of_record)))
    records = _records_by_identity([identity for identity, _ in groups])
    return [(records[identity], of_record) for identity, of_record in groups]


def _record_of(citation):
    return citation["record_type"], citation["record_key"]


def _records_by_identity(identities):
    """Return records by their type and key. One query, however many types there are."""
    keys = {}
    for name, key in identities:
        keys.setdefault(name, []).append(key)
    querysets = []
    for record_type in record_types():
        if record_type.name in keys:
            has_key = {f"{record_type.key_field}__in": keys[record_type.name]}
            querysets.append(record_type.model.objects.filter(**has_key))
    records = {}
    for of_type in read_referring(querysets):
        for record in of_type:
            records[record.record_type.name, record.record_key] = record
    return records
