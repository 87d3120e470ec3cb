"""The SQL that lists ask of participations beside their summary in Python, over the whole shipped catalogue."""

import datetime

import pytest

from partners.models import IlrsParticipation, days_of_change

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


@pytest.fixture
def participations():
    return list(IlrsParticipation.objects.for_list())


def all_days(participations):
    """Return every day on which something changes by the dates of steps or sources, and the days around it."""
    days = set(days_of_change(participations))
    for participation in participations:
        days.update(step.date_earliest for step in participation.steps.all())
        days.update(
            citation.source.published_earliest
            for citation in participation.citations.all()
        )
    days.discard(None)
    day_before = datetime.timedelta(days=-1)
    return [None, *sorted(days | {day + day_before for day in days})]


def test_relation_and_evidence_are_those_of_the_summary_on_every_day(participations):
    for day in all_days(participations):
        in_sql = IlrsParticipation.objects.with_evidence(day).values_list(
            "pk", "relation", "evidence"
        )
        in_python = set()
        for participation in participations:
            participation.summary_day = day
            vars(participation).pop("summary", None)
            summary = participation.summary
            in_python.add(
                (participation.pk, str(summary.relation), str(summary.evidence))
            )

        assert set(in_sql) == in_python, day


def test_group_is_that_of_the_summary_on_every_day(participations):
    for day in all_days(participations)[1:]:
        in_sql = IlrsParticipation.objects.with_group(day).values_list("pk", "group")
        in_python = set()
        for participation in participations:
            in_python.add(
                (participation.pk, str(participation.summary.group_on(day) or ""))
            )

        assert set(in_sql) == in_python, day


def test_first_days_are_those_of_the_summary(participations):
    with_days = IlrsParticipation.objects.with_signing_day().with_naming_day()
    in_sql = with_days.values_list("pk", "signed_from", "named_from")

    in_python = set()
    for participation in participations:
        summary = participation.summary
        in_python.add((participation.pk, summary.signed_from, summary.named_from))

    assert set(in_sql) == in_python


def test_list_of_a_day_is_of_those_whom_the_summary_knows_by_then(participations):
    for day in all_days(participations)[1::10]:
        listed = {
            (each.pk, each.summary.group)
            for each in IlrsParticipation.objects.as_of(day)
        }
        groups = {(each.pk, each.summary.group_on(day)) for each in participations}

        assert listed == {(pk, group) for pk, group in groups if group}, day
