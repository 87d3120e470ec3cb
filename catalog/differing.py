"""Every difference between sources in the catalogue, for the page that lists them."""

from itertools import chain

from catalog.canonical import RECORD_TYPES, citation_model
from sources.differences import Topic, differences
from sources.models import read_records


def all_differences():
    """Return the differences of every published record, by topic in the order of topics.

    A list of pairs of ``Topic`` and differences; two queries, however many record types.
    """
    cited = [model for model in RECORD_TYPES if citation_model(model)]
    differing = [model.objects.published().with_differences().filter(differs=True) for model in cited]
    found = [difference for record in chain(*read_records(differing)) for difference in differences(record)]
    return [(topic, [difference for difference in found if difference.topic == topic]) for topic in Topic]
