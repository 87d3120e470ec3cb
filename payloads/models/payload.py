"""The payload itself."""

from functools import cached_property
from operator import itemgetter

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from missions.models import LaunchStatus, Mission, Spacecraft
from payloads.models import facts
from payloads.models.pictures import PayloadPicture
from payloads.models.queryset import PayloadQuerySet
from payloads.models.rows import (
    KnownGap,
    Paper,
    PayloadCitation,
    PayloadEvent,
    PayloadIdentifier,
    PayloadName,
    Person,
    Provision,
    Result,
    ResultFigure,
    Specification,
)
from payloads.models.terms import (
    FLOWN,
    NOT_SELECTED,
    Discipline,
    Flight,
    PayloadKind,
    PayloadStatus,
)
from records import dates
from records.fields import EdtfField, NameField, TermField, derived_day, one_of
from records.models import Publishable, Rank
from records.registry import RecordType, RowKind, register
from records.topics import Topic


class Payload(Publishable):
    """An instrument, rover, robot or array carried to the Moon, provided at least partly by a partner."""

    name = NameField(max_length=160)
    acronym = NameField(max_length=20, blank=True, default="")
    mission = models.ForeignKey(
        Mission, on_delete=models.PROTECT, related_name="payloads"
    )
    host = models.ForeignKey(
        Spacecraft,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="payloads",
        help_text="The spacecraft that carries it, of its mission or one that serves it; empty when unknown.",
    )
    kind = TermField(max_length=24, choices=PayloadKind)
    discipline = TermField(
        max_length=24,
        choices=Discipline,
        blank=True,
        default="",
        help_text="Empty when no source tells what it serves.",
    )
    status = TermField(max_length=16, choices=PayloadStatus)
    status_date = EdtfField(
        earliest_field="status_date_earliest",
        latest_field="status_date_latest",
        blank=False,
        help_text="When the status was true, by the source.",
    )
    status_date_earliest = derived_day()
    status_date_latest = derived_day()
    summary = models.TextField(
        blank=True, default="", help_text="What it is, in a sentence or two of our own."
    )
    working_principle = models.TextField(blank=True, default="")
    objectives = models.TextField(blank=True, default="")
    data_access = models.TextField(
        blank=True,
        default="",
        help_text="What more is told of its data than its data sets say.",
    )

    objects = PayloadQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "slug"]
        constraints = [
            *Publishable.Meta.constraints,
            one_of("kind", PayloadKind),
            one_of("discipline", Discipline, blank=True),
            one_of("status", PayloadStatus),
            models.CheckConstraint(
                name="payloads_payload_status_dated",
                condition=~Q(status_date=""),
                violation_error_message="A status needs its date.",
            ),
        ]

    def clean(self):
        super().clean()
        # A required field that was left empty has an error of its own.
        if self.host_id is None or self.mission_id is None:
            return
        if (
            self.host.mission_id == self.mission_id
            or self.host.serves.filter(pk=self.mission_id).exists()
        ):
            return
        message = _("%(host)s is not of %(mission)s and does not serve it.")
        raise ValidationError(
            {"host": message % {"host": self.host, "mission": self.mission}}
        )

    def searchable(self):
        texts = [*super().searchable(), self.acronym]
        for person in self.held("persons"):
            texts += [person.name, person.native_name]
        return texts

    @property
    def title(self):
        """The name with the acronym: "Advanced Small Analyzer for Neutrals (ASAN)"."""
        if self.acronym:
            return f"{self.name} ({self.acronym})"
        return self.name

    @property
    def is_dated_in_beijing(self):
        return self.mission.is_dated_in_beijing

    @property
    def has_flown(self):
        return self.status in FLOWN

    @property
    def is_selected(self):
        """Whether it was selected for its mission, flown or not yet flown."""
        return self.status not in NOT_SELECTED

    @property
    def group(self):
        """Which of the three lists it belongs to: flown, awaiting flight, did not fly."""
        return Flight.of_status(self.status).label

    @property
    def kind_in_lists(self):
        """The kind, and that sources differ where they do: what stands beside the name in a list."""
        if self.differs:
            return _("%(kind)s; sources differ") % {"kind": self.get_kind_display()}
        return self.get_kind_display()

    @property
    def status_date_words(self):
        return dates.date_in_words(self.status_date)

    @property
    def status_words(self):
        """The status with its date, saying so where nothing later is known: "operating by 2022"."""
        status = {"status": self.get_status_display(), "date": self.status_date_words}
        if self.status in (PayloadStatus.ENDED, PayloadStatus.DID_NOT_FLY):
            return _("%(status)s, %(date)s") % status
        # "By" and "from" take the place of "as of".
        if dates.is_open_interval(self.status_date):
            if self.has_flown:
                return _("%(status)s %(date)s; present status not found") % status
            return _("%(status)s %(date)s") % status
        if self.has_flown:
            return _("%(status)s as of %(date)s; present status not found") % status
        return _("%(status)s as of %(date)s") % status

    @property
    def launch_words(self):
        """The launch of the host, else of the mission, marked when it is planned; "not known" without either.

        What did not fly has none, whatever its mission did since.
        """
        if self.status == PayloadStatus.DID_NOT_FLY:
            return _("none: it did not fly")
        if self.host and self.host.launch:
            return self.host.launch_words
        if self.mission.launch_status == LaunchStatus.OVERTAKEN:
            return self.mission.overtaken_launch_words
        if not self.mission.launch:
            return _("not known")
        if self.mission.launch_is_planned:
            return _("%(date)s (planned)") % {"date": self.mission.launch_words}
        return self.mission.launch_words

    @property
    def has_stated_launch(self):
        """Whether ``launch_words`` say more than that the launch is not known."""
        return self.launch_status != LaunchStatus.NONE or (
            self.status == PayloadStatus.DID_NOT_FLY
        )

    @property
    def launch_status(self):
        """Whether its launch is planned, overtaken, done or none: that of its host, which is given once it is done."""
        if self.status == PayloadStatus.DID_NOT_FLY:
            return LaunchStatus.NONE
        if self.host and self.host.launch:
            return LaunchStatus.DONE
        return self.mission.launch_status

    @property
    def launch_is_planned(self):
        return self.launch_status == LaunchStatus.PLANNED

    @property
    def warnings(self):
        """The warnings of its mission, the latest first. What did not fly has none of those that came after."""
        warnings = self.mission.warnings
        if self.status != PayloadStatus.DID_NOT_FLY:
            return warnings
        end = self.status_date_latest
        return [
            warning
            for warning in warnings
            if end and warning.date_earliest and warning.date_earliest <= end
        ]

    @property
    def facts_by_knowledge(self):
        """The expected facts in words, by what is known of them."""
        # By the term, not in the order of the vocabulary: "differing" and "known" come first.
        labels = {}
        for fact, knowledge in sorted(self.completeness, key=itemgetter(1)):
            labels.setdefault(knowledge, []).append(fact.label)
        return {
            knowledge: ", ".join(of_knowledge)
            for knowledge, of_knowledge in labels.items()
        }

    @property
    def gaps_by_fact(self):
        """The gap of each fact that was looked for in vain, the last of several."""
        return {gap.fact: gap for gap in self.gaps.all()}

    @cached_property
    def completeness(self):
        """Each expected fact with what is known of it, as pairs."""
        return facts.completeness(self)

    def knows(self, fact):
        """Return whether an expected fact is known, by one source or by several that differ."""
        knowledge = dict(self.completeness).get(fact)
        return knowledge is not None and not knowledge.is_missing

    @property
    def open_gaps(self):
        """The facts that were looked for in vain and are still missing.

        Where the fact itself is known, only what the note names is missing; without a note, nothing is.
        """
        return [gap for gap in self.gaps.all() if gap.note or not self.knows(gap.fact)]

    @cached_property
    def has_data(self):
        """Whether the public can have data of it. ``with_has_data()`` sets this; without it, it costs a query."""
        return self.data_set_subjects.held().published().accessible().exists()

    @property
    def displayed_results(self):
        """The results that its page sums up: those that no other is preferred to."""
        return [
            result for result in self.results.all() if result.rank == Rank.PREFERRED
        ]

    @property
    def data_words(self):
        """Who may have its data, each once: "open; on request"; "" without a data set."""
        words = dict.fromkeys(data_set.access_words for data_set in self.data_sets)
        return "; ".join(words)

    @property
    def data_sets(self):
        """The published data sets that hold data of it. The payload comes from ``with_data_sets()``."""
        return [subject.record for subject in self.data_subjects if subject.is_held]

    @property
    def data_sets_without(self):
        """The published data sets that were found to hold none of its data."""
        return [subject.record for subject in self.subjects_without]

    @property
    def subjects_without(self):
        """Its rows in the published data sets that were found to hold none of its data."""
        return [subject for subject in self.data_subjects if not subject.is_held]

    @property
    def counted_partners(self):
        """The countries, regions and international organisations it counts for, each once."""
        # A list and no set: the order is that of the provisions.
        partners = []
        for provision in self.provisions.all():
            partner = provision.counted_partner
            if partner and partner not in partners:
                partners.append(partner)
        return partners

    @property
    def uncounted_partners(self):
        """The countries, regions and organisations that provide a part of it without being counted, each once.

        One that it counts for too, by another institution, is not among them.
        """
        counted_partners = self.counted_partners
        partners = []
        for provision in self.provisions.all():
            partner = provision.uncounted_partner
            if partner and partner not in partners and partner not in counted_partners:
                partners.append(partner)
        return partners

    @property
    def partner_words(self):
        """Its partners in one phrase: "Egypt, Bahrain, China (not counted)"."""
        names = [str(partner) for partner in self.counted_partners]
        for partner in self.uncounted_partners:
            names.append(_("%(partner)s (not counted)") % {"partner": partner})
        if not names:
            return _("provider not stated")
        return ", ".join(names)

    @property
    def leading_provisions(self):
        """The provisions that answer who provides it: those that are counted, lead or are joint; without any, all.

        One that was shown to be wrong is not among them.
        """
        provisions = []
        for provision in self.provisions.all():
            if provision.rank != Rank.DEPRECATED:
                provisions.append(provision)
        leading = [provision for provision in provisions if provision.is_leading]
        return leading or provisions


register(
    RecordType(
        Payload,
        plural="payloads",
        place=1,
        page="payloads:detail",
        in_api=True,
        in_admin=True,
        rows=(
            RowKind("names", PayloadName, cited_as="name", can_differ=False),
            RowKind("identifiers", PayloadIdentifier, cited_as="identifier"),
            RowKind(
                "provisions", Provision, cited_as="provision", topic=Topic.LEADERSHIP
            ),
            RowKind("persons", Person, cited_as="person", topic=Topic.LEADERSHIP),
            RowKind(
                "specifications",
                Specification,
                cited_as="specification",
                topic=Topic.FIGURES,
            ),
            RowKind("results", Result, cited_as="result"),
            RowKind("figures", ResultFigure, cited_as="figure", topic=Topic.FIGURES),
            RowKind(
                "pictures",
                PayloadPicture,
                cited_as="picture",
                linked_type="schema:ImageObject",
            ),
            RowKind("papers", Paper),
            RowKind("events", PayloadEvent, cited_as="event", topic=Topic.DATES),
            RowKind("gaps", KnownGap),
        ),
        citations=PayloadCitation,
        shown_fields=(
            "summary",
            "mission",
            "host",
            "kind",
            "discipline",
            "status",
            "working_principle",
            "objectives",
            "data_access",
        ),
        classified=("kind", "discipline"),
        field_topics={"status": Topic.STATUS, "status_date": Topic.STATUS},
        one_file_each=True,
        search_heading="Payloads",
        in_sitemap=True,
        can_be_cited=True,
        linked_types=("sosa:Sensor", "schema:Product"),
        shows=(
            # The launch and the warnings are of the mission or the host, and the operator tells whose clock they go by.
            "mission__operator",
            "mission__citations__source",
            "host__mission",
            "host__mission__operator",
            "provisions__institution__country",
            "provisions__institution__country__region_of",
            "data_set_subjects__record",
            "data_set_subjects__record__archive",
            "data_set_subjects__record__citations__source",
        ),
        example_key="change-4-lnd",
    )
)
