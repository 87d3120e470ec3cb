"""What changed in the public catalogue, record by record."""

from django.db import models
from django.urls import reverse

from records.fields import TermField, Vocabulary, one_of


class ChangeKind(Vocabulary, public_name="change-kind"):
    CREATION = "creation", "A record became public.", "new record"
    CORRECTION = (
        "correction",
        "What the catalogue says of a record is other than before.",
        "correction",
    )
    EVIDENCE = (
        "new-evidence",
        "A source was added or read anew; what it speaks for stayed as it was.",
        "new evidence",
    )
    EVENT = (
        "new-event",
        "Something happened, or was planned, and was added.",
        "new event",
    )
    WORDING = "wording", "The words are others, the meaning is the same.", "wording"
    RENAMING = (
        "renaming",
        "The record has another address, under which its earlier changes are found too.",
        "renamed",
    )
    DELETION = "deletion", "A record is no longer public.", "deletion"


class ChangeQuerySet(models.QuerySet):
    def latest_of_each_record(self):
        """The last change of each record: its form after it is what history knows of the record."""
        last = (
            Change.objects.values("record_type", "record_key")
            .annotate(last=models.Max("pk"))
            .values("last")
        )
        return self.filter(pk__in=last)


class Change(models.Model):
    """One change of one published record: its canonical form before and after, when, by whom and why.

    A record that is not published has no form here: publishing it is its creation, withdrawing it its deletion.
    """

    revision = models.PositiveBigIntegerField(
        db_index=True, help_text="The catalogue's revision with the change."
    )
    record_type = models.CharField(
        max_length=40, help_text="As citations name it: payload."
    )
    record_key = models.CharField(max_length=120)
    record_name = models.CharField(max_length=200)
    kind = TermField(max_length=12, choices=ChangeKind)
    before = models.JSONField(
        null=True, help_text="The canonical form before; null for a creation."
    )
    after = models.JSONField(
        null=True, help_text="The canonical form after; null for a deletion."
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(
        max_length=150, blank=True, default="", help_text="Shown to curators only."
    )
    why = models.CharField(max_length=300, blank=True, default="")
    about = models.TextField(
        help_text="Missions, countries and institutions that either form names."
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-revision", "-pk"]
        indexes = [
            models.Index(
                name="history_change_record", fields=["record_type", "record_key"]
            )
        ]
        constraints = [
            one_of("kind", ChangeKind),
            models.CheckConstraint(
                name="history_change_kind_fits_forms",
                condition=models.Q(kind=ChangeKind.CREATION, before=None)
                | models.Q(kind=ChangeKind.DELETION, after=None)
                | ~models.Q(kind__in=[ChangeKind.CREATION, ChangeKind.DELETION]),
                violation_error_message="A creation has no form before, a deletion none after.",
            ),
        ]

    def __str__(self):
        return f"{self.record_name}: {self.get_kind_display()}"

    def get_absolute_url(self):
        return f"{reverse('changes')}?record={self.record}"

    @property
    def record(self):
        """What addresses of the history know the record by: payload:change-4-lnd."""
        return f"{self.record_type}:{self.record_key}"
