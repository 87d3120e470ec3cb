"""Vehicles of a mission that can carry payloads."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from missions.models.mission import Mission
from missions.models.status import MissionStatus, status_in_words
from partners.models import Institution
from records import dates
from records.fields import (
    EdtfField,
    NameField,
    TermField,
    Vocabulary,
    derived_day,
    one_of,
)
from records.models import (
    AlternativeName,
    Citation,
    Identifier,
    IdentifierScheme,
    Publishable,
    Quantity,
    RecordQuerySet,
    only_one_target,
)
from records.registry import RecordType, RowKind, register
from records.topics import Topic


class SpacecraftKind(Vocabulary, public_name="spacecraft-kind"):
    LANDER = "lander", "It lands and stays where it landed.", "lander"
    ROVER = "rover", "It drives on the surface.", "rover"
    ORBITER = "orbiter", "It circles the Moon.", "orbiter"
    RELAY = (
        "relay-satellite",
        "It passes on signals between the Moon and the Earth.",
        "relay satellite",
    )
    MICROSATELLITE = (
        "microsatellite",
        "A satellite of some tens of kilograms.",
        "microsatellite",
    )
    ASCENDER = "ascender", "It lifts off from the surface.", "ascender"
    RETURNER = "returner", "It comes back to the Earth.", "returner"
    HOPPER = "hopper", "It moves over the surface by leaps.", "hopper"
    STAGE = (
        "launcher-stage",
        "A part of the launch vehicle that carries payloads.",
        "launcher stage",
    )


class SpacecraftQuerySet(RecordQuerySet):
    def with_day_in_beijing(self):
        """Add ``is_dated_in_beijing``, without reading the operator of each mission and its country.

        NULL instead of false where the operator represents no country.
        """
        return self.annotate(is_dated_in_beijing=Mission.dated_in_beijing("mission__"))

    def for_list(self):
        spacecraft = self.with_day_in_beijing().with_identifiers()
        return spacecraft.select_related("mission")

    def for_detail(self):
        spacecraft = self.for_list().select_related("manufacturer")
        return spacecraft.prefetch_related("serves", "mission__events", "contents")


class Spacecraft(Publishable):
    """A vehicle of a mission that can host payloads: lander, rover, relay satellite, microsatellite, orbiter."""

    name = NameField(max_length=80)
    mission = models.ForeignKey(
        Mission, on_delete=models.PROTECT, related_name="spacecraft"
    )
    serves = models.ManyToManyField(
        Mission,
        blank=True,
        related_name="served_by",
        help_text="Other missions it serves, as a relay does.",
    )
    kind = TermField(max_length=16, choices=SpacecraftKind)
    launch = EdtfField(earliest_field="launch_earliest", latest_field="launch_latest")
    launch_earliest = derived_day(db_index=True)
    launch_latest = derived_day()
    launch_time_utc = models.TimeField("launch time in UTC", null=True, blank=True)
    launch_vehicle = models.CharField(max_length=80, blank=True, default="")
    launch_site = models.CharField(max_length=80, blank=True, default="")
    manufacturer = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="built_spacecraft",
    )
    status = TermField(max_length=12, choices=MissionStatus, blank=True, default="")
    status_date = EdtfField(
        earliest_field="status_date_earliest", latest_field="status_date_latest"
    )
    status_date_earliest = derived_day()
    status_date_latest = derived_day()
    description = models.TextField(blank=True, default="")

    objects = SpacecraftQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "slug"]
        verbose_name_plural = "spacecraft"
        constraints = [
            *Publishable.Meta.constraints,
            one_of("kind", SpacecraftKind),
            one_of("status", MissionStatus, blank=True),
        ]

    def get_absolute_url(self):
        return f"{self.mission.get_absolute_url()}#{self.slug}"

    @property
    def launch_words(self):
        if self.launch_time_utc is None:
            return dates.date_in_words(self.launch)
        return dates.moment_in_words(
            self.launch, self.launch_time_utc, self.is_dated_in_beijing
        )

    @cached_property
    def is_dated_in_beijing(self):
        """Whether its mission is. ``with_day_in_beijing()`` sets this without reading the mission's operator."""
        return self.mission.is_dated_in_beijing

    @cached_property
    def cospar_id(self):
        """Its COSPAR id; ``with_identifiers()`` sets this without reading rows."""
        return self.identifier_in(IdentifierScheme.COSPAR)

    @property
    def launch_sentence(self):
        """The launch with its vehicle and site: "launched 7 December 2018 on Long March 3B, Xichang"; "" if unknown."""
        if not self.launch:
            return ""
        sentence = _("launched %(date)s")
        if self.launch_vehicle and self.launch_site:
            sentence = _("launched %(date)s on %(vehicle)s, %(site)s")
        elif self.launch_vehicle:
            sentence = _("launched %(date)s on %(vehicle)s")
        elif self.launch_site:
            sentence = _("launched %(date)s, %(site)s")
        return sentence % {
            "date": self.launch_words,
            "vehicle": self.launch_vehicle,
            "site": self.launch_site,
        }

    @property
    def status_date_words(self):
        return dates.date_in_words(self.status_date)

    @property
    def status_words(self):
        if not self.status:
            return ""
        return status_in_words(self)


class SpacecraftName(AlternativeName):
    record = models.ForeignKey(
        Spacecraft, on_delete=models.CASCADE, related_name="names"
    )


class SpacecraftIdentifier(Identifier):
    record = models.ForeignKey(
        Spacecraft, on_delete=models.CASCADE, related_name="identifiers"
    )


class SpacecraftSpecification(Quantity):
    """One technical indicator of a spacecraft."""

    record = models.ForeignKey(
        Spacecraft, on_delete=models.CASCADE, related_name="specifications"
    )

    @property
    def summary(self):
        """What is measured with the figure as printed and its condition: "Mass: 1200 kg, at launch"."""
        words = f"{capfirst(self.quantity_label)}: {self.as_printed}"
        if self.condition:
            words = f"{words}, {self.condition}"
        return words


class SpacecraftCitation(Citation):
    record = models.ForeignKey(
        Spacecraft, on_delete=models.CASCADE, related_name="citations"
    )
    name = models.ForeignKey(
        SpacecraftName,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    identifier = models.ForeignKey(
        SpacecraftIdentifier,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    specification = models.ForeignKey(
        SpacecraftSpecification,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )

    class Meta(Citation.Meta):
        constraints = [
            *Citation.Meta.constraints,
            only_one_target("name", "identifier", "specification"),
        ]


register(
    RecordType(
        Spacecraft,
        plural="spacecraft",
        place=3,
        in_api=True,
        in_admin=True,
        rows=(
            RowKind("names", SpacecraftName, cited_as="name", can_differ=False),
            RowKind("identifiers", SpacecraftIdentifier, cited_as="identifier"),
            RowKind(
                "specifications",
                SpacecraftSpecification,
                cited_as="specification",
                topic=Topic.FIGURES,
            ),
        ),
        citations=SpacecraftCitation,
        classified=("kind",),
        field_topics={
            "status": Topic.STATUS,
            "status_date": Topic.STATUS,
            "launch": Topic.DATES,
        },
        named_by=("mission",),
        search_heading="Spacecraft",
        linked_types=("sosa:Platform", "schema:Product"),
        example_key="change-4-lander",
        named_identifiers={"cospar_id": IdentifierScheme.COSPAR},
    )
)
