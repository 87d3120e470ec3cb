"""How a fact names its source."""

import functools
import hashlib

from django.db import models
from django.utils.translation import gettext as _

from records.fields import TermField, Vocabulary, one_of
from records.registry import foreign_keys


class Stance(Vocabulary, public_name="stance"):
    SUPPORTS = "supports", "The source says so.", "supports"
    DIFFERS = (
        "differs",
        "The source says something else; what it says is given as printed.",
        "differs",
    )
    ABOUT = (
        "about",
        "The source deals with the record, by its title or by what cites it; no fact has been taken from it.",
        "is about",
    )


class Confidence(Vocabulary, public_name="confidence"):
    HIGH = (
        "high",
        "An agency, a signing party or a peer-reviewed paper says so of its own doings or findings.",
        "high",
    )
    MEDIUM = (
        "medium",
        "Established press, or official text carried by press, says so.",
        "medium",
    )
    LOW = (
        "low",
        "A forum, a copy or a single bare claim says so; shown only as an alternative.",
        "low",
    )


def only_one_target(*rows):
    """Return a constraint: a citation speaks for at most one of a field and the named row relations."""
    # Either no row, and then any field; or one row, no other, and no field.
    condition = models.Q(**{f"{row}__isnull": True for row in rows})
    for row in rows:
        others_are_empty = {f"{other}__isnull": True for other in rows if other != row}
        condition |= models.Q(field="", **others_are_empty)
    return models.CheckConstraint(
        name="%(app_label)s_%(class)s_one_target",
        condition=condition,
        violation_error_message="A citation speaks for one field or one row, not for both.",
    )


class Citation(models.Model):
    """One use of a source for a record, one of its fields or one of its rows.

    A concrete class adds a foreign key to its record, named ``record``, and one nullable foreign key per row type.
    """

    source = models.ForeignKey(
        "sources.Source", on_delete=models.PROTECT, related_name="%(class)ss"
    )
    field = models.CharField(
        max_length=40,
        blank=True,
        default="",
        help_text="The field it speaks for; empty for the whole record.",
    )
    locator = models.CharField(
        max_length=120,
        help_text="Where in the source: paragraph 4, reference 10, p. 3.",
    )
    stance = TermField(max_length=10, choices=Stance, default=Stance.SUPPORTS)
    confidence = TermField(max_length=10, choices=Confidence, default=Confidence.HIGH)
    as_printed = models.TextField(
        blank=True,
        default="",
        help_text="What the source prints, where it differs from what is displayed.",
    )
    note = models.TextField(
        blank=True,
        default="",
        help_text="How it was read, or why this value is the one displayed.",
    )
    key = models.CharField(max_length=12, editable=False)

    class Meta:
        abstract = True
        # As entered, which is the order in the file.
        ordering = ["pk"]
        constraints = [
            one_of("stance", Stance),
            one_of("confidence", Confidence),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_difference_printed",
                condition=~models.Q(stance=Stance.DIFFERS) | ~models.Q(as_printed=""),
                violation_error_message="A differing citation says what its source prints.",
            ),
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_unrepeated",
                fields=["record", "key"],
                violation_error_message="The same place of this source is already cited for this.",
            ),
        ]

    def __str__(self):
        return f"{self.source.label}, {self.locator}"

    def save(self, *args, **kwargs):
        self.derive()
        super().save(*args, **kwargs)

    def derive(self):
        """Set what is stored and follows from the other fields; also for whoever inserts many at once."""
        self.key = self.make_key()

    def validate_constraints(self, exclude=None):
        """Compare the key too, which is made when saving and is in no form."""
        # A form without a source has an error of its own.
        if self.source_id:
            self.key = self.make_key()
        super().validate_constraints(exclude=set(exclude or ()) - {"record", "key"})

    @classmethod
    @functools.cache
    def row_fields(cls):
        """Return the names of the foreign keys to row types, in the order of declaration."""
        return [name for name in foreign_keys(cls) if name not in ("source", "record")]

    @property
    def confidence_words(self):
        return _("%(confidence)s confidence") % {
            "confidence": self.get_confidence_display()
        }

    @property
    def target(self):
        """What it speaks for: a field name and 0, a row relation and the row's primary key, or ``("", 0)``."""
        for name in self.row_fields():
            row_pk = getattr(self, f"{name}_id")
            if row_pk:
                return name, row_pk
        return self.field, 0

    @property
    def row(self):
        """The row it speaks for, or ``None``."""
        name, row_pk = self.target
        if not row_pk:
            return None
        return getattr(self, name)

    def make_key(self):
        """Return the citation's public name within its record: a digest of what it says, the same after a reload."""
        name, row_pk = self.target
        row_key = self.row.key if row_pk else ""
        content = [
            name,
            row_key,
            self.source.slug,
            self.locator,
            self.stance,
            self.as_printed,
        ]
        # 48 bits: a collision within the citations of one record is as good as impossible, and the address stays short.
        return hashlib.sha256("\n".join(content).encode()).hexdigest()[:12]
