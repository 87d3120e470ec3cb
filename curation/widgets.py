"""Controls of the admin's forms."""

from decimal import Decimal

from django import forms
from django.contrib.admin import widgets
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.functional import cached_property

from records.models import NAMES_SEPARATOR
from records.numbers import decimal_text


class Textarea(forms.Textarea):
    """A text area that keeps the line ends of the files, so that a text nobody touched is not a change."""

    def value_from_datadict(self, data, files, name):
        text = super().value_from_datadict(data, files, name)
        if not text:
            return text
        # Browsers send every line end as CRLF, the files have LF.
        return text.replace("\r\n", "\n")


class NumberInput(forms.NumberInput):
    """A number without the trailing zeros that only the database writes: 2.5, not 2.500000."""

    def format_value(self, value):
        if isinstance(value, Decimal):
            return decimal_text(value)
        return super().format_value(value)


def is_primary_key(model, text):
    """Return whether a text that was sent can be a primary key of a model: a whole number that its column holds."""
    try:
        model._meta.pk.clean(text, None)
    except ValidationError:
        return False
    return True


class ReadableKeysMixin:
    """A choice of records that shows what is no primary key as nothing chosen; Django's own fails to look it up.

    The field refuses it with a sentence.
    """

    def optgroups(self, name, value, attrs=None):
        model = self.choices.queryset.model
        keys = [key for key in value if is_primary_key(model, key)]
        return super().optgroups(name, keys, attrs)


class AutocompleteSelect(ReadableKeysMixin, widgets.AutocompleteSelect):
    pass


class AutocompleteSelectMultiple(ReadableKeysMixin, widgets.AutocompleteSelectMultiple):
    pass


class PartAutocompleteSelect(AutocompleteSelect):
    """An autocomplete whose chosen values have labels that one query reads for all parts of a record.

    Django's own asks a query for each control. ``chosen`` is the queryset of all records that the parts refer to; it is
    evaluated when the first control is rendered.
    """

    def __init__(self, *args, chosen, **kwargs):
        super().__init__(*args, **kwargs)
        self.chosen = chosen

    @cached_property
    def labels(self):
        return {str(record.pk): str(record) for record in self.chosen}

    def optgroups(self, name, value, attrs=None):
        chosen = "".join(value)
        # An empty control asks no query for the labels.
        if not chosen or chosen not in self.labels:
            return super().optgroups(name, value, attrs)
        options = []
        if not self.is_required:
            options.append(self.create_option(name, "", "", False, 0))
        options.append(
            self.create_option(name, chosen, self.labels[chosen], True, len(options))
        )
        return [(None, options, 0)]


class FieldNames(forms.CheckboxSelectMultiple):
    """The fields that a citation names, as boxes to tick; the value is the text that is stored.

    A citation that stands as a line sends that text as it is, by one hidden control.
    """

    def format_value(self, value):
        return value.split(NAMES_SEPARATOR) if value else []

    def value_from_datadict(self, data, files, name):
        return NAMES_SEPARATOR.join(super().value_from_datadict(data, files, name))


class RowChoices(ModelChoiceIterator):
    """The rows of a record as choices, read by one query for all parts that offer them, when the first needs them."""

    @cached_property
    def choices(self):
        # Not list(self): that would count the rows by a query of its own first.
        return list(super().__iter__())

    def __iter__(self):
        return iter(self.choices)

    def __len__(self):
        return len(self.choices)
