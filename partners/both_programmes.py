"""Who takes part in the ILRS and has signed the Artemis Accords."""

from dataclasses import dataclass

from partners.models import (
    SIGNED_RELATIONS,
    Country,
    Group,
    IlrsParticipation,
    Level,
)
from records import dates


@dataclass(frozen=True)
class InBoth:
    """A country or region that sources name as a participant of the ILRS itself, and that signed the Artemis Accords.

    Both participations are summed up as of one day, or for today.
    """

    in_ilrs: IlrsParticipation
    in_accords: IlrsParticipation

    @property
    def country(self) -> Country:
        return self.in_ilrs.country

    @property
    def has_signed_both(self):
        return has_signed(self.in_ilrs)

    @property
    def signed_accords_words(self):
        """When it signed the Accords, in words; ``""`` where that is not dated."""
        return dates.date_in_words(self.in_accords.summary.first_signed)


def has_signed(participation):
    """Return whether a participant signed, or had surely signed by the day of its summary if that has one."""
    summary = participation.summary
    if summary.day:
        return summary.group == Group.SIGNED
    return summary.relation in SIGNED_RELATIONS


def in_both(of_ilrs, of_accords):
    """Return an ``InBoth`` for each country of both, by participations in each; the earliest of the Accords first.

    With a day, only of those that are known in the ILRS and had surely signed the Accords by then.
    """
    signatories = {}
    for participation in of_accords:
        if participation.level == Level.NATIONAL and has_signed(participation):
            signatories[participation.country_id] = participation
    countries = []
    for participation in of_ilrs:
        if participation.level != Level.NATIONAL:
            continue
        if participation.country_id in signatories:
            in_accords = signatories[participation.country_id]
            countries.append(InBoth(participation, in_accords))
    return sorted(countries, key=_place_of_signature)


def _place_of_signature(country):
    # A signature that is known only to have been given by a day has no earliest day, one without a date neither.
    summary = country.in_accords.summary
    day = summary.possibly_from or summary.signed_from
    return day is None, day, country.in_ilrs.slug
