"""What curators have to attend to: the lines at the front of the admin, and the page that goes through everything."""

import datetime

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.counting import compare
from catalog.models import AnnouncedTotal
from curation.referrers import form_address
from exchange.checking import Problem, problems_by_rule
from history.models import Change
from missions.models import Mission, MissionStatus, Spacecraft
from payloads.models import KnownGap, Payload, PayloadStatus
from records.models import Publication, Publishable
from records.registry import record_types

# What was looked at longer ago than this is to be looked at again.
A_YEAR = datetime.timedelta(days=365)
# The states of records that wait for somebody.
WAITING = (Publication.DRAFT, Publication.IN_REVIEW)
LATEST_CHANGES = 20
# What no longer changes.
FINAL_STATUSES = {
    Payload: (PayloadStatus.ENDED, PayloadStatus.DID_NOT_FLY),
    Mission: (MissionStatus.ENDED,),
    Spacecraft: (MissionStatus.ENDED, ""),
}


def publishable_types():
    return [
        record_type
        for record_type in record_types()
        if record_type.in_admin and issubclass(record_type.model, Publishable)
    ]


def numbers_waiting():
    """Return how many records of each type wait in each state, as triples of words, number and the address of the list.

    One query a type.
    """
    numbers = []
    for record_type in publishable_types():
        meta = record_type.model._meta
        changelist = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
        records = record_type.model.objects.filter(publication__in=WAITING)
        counts = records.order_by().values_list("publication").annotate(Count("pk"))
        for state, number in sorted(counts):
            words = _("%(records)s, %(state)s") % {
                "records": record_type.verbose_name_plural,
                "state": Publication(state).label,
            }
            address = f"{changelist}?publication__exact={state}"
            numbers.append((words, number, address))
    return numbers


def waiting_records():
    """Return a ``Problem`` for each record that waits, with whose it is and since when, the oldest first."""
    lines = []
    for record_type in publishable_types():
        records = record_type.model.objects.filter(publication__in=WAITING)
        additions = additions_of(record_type.model, records)
        for record in records:
            values = {"state": record.get_publication_display()}
            entry = additions.get(str(record.pk))
            if entry is None:
                sentence = _("%(state)s; loaded from a file") % values
                moment = datetime.datetime.min.replace(tzinfo=datetime.UTC)
            else:
                moment = entry.action_time
                values |= {"user": entry.user, "day": f"{moment:%-d %B %Y}"}
                sentence = _("%(state)s; by %(user)s, since %(day)s") % values
            lines.append((moment, Problem([record], sentence)))
    lines.sort(key=lambda pair: pair[0])
    return [line for _moment, line in lines]


def additions_of(model, records):
    """Return the log entry of each of the records that was made in the admin, by its primary key as text."""
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        action_flag=ADDITION,
        object_id__in=[str(record.pk) for record in records],
    ).select_related("user")
    return {entry.object_id: entry for entry in entries}


def old_statuses(today):
    """Return a ``Problem`` for each published record whose status is old and may have changed, the oldest first."""
    lines = []
    for model, final in FINAL_STATUSES.items():
        records = model.objects.published().exclude(status__in=final)
        old = records.filter(status_date_latest__lt=today - A_YEAR)
        for record in old.order_by("status_date_latest", "sort_key"):
            lines.append(Problem([record], record.status_words))
    return lines


def old_gaps(today):
    """Return a ``Problem`` for each gap of a published payload that was looked for long ago, the oldest first."""
    gaps = KnownGap.objects.filter(
        record__publication=Publication.PUBLISHED, looked_latest__lt=today - A_YEAR
    ).select_related("record")
    return [
        Problem([gap.record], gap.sentence)
        for gap in gaps.order_by("looked_latest", "record__sort_key", "position")
    ]


def totals_apart():
    """Return a ``Problem`` for each announced total that what is counted does not reach or goes beyond."""
    totals = AnnouncedTotal.objects.published().for_list()
    return [
        Problem([comparison.total], comparison.difference_words)
        for comparison in compare(totals)
        if comparison.difference
    ]


def sections(today):
    """Return pairs of a heading and a list of ``Problem``; a heading without any is left out.

    Goes through the whole catalogue, which takes some seconds.
    """
    found = [(_("Drafts and records in review"), waiting_records())]
    found += problems_by_rule(today)
    found += [
        (_("Statuses told more than a year ago"), old_statuses(today)),
        (_("Gaps looked for more than a year ago"), old_gaps(today)),
        (_("Announced totals that differ from the count"), totals_apart()),
    ]
    return [(heading, problems) for heading, problems in found if problems]


def with_links(problems):
    """Return pairs of the records, each with the address of its form, and the sentence of each problem."""
    pairs = []
    for problem in problems:
        links = [(record, form_address(record)) for record in problem.records]
        pairs.append((links, problem.sentence))
    return pairs


def latest_changes():
    return Change.objects.all()[:LATEST_CHANGES]
