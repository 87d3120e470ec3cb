"""All rows of a kind, or all citations, on the form of their record."""

import re

from django import forms
from django.core.exceptions import BadRequest, ValidationError
from django.forms.formsets import (
    DELETION_FIELD_NAME,
    INITIAL_FORM_COUNT,
    TOTAL_FORM_COUNT,
)
from django.utils.translation import gettext as _

from records.models import Row, name_rows

# Of all kinds together on one form. The largest record has some two hundred; to show one row again with all its
# controls takes some 13 ms.
MOST_ROWS = 500
MOST_NEW_ROWS = 100
COUNT = re.compile(r"\d{1,9}", re.ASCII)


def refuse_miscounted_rows(data, prefix):
    """Raise ``BadRequest`` unless a form says how many rows of a kind it holds, and no more in all than are read.

    It is called before any row is read: Django makes a form for each row that is announced, sent or not.
    """
    total = read_count(data, f"{prefix}-{TOTAL_FORM_COUNT}")
    stored = read_count(data, f"{prefix}-{INITIAL_FORM_COUNT}")
    if total is None or stored is None or stored > total:
        sentence = _(
            "Nothing was saved: the form does not say how many rows of “%(rows)s” it holds. Open the record again."
        )
        raise BadRequest(sentence % {"rows": prefix})
    rows = sum_of_counts(data, TOTAL_FORM_COUNT)
    if rows > MOST_ROWS:
        sentence = _(
            "Nothing was saved: the form announces %(number)d rows; at most %(most)d are read."
        )
        raise BadRequest(sentence % {"number": rows, "most": MOST_ROWS})
    new_rows = rows - sum_of_counts(data, INITIAL_FORM_COUNT)
    if new_rows > MOST_NEW_ROWS:
        sentence = _(
            "Nothing was saved: the form announces %(number)d new rows; at most %(most)d are added at once."
        )
        raise BadRequest(sentence % {"number": new_rows, "most": MOST_NEW_ROWS})


def sum_of_counts(data, name_of_count):
    """Return the sum of the counts of that name over all kinds of row."""
    counts = [
        read_count(data, name) for name in data if name.endswith(f"-{name_of_count}")
    ]
    return sum(count or 0 for count in counts)


def read_count(data, name):
    """Return the number that a form sends under a name; ``None`` for what is missing or no number."""
    text = data.get(name, "")
    if not COUNT.fullmatch(text):
        return None
    return int(text)


def remaining_forms(formset):
    """Return the valid forms that will be or stay parts of the record: no deleted ones and no empty ones."""
    remaining = []
    for form in formset.forms:
        is_empty = not (form.has_changed() or form.instance.pk)
        is_deleted = form.cleaned_data.get(DELETION_FIELD_NAME)
        if not is_empty and not is_deleted and form.is_valid():
            remaining.append(form)
    return remaining


def refuse_other_rows(formset):
    """Raise ``ValidationError`` unless a form holds each stored row of its kind once.

    A new row would else be compared with some of the stored ones only. No query where the form holds stored rows.
    """
    has_new_rows = any(form.has_changed() for form in formset.extra_forms)
    if not formset.initial_forms and not has_new_rows:
        return
    instances = [form.instance for form in formset.initial_forms]
    keys = sorted(instance.pk for instance in instances if instance.pk)
    if keys != sorted(row.pk for row in formset.get_queryset()):
        raise ValidationError(
            _(
                "Nothing was saved: the form does not hold each stored row once. Open the record again."
            )
        )


class RowFormSet(forms.BaseInlineFormSet):
    """The rows of a record: new ones come last and get a key, unless the curator gave them a place or a key."""

    def clean(self):
        refuse_other_rows(self)
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
        refuse_other_rows(self)
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
