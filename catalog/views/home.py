"""The home page."""

from django.db.models import Count, Max, OuterRef, Subquery, Value
from django.views.generic import TemplateView

from catalog.coverage import evidence_reach, with_evidence_reach
from history.models import Change
from missions.models import Mission
from partners.models import ILRS, Country, IlrsParticipation
from payloads.models import Payload, Provision
from records.topics import Topic
from sources.models import Source
from web.views import StrictPage


class HomeView(StrictPage, TemplateView):
    """What the catalogue is, what it holds, and where to go."""

    template_name = "home.html"

    def get_context_data(self, **kwargs):
        payloads = Payload.objects.published()
        missions = Mission.objects.published().with_spacecraft()
        missions = with_evidence_reach(missions)
        record_counts = count_records(
            payload_count=payloads,
            participation_count=IlrsParticipation.objects.published().of_programme(
                ILRS
            ),
            source_count=Source.objects.all(),
        )
        return super().get_context_data(
            missions=missions,
            reach=evidence_reach(missions),
            changes=latest_changes(),
            partners=providing_countries(payloads),
            differing=payloads_by_topic(payloads),
            **record_counts,
            **kwargs,
        )


def count_records(**querysets):
    """Return how many records each queryset holds, by its name; nothing for an empty one. One query."""
    counts = []
    for name, queryset in querysets.items():
        # Grouped by a constant, so that each part of the union is one row: the name and the number.
        named = queryset.order_by().annotate(name_of_count=Value(name))
        grouped = named.values("name_of_count").annotate(number=Count("pk"))
        counts.append(grouped.values_list("name_of_count", "number"))
    return dict(counts[0].union(*counts[1:], all=True))


def latest_changes(revisions=5):
    """Return the last change of each of the last revisions.

    ``others`` of each is how many more changes its revision brought. One query.
    """
    by_revision = Change.objects.values("revision")
    latest = by_revision.annotate(last_pk=Max("pk")).order_by("-revision")[:revisions]
    # In no order, because each field of an order would be grouped by too.
    same_revision = Change.objects.filter(revision=OuterRef("revision")).order_by()
    counted = same_revision.values("revision").annotate(number=Count("pk") - 1)
    others = counted.values("number")
    changes = Change.objects.filter(pk__in=latest.values("last_pk"))
    return changes.annotate(others=Subquery(others)).order_by("-revision")


def providing_countries(payloads):
    """Return the countries and regions for which provisions of the payloads count."""
    counting = Provision.objects.filter(
        record__in=payloads, counts_as__in=Provision.COUNTED_BY_COUNTRY
    )
    countries = Country.objects.filter(pk__in=counting.values("institution__country"))
    return countries.select_related("region_of")


def payloads_by_topic(payloads):
    """Return pairs of a topic on which sources differ about payloads, and those payloads; in the order of topics."""
    differing = payloads.differing()
    differing = differing.select_related("mission", "host").prefetch_related("contents")
    by_topic = {topic: [] for topic in Topic}
    for payload in differing:
        # A set, because sources may differ on several things of one topic.
        topics = {difference.topic for difference in payload.cited_evidence.differences}
        for topic in topics:
            by_topic[topic].append(payload)
    return [(topic, payloads) for topic, payloads in by_topic.items() if payloads]
