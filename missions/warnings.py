"""The warnings of missions in lists as CSV: what is reported of a mission stands beside everything on it."""

from operator import attrgetter

from web.csv_lists import SEPARATOR, ExtraColumn


class MissionWarningsMixin:
    """A resource whose CSV has a column for what is reported of the mission of each record.

    It precedes the viewset among the bases. ``mission_path`` names the relations from a record to its mission,
    ``warned_path`` those to what has the warnings where that is not the mission: a payload.
    """

    mission_path = ()
    warned_path = None
    csv_left_out = ("warnings",)  # they are the column "warning"

    def whole(self, records):
        return super().whole(
            records.prefetch_related("__".join([*self.mission_path, "events"]))
        )

    def csv_extra(self):
        meaning = "What is reported of the mission after the selection"
        return [
            ExtraColumn("warning", "", meaning, self.warnings_in_words),
            *super().csv_extra(),
        ]

    def warnings_in_words(self, record):
        """Return the warnings of the mission of a record in one cell."""
        path = self.mission_path if self.warned_path is None else self.warned_path
        warnings = attrgetter(".".join([*path, "warnings"]))(record)
        return SEPARATOR.join(
            f"{warning.date_words}: {warning.title}" for warning in warnings
        )
