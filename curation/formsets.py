"""All rows of a kind, or all citations, on the form of their record."""

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext as _

from records.models import Row, name_rows


def remaining_forms(formset):
    """Return the valid forms that will be or stay parts of the record: no deleted ones and no empty ones."""
    remaining = []
    for form in formset.forms:
        is_empty = not (form.has_changed() or form.instance.pk)
        is_deleted = form.cleaned_data.get(DELETION_FIELD_NAME)
        if not is_empty and not is_deleted and form.is_valid():
            remaining.append(form)
    return remaining


class RowFormSet(forms.BaseInlineFormSet):
    """The rows of a record: new ones come last and get a key, unless the curator gave them a place or a key."""

    def clean(self):
        remaining = remaining_forms(self)
        rows = [form.instance for form in remaining]
        # References of a source are ordered by their number and have no position.
        if hasattr(self.model, "position"):
            self.set_positions(rows)
        if issubclass(self.model, Row):
            name_rows(rows)
            for form in remaining:
                # Django looks for repeated keys in the cleaned data.
                form.cleaned_data["key"] = form.instance.key
        super().clean()

    def set_positions(self, rows):
        last = max((row.position for row in rows), default=0)
        for row in rows:
            if not row.position:
                last += 1
                row.position = last

    def cite(self):
        """Add the citations that the forms of the saved rows name."""
        for form in remaining_forms(self):
            form.cite()


class CitationFormSet(forms.BaseInlineFormSet):
    """The citations of a record, of which no two new ones say the same; each is compared with the stored ones alone."""

    def clean(self):
        super().clean()
        keys = set()
        for form in remaining_forms(self):
            if form.is_line:
                continue
            key = form.instance.make_key()
            if key in keys:
                form.add_error(
                    None, _("The same place of this source is already cited for this.")
                )
            keys.add(key)
