"""Undertakings that countries and institutions take part in: the ILRS itself, its names and its milestones."""

import functools

from django.db import models
from django.urls import reverse

from records.fields import NameField
from records.models import (
    AlternativeName,
    Citation,
    Event,
    Publishable,
    only_one_target,
)
from records.registry import RecordType, RowKind, register
from records.topics import Topic

# The slug of the programme that has pages, lists and counts of its own; the one place that names it.
ILRS = "ilrs"


@functools.cache
def page_of_ilrs():
    """Return the path of the page, which a list of participations repeats for each of them."""
    return reverse("partners:ilrs")


class Programme(Publishable):
    """A lasting undertaking that countries and institutions take part in: the ILRS."""

    name = NameField(max_length=120)
    acronym = NameField(max_length=20, blank=True, default="")
    description = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["sort_key", "slug"]
        constraints = [*Publishable.Meta.constraints]

    def get_absolute_url(self):
        if self.has_page:
            return page_of_ilrs()
        # A programme without a page of its own is shown where its totals are.
        return f"{reverse('totals')}#{self.slug}"

    @property
    def search_heading(self):
        return self.name

    @property
    def has_page(self):
        return self.slug == ILRS

    @property
    def short_name(self):
        return self.acronym or self.name

    def searchable(self):
        return [*super().searchable(), self.acronym]


class ProgrammeName(AlternativeName):
    record = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="names"
    )


class ProgrammeEvent(Event):
    record = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="events"
    )


class ProgrammeCitation(Citation):
    record = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="citations"
    )
    name = models.ForeignKey(
        ProgrammeName,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    event = models.ForeignKey(
        ProgrammeEvent,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )

    class Meta(Citation.Meta):
        constraints = [*Citation.Meta.constraints, only_one_target("name", "event")]


register(
    RecordType(
        Programme,
        plural="programmes",
        place=6,
        in_admin=True,
        rows=(
            RowKind("names", ProgrammeName, cited_as="name", can_differ=False),
            RowKind("events", ProgrammeEvent, cited_as="event", topic=Topic.DATES),
        ),
        citations=ProgrammeCitation,
        shown_fields=("description",),
        search_heading="Programmes",
        can_be_cited=True,
        shows=(
            "participations",
            "participations__country",
            "participations__country__region_of",
            "participations__institution",
            "participations__institution__country",
            "participations__through",
            "participations__citations__source",
            "participations__steps__signed_by",
            "participations__steps__signed_with",
            "announced_totals",
            "announced_totals__announcer",
            "announced_totals__excluded",
            "announced_totals__citations__source",
        ),
        example_key="ilrs",
    )
)
