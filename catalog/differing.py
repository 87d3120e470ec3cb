"""Every difference between sources in the catalogue, for the page that lists them."""

from itertools import chain

from records.reading import read_records
from records.registry import record_types
from records.topics import Topic


def all_differences():
    """Return the differences of every published record, by topic in the order of topics.

    A list of pairs of ``Topic`` and differences; two queries, however many record types.
    """
    cited = [record_type.model for record_type in record_types() if record_type.citations]
    differing = [model.objects.published().differing() for model in cited]
    found = [
        difference for record in chain(*read_records(differing)) for difference in record.cited_evidence.differences
    ]
    return [(topic, [difference for difference in found if difference.topic == topic]) for topic in Topic]
