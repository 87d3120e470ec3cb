"""Undertakings that countries and institutions take part in: the ILRS itself, its names and its milestones."""

from django.db import models
from django.urls import reverse

from records.models import AlternativeName, Citation, Event, Publishable, only_one_target
from records.registry import RecordType, RowKind, register
from records.topics import Topic


class Programme(Publishable):
    """A lasting undertaking that countries and institutions take part in: the ILRS."""

    name = models.CharField(max_length=120)
    acronym = models.CharField(max_length=20, blank=True, default="")
    description = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["sort_key", "slug"]
        constraints = [*Publishable.Meta.constraints]

    def get_absolute_url(self):
        return reverse("partners:ilrs")

    def searchable(self):
        return [*super().searchable(), self.acronym]


class ProgrammeName(AlternativeName):
    record = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="names")


class ProgrammeEvent(Event):
    record = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="events")


class ProgrammeCitation(Citation):
    record = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="citations")
    name = models.ForeignKey(ProgrammeName, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")
    event = models.ForeignKey(ProgrammeEvent, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [*Citation.Meta.constraints, only_one_target("name", "event")]


register(
    RecordType(
        Programme,
        plural="programmes",
        place=6,
        rows=(
            RowKind("names", ProgrammeName, cited_as="name", can_differ=False),
            RowKind("events", ProgrammeEvent, cited_as="event", topic=Topic.DATES),
        ),
        citations=ProgrammeCitation,
        search_heading="International Lunar Research Station",
        in_api=False,
        can_be_cited=True,
        example_key="ilrs",
    )
)
