"""Which spacecraft carries which payload."""

import textwrap
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext as _

from web.drawing import Sign

# In pixels, but for the two widths in characters.
TOP = 20
LINE_HEIGHT = 18
HOST_WIDTH = 40
PAYLOAD_WIDTH = 38
AFTER_HOST_NAME = 6
AFTER_PAYLOAD = 4
BETWEEN_HOSTS = 12
# From the base line of a host's name, and of a payload's, to the start of the stem of the payload below.
STEM_BELOW_HOST = 6
STEM_ABOVE_PAYLOAD = 4

# By the list that a payload belongs to; one that awaits its flight is open.
PAYLOAD_SIGNS = {"Flown": Sign.FILLED, "Did not fly": Sign.STRUCK}


@dataclass
class Ride:
    """A line of the diagram: a spacecraft (depth 0) or a payload (depth 1), with its name wrapped into ``lines``.

    ``y`` is the base line of the name, ``stem_top`` where the stem from the host or the payload before begins.
    """

    record: Model | None
    depth: int
    y: int
    lines: list
    sign: str = ""
    stem_top: int = 0

    @property
    def middle(self):
        """Where the middle of the first line of the name is, for the sign beside it."""
        return self.y - 4


def riders(spacecraft, payloads):
    """Return the lines of the diagram and its height in pixels.

    Each spacecraft of a mission is followed by the payloads that it carries, and so are those of other missions that
    host one of the payloads. Payloads whose host no source names come last, under a line without a record.
    """
    rides = []
    y = TOP
    for host in all_hosts(spacecraft, payloads):
        host_ride = Ride(host, 0, y, textwrap.wrap(host_name(host), HOST_WIDTH))
        rides.append(host_ride)
        stem_top = y + STEM_BELOW_HOST
        y += LINE_HEIGHT * len(host_ride.lines) + AFTER_HOST_NAME
        for payload in payloads:
            if payload.host != host:
                continue
            sign = PAYLOAD_SIGNS.get(payload.group, Sign.OPEN)
            ride = Ride(
                payload,
                1,
                y,
                textwrap.wrap(payload.title, PAYLOAD_WIDTH),
                sign,
                stem_top,
            )
            rides.append(ride)
            stem_top = y - STEM_ABOVE_PAYLOAD
            y += LINE_HEIGHT * len(ride.lines) + AFTER_PAYLOAD
        y += BETWEEN_HOSTS
    return rides, y


def all_hosts(spacecraft, payloads):
    """Return the spacecraft of a mission, then others that host its payloads, then ``None`` if a host is unknown."""
    hosts = list(spacecraft)
    for payload in payloads:
        if payload.host and payload.host not in hosts:
            hosts.append(payload.host)
    if any(payload.host is None for payload in payloads):
        hosts.append(None)
    return hosts


def host_name(host):
    """Return the name of a spacecraft with its kind, unless the name says it: not "Chang'e-4 lander, lander"."""
    if host is None:
        return _("Host not stated in the sources read")
    kind = host.get_kind_display()
    if kind in str(host).casefold():
        return str(host)
    return _("%(spacecraft)s, %(kind)s") % {"spacecraft": host, "kind": kind}
