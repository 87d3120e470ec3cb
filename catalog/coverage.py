"""Which country or region takes part in which mission, and how complete the records of payloads are."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Exists, Model, OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from missions.models import Mission, MissionCitation, MissionEvent, SpacecraftCitation
from partners.models import ILRS, Country, IlrsParticipationCitation, ProgrammeCitation
from payloads.models import (
    EXPECTED,
    Knowledge,
    Payload,
    PayloadCitation,
    PayloadStatus,
)
from records.dates import date_in_words
from records.fields import Vocabulary
from records.models import EventKind
from sources.models import Source


class Emptiness(Vocabulary):
    """Why a cell of the matrix is empty."""

    NONE_ANNOUNCED = (
        "none-announced",
        "Partners were announced, and this is not among them.",
        "none announced",
    )
    NOT_APPLICABLE = (
        "not-applicable",
        "No offer to partners is known for the mission.",
        "not applicable",
    )
    UNKNOWN = (
        "unknown",
        "The provider of a payload that flies on the mission is unknown.",
        "unknown",
    )
    NOT_THERE = (
        "every-partner-counted",
        "Every payload of the mission has a partner that is counted.",
        "none",
    )


def with_evidence_reach(missions):
    """Add ``evidence_through``: the date, in EDTF, of the latest source of a mission, its spacecraft and payloads."""
    # Twice outer: the citations are in a subquery of the subquery for the latest source.
    mission = OuterRef(OuterRef("pk"))
    latest = Source.objects.latest_of(
        MissionCitation.objects.filter(record=mission),
        SpacecraftCitation.objects.filter(record__mission=mission),
        PayloadCitation.objects.filter(record__mission=mission),
    )
    return missions.annotate(evidence_through=Subquery(latest.values("published")))


def evidence_reach(missions):
    """Return how far the evidence reaches: the name of each mission, last of the ILRS, with a date in words.

    The missions come from ``with_evidence_reach``.
    """
    reach = []
    for mission in missions:
        if mission.evidence_through:
            reach.append((mission.name, date_in_words(mission.evidence_through)))
    of_ilrs = Source.objects.latest_of(
        IlrsParticipationCitation.objects.filter(record__programme__slug=ILRS),
        ProgrammeCitation.objects.filter(record__slug=ILRS),
    )
    for source in of_ilrs:
        reach.append(("ILRS", source.published_words))
    return reach


@dataclass
class Cell:
    """The payloads of a partner on a mission; without any, ``emptiness`` says why."""

    payloads: list = field(default_factory=list)
    emptiness: Emptiness | None = None


@dataclass
class Row:
    """A partner with a cell for each mission, in the order of the missions.

    The partner is a country, a region or an international organisation that is counted in an announcement; ``None``
    stands for the payloads of which no partner is counted.
    """

    partner: Model | None
    cells: list[Cell]

    @property
    def name(self):
        if self.partner is None:
            return _("No partner counted in an announcement")
        return getattr(self.partner, "full_name", str(self.partner))

    @property
    def total(self):
        """How many payloads the partner takes part in."""
        return sum(len(cell.payloads) for cell in self.cells)


@dataclass
class Total:
    """The number of payloads on a mission, and of the countries and regions that take part in them.

    ``payloads`` have flown or are to fly, ``dropped`` did not fly.
    """

    payloads: int
    dropped: int
    countries: int

    @property
    def words(self):
        """ "3 payloads of 2 countries and regions; 1 more did not fly"."""
        payloads = ngettext("%(number)s payload", "%(number)s payloads", self.payloads)
        countries = ngettext(
            "%(number)s country or region",
            "%(number)s countries and regions",
            self.countries,
        )
        words = _("%(payloads)s of %(countries)s") % {
            "payloads": payloads % {"number": self.payloads},
            "countries": countries % {"number": self.countries},
        }
        if not self.dropped:
            return words
        return _("%(words)s; %(number)s more did not fly") % {
            "words": words,
            "number": self.dropped,
        }


class Coverage:
    """The matrix of countries and missions, of payloads that were read by ``payloads_for_coverage``."""

    def __init__(self, payloads):
        self.payloads = payloads
        offers = MissionEvent.objects.filter(
            record=OuterRef("pk"), kind__in=[EventKind.CALL, EventKind.SELECTION]
        )
        self.missions = list(
            Mission.objects.published().annotate(has_offers=Exists(offers))
        )

    @cached_property
    def rows(self):
        """A row for each partner that is counted in the announcement of a payload: countries and regions first.

        The last row has the payloads of which no partner is counted, so that every payload is in the matrix.
        """
        payloads_by_place = {}
        partners = set()
        for payload in self.payloads:
            for partner in payload.counted_partners or [None]:
                partners.add(partner)
                place = partner, payload.mission_id
                payloads_by_place.setdefault(place, []).append(payload)
        return [
            Row(partner, self._cells(partner, payloads_by_place))
            for partner in sorted(partners, key=_place_of_partner)
        ]

    def _cells(self, partner, payloads_by_place):
        cells = []
        for mission in self.missions:
            payloads = payloads_by_place.get((partner, mission.pk))
            if payloads:
                cells.append(Cell(payloads))
            elif partner is None:
                cells.append(Cell(emptiness=Emptiness.NOT_THERE))
            else:
                cells.append(Cell(emptiness=self.emptiness(mission)))
        return cells

    def emptiness(self, mission):
        """Return why a partner has no payload on a mission."""
        payloads = self._payloads_of(mission)
        # Who would have provided what did not fly says nothing of the others.
        flying = [payload for payload in payloads if not _is_dropped(payload)]
        if not all(payload.provisions.all() for payload in flying):
            return Emptiness.UNKNOWN
        if payloads or mission.has_offers:
            return Emptiness.NONE_ANNOUNCED
        return Emptiness.NOT_APPLICABLE

    def _payloads_of(self, mission):
        return [
            payload for payload in self.payloads if payload.mission_id == mission.pk
        ]

    @property
    def totals(self):
        """The total of each mission. A payload of several countries counts once."""
        totals = []
        for column, mission in enumerate(self.missions):
            payloads = self._payloads_of(mission)
            dropped = sum(_is_dropped(payload) for payload in payloads)
            countries = 0
            for row in self.rows:
                if isinstance(row.partner, Country) and row.cells[column].payloads:
                    countries += 1
            totals.append(Total(len(payloads) - dropped, dropped, countries))
        return totals

    @property
    def total(self):
        """The number of all payloads, as the list of payloads counts them."""
        return len(self.payloads)


def _is_dropped(payload):
    return payload.status == PayloadStatus.DID_NOT_FLY


def _place_of_partner(partner):
    """Return what partners are ordered by: countries and regions, then organisations, then none."""
    if partner is None:
        return 2, "", ""
    return not isinstance(partner, Country), partner.sort_key, partner.record_key


def payloads_for_coverage():
    """Return the payloads that both tables of the page count, with all that they read."""
    return list(Payload.objects.published().for_completeness())


def completeness(payloads):
    """Return how many payloads there are for each expected fact and each state of knowledge.

    A list of pairs: the fact, and the numbers in the order of ``Knowledge``.
    """
    # Every state has its number, zero too, so that the columns of the table line up.
    numbers = {fact: dict.fromkeys(Knowledge, 0) for fact in EXPECTED}
    for payload in payloads:
        for fact, knowledge in payload.completeness:
            numbers[fact][knowledge] += 1
    return [(fact, list(numbers[fact].values())) for fact in EXPECTED]
