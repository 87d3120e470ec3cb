"""The records that keep another one from being deleted."""

from django.db.models import PROTECT
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from records.models import Record
from records.registry import owner_of


def links_to_referrers(model, records):
    """Return a link to the form of each other record that refers to one of the records in a way that keeps it."""
    links = []
    for referrer in read_referrers(model, records):
        if isinstance(referrer, model) and referrer in records:
            continue
        links.append(
            format_html(
                '{}: <a href="{}">{}</a>',
                capfirst(referrer.record_type.verbose_name),
                form_address(referrer),
                referrer,
            )
        )
    return links


def read_referrers(model, records):
    """Return the records that refer to one of the records, by themselves or by a row or citation, each once."""
    referrers = {}
    for relation in model._meta.related_objects:
        if relation.many_to_many or relation.on_delete is not PROTECT:
            continue
        part_model = relation.related_model
        referring = part_model.objects.filter(**{f"{relation.field.name}__in": records})
        if not issubclass(part_model, Record):
            owners = owner_of(part_model).objects
            referring = owners.filter(pk__in=referring.values("record"))
        for record in referring.for_naming():
            referrers[type(record), record.pk] = record
    return referrers.values()


def form_address(record):
    """Return the address of a record's form in the admin."""
    return reverse(
        f"admin:{record._meta.app_label}_{record._meta.model_name}_change",
        args=[record.pk],
    )
