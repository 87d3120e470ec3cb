"""The status of missions and spacecraft."""

from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext as _

from records import dates
from records.fields import Vocabulary


class MissionStatus(Vocabulary, public_name="mission-status"):
    PLANNED = "planned", "It has not flown; a launch is planned.", "planned"
    STOOD_DOWN = (
        "stood-down",
        "It was withdrawn from a launch attempt; no new date is official.",
        "stood down",
    )
    IN_FLIGHT = "in-flight", "Launched, on its way.", "in flight"
    LANDED = (
        "landed",
        "It reached the Moon's surface; what came after is not implied.",
        "landed",
    )
    OPERATING = "operating", "It worked on the status date.", "operating"
    ENDED = "ended", "It is over.", "ended"


class LaunchStatus(Vocabulary, public_name="launch-status"):
    PLANNED = "planned", "It has not flown; a launch is planned.", "planned"
    OVERTAKEN = (
        "overtaken",
        "The launch that was planned did not take place, and no new date is official.",
        "overtaken",
    )
    DONE = "done", "It was launched.", "done"
    NONE = "none", "No launch is known, done or planned, or it did not fly.", "none"


def launch_status(path=""):
    """Return an expression for the launch status of a mission, which ``path``, like "mission__", leads to."""
    stood_down = {f"{path}status": MissionStatus.STOOD_DOWN}
    has_flown = ~Q(**{f"{path}status": MissionStatus.PLANNED})
    return Case(
        When(**stood_down, then=Value(LaunchStatus.OVERTAKEN)),
        When(has_flown, then=Value(LaunchStatus.DONE)),
        When(**{f"{path}launch__gt": ""}, then=Value(LaunchStatus.PLANNED)),
        default=Value(LaunchStatus.NONE),
    )


# What lasts was so as of a day; what does not happened on it.
LASTING = (MissionStatus.PLANNED, MissionStatus.IN_FLIGHT, MissionStatus.OPERATING)


def status_in_words(record):
    """Return the status of a mission or spacecraft with its date: "planned as of May 2026", "landed, 2019"."""
    status = record.get_status_display()
    date = record.status_date_words
    if not date:
        return status
    sentence = _("%(status)s, %(date)s")
    if record.status in LASTING:
        sentence = _("%(status)s as of %(date)s")
        # Such a date says itself how it is meant: "operating by 2022".
        if dates.is_open_interval(record.status_date):
            sentence = _("%(status)s %(date)s")
    return sentence % {"status": status, "date": date}
