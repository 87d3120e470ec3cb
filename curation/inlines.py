"""The rows and citations of a record on its form in the admin."""

import copy

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import DecimalField, TextField, URLField
from django.utils.text import capfirst

from curation.choices import ExplainedChoicesMixin
from curation.formsets import CitationFormSet, RowFormSet
from curation.part_forms import CitationForm, PartForm, RowForm, SharedFields
from curation.widgets import (
    AutocompleteSelect,
    FieldNames,
    NumberInput,
    PartAutocompleteSelect,
    RowChoices,
    Textarea,
)
from records.models import Row

# Fields that no source speaks for.
ADDRESS_AND_STATE = ["slug", "former_slugs", "publication"]
# Where a row is found and shown, after what it says.
PLACE = ["key", "position", "rank"]


class PartInline(ExplainedChoicesMixin, admin.StackedInline):
    """Parts of a record: who may change the record may change them.

    A part that points at a row, as a citation does, is offered the rows of the record.
    """

    extra = 0
    form = PartForm
    formset = RowFormSet
    template = "admin/edit_inline/parts.html"
    view_on_site = False
    formfield_overrides = {
        TextField: {"widget": Textarea(attrs={"rows": 2})},
        DecimalField: {"widget": NumberInput(attrs={"step": "any"})},
        URLField: {"assume_scheme": "https"},
    }

    class Media:
        js = ["js/admin.js"]

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        # Copied, because fields that a form class declares are shared with all classes made from it.
        fields = copy.deepcopy(formset.form.base_fields)
        if "cited_source" in fields:
            self.offer_sources(fields["cited_source"])
        formset.form.base_fields = SharedFields(fields)
        return formset

    def offer_sources(self, form_field):
        """Let a field of the form choose any source, as the citations of the record do."""
        source_field = self.parent_model.record_type.citations._meta.get_field("source")
        form_field.queryset = source_field.related_model.objects.all()
        form_field.widget = AutocompleteSelect(source_field, self.admin_site)
        form_field.widget.choices = form_field.choices

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("record", *self.autocomplete_fields)
        )

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = self.autocomplete_widget(db_field, request)
        if issubclass(db_field.related_model, Row):
            return self.formfield_for_row(db_field, request, **kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def autocomplete_widget(self, db_field, request):
        chosen_pks = self.model.objects.filter(record=self.record_pk(request)).values(
            db_field.name
        )
        chosen = db_field.related_model.objects.filter(pk__in=chosen_pks)
        return PartAutocompleteSelect(db_field, self.admin_site, chosen=chosen)

    def formfield_for_row(self, db_field, request, **kwargs):
        """Return a field that offers the rows of the record."""
        row_model = db_field.related_model
        relations = [
            field.name for field in row_model._meta.fields if field.is_relation
        ]
        rows = row_model.objects.filter(record=self.record_pk(request)).select_related(
            *relations
        )
        form_field = super().formfield_for_foreignkey(
            db_field, request, queryset=rows, **kwargs
        )
        form_field.choices = RowChoices(form_field)
        return form_field

    def record_pk(self, request):
        """Return the primary key of the record whose form it is, or ``None`` for a record that is being added."""
        quoted = request.resolver_match.kwargs.get("object_id")
        if quoted is None:
            return None
        return unquote(quoted)

    def may_change_record(self, request, record):
        record_admin = self.admin_site.get_model_admin(self.parent_model)
        if record is None:
            return record_admin.has_add_permission(request)
        return record_admin.has_change_permission(request, record)

    def has_view_permission(self, request, obj=None):
        return self.admin_site.get_model_admin(self.parent_model).has_view_permission(
            request, obj
        )

    def has_add_permission(self, request, obj):
        return self.may_change_record(request, obj)

    def has_change_permission(self, request, obj=None):
        return self.may_change_record(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.may_change_record(request, obj)


class RowInline(PartInline):
    """Rows of a record; a concrete inline names the model, and ``PartForm`` for rows that no source speaks for."""

    form = RowForm

    def get_fields(self, request, obj=None):
        """Show what the row says, then where it stands, then where to cite it."""
        hidden = ["id", "record", *PLACE]
        fields = []
        for field in self.opts.fields:
            if field.editable and field.name not in hidden:
                fields.append(field.name)
        fields.append(PLACE)
        citing_fields = list(self.form.declared_fields)
        if citing_fields and self.has_change_permission(request, obj):
            fields.append(citing_fields)
        return fields


class CitationInline(PartInline):
    """Citations of a record; the fields and rows offered are those of the record."""

    form = CitationForm
    formset = CitationFormSet
    verbose_name = "citation"
    autocomplete_fields = ["source"]

    def get_fields(self, request, obj=None):
        """Show where the citation points from and to, then what it says."""
        return [
            ["source", "locator"],
            "field",
            *self.model.row_fields(),
            ["stance", "confidence", "basis"],
            "as_printed",
            "note",
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name != "field":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return forms.CharField(
            label=capfirst(db_field.verbose_name),
            widget=FieldNames(choices=self.field_choices()),
            required=False,
            help_text=db_field.help_text,
        )

    def field_choices(self):
        """Return the fields of the record that a citation may speak for, as choices."""
        return [
            (name, name.replace("_", " "))
            for name in self.parent_model.record_type.citable_fields
            if name not in ADDRESS_AND_STATE
        ]
