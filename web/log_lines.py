"""How the log reads: a line for a refused request, a traceback for a failure of ours."""

import logging
from copy import copy

LONGEST_MESSAGE = 200


class OneLine(logging.Formatter):
    """Write a refusal (status 400 to 499) as one line without traceback: whoever asked made the mistake.

    Django's messages about requests hold the path and never the query. What somebody sent us is cut, in failures of
    ours (500) too.
    """

    def format(self, record):
        status = getattr(record, "status_code", None)
        if status is None:
            return super().format(record)
        # Other handlers get the same record, and want it whole.
        line = copy(record)
        line.msg = shortened(record.getMessage())
        line.args = None
        if status < 500:
            line.exc_info = line.exc_text = None
        return super().format(line)


def shortened(message):
    """Return a message in one line and not too long."""
    line = " ".join(message.split())
    if len(line) <= LONGEST_MESSAGE:
        return line
    return f"{line[: LONGEST_MESSAGE - 1]}…"
