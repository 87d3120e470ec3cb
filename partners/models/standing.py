"""What the participation of a country, region or organisation in the ILRS comes to, in a sentence."""

from dataclasses import dataclass, field

from django.db.models import Subquery

from partners.models.ilrs_terms import Level, Relation, StandingKind
from partners.models.participation import IlrsParticipation, IlrsParticipationCitation
from records.dates import date_in_words
from sources.models import Source


@dataclass(frozen=True)
class Standing:
    """What a partner's participation in the ILRS comes to: its kind, and the sentence that readers see.

    ``through`` is the date in words of the latest source on participation, whoever it is about; ``""`` without one.
    """

    kind: StandingKind
    words: str
    through: str = field(default="", compare=False)


def evidence_through():
    """Return the latest source that any participation cites, or ``None``: how far the evidence reaches."""
    return Source.objects.latest_of(IlrsParticipationCitation.objects.all()).first()


def standings(partners):
    """Return the ``Standing`` of each country, region or organisation: its own, or its nation's as a region.

    Costs one query, however many partners.
    """
    latest = Source.objects.latest_of(IlrsParticipationCitation.objects.all())
    participations = list(
        IlrsParticipation.objects.published()
        .with_summary()
        .annotate(evidence_through=Subquery(latest.values("published")))
    )
    through = date_in_words(participations[0].evidence_through or "") if participations else ""
    own = {one.country or one.institution: one for one in participations if one.level != Level.INSTITUTION}
    return {partner: _standing(partner, own, through) for partner in partners}


def _standing(partner, own, through):
    if found := own.get(partner):
        return Standing(found.standing_kind, found.standing, through)
    nation = getattr(partner, "region_of", None)
    if nation and (found := own.get(nation)) and found.relation:
        initiator = found.relation == Relation.INITIATOR
        words = f"Region of {nation.name}, {'the initiator' if initiator else 'a participant'}; none of its own found"
        return Standing(StandingKind.REGION if initiator else StandingKind.NONE, words, through)
    until = f" through {through}" if through else ""
    return Standing(StandingKind.NONE, f"No participation found in sources{until}", through)
