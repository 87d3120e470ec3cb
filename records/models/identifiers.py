"""What others call a record by: identifiers, each with its scheme, or the reason why there is none."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from records import dates
from records.fields import EdtfField, TermField, Vocabulary, derived_day, one_of
from records.identifiers import IdentifierScheme, address_of, form_problem
from records.models.rows import Row


class IdentifierFinding(Vocabulary, public_name="identifier-finding"):
    """Why a record has no identifier of a scheme."""

    NOT_ASSIGNED = (
        "not-assigned",
        "The scheme has none for it, as what has not been launched has no COSPAR id.",
        "not assigned",
    )
    NOT_FOUND = (
        "not-found",
        "Looked for in the scheme, or in the sources read, and not found.",
        "not found",
    )


class Identifier(Row):
    """What a scheme calls the record by, or instead why the scheme has none for it, and through which day.

    A scheme has each value once among records of a type. What ``value`` looks like, ``records.identifiers`` says.
    """

    scheme = TermField(max_length=20, choices=IdentifierScheme)
    value = models.CharField(
        max_length=120,
        blank=True,
        default="",
        help_text="The identifier itself, without an address: 2018-103A, Q156737.",
    )
    finding = TermField(
        max_length=12,
        choices=IdentifierFinding,
        blank=True,
        default="",
        help_text="Instead of a value: why there is none.",
    )
    looked = EdtfField(
        earliest_field="looked_earliest",
        latest_field="looked_latest",
        help_text="The day through which it was looked for in vain.",
    )
    looked_earliest = derived_day()
    looked_latest = derived_day()

    # The words for what is missing hold the day.
    fields_in_name = ("scheme", "value", "finding", "looked")

    class Meta(Row.Meta):
        abstract = True
        constraints = [
            *Row.Meta.constraints,
            one_of("scheme", IdentifierScheme),
            one_of("finding", IdentifierFinding, blank=True),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_value_or_finding",
                condition=(models.Q(finding="") & ~models.Q(value=""))
                | (~models.Q(finding="") & models.Q(value="")),
                violation_error_message="Give either the identifier or the reason why there is none.",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_finding_dated",
                condition=(models.Q(finding="") & models.Q(looked=""))
                | (~models.Q(finding="") & ~models.Q(looked="")),
                violation_error_message="The reason why there is no identifier needs the day through which it was "
                "looked for, and only that.",
            ),
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_value_once",
                fields=["scheme", "value"],
                condition=~models.Q(value=""),
                violation_error_message="Another record has this identifier.",
            ),
        ]

    def __str__(self):
        return f"{self.get_scheme_display()}: {self.words}"

    def default_key(self):
        return self.scheme

    @property
    def fragment(self):
        # The same word on the pages of all types.
        return f"identifier-{self.key}"

    @property
    def rival_group(self):
        return self.get_scheme_display()

    @property
    def words(self):
        """The identifier, or that there is none: "not found, looked for through 23 June 2026"."""
        return self.value or self.absence_words

    @property
    def absence_words(self):
        values = {
            "finding": self.get_finding_display(),
            "day": self.looked_words,
        }
        return _("%(finding)s, looked for through %(day)s") % values

    @property
    def looked_words(self):
        return dates.date_in_words(self.looked)

    @property
    def address(self):
        """Where it leads on the site of its scheme; "" for none."""
        if not self.value:
            return ""
        return address_of(self.scheme, self.value)

    def clean(self):
        super().clean()
        # An unknown scheme has an error of its own.
        if not self.value or self.scheme not in IdentifierScheme.values:
            return
        problem = form_problem(self.scheme, self.value)
        if problem:
            raise ValidationError({"value": problem})
