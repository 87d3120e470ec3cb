"""Missions with their events, the places on the Moon they go to, and cooperation that is not a payload."""

import datetime
from dataclasses import dataclass

from django.db import models
from django.utils.functional import cached_property

from partners.models import Country, Institution, Standing, StandingKind, standings
from records import dates
from records.fields import EdtfField, TermField, Vocabulary, derived_day, one_of
from records.models import AlternativeName, Citation, Event, Publishable, Rank, RecordQuerySet, Row, only_one_target
from records.registry import RecordType, RowKind, register
from records.topics import Topic


class MissionStatus(Vocabulary, public_name="mission-status"):
    PLANNED = "planned", "It has not flown; a launch is planned.", "planned"
    STOOD_DOWN = "stood-down", "It was withdrawn from a launch attempt; no new date is official.", "stood down"
    IN_FLIGHT = "in-flight", "Launched, on its way.", "in flight"
    LANDED = "landed", "It reached the Moon's surface; what came after is not implied.", "landed"
    OPERATING = "operating", "It worked on the status date.", "operating"
    ENDED = "ended", "It is over.", "ended"


def status_in_words(record):
    """Return the status of a mission or spacecraft with its date: what lasts "as of" it, what happened on it."""
    date = record.status_date_words
    if not date:
        return record.get_status_display()
    lasts = record.status in (MissionStatus.PLANNED, MissionStatus.IN_FLIGHT, MissionStatus.OPERATING)
    as_of = " as of" if not date.startswith(("by ", "from ")) else ""
    return f"{record.get_status_display()}{as_of if lasts else ','} {date}"


class MissionQuerySet(RecordQuerySet):
    def for_list(self):
        return self.select_related("operator__country__region_of")

    def with_spacecraft(self):
        """Hold the published spacecraft of each mission as ``flying``, which ``launches`` needs."""
        published = self.model._meta.get_field("spacecraft").related_model.objects.published()
        # Whether a launch is dated in Beijing too depends on the operator.
        missions = self.select_related("operator__country__region_of")
        return missions.prefetch_related(models.Prefetch("spacecraft", published, "flying"))

    def for_detail(self):
        return self.for_list().prefetch_related("contents")


@dataclass
class PartnerRow:
    """A partner counted in the mission's announcement: what it provides, and its standing with the ILRS."""

    partner: Country | Institution
    payloads: list
    standing: Standing


def tally(rows):
    """Return how many countries and regions among ``rows`` have each kind of standing, the firmest first.

    Pairs of a ``StandingKind`` and a number; kinds without any are left out, international organisations too.
    """
    kinds = [row.standing.kind for row in rows if isinstance(row.partner, Country)]
    return [(kind, kinds.count(kind)) for kind in StandingKind if kind in kinds]


class Mission(Publishable):
    """A spaceflight project with a name: Chang'e-4."""

    name = models.CharField(max_length=80)
    operator = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="operated_missions"
    )
    status = TermField(max_length=12, choices=MissionStatus)
    status_date = EdtfField(
        earliest_field="status_date_earliest",
        latest_field="status_date_latest",
        help_text="When the status was true, by the source.",
    )
    status_date_earliest = derived_day()
    status_date_latest = derived_day()
    launch = EdtfField(
        earliest_field="launch_earliest",
        latest_field="launch_latest",
        help_text="The planned launch, or the launch where no spacecraft carries its own.",
    )
    launch_earliest = derived_day(db_index=True)
    launch_latest = derived_day()
    objectives = models.TextField(blank=True, default="")

    objects = MissionQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "slug"]
        constraints = [*Publishable.Meta.constraints, one_of("status", MissionStatus)]

    @cached_property
    def public_payloads(self):
        """Its published payloads as lists show them; those of many missions can be prefetched to it."""
        # Each payload then holds this very mission, whose events are not read again.
        return list(
            self.payloads.published().for_list().select_related(None).select_related("host__mission__operator__country")
        )

    def partner_rows(self):
        """Return a ``PartnerRow`` for each counted country, region or organisation, in the order of their names.

        Costs the mission's payloads and the list of ILRS participations.
        """
        carried = {}
        for payload in self.public_payloads:
            for partner in payload.counted_partners:
                carried.setdefault(partner, []).append(payload)
        found = standings(carried)
        partners = sorted(carried, key=lambda partner: partner.sort_key)
        return [PartnerRow(partner, carried[partner], found[partner]) for partner in partners]

    @property
    def warnings(self):
        """What is reported of the mission after the selection, the latest first; shown with everything on it."""
        standing = [event for event in self.events.all() if event.is_standing and event.rank == Rank.PREFERRED]
        return sorted(standing, key=lambda event: event.date_latest or datetime.date.max, reverse=True)

    @property
    def is_dated_in_beijing(self):
        """Whether China flies it: then sources give its days by the clock of Beijing.

        The catalogue is of China's missions, so that one whose operator no source names is taken for China's.
        """
        return self.operator is None or self.operator.represents_china

    @property
    def launch_words(self):
        return dates.date_in_words(self.launch)

    @property
    def launches(self):
        """What carries each launch and its date in words, the earliest first. Needs ``with_spacecraft()``.

        A spacecraft for each date, or the mission where none has one. Of several the words name all that flew.
        """
        by_date = {}
        for craft in self.flying:
            if craft.launch:
                by_date.setdefault(craft.launch, []).append(craft)
        together = list(by_date.values()) or ([[self]] if self.launch else [])
        together.sort(key=lambda aboard: aboard[0].launch_earliest or aboard[0].launch_latest)
        if len(together) == 1:
            return [(aboard[0], aboard[0].launch_words) for aboard in together]
        return [(aboard[0], f"{aboard[0].launch_words} ({', '.join(map(str, aboard))})") for aboard in together]

    @property
    def launch_is_planned(self):
        return self.status in (MissionStatus.PLANNED, MissionStatus.STOOD_DOWN)

    @property
    def status_date_words(self):
        return dates.date_in_words(self.status_date)

    @property
    def status_words(self):
        return status_in_words(self)


class MissionName(AlternativeName):
    record = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="names")


class SiteKind(Vocabulary, public_name="site-kind"):
    LANDING = "landing", "Where it landed.", "landing site"
    IMPACT = "impact", "Where it struck the Moon.", "impact site"
    TARGET = "target", "Where it is meant to land.", "landing target"
    CANDIDATE = "candidate", "Where it was once considered to land.", "candidate site"


class Site(Row):
    """A place on the Moon, in degrees east from -180 to 180 and degrees north."""

    record = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="sites")
    kind = TermField(max_length=12, choices=SiteKind)
    name = models.CharField(max_length=120)
    also_called = models.CharField(max_length=120, blank=True, default="")
    as_printed = models.CharField(
        max_length=120, blank=True, default="", help_text="The coordinates as the source prints them."
    )
    latitude_deg = models.DecimalField(
        "latitude in degrees north", max_digits=9, decimal_places=6, null=True, blank=True
    )
    longitude_deg = models.DecimalField(
        "longitude in degrees east", max_digits=9, decimal_places=6, null=True, blank=True
    )
    elevation_m = models.DecimalField("elevation in metres", max_digits=8, decimal_places=2, null=True, blank=True)
    description = models.TextField(blank=True, default="")

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            one_of("kind", SiteKind),
            models.CheckConstraint(
                name="missions_site_latitude_range",
                condition=models.Q(latitude_deg=None) | models.Q(latitude_deg__range=(-90, 90)),
                violation_error_message="A latitude lies between -90 and 90 degrees north.",
            ),
            models.CheckConstraint(
                name="missions_site_longitude_range",
                condition=models.Q(longitude_deg=None) | models.Q(longitude_deg__range=(-180, 180)),
                violation_error_message="A longitude lies between -180 and 180 degrees east.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.name}"

    @property
    def rival_group(self):
        return self.get_kind_display()

    @property
    def words(self):
        return f"{self.name}, {self.as_printed}" if self.as_printed else self.name

    @property
    def position_words(self):
        """Where it lies, as printed, else by its degrees with the decimals they were entered with; "" if unknown."""
        if self.as_printed or self.latitude_deg is None or self.longitude_deg is None:
            return self.as_printed
        latitude, longitude = (f"{abs(number).normalize():f}°" for number in (self.latitude_deg, self.longitude_deg))
        return (
            f"{latitude} {'S' if self.latitude_deg < 0 else 'N'}, {longitude} {'W' if self.longitude_deg < 0 else 'E'}"
        )

    @property
    def elevation_words(self):
        """Its elevation; "" if unknown, and where the printed position tells it."""
        if self.elevation_m is None or (height := f"{abs(self.elevation_m).normalize():f}") in self.as_printed:
            return ""
        return f"{'−' if self.elevation_m < 0 else ''}{height}\N{NO-BREAK SPACE}m"


class MissionEvent(Event):
    """An event of a mission. A standing one warns on every page and row of what flies on it."""

    record = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="events")
    is_standing = models.BooleanField(
        default=False, help_text="Reported of the mission after the selection; shown with everything on it."
    )


class CooperationKind(Vocabulary, public_name="cooperation-kind"):
    TRACKING = "tracking", "Ground stations or orbit data for the flight.", "tracking"
    SHARED_USE = "shared-use", "Use of an instrument of the other side.", "shared use of an instrument"
    SAMPLES = "samples", "Loaned or exchanged samples.", "samples"
    DATA = "data", "Exchange of data.", "data exchange"
    EQUIPMENT = "equipment", "A part that is not a payload, like a heat source.", "equipment"


class OtherCooperation(Row):
    """Cooperation on a mission that is not a payload: tracking, shared telescopes, loaned samples."""

    record = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="other_cooperation")
    kind = TermField(max_length=12, choices=CooperationKind)
    title = models.CharField(max_length=200)
    institution = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="other_cooperation"
    )
    date = EdtfField(earliest_field="date_earliest", latest_field="date_latest")
    date_earliest = derived_day()
    date_latest = derived_day()
    description = models.TextField(blank=True, default="")

    class Meta(Row.Meta):
        constraints = [*Row.Meta.constraints, one_of("kind", CooperationKind)]
        verbose_name_plural = "other cooperation"

    def __str__(self):
        return self.title

    @property
    def date_words(self):
        return dates.date_in_words(self.date)


class MissionCitation(Citation):
    record = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="citations")
    name = models.ForeignKey(MissionName, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")
    event = models.ForeignKey(MissionEvent, null=True, blank=True, on_delete=models.CASCADE, related_name="citations")
    cooperation = models.ForeignKey(
        OtherCooperation, null=True, blank=True, on_delete=models.CASCADE, related_name="citations"
    )

    class Meta(Citation.Meta):
        constraints = [*Citation.Meta.constraints, only_one_target("name", "site", "event", "cooperation")]


register(
    RecordType(
        Mission,
        plural="missions",
        place=2,
        page="missions:detail",
        in_api=True,
        in_admin=True,
        rows=(
            RowKind("names", MissionName, cited_as="name", can_differ=False),
            RowKind("sites", Site, cited_as="site", topic=Topic.FIGURES),
            RowKind("events", MissionEvent, cited_as="event", topic=Topic.DATES),
            RowKind("other_cooperation", OtherCooperation, cited_as="cooperation"),
        ),
        citations=MissionCitation,
        shown_fields=("operator", "status", "launch", "objectives"),
        field_topics={
            "status": Topic.STATUS,
            "status_date": Topic.STATUS,
            "operator": Topic.LEADERSHIP,
            "launch": Topic.DATES,
        },
        one_file_each=True,
        search_heading="Missions",
        in_sitemap=True,
        can_be_cited=True,
        linked_types=("Mission", "schema:Project"),
        finds_changes=True,
        example_key="change-4",
    )
)
