"""What the loader and the export remember: the state of each record in the files and in the database."""

from django.db import models

from records import canonical


class LoadedRecord(models.Model):
    """A record as the files and the database had it when it was last loaded, or exported to where it is loaded from.

    The digests of the canonical forms tell an edit in a file from one in the admin. ``form`` is the one on which both
    agreed, from which the two go apart; it is empty where they never did. ``exported_digest`` is of what was last
    exported, to whichever folder.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    file_digest = models.CharField(max_length=64)
    database_digest = models.CharField(max_length=64)
    exported_digest = models.CharField(max_length=64, blank=True, default="")
    form = models.JSONField(default=dict)

    class Meta:
        ordering = ["kind", "key"]
        constraints = [
            models.UniqueConstraint(
                name="exchange_loadedrecord_once", fields=["kind", "key"]
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"

    def is_same(self, other):
        """Return whether both say the same of a record."""
        names = ("file_digest", "database_digest", "form")
        return all(getattr(self, name) == getattr(other, name) for name in names)

    def is_of_file(self, form):
        """Return whether a form in a file is what was last loaded from it or exported to it."""
        return canonical.digest(form) in (self.file_digest, self.exported_digest)
