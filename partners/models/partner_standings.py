"""What the participation of a country, region or organisation in a programme comes to, in a sentence."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from partners.models.country import Country
from partners.models.institution import Institution
from partners.models.participation import IlrsParticipation, IlrsParticipationCitation
from partners.models.participation_terms import Level, Relation, StandingKind
from partners.models.programme import ILRS
from records.reading import read_whole
from sources.models import Source


@dataclass(frozen=True)
class Standing:
    """What a partner's participation in a programme comes to: its kind, and the sentence that readers see.

    ``through`` is the date in words of the latest source on participation, whoever it is about; ``""`` without one.
    """

    kind: StandingKind
    words: str
    through: str = field(default="", compare=False)


def latest_sources(programme_slug=ILRS):
    """Return a queryset of the latest source that any participation in a programme cites: at most one."""
    citations = IlrsParticipationCitation.objects.filter(
        record__programme__slug=programme_slug
    )
    return Source.objects.latest_of(citations)


def evidence_through(programme_slug=ILRS):
    """Return the latest source that any participation in a programme cites, or ``None``."""
    return latest_sources(programme_slug).first()


def standings(partners, programme_slug=ILRS):
    """Return the ``Standing`` of each country, region or organisation in a programme, by partner.

    It is that of its own participation, or that of its nation for a region without one. Costs one query.
    """
    if not partners:
        return {}
    participations, sources = read_whole(
        _participations_of(partners, programme_slug),
        # Within IN, because what is read as a whole is read in no order and so cannot be cut off.
        Source.objects.filter(pk__in=latest_sources(programme_slug).values("pk")),
    )
    through = sources[0].published_words if sources else ""
    by_party = {}
    for participation in participations:
        by_party[participation.country or participation.institution] = participation
    return {partner: _standing(partner, by_party, through) for partner in partners}


def _participations_of(partners, programme_slug):
    """Return the participations of the partners themselves, and of the nations of regions."""
    countries = set()
    organisations = set()
    for partner in partners:
        if isinstance(partner, Country):
            countries.update((partner.pk, partner.region_of_id))
        elif isinstance(partner, Institution):
            organisations.add(partner.pk)
    countries.discard(None)
    of_countries = Q(level=Level.NATIONAL, country__in=countries)
    of_organisations = Q(level=Level.ORGANISATION, institution__in=organisations)
    participations = IlrsParticipation.objects.published().of_programme(programme_slug)
    return participations.filter(of_countries | of_organisations)


def _standing(partner, by_party, through):
    own = by_party.get(partner)
    if own:
        return Standing(own.summary.standing_kind, own.summary.standing, through)
    # Countries alone are regions of another.
    nation = partner.region_of if isinstance(partner, Country) else None
    if nation in by_party and by_party[nation].summary.relation:
        return _standing_of_region(by_party[nation], through)
    if not through:
        return Standing(StandingKind.NONE, _("No participation found in sources"))
    words = _("No participation found in sources through %(date)s") % {"date": through}
    return Standing(StandingKind.NONE, words, through)


def _standing_of_region(of_nation, through):
    """Return the standing of a region that has no participation of its own, by that of its nation."""
    nation = {"nation": of_nation.country.name}
    if of_nation.summary.relation == Relation.INITIATOR:
        words = _("Region of %(nation)s, the initiator; none of its own found") % nation
        return Standing(StandingKind.REGION, words, through)
    words = _("Region of %(nation)s, a participant; none of its own found") % nation
    return Standing(StandingKind.NONE, words, through)
