"""The catalogue's one revision number, and of which revision each record is; the database itself moves both."""

from django.db import models


class Revision(models.Model):
    """The one row that triggers on every table of content move (``history.triggers``).

    A number alone cannot validate an answer: a database that was restored or built anew counts the same numbers again.
    """

    number = models.PositiveBigIntegerField(
        help_text="Greater after every change to the content; it may skip numbers."
    )
    moved_at = models.DateTimeField(help_text="When the content last changed, in UTC.")
    token = models.CharField(
        max_length=32,
        help_text="Random, and other after every change to what the pages show.",
    )

    def __str__(self):
        return str(self.number)


class RecordRevision(models.Model):
    """The revision with which a record last changed: the record itself, one of its rows or one of its citations.

    A record that was deleted keeps its row, with the revision of its deletion.
    """

    record_type = models.CharField(
        max_length=40, help_text="As citations name it: payload."
    )
    record_id = models.BigIntegerField(help_text="The primary key of the record.")
    number = models.PositiveBigIntegerField(
        help_text="The catalogue's revision with the change."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="history_recordrevision_once", fields=["record_type", "record_id"]
            ),
        ]

    def __str__(self):
        return f"{self.record_type} {self.record_id}: {self.number}"
