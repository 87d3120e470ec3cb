"""What countries and institutions take part in or sign: the ILRS, the Artemis Accords; names and milestones."""

import functools

from django.db import models
from django.urls import reverse

from records.fields import NameField, TermField, Vocabulary, one_of
from records.models import (
    AlternativeName,
    Citation,
    Event,
    Publishable,
    only_one_target,
)
from records.registry import RecordType, RowKind, register
from records.topics import Topic

# The slug of the programme that has a page, a list and counts at addresses of its own; the one place that names it.
ILRS = "ilrs"
# The slug of the principles with which participation in the ILRS is compared.
ARTEMIS_ACCORDS = "artemis-accords"


class ProgrammeKind(Vocabulary, public_name="programme-kind"):
    PROJECT = (
        "project",
        "Its participants build or run something together; states, agencies and institutions take part.",
        "project",
    )
    PRINCIPLES = (
        "principles",
        "Principles of conduct that states sign; they are no programme that one works in.",
        "principles",
    )


@functools.cache
def page_of_programme(slug):
    """Return the path of the page of a programme, which a list of participations repeats for each of them."""
    if slug == ILRS:
        return reverse("partners:ilrs")
    return reverse("partners:programme-detail", args=[slug])


class Programme(Publishable):
    """What countries and institutions take part in or sign: the ILRS, a project; the Artemis Accords, principles."""

    name = NameField(max_length=120)
    acronym = NameField(max_length=20, blank=True, default="")
    kind = TermField(
        max_length=12,
        choices=ProgrammeKind,
        default=ProgrammeKind.PROJECT,
        help_text="Whether one works in it or signs it: project, principles.",
    )
    description = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["sort_key", "slug"]
        constraints = [
            *Publishable.Meta.constraints,
            one_of("kind", ProgrammeKind),
        ]

    def get_absolute_url(self):
        return page_of_programme(self.slug)

    @property
    def search_heading(self):
        return self.name

    @property
    def is_principles(self):
        """Whether it is signed rather than worked in."""
        return self.kind == ProgrammeKind.PRINCIPLES

    @property
    def fragment(self):
        """Its place on the page of a country."""
        # Links of the time when a signature was a field of the country lead there.
        if self.slug == ARTEMIS_ACCORDS:
            return "artemis"
        return self.slug

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
        page="partners:programme-detail",
        in_api=True,
        in_admin=True,
        rows=(
            RowKind("names", ProgrammeName, cited_as="name", can_differ=False),
            RowKind("events", ProgrammeEvent, cited_as="event", topic=Topic.DATES),
        ),
        citations=ProgrammeCitation,
        facts=("kind",),
        shown_fields=("description",),
        classified=("kind",),
        search_heading="Programmes",
        in_sitemap=True,
        can_be_cited=True,
        linked_types=("Programme",),
        shows=(
            "participations",
            "participations__country",
            "participations__country__region_of",
            "participations__country__ilrs_participations",
            "participations__country__ilrs_participations__citations__source",
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
