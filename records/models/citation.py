"""How a fact names its source."""

import functools
import hashlib
import itertools

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from records.fields import TermField, Vocabulary, one_of
from records.passages import archive_address, passage_address, place_of
from records.registry import foreign_keys, owner_of


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


class Basis(Vocabulary, public_name="basis"):
    """How what is stated comes from the source that is cited for it."""

    PRINTED = "printed", "The source says so in words or figures.", "printed"
    CONVERTED = (
        "converted",
        "The source gives it in another unit, calendar, time zone or script.",
        "converted",
    )
    CALCULATED = (
        "calculated",
        "It follows by calculation from figures that the source gives.",
        "calculated",
    )
    FROM_NAME = (
        "from-name",
        "It is read from a name or a title that the source prints.",
        "read from a name",
    )
    INFERRED = (
        "inferred",
        "We concluded it from what the source says.",
        "inferred by us",
    )
    ABSENCE = (
        "absence",
        "The source would have it and does not.",
        "absence from the source",
    )


# Between the names of fields in the text that is stored.
NAMES_SEPARATOR = ", "


def split_names(text):
    """Return the names of fields that the stored text of a citation holds."""
    return text.split(NAMES_SEPARATOR) if text else []


def only_one_target(*rows):
    """Return a constraint: a citation speaks for fields or for one of the named row relations, not for both."""
    # Either no row, and then any fields; or one row, no other, and no field.
    condition = models.Q(**{f"{row}__isnull": True for row in rows})
    for row in rows:
        others_are_empty = {f"{other}__isnull": True for other in rows if other != row}
        condition |= models.Q(field="", **others_are_empty)
    return models.CheckConstraint(
        name="%(app_label)s_%(class)s_one_target",
        condition=condition,
        violation_error_message="A citation speaks for fields or for one row, not for both.",
    )


def citation_key(citation, name, row_key):
    """Return the key of a citation for some fields, or for a row by its foreign key and its own key."""
    content = [
        name,
        row_key,
        citation.source.slug,
        citation.locator,
        citation.stance,
        citation.as_printed,
    ]
    # 48 bits: a collision within the citations of one record is as good as impossible, and the address stays short.
    return hashlib.sha256("\n".join(content).encode()).hexdigest()[:12]


class Citation(models.Model):
    """One use of a source for some fields of a record, for one of its rows, or as one that speaks of the record.

    A fact rests on the citations that name it; one that names neither fields nor a row proves nothing
    (docs/decisions/0020), unless the whole record is one statement. ``field`` holds the names as one text.

    A concrete class adds a foreign key to its record, named ``record``, and one nullable foreign key per row type.
    """

    source = models.ForeignKey(
        "sources.Source", on_delete=models.PROTECT, related_name="%(class)ss"
    )
    field = models.CharField(
        "fields",
        max_length=400,
        blank=True,
        default="",
        help_text="The fields that the source states; none for a row, or where it only speaks of the record.",
    )
    locator = models.CharField(
        max_length=120,
        help_text="Where in the source: paragraph 4, reference 10, p. 3.",
    )
    stance = TermField(max_length=10, choices=Stance, default=Stance.SUPPORTS)
    confidence = TermField(max_length=10, choices=Confidence, default=Confidence.HIGH)
    basis = TermField(
        max_length=10,
        choices=Basis,
        default=Basis.PRINTED,
        help_text="How what is stated comes from the source.",
    )
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
            one_of("basis", Basis),
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

    def clean(self):
        super().clean()
        known = owner_of(type(self)).record_type.citable_fields
        for name in self.fields:
            if name not in known:
                message = _("There is no field “%(name)s”. Known are: %(known)s.")
                raise ValidationError(
                    {"field": message % {"name": name, "known": ", ".join(known)}}
                )

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
    def place(self):
        """Where in the source, for readers; ``""`` where that is not known."""
        return place_of(self.locator)

    @property
    def passage_address(self):
        """The address of the very passage; ``""`` where its words or its page are not known."""
        return passage_address(
            self.source.page_of_passages, self.as_printed, self.locator
        )

    @property
    def archive_address(self):
        """The page of the passage as an archive keeps it, of the day on which the source was read."""
        if self.source.archived_url:
            return self.source.archived_url
        if not self.source.checked_latest:
            return ""
        return archive_address(self.source.url, self.source.checked_latest)

    @property
    def fields(self):
        """The names of the fields that it speaks for, in the order of the record's fields."""
        return split_names(self.field)

    @property
    def row_target(self):
        """The row that it speaks for, as the name of a foreign key and a primary key; ``None`` for no row."""
        for name in self.row_fields():
            row_pk = getattr(self, f"{name}_id")
            if row_pk:
                return name, row_pk
        return None

    @property
    def row(self):
        """The row it speaks for, or ``None``."""
        if self.row_target is None:
            return None
        name, _pk = self.row_target
        return getattr(self, name)

    def make_key(self):
        """Return the citation's public name within its record: a digest of what it says, the same after a reload."""
        if self.row_target is None:
            return self._key_for(self.field, "")
        name, _pk = self.row_target
        return self._key_for(name, self.row.key)

    def former_keys(self):
        """Return the keys of citations that this one may have replaced.

        A citation of the whole record has been given the fields that its source states, and citations of one field
        each have become one. Identifiers were fields too.
        """
        keys = [self._key_for(name, "") for name in ["", *self.fields]]
        for field in self._fields_with_identifiers():
            keys.append(self._key_for(field, ""))
        return keys

    def _fields_with_identifiers(self):
        """Yield what its fields may have been when identifiers were fields, as one text each."""
        schemes = owner_of(type(self)).record_type.named_identifiers
        if self.fields:
            named = list(schemes)
        elif self.row_target is None:
            return
        elif self.row_target[0] == "identifier":
            named = [name for name in schemes if schemes[name] == self.row.scheme]
        else:
            return
        for number in range(1, len(schemes) + 1):
            for names in itertools.combinations(schemes, number):
                if not set(names) & set(named):
                    continue
                # They stood together, after some of the other fields.
                for place in range(len(self.fields) + 1):
                    fields = [*self.fields[:place], *names, *self.fields[place:]]
                    yield NAMES_SEPARATOR.join(fields)

    def _key_for(self, name, row_key):
        return citation_key(self, name, row_key)
