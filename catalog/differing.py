"""Every difference between sources in the catalogue, for the page that lists them."""

from itertools import chain

from catalog.canonical import RECORD_TYPES, citation_model, prefetched
from sources.differences import Topic, differences


def all_differences():
    """Return the differences of every published record, by topic in the order of topics.

    A list of pairs of ``Topic`` and differences; a fixed number of queries a record type.
    """
    found = list(chain.from_iterable(differences(record) for record in _differing_records()))
    return [(topic, [difference for difference in found if difference.topic == topic]) for topic in Topic]


def _differing_records():
    for model in RECORD_TYPES:
        if citation_model(model):
            yield from prefetched(model.objects.published().with_differences().filter(differs=True))
