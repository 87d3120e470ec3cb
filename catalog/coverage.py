"""Which country or region takes part in which mission, and how complete the records of payloads are."""

from dataclasses import dataclass, field

from django.db.models import OuterRef, Subquery

from missions.models import Mission, MissionCitation, SpacecraftCitation
from partners.models import ILRS, Country, IlrsParticipationCitation, ProgrammeCitation
from payloads.models import EXPECTED, Knowledge, Payload, PayloadCitation
from records.dates import in_words
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
    NOT_APPLICABLE = "not-applicable", "No offer to partners is known for the mission.", "not applicable"
    UNKNOWN = "unknown", "The provider of a payload of the mission is unknown.", "unknown"


def with_evidence_reach(missions):
    """Add ``evidence_through``: the date, in EDTF, of the latest source of a mission, its spacecraft and payloads."""
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
    reach = [(mission.name, in_words(mission.evidence_through)) for mission in missions if mission.evidence_through]
    of_ilrs = Source.objects.latest_of(
        IlrsParticipationCitation.objects.filter(record__programme__slug=ILRS),
        ProgrammeCitation.objects.filter(record__slug=ILRS),
    )
    return [*reach, *(("ILRS", source.published_words) for source in of_ilrs)]


@dataclass
class Row:
    """A country or region with its payloads by mission, in the order of the missions."""

    country: Country
    cells: list = field(default_factory=list)

    @property
    def total(self):
        """How many payloads the country takes part in."""
        return len({payload for cell in self.cells if isinstance(cell, list) for payload in cell})


@dataclass
class Coverage:
    """The matrix: missions, rows, and the number of payloads and of countries for each mission."""

    missions: list
    rows: list
    totals: list

    @property
    def total(self):
        return sum(payloads for payloads, _ in self.totals)


def coverage():
    """Return the coverage matrix. A cell is the list of payloads, or an ``Emptiness``; a fixed number of queries."""
    missions = list(Mission.objects.published().prefetch_related("events"))
    carried, providers_known = {}, {}
    for payload in Payload.objects.published().with_partners():
        providers_known[payload.mission_id] = providers_known.get(payload.mission_id, True) and bool(
            payload.provisions.all()
        )
        for partner in payload.counted_partners:
            if isinstance(partner, Country):
                carried.setdefault(partner, {}).setdefault(payload.mission_id, []).append(payload)

    def empty(mission):
        offered = any(event.kind in (EventKind.CALL, EventKind.SELECTION) for event in mission.events.all())
        if mission.pk not in providers_known and not offered:
            return Emptiness.NOT_APPLICABLE
        return Emptiness.NONE_ANNOUNCED if providers_known.get(mission.pk, True) else Emptiness.UNKNOWN

    rows = [
        Row(country, [carried[country].get(mission.pk) or empty(mission) for mission in missions])
        for country in sorted(carried, key=lambda country: country.sort_key)
    ]
    totals = []
    for column, _ in enumerate(missions):
        cells = [row.cells[column] for row in rows if isinstance(row.cells[column], list)]
        totals.append((len({payload for cell in cells for payload in cell}), len(cells)))
    return Coverage(missions, rows, totals)


def completeness():
    """Return how many payloads there are for each expected fact and each state of knowledge.

    A list of pairs: the fact, and the numbers in the order of ``Knowledge``.
    """
    counts = {fact: dict.fromkeys(Knowledge, 0) for fact in EXPECTED}
    payloads = Payload.objects.published().with_facts().prefetch_related("gaps", "specifications", "citations")
    for payload in payloads:
        for fact, state in payload.completeness:
            counts[fact][state] += 1
    return [(fact, list(numbers.values())) for fact, numbers in counts.items()]
