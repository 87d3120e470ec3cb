"""Model fields and constraints that every app shares."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from records import dates

# What has the property Bidi_Control of Unicode: invisible characters that change the order in which the text around
# them is shown. A name written from right to left needs none, because its letters have their direction.
DIRECTION_CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def refuse_direction_controls(text):
    """Raise ``ValidationError`` for a text with a character that changes the direction of text."""
    control = DIRECTION_CONTROL.search(text)
    if control is None:
        return
    message = _(
        "This holds U+%(code_point)s (%(name)s), an invisible character that changes the order in which text is "
        "shown; remove it."
    )
    values = {
        "code_point": f"{ord(control[0]):04X}",
        "name": unicodedata.name(control[0]).lower(),
    }
    raise ValidationError(message % values)


class NameField(models.CharField):
    """A name or title. It holds no control of text direction, which would show it, and what follows it, as another.

    Migrations know it as a ``CharField``.
    """

    default_validators = [refuse_direction_controls]

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class EdtfField(models.CharField):
    """An EDTF date as text, with its earliest and latest day kept in two date columns for filtering and order.

    ``earliest_field`` and ``latest_field`` name those columns, as ``ImageField`` names its width and height. They
    must be declared after this field, because a field is prepared for the database in the order of declaration.
    """

    def __init__(self, *args, earliest_field="", latest_field="", **kwargs):
        self.earliest_field = earliest_field
        self.latest_field = latest_field
        kwargs.setdefault("max_length", 60)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, dates.validate]

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs["earliest_field"] = self.earliest_field
        kwargs["latest_field"] = self.latest_field
        return name, path, args, kwargs

    def formfield(self, **kwargs):
        help_text = str(dates.EXPECTED)
        if self.help_text:
            help_text = f"{self.help_text} {dates.EXPECTED}"
        kwargs.setdefault("help_text", help_text)
        return super().formfield(**kwargs)

    def pre_save(self, instance, add):
        # Not in save(), which bulk_create() does not call.
        text = super().pre_save(instance, add)
        date = dates.read(text)
        setattr(instance, self.earliest_field, date.earliest)
        setattr(instance, self.latest_field, date.latest)
        return text


def derived_day(**kwargs):
    """Return a column for the earliest or latest day of an EDTF date; NULL where the date is open or unknown."""
    return models.DateField(null=True, blank=True, editable=False, **kwargs)


class Vocabulary(models.TextChoices):
    """A closed list of terms; each member is value, definition, label.

    ``public_name``, given with the class, is what the API, the data dictionary and migrations call the list; a
    vocabulary without one is neither published nor stored.
    """

    def __init_subclass__(cls, public_name="", **kwargs):
        super().__init_subclass__(**kwargs)
        cls.public_name = public_name

    def __new__(cls, value, definition):
        member = str.__new__(cls, value)
        member._value_ = value
        member.definition = definition
        return member

    @classmethod
    def named(cls, public_name):
        """Return the vocabulary of that public name. Raise ``LookupError`` for an unknown one."""
        for vocabulary in Vocabulary.__subclasses__():
            if vocabulary.public_name == public_name:
                return vocabulary
        raise LookupError(f"There is no vocabulary “{public_name}”.")


class TermField(models.CharField):
    """A text of which only certain terms are known, which ``choices`` gives.

    Migrations know it as a ``CharField`` without choices, so that a new term changes no app's migrations.
    """

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, "django.db.models.CharField", args, kwargs


class OneOf(models.CheckConstraint):
    """A constraint that keeps a field within a vocabulary, whatever route a change takes.

    Migrations hold the public name of the vocabulary; its terms are those of the code when the SQL is made. After a
    vocabulary changed, ``records.operations.ChangeTerms`` makes the constraints of all its tables again.
    """

    def __init__(self, *, field, vocabulary, name, blank=False):
        self.field = field
        self.vocabulary = vocabulary
        self.blank = blank
        terms = Vocabulary.named(vocabulary).values
        values = [*terms, ""] if blank else terms
        super().__init__(
            name=name,
            condition=models.Q(**{f"{field}__in": values}),
            violation_error_message=f"{field} must be one of: {', '.join(terms)}.",
        )

    # Equal are constraints that migrations write alike. One of Django's own with the same terms is another.
    def __eq__(self, other):
        return isinstance(other, OneOf) and self.deconstruct() == other.deconstruct()

    __hash__ = None

    def deconstruct(self):
        kwargs = {"field": self.field, "vocabulary": self.vocabulary, "name": self.name}
        if self.blank:
            kwargs["blank"] = True
        return "records.fields.OneOf", (), kwargs


def one_of(field, vocabulary, blank=False):
    """Return a constraint that keeps ``field`` within ``vocabulary``, whatever route a change takes."""
    name = f"%(app_label)s_%(class)s_{field}_known"
    return OneOf(field=field, vocabulary=vocabulary.public_name, name=name, blank=blank)
