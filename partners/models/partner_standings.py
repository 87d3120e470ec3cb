"""What the participation of a country, region or organisation in a programme comes to, in a sentence."""

from dataclasses import dataclass, field

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partners.models.country import Country
from partners.models.institution import Institution
from partners.models.participation import IlrsParticipation, IlrsParticipationCitation
from partners.models.participation_terms import Level, Relation, StandingKind
from partners.models.programme import ARTEMIS_ACCORDS, ILRS, Programme
from records.reading import read_whole
from sources.models import Source

# Of those who signed, whether or not they began the programme.
SIGNED_RELATIONS = (Relation.INITIATOR, Relation.SIGNATORY)


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
    """Return the latest source that any participation in a programme cites, or ``None``.

    Its ``artemis_through`` is the date, in EDTF, of the latest source on signatures of the Artemis Accords, read by the
    same query.
    """
    on_artemis = latest_sources(ARTEMIS_ACCORDS).values("published")
    sources = latest_sources(programme_slug).annotate(
        artemis_through=Subquery(on_artemis)
    )
    return sources.first()


def other_programmes():
    """Return the published programmes besides the ILRS, each with the date of the latest source on it as ``through``.

    The date is in EDTF, ``None`` where no source is dated.
    """
    # Twice outer: the citations are in a subquery of the subquery for the latest source.
    citations = IlrsParticipationCitation.objects.filter(
        record__programme=OuterRef(OuterRef("pk"))
    )
    latest = Source.objects.latest_of(citations).values("published")
    programmes = Programme.objects.published().exclude(slug=ILRS)
    return programmes.annotate(through=Subquery(latest))


def standing_without_signature(through):
    """Return the standing of a country that has not signed principles, by the sources read.

    ``through`` is the date in words of the latest of them. They name some of the signatories, so that the sentence is
    not the last word.
    """
    words = _("No signature found in sources; they name some of the signatories only")
    if through:
        sentence = _(
            "No signature found in sources through %(date)s; they name some of the signatories only"
        )
        words = sentence % {"date": through}
    return Standing(StandingKind.NONE, words, through)


def standings(partners, programme_slug=ILRS):
    """Return the ``Standing`` of each country, region or organisation in a programme, by partner.

    It is that of its own participation, or that of its nation for a region without one. Where there is neither, the
    sentence names the institutions of the country that take part. Costs one query.
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
    of_institutions = {}
    for participation in participations:
        if participation.level == Level.INSTITUTION:
            country_pk = participation.country_of_party_id
            of_institutions.setdefault(country_pk, []).append(participation)
        else:
            by_party[participation.party] = participation
    standings_by_partner = {}
    for partner in partners:
        members = []
        if isinstance(partner, Country):
            members = of_institutions.get(partner.pk, [])
        standings_by_partner[partner] = _standing(partner, by_party, members, through)
    return standings_by_partner


def _participations_of(partners, programme_slug):
    """Return the participations of the partners, of the nations of regions, and of institutions of the countries."""
    countries = set()
    nations = set()
    organisations = set()
    for partner in partners:
        if isinstance(partner, Country):
            countries.add(partner.pk)
            nations.add(partner.region_of_id)
        elif isinstance(partner, Institution):
            organisations.add(partner.pk)
    nations.discard(None)
    of_countries = Q(level=Level.NATIONAL, country__in=countries | nations)
    of_organisations = Q(level=Level.ORGANISATION, institution__in=organisations)
    # A subquery, because a join would compare the level of every participation with all institutions.
    institutions = Institution.objects.filter(country__in=countries)
    of_institutions = Q(level=Level.INSTITUTION) & (
        Q(country__in=countries) | Q(institution__in=institutions.values("pk"))
    )
    participations = IlrsParticipation.objects.published().of_programme(programme_slug)
    return participations.filter(of_countries | of_organisations | of_institutions)


def _standing(partner, by_party, members, through):
    """Return the standing of a partner; ``members`` are the participations of institutions of a country."""
    own = by_party.get(partner)
    if own:
        words = own.summary.standing
        # It says that no signature was found, which is true of the country alone.
        if own.summary.relation not in SIGNED_RELATIONS:
            words = _with_signatories(words, _who_signed(members))
        return Standing(own.summary.standing_kind, words, through)
    # Countries alone are regions of another.
    nation = partner.region_of if isinstance(partner, Country) else None
    if nation in by_party and by_party[nation].summary.relation:
        standing = _standing_of_region(by_party[nation], through)
    else:
        standing = standing_without_own(members, through)
    words = _with_members(standing.words, members)
    return Standing(standing.kind, words, through)


def standing_without_own(members, through):
    """Return the standing of a partner that no participation was found of, its own at least."""
    values = {"date": through}
    has_members = bool(_who_take_part(members))
    if has_members and through:
        words = _("No participation of its own found in sources through %(date)s")
    elif has_members:
        words = _("No participation of its own found in sources")
    elif through:
        words = _("No participation found in sources through %(date)s")
    else:
        words = _("No participation found in sources")
    return Standing(StandingKind.NONE, words % values, through)


def _who_take_part(members):
    """Return those of the participations that any step makes one."""
    return [member for member in members if member.summary.relation]


def _with_members(standing, members):
    """Return what is said of a country with the institutions of it that signed, else with those named."""
    participants = _who_take_part(members)
    signatories = _who_signed(members)
    if signatories or not participants:
        return _with_signatories(standing, signatories)
    sentence = ngettext(
        "%(standing)s; its institution is named, without a signature: %(names)s",
        "%(standing)s; its institutions are named, without a signature: %(names)s",
        len(participants),
    )
    return sentence % {"standing": standing, "names": _names(participants)}


def _who_signed(members):
    return [member for member in members if member.summary.relation in SIGNED_RELATIONS]


def _with_signatories(standing, signatories):
    """Return what is said of a country with the institutions of it that signed, if any did."""
    if not signatories:
        return standing
    sentence = ngettext(
        "%(standing)s; its institution signed: %(names)s",
        "%(standing)s; its institutions signed: %(names)s",
        len(signatories),
    )
    return sentence % {"standing": standing, "names": _names(signatories)}


def _names(participations):
    return ", ".join(str(participation) for participation in participations)


def _standing_of_region(of_nation, through):
    """Return the standing of a region that has no participation of its own, by that of its nation."""
    nation = {"nation": of_nation.country.name}
    if of_nation.summary.relation == Relation.INITIATOR:
        words = _("Region of %(nation)s, the initiator; none of its own found") % nation
        return Standing(StandingKind.REGION, words, through)
    words = _("Region of %(nation)s, a participant; none of its own found") % nation
    return Standing(StandingKind.NONE, words, through)
