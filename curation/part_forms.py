"""The forms of a record's rows and citations."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.utils import ErrorDict
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from curation.widgets import PartAutocompleteSelect
from records.models import NAMES_SEPARATOR, Basis, Confidence, Rank, Stance

# What tells rows of one name apart: an event's date, a specification's condition and stage.
DETAILS = ("date_words", "condition", "stage")


class SharedFields(dict):
    """The fields of a form class, shared by all forms of a formset instead of copied for each.

    Nothing changes them, and copying them takes most of the time that a large record's form needs.
    """

    def __deepcopy__(self, memo):
        return dict(self)


class PartForm(forms.ModelForm):
    """A part of a record. A stored one that nobody touched is a line on the page and is not checked again.

    The largest records have hundreds of parts: to render each with all its controls takes seconds, and to check each
    asks thousands of queries. The page opens a line by a click (static/js/admin.js).
    """

    @property
    def is_line(self):
        if not self.instance.pk:
            return False
        return not (self.is_bound and self.has_changed())

    def full_clean(self):
        if not (self.is_bound and self.is_line):
            super().full_clean()
            return
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data = dict(self.initial)

    @property
    def summary(self):
        """What the line says: the row, its date or condition, and its rank unless it is the preferred one."""
        row = self.instance
        details = [getattr(row, name, "") for name in DETAILS]
        # Authors and references have no rank.
        if getattr(row, "rank", Rank.PREFERRED) != Rank.PREFERRED:
            details.append(row.get_rank_display())
        row_text = str(row)
        new_details = [detail for detail in details if detail not in row_text]
        return ", ".join([row_text, *new_details])

    @property
    def hidden_inputs(self):
        """Hidden controls with all that the part holds: the form sends the same, opened or not.

        What is empty is left out, as is the record, which the form knows.
        """
        inputs = []
        for name in self.fields:
            if name in ("record", DELETION_FIELD_NAME):
                continue
            text = self.sent_text(name)
            if text:
                inputs.append((self.add_prefix(name), text, self.label_attribute(name)))
        return format_html_join(
            "", '<input type="hidden" name="{}" value="{}"{}>', inputs
        )

    def sent_text(self, name):
        """Return the value of a field as a browser would send it from the field's control."""
        widget = self.fields[name].widget
        value = self[name].value()
        if isinstance(widget, forms.CheckboxInput):
            return "on" if value else ""
        text = widget.format_value(value)
        # A choice formats its value as a list of the chosen ones.
        if isinstance(text, list):
            return NAMES_SEPARATOR.join(text)
        return text or ""

    def label_attribute(self, name):
        """Return the attribute with the label of a chosen record, which a control that opens needs."""
        widget = self.fields[name].widget
        # The admin wraps a choice of records, to put links beside it.
        widget = getattr(widget, "widget", widget)
        if not isinstance(widget, PartAutocompleteSelect):
            return ""
        return format_html(' data-label="{}"', getattr(self.instance, name))


class RowForm(PartForm):
    """A row with a place to name its source at once, so that a new row need not wait for its citation."""

    cited_source = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label="Source",
        help_text="Adds a citation for this row.",
    )
    cited_locator = forms.CharField(max_length=120, required=False, label="Place in it")
    cited_confidence = forms.ChoiceField(
        choices=Confidence.choices,
        initial=Confidence.HIGH,
        required=False,
        label="Confidence",
    )

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("cited_source")) != bool(cleaned.get("cited_locator")):
            raise ValidationError(
                _("Give both the source and the place in it, like paragraph 4.")
            )
        return cleaned

    def cite(self):
        """Add the citation that the form names to the saved row, unless the row has it already."""
        source = self.cleaned_data.get("cited_source")
        if not source:
            return
        record = self.instance.record
        row_kind = record.record_type.kind_of(type(self.instance))
        citation = record.record_type.citations(
            record=record,
            source=source,
            locator=self.cleaned_data["cited_locator"],
            confidence=self.cleaned_data["cited_confidence"] or Confidence.HIGH,
            **{row_kind.cited_as: self.instance},
        )
        if not record.citations.filter(key=citation.make_key()).exists():
            citation.save()


class CitationForm(PartForm):
    """A citation, whose line begins with what it speaks for."""

    @property
    def summary(self):
        citation = self.instance
        marks = []
        if citation.stance != Stance.SUPPORTS:
            marks.append(citation.get_stance_display())
        if citation.confidence != Confidence.HIGH:
            marks.append(citation.get_confidence_display())
        if citation.basis != Basis.PRINTED:
            marks.append(citation.get_basis_display())
        summary = f"{self.target_text}: {citation}"
        if marks:
            summary += f" ({', '.join(marks)})"
        return summary

    @property
    def target_text(self):
        """What the citation speaks for, like "status date" or "specification “mass: 3 kg”"."""
        if self.instance.row_target:
            name, row_pk = self.instance.row_target
            # The choices of the field are the rows of the record, which are read already.
            row_labels = dict(self.fields[name].choices)
            return f"{name.replace('_', ' ')} “{row_labels[row_pk]}”"
        return self.instance.field.replace("_", " ") or _("the record as a whole")
