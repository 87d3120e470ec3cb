"""The questions that lists ask of participations in SQL: filters, facets and orders.

Each repeats a part of ``ParticipationSummary`` as one expression, which is built only where a list asks for it. A test
compares both over the whole catalogue, on every day on which something changes.
"""

import datetime

from django.db import models
from django.db.models import (
    Case,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least, NullIf

from partners.models.participation_terms import (
    AGAINST_STEPS,
    END_STEPS,
    FIRM_STEPS,
    RELATION_OF_STEP,
    SIGNATURES,
    SIGNED_OR_LINKED,
    Evidence,
    Group,
    Level,
    Relation,
    StepKind,
)
from partners.models.programme import ILRS
from records.models import Confidence, Rank, RecordQuerySet, Stance
from records.ranges import reaches
from sources.models import Source, SourceKind

# Later than any day of the catalogue: what NULL is replaced by to find the earlier of two days, because LEAST is NULL
# on SQLite, but not on PostgreSQL, where one of its arguments is.
NO_DAY = Value(datetime.date.max, output_field=models.DateField())


class IlrsParticipationQuerySet(RecordQuerySet):
    def of_programme(self, slug):
        return self.filter(programme__slug=slug)

    def own_of(self, programme_slug):
        """Participations in a programme of countries themselves."""
        return self.of_programme(programme_slug).filter(level=Level.NATIONAL)

    def signed_by(self, day):
        """Participations in which a signature had surely been given by a day, and which had not ended by then."""
        return self.with_group(day).filter(group=Group.SIGNED)

    def latest_sources(self, programme_slug=ILRS):
        """Return the latest source that any participation in a programme cites: at most one, to be filtered on."""
        latest = Source.objects.latest_of(self._citations_of(programme_slug))
        return Source.objects.filter(pk__in=latest.values("pk"))

    def citing_latest_source(self, programme_slug=ILRS):
        """Participations in a programme that cite the latest source of all of them."""
        citations = self._citations_of(programme_slug)
        citing = citations.filter(source__in=self.latest_sources(programme_slug))
        return self.filter(pk__in=citing.values("record"))

    def _citations_of(self, programme_slug):
        citations = self.model.record_type.citations.objects
        return citations.filter(record__programme__slug=programme_slug)

    def with_parties(self):
        """Read with the records that name the participation: who takes part, in which programme."""
        return self.select_related(
            "programme", "country__region_of", "institution__country", "through"
        )

    def for_list(self):
        # The summary reads the steps and their citations. Joins would make the programme and the parties anew for each.
        return self.prefetch_related("contents_and_references")

    def for_detail(self):
        # The list reads the contents too.
        return self.for_list()

    def as_of(self, day):
        """Participants known by a day, each with its summary as of that day."""
        # The day goes along as a column, so that each instance knows of which day its summary is.
        known = self.with_group(day).exclude(group="").for_list()
        return known.annotate(summary_day=Value(day, output_field=models.DateField()))

    def with_relation(self, day=None):
        """Add ``relation``: as ``ParticipationSummary.relation``."""
        firmest_steps = self._preferred_steps_by(day).annotate(
            relation=_relation_of_step("kind"), firmness=_firmness_of_step("kind")
        )
        firmest_steps = firmest_steps.exclude(relation="").order_by("firmness")
        firmest = Coalesce(Subquery(firmest_steps.values("relation")[:1]), Value(""))
        relation = Case(
            When(self._is_ended_by(day), then=Value(Relation.ENDED)), default=firmest
        )
        return self.annotate(relation=_as_text(relation))

    def _is_ended_by(self, day=None):
        """Return the condition that ``ParticipationSummary.end`` is a step: the last that signs or ends something."""
        is_end = Q(kind__in=END_STEPS)
        is_firm = Q(kind__in=FIRM_STEPS)
        if day is not None:
            is_end &= Q(date_latest__lte=day)
            is_firm &= _is_possible_by(day)
        steps = self._preferred_steps_by().filter(is_end | is_firm)
        last = steps.order_by("-position", "-key").values("kind")[:1]
        return Q(
            pk__in=self.model.objects.annotate(last_kind=Subquery(last))
            .filter(last_kind__in=END_STEPS)
            .values("pk")
        )

    def with_evidence(self, day=None):
        """Add ``evidence``, and ``relation``, which it depends on: as ``ParticipationSummary.evidence``."""
        support = self._support_by(day).filter(step__rank=Rank.PREFERRED)
        is_official = Q(source__kind=SourceKind.OFFICIAL, confidence=Confidence.HIGH)
        for_relation = (
            support.exclude(confidence=Confidence.LOW)
            .annotate(
                step_relation=_relation_of_step("step__kind"),
                is_official=Case(When(is_official, then=1), default=0),
                grade=Case(
                    When(is_official, then=Value(Evidence.SIGNING_PARTY)),
                    default=Value(Evidence.PRESS),
                ),
            )
            .filter(
                step_relation=OuterRef("relation"), step_relation__in=SIGNED_OR_LINKED
            )
            # An official text first: the grade is that of the first row.
            .order_by("-is_official")
        )
        is_claimed = Exists(support.filter(step__kind=StepKind.CLAIMED))
        otherwise = Case(
            When(is_claimed, then=Value(Evidence.OFFICIAL_LIST)),
            default=Value(Evidence.UNCONFIRMED),
        )
        evidence = Coalesce(Subquery(for_relation.values("grade")[:1]), otherwise)
        return self.with_relation(day).annotate(evidence=_as_text(evidence))

    def with_group(self, day):
        """Add ``group``: as ``ParticipationSummary.group``, and ``""`` for who is not known by the day."""
        steps = self._preferred_steps_by().exclude(kind__in=AGAINST_STEPS)
        firm_steps = self._firm_steps()
        # Whether a row exists by the day costs less to compile than the first day of each kind beside it.
        is_signed = Exists(firm_steps.filter(date_latest__lte=day))
        is_possibly_signed = Exists(firm_steps.filter(_is_possible_by(day)))
        has_step = Exists(steps.filter(date_latest__lte=day))
        is_named = Exists(self._naming_citations().filter(naming_day__lte=day))
        group = Case(
            When(self._is_ended_by(day), then=Value(Group.ENDED)),
            When(is_signed, then=Value(Group.SIGNED)),
            When(is_possibly_signed, then=Value(Group.POSSIBLY)),
            When(has_step | is_named, then=Value(Group.NAMED)),
            default=Value(""),
        )
        return self.annotate(group=_as_text(group))

    def with_signing_day(self):
        """Add ``signed_from``: as ``ParticipationSummary.signed_from``, NULL where it never surely signed."""
        return self.annotate(
            signed_from=_earliest(self._firm_steps(), "date_latest"),
        )

    def signed_within(self, start, end):
        """Participants of which a signature possibly lies within two days, of which either may be ``None``.

        Any signature counts, not only the first.
        """
        signatures = self._preferred_steps_by().filter(kind__in=SIGNATURES)
        in_range = reaches("date_earliest", "date_latest", start, end)
        return self.filter(Exists(signatures.filter(in_range)))

    def with_naming_day(self):
        """Add ``named_from``: as ``ParticipationSummary.named_from``, NULL where no step or source is dated."""
        steps = self._preferred_steps_by().exclude(kind__in=AGAINST_STEPS)
        step_day = Coalesce(_earliest(steps, "date_latest"), NO_DAY)
        source_day = Coalesce(_earliest(self._naming_citations(), "naming_day"), NO_DAY)
        return self.annotate(named_from=NullIf(Least(step_day, source_day), NO_DAY))

    def _preferred_steps_by(self, day=None):
        """Return the preferred steps of a participation of the outer query; with a day those taken by then."""
        steps = self.model.record_type.row_kind("steps").model.objects
        steps = steps.filter(record=OuterRef("pk"), rank=Rank.PREFERRED)
        if day is None:
            return steps
        is_told_of = Q(date="") & _is_told_by(day, "citations__source__")
        return steps.filter(_is_possible_by(day) | is_told_of)

    def _firm_steps(self):
        """Return the preferred steps of a participation of the outer query that a signing party can prove."""
        return self._preferred_steps_by().filter(kind__in=FIRM_STEPS)

    def _support_by(self, day=None):
        """Return the supporting citations of a participation of the outer query; with a day those that count then."""
        citations = self.model.record_type.citations.objects.filter(
            record=OuterRef("pk"), stance=Stance.SUPPORTS
        )
        if day is None:
            return citations
        is_told_of = Q(step__date="") & _is_told_by(day, "source__")
        return citations.filter(_is_possible_by(day, "step__") | is_told_of)

    def _naming_citations(self):
        """Return the supporting citations of preferred steps that do not speak against taking part.

        Each has the day from which its source names the participant as ``naming_day``.
        """
        published = F("source__published_latest")
        # The later of both days; a step without a first day waits for nothing.
        naming_day = Greatest(published, Coalesce(F("step__date_earliest"), published))
        return (
            self._support_by()
            # GREATEST is NULL on SQLite, but not on PostgreSQL, where one of its arguments is.
            .filter(step__rank=Rank.PREFERRED, source__published_latest__isnull=False)
            .exclude(step__kind__in=AGAINST_STEPS)
            .annotate(naming_day=naming_day)
        )


def _is_possible_by(day, path=""):
    """Return the condition that a step had possibly been taken by a day, by its date."""
    return reaches(f"{path}date_earliest", f"{path}date_latest", None, day)


def _is_told_by(day, path):
    """Return the condition that a source had possibly been published by a day."""
    return reaches(f"{path}published_earliest", f"{path}published_latest", None, day)


def _as_text(expression):
    return ExpressionWrapper(expression, output_field=models.CharField())


def _relation_of_step(column):
    """Return an expression for the relation that a step of the kind in a column makes; ``""`` for none."""
    cases = [
        When(**{column: kind}, then=Value(relation))
        for kind, relation in RELATION_OF_STEP.items()
    ]
    return Case(*cases, default=Value(""))


def _firmness_of_step(column):
    """Return an expression for the place of that relation among all; the firmest is 0."""
    order = list(Relation)
    cases = [
        When(**{column: kind}, then=order.index(relation))
        for kind, relation in RELATION_OF_STEP.items()
    ]
    return Case(*cases)


def _earliest(rows, column):
    """Return an expression for the earliest day in a column of rows of the outer query's participation."""
    dated = rows.filter(**{f"{column}__isnull": False}).order_by(column)
    return Subquery(dated.values(column)[:1])
