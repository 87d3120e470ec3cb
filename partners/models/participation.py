"""Who takes part in a programme such as the International Lunar Research Station, by which steps."""

from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce, Concat
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partners.models.country import Country
from partners.models.institution import Institution
from partners.models.participation_queries import IlrsParticipationQuerySet
from partners.models.participation_summary import ParticipationSummary
from partners.models.participation_terms import (
    InstrumentKind,
    Level,
    StepKind,
    TextAccess,
)
from partners.models.programme import Programme
from records import dates
from records.fields import EdtfField, TermField, derived_day, one_of
from records.models import (
    Citation,
    Publication,
    Publishable,
    Rank,
    Row,
    only_one_target,
)
from records.ranges import begins_by
from records.registry import RecordType, RowKind, register
from records.topics import Topic


class IlrsParticipation(Publishable):
    """The relation of one country or institution to a programme such as the ILRS, by dated steps."""

    shown_with = (
        "programme",
        "country__region_of",
        "institution__country",
        "through",
    )
    # The day of the summary; None for today. Set by ``as_of()``.
    summary_day = None

    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        related_name="participations",
        help_text="The programme it takes part in.",
    )
    level = TermField(max_length=12, choices=Level)
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ilrs_participations",
        help_text="The participant, or where an institution is that no source names.",
    )
    institution = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ilrs_participations",
    )
    place = models.CharField(
        max_length=80,
        blank=True,
        default="",
        help_text="The place as named, where no source names the institution.",
    )
    through = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="linked_participations",
        help_text="The organisation that links it.",
    )
    note = models.TextField(blank=True, default="")

    objects = IlrsParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "slug"]
        verbose_name = "participation"
        constraints = [
            *Publishable.Meta.constraints,
            one_of("level", Level),
            models.CheckConstraint(
                name="partners_ilrsparticipation_names_its_party",
                condition=Q(
                    level=Level.NATIONAL,
                    country__isnull=False,
                    institution=None,
                    place="",
                )
                | Q(
                    level=Level.ORGANISATION,
                    country=None,
                    institution__isnull=False,
                    place="",
                )
                | Q(
                    level=Level.INSTITUTION,
                    country=None,
                    institution__isnull=False,
                    place="",
                )
                | (
                    Q(level=Level.INSTITUTION, country__isnull=False, institution=None)
                    & ~Q(place="")
                ),
                violation_error_message=(
                    "A national participation names a country; an organisation's or institution's names the "
                    "institution, or its place and country where no source names it."
                ),
            ),
            models.UniqueConstraint(
                name="partners_ilrsparticipation_one_per_country",
                fields=["programme", "country"],
                # Institutions of the country, which sources name by their place alone, have theirs beside it.
                condition=Q(level=Level.NATIONAL),
                violation_error_message="This country has a participation already; add a step to it.",
            ),
            models.UniqueConstraint(
                name="partners_ilrsparticipation_one_per_institution",
                fields=["programme", "institution"],
                condition=Q(institution__isnull=False),
                violation_error_message="This institution has a participation already; add a step to it.",
            ),
        ]

    def __str__(self):
        if self.institution:
            return self.institution.name
        if self.place:
            return f"Institution in {self.place}"
        return str(self.country or self.slug)

    # In the order of __str__: a place is named with the country of the institution, and so comes before it.
    @classmethod
    def name_expression(cls, path=""):
        unnamed = Concat(
            Value("Institution in ", output_field=models.CharField()), f"{path}place"
        )
        place = Case(When(~Q(**{f"{path}place": ""}), then=unnamed))
        return Coalesce(
            f"{path}institution__name",
            place,
            f"{path}country__name",
            output_field=models.CharField(),
        )

    def get_absolute_url(self):
        return f"{self.programme.get_absolute_url()}#{self.slug}"

    @property
    def party(self):
        """Who takes part: the institution, or the country where none is named."""
        return self.institution or self.country

    @property
    def country_of_party_id(self):
        """The primary key of the country that takes part or whose institution does; ``None`` for one of none."""
        if self.institution:
            return self.institution.country_id
        return self.country_id

    @property
    def search_heading(self):
        return _("%(programme)s participations") % {
            "programme": self.programme.short_name
        }

    @property
    def has_dated_step(self):
        return any(step.date for step in self.steps.all())

    @cached_property
    def summary(self):
        """What its steps come to, as of ``summary_day``."""
        return ParticipationSummary(self, self.summary_day)


class IlrsStepQuerySet(models.QuerySet):
    def signatures_of_countries(self, programme_slug):
        """The public steps by which countries themselves signed for a programme, of preferred rank and dated."""
        return self.filter(
            record__programme__slug=programme_slug,
            record__level=Level.NATIONAL,
            record__publication=Publication.PUBLISHED,
            kind=StepKind.SIGNED,
            rank=Rank.PREFERRED,
        ).exclude(date="")

    def signed_by_institution(self, institution):
        """The public steps that an institution signed, for itself or another or as the counterpart, the earliest first.

        Shown to be wrong is left out.
        """
        signed = Q(signed_by=institution) | Q(signed_with=institution)
        steps = self.filter(signed, record__publication=Publication.PUBLISHED)
        return (
            steps.exclude(rank=Rank.DEPRECATED)
            .select_related(
                "signed_by",
                "signed_with",
                "record__programme",
                "record__country__region_of",
                "record__institution__country",
            )
            .order_by(
                Coalesce("date_earliest", "date_latest").asc(nulls_last=True),
                "record__slug",
                "position",
                "key",
            )
        )


class IlrsStep(Row):
    """One dated step of a participation: a signature, an application, a mention, an omission."""

    record = models.ForeignKey(
        IlrsParticipation, on_delete=models.CASCADE, related_name="steps"
    )
    kind = TermField(max_length=20, choices=StepKind)
    date = EdtfField(earliest_field="date_earliest", latest_field="date_latest")
    date_earliest = derived_day()
    date_latest = derived_day()
    instrument = models.CharField(
        max_length=200,
        blank=True,
        default="",
        help_text="What was signed, in the words of the source.",
    )
    instrument_kind = TermField(
        max_length=28,
        choices=InstrumentKind,
        blank=True,
        default="",
        help_text="What kind of instrument that is, as we sort it.",
    )
    text_access = TermField(
        max_length=16,
        choices=TextAccess,
        blank=True,
        default="",
        help_text="Whether its text was published; empty where no source tells.",
    )
    text_address = models.URLField(
        max_length=500, blank=True, default="", help_text="Where its text can be read."
    )
    signed_by = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="steps_signed",
        help_text="The institution that signed for the participant.",
    )
    signed_with = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="steps_countersigned",
        help_text="The institution with which it signed.",
    )
    body = models.CharField(
        max_length=200,
        blank=True,
        default="",
        help_text="The participant's signing body, in the words of the source.",
    )
    signatory = models.CharField(
        max_length=200, blank=True, default="", help_text="Who signed for it."
    )
    counterpart = models.CharField(
        max_length=200,
        blank=True,
        default="",
        help_text="The other signing body, in the words of the source.",
    )
    counterpart_signatory = models.CharField(max_length=200, blank=True, default="")
    place = models.CharField(max_length=80, blank=True, default="")
    description = models.TextField(blank=True, default="")

    objects = IlrsStepQuerySet.as_manager()

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            one_of("kind", StepKind),
            one_of("instrument_kind", InstrumentKind, blank=True),
            one_of("text_access", TextAccess, blank=True),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_text_published_at_address",
                condition=models.Q(text_address="")
                | models.Q(text_access=TextAccess.PUBLISHED),
                violation_error_message="A text with an address is published: say so in text_access.",
            ),
        ]

    def __str__(self):
        if not self.date:
            return self.get_kind_display()
        return f"{self.get_kind_display()} {self.date_words}"

    def default_key(self):
        if not self.date:
            return self.kind
        # What EDTF adds to a plain date has no place in a key.
        date = self.date.strip("./~?%[]").replace("/", "-")
        return f"{self.kind}-{date}"

    @property
    def rival_group(self):
        return _("participation in the %(programme)s") % {
            "programme": self.record.programme.short_name
        }

    @property
    def words(self):
        if self.description:
            return f"{self}: {self.description}"
        return str(self)

    @property
    def date_words(self):
        return dates.date_in_words(self.date)

    @property
    def is_always_possible(self):
        """Whether its date has no start: "by 7 July 2023"; then it had possibly been taken on every day before."""
        return self.date_earliest is None and self.date_latest is not None

    def is_possible_by(self, day):
        """Return whether it had possibly been taken by a day, by its date; without a date never."""
        return begins_by(self.date_earliest, self.date_latest, day)

    @property
    def signing_bodies(self):
        """The institutions that signed, the participant's own first; those that sources do not name are left out."""
        bodies = [self.signed_by, self.signed_with]
        return [body for body in bodies if body is not None]

    @property
    def fragment(self):
        """Its place on the page of the programme."""
        return f"{self.record.slug}-{self.key}"

    @property
    def sentence(self):
        """All that is known of the step, for readers; what sources do not say is left out."""
        phrases = [capfirst(str(self))]
        if self.instrument:
            phrases.append(self.instrument)
        elif self.instrument_kind and self.instrument_kind != InstrumentKind.NOT_TOLD:
            phrases.append(self.get_instrument_kind_display())
        if self.body:
            phrases.append(
                _with_signatory(_("by %(body)s") % {"body": self.body}, self.signatory)
            )
        elif self.signatory:
            # Without the body, who signed stands behind what was signed.
            phrases[-1] = _with_signatory(phrases[-1], self.signatory)
        if self.counterpart:
            words = _("with %(counterpart)s") % {"counterpart": self.counterpart}
            phrases.append(_with_signatory(words, self.counterpart_signatory))
        elif self.counterpart_signatory:
            phrases[-1] = _with_signatory(phrases[-1], self.counterpart_signatory)
        if self.place.startswith("by "):
            # Signed from afar: "by video link".
            phrases.append(self.place)
        elif self.place:
            phrases.append(_("in %(place)s") % {"place": self.place})
        words = ", ".join(phrases)
        if self.description:
            words = f"{words}: {self.description}"
        return words


def _with_signatory(words, signatory):
    if not signatory:
        return words
    return f"{words} ({signatory})"


class IlrsParticipationCitation(Citation):
    record = models.ForeignKey(
        IlrsParticipation, on_delete=models.CASCADE, related_name="citations"
    )
    step = models.ForeignKey(
        IlrsStep,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )

    class Meta(Citation.Meta):
        constraints = [*Citation.Meta.constraints, only_one_target("step")]


register(
    RecordType(
        IlrsParticipation,
        plural="ilrs-participations",
        place=7,
        in_api=True,
        in_admin=True,
        rows=(RowKind("steps", IlrsStep, cited_as="step", topic=Topic.PARTICIPATION),),
        citations=IlrsParticipationCitation,
        classified=("level",),
        identified_by=("programme", "country", "institution", "place"),
        topic=Topic.PARTICIPATION,
        named_by=("programme", "country", "institution"),
        search_heading="Participations",
        searched_by="programme",
        linked_types=("IlrsParticipation",),
        example_key="belarus",
    )
)
