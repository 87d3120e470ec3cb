"""Model fields and constraints that every app shares."""

from django.db import models

from records import dates


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

    ``public_name``, given with the class, is what the API and the data dictionary call the list; a vocabulary without
    one is not published.
    """

    def __init_subclass__(cls, public_name="", **kwargs):
        super().__init_subclass__(**kwargs)
        cls.public_name = public_name

    def __new__(cls, value, definition):
        member = str.__new__(cls, value)
        member._value_ = value
        member.definition = definition
        return member


def one_of(field, vocabulary, blank=False):
    """Return a constraint that keeps ``field`` within ``vocabulary``, whatever route a change takes."""
    values = list(vocabulary.values)
    if blank:
        values.append("")
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_known",
        condition=models.Q(**{f"{field}__in": values}),
        violation_error_message=f"{field} must be one of: {', '.join(vocabulary.values)}.",
    )
