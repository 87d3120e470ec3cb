"""The catalogue's one revision number, which the database itself moves with every change to the content."""

from django.db import models


class Revision(models.Model):
    """The one row that triggers on every table of content move (``catalog.revision``).

    A number alone cannot validate an answer: a database that was restored or built anew counts the same numbers again.
    """

    number = models.PositiveBigIntegerField(help_text="Greater after every change to the content; it may skip numbers.")
    moved_at = models.DateTimeField(help_text="When the content last changed, in UTC.")
    token = models.CharField(max_length=32, help_text="Random, and other after every change to what the pages show.")

    def __str__(self):
        return str(self.number)
