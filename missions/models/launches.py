"""The launches of a mission, which may be several."""

from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext as _


@dataclass
class Launch:
    """A launch of a mission: the spacecraft or the mission that states its date, and the date in words."""

    carrier: Model
    words: str

    @property
    def first_day(self):
        """The earliest day that the date leaves possible; the latest of a date that is open towards the past."""
        return self.carrier.launch_earliest or self.carrier.launch_latest


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
        launches.append(Launch(aboard[0], words))
    launches.sort(key=lambda launch: launch.first_day)
    return launches
