"""What the steps of a participation come to: its relation, its evidence, its first days, and a sentence."""

from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partners.models.participation_terms import (
    AGAINST_STEPS,
    END_STEPS,
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
    Relation.ENDED: StandingKind.ENDED,
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
        """The ``Relation`` that the firmest step makes; ``""`` when no step makes it a participant.

        It is *ended* where the last of the steps that sign or end something ends it.
        """
        if self.end:
            return Relation.ENDED
        return self.firmest_relation

    @cached_property
    def firmest_relation(self):
        """The relation that its firmest step makes, whether or not it has ended since."""
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
    def end(self):
        """The step that ended the participation, by the day of the summary; ``None`` while it lasts."""
        return self.end_by(self.day)

    def end_by(self, day):
        """Return the step that had surely ended the participation by a day, unless it signed since; else ``None``.

        Steps stand in the order in which they were taken.
        """
        end = None
        for step in self._all_preferred_steps:
            if step.kind in END_STEPS and self._is_over(step, day):
                end = step
            elif step.kind in FIRM_STEPS and (day is None or step.is_possible_by(day)):
                end = None
        return end

    def _is_over(self, step, day):
        if day is None:
            return True
        return _is_by(step.date_latest, day)

    @property
    def first_signed(self):
        """The date, in EDTF, of the first signature; ``""`` when no signature is dated."""
        signed = self.dates_of(StepKind.SIGNED)
        return signed[0] if signed else ""

    @property
    def latest_signed(self):
        """The date, in EDTF, of the latest signature; ``""`` when no signature is dated."""
        signed = self.dates_of(StepKind.SIGNED)
        return signed[-1] if signed else ""

    @property
    def in_force(self):
        """The date, in EDTF, on which the latest instrument entered into force; ``""`` when none is known to."""
        in_force = self.dates_of(StepKind.ENTERED_INTO_FORCE)
        return in_force[-1] if in_force else ""

    @property
    def ended(self):
        """The date, in EDTF, of the step that ended it; ``""`` while it lasts, or when that step is not dated."""
        return self.end.date if self.end else ""

    def dates_of(self, kind):
        """Return the dates, in EDTF, of the preferred steps of a kind that are dated, in the order of the steps."""
        return [step.date for step in self._steps if step.kind == kind and step.date]

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
        if self.end_by(day):
            return Group.ENDED
        if _is_by(self.signed_from, day):
            return Group.SIGNED
        if any(step.is_possible_by(day) for step in self._firm_steps):
            return Group.POSSIBLY
        if _is_by(self.named_from, day):
            return Group.NAMED
        return None

    @property
    def days_of_change(self):
        """The days on which its group may change."""
        days = {self.signed_from, self.possibly_from, self.named_from}
        ends = [step for step in self._all_preferred_steps if step.kind in END_STEPS]
        if ends:
            days.update(step.date_latest for step in ends)
            # A signature after an end makes it a signatory again.
            for step in self._firm_steps:
                days.update((step.date_earliest, step.date_latest))
        return days - {None}

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
        sentences = {
            Relation.SIGNATORY: self._signature_sentence,
            Relation.LINKED: self._link_sentence,
            Relation.APPLICANT: self._application_sentence,
            Relation.NAMED: self._naming_sentence,
            Relation.ENDED: self._end_sentence,
        }
        if self.relation not in sentences:
            return _("No step of its own is established")
        return sentences[self.relation]()

    def _application_sentence(self):
        sentence = ngettext(
            "Said to have applied in one source; no signature found",
            "Said to have applied in %(number)d sources; no signature found",
            self.naming_sources,
        )
        return sentence % {"number": self.naming_sources}

    def _naming_sentence(self):
        sentence = ngettext(
            "Named as participant in one source; no signature found",
            "Named as participant in %(number)d sources; no signature found",
            self.naming_sources,
        )
        return sentence % {"number": self.naming_sources}

    def _signature_sentence(self):
        return _("%(signature)s; %(evidence)s") % {
            "signature": self._signature_words(),
            "evidence": self.evidence.label,
        }

    def _signature_words(self):
        """The first signature, the latest where that is another, and since when an instrument is in force."""
        values = {
            "first": dates.date_in_words(self.first_signed),
            "latest": dates.date_in_words(self.latest_signed),
            "in_force": dates.date_in_words(self.in_force),
        }
        words = _("Signed %(first)s")
        if not self.first_signed:
            words = _("Signed, day not given")
        elif self.latest_signed != self.first_signed:
            words = _("Signed %(first)s, latest %(latest)s")
        words %= values
        if not self.in_force:
            return words
        sentence = _("%(signature)s, in force %(in_force)s")
        return sentence % {"signature": words, **values}

    def _end_sentence(self):
        values = {
            "end": capfirst(str(self.end)),
            "latest": dates.date_in_words(self.latest_signed),
            "evidence": self.evidence.label,
        }
        if not self.latest_signed:
            return _("%(end)s; %(evidence)s") % values
        return _("%(end)s, signed %(latest)s; %(evidence)s") % values

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
