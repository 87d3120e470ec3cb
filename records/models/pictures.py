"""Pictures that others have published, as references."""

from django.db import models
from django.utils.translation import gettext as _

from records import dates
from records.fields import EdtfField, NameField, derived_day
from records.models.rows import Row


class Picture(Row):
    """A picture as a reference: the page where it is, what it shows, and what is printed of its credit and licence.

    Only the address is kept, and no page of the catalogue loads anything from there.
    """

    title = NameField(
        max_length=200, help_text="What it shows: the Earth beyond the far side."
    )
    address = models.URLField(
        "address of the page where it is",
        max_length=500,
        blank=True,
        default="",
        help_text="Not of the file; empty where only copies elsewhere were seen.",
    )
    date = EdtfField(
        earliest_field="date_earliest",
        latest_field="date_latest",
        help_text="When it was taken.",
    )
    date_earliest = derived_day()
    date_latest = derived_day()
    credit_as_printed = models.CharField(
        "credit as printed", max_length=200, blank=True, default=""
    )
    licence_as_printed = models.CharField(
        "licence as printed", max_length=200, blank=True, default=""
    )
    description = models.TextField(
        blank=True, default="", help_text="From which height, which way, with what."
    )

    fields_in_name = ("title",)

    class Meta(Row.Meta):
        abstract = True

    def __str__(self):
        return self.title

    @property
    def rival_group(self):
        return self.title

    @property
    def date_words(self):
        return dates.date_in_words(self.date)

    @property
    def rights_words(self):
        """What is printed of the credit and the licence, and of the page; each that was not seen is said to be so."""
        words = []
        if self.credit_as_printed:
            words.append(_("Credit: %(credit)s") % {"credit": self.credit_as_printed})
        else:
            words.append(_("Credit: none seen"))
        if self.licence_as_printed:
            words.append(
                _("licence: %(licence)s") % {"licence": self.licence_as_printed}
            )
        else:
            words.append(_("licence: none seen"))
        if not self.address:
            words.append(_("seen on a copy only, whose address is not given"))
        return "; ".join(words) + "."
