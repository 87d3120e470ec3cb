"""Which country or region takes part in which mission, and how complete the records of payloads are."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from missions.models import Mission, MissionCitation, MissionEvent, SpacecraftCitation
from partners.models import ILRS, Country, IlrsParticipationCitation, ProgrammeCitation
from payloads.models import EXPECTED, Knowledge, Payload, PayloadCitation
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
        "The provider of a payload of the mission is unknown.",
        "unknown",
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
    """The payloads of a country or region on a mission; without any, ``emptiness`` says why."""

    payloads: list = field(default_factory=list)
    emptiness: Emptiness | None = None


@dataclass
class Row:
    """A country or region with a cell for each mission, in the order of the missions."""

    country: Country
    cells: list[Cell]

    @property
    def total(self):
        """How many payloads the country takes part in."""
        return sum(len(cell.payloads) for cell in self.cells)


@dataclass
class Total:
    """The number of payloads on a mission, and of the countries and regions that take part in them."""

    payloads: int
    countries: int

    @property
    def words(self):
        """ "3 payloads of 2 countries and regions"."""
        payloads = ngettext("%(number)s payload", "%(number)s payloads", self.payloads)
        countries = ngettext(
            "%(number)s country or region",
            "%(number)s countries and regions",
            self.countries,
        )
        return _("%(payloads)s of %(countries)s") % {
            "payloads": payloads % {"number": self.payloads},
            "countries": countries % {"number": self.countries},
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
        """A row for each country or region that is counted in the announcement of a payload."""
        payloads_by_place = {}
        countries = set()
        for payload in self.payloads:
            # An international organisation is counted too, and has no row.
            for partner in payload.counted_partners:
                if isinstance(partner, Country):
                    countries.add(partner)
                    payloads_by_place.setdefault(
                        (partner.pk, payload.mission_id), []
                    ).append(payload)

        rows = []
        for country in sorted(
            countries, key=lambda country: (country.sort_key, country.code)
        ):
            cells = []
            for mission in self.missions:
                payloads = payloads_by_place.get((country.pk, mission.pk))
                if payloads:
                    cells.append(Cell(payloads))
                else:
                    cells.append(Cell(emptiness=self.emptiness(mission)))
            rows.append(Row(country, cells))
        return rows

    def emptiness(self, mission):
        """Return why a country has no payload on a mission."""
        payloads = [
            payload for payload in self.payloads if payload.mission_id == mission.pk
        ]
        if not all(payload.provisions.all() for payload in payloads):
            return Emptiness.UNKNOWN
        if payloads or mission.has_offers:
            return Emptiness.NONE_ANNOUNCED
        return Emptiness.NOT_APPLICABLE

    @property
    def totals(self):
        """The total of each mission. A payload of several countries counts once."""
        totals = []
        for column, _mission in enumerate(self.missions):
            cells = [
                row.cells[column] for row in self.rows if row.cells[column].payloads
            ]
            payloads = set()
            for cell in cells:
                payloads.update(cell.payloads)
            totals.append(Total(len(payloads), len(cells)))
        return totals

    @property
    def total(self):
        return sum(total.payloads for total in self.totals)


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
