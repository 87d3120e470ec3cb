"""Missions with their events, the places on the Moon they go to, and cooperation that is not a payload."""

import datetime

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from missions.models.launches import Launch, launch_of, launches_of_spacecraft
from missions.models.partner_rows import SHOWN_OF_PARTNERS, partner_rows
from missions.models.responsibilities import Responsibility, tasks_without_entry
from missions.models.site import Site
from missions.models.status import LaunchStatus, MissionStatus, status_in_words
from partners.models import CHINA, Institution, reach_of_participations
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
    Event,
    EventKind,
    Identifier,
    Picture,
    PlanOutcome,
    Publishable,
    Rank,
    RecordQuerySet,
    Row,
    only_one_target,
)
from records.registry import RecordType, RowKind, register
from records.topics import Topic

# The relations of a mission to what its page shows of the data sets that name it or its payloads.
SHOWN_OF_DATA_SETS = (
    "data_set_subjects__record",
    "data_set_subjects__record__archive",
    "data_set_subjects__record__citations__source",
    "payloads__data_set_subjects__record",
    "payloads__data_set_subjects__record__archive",
    "payloads__data_set_subjects__record__citations__source",
)


class MissionQuerySet(RecordQuerySet):
    def for_list(self):
        return self.select_related("operator__country__region_of")

    def with_spacecraft(self):
        """Prefetch the published spacecraft of each mission as ``flying``, and its events: ``launches`` needs both."""
        # Spacecraft refer to missions, so their module cannot be imported here.
        spacecraft = apps.get_model("missions", "Spacecraft").objects.published()
        # Whether a launch is dated in Beijing too depends on the operator.
        missions = self.select_related("operator__country__region_of")
        return missions.prefetch_related(
            "events", models.Prefetch("spacecraft", spacecraft, to_attr="flying")
        )

    def for_detail(self):
        return self.for_list().prefetch_related("contents")


class Mission(Publishable):
    """A spaceflight project with a name: Chang'e-4."""

    name = NameField(max_length=80)
    operator = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="operated_missions",
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
    cooperation_summary = models.TextField(
        blank=True,
        default="",
        help_text="How the cooperation on its payloads is run, and what was not read of it, in our own words.",
    )

    objects = MissionQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "slug"]
        constraints = [*Publishable.Meta.constraints, one_of("status", MissionStatus)]

    @cached_property
    def public_payloads(self):
        """Its published payloads as lists show them; those of many missions can be prefetched to it."""
        payloads = self.payloads.published().for_list()
        # Without the mission among what is selected each payload holds this instance, whose events are read once.
        return list(
            payloads.select_related(None).select_related(
                "host__mission__operator__country"
            )
        )

    @cached_property
    def partner_rows(self):
        """A ``PartnerRow`` for each counted country, region or organisation, in the order of their names.

        Costs the queries of the mission's payloads and of the list of ILRS participations.
        """
        return partner_rows(self.public_payloads)

    @property
    def tasks_without_entry(self):
        """The labels of the tasks of the cooperation of which the catalogue has no entry."""
        return tasks_without_entry(self.responsibilities.all())

    @property
    def warnings(self):
        """What is reported of the mission after the selection, the latest first; shown with everything on it."""
        warnings = []
        for event in self.events.all():
            if event.is_standing and event.rank == Rank.PREFERRED:
                warnings.append(event)
        # What may have happened until today comes first, as does what has no date.
        return sorted(
            warnings,
            key=lambda event: event.date_latest or datetime.date.max,
            reverse=True,
        )

    @property
    def is_dated_in_beijing(self):
        """Whether China flies it: then sources give its days by the clock of Beijing.

        The catalogue is of China's missions, so that one whose operator no source names is taken for China's.
        """
        return self.operator is None or self.operator.represents_china

    @classmethod
    def dated_in_beijing(cls, path=""):
        """Return the condition that a mission ``is_dated_in_beijing``; ``path``, like "mission__", leads to it."""
        has_no_operator = models.Q(**{f"{path}operator": None})
        return has_no_operator | models.Q(**{f"{path}operator__country__code": CHINA})

    @property
    def launch_words(self):
        return dates.date_in_words(self.launch)

    @property
    def launches(self):
        """The launches of the mission as ``Launch``, the earliest first. The mission comes from ``with_spacecraft()``.

        There is one for each date of its spacecraft, or the mission's own where they have none, or the plan that was
        overtaken. The words of several name the spacecraft that flew together.
        """
        launches = launches_of_spacecraft(self.flying)
        if launches:
            return launches
        if self.launch:
            return [launch_of(self, self.launch_words)]
        event = self.overtaken_launch
        if event is None:
            return []
        words = self.overtaken_launch_words
        return [Launch(self, words, event.date_earliest, event.date_latest)]

    @property
    def launch_status(self):
        """Whether its launch is planned, overtaken, done or none, by what is stored and not by today's date."""
        if self.status == MissionStatus.STOOD_DOWN:
            return LaunchStatus.OVERTAKEN
        if self.status != MissionStatus.PLANNED:
            return LaunchStatus.DONE
        return LaunchStatus.PLANNED if self.launch else LaunchStatus.NONE

    @property
    def launch_is_planned(self):
        return self.launch_status == LaunchStatus.PLANNED

    @property
    def overtaken_launch(self):
        """The event of the launch that was planned and overtaken, the last by its date; ``None`` without one."""
        overtaken = []
        for event in self.events.all():
            if (
                event.kind == EventKind.LAUNCH
                and event.outcome == PlanOutcome.OVERTAKEN
            ):
                overtaken.append(event)
        overtaken.sort(key=lambda event: event.date_latest or datetime.date.min)
        return overtaken[-1] if overtaken else None

    @property
    def overtaken_launch_words(self):
        """That no launch is set, with the plan that was overtaken."""
        event = self.overtaken_launch
        if event is None:
            return _("none set; the plan was overtaken")
        sentence = _("none set; the plan for %(date)s was overtaken")
        return sentence % {"date": event.date_words}

    @property
    def status_date_words(self):
        return dates.date_in_words(self.status_date)

    @property
    def status_words(self):
        return status_in_words(self)

    def clean(self):
        super().clean()
        # Not a constraint of the database: a mission that was loaded before there were outcomes has both, until the
        # next load brings the plan as an event.
        if self.status == MissionStatus.STOOD_DOWN and self.launch:
            message = _(
                "A mission that stood down has no launch: enter the plan as an event that was overtaken."
            )
            raise ValidationError({"launch": message})


class MissionName(AlternativeName):
    record = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="names")


class MissionIdentifier(Identifier):
    record = models.ForeignKey(
        Mission, on_delete=models.CASCADE, related_name="identifiers"
    )


class MissionEvent(Event):
    """An event of a mission. A standing one warns on every page and row of what flies on it."""

    record = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="events")
    is_standing = models.BooleanField(
        default=False,
        help_text="Reported of the mission after the selection; shown with everything on it.",
    )


class CooperationKind(Vocabulary, public_name="cooperation-kind"):
    TRACKING = "tracking", "Ground stations or orbit data for the flight.", "tracking"
    SHARED_USE = (
        "shared-use",
        "Use of an instrument of the other side.",
        "shared use of an instrument",
    )
    SAMPLES = "samples", "Loaned or exchanged samples.", "samples"
    DATA = "data", "Exchange of data.", "data exchange"
    EQUIPMENT = (
        "equipment",
        "A part that is not a payload, like a heat source.",
        "equipment",
    )


class OtherCooperation(Row):
    """Cooperation on a mission that is not a payload: tracking, shared telescopes, loaned samples."""

    record = models.ForeignKey(
        Mission, on_delete=models.CASCADE, related_name="other_cooperation"
    )
    kind = TermField(max_length=12, choices=CooperationKind)
    title = NameField(max_length=200)
    institution = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="other_cooperation",
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


class MissionPicture(Picture):
    record = models.ForeignKey(
        Mission, on_delete=models.CASCADE, related_name="pictures"
    )

    class Meta(Picture.Meta):
        verbose_name = "picture"


class MissionCitation(Citation):
    record = models.ForeignKey(
        Mission, on_delete=models.CASCADE, related_name="citations"
    )
    name = models.ForeignKey(
        MissionName,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    identifier = models.ForeignKey(
        MissionIdentifier,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    site = models.ForeignKey(
        Site, null=True, blank=True, on_delete=models.CASCADE, related_name="citations"
    )
    event = models.ForeignKey(
        MissionEvent,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    cooperation = models.ForeignKey(
        OtherCooperation,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    responsibility = models.ForeignKey(
        Responsibility,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )
    picture = models.ForeignKey(
        MissionPicture,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
    )

    class Meta(Citation.Meta):
        constraints = [
            *Citation.Meta.constraints,
            only_one_target(
                "name",
                "identifier",
                "site",
                "event",
                "responsibility",
                "cooperation",
                "picture",
            ),
        ]


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
            RowKind("identifiers", MissionIdentifier, cited_as="identifier"),
            RowKind("sites", Site, cited_as="site", topic=Topic.FIGURES),
            RowKind("events", MissionEvent, cited_as="event", topic=Topic.DATES),
            RowKind(
                "responsibilities",
                Responsibility,
                cited_as="responsibility",
                topic=Topic.LEADERSHIP,
            ),
            RowKind("other_cooperation", OtherCooperation, cited_as="cooperation"),
            RowKind(
                "pictures",
                MissionPicture,
                cited_as="picture",
                linked_type="schema:ImageObject",
            ),
        ),
        citations=MissionCitation,
        shown_fields=(
            "operator",
            "status",
            "launch",
            "objectives",
            "cooperation_summary",
        ),
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
        shows=(
            "spacecraft",
            "spacecraft__manufacturer",
            "spacecraft__citations__source",
            "payloads",
            "payloads__host",
            *SHOWN_OF_PARTNERS,
            *SHOWN_OF_DATA_SETS,
            "announced_totals",
            "announced_totals__announcer",
            "announced_totals__citations__source",
        ),
        shows_besides=reach_of_participations,
        example_key="change-4",
    )
)
