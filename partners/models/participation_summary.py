"""What the steps of a participation come to: its relation, its evidence, its first days, and a sentence."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partners.models.participation_terms import (
    AGAINST_STEPS,
    FIRM_STEPS,
    RELATION_OF_STEP,
    SIGNED_OR_LINKED,
    Evidence,
    Group,
    Relation,
    StandingKind,
    StepKind,
)
from records import dates
from records.models import Confidence, Rank, Stance
from records.ranges import begins_by
from sources.models import SourceKind

KIND_OF_SIGNATORY = {
    Evidence.SIGNING_PARTY: StandingKind.SIGNED_BY_PARTY,
    Evidence.PRESS: StandingKind.SIGNED_BY_PRESS,
}
KIND_OF_RELATION = {
    Relation.INITIATOR: StandingKind.INITIATOR,
    Relation.LINKED: StandingKind.LINKED,
    "": StandingKind.NONE,
}


class ParticipationSummary:
    """What a participation comes to as of a day, or for today without one.

    Only preferred steps make a relation, evidence or a first day, so that a doubted signature makes no signatory.
    With a day, only the steps count that had possibly been taken by then, and those without a date that a source had
    possibly told of by then. A step "by 7 July 2023" had possibly been taken on every day before. So whoever is in a
    group has a relation: of a step that it signed, possibly signed, or is named by. The first days do not depend on
    the day.

    It reads the steps of the participation and its citations with their sources: prefetch ``contents``.
    """

    def __init__(self, participation, day=None):
        self.participation = participation
        self.day = day

    @cached_property
    def relation(self):
        """The ``Relation`` that the firmest step makes; ``""`` when no step makes it a participant."""
        relations = {RELATION_OF_STEP.get(step.kind) for step in self._steps}
        for relation in Relation:
            if relation in relations:
                return relation
        return ""

    @cached_property
    def evidence(self):
        """The ``Evidence`` for the relation.

        For an initiator, a signatory or a link it is, of the steps that make it so, a signing party's official text,
        else press if a supporting citation has at least medium confidence. For a claimed participant it is the
        official's list; everything else is unconfirmed.
        """
        citations = self._citations_of_relation
        if any(_is_of_signing_party(citation) for citation in citations):
            return Evidence.SIGNING_PARTY
        if citations:
            return Evidence.PRESS
        # A claim counts at whatever confidence, because the official's list is itself the evidence.
        for step, _citation in self._support:
            if step.kind == StepKind.CLAIMED and step.rank == Rank.PREFERRED:
                return Evidence.OFFICIAL_LIST
        return Evidence.UNCONFIRMED

    @cached_property
    def signed(self):
        """The date, in EDTF, of the last signature; ``""`` when no signature is dated."""
        # Steps stand in the order in which they were taken.
        signatures = [
            step for step in self._steps if step.kind == StepKind.SIGNED and step.date
        ]
        return signatures[-1].date if signatures else ""

    @cached_property
    def naming_sources(self):
        """The number of sources that say that it applied, for an applicant, else that name it as participant.

        A source counts for a step of whichever rank.
        """
        counted = (
            Relation.APPLICANT
            if self.relation == Relation.APPLICANT
            else Relation.NAMED
        )
        sources = set()
        for step, citation in self._support:
            if RELATION_OF_STEP.get(step.kind) == counted:
                sources.add(citation.source_id)
        return len(sources)

    @cached_property
    def signed_from(self):
        """The first day on which it had surely signed, ``None`` when not known."""
        return _earliest(step.date_latest for step in self._firm_steps)

    @cached_property
    def possibly_from(self):
        """The first day on which it may have signed, ``None`` when not known: it did not, or its date has no start."""
        if any(step.is_always_possible for step in self._firm_steps):
            return None
        return _earliest(step.date_earliest for step in self._firm_steps)

    @cached_property
    def named_from(self):
        """The first day on which a step or a source names it, ``None`` when neither is dated."""
        # By the latest possible day of each, so that nobody is named before it is certain.
        days = [
            step.date_latest
            for step in self._all_preferred_steps
            if step.kind not in AGAINST_STEPS
        ]
        for step, citation in self._support_on_any_day:
            if step.rank == Rank.PREFERRED and step.kind not in AGAINST_STEPS:
                days.append(_naming_day(step, citation.source))
        return _earliest(days)

    @property
    def group(self):
        """The ``Group`` it belongs to on the day of the summary; ``None`` without a day."""
        if self.day is None:
            return None
        return self.group_on(self.day)

    def group_on(self, day):
        """Return the ``Group`` it belongs to on a day; ``None`` before it is known at all."""
        if _is_by(self.signed_from, day):
            return Group.SIGNED
        if any(step.is_possible_by(day) for step in self._firm_steps):
            return Group.POSSIBLY
        if _is_by(self.named_from, day):
            return Group.NAMED
        return None

    @cached_property
    def later_steps(self):
        """The dated steps, of any rank, that had not been taken by the day; none without a day."""
        return [step for step in self._steps_beyond_the_day if step.date]

    @cached_property
    def untold_steps(self):
        """The steps without a date, of any rank, of which no source had told by the day; none without a day."""
        return [step for step in self._steps_beyond_the_day if not step.date]

    @cached_property
    def _steps_beyond_the_day(self):
        if self.day is None:
            return []
        return [
            step for step in self.participation.steps.all() if not self._is_taken(step)
        ]

    @cached_property
    def standing_kind(self):
        """Relation and evidence as one ``StandingKind``."""
        if self.relation == Relation.NAMED and self.naming_sources == 1:
            return StandingKind.NAMED_ONCE
        if self.relation == Relation.SIGNATORY:
            return KIND_OF_SIGNATORY.get(self.evidence, StandingKind.UNCONFIRMED)
        return KIND_OF_RELATION.get(self.relation, StandingKind.UNCONFIRMED)

    @cached_property
    def standing(self):
        """The participation as a sentence for readers: relation, evidence and date."""
        if self.relation == Relation.INITIATOR:
            return _("Initiator; %(evidence)s") % {"evidence": self.evidence.label}
        if self.relation == Relation.SIGNATORY:
            return self._signature_sentence()
        if self.relation == Relation.LINKED:
            return self._link_sentence()
        if self.relation == Relation.APPLICANT:
            sentence = ngettext(
                "Said to have applied in one source; no signature found",
                "Said to have applied in %(number)d sources; no signature found",
                self.naming_sources,
            )
            return sentence % {"number": self.naming_sources}
        if self.relation == Relation.NAMED:
            sentence = ngettext(
                "Named as participant in one source; no signature found",
                "Named as participant in %(number)d sources; no signature found",
                self.naming_sources,
            )
            return sentence % {"number": self.naming_sources}
        return _("No step of its own is established")

    def _signature_sentence(self):
        if not self.signed:
            return _("Signed, day not given; %(evidence)s") % {
                "evidence": self.evidence.label
            }
        values = {
            "date": dates.date_in_words(self.signed),
            "evidence": self.evidence.label,
        }
        return _("Signed %(date)s; %(evidence)s") % values

    def _link_sentence(self):
        organisation = self.participation.through
        if organisation is None:
            return _("Linked through an organisation; no signature of its own found")
        sentence = _("Linked through %(organisation)s; no signature of its own found")
        return sentence % {"organisation": organisation}

    @cached_property
    def _all_preferred_steps(self):
        return [
            step
            for step in self.participation.steps.all()
            if step.rank == Rank.PREFERRED
        ]

    @cached_property
    def _firm_steps(self):
        return [step for step in self._all_preferred_steps if step.kind in FIRM_STEPS]

    @cached_property
    def _steps(self):
        """The preferred steps by the day, in their order."""
        if self.day is None:
            return self._all_preferred_steps
        return [step for step in self._all_preferred_steps if self._is_taken(step)]

    def _is_taken(self, step):
        if step.date:
            return step.is_possible_by(self.day)
        # A source of any stance tells of the step.
        for citation in self.participation.citations.all():
            if citation.step_id == step.pk and self._is_told(citation):
                return True
        return False

    def _counts(self, step, citation):
        if step.date:
            return step.is_possible_by(self.day)
        return self._is_told(citation)

    def _is_told(self, citation):
        source = citation.source
        return begins_by(source.published_earliest, source.published_latest, self.day)

    @cached_property
    def _support_on_any_day(self):
        """Pairs of a step of any rank and a citation that supports it."""
        steps = {step.pk: step for step in self.participation.steps.all()}
        pairs = []
        for citation in self.participation.citations.all():
            if citation.step_id and citation.stance == Stance.SUPPORTS:
                pairs.append((steps[citation.step_id], citation))
        return pairs

    @cached_property
    def _support(self):
        """Those of the pairs that count by the day: of a dated step all, else what was published by then."""
        if self.day is None:
            return self._support_on_any_day
        pairs = []
        for step, citation in self._support_on_any_day:
            if self._counts(step, citation):
                pairs.append((step, citation))
        return pairs

    @cached_property
    def _citations_of_relation(self):
        """The citations, not of low confidence, that support the steps which make the relation."""
        if self.relation not in SIGNED_OR_LINKED:
            return []
        citations = []
        for step, citation in self._support:
            makes_relation = (
                step.rank == Rank.PREFERRED
                and RELATION_OF_STEP.get(step.kind) == self.relation
            )
            if makes_relation and citation.confidence != Confidence.LOW:
                citations.append(citation)
        return citations


def _is_of_signing_party(citation):
    return (
        citation.source.kind == SourceKind.OFFICIAL
        and citation.confidence == Confidence.HIGH
    )


def _naming_day(step, source):
    """Return the day from which a source surely names the participant by a step, ``None`` when not known.

    One that announced a dated step before names nobody as a participant until the step is possible.
    """
    if source.published_latest is None or step.date_earliest is None:
        return source.published_latest
    return max(source.published_latest, step.date_earliest)


def _is_by(first_day, day):
    """Return whether a first day, which may be unknown, is not after a day."""
    return first_day is not None and first_day <= day


def _earliest(days):
    """Return the earliest of the days that are known, or ``None``."""
    return min((day for day in days if day is not None), default=None)
