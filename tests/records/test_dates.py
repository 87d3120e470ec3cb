from datetime import date

import pytest
from django.core.exceptions import ValidationError

from records import dates
from tests.factories import make_mission

READABLE = [
    ("2018-12-07", date(2018, 12, 7), date(2018, 12, 7), "7 December 2018"),
    ("2018-12", date(2018, 12, 1), date(2018, 12, 31), "December 2018"),
    ("2018", date(2018, 1, 1), date(2018, 12, 31), "2018"),
    ("2020-02-29", date(2020, 2, 29), date(2020, 2, 29), "29 February 2020"),
    ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "February 2020"),
    ("2023-10~", date(2023, 10, 1), date(2023, 10, 31), "about October 2023"),
    ("2023?", date(2023, 1, 1), date(2023, 12, 31), "possibly 2023"),
    (
        "2023-10-05%",
        date(2023, 10, 5),
        date(2023, 10, 5),
        "possibly about 5 October 2023",
    ),
    ("[2028,2029]", date(2028, 1, 1), date(2029, 12, 31), "2028 or 2029"),
    (
        "[2029-03, 2027, 2028]",
        date(2027, 1, 1),
        date(2029, 3, 31),
        "March 2029, 2027 or 2028",
    ),
    ("[2028~,2029]", date(2028, 1, 1), date(2029, 12, 31), "about 2028 or 2029"),
    ("2018/2019", date(2018, 1, 1), date(2019, 12, 31), "2018 to 2019"),
    (
        "2018-12-07/2019-01",
        date(2018, 12, 7),
        date(2019, 1, 31),
        "7 December 2018 to January 2019",
    ),
    (
        "2018-12-07/2018-12-07",
        date(2018, 12, 7),
        date(2018, 12, 7),
        "7 December 2018 to 7 December 2018",
    ),
    (
        "2018~/2019?",
        date(2018, 1, 1),
        date(2019, 12, 31),
        "about 2018 to possibly 2019",
    ),
    ("../2022", None, date(2022, 12, 31), "by 2022"),
    ("2024-04-05/..", date(2024, 4, 5), None, "from 5 April 2024 on"),
]
UNREADABLE = [
    "7 December 2018",
    "18",
    "2018-00",
    "2018-12-00",
    "2018-13",
    "2018-02-30",
    "2019-02-29",
    "0000",
    "-2018",
    "201X",
    "2018-21",
    "2018-12-07T10:23Z",
    "2018\n",
    "２０１８",
    "~2018",
    "[]",
    "[2028,20299",
    "[2028..2030]",
    "{2028,2029}",
    "2019/2018",
    "2018/",
    "/2018",
    "../..",
    "2018/2019/2020",
]


@pytest.mark.parametrize(("text", "earliest", "latest", "words"), READABLE)
def test_read_gives_the_days_and_the_words(text, earliest, latest, words):
    assert dates.read(text) == (earliest, latest, words)
    assert dates.date_in_words(text) == words
    dates.validate(text)


def test_read_gives_nothing_for_an_unknown_date():
    assert dates.read("") == (None, None, "")


@pytest.mark.parametrize("text", UNREADABLE)
def test_read_refuses_what_is_no_date_or_an_impossible_day(text):
    with pytest.raises(ValidationError) as refused:
        dates.read(text)

    assert (
        f"“{text}” is not a date the catalogue can read. Write a date as 2018-12-07"
        in refused.value.message
    )


def test_validate_refuses_what_reads_like_edtf_and_is_not():
    with pytest.raises(ValidationError, match="“\\[2028\\]” is not an EDTF date"):
        dates.validate("[2028]")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("[2028,2029]", date(2028, 1, 1), date(2029, 12, 31)),
        ("../2022", None, date(2022, 12, 31)),
        ("2024-04-05/..", date(2024, 4, 5), None),
        ("", None, None),
    ],
)
def test_a_saved_date_keeps_its_earliest_and_latest_day_beside_it(
    text, earliest, latest
):
    mission = make_mission(launch="2001-02-03")

    mission.launch = text
    mission.save()

    mission.refresh_from_db()
    assert (mission.launch, mission.launch_earliest, mission.launch_latest) == (
        text,
        earliest,
        latest,
    )


@pytest.mark.django_db
def test_an_unreadable_date_is_neither_saved_nor_valid():
    mission = make_mission(launch="2018")

    mission.launch = "2018-02-30"

    with pytest.raises(
        ValidationError, match=r"launch.*is not a date the catalogue can read"
    ):
        mission.full_clean()
    with pytest.raises(ValidationError, match="is not a date the catalogue can read"):
        mission.save()
