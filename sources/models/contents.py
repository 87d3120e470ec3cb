"""Reading all that records hold, their rows and citations, in one query."""

from operator import attrgetter

from sources.models.rows import Row
from sources.together import read_together


def relations(model):
    """Return the names of the relations that a record holds: its rows, then its citations if it is cited."""
    cited = any(relation.name == "citations" for relation in model._meta.related_objects)
    return [*model.rows, "citations"] if cited else list(model.rows)


def read_contents(records):
    """Read the rows and citations of records of any types in one query, and lay them with the records."""
    asked = [
        (several, relation, several[0]._meta.get_field(relation).related_model)
        for several in _by_type(records).values()
        for relation in relations(type(several[0]))
    ]
    querysets = [
        rows._base_manager.filter(record__in=[record.pk for record in several]).select_related(*_joined(rows))
        for several, _, rows in asked
    ]
    found = read_together(querysets)
    for (several, relation, rows), listed in zip(asked, found, strict=True):
        listed.sort(key=attrgetter(*rows._meta.ordering))
        by_record = {}
        for row in listed:
            by_record.setdefault(row.record_id, []).append(row)
        for record in several:
            _lay(record, relation, by_record.get(record.pk, []))
    _link_rows([row for listed in found for row in listed])


def _by_type(records):
    by_type = {}
    for record in records:
        by_type.setdefault(type(record), []).append(record)
    return by_type


def _joined(rows):
    """Return what is read with a row: what it shows by ``shown_with``, else all that it refers to but other rows."""
    if shown := getattr(rows, "shown_with", ()):
        return shown
    referring = [field for field in rows._meta.concrete_fields if field.is_relation and field.name != "record"]
    return [field.name for field in referring if not issubclass(field.related_model, Row)] or [None]


def _lay(record, relation, rows):
    """Lay rows with their record as ``prefetch_related`` does."""
    for row in rows:
        row._meta.get_field("record").set_cached_value(row, record)
    listed = getattr(record, relation).get_queryset()
    listed._result_cache, listed._prefetch_done = rows, True
    record.__dict__.setdefault("_prefetched_objects_cache", {})[relation] = listed


def _link_rows(rows):
    """Let rows and citations that refer to a row of their record hold that very row."""
    known = {(type(row), row.pk): row for row in rows}
    for row in rows:
        for field in row._meta.concrete_fields:
            if field.is_relation and (target := known.get((field.related_model, getattr(row, field.attname)))):
                field.set_cached_value(row, target)


class Contents:
    """What ``prefetch_related("contents")`` reads: all rows and citations of the records, in one query."""

    def is_cached(self, record):
        return "contents" in record._state.fields_cache

    def get_prefetch_querysets(self, records, querysets=None):
        """Answer Django's prefetching: nothing is left to hand out once each relation lies with its record."""
        read_contents(records)
        return [], attrgetter("pk"), attrgetter("pk"), True, "contents", False
