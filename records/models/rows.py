"""The kinds of row that records are made of. A row has no source of its own: citations point at it."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _

from records import dates, units
from records.fields import (
    EdtfField,
    NameField,
    TermField,
    Vocabulary,
    derived_day,
    one_of,
)
from records.printed_figures import is_printed
from records.quantities import QuantityKind


class Rank(Vocabulary, public_name="rank"):
    PREFERRED = "preferred", "The value displayed first.", "preferred"
    ALTERNATIVE = (
        "alternative",
        "Another value with a source, shown beside the preferred one.",
        "alternative",
    )
    DEPRECATED = (
        "deprecated",
        "A value shown to be wrong, kept so that it is recognised.",
        "deprecated",
    )


# What the pages call them.
RANK_WORDS = {
    Rank.PREFERRED: "displayed",
    Rank.ALTERNATIVE: "alternative",
    Rank.DEPRECATED: "shown to be wrong",
}


class Row(models.Model):
    """A part of a record. ``key`` names it within the record, in addresses and files.

    A concrete class adds a foreign key to its record, named ``record``. ``row_kind`` is the declaration of its kind
    (``records.registry``). ``fields_in_name`` are the fields that ``str()`` says: a page that is made from the
    declaration lists the others below it.
    """

    key = models.SlugField(
        max_length=80,
        blank=True,
        help_text="Its name in addresses, like mass; made from the row when left empty.",
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Its place in the order on the page."
    )
    rank = TermField(max_length=12, choices=Rank, default=Rank.PREFERRED)

    row_kind = None
    fields_in_name = ()
    # Whether it is a plan that something else took the place of: what a source said of the future, not another value.
    is_overtaken = False

    class Meta:
        abstract = True
        ordering = ["position", "key"]
        constraints = [
            one_of("rank", Rank),
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_key_unrepeated",
                fields=["record", "key"],
                violation_error_message="Another row of this record has the same key.",
            ),
        ]

    def get_absolute_url(self):
        return f"{self.record.get_absolute_url()}#{self.fragment}"

    def default_key(self):
        """Return what to call the row when nobody named it; made unique within the record by whoever saves it."""
        return slugify(str(self))[:60] or self.row_kind.name

    @property
    def fragment(self):
        """Its place on the page of its record: specification-mass."""
        return f"{self.row_kind.name}-{self.key}"

    @property
    def rival_group(self):
        """What the row has in common with the rows that it can differ from: what it is about, in words."""
        return self.row_kind.verbose_name_plural

    @property
    def words(self):
        """The row in words, as differences list it."""
        return str(self)

    @property
    def public_key(self):
        """The row's name in the API: its record's slug, a dot, its key."""
        return f"{self.record.record_key}.{self.key}"


def name_rows(rows):
    """Give each row without a key the key its type suggests, made unique among the ``rows`` of one record."""
    taken = {row.key for row in rows if row.key}
    for row in rows:
        if row.key:
            continue
        suggestion = slugify(row.default_key()) or row.row_kind.name
        row.key = suggestion
        number = 1
        while row.key in taken:
            number += 1
            row.key = f"{suggestion}-{number}"
        taken.add(row.key)


language_tag = RegexValidator(
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$",
    "Write a language tag like en, zh-Hans, zh-Hant or ar.",
)


class NameKind(Vocabulary, public_name="name-kind"):
    AS_PRINTED = "as-printed", "A spelling that a source prints.", "as printed"
    ACRONYM = "acronym", "A short form made of initials.", "acronym"
    NATIVE = "native", "The name in the language of its owner.", "native name"
    TRANSLATION = "translation", "The name in another language.", "translation"
    FORMER = "former", "A name no longer in use.", "former name"
    PROJECT = "project", "The name its makers gave to the project.", "project name"


class AlternativeName(Row):
    """Another name of a record: a spelling as printed, an acronym, a native or former name."""

    name = NameField(max_length=200)
    kind = TermField(max_length=12, choices=NameKind)
    language = models.CharField(
        max_length=12,
        validators=[language_tag],
        default="en",
        help_text="A language tag: en, zh-Hans, ar.",
    )

    fields_in_name = ("name",)

    class Meta(Row.Meta):
        abstract = True
        constraints = [*Row.Meta.constraints, one_of("kind", NameKind)]

    def __str__(self):
        return self.name


class Bound(Vocabulary, public_name="bound"):
    EXACTLY = "exactly", "As printed, without qualification.", ""
    ABOUT = "about", "The source says about, nearly or approximately.", "about"
    AT_MOST = "at-most", "The source says at most, up to or less than.", "at most"
    AT_LEAST = "at-least", "The source says at least, more than or over.", "at least"


class Stage(Vocabulary, public_name="stage"):
    PLANNED = "planned", "As planned before it was built.", "planned"
    BUILT = "built", "As built and delivered.", "built"
    MEASURED = "measured", "As measured in use.", "measured"


class Quantity(Row):
    """A figure with its unit, as printed and as numbers: low and high are equal for a single value.

    Readers see ``as_printed``, because it keeps the source's precision; ``low`` and ``high`` are in ``unit``, a
    UCUM code ("1" for a count).
    """

    quantity = TermField(
        max_length=40,
        choices=QuantityKind,
        help_text="What is measured: mass, power, number-of-units.",
    )
    as_printed = models.CharField(
        max_length=120, help_text="The figure as the source prints it: about 2.5 kg."
    )
    bound = TermField(max_length=10, choices=Bound, default=Bound.EXACTLY)
    # Decimals, because a float would not keep the precision of what is printed.
    low = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    high = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    uncertainty = models.DecimalField(
        max_digits=20, decimal_places=6, null=True, blank=True
    )
    unit = TermField(
        max_length=20,
        blank=True,
        default="",
        choices=units.CHOICES,
        help_text="A UCUM code: kg, W, 1 for a count.",
    )
    condition = models.CharField(max_length=120, blank=True, default="")
    stage = TermField(max_length=10, choices=Stage, blank=True, default="")
    # Derived, so that figures in different units are compared by the database.
    si_low = models.DecimalField(
        max_digits=30, decimal_places=12, null=True, blank=True, editable=False
    )
    si_high = models.DecimalField(
        max_digits=30, decimal_places=12, null=True, blank=True, editable=False
    )

    # The numbers and the unit are what was read from the printed form.
    fields_in_name = (
        "quantity",
        "as_printed",
        "bound",
        "low",
        "high",
        "uncertainty",
        "unit",
    )

    class Meta(Row.Meta):
        abstract = True
        constraints = [
            *Row.Meta.constraints,
            one_of("quantity", QuantityKind),
            one_of("bound", Bound),
            one_of("stage", Stage, blank=True),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_range_ordered",
                # NULL is an open end, and a comparison with NULL is not true.
                condition=models.Q(low=None)
                | models.Q(high=None)
                | models.Q(low__lte=models.F("high")),
                violation_error_message="The low value must not exceed the high value.",
            ),
        ]

    def __str__(self):
        return f"{self.quantity_label}: {self.as_printed}"

    def save(self, *args, **kwargs):
        self.derive()
        super().save(*args, **kwargs)

    def derive(self):
        """Set what is stored and follows from the other fields; also for whoever inserts many at once."""
        self.si_low = units.to_si(self.low, self.unit)
        self.si_high = units.to_si(self.high, self.unit)

    def default_key(self):
        if self.stage:
            return f"{self.quantity}-{self.stage}"
        return self.quantity

    @property
    def rival_group(self):
        # Figures under different conditions do not contradict each other.
        if self.condition:
            return f"{self.quantity_label}, {self.condition}"
        return self.quantity_label

    @property
    def words(self):
        return self.as_printed

    @property
    def quantity_label(self):
        return self.get_quantity_display()

    def clean(self):
        super().clean()
        if self.bound == Bound.AT_MOST and self.low is not None:
            message = _("Of “at most” only the high value is stored; leave this empty.")
            raise ValidationError({"low": message})
        if self.bound == Bound.AT_LEAST and self.high is not None:
            message = _("Of “at least” only the low value is stored; leave this empty.")
            raise ValidationError({"high": message})
        if None not in (self.low, self.high) and self.low > self.high:
            # The constraint says what is wrong.
            return
        for name in ("low", "high"):
            value = getattr(self, name)
            if value is None or is_printed(value, self.as_printed, self.unit):
                continue
            message = _(
                "%(value)s %(unit)s is not what is printed: “%(printed)s”. Store the number that the source prints, "
                "in the unit given."
            )
            values = {
                "value": f"{Decimal(value).normalize():f}",
                "unit": self.get_unit_display(),
                "printed": self.as_printed,
            }
            raise ValidationError({name: message % values})


class EventKind(Vocabulary, public_name="event-kind"):
    CALL = (
        "call",
        "An invitation to propose, or a notice to partners.",
        "call or notice",
    )
    AGREEMENT = "agreement", "An agreement was signed.", "agreement"
    SELECTION = (
        "selection",
        "Partners or payloads were chosen or announced.",
        "selection",
    )
    LAUNCH = "launch", "A launch, done or planned.", "launch"
    LANDING = "landing", "A landing, done or planned.", "landing"
    DELIVERY = (
        "delivery",
        "An instrument or a spacecraft was handed over, accepted or reviewed.",
        "delivery or review",
    )
    OPERATION = (
        "operation",
        "A switch-on, an observation or another step of operation.",
        "operation",
    )
    DATA = "data", "Data or images were handed over or published.", "data handover"
    END = "end", "An impact, a switch-off or another end.", "end"
    CONSTRUCTION = (
        "construction",
        "Building on the Moon, done or planned.",
        "construction",
    )
    AIM = "aim", "An aim that somebody stated.", "stated aim"
    REPORT = (
        "report",
        "What is reported of its plans or state, by others than its operator.",
        "report",
    )
    NAMING = "naming", "A name was given or approved.", "naming"
    ASSESSMENT = "assessment", "What a source says of its significance.", "assessment"


class PlanOutcome(Vocabulary, public_name="plan-outcome"):
    """What became of a plan. Entered from a source, never concluded from today's date."""

    CARRIED_OUT = "carried-out", "It took place.", "carried out"
    OVERTAKEN = (
        "overtaken",
        "Something else was decided or happened instead.",
        "overtaken",
    )
    NOT_KNOWN = (
        "not-known",
        "Its last day has passed, and no report was found of whether it took place.",
        "no report found of whether it took place",
    )


class Event(Row):
    """Something dated, or at least ordered, that happened to a record or is planned for it."""

    kind = TermField(max_length=12, choices=EventKind)
    title = NameField(max_length=200)
    date = EdtfField(earliest_field="date_earliest", latest_field="date_latest")
    # After the text that they follow from: EdtfField sets them.
    date_earliest = derived_day()
    date_latest = derived_day()
    time_utc = models.TimeField("clock time in UTC", null=True, blank=True)
    is_planned = models.BooleanField(
        default=False, help_text="It had not happened when the source was written."
    )
    outcome = TermField(
        max_length=12,
        choices=PlanOutcome,
        blank=True,
        default="",
        help_text="What became of a plan; empty while it stands.",
    )
    outcome_event = models.SlugField(
        max_length=80,
        blank=True,
        default="",
        help_text="The key of the event of this record that tells the outcome: stand-down.",
    )
    description = models.TextField(blank=True, default="")

    # The words of the date, which are listed, have the clock time.
    fields_in_name = ("title", "time_utc")

    class Meta(Row.Meta):
        abstract = True
        constraints = [
            *Row.Meta.constraints,
            one_of("kind", EventKind),
            one_of("outcome", PlanOutcome, blank=True),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_outcome_of_a_plan",
                condition=models.Q(outcome="") | models.Q(is_planned=True),
                violation_error_message="Only what was planned has an outcome.",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_overtaken_deprecated",
                condition=~models.Q(outcome=PlanOutcome.OVERTAKEN)
                | models.Q(rank=Rank.DEPRECATED),
                violation_error_message="A plan that was overtaken has the rank “deprecated”.",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_outcome_named",
                condition=models.Q(outcome_event="") | ~models.Q(outcome=""),
                violation_error_message="An event that tells an outcome needs the outcome too.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def rival_group(self):
        return self.get_kind_display()

    @property
    def words(self):
        if self.date:
            return f"{self.title}, {self.date_words}"
        return self.title

    @property
    def is_overtaken(self):
        return self.outcome == PlanOutcome.OVERTAKEN

    @property
    def plan_words(self):
        """That it is or was a plan, with what became of it; ``""`` for what is none."""
        if not self.is_planned:
            return ""
        if not self.outcome:
            return _("planned")
        return _("planned; %(outcome)s") % {"outcome": self.get_outcome_display()}

    @property
    def told_by(self):
        """The event of the same record that tells the outcome, ``None`` for none."""
        if not self.outcome_event:
            return None
        for event in self.row_kind.of(self.record):
            if event.key == self.outcome_event:
                return event
        return None

    @property
    def title_and_description(self):
        if self.description:
            return f"{self.title}. {self.description}"
        return self.title

    @property
    def date_words(self):
        """The date, with its clock time in UTC; with the day in Beijing where its record is dated by that too."""
        if self.time_utc is None:
            # The record is not asked, because that may take queries for its mission and the mission's operator.
            return dates.date_in_words(self.date)
        return dates.moment_in_words(
            self.date, self.time_utc, self.record.is_dated_in_beijing
        )
