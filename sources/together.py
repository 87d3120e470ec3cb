"""Reading several tables in one query: a page costs no query for each type of row that it shows."""

import functools
import json
from decimal import Decimal

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import JSONField, Value
from django.db.models.functions import JSONArray

DECODER = functools.partial(json.JSONDecoder, parse_float=Decimal)


def read_together(querysets):
    """Return the instances of each queryset as a list in no order, all by one query; without their annotations.

    What a queryset names in ``select_related`` is read with it, and what several refer to is one instance.
    """
    plans = [list(_plan(queryset.model, queryset.query.select_related)) for queryset in querysets]
    parts = [
        queryset.order_by().values_list(Value(number), _columns(plan))
        for number, (queryset, plan) in enumerate(zip(querysets, plans, strict=True))
    ]
    lists, known = [[] for _ in querysets], {}
    for number, values in parts[0].union(*parts[1:], all=True) if parts else []:
        lists[number].append(_instance(plans[number], values, known))
    return lists


def _plan(model, joined, path=""):
    """Yield the path to each instance of a line and its model: what is asked for, then what is joined to it."""
    yield path, model
    for name, deeper in (joined or {}).items():
        yield from _plan(model._meta.get_field(name).related_model, deeper, f"{path}{name}__")


def _columns(plan):
    """Return the expression for a line: a list of the columns of each of its instances."""
    columns = [
        JSONArray(*(f"{path}{field.attname}" for field in model._meta.concrete_fields), output_field=JSONField())
        for path, model in plan
    ]
    return JSONArray(*columns, output_field=JSONField(decoder=DECODER))


def _instance(plan, line, known):
    """Return the instance of a line with what is joined to it; ``known`` are those made so far by model and key."""
    made = {}
    for (path, model), values in zip(plan, line, strict=True):
        fields = model._meta.concrete_fields
        identity = model, values[fields.index(model._meta.pk)]
        if identity[1] is None:
            made[path] = None
        elif identity not in known:
            read = [_value(field, value) for field, value in zip(fields, values, strict=True)]
            known[identity] = model.from_db(DEFAULT_DB_ALIAS, [field.attname for field in fields], read)
        made[path] = known.get(identity)
        referring, _, name = path.removesuffix("__").rpartition("__")
        if name and (holder := made[f"{referring}__" if referring else ""]):
            holder._meta.get_field(name).set_cached_value(holder, made[path])
    return made[""]


def _value(field, value):
    """Return a value as the database would have given it without JSON between."""
    if value is None:
        return None
    if isinstance(field, models.DecimalField):
        return Decimal(value).quantize(Decimal(1).scaleb(-field.decimal_places), context=field.context)
    return field.to_python(value)
