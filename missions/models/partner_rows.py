"""The partners of a mission and their standing with the ILRS."""

from dataclasses import dataclass

from partners.models import Country, Institution, Standing, StandingKind, standings

INSTITUTIONS = "payloads__provisions__institution"
COUNTRIES = f"{INSTITUTIONS}__country"
# The relations of a mission to what its page shows of the partners: who they are, how they stand, by which sources.
SHOWN_OF_PARTNERS = (
    INSTITUTIONS,
    COUNTRIES,
    f"{COUNTRIES}__region_of",
    f"{COUNTRIES}__ilrs_participations",
    f"{COUNTRIES}__ilrs_participations__citations__source",
    f"{COUNTRIES}__region_of__ilrs_participations",
    f"{COUNTRIES}__institutions__ilrs_participations",
    f"{COUNTRIES}__institutions__ilrs_participations__institution",
    f"{INSTITUTIONS}__ilrs_participations",
    f"{INSTITUTIONS}__ilrs_participations__citations__source",
    f"{INSTITUTIONS}__ilrs_participations__through",
)


@dataclass
class PartnerRow:
    """A partner counted in the mission's announcement: what it provides, and its standing with the ILRS."""

    partner: Country | Institution
    payloads: list
    standing: Standing


def partner_rows(payloads):
    """Return a ``PartnerRow`` for each country, region or organisation that payloads count for, in order of name."""
    payloads_by_partner = {}
    for payload in payloads:
        for partner in payload.counted_partners:
            payloads_by_partner.setdefault(partner, []).append(payload)

    standings_by_partner = standings(payloads_by_partner)
    rows = []
    for partner in sorted(payloads_by_partner, key=lambda partner: partner.sort_key):
        rows.append(
            PartnerRow(
                partner, payloads_by_partner[partner], standings_by_partner[partner]
            )
        )
    return rows


def tally(rows):
    """Return how many countries and regions among ``rows`` have each kind of standing, the firmest first.

    Pairs of a ``StandingKind`` and a number; kinds without any are left out, international organisations too.
    """
    kinds = [row.standing.kind for row in rows if isinstance(row.partner, Country)]
    return [(kind, kinds.count(kind)) for kind in StandingKind if kind in kinds]
