"""A record type that only the tests know, declared in this one place as docs/adding.md says."""

from django.db import models

from partners.models import Country, Institution
from records import dates
from records.fields import EdtfField, TermField, Vocabulary, derived_day, one_of
from records.models import (
    AlternativeName,
    Citation,
    Publishable,
    Quantity,
    RecordQuerySet,
    Row,
    only_one_target,
)
from records.registry import RecordType, RowKind, register
from records.topics import Topic


class ObservatoryKind(Vocabulary, public_name="observatory-kind"):
    OPTICAL = "optical", "It observes visible light.", "optical observatory"
    RADIO = "radio", "It observes radio waves.", "radio observatory"


class Observatory(Publishable):
    """A place from which the Moon is observed."""

    name = models.CharField(max_length=80)
    kind = TermField(max_length=12, choices=ObservatoryKind)
    opened = EdtfField(earliest_field="opened_earliest", latest_field="opened_latest")
    opened_earliest = derived_day()
    opened_latest = derived_day()
    operator = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="observatories",
    )
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="observatories",
    )
    latitude_deg = models.DecimalField(
        max_digits=9, decimal_places=6, null=True, blank=True
    )
    elevation_m = models.IntegerField(null=True, blank=True)
    is_open = models.BooleanField(default=False)
    summary = models.TextField(blank=True, default="")

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "slug"]
        verbose_name_plural = "observatories"
        constraints = [*Publishable.Meta.constraints, one_of("kind", ObservatoryKind)]

    @property
    def opened_words(self):
        return dates.date_in_words(self.opened)


class ObservatoryName(AlternativeName):
    record = models.ForeignKey(
        Observatory, on_delete=models.CASCADE, related_name="names"
    )


class Aperture(Quantity):
    """The width of a telescope."""

    record = models.ForeignKey(
        Observatory, on_delete=models.CASCADE, related_name="apertures"
    )


class Dome(Row):
    """A dome, for which no source speaks."""

    record = models.ForeignKey(
        Observatory, on_delete=models.CASCADE, related_name="domes"
    )
    title = models.CharField(max_length=80)
    built = EdtfField(earliest_field="built_earliest", latest_field="built_latest")
    built_earliest = derived_day()
    built_latest = derived_day()
    width_m = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    maker = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    fields_in_name = ("title",)

    def __str__(self):
        return self.title

    @property
    def built_words(self):
        return dates.date_in_words(self.built)

    def default_key(self):
        return self.title


class ObservatoryCitation(Citation):
    record = models.ForeignKey(
        Observatory, on_delete=models.CASCADE, related_name="citations"
    )
    name = models.ForeignKey(
        ObservatoryName,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    aperture = models.ForeignKey(
        Aperture,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )

    class Meta(Citation.Meta):
        constraints = [*Citation.Meta.constraints, only_one_target("name", "aperture")]


register(
    RecordType(
        Observatory,
        plural="observatories",
        # After those of the catalogue, however many there are.
        place=1000,
        rows=(
            RowKind("names", ObservatoryName, cited_as="name", can_differ=False),
            RowKind("apertures", Aperture, cited_as="aperture", topic=Topic.FIGURES),
            RowKind("domes", Dome),
        ),
        citations=ObservatoryCitation,
        field_topics={"opened": Topic.DATES},
        page="records:observatory",
        classified=("kind",),
        identified_by=("country",),
        facts=(
            "kind",
            "opened",
            "operator",
            "country",
            "latitude_deg",
            "elevation_m",
            "is_open",
            "summary",
        ),
        filters=("kind", "opened", "operator", "country"),
        in_api=True,
        in_admin=True,
        one_file_each=True,
        search_heading="Observatories",
        in_sitemap=True,
        can_be_cited=True,
        linked_types=("schema:Place",),
        finds_changes=True,
        example_key="yerkes",
    )
)
