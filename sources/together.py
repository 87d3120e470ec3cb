"""Reading several tables in one query: a page costs no query for each type of row that it shows."""

import functools
import json
from decimal import Decimal

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import TextField, Value
from django.db.models.functions import JSONArray

# A fraction is read as it is written, to the last digit.
DECODE = json.JSONDecoder(parse_float=Decimal).decode


def read_together(querysets):
    """Return the instances of each queryset as a list in no order, all by one query; without their annotations.

    Where one refers to another, it holds that very instance.
    """
    return made_of(lines_of(querysets) if querysets else [], [queryset.model for queryset in querysets])


def lines_of(querysets):
    """Return one queryset for all: lines of a queryset's number and the columns of one of its instances."""
    parts = [
        queryset.order_by().values_list(Value(number), JSONArray(*_columns(queryset.model), output_field=TextField()))
        for number, queryset in enumerate(querysets)
    ]
    return parts[0].union(*parts[1:], all=True)


def made_of(lines, models):
    """Return the instances that the lines hold as a list for each of the models."""
    lists, known = [[] for _ in models], {}
    for number, line in lines:
        instance = _instance(models[number], DECODE(line))
        lists[number].append(known.setdefault((models[number], instance.pk), instance))
    _link(known)
    return lists


@functools.cache
def _columns(model):
    return [field.attname for field in model._meta.concrete_fields]


@functools.cache
def _conversions(model):
    """Return the columns whose values JSON holds in another form, by number, with what reads them."""
    kinds = models.DateField | models.TimeField | models.BooleanField
    found = []
    for number, field in enumerate(model._meta.concrete_fields):
        if isinstance(field, models.DecimalField):
            found.append((number, functools.partial(_decimal, Decimal(1).scaleb(-field.decimal_places), field.context)))
        elif isinstance(field, kinds):
            found.append((number, field.to_python))
    return found


def _decimal(last_place, context, number):
    return Decimal(number).quantize(last_place, context=context)


def _instance(model, values):
    for number, convert in _conversions(model):
        if values[number] is not None:
            values[number] = convert(values[number])
    return model.from_db(DEFAULT_DB_ALIAS, _columns(model), values)


def _link(known):
    """Let instances hold those that they refer to, as far as they are known by model and key."""
    for (model, _), instance in known.items():
        for field in model._meta.concrete_fields:
            if field.is_relation:
                pk = getattr(instance, field.attname)
                target = known.get((field.related_model, pk))
                if target or pk is None:
                    field.set_cached_value(instance, target)
