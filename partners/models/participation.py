"""Who takes part in the International Lunar Research Station, by which steps, and how firmly that is evidenced."""

from django.db import models
from django.db.models import Case, Count, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse

from partners.models.country import Country
from partners.models.ilrs_terms import (
    AGAINST_STEPS,
    FIRM_STEPS,
    RELATION_BY_STEP,
    SIGNED_OR_LINKED,
    Evidence,
    Group,
    Level,
    Relation,
    StandingKind,
    StepKind,
)
from partners.models.institution import Institution
from records import dates
from records.fields import EdtfField, derived_day, one_of
from records.models import (
    Citation,
    Confidence,
    Publishable,
    Rank,
    RecordQuerySet,
    Row,
    Stance,
    only_one_target,
)
from records.registry import RecordType, RowKind, register
from records.topics import Topic
from sources.models import SourceKind


class IlrsParticipationQuerySet(RecordQuerySet):
    def with_standing(self, on=None):
        """Add ``relation`` and ``evidence``, the two words that sum up the steps of a participation.

        Also ``signed``, the date of its last signature, and ``applied_in`` and ``named_in``: how many sources say so,
        of a step of whichever rank.

        Only preferred steps count, so that a doubted signature does not make a signatory. The relation is that of
        the firmest step (RELATION_BY_STEP). The evidence for an initiator, a signatory or a link is, of the steps
        that make it so, a signing party's official text, else press if a supporting citation has at least medium
        confidence; for a claimed participant it is the official's list; everything else is unconfirmed.

        With a day, only the steps count that had possibly been taken by then, and those without a date that a
        source had told of by then.
        """
        steps = IlrsStep.objects.filter(record=OuterRef("pk"), rank=Rank.PREFERRED)
        citations = IlrsParticipationCitation.objects.filter(record=OuterRef("pk"), stance=Stance.SUPPORTS)
        if on is not None:
            told = Q(date="", citations__source__published_earliest__lte=on)
            steps = steps.filter(Q(date_earliest__lte=on) | told)
            told = Q(step__date="", source__published_earliest__lte=on)
            citations = citations.filter(Q(step__date_earliest__lte=on) | told)
        support = citations.filter(step__rank=Rank.PREFERRED)

        firmest = steps.annotate(word=_relation_of("kind"), order=_place_of("kind")).exclude(word="")
        told_of = support.exclude(confidence=Confidence.LOW).annotate(
            word=_relation_of("step__kind"),
            official=Case(When(source__kind=SourceKind.OFFICIAL, confidence=Confidence.HIGH, then=1), default=0),
            graded=Case(When(official=1, then=Value(Evidence.SIGNING_PARTY)), default=Value(Evidence.PRESS)),
        )
        made_so = told_of.filter(word=OuterRef("relation"), word__in=SIGNED_OR_LINKED).order_by("-official")
        claimed = Exists(support.filter(step__kind=StepKind.CLAIMED))
        otherwise = Case(When(claimed, then=Value(Evidence.OFFICIAL_LIST)), default=Value(Evidence.UNCONFIRMED))
        signatures = steps.filter(kind=StepKind.SIGNED).exclude(date="").order_by("-position", "-key")
        return self.annotate(
            relation=_word(Coalesce(Subquery(firmest.order_by("order").values("word")[:1]), Value(""))),
            evidence=_word(Coalesce(Subquery(made_so.values("graded")[:1]), otherwise)),
            signed=_word(Subquery(signatures.values("date")[:1])),
            applied_in=_sources_of(citations, RELATION_BY_STEP[Relation.APPLICANT]),
            named_in=_sources_of(citations, RELATION_BY_STEP[Relation.NAMED]),
        )

    def with_first_days(self):
        """Add the first day of each group of ``as_of``: ``signed_from``, ``possibly_from``, ``named_from``.

        NULL where it never does. A mention is dated by its step, else by the earliest source that tells of it.
        """
        steps = IlrsStep.objects.filter(record=OuterRef("pk"), rank=Rank.PREFERRED).exclude(kind__in=AGAINST_STEPS)
        firm = steps.filter(kind__in=FIRM_STEPS)

        def first(rows, day):
            found = Subquery(rows.filter(**{f"{day}__isnull": False}).order_by(day).values(day)[:1])
            return found

        sources = IlrsParticipationCitation.objects.filter(
            record=OuterRef("pk"), step__in=IlrsStep.objects.filter(rank=Rank.PREFERRED), stance=Stance.SUPPORTS
        ).exclude(step__kind__in=AGAINST_STEPS)
        return self.annotate(
            signed_from=first(firm, "date_latest"),
            possibly_from=first(firm, "date_earliest"),
            step_from=first(steps, "date_latest"),
            source_from=first(sources, "source__published_latest"),
        ).annotate(
            named_from=Case(
                When(step_from=None, then="source_from"),
                When(source_from=None, then="step_from"),
                When(step_from__lte=F("source_from"), then="step_from"),
                default="source_from",
            )
        )

    def as_of(self, day):
        """Participants known by a day, with ``group``, and with relation and evidence as of that day."""
        group = Case(
            When(signed_from__lte=day, then=Value(Group.SIGNED)),
            When(possibly_from__lte=day, then=Value(Group.POSSIBLY)),
            When(named_from__lte=day, then=Value(Group.NAMED)),
            default=Value(""),
        )
        return self.with_first_days().with_standing(day).annotate(group=group).exclude(group="").with_parties()

    def with_parties(self):
        return self.select_related("country__region_of", "institution__country", "through")

    def with_summary(self):
        """Add all that sums the steps up, and read the parties."""
        return self.with_standing().with_first_days().with_parties()

    def for_list(self):
        return self.with_summary().prefetch_related("steps")

    def for_detail(self):
        return self.with_summary().prefetch_related("contents")


def _word(expression):
    return ExpressionWrapper(expression, output_field=models.CharField())


def _relation_of(kind):
    """Return an expression: the relation that a step makes whose kind stands in a column; ``""`` for none."""
    made = (When(**{f"{kind}__in": kinds}, then=Value(word)) for word, kinds in RELATION_BY_STEP.items())
    return Case(*made, default=Value(""))


def _place_of(kind):
    """Return an expression: the place of that relation among all, the firmest first."""
    made = (When(**{f"{kind}__in": kinds}, then=Value(n)) for n, kinds in enumerate(RELATION_BY_STEP.values()))
    return Case(*made)


def _sources_of(citations, kinds):
    """Return an expression: how many sources the citations of steps of some kinds have."""
    counted = (
        citations.filter(step__kind__in=kinds)
        .order_by()
        .values("record")
        .annotate(sources=Count("source", distinct=True))
    )
    return Coalesce(Subquery(counted.values("sources")), 0)


def counts_by_day():
    """Return the whole series of how many participants there were: a mapping for each day on which a number changes.

    Keys: ``day``, ``level``, and the number in each group, cumulative. One query, however many participants.
    """
    rows = IlrsParticipation.objects.published().with_summary()
    spans = list(rows.values_list("level", "signed_from", "possibly_from", "named_from"))
    days = sorted({day for _, *several in spans for day in several if day})
    return [
        {"day": day, "level": level, **dict.fromkeys(Group.values, 0), **_grouped(spans, level, day)}
        for day in days
        for level in Level.values
    ]


def _grouped(spans, level, day):
    groups = [
        next((group for group, first in zip(Group.values, firsts, strict=True) if first and first <= day), None)
        for of_level, *firsts in spans
        if of_level == level
    ]
    return {group: groups.count(group) for group in Group.values}


class IlrsParticipation(Publishable):
    """The relation of one country or institution to the ILRS, by dated steps."""

    level = models.CharField(max_length=12, choices=Level)
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ilrs_participations",
        help_text="The participant, or where an institution is that no source names.",
    )
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="ilrs_participations"
    )
    place = models.CharField(
        max_length=80, blank=True, default="", help_text="The place as named, where no source names the institution."
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
        verbose_name = "ILRS participation"
        constraints = [
            *Publishable.Meta.constraints,
            one_of("level", Level),
            models.CheckConstraint(
                name="partners_ilrsparticipation_names_its_party",
                condition=Q(level=Level.NATIONAL, country__isnull=False, institution=None, place="")
                | Q(level=Level.ORGANISATION, country=None, institution__isnull=False, place="")
                | Q(level=Level.INSTITUTION, country=None, institution__isnull=False, place="")
                | (Q(level=Level.INSTITUTION, country__isnull=False, institution=None) & ~Q(place="")),
                violation_error_message=(
                    "A national participation names a country; an organisation's or institution's names the "
                    "institution, or its place and country where no source names it."
                ),
            ),
            models.UniqueConstraint(
                name="partners_ilrsparticipation_one_per_country",
                fields=["country"],
                condition=Q(level=Level.NATIONAL),
                violation_error_message="This country has a participation already; add a step to it.",
            ),
            models.UniqueConstraint(
                name="partners_ilrsparticipation_one_per_institution",
                fields=["institution"],
                condition=Q(institution__isnull=False),
                violation_error_message="This institution has a participation already; add a step to it.",
            ),
        ]

    def __str__(self):
        if self.institution:
            return self.institution.name
        return f"Institution in {self.place}" if self.place else str(self.country or self.slug)

    @classmethod
    def name_expression(cls, path=""):
        unnamed = Concat(Value("Institution in ", output_field=models.CharField()), f"{path}place")
        place = Case(When(~Q(**{f"{path}place": ""}), then=unnamed))
        return Coalesce(f"{path}institution__name", place, f"{path}country__name", output_field=models.CharField())

    def get_absolute_url(self):
        return f"{reverse('partners:ilrs')}#{self.slug}"

    @property
    def naming_sources(self):
        """How many sources support the steps that make it an applicant or named. Needs ``with_standing()``."""
        return self.applied_in if self.relation == Relation.APPLICANT else self.named_in

    @property
    def standing_kind(self):
        """Relation and evidence as one ``StandingKind``. Needs ``with_standing()``."""
        if self.relation == Relation.NAMED and self.naming_sources == 1:
            return StandingKind.NAMED_ONCE
        if self.relation == Relation.SIGNATORY:
            signed = {
                Evidence.SIGNING_PARTY: StandingKind.SIGNED_BY_PARTY,
                Evidence.PRESS: StandingKind.SIGNED_BY_PRESS,
            }
            return signed.get(self.evidence, StandingKind.UNCONFIRMED)
        by_relation = {
            Relation.INITIATOR: StandingKind.INITIATOR,
            Relation.LINKED: StandingKind.LINKED,
            "": StandingKind.NONE,
        }
        return by_relation.get(self.relation, StandingKind.UNCONFIRMED)

    @property
    def standing(self):
        """The participation in words: relation, evidence and date. Needs ``with_standing()``."""
        if not self.relation:
            return "No step of its own is established"
        relation, evidence = Relation(self.relation), Evidence(self.evidence)
        if relation == Relation.LINKED:
            return f"Linked through {self.through or 'an organisation'}; no signature of its own found"
        if relation in (Relation.APPLICANT, Relation.NAMED):
            count = "one source" if self.naming_sources == 1 else f"{self.naming_sources} sources"
            verb = "Said to have applied" if relation == Relation.APPLICANT else "Named as participant"
            return f"{verb} in {count}; no signature found"
        if relation == Relation.INITIATOR:
            return f"Initiator; {evidence.label}"
        day = f"Signed {dates.in_words(self.signed)}" if self.signed else "Signed, day not given"
        return f"{day}; {evidence.label}"


class IlrsStep(Row):
    """One dated step of a participation: a signature, an application, a mention, an omission."""

    record = models.ForeignKey(IlrsParticipation, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=StepKind)
    date = EdtfField(earliest_field="date_earliest", latest_field="date_latest")
    date_earliest = derived_day()
    date_latest = derived_day()
    instrument = models.CharField(max_length=200, blank=True, default="", help_text="Memorandum, joint statement …")
    body = models.CharField(max_length=200, blank=True, default="", help_text="The participant's signing body.")
    signatory = models.CharField(max_length=200, blank=True, default="", help_text="Who signed for it.")
    counterpart = models.CharField(max_length=200, blank=True, default="", help_text="The Chinese signing body.")
    counterpart_signatory = models.CharField(max_length=200, blank=True, default="")
    place = models.CharField(max_length=80, blank=True, default="")
    description = models.TextField(blank=True, default="")

    class Meta(Row.Meta):
        constraints = [*Row.Meta.constraints, one_of("kind", StepKind)]

    def __str__(self):
        return " ".join(part for part in (self.get_kind_display(), self.date_words) if part)

    def default_key(self):
        return "-".join(part for part in (self.kind, self.date.strip("./~?%[]").replace("/", "-")) if part)

    @property
    def rival_group(self):
        return "participation in the ILRS"

    @property
    def words(self):
        return f"{self}: {self.description}" if self.description else str(self)

    @property
    def date_words(self):
        return dates.in_words(self.date)


class IlrsParticipationCitation(Citation):
    record = models.ForeignKey(IlrsParticipation, on_delete=models.CASCADE, related_name="citations")
    step = models.ForeignKey(IlrsStep, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [*Citation.Meta.constraints, only_one_target("step")]


register(
    RecordType(
        IlrsParticipation,
        plural="ilrs-participations",
        place=7,
        rows=(RowKind("steps", IlrsStep, cited_as="step", topic=Topic.PARTICIPATION),),
        citations=IlrsParticipationCitation,
        topic=Topic.PARTICIPATION,
        named_by=("country", "institution"),
        search_heading="ILRS participations",
        linked_types=("IlrsParticipation",),
        example_key="belarus",
    )
)
