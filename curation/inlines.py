"""The rows and citations of a record on its form in the admin."""

import copy
from decimal import Decimal

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db.models import DecimalField, TextField
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join

from records.fields import Vocabulary
from records.models import Confidence, Rank, Row, Stance, name_rows

# Fields that no source speaks for.
ADDRESS_AND_STATE = ["slug", "former_slugs", "publication"]


class Text(forms.Textarea):
    """A text area that keeps the line ends of the files, so that a text nobody touched is not a change."""

    def value_from_datadict(self, data, files, name):
        text = super().value_from_datadict(data, files, name)
        return text and text.replace("\r\n", "\n")


class Number(forms.NumberInput):
    """A number without the zeros that only the database writes: 2.5, not 2.500000."""

    def format_value(self, value):
        return f"{value.normalize():f}" if isinstance(value, Decimal) else super().format_value(value)


class Autocomplete(AutocompleteSelect):
    """A choice that asks once for the labels of what is chosen in all rows, when the first of them is drawn."""

    def __init__(self, *args, chosen, **kwargs):
        super().__init__(*args, **kwargs)
        self.chosen = chosen

    @cached_property
    def labels(self):
        return {str(instance.pk): str(instance) for instance in self.chosen}

    def optgroups(self, name, value, attrs=None):
        chosen = "".join(value)
        if not chosen or chosen not in self.labels:
            return super().optgroups(name, value, attrs)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options.append(self.create_option(name, chosen, self.labels[chosen], True, len(options)))
        return [(None, options, 0)]


class FieldsOfAll(dict):
    """The fields of a form that all forms of a formset share: no part changes them, and copying them takes longest."""

    def __deepcopy__(self, memo):
        return dict(self)


class PartForm(forms.ModelForm):
    """A part of a record. A stored one that nobody touched is a line on the page and is not checked again.

    The largest records have hundreds of parts: to draw each with all its controls takes seconds, and to check each
    asks thousands of questions of the database. The page opens a line by a click (static/js/admin.js).
    """

    @property
    def is_line(self):
        return bool(self.instance.pk) and not (self.is_bound and self.has_changed())

    def full_clean(self):
        if not (self.is_bound and self.is_line):
            super().full_clean()
            return
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data = dict(self.initial)

    def in_words(self):
        """Return what the line says: the row, its date or condition, and its rank unless it is the preferred one."""
        row = self.instance
        details = [getattr(row, name, "") for name in ("date_words", "condition", "stage")]
        if getattr(row, "rank", Rank.PREFERRED) != Rank.PREFERRED:
            details.append(row.get_rank_display())
        return ", ".join([str(row), *(detail for detail in details if detail not in str(row))])

    def values(self):
        """Return hidden controls with all that the part holds: the form sends the same, opened or not.

        What is empty is left out, as is the record, which the form knows.
        """
        hidden = []
        for name, field in self.fields.items():
            if name in ("record", DELETION_FIELD_NAME):
                continue
            value = self[name].value()
            if isinstance(field.widget, forms.CheckboxInput):
                text = "on" if value else ""
            else:
                text = field.widget.format_value(value) or ""
                text = text[0] if isinstance(text, list) else text
            if text:
                is_named = isinstance(getattr(field.widget, "widget", field.widget), Autocomplete)
                label = format_html(' data-label="{}"', getattr(self.instance, name)) if is_named else ""
                hidden.append((self.add_prefix(name), text, label))
        return format_html_join("", '<input type="hidden" name="{}" value="{}"{}>', hidden)


def kept(formset):
    """Return the forms that will be or stay rows of the record; those with errors and the deleted ones left out."""
    return [
        form
        for form in formset.forms
        if (form.has_changed() or form.instance.pk)
        and not form.cleaned_data.get(DELETION_FIELD_NAME)
        and form.is_valid()
    ]


class RowFormSet(forms.BaseInlineFormSet):
    """The rows of a record: new ones come last and get a key, unless the curator gave them a place or a key."""

    def clean(self):
        forms_kept = kept(self)
        rows = [form.instance for form in forms_kept]
        if hasattr(self.model, "position"):
            self.place(rows)
        if issubclass(self.model, Row):
            name_rows(rows)
            for form in forms_kept:
                form.cleaned_data["key"] = form.instance.key
        super().clean()

    def cite(self):
        for form in kept(self):
            form.cite()

    def place(self, rows):
        last = max((row.position for row in rows), default=0)
        for row in rows:
            if not row.position:
                last += 1
                row.position = last


class CitationFormSet(forms.BaseInlineFormSet):
    """The citations of a record, of which no two new ones say the same; each is compared with the stored ones alone."""

    def clean(self):
        super().clean()
        known = set()
        for form in kept(self):
            if form.is_line:
                continue
            key = form.instance.make_key()
            if key in known:
                form.add_error(None, "The same place of this source is already cited for this.")
            known.add(key)


class RowForm(PartForm):
    """A row with a place to name its source at once, so that a new row need not wait for its citation."""

    cited_source = forms.ModelChoiceField(
        queryset=None, required=False, label="Source", help_text="Adds a citation for this row."
    )
    cited_locator = forms.CharField(max_length=120, required=False, label="Place in it")
    cited_confidence = forms.ChoiceField(
        choices=Confidence.choices, initial=Confidence.HIGH, required=False, label="Confidence"
    )

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("cited_source")) != bool(cleaned.get("cited_locator")):
            raise ValidationError("Give both the source and the place in it, like paragraph 4.")
        return cleaned

    def cite(self):
        """Add the citation that the form names to the saved row, unless the row has it already."""
        if not self.cleaned_data.get("cited_source"):
            return
        record = self.instance.record
        citation = record.citations.model(
            record=record,
            source=self.cleaned_data["cited_source"],
            locator=self.cleaned_data["cited_locator"],
            confidence=self.cleaned_data["cited_confidence"] or Confidence.HIGH,
            **{record.record_type.kind_of(type(self.instance)).cited_as: self.instance},
        )
        if not record.citations.filter(key=citation.make_key()).exists():
            citation.save()


class NamedChoices:
    """Shows the terms of a vocabulary with what they mean.

    A term that readers see as nothing, like the bound "exactly", stands by its value.
    """

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        form_field = super().formfield_for_choice_field(db_field, request, **kwargs)
        form_field.choices = [(value, label or value) for value, label in form_field.choices]
        for vocabulary in Vocabulary.__subclasses__():
            if vocabulary.choices == list(db_field.choices):
                form_field.help_text = format_html(
                    '{} <details class="terms"><summary>What the terms mean</summary><ul>{}</ul></details>',
                    form_field.help_text,
                    format_html_join(
                        "", "<li>{}: {}</li>", ((term.label or term, term.definition) for term in vocabulary)
                    ),
                )
        return form_field


class PartInline(NamedChoices, admin.StackedInline):
    """Parts of a record: who may change the record may change them.

    A part that points at a row, as a citation does, is offered the rows of the record.
    """

    extra = 0
    form = PartForm
    formset = RowFormSet
    template = "admin/edit_inline/parts.html"
    view_on_site = False
    formfield_overrides = {
        TextField: {"widget": Text(attrs={"rows": 2})},
        DecimalField: {"widget": Number(attrs={"step": "any"})},
    }

    class Media:
        js = ["js/admin.js"]

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        fields = copy.deepcopy(formset.form.base_fields)
        if cited := fields.get("cited_source"):
            source = self.parent_model.record_type.citations._meta.get_field("source")
            cited.queryset = source.related_model.objects.all()
            cited.widget = AutocompleteSelect(source, self.admin_site)
            cited.widget.choices = cited.choices
        formset.form.base_fields = FieldsOfAll(fields)
        return formset

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("record", *self.autocomplete_fields)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            chosen = self.model.objects.filter(record=self.record_pk(request)).values(db_field.name)
            chosen = db_field.related_model.objects.filter(pk__in=chosen)
            kwargs["widget"] = Autocomplete(db_field, self.admin_site, chosen=chosen)
        if not issubclass(db_field.related_model, Row):
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        row = db_field.related_model
        relations = [field.name for field in row._meta.fields if field.is_relation]
        rows = row.objects.filter(record=self.record_pk(request)).select_related(*relations)
        form_field = super().formfield_for_foreignkey(db_field, request, queryset=rows, **kwargs)
        # Read once for all parts of the record, not once for each; list() by itself would have them counted first.
        form_field.choices = list(iter(form_field.choices))
        return form_field

    def record_pk(self, request):
        """Return the primary key of the record whose form it is, or ``None`` for a record that is being added."""
        return request.resolver_match.kwargs.get("object_id")

    def may_change_record(self, request, record):
        of_record = self.admin_site.get_model_admin(self.parent_model)
        return of_record.has_change_permission(request, record) if record else of_record.has_add_permission(request)

    def has_view_permission(self, request, obj=None):
        return self.admin_site.get_model_admin(self.parent_model).has_view_permission(request, obj)

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
        place = ["key", "position", "rank"]
        hidden = ["id", "record", *place]
        said = [field.name for field in self.opts.fields if field.editable and field.name not in hidden]
        citing = list(self.form.declared_fields) if self.has_change_permission(request, obj) else []
        return [*said, place, citing] if citing else [*said, place]


class CitationForm(PartForm):
    """A citation, whose line begins with what it speaks for."""

    def in_words(self):
        citation = self.instance
        name, pk = citation.target
        target = name.replace("_", " ") or "the whole record"
        if pk:
            target += f" “{next(label for value, label in self.fields[name].choices if value == pk)}”"
        marks = [citation.get_stance_display()] if citation.stance != Stance.SUPPORTS else []
        marks += [citation.get_confidence_display()] if citation.confidence != Confidence.HIGH else []
        return f"{target}: {citation}" + (f" ({', '.join(marks)})" if marks else "")


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
            ["stance", "confidence"],
            "as_printed",
            "note",
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name != "field":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        fields = self.parent_model._meta.get_fields()
        names = [f.name for f in fields if not f.auto_created and f.editable and f.name not in ADDRESS_AND_STATE]
        return forms.ChoiceField(
            choices=[("", "the whole record, or the row below"), *((name, name.replace("_", " ")) for name in names)],
            required=False,
            help_text=db_field.help_text,
        )
