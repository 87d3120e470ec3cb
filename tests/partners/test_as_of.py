from datetime import date

import pytest

from partners.models import IlrsParticipation, counts_by_day, evidence_through
from tests.factories import cite, make_country, make_participation, make_source
from tests.reading import read

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2024, 1, 1)


def groups_on(day):
    return {
        str(found): found.summary.group
        for found in IlrsParticipation.objects.published().as_of(day)
    }


def signed(code, day):
    return make_participation(
        country=make_country(code), steps=[{"kind": "signed", "date": day}]
    )


def test_a_signature_counts_from_its_latest_possible_day():
    signed("EG", "2023-12-06")
    signed("RS", "2024-01")

    assert groups_on(NEW_YEAR) == {"EG": "signed", "RS": "possibly"}
    assert groups_on(date(2024, 1, 31)) == {"EG": "signed", "RS": "signed"}


def test_the_day_of_signing_itself_counts():
    signed("TH", "2024-04-05")

    assert groups_on(date(2024, 4, 4)) == {}
    assert groups_on(date(2024, 4, 5)) == {"TH": "signed"}


def test_an_undated_signature_is_dated_by_the_earliest_source():
    participation = make_participation(
        country=make_country("BY"), steps=[{"kind": "signed"}]
    )
    step = participation.steps.get()
    cite(participation, make_source(published="2025-04-24"), step=step)
    cite(participation, make_source(published="2023-10-25"), step=step)

    assert groups_on(date(2023, 10, 24)) == {}
    assert groups_on(date(2023, 10, 25)) == {"BY": "named"}


def test_an_omission_and_a_doubted_step_name_nobody():
    steps = [
        {"kind": "omitted", "date": "2023-01-01"},
        {"kind": "signed", "date": "2023-01-01", "rank": "alternative"},
    ]
    make_participation(country=make_country("TR"), steps=steps)

    assert groups_on(NEW_YEAR) == {}


def test_a_signature_known_to_be_given_by_a_day_is_possible_on_every_day_before(client):
    participation = make_participation(
        country=make_country("CH"),
        steps=[{"kind": "signed", "date": "../2023-07-07"}, {"kind": "named"}],
    )
    signed_step, named_step = participation.steps.all()
    cite(participation, make_source(published="2023-07-07"), step=signed_step)
    cite(participation, make_source(published="2025-04-24"), step=named_step)

    for day, group in (
        ("2015-01-01", "possibly"),
        ("2023-07-06", "possibly"),
        ("2023-07-07", "signed"),
        ("2023-08-01", "signed"),
        ("2025-06-01", "signed"),
    ):
        [told] = client.get("/api/v1/ilrs-participations/", {"as_of": day}).json()[
            "results"
        ]
        assert told["group"] == group, day
        assert told["relation"] == "signatory", day
        assert told["evidence"] == "press", day
        assert told["standing"] == "Signed by 7 July 2023; reported by press", day
        assert (told["possibly_from"], told["signed_from"]) == (None, "2023-07-07")


# Each form of a date with its earliest and latest day; None for an end that is open or not known.
FORMS = {
    "2023-07-07": (date(2023, 7, 7), date(2023, 7, 7)),
    "2023-07": (date(2023, 7, 1), date(2023, 7, 31)),
    "2023": (date(2023, 1, 1), date(2023, 12, 31)),
    "2023-07~": (date(2023, 7, 1), date(2023, 7, 31)),
    "2023?": (date(2023, 1, 1), date(2023, 12, 31)),
    "2023-07-07%": (date(2023, 7, 7), date(2023, 7, 7)),
    "[2023-07-07,2023-07-09]": (date(2023, 7, 7), date(2023, 7, 9)),
    "2023-06/2023-08": (date(2023, 6, 1), date(2023, 8, 31)),
    "../2023-07-07": (None, date(2023, 7, 7)),
    "../2023": (None, date(2023, 12, 31)),
    "2023-07-07/..": (date(2023, 7, 7), None),
}
DAYS = [
    date(2015, 1, 1),
    date(2022, 12, 31),
    date(2023, 1, 1),
    date(2023, 5, 31),
    date(2023, 6, 1),
    date(2023, 7, 6),
    date(2023, 7, 7),
    date(2023, 7, 9),
    date(2023, 7, 31),
    date(2023, 8, 31),
    date(2023, 12, 30),
    date(2023, 12, 31),
    date(2026, 1, 1),
]


@pytest.mark.parametrize("source_date", ["2022-01", "2023-09-01", "../2023-09", ""])
@pytest.mark.parametrize("form", FORMS)
def test_group_relation_evidence_and_sentence_agree(form, source_date):
    participation = make_participation([{"kind": "signed", "date": form}])
    cite(
        participation,
        make_source(published=source_date),
        step=participation.steps.get(),
    )
    earliest, latest = FORMS[form]

    for day in DAYS:
        if latest is not None and latest <= day:
            expected = "signed"
        elif earliest is None or earliest <= day:
            expected = "possibly"
        else:
            expected = None
        told = list(IlrsParticipation.objects.with_evidence(day).as_of(day))

        assert [each.summary.group for each in told] == [expected] * bool(expected), day
        for each in told:
            summary = each.summary
            assert (summary.relation, summary.evidence) == ("signatory", "press"), day
            assert (each.relation, each.evidence) == ("signatory", "press"), day
            assert summary.standing.startswith("Signed "), day


@pytest.mark.parametrize("source_date", ["2022-01", "2023-09-01", "../2023-09"])
@pytest.mark.parametrize("form", ["", *FORMS])
def test_whoever_is_named_by_a_day_is_named_by_a_step(form, source_date):
    participation = make_participation([{"kind": "applied", "date": form}])
    cite(
        participation,
        make_source(published=source_date),
        step=participation.steps.get(),
    )

    for day in DAYS:
        for each in IlrsParticipation.objects.with_evidence(day).as_of(day):
            assert each.summary.group == "named", day
            assert each.summary.relation == each.relation == "applicant", day
    # By the last day it is known, whichever form its date has.
    assert groups_on(DAYS[-1]) == {"SE": "named"}


def test_a_source_from_before_a_dated_step_names_nobody_yet():
    participation = make_participation([{"kind": "signed", "date": "2024-04-05"}])
    cite(
        participation,
        make_source(published="2024-03-01"),
        step=participation.steps.get(),
    )

    assert groups_on(date(2024, 3, 2)) == {}
    assert groups_on(date(2024, 4, 5)) == {"SE": "signed"}
    assert participation.summary.named_from == date(2024, 4, 5)


def test_relation_and_evidence_are_those_of_the_day():
    steps = [
        {"kind": "applied", "date": "2023-05-01"},
        {"kind": "signed", "date": "2024-05-01"},
    ]
    participation = make_participation(country=make_country("RS"), steps=steps)
    for step in participation.steps.all():
        cite(
            participation,
            make_source(kind="official", published="2024-06-01"),
            step=step,
        )

    before = IlrsParticipation.objects.as_of(NEW_YEAR).get()
    after = IlrsParticipation.objects.as_of(date(2024, 5, 1)).get()

    assert (before.summary.relation, before.summary.evidence) == (
        "applicant",
        "unconfirmed",
    )
    assert (after.summary.relation, after.summary.evidence) == (
        "signatory",
        "signing-party",
    )


def test_the_series_is_cumulative_and_changes_on_each_day():
    signed("EG", "2023-12-06")
    signed("TH", "2024-04-05")

    national = [
        (row["day"], row["signed"])
        for row in counts_by_day()
        if row["level"] == "national"
    ]

    assert national == [(date(2023, 12, 6), 1), (date(2024, 4, 5), 2)]


def test_the_series_agrees_with_the_groups_of_each_day():
    signed("EG", "2023-12-06")
    signed("RS", "2024-05")
    make_participation(
        country=make_country("TR"), steps=[{"kind": "applied", "date": "2024-04-08"}]
    )

    for row in counts_by_day():
        if row["level"] == "national":
            groups = list(groups_on(row["day"]).values())
            assert {
                group: groups.count(group) for group in ("signed", "possibly", "named")
            } == {group: row[group] for group in ("signed", "possibly", "named")}


def test_the_series_costs_one_query(count_queries):
    signed("EG", "2023-12-06")
    signed("TH", "2024-04-05")

    assert count_queries(counts_by_day) == 1


def test_the_evidence_reaches_as_far_as_its_latest_source():
    participation = signed("EG", "2023-12-06")
    cite(participation, make_source(published="2023-12-08"))
    cite(participation, make_source(published="2025-04-29"))
    make_source(published="2026-01-01")

    cite(
        participation, make_source(published="2025")
    )  # known to be of January at the earliest

    assert evidence_through().published_words == "29 April 2025"


def test_the_page_shows_the_groups_of_a_day(client):
    signed("EG", "2023-12-06")
    signed("TH", "2024-04-05")

    page = " ".join(
        client.get("/ilrs/", {"as_of": "2024-01-01"}).content.decode().split()
    )

    assert "Participation as known on 1 January 2024" in page
    assert "Signed by then (1)" in page
    assert "National level</a>: 1 signed by then." in page
    assert (
        page.index("Signed by then (1)")
        < page.index("What came next")
        < page.rindex("5 April 2024")
    )


def test_the_page_marks_steps_that_nobody_had_told_of(client):
    participation = make_participation(
        [
            {"kind": "signed", "date": "../2023-07-07", "key": "signed"},
            {"kind": "named", "key": "named"},
            {"kind": "omitted", "date": "2025-04-23", "key": "omitted"},
        ],
        slug="switzerland",
    )
    cite(
        participation,
        make_source(published="2025-04-24"),
        step=participation.steps.get(key="named"),
    )
    undated = "This step has no date, and no source dated by {} tells of it. Named"

    page = read(client, "/ilrs/", as_of="2023-06-01").parts
    assert page["switzerland-signed"].startswith("Signed by 7 July 2023")
    assert page["switzerland-named"].startswith(undated.format("1 June 2023"))
    assert page["switzerland-omitted"].startswith(
        "This step is later than 1 June 2023. Omitted from a list"
    )
    page = read(client, "/ilrs/", as_of="2025-04-24")
    assert "This step" not in page.text
    assert "This step" not in read(client, "/ilrs/").text


@pytest.mark.parametrize(
    "typed", ["2024-13-01", "yesterday", "01/02/2024", "1 February 2024"]
)
def test_the_page_explains_a_broken_day_and_keeps_it(client, typed):
    answer = client.get("/ilrs/", {"as_of": typed})

    assert answer.status_code == 400
    assert "like 2024-01-01" in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()


def test_the_page_says_how_far_the_evidence_reaches(client):
    cite(signed("EG", "2023-12-06"), make_source(published="2023-12-08"))

    page = client.get("/ilrs/", {"as_of": "2030-01-01"}).content.decode()

    assert "The evidence reaches through 8 December 2023" in page


def test_the_api_gives_the_same_groups(client):
    signed("EG", "2023-12-06")
    signed("TH", "2024-04-05")

    answer = client.get("/api/v1/ilrs-participations/", {"as_of": "2024-01-01"}).json()

    assert [(found["name"], found["group"]) for found in answer["results"]] == [
        ("EG", "signed")
    ]


def test_the_api_refuses_a_broken_day(client):
    answer = client.get("/api/v1/ilrs-participations/", {"as_of": "soon"})

    assert answer.status_code == 400
    assert answer.json()["parameters"][0]["parameter"] == "as_of"


def test_the_api_gives_the_series(client):
    signed("EG", "2023-12-06")

    rows = client.get("/api/v1/ilrs-counts/").json()["results"]

    assert {row["level"]: row["signed"] for row in rows} == {
        "national": 1,
        "organisation": 0,
        "institution": 0,
    }
