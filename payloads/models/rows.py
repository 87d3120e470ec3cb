"""The rows of a payload and the citations that speak for them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _

from partners.models import Institution
from payloads.models.pictures import PayloadPicture
from payloads.models.terms import (
    WITHOUT_A_PART,
    CountsAs,
    Fact,
    Finding,
    PaperKind,
    Role,
)
from records import dates
from records.fields import EdtfField, NameField, TermField, derived_day, one_of
from records.models import (
    AlternativeName,
    Citation,
    Event,
    Identifier,
    Quantity,
    Row,
    language_tag,
    only_one_target,
)
from sources.models import Source


class PayloadName(AlternativeName):
    record = models.ForeignKey(
        "payloads.Payload", on_delete=models.CASCADE, related_name="names"
    )


class PayloadIdentifier(Identifier):
    record = models.ForeignKey(
        "payloads.Payload", on_delete=models.CASCADE, related_name="identifiers"
    )


class Provision(Row):
    """An institution's part in a payload, and what it counts as in the announcement of the payload."""

    # An international organisation is counted for itself, not for the country of its seat.
    COUNTED_BY_COUNTRY = [CountsAs.COUNTRY, CountsAs.REGION]

    # A region is named with the country that it is a part of.
    shown_with = ("institution__country__region_of",)

    record = models.ForeignKey(
        "payloads.Payload", on_delete=models.CASCADE, related_name="provisions"
    )
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="provisions"
    )
    role = TermField(max_length=12, choices=Role)
    counts_as = TermField(max_length=12, choices=CountsAs)
    contribution = models.TextField(
        blank=True, default="", help_text="What it contributes, in our own words."
    )

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            one_of("role", Role),
            one_of("counts_as", CountsAs),
        ]

    def __str__(self):
        return f"{self.institution} ({self.get_role_display()})"

    def default_key(self):
        return self.institution.slug

    @property
    def rival_group(self):
        return "providers and their roles"

    def clean(self):
        if self.institution_id is None:
            return
        names = {"institution": self.institution}
        if (
            self.counts_as in self.COUNTED_BY_COUNTRY
            and self.institution.country is None
        ):
            raise ValidationError(
                {
                    "counts_as": _("%(institution)s represents no country or region.")
                    % names
                }
            )
        if (
            self.counts_as == CountsAs.ORGANISATION
            and not self.institution.is_international
        ):
            raise ValidationError(
                {
                    "counts_as": _("%(institution)s is not marked as international.")
                    % names
                }
            )

    @property
    def counted_partner(self):
        """The country, region or international organisation it counts for, or ``None``."""
        if self.counts_as == CountsAs.NOT_COUNTED:
            return None
        if self.counts_as == CountsAs.ORGANISATION:
            return self.institution
        return self.institution.country

    @property
    def is_counted(self):
        """Whether the announcement counts it."""
        return self.counts_as != CountsAs.NOT_COUNTED

    @property
    def is_leading(self):
        """Whether it is named first: counted in the announcement, or in the lead, alone or jointly."""
        return self.is_counted or self.role in (Role.LEAD, Role.JOINT)

    @property
    def uncounted_partner(self):
        """The country or region that provides a part without being counted, or the institution that represents none.

        ``None`` for what is counted, and for who only pays or supports.
        """
        if self.is_counted or self.role in WITHOUT_A_PART:
            return None
        return self.institution.country or self.institution


class Specification(Quantity):
    """One technical indicator of a payload."""

    record = models.ForeignKey(
        "payloads.Payload", on_delete=models.CASCADE, related_name="specifications"
    )


class Person(Row):
    """A person with a part in a payload, as sources name them."""

    record = models.ForeignKey(
        "payloads.Payload", on_delete=models.CASCADE, related_name="persons"
    )
    name = NameField(max_length=120)
    native_name = NameField(max_length=120, blank=True, default="")
    native_language = models.CharField(
        max_length=12, validators=[language_tag], blank=True, default=""
    )
    role = models.CharField(
        max_length=120, help_text="As sources put it: principal investigator."
    )
    institution = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="persons",
    )

    class Meta(Row.Meta):
        constraints = [*Row.Meta.constraints]

    def __str__(self):
        return f"{self.name}, {self.role}"

    def default_key(self):
        return slugify(self.name) or "person"


class Result(Row):
    """One scientific or technical achievement of a payload, in our own words; its figures are rows of their own."""

    record = models.ForeignKey(
        "payloads.Payload", on_delete=models.CASCADE, related_name="results"
    )
    title = NameField(max_length=200)
    description = models.TextField(blank=True, default="")
    date = EdtfField(
        earliest_field="date_earliest",
        latest_field="date_latest",
        help_text="When it was observed, or published.",
    )
    date_earliest = derived_day()
    date_latest = derived_day()
    data_set = models.ForeignKey(
        "payloads.DataSet",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="results",
        help_text="The data set that it rests on.",
    )

    class Meta(Row.Meta):
        constraints = [*Row.Meta.constraints]

    def __str__(self):
        return self.title

    @property
    def date_words(self):
        return dates.date_in_words(self.date)


class ResultFigure(Quantity):
    """One figure of a result, like a dose rate with its uncertainty."""

    # The payload too, because a citation finds every row of a payload by its record.
    record = models.ForeignKey(
        "payloads.Payload", on_delete=models.CASCADE, related_name="figures"
    )
    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="figures")

    def clean(self):
        # A figure refers to both, and the database cannot compare them in a constraint.
        if self.result_id and self.result.record_id != self.record_id:
            raise ValidationError(
                {"result": _("The figure belongs to a result of the same payload.")}
            )


class Paper(Row):
    """A paper on a payload, and what kind of paper it is."""

    record = models.ForeignKey(
        "payloads.Payload", on_delete=models.CASCADE, related_name="papers"
    )
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="papers")
    kind = TermField(max_length=12, choices=PaperKind)

    class Meta(Row.Meta):
        constraints = [*Row.Meta.constraints, one_of("kind", PaperKind)]

    def __str__(self):
        return self.source.label

    def default_key(self):
        return self.source.slug

    @property
    def reference(self):
        """The kind of paper, its label and where it appeared: "result paper; Xu et al. 2022; Frontiers"."""
        values = {
            "kind": self.get_kind_display(),
            "label": self.source.label,
            "container": self.source.container,
        }
        if self.source.container:
            return _("%(kind)s; %(label)s; %(container)s") % values
        return _("%(kind)s; %(label)s") % values


class KnownGap(Row):
    """A fact that was looked for in vain, and when."""

    record = models.ForeignKey(
        "payloads.Payload", on_delete=models.CASCADE, related_name="gaps"
    )
    fact = TermField(max_length=20, choices=Fact)
    finding = TermField(max_length=16, choices=Finding)
    looked = EdtfField(
        earliest_field="looked_earliest",
        latest_field="looked_latest",
        blank=False,
        help_text="When it was looked for.",
    )
    looked_earliest = derived_day()
    looked_latest = derived_day()
    note = models.TextField(
        blank=True, default="", help_text="What was looked for, exactly."
    )

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            one_of("fact", Fact),
            one_of("finding", Finding),
        ]

    def __str__(self):
        return f"{self.get_fact_display()}: {self.get_finding_display()}"

    def default_key(self):
        return self.fact

    @property
    def missing_fact(self):
        """The fact that is missing: where the expected one is known, another one, which the note names."""
        if self.record.knows(self.fact):
            return Fact.OTHER
        return Fact(self.fact)

    @property
    def sentence(self):
        """What was looked for and when: "Mass: not found, looked for on 5 May 2026."; the note says exactly what."""
        values = {
            "fact": capfirst(self.missing_fact.label),
            "finding": self.get_finding_display(),
        }
        values["date"] = self.looked_words
        sentence = _("%(fact)s: %(finding)s, looked for on %(date)s.") % values
        if self.note:
            return f"{sentence} {self.note}"
        return sentence

    @property
    def absence_words(self):
        """What stands instead of the fact: "not found, looked for on 5 May 2026"."""
        values = {"finding": self.get_finding_display(), "day": self.looked_words}
        return _("%(finding)s, looked for on %(day)s") % values

    @property
    def looked_words(self):
        return dates.date_in_words(self.looked)


class PayloadEvent(Event):
    record = models.ForeignKey(
        "payloads.Payload", on_delete=models.CASCADE, related_name="events"
    )


class PayloadCitation(Citation):
    record = models.ForeignKey(
        "payloads.Payload", on_delete=models.CASCADE, related_name="citations"
    )
    name = models.ForeignKey(
        PayloadName,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    identifier = models.ForeignKey(
        PayloadIdentifier,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    provision = models.ForeignKey(
        Provision,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    specification = models.ForeignKey(
        Specification,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    result = models.ForeignKey(
        Result,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    figure = models.ForeignKey(
        ResultFigure,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    event = models.ForeignKey(
        PayloadEvent,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )

    picture = models.ForeignKey(
        PayloadPicture,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )

    class Meta(Citation.Meta):
        constraints = [
            *Citation.Meta.constraints,
            only_one_target(
                "name",
                "identifier",
                "provision",
                "specification",
                "person",
                "result",
                "figure",
                "event",
                "picture",
            ),
        ]
