"""The payload itself, its vocabularies, and the questions asked of payloads."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, Value, When
from django.urls import reverse

from missions.models import Mission, Spacecraft
from payloads.models.facts import EXPECTED, known
from payloads.models.rows import (
    Knowledge,
    KnownGap,
    Paper,
    PayloadCitation,
    PayloadEvent,
    PayloadName,
    Person,
    Provision,
    Result,
    ResultFigure,
    Specification,
)
from records import dates
from records.fields import EdtfField, Vocabulary, derived_day, one_of
from records.models import Publishable, Rank, RecordQuerySet, Stance
from records.registry import RecordType, RowKind, register
from records.topics import Topic


class PayloadKind(Vocabulary, public_name="payload-kind"):
    PARTICLE_ANALYZER = "particle-analyzer", "It counts and sorts ions, neutral atoms or neutrons.", "particle analyzer"
    DOSIMETER = "dosimeter", "It measures the radiation dose.", "dosimeter"
    RADIO_RECEIVER = "radio-receiver", "It receives radio waves, alone or as an array.", "radio receiver"
    CAMERA = "camera", "It takes pictures in visible or infrared light.", "camera"
    IMAGING_SPECTROMETER = "imaging-spectrometer", "It takes pictures in many wavelengths.", "imaging spectrometer"
    RETROREFLECTOR = "retroreflector", "It sends laser light back to where it came from.", "retroreflector"
    PLASMA_SENSOR = (
        "plasma-or-dust-sensor",
        "It senses plasma, charged dust or electric fields.",
        "plasma or dust sensor",
    )
    TELESCOPE = "telescope", "It observes the sky.", "telescope"
    ROVER = "rover", "A vehicle that drives on the surface.", "rover"
    ROBOT = "robot", "A machine that handles, carries or serves.", "robot"
    CUBESAT = "cubesat", "A small satellite of cubic units, released on the way.", "cubesat"
    GAS_DETECTOR = "gas-detector", "It detects gases that come out of the ground.", "gas detector"
    BEACON = "radio-beacon", "It sends radio signals for others to receive.", "radio beacon"
    RADIOMETER = "radiometer", "It measures radiation over a wide band.", "radiometer"


class Discipline(Vocabulary, public_name="discipline"):
    SPACE_PHYSICS = "space-physics", "Solar wind, plasma, fields and energetic particles.", "space physics"
    RADIATION = "radiation", "Dose and radiation hazards.", "radiation"
    RADIO_ASTRONOMY = "radio-astronomy", "The sky at radio wavelengths.", "radio astronomy"
    GEODESY = "geodesy", "Position, shape and motion of the Moon.", "geodesy"
    SURFACE_COMPOSITION = "surface-composition", "What the surface is made of.", "surface composition"
    EXOSPHERE = "exosphere", "The thin gas and dust above the surface.", "exosphere"
    IMAGING = "imaging", "Pictures of the Moon and the Earth.", "imaging"
    ROBOTICS = "robotics", "Moving, handling and working on the surface.", "robotics"
    ASTRONOMY = "astronomy", "The sky in visible and neighbouring light.", "astronomy"
    TECHNOLOGY = "technology", "Trials of technology, and teaching.", "technology and education"
    EARTH_OBSERVATION = "earth-observation", "The Earth seen from the Moon.", "Earth observation"


class PayloadStatus(Vocabulary, public_name="payload-status"):
    PROPOSED = "proposed", "Put forward, not selected.", "proposed"
    SELECTED = "selected", "Chosen to fly.", "selected"
    IN_DEVELOPMENT = "in-development", "Being built or tested.", "in development"
    DELIVERED = "delivered", "Handed over for integration.", "delivered"
    IN_FLIGHT = "in-flight", "Launched, not yet at work.", "in flight"
    OPERATING = (
        "operating",
        "Switched on and returning data by the status date; what came after is not implied.",
        "operating",
    )
    ENDED = "ended", "Its work is over.", "ended"
    DID_NOT_FLY = "did-not-fly", "It was meant to fly and did not.", "did not fly"


FLOWN = [PayloadStatus.IN_FLIGHT, PayloadStatus.OPERATING, PayloadStatus.ENDED]


class Flight(models.IntegerChoices):
    """The three lists that payloads are kept apart in, in their order."""

    FLOWN = 1, "Flown"
    AWAITING = 2, "Awaiting flight"
    DID_NOT_FLY = 3, "Did not fly"


FLIGHTS = dict.fromkeys(PayloadStatus, Flight.AWAITING)
FLIGHTS |= dict.fromkeys(FLOWN, Flight.FLOWN) | {PayloadStatus.DID_NOT_FLY: Flight.DID_NOT_FLY}


def launched(end):
    """Return an expression for the ``earliest`` or ``latest`` day of the launch: the host's, else the mission's."""
    return Case(When(host__launch__gt="", then=f"host__launch_{end}"), default=f"mission__launch_{end}")


class PayloadQuerySet(RecordQuerySet):
    def provided_by(self, countries):
        """Payloads with a provision that counts for one of the countries or regions in the announcement."""
        counted = Q(institution__country__in=countries, counts_as__in=Provision.COUNTED_BY_COUNTRY)
        return self._with_provision(counted)

    def involving(self, countries):
        """Payloads with any institution of one of the countries, counted in the announcement or not."""
        return self._with_provision(Q(institution__country__in=countries))

    def with_institutions(self, institutions):
        """Payloads in which one of the institutions takes part."""
        return self._with_provision(Q(institution__in=institutions))

    def _with_provision(self, condition):
        return self.filter(Exists(Provision.objects.filter(condition, record=OuterRef("pk"))))

    def with_launch(self):
        """Add ``launched_earliest`` and ``launched_latest``, done or planned.

        Both are NULL when neither is known, one of them where the launch is open.
        """
        return self.annotate(launched_earliest=launched("earliest"), launched_latest=launched("latest"))

    def launched_after(self, day):
        """Payloads whose launch is possibly on or after ``day``; an open end is possible, an unknown is not."""
        return self.with_launch().filter(
            Q(launched_latest__gte=day) | Q(launched_latest=None, launched_earliest__isnull=False)
        )

    def launched_before(self, day):
        """Payloads whose launch is possibly on or before ``day``; an open start is possible, an unknown is not."""
        return self.with_launch().filter(
            Q(launched_earliest__lte=day) | Q(launched_earliest=None, launched_latest__isnull=False)
        )

    def by_flight(self):
        """Add ``flight`` and order by it, then as ordered before: flown, awaiting flight, did not fly."""
        flights = [When(status=status, then=Value(flight)) for status, flight in FLIGHTS.items()]
        order = self.query.order_by or self.model._meta.ordering
        return self.annotate(flight=Case(*flights, output_field=models.IntegerField())).order_by("flight", *order)

    def count_by_flight(self):
        """Return the number of payloads by ``flight``. Needs ``by_flight()``; runs a query."""
        return dict(self.order_by().values_list("flight").annotate(models.Count("pk")))

    def with_facts(self):
        """Add ``knows_<fact>`` for each expected fact: whether it is known."""
        return self.annotate(
            **{knows(fact): Case(When(known(fact), then=Value(True)), default=Value(False)) for fact in EXPECTED}
        )

    def lacking(self, facts):
        """Payloads of which none of the facts is known, whether or not it was looked for."""
        return self.filter(*(~known(fact) for fact in facts))

    def with_partners(self):
        """Read the institutions that provide the payloads, with the countries or regions that they represent."""
        provisions = Provision.objects.select_related("institution__country__region_of")
        return self.prefetch_related(Prefetch("provisions", provisions))

    def for_list(self):
        payloads = self.with_differences().with_partners()
        return payloads.select_related("mission", "host").prefetch_related("mission__events")

    def for_comparison(self):
        """Payloads with all that is set side by side, their numbers of results and of sources among it."""
        return (
            self.for_list()
            .annotate(
                result_count=models.Count("results", distinct=True),
                source_count=models.Count("citations__source", distinct=True),
            )
            .prefetch_related("specifications", "gaps")
        )

    def for_detail(self):
        return (
            self.with_differences()
            .with_facts()
            .select_related("mission__operator", "host__mission")
            .prefetch_related("contents", "mission__contents", "results__figures")
        )


def knows(fact):
    """Return the name of the annotation of ``with_facts`` for a fact."""
    return f"knows_{fact.value.replace('-', '_')}"


class Payload(Publishable):
    """An instrument, rover, robot or array carried to the Moon, provided at least partly by a partner."""

    name = models.CharField(max_length=160)
    acronym = models.CharField(max_length=20, blank=True, default="")
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="payloads")
    host = models.ForeignKey(
        Spacecraft,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="payloads",
        help_text="The spacecraft that carries it, of its mission or one that serves it; empty when unknown.",
    )
    kind = models.CharField(max_length=24, choices=PayloadKind)
    discipline = models.CharField(
        max_length=24,
        choices=Discipline,
        blank=True,
        default="",
        help_text="Empty when no source tells what it serves.",
    )
    status = models.CharField(max_length=16, choices=PayloadStatus)
    status_date = EdtfField(
        earliest_field="status_date_earliest",
        latest_field="status_date_latest",
        blank=False,
        help_text="When the status was true, by the source.",
    )
    status_date_earliest = derived_day()
    status_date_latest = derived_day()
    summary = models.TextField(blank=True, default="", help_text="What it is, in a sentence or two of our own.")
    working_principle = models.TextField(blank=True, default="")
    objectives = models.TextField(blank=True, default="")
    data_access = models.TextField(blank=True, default="", help_text="Where its data can be had, by which identifier.")

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

    def get_absolute_url(self):
        return reverse("payloads:detail", args=[self.slug])

    def clean(self):
        super().clean()
        if not (self.host_id and self.mission_id) or self.host.mission_id == self.mission_id:
            return
        if not self.host.serves.filter(pk=self.mission_id).exists():
            raise ValidationError({"host": f"{self.host} is not of {self.mission} and does not serve it."})

    def searchable(self):
        persons = [name for person in self.held("persons") for name in (person.name, person.native_name)]
        return [*super().searchable(), self.acronym, *persons]

    @property
    def title(self):
        """The name with the acronym: "Advanced Small Analyzer for Neutrals (ASAN)"."""
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    @property
    def has_flown(self):
        return self.status in FLOWN

    @property
    def group(self):
        """Which of the three lists it belongs to: flown, awaiting flight, did not fly."""
        return FLIGHTS[self.status].label

    @property
    def status_date_words(self):
        return dates.in_words(self.status_date)

    @property
    def status_words(self):
        """The status with its date, saying so where nothing later is known: "operating by 2022"."""
        words = self.status_date_words
        if self.status in (PayloadStatus.ENDED, PayloadStatus.DID_NOT_FLY):
            return f"{self.get_status_display()}, {words}"
        joined = words if words.startswith(("by ", "from ")) else f"as of {words}"
        present = "; present status not found" if self.status in FLOWN else ""
        return f"{self.get_status_display()} {joined}{present}"

    @property
    def launch_words(self):
        """The launch of the host, else of the mission, marked when it is planned; "not known" without either.

        What did not fly has none, whatever its mission did since.
        """
        if self.status == PayloadStatus.DID_NOT_FLY:
            return "none: it did not fly"
        if self.host and self.host.launch:
            return self.host.launch_words
        if not self.mission.launch:
            return "not known"
        planned = " (planned)" if self.mission.launch_is_planned else ""
        return f"{self.mission.launch_words}{planned}"

    @property
    def completeness(self):
        """Each expected fact with what is known of it, as pairs. Needs ``with_facts()``."""
        gaps = {gap.fact: gap.finding for gap in self.gaps.all()}
        differing = {row.quantity for row in self.specifications.all() if row.rank != Rank.PREFERRED}
        differing |= {citation.field for citation in self.citations.all() if citation.stance == Stance.DIFFERS}
        found = []
        for fact in EXPECTED:
            if getattr(self, knows(fact)):
                state = Knowledge.DIFFERING if fact.value.replace("-", "_") in differing else Knowledge.KNOWN
            else:
                state = Knowledge(gaps.get(fact, Knowledge.NOT_LOOKED_FOR))
            found.append((fact, state))
        return found

    @property
    def counted_partners(self):
        """The countries, regions and international organisations it counts for, each once."""
        partners = (provision.counted_partner for provision in self.provisions.all())
        return list(dict.fromkeys(partner for partner in partners if partner))


register(
    RecordType(
        Payload,
        plural="payloads",
        place=1,
        rows=(
            RowKind("names", PayloadName, cited_as="name", can_differ=False),
            RowKind("provisions", Provision, cited_as="provision", topic=Topic.LEADERSHIP),
            RowKind("persons", Person, cited_as="person", topic=Topic.LEADERSHIP),
            RowKind("specifications", Specification, cited_as="specification", topic=Topic.FIGURES),
            RowKind("results", Result, cited_as="result"),
            RowKind("figures", ResultFigure, cited_as="figure", topic=Topic.FIGURES),
            RowKind("papers", Paper),
            RowKind("events", PayloadEvent, cited_as="event", topic=Topic.DATES),
            RowKind("gaps", KnownGap),
        ),
        citations=PayloadCitation,
        field_topics={"status": Topic.STATUS, "status_date": Topic.STATUS},
        one_file_each=True,
        search_heading="Payloads",
        in_sitemap=True,
        can_be_cited=True,
        linked_types=("sosa:Sensor", "schema:Product"),
        example_key="change-4-lnd",
    )
)
