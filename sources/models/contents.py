"""Reading all that records hold, their rows and citations, in one query."""

from functools import lru_cache
from operator import attrgetter

from django.db import connection
from django.db.models import Q

from sources.models.rows import Row
from sources.together import lines_of, made_of, read_together

# How many records a query asks for by their keys, of which databases take some ten thousand.
BATCH = 1000


def relations(model):
    """Return the names of the relations that a record holds: its rows, then its citations if it is cited."""
    cited = any(relation.name == "citations" for relation in model._meta.related_objects)
    return [*model.rows, "citations"] if cited else list(model.rows)


def read_referring(querysets):
    """Return the instances of each queryset as a list in no order, with what they refer to, all by one query."""
    return read_together([*querysets, *referred_by(querysets)])[: len(querysets)]


def referred_by(querysets):
    """Return a queryset for each model that the instances of the querysets are shown with."""
    wanted = {}
    for queryset in querysets:
        for path in _shown_with(queryset.model):
            model, names = queryset.model, path.split("__")
            for depth, name in enumerate(names, start=1):
                model = model._meta.get_field(name).related_model
                keys = queryset.order_by().values("__".join(names[:depth]))
                wanted[model] = wanted.get(model, Q()) | Q(pk__in=keys)
    return [model._base_manager.filter(condition) for model, condition in wanted.items()]


def _shown_with(model):
    """Return the paths to what an instance is shown with: its ``shown_with``, else what it refers to but rows."""
    fields = [field for field in model._meta.concrete_fields if field.is_relation and field.name != "record"]
    return getattr(model, "shown_with", [field.name for field in fields if not issubclass(field.related_model, Row)])


def read_records(querysets):
    """Return the records of each queryset as a list, with what they hold and what they refer to.

    Costs one query for the records of all types, and one for what each ``BATCH`` of them holds.
    """
    found = read_referring(querysets)
    for records in found:
        records.sort(key=attrgetter("sort_key", "record_key"))
    read_contents([record for records in found for record in records])
    return found


def read_contents(records):
    """Read the rows and citations of records of any types, with what these refer to, and lay them with the records.

    Costs a query for every ``BATCH`` records.
    """
    for start in range(0, len(records), BATCH):
        _read_batch(records[start : start + BATCH])


def _read_batch(records):
    by_type = {}
    for record in records:
        by_type.setdefault(type(record), []).append(record)
    asked = [(model, relation) for model in by_type for relation in relations(model)]
    sql, parameters, models = _written(tuple((model, len(found)) for model, found in by_type.items()))
    keys = [record.pk for found in by_type.values() for record in found]
    with connection.cursor() as cursor:
        cursor.execute(sql, [keys[value] if value < 0 else value for value in parameters])
        found = made_of(cursor.fetchall(), models)
    for (model, relation), rows in zip(asked, found, strict=False):
        by_record = {}
        for row in rows:
            by_record.setdefault(row.record_id, []).append(row)
        for record in by_type[model]:
            _lay(record, relation, by_record.get(record.pk, []))


@lru_cache(maxsize=64)
def _written(numbers):
    """Return the SQL that reads what so many records of each type hold, its parameters, and the models that it reads.

    To write it takes longer than to run it. In place of the records' keys the parameters have their places among all
    records, counted from the end: -1 is the last one. The other parameters are not negative.
    """
    querysets, first = [], -sum(number for _, number in numbers)
    for model, number in numbers:
        places = range(first, first + number)
        rows = [model._meta.get_field(relation).related_model for relation in relations(model)]
        querysets += [row._base_manager.filter(record__in=places) for row in rows]
        first += number
    querysets += referred_by(querysets)
    sql, parameters = lines_of(querysets).query.sql_with_params()
    return sql, parameters, [queryset.model for queryset in querysets]


def _lay(record, relation, rows):
    """Lay rows with their record as ``prefetch_related`` does, in their order."""
    listed = getattr(record, relation).get_queryset()
    rows.sort(key=attrgetter(*listed.model._meta.ordering))
    for row in rows:
        row._meta.get_field("record").set_cached_value(row, record)
    listed._result_cache, listed._prefetch_done = rows, True
    record.__dict__.setdefault("_prefetched_objects_cache", {})[relation] = listed


class Contents:
    """What ``prefetch_related("contents")`` reads: all rows and citations of the records, in one query."""

    def is_cached(self, record):
        return "contents" in record._state.fields_cache

    def get_prefetch_querysets(self, records, querysets=None):
        """Answer Django's prefetching: nothing is left to hand out once each relation lies with its record."""
        read_contents(records)
        return [], attrgetter("pk"), attrgetter("pk"), True, "contents", False
