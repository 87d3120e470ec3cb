"""The International Lunar Research Station: the programme, who takes part in it, and by which steps."""

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.urls import reverse

from partners.models.country import Country
from partners.models.institution import Institution
from sources import dates
from sources.fields import EdtfField, Vocabulary, derived_day, one_of
from sources.models import (
    AlternativeName,
    Citation,
    Confidence,
    Event,
    Publishable,
    Rank,
    RecordQuerySet,
    Row,
    SourceKind,
    Stance,
    only_one_target,
)


class Programme(Publishable):
    """A lasting undertaking that countries and institutions take part in: the ILRS."""

    rows = ("names", "events")

    name = models.CharField(max_length=120)
    acronym = models.CharField(max_length=20, blank=True, default="")
    description = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["sort_key", "slug"]
        constraints = [*Publishable.Meta.constraints]

    def get_absolute_url(self):
        return reverse("partners:ilrs")

    def searchable(self):
        return [*super().searchable(), self.acronym]


class ProgrammeName(AlternativeName):
    record = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="names")


class ProgrammeEvent(Event):
    record = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="events")


class ProgrammeCitation(Citation):
    record = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="citations")
    name = models.ForeignKey(ProgrammeName, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")
    event = models.ForeignKey(ProgrammeEvent, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [*Citation.Meta.constraints, only_one_target("name", "event")]


class Level(Vocabulary):
    NATIONAL = "national", "A country takes part.", "national"
    ORGANISATION = "organisation", "An international organisation takes part.", "international organisation"
    INSTITUTION = (
        "institution",
        "An institution takes part, or one that is known only by its place; the country itself is not a party.",
        "institution",
    )


class StepKind(Vocabulary):
    INITIATED = "initiated", "It launched or leads the programme.", "initiated"
    SIGNED = "signed", "It signed an instrument, or a source says that it signed.", "signed"
    ENTERED_INTO_FORCE = "entered-into-force", "An instrument entered into force.", "entered into force"
    APPLIED = "applied", "It applied, or a source says so.", "applied"
    LINKED = "linked", "It is tied to the programme by membership of an organisation.", "linked"
    NAMED = "named", "A source names it among the participants, without an instrument.", "named"
    CLAIMED = "claimed", "An official names it among the participants, without an instrument.", "claimed"
    OMITTED = "omitted", "A list that could have named it does not.", "omitted from a list"
    WITHDREW = "withdrew", "It withdrew.", "withdrew"


class Relation(Vocabulary):
    INITIATOR = "initiator", "It launched or leads the programme.", "initiator"
    SIGNATORY = "signatory", "It signed an instrument, or is said to have signed.", "signatory"
    APPLICANT = "applicant", "It applied; no signature is known.", "applicant"
    LINKED = (
        "linked",
        "Tied through an organisation; no signature of its own is known.",
        "linked through an organisation",
    )
    NAMED = "named", "Named among the participants; no signature is known.", "named as participant"


class Evidence(Vocabulary):
    SIGNING_PARTY = "signing-party", "An official text of a signing party says so.", "published by a signing party"
    PRESS = "press", "Press says so.", "reported by press"
    OFFICIAL_LIST = "official-list", "An official's list says so.", "one official's list"
    UNCONFIRMED = "unconfirmed", "A source names it or leaves it open; nothing else bears it out.", "unconfirmed"


# The published rule, first match first: which step makes which relation.
RELATION_BY_STEP = {
    Relation.INITIATOR: [StepKind.INITIATED],
    Relation.SIGNATORY: [StepKind.SIGNED, StepKind.ENTERED_INTO_FORCE],
    Relation.APPLICANT: [StepKind.APPLIED],
    Relation.LINKED: [StepKind.LINKED],
    Relation.NAMED: [StepKind.NAMED, StepKind.CLAIMED],
}
SIGNED_OR_LINKED = [Relation.INITIATOR, Relation.SIGNATORY, Relation.LINKED]
NOT_FOUND = "No participation found in the sources read"


class IlrsParticipationQuerySet(RecordQuerySet):
    def with_standing(self):
        """Add ``relation`` and ``evidence``, the two words that sum up the steps of a participation.

        Only preferred steps count, so that a doubted signature does not make a signatory. The relation is that of
        the firmest step (RELATION_BY_STEP). The evidence for an initiator, a signatory or a link is, of the steps
        that make it so, a signing party's official text, else press if a supporting citation has at least medium
        confidence; for a claimed participant it is the official's list; everything else is unconfirmed.
        """
        steps = IlrsStep.objects.filter(record=OuterRef("pk"), rank=Rank.PREFERRED)
        support = IlrsParticipationCitation.objects.filter(
            record=OuterRef("pk"), step__rank=Rank.PREFERRED, stance=Stance.SUPPORTS
        )

        def graded(kinds):
            firm = support.filter(step__kind__in=kinds)
            official = firm.filter(source__kind=SourceKind.OFFICIAL, confidence=Confidence.HIGH)
            return Case(
                When(Exists(official), then=Value(Evidence.SIGNING_PARTY)),
                When(Exists(firm.exclude(confidence=Confidence.LOW)), then=Value(Evidence.PRESS)),
                When(Exists(support.filter(step__kind=StepKind.CLAIMED)), then=Value(Evidence.OFFICIAL_LIST)),
                default=Value(Evidence.UNCONFIRMED),
            )

        relations, evidence = [], []
        for word, kinds in RELATION_BY_STEP.items():
            stands = Exists(steps.filter(kind__in=kinds))
            relations.append(When(stands, then=Value(word)))
            evidence.append(When(stands, then=graded(kinds if word in SIGNED_OR_LINKED else [])))
        return self.annotate(
            relation=Case(*relations, default=Value("")), evidence=Case(*evidence, default=Value(Evidence.UNCONFIRMED))
        )

    def for_list(self):
        return (
            self.with_standing()
            .select_related("country__region_of", "institution__country", "through")
            .prefetch_related("steps", "citations__source")
        )


class IlrsParticipation(Publishable):
    """The relation of one country or institution to the ILRS, by dated steps."""

    rows = ("steps",)

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

    def get_absolute_url(self):
        return f"{reverse('partners:ilrs')}#{self.slug}"

    @property
    def standing(self):
        """The participation in words: relation, evidence and date. Needs ``with_standing()``."""
        if not self.relation:
            return NOT_FOUND
        relation, evidence = Relation(self.relation), Evidence(self.evidence)
        if relation == Relation.LINKED:
            return f"Linked through {self.through or 'an organisation'}; no signature of its own found"
        if relation in (Relation.APPLICANT, Relation.NAMED):
            naming = {step.pk for step in self.steps.all() if step.kind in RELATION_BY_STEP[relation]}
            sources = {
                citation.source_id
                for citation in self.citations.all()
                if citation.stance == Stance.SUPPORTS and citation.step_id in naming
            }
            count = "one source" if len(sources) == 1 else f"{len(sources)} sources"
            verb = "Said to have applied" if relation == Relation.APPLICANT else "Named as participant"
            return f"{verb} in {count}; no signature found"
        if relation == Relation.INITIATOR:
            return f"Initiator; {evidence.label}"
        signed = [step for step in self.steps.all() if step.kind == StepKind.SIGNED and step.rank == Rank.PREFERRED]
        dated = [step.date_words for step in signed if step.date]
        day = f"Signed {dated[-1]}" if dated else "Signed, day not given"
        return f"{day}; {evidence.label}"


def standings(partners):
    """Return the ILRS participation in words of each country, region or organisation: its own, or its nation's.

    A mapping of partner to sentence, at the cost of one list of participations.
    """
    participations = IlrsParticipation.objects.published().for_list().exclude(level=Level.INSTITUTION)
    own = {participation.country or participation.institution: participation for participation in participations}
    return {partner: _standing(partner, own) for partner in partners}


def _standing(partner, own):
    if found := own.get(partner):
        return found.standing
    nation = getattr(partner, "region_of", None)
    if nation and (found := own.get(nation)) and found.relation:
        place = "the initiator" if found.relation == Relation.INITIATOR else "a participant"
        return f"Region of {nation.name}, {place}; no participation of its own found"
    return NOT_FOUND


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
    def date_words(self):
        return dates.in_words(self.date)


class IlrsParticipationCitation(Citation):
    record = models.ForeignKey(IlrsParticipation, on_delete=models.CASCADE, related_name="citations")
    step = models.ForeignKey(IlrsStep, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [*Citation.Meta.constraints, only_one_target("step")]
