"""What the participation of a country, region or organisation in the ILRS comes to, in a sentence."""

from dataclasses import dataclass

from partners.models.ilrs_terms import Level, Relation, StandingKind
from partners.models.participation import IlrsParticipation, IlrsParticipationCitation
from sources.models import Source


@dataclass(frozen=True)
class Standing:
    """What a partner's participation in the ILRS comes to: its kind, and the sentence that readers see."""

    kind: StandingKind
    words: str


def evidence_through():
    """Return the latest source that any participation cites, or ``None``: how far the evidence reaches."""
    return Source.objects.latest_of(IlrsParticipationCitation.objects.all()).first()


def standings(partners, through=None):
    """Return the ``Standing`` of each country, region or organisation: its own, or its nation's as a region.

    ``through`` is ``evidence_through()`` where the caller has it. Costs two queries, however many partners.
    """
    participations = IlrsParticipation.objects.published().with_standing().with_parties()
    participations = participations.exclude(level=Level.INSTITUTION)
    own = {participation.country or participation.institution: participation for participation in participations}
    through = through or evidence_through()
    return {partner: _standing(partner, own, through) for partner in partners}


def _standing(partner, own, through):
    if found := own.get(partner):
        return Standing(found.standing_kind, found.standing)
    nation = getattr(partner, "region_of", None)
    if nation and (found := own.get(nation)) and found.relation:
        initiator = found.relation == Relation.INITIATOR
        words = f"Region of {nation.name}, {'the initiator' if initiator else 'a participant'}; none of its own found"
        return Standing(StandingKind.REGION if initiator else StandingKind.NONE, words)
    until = f" through {through.published_words}" if through else ""
    return Standing(StandingKind.NONE, f"No participation found in sources{until}")
