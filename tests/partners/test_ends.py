"""Participations that end, are renewed, are in force: before and after each day, wherever readers look."""

import datetime

import pytest

from catalog.counting import compare
from partners.figures import ilrs_steps
from partners.models import IlrsParticipation, counts_by_day
from tests.factories import (
    cite,
    make_country,
    make_participation,
    make_programme,
    make_source,
    make_total,
)
from tests.reading import get_json, read

pytestmark = pytest.mark.django_db
API = "/api/v1/ilrs-participations/"
SIGNED = {"kind": "signed", "date": "2024-07-03"}


def take_part(*steps, code="RS", name="Serbia"):
    """Make a participation with steps in their order, each reported by press."""
    country = make_country(code, name=name)
    participation = make_participation(list(steps), slug=name.lower(), country=country)
    for position, step in enumerate(participation.steps.all(), start=1):
        step.position = position
        step.save()
        source = make_source(published=step.date or "2024-08-01")
        cite(participation, source, step=step, confidence="medium")
    return participation


def asked(client, day, slug="serbia"):
    """Return relation, group and standing as of a day, from the list of the API."""
    rows = get_json(client, API, as_of=day)["results"]
    (row,) = [row for row in rows if row["slug"] == slug]
    return row["relation"], row["group"], row["standing"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("withdrew", "Withdrew 5 May 2025"),
        ("expired", "Expired 5 May 2025"),
        ("superseded", "Superseded 5 May 2025"),
    ],
)
def test_a_participation_ends_on_its_day(client, kind, words):
    take_part(SIGNED, {"kind": kind, "date": "2025-05-05"})

    before = asked(client, "2025-05-04")
    after = asked(client, "2025-05-05")

    assert before == (
        "signatory",
        "signed",
        "Signed 3 July 2024; reported by press",
    )
    ended = f"{words}, signed 3 July 2024; reported by press"
    assert after == ("ended", "ended", ended)
    detail = get_json(client, f"{API}serbia/")
    assert (detail["relation"], detail["standing"]) == ("ended", ended)
    assert (detail["first_signed"], detail["ended"]) == ("2024-07-03", "2025-05-05")


def test_pages_say_that_it_ended(client):
    make_programme()
    take_part(SIGNED, {"kind": "withdrew", "date": "2025-05-05"})
    ended = "Withdrew 5 May 2025, signed 3 July 2024; reported by press"

    assert ended in read(client, "/ilrs/").parts["serbia"]
    assert "Ended by then (1)" in read(client, "/ilrs/", as_of="2026-01-01").text
    before = read(client, "/ilrs/", as_of="2025-01-01")
    assert "Signed by then (1)" in before.text
    assert "This step is later than 1 January 2025." in before.text
    assert ended in read(client, "/countries/RS/").text
    assert ended in read(client, "/countries/").text


def test_an_end_without_a_day_ends_it_too(client):
    take_part(SIGNED, {"kind": "withdrew"})

    detail = get_json(client, f"{API}serbia/")

    assert detail["standing"] == "Withdrew, signed 3 July 2024; reported by press"
    assert detail["ended"] == ""


def test_it_may_sign_again_after_the_end(client):
    take_part(
        SIGNED,
        {"kind": "withdrew", "date": "2025-05-05"},
        {"kind": "signed", "date": "2026-02-01"},
    )

    assert asked(client, "2026-01-31")[:2] == ("ended", "ended")
    assert asked(client, "2026-02-01") == (
        "signatory",
        "signed",
        "Signed 3 July 2024, latest 1 February 2026; reported by press",
    )
    detail = get_json(client, f"{API}serbia/")
    assert (detail["first_signed"], detail["latest_signed"]) == (
        "2024-07-03",
        "2026-02-01",
    )


def test_an_end_that_has_surely_come_only_later_leaves_it_a_signatory(client):
    take_part(SIGNED, {"kind": "withdrew", "date": "2025"})

    assert asked(client, "2025-06-01")[:2] == ("signatory", "signed")
    assert asked(client, "2025-12-31")[:2] == ("ended", "ended")


def test_first_and_latest_signature_and_entry_into_force_are_told_apart(client):
    take_part(
        {"kind": "signed", "date": "2021-03-09"},
        {"kind": "signed", "date": "2022-11-25"},
        {"kind": "entered-into-force", "date": "2024-07-18"},
    )

    assert asked(client, "2022-01-01")[2] == "Signed 9 March 2021; reported by press"
    assert asked(client, "2024-01-01")[2] == (
        "Signed 9 March 2021, latest 25 November 2022; reported by press"
    )
    assert asked(client, "2025-01-01")[2] == (
        "Signed 9 March 2021, latest 25 November 2022, in force 18 July 2024; "
        "reported by press"
    )
    assert get_json(client, f"{API}serbia/")["in_force"] == "2024-07-18"


def test_counts_and_totals_leave_out_who_ended(client):
    programme = make_programme()
    take_part(SIGNED, {"kind": "withdrew", "date": "2025-05-05"})
    take_part({"kind": "signed", "date": "2024-04-24"}, code="NI", name="Nicaragua")

    numbers = {
        row["day"].isoformat(): (row["signed"], row["ended"])
        for row in counts_by_day()
        if row["level"] == "national"
    }
    assert numbers == {
        "2024-04-24": (1, 0),
        "2024-07-03": (2, 0),
        "2025-05-05": (1, 1),
    }
    answered = get_json(client, "/api/v1/ilrs-counts/")["results"]
    assert [row["ended"] for row in answered if row["level"] == "national"] == [0, 0, 1]
    for date, number in (("2025-01-01", 2), ("2026-01-01", 1)):
        total = make_total(
            slug=f"total-{date}",
            programme=programme,
            mission=None,
            measure="countries-and-regions",
            date=date,
            low=2,
            high=2,
        )
        (comparison,) = compare([total])
        assert comparison.count.number == number


def test_filters_and_facets_know_who_ended(client):
    take_part(SIGNED, {"kind": "withdrew", "date": "2025-05-05"})
    take_part({"kind": "signed", "date": "2024-04-24"}, code="NI", name="Nicaragua")

    def found(**query):
        return [row["slug"] for row in get_json(client, API, **query)["results"]]

    assert found(relation="ended") == ["serbia"]
    assert found(relation="signatory") == ["nicaragua"]
    assert found(relation="ended", as_of="2025-01-01") == []
    assert found(group="ended", as_of="2026-01-01") == ["serbia"]
    assert found(relation="ended", evidence="press") == ["serbia"]


def test_the_end_an_omission_and_what_is_wrong_have_signs_of_their_own():
    participation = take_part(
        SIGNED,
        {"kind": "omitted", "date": "2024-12-01"},
        {"kind": "signed", "date": "2025-01-01", "rank": "deprecated"},
        {"kind": "withdrew", "date": "2025-05-05"},
    )

    _axis, (line,), *_ = ilrs_steps([participation])

    assert [step.sign for step in line.steps] == ["half", "omitted", "struck", "ended"]


def test_the_rule_in_the_database_is_that_of_the_summary():
    take_part(SIGNED, {"kind": "withdrew", "date": "2025"})
    take_part(
        {"kind": "signed", "date": "2024-04-24"},
        {"kind": "expired", "date": "2025-04-24"},
        {"kind": "signed", "date": "2025-09"},
        code="NI",
        name="Nicaragua",
    )
    day = datetime.date(2024, 4, 1)
    while day < datetime.date(2026, 2, 1):
        summed_up = {
            participation.slug: (
                participation.summary.relation,
                participation.summary.group,
            )
            for participation in IlrsParticipation.objects.as_of(day)
        }
        records = IlrsParticipation.objects.with_group(day).with_relation(day)
        in_sql = {
            record.slug: (record.relation, record.group)
            for record in records
            if record.group
        }
        assert in_sql == summed_up, day
        day += datetime.timedelta(days=12)
