"""How many participants a programme had, day by day."""

from collections import Counter

from partners.models.participation import IlrsParticipation
from partners.models.participation_terms import Group, Level
from partners.models.programme import ILRS
from records.reading import read_whole


def counts_by_day(programme_slug=ILRS):
    """Return how many participants there were on every day on which a number changes, for each level.

    A list of mappings with the keys ``day``, ``level`` and the values of ``Group``; the numbers are cumulative. Costs
    one query.
    """
    [participations] = read_whole(
        IlrsParticipation.objects.published().of_programme(programme_slug)
    )
    counts = []
    for day in days_of_change(participations):
        numbers = Counter()
        for participation in participations:
            group = participation.summary.group_on(day)
            numbers[participation.level, group] += 1
        for level in Level.values:
            of_level = {group: numbers[level, group] for group in Group.values}
            counts.append({"day": day, "level": level, **of_level})
    return counts


def days_of_change(participations):
    """Return the days on which one of the participations comes into another group, the earliest first."""
    days = set()
    for participation in participations:
        days |= participation.summary.days_of_change
    return sorted(days)
