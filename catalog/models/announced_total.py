"""Numbers that somebody announced, kept as claims beside what the catalogue counts."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst

from catalog.counting import compare
from catalog.measures import HostIncluded, Measure, Qualifier, TotalKind
from missions.models import Mission
from partners.models import Country, Institution, Programme
from records import dates
from records.fields import EdtfField, NameField, TermField, derived_day, one_of
from records.models import Citation, Publishable, RecordQuerySet
from records.registry import RecordType, register
from records.topics import Topic


class AnnouncedTotalQuerySet(RecordQuerySet):
    def for_list(self):
        return self.select_related(
            "mission__operator", "programme", "announcer"
        ).prefetch_related("excluded", "contents")

    def compared(self):
        """Return each total of one mission or programme beside what the catalogue counts, as ``Comparison``."""
        return compare(self.select_related("announcer").prefetch_related("contents"))


class AnnouncedTotal(Publishable):
    """A number that a source announced, with its scope, qualifier and date. Scope: a mission, or a programme."""

    name_field = "title"

    title = NameField(
        max_length=120, help_text="Chang'e-8: countries and regions, April 2025"
    )
    mission = models.ForeignKey(
        Mission,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="announced_totals",
    )
    programme = models.ForeignKey(
        Programme,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="announced_totals",
    )
    measure = TermField(max_length=32, choices=Measure)
    kind = TermField(max_length=12, choices=TotalKind)
    qualifier = TermField(max_length=12, choices=Qualifier, default=Qualifier.EXACTLY)
    low = models.PositiveIntegerField()
    high = models.PositiveIntegerField(
        null=True, blank=True, help_text="Equal to low for one number; empty if open."
    )
    host_included = TermField(
        max_length=12, choices=HostIncluded, default=HostIncluded.UNKNOWN
    )
    excluded = models.ManyToManyField(
        Country,
        blank=True,
        related_name="+",
        help_text="Countries that the announcer expressly leaves out.",
    )
    counts = models.TextField(help_text="What it counts, in words.")
    date = EdtfField(earliest_field="date_earliest", latest_field="date_latest")
    date_earliest = derived_day()
    date_latest = derived_day()
    announcer = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="announced_totals",
    )
    explanation = models.TextField(
        blank=True,
        default="",
        help_text="What is known of the difference from the catalogue's own count.",
    )

    objects = AnnouncedTotalQuerySet.as_manager()

    class Meta:
        ordering = [
            models.F("mission__sort_key").asc(nulls_last=True),
            models.F("date_earliest").asc(nulls_last=True),
            "slug",
        ]
        constraints = [
            *Publishable.Meta.constraints,
            one_of("measure", Measure),
            one_of("kind", TotalKind),
            one_of("qualifier", Qualifier),
            one_of("host_included", HostIncluded),
            models.CheckConstraint(
                name="catalog_announcedtotal_one_scope",
                condition=Q(mission=None) ^ Q(programme=None),
                violation_error_message="A total is about a mission or about a programme, one of the two.",
            ),
            models.CheckConstraint(
                name="catalog_announcedtotal_range_ordered",
                condition=Q(high=None) | Q(low__lte=models.F("high")),
                violation_error_message="The low number must not exceed the high number.",
            ),
        ]

    def get_absolute_url(self):
        return f"{reverse('totals')}#{self.slug}"

    @property
    def scope(self):
        return self.mission or self.programme

    @property
    def heading(self):
        """What is counted, with the kind of total where it is none of what there is: "Countries (target)"."""
        measure = capfirst(self.get_measure_display())
        if self.kind == TotalKind.COUNTED:
            return measure
        return f"{measure} ({self.get_kind_display()})"

    @property
    def announced(self):
        """The number as announced: "more than 50"."""
        number = str(self.low)
        if self.high not in (None, self.low):
            number = f"{self.low} to {self.high}"
        if self.qualifier == Qualifier.EXACTLY:
            return number
        return f"{self.get_qualifier_display()} {number}"

    @property
    def date_words(self):
        return dates.date_in_words(self.date)


class AnnouncedTotalCitation(Citation):
    record = models.ForeignKey(
        AnnouncedTotal, on_delete=models.CASCADE, related_name="citations"
    )


register(
    RecordType(
        AnnouncedTotal,
        plural="announced-totals",
        place=9,
        in_api=True,
        in_admin=True,
        citations=AnnouncedTotalCitation,
        is_one_statement=True,
        field_topics={"date": Topic.DATES},
        search_heading="Announced totals",
        linked_types=("AnnouncedTotal",),
        example_key="change-8-projects",
    )
)
