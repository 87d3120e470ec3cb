"""What the loader remembers: the state of each record in the files when it was last loaded."""

from django.db import models


class LoadedRecord(models.Model):
    """A record's canonical form at its last load, in the file and in the database, as digests.

    They tell an edit in a file from one in the admin.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    file_digest = models.CharField(max_length=64)
    database_digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["kind", "key"]
        constraints = [
            models.UniqueConstraint(
                name="exchange_loadedrecord_once", fields=["kind", "key"]
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"
