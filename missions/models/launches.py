"""The launches of a mission, which may be several."""

import datetime
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext as _


@dataclass
class Launch:
    """A launch of a mission: the spacecraft or the mission that flies, the date in words and its possible days."""

    carrier: Model
    words: str
    earliest: datetime.date | None
    latest: datetime.date | None

    @property
    def first_day(self):
        """The earliest day that the date leaves possible; the latest of a date that is open towards the past."""
        return self.earliest or self.latest


def launch_of(carrier, words):
    """Return the ``Launch`` whose date a mission or spacecraft states."""
    return Launch(carrier, words, carrier.launch_earliest, carrier.launch_latest)


def launches_of_spacecraft(spacecraft):
    """Return a ``Launch`` for each date of launch that the spacecraft of a mission have, the earliest first."""
    spacecraft_by_date = {}
    for craft in spacecraft:
        if craft.launch:
            spacecraft_by_date.setdefault(craft.launch, []).append(craft)

    launches = []
    for aboard in spacecraft_by_date.values():
        words = aboard[0].launch_words
        # Of a single launch it need not be said what flew.
        if len(spacecraft_by_date) > 1:
            names = ", ".join(str(craft) for craft in aboard)
            words = _("%(date)s (%(spacecraft)s)") % {
                "date": words,
                "spacecraft": names,
            }
        launches.append(launch_of(aboard[0], words))
    launches.sort(key=lambda launch: launch.first_day)
    return launches
