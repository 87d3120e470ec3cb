"""The admin form of a record type, made from its declaration (``records.registry``)."""

from django.contrib import admin
from django.db.models import DecimalField

from curation.inlines import CitationInline, RowInline
from curation.part_forms import PartForm
from curation.record_admin import RecordAdmin
from records.models import Publishable
from records.registry import record_types, words_of


def register_missing_admins(site):
    """Give each type that is declared for the admin, and has no form there yet, one made from its declaration."""
    for record_type in record_types():
        if record_type.in_admin and not site.is_registered(record_type.model):
            site.register(record_type.model, make_admin(record_type))


def make_admin(record_type):
    """Return the ``ModelAdmin`` of a type: its fields, a group for each kind of row, its citations."""
    model = record_type.model
    inlines = [make_row_inline(kind) for kind in record_type.rows]
    if record_type.citations:
        inlines.append(
            type(
                f"{model.__name__}CitationInline",
                (CitationInline,),
                {"model": record_type.citations},
            )
        )
    attributes = {
        "list_display": list_columns(record_type),
        "autocomplete_fields": references(model),
        "inlines": inlines,
    }
    return type(f"{model.__name__}Admin", (RecordAdmin,), attributes)


def list_columns(record_type):
    """Return the name, the facts that are no long texts, and the state."""
    columns = [record_type.model.name_field]
    for name in record_type.short_facts:
        if isinstance(record_type.model._meta.get_field(name), DecimalField):
            columns.append(words_column(record_type, name))
        else:
            columns.append(name)
    if issubclass(record_type.model, Publishable):
        columns.append("publication")
    return columns


def words_column(record_type, name):
    """Return a column with a number as pages print it; Django's own prints all decimal places of the database."""

    @admin.display(
        description=record_type.model._meta.get_field(name).verbose_name, ordering=name
    )
    def column(record):
        return words_of(record, name)

    return column


def make_row_inline(kind):
    attributes = {"model": kind.model, "autocomplete_fields": references(kind.model)}
    # The form of rows that no source speaks for does not ask for one.
    if not kind.cited_as:
        attributes["form"] = PartForm
    return type(f"{kind.model.__name__}Inline", (RowInline,), attributes)


def references(model):
    """Return the names of the fields by which an instance refers to records."""
    names = []
    for field in model._meta.concrete_fields:
        if (
            field.is_relation
            and field.name != "record"
            and hasattr(field.related_model, "record_type")
        ):
            names.append(field.name)
    return names
