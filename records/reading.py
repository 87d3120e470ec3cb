"""Reading many tables by one query: all that records hold, their rows and citations, with what these refer to.

This is the one clever mechanism of the catalogue, and it is kept in this module. A payload is made of nine kinds of row
and of its citations, and these refer to sources, institutions and countries. ``prefetch_related`` would ask thirteen
queries for its page, and as many for each other type of record on it. Here one statement reads all tables: a
``UNION ALL`` of a line for each row, made of the number of its table and of its columns as a JSON array. The statement
is put together as text, because the ORM takes longer to compile the same querysets than the database to answer
(docs/decisions/0010).
"""

import functools
import json
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.base import ModelState

# A fraction is read as it is written, to the last digit.
DECODE = json.JSONDecoder(parse_float=Decimal).decode
# How many records one statement asks for. It names their keys once for each table, and SQLite takes 32,766 of them.
BATCH = 1000
JSON_ARRAY = {"sqlite": "JSON_ARRAY({})", "postgresql": "JSON_BUILD_ARRAY({})::text"}


@dataclass(frozen=True)
class Selection:
    """Some rows of a model's table: those that fulfil a condition in SQL, with the condition's parameters."""

    model: type
    condition: str
    parameters: tuple

    def referred_by(self, field):
        """Return the rows that a foreign key of the selected ones points at."""
        column, table = field.column, self.model._meta.db_table
        key = field.related_model._meta.pk.column
        condition = (
            f'"{key}" IN (SELECT "{column}" FROM "{table}" WHERE {self.condition})'
        )
        return Selection(field.related_model, condition, self.parameters)


def _with_keys(model, column, keys):
    marks = ", ".join(["%s"] * len(keys))
    return Selection(model, f'"{column}" IN ({marks})', tuple(keys))


def _by_type(records):
    by_type = {}
    for record in records:
        by_type.setdefault(record.record_type, []).append(record)
    return by_type


def _selections_of(records):
    """Return one selection for the records of each type."""
    selections = []
    for record_type, of_type in _by_type(records).items():
        keys = [record.pk for record in of_type]
        selections.append(
            _with_keys(record_type.model, record_type.primary_key_column, keys)
        )
    return selections


def _of_queryset(queryset):
    keys, parameters = queryset.order_by().values("pk").query.sql_with_params()
    return Selection(
        queryset.model,
        f'"{queryset.model._meta.pk.column}" IN ({keys})',
        tuple(parameters),
    )


def shown_with(model):
    """Return the paths to what an instance is shown with: its ``shown_with``, else all that it refers to but rows."""
    if hasattr(model, "shown_with"):
        return model.shown_with
    paths = []
    for field in model._meta.concrete_fields:
        # A row of the same record is read with the record.
        if (
            field.is_relation
            and field.name != "record"
            and not hasattr(field.related_model, "public_key")
        ):
            paths.append(field.name)
    return paths


def _referred_by(selections):
    """Return one selection for each model that the selected rows are shown with."""
    by_model = {}
    for selection in selections:
        for path in shown_with(selection.model):
            referring = selection
            for name in path.split("__"):
                referring = referring.referred_by(referring.model._meta.get_field(name))
                by_model.setdefault(referring.model, []).append(referring)
    combined = []
    for model, several in by_model.items():
        condition = " OR ".join(selection.condition for selection in several)
        parameters = [
            parameter for selection in several for parameter in selection.parameters
        ]
        combined.append(Selection(model, condition, tuple(parameters)))
    return combined


def _read(selections, records=()):
    """Return the instances of each selection as a list in no order. One query.

    Where one refers to another, it holds that very instance. What ``records`` refer to, which were read before, is read
    too, and they hold it.
    """
    referring = [*selections, *_selections_of(records)]
    selections = [*selections, *_referred_by(referring)]
    statements = []
    parameters = []
    for number, selection in enumerate(selections):
        array = JSON_ARRAY[connection.vendor].format(_columns_as_sql(selection.model))
        table = selection.model._meta.db_table
        statements.append(
            f'SELECT {number}, {array} FROM "{table}" WHERE {selection.condition}'
        )
        parameters += selection.parameters
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), parameters)
        lines = cursor.fetchall()

    lists = [[] for _ in selections]
    instances = {(type(record), record.pk): record for record in records}
    # One text is decoded in less time than many.
    all_values = DECODE(f"[{','.join(line for _, line in lines)}]")
    for (number, _), values in zip(lines, all_values, strict=True):
        model = selections[number].model
        instance = _instance(model, values)
        lists[number].append(instances.setdefault((model, instance.pk), instance))
    _connect(instances)
    return lists


@functools.cache
def _columns(model):
    return [field.attname for field in model._meta.concrete_fields]


@functools.cache
def _references(model):
    return [field for field in model._meta.concrete_fields if field.is_relation]


@functools.cache
def _columns_as_sql(model):
    table = model._meta.db_table
    return ", ".join(
        f'"{table}"."{field.column}"' for field in model._meta.concrete_fields
    )


@functools.cache
def _conversions(model):
    """Return the columns whose values JSON holds in another form, by number, with what reads them."""
    conversions = []
    for number, field in enumerate(model._meta.concrete_fields):
        if isinstance(field, models.DecimalField):
            last_place = Decimal(1).scaleb(-field.decimal_places)
            conversions.append(
                (number, functools.partial(_decimal, last_place, field.context))
            )
        elif isinstance(
            field, models.DateField | models.TimeField | models.BooleanField
        ):
            conversions.append((number, field.to_python))
    return conversions


def _decimal(last_place, context, number):
    return Decimal(number).quantize(last_place, context=context)


def _instance(model, values):
    """Return the instance that ``model.from_db`` would make of all columns, in their order.

    It is made without ``__init__``, as Django makes one that it unpickles. To call that for each of the 600 instances
    behind a list of participations took a fifth of the time of the answer.
    """
    for number, convert in _conversions(model):
        if values[number] is not None:
            values[number] = convert(values[number])
    instance = model.__new__(model)
    instance._state = ModelState()
    instance._state.adding = False
    instance._state.db = DEFAULT_DB_ALIAS
    instance.__dict__.update(zip(_columns(model), values, strict=True))
    return instance


def _connect(instances):
    """Let instances hold those that they refer to, as far as they were read, by model and key."""
    for (model, _), instance in instances.items():
        for field in _references(model):
            pk = getattr(instance, field.attname)
            target = instances.get((field.related_model, pk))
            if target or pk is None:
                field.set_cached_value(instance, target)


def read_referring(querysets):
    """Return the instances of each queryset as a list in no order, with what they refer to, all by one query.

    They come without the annotations of the querysets.
    """
    if not querysets:
        return []
    return _read([_of_queryset(queryset) for queryset in querysets])[: len(querysets)]


def read_records(querysets):
    """Return the records of each queryset as a list, with what they hold and what they refer to.

    Costs one query for the records of all types, and one for what each ``BATCH`` of them holds.
    """
    lists = read_referring(querysets)
    everything = []
    for records in lists:
        records.sort(key=attrgetter("sort_key", "record_key"))
        everything += records
    read_contents(everything)
    return lists


def read_whole(records, *others):
    """Return the records of a queryset with what they hold, then the instances of each further queryset.

    Each is a list, with what the instances refer to; that of the records is in their order, the others are in none. All
    by one query, in which the database looks for the records again for each kind of row: so this is for records that
    it finds quickly, and the others for few.
    """
    keys, parameters = records.order_by().values("pk").query.sql_with_params()
    parts = records.model.record_type.parts
    selections = [_of_queryset(records)]
    for _, model in parts:
        selections.append(
            Selection(model, f'"record_id" IN ({keys})', tuple(parameters))
        )
    for queryset in others:
        selections.append(_of_queryset(queryset))

    instances, *lists = _read(selections)[: len(selections)]
    instances.sort(key=attrgetter("sort_key", "record_key"))
    for (relation, _), rows in zip(parts, lists, strict=False):
        _distribute(instances, relation, rows)
    return [instances, *lists[len(parts) :]]


def read_contents(records, with_references=False):
    """Read the rows and citations of records of any types, with what these refer to, as a prefetch would.

    ``with_references`` also what the records themselves refer to. Costs a query for every ``BATCH`` records.
    """
    for start in range(0, len(records), BATCH):
        _read_batch(records[start : start + BATCH], with_references)


def _read_batch(records, with_references):
    selections = []
    places = []
    for record_type, of_type in _by_type(records).items():
        keys = [record.pk for record in of_type]
        for relation, model in record_type.parts:
            selections.append(_with_keys(model, "record_id", keys))
            places.append((of_type, relation))
    if not selections:
        return
    lists = _read(selections, records if with_references else ())
    for (of_type, relation), rows in zip(places, lists, strict=False):
        _distribute(of_type, relation, rows)


def _distribute(records, relation, rows):
    """Give each record its own of the rows of a relation."""
    by_record = {}
    for row in rows:
        by_record.setdefault(row.record_id, []).append(row)
    for record in records:
        _set_prefetched(record, relation, by_record.get(record.pk, []))


def _set_prefetched(record, relation, rows):
    """Give a record the rows of a relation as ``prefetch_related`` does, in their order."""
    queryset = getattr(record, relation).get_queryset()
    rows.sort(key=attrgetter(*queryset.model._meta.ordering))
    for row in rows:
        row._meta.get_field("record").set_cached_value(row, record)
    queryset._result_cache = rows
    queryset._prefetch_done = True
    if not hasattr(record, "_prefetched_objects_cache"):
        record._prefetched_objects_cache = {}
    record._prefetched_objects_cache[relation] = queryset


class Contents:
    """What ``prefetch_related("contents")`` reads: all rows and citations of the records, by ``read_contents``.

    ``contents_and_references`` reads what the records themselves refer to as well, the same few for many of them, which
    joins would make anew for each. It answers Django's protocol of prefetching, so that ``"mission__contents"`` works
    too.
    """

    def __init__(self, with_references=False):
        self.with_references = with_references

    def __set_name__(self, model, name):
        self.name = name

    def is_cached(self, record):
        return self.name in record._state.fields_cache

    def get_prefetch_querysets(self, records, querysets=None):
        """Read everything, and leave Django nothing to distribute."""
        read_contents(records, self.with_references)
        nothing = []
        return nothing, attrgetter("pk"), attrgetter("pk"), True, self.name, False
