"""The questions asked of payloads."""

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Value,
    When,
)

from missions.models import LaunchStatus, launch_status
from payloads.models.data_set import DataSetSubject
from payloads.models.facts import has_public_data, known
from payloads.models.rows import Provision
from payloads.models.terms import Flight, PayloadStatus
from records.models import RecordQuerySet
from records.ranges import reaches


def launched(end):
    """Return an expression for the ``earliest`` or ``latest`` day of the launch: the host's, else the mission's."""
    # What did not fly has none; a host that another mission brought to the Moon has a launch of its own.
    return Case(
        When(status=PayloadStatus.DID_NOT_FLY, then=None),
        When(host__launch__gt="", then=f"host__launch_{end}"),
        default=f"mission__launch_{end}",
    )


class PayloadQuerySet(RecordQuerySet):
    """Payloads. Its methods may be called in any order: none relies on what another has added."""

    def provided_by(self, countries):
        """Payloads with a provision that counts for one of the countries or regions in the announcement."""
        counted = Q(
            institution__country__in=countries,
            counts_as__in=Provision.COUNTED_BY_COUNTRY,
        )
        return self._with_provision(counted)

    def involving(self, countries):
        """Payloads with any institution of one of the countries, counted in the announcement or not."""
        return self._with_provision(Q(institution__country__in=countries))

    def with_institutions(self, institutions):
        """Payloads in which one of the institutions takes part."""
        return self._with_provision(Q(institution__in=institutions))

    def _with_provision(self, condition):
        # Not by a join, which would give a payload once for each provision.
        return self.filter(
            Exists(Provision.objects.filter(condition, record=OuterRef("pk")))
        )

    def with_launch(self):
        """Add ``launched_earliest`` and ``launched_latest``, done or planned.

        Both are NULL when neither is known, one of them where the launch is open.
        """
        return self.annotate(
            launched_earliest=launched("earliest"), launched_latest=launched("latest")
        )

    def of_launch_status(self, terms):
        """Payloads whose launch has one of the statuses: that of the host, else of the mission."""
        status = Case(
            When(status=PayloadStatus.DID_NOT_FLY, then=Value(LaunchStatus.NONE)),
            When(host__launch__gt="", then=Value(LaunchStatus.DONE)),
            default=launch_status("mission__"),
        )
        return self.alias(launch_state=status).filter(launch_state__in=terms)

    def launched_after(self, day):
        """Payloads whose launch is possibly on or after ``day``; an open end is possible, an unknown is not."""
        return self.with_launch().filter(
            reaches("launched_earliest", "launched_latest", day, None)
        )

    def launched_before(self, day):
        """Payloads whose launch is possibly on or before ``day``; an open start is possible, an unknown is not."""
        return self.with_launch().filter(
            reaches("launched_earliest", "launched_latest", None, day)
        )

    def with_flight(self):
        """Add ``flight``: which of the three lists a payload belongs to."""
        flights = [
            When(status=status, then=Value(Flight.of_status(status)))
            for status in PayloadStatus
        ]
        return self.annotate(flight=Case(*flights, output_field=IntegerField()))

    def by_flight(self):
        """Add ``flight`` and order by it, then as ordered before: flown, awaiting flight, did not fly."""
        # What the request asked for, or the order of the model.
        order = self.query.order_by or ["sort_key", "slug"]
        return self.with_flight().order_by("flight", *order)

    def count_by_flight(self):
        """Return the number of payloads by ``flight``. Runs a query."""
        # Without an order, whose columns would be grouped by too.
        return dict(
            self.with_flight().order_by().values_list("flight").annotate(Count("pk"))
        )

    def with_has_data(self):
        """Add ``has_data``: whether the public can have data of the payload."""
        return self.annotate(has_data=has_public_data())

    def having_data(self):
        """Payloads of which the public can have data."""
        return self.filter(has_public_data())

    def without_data(self):
        """Payloads of which no data set that the public can have is known."""
        return self.exclude(has_public_data())

    def with_data_sets(self):
        """Prefetch to ``data_subjects`` what published data sets say of the payloads, with the data sets."""
        subjects = DataSetSubject.objects.published().with_data_sets()
        return self.prefetch_related(
            Prefetch(
                "data_set_subjects",
                subjects.order_by("record__sort_key", "record__slug"),
                to_attr="data_subjects",
            )
        )

    def lacking(self, facts):
        """Payloads of which none of the facts is known, whether or not it was looked for."""
        return self.filter(*(~known(fact) for fact in facts))

    def with_partners(self):
        """Prefetch the institutions that provide the payloads, with the countries or regions that they represent."""
        provisions = Provision.objects.select_related("institution__country__region_of")
        return self.prefetch_related(Prefetch("provisions", provisions))

    def for_list(self):
        payloads = self.with_differences().with_has_data().with_partners()
        return payloads.select_related(
            "mission", "host__mission__operator__country"
        ).prefetch_related("mission__events")

    def for_comparison(self):
        """Payloads with all that is set side by side, their numbers of results and of sources among it."""
        return (
            self.for_list()
            .annotate(
                # Distinct, because the two joins multiply each other's rows.
                result_count=Count("results", distinct=True),
                source_count=Count("citations__source", distinct=True),
            )
            .prefetch_related("specifications", "gaps")
        )

    def for_completeness(self):
        """Payloads with all that ``completeness`` reads, and their partners."""
        return (
            self.with_has_data()
            .with_partners()
            .prefetch_related(
                "persons", "specifications", "results", "gaps", "citations"
            )
        )

    def for_detail(self):
        payloads = self.with_has_data().select_related(
            "mission__operator__country", "host__mission__operator__country"
        )
        return payloads.with_data_sets().prefetch_related(
            "contents", "mission__contents", "results__figures"
        )
