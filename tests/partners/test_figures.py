from datetime import date

import pytest

from partners.figures import cities, ilrs_steps, partner_cities, world
from partners.models import Country, IlrsParticipation, Institution
from tests.factories import make_country, make_institution, make_participation
from web.drawing import Mark, Sign, place_labels

pytestmark = pytest.mark.django_db


def test_institutions_are_gathered_by_city_and_a_country_without_a_seat_by_its_capital():
    sweden, bahrain = make_country("SE"), make_country("BH")
    one, two = (
        make_institution(country=sweden, seat="Kiruna"),
        make_institution(country=sweden, seat="Kiruna"),
    )
    agency = make_institution(country=bahrain)
    nowhere = make_institution(country=sweden)

    found, unplaced = partner_cities([one, two, agency, nowhere])

    assert [(city.name, city.is_capital, city.partners) for city in found] == [
        ("Kiruna", False, [one, two]),
        ("Manama", True, [agency]),
    ]
    assert unplaced == [nowhere]


def test_body_seated_elsewhere_is_drawn_where_it_sits():
    body = make_institution(
        is_international=True, seat="Beijing", seat_country=make_country("CN")
    )

    found, _ = partner_cities([body])

    assert [city.name for city in found] == ["Beijing"]


def test_all_cities_of_the_list_get_labels_that_do_not_overlap():
    places, _ = cities()

    institutions = [
        Institution(seat=city, seat_country=Country(code=code)) for code, city in places
    ]
    found, unplaced = partner_cities(institutions)
    drawn = world(found)

    assert unplaced == []
    assert sum(len(region.marks) for region in drawn) == len(places)
    for region in drawn:
        boxes = [mark.box for mark in region.marks]
        assert all(boxes), [mark.text for mark in region.marks if not mark.box]
        overlapping = [
            (one, other)
            for number, one in enumerate(boxes)
            for other in boxes[:number]
            if one[0] < other[2]
            and other[0] < one[2]
            and one[1] < other[3]
            and other[1] < one[3]
        ]
        assert overlapping == []


def test_label_without_room_is_left_out():
    mark = Mark(5, 5, "a name far longer than the frame")

    place_labels([mark], 20, 20)

    assert not mark.box


def participant(code, *steps):
    participation = make_participation(country=make_country(code))
    participation.steps.all().delete()
    for number, (kind, when, rank) in enumerate(steps):
        participation.steps.create(
            key=f"step-{number}", kind=kind, date=when, rank=rank
        )


def test_a_mention_is_never_drawn_like_a_signature():
    participant("VE", ("signed", "2023-07-17", "preferred"))
    participant(
        "TR", ("named", "2024-04", "preferred"), ("omitted", "2025-04-23", "preferred")
    )
    participant("PK", ("signed", "../2023-05", "deprecated"))

    _, lines, _ = ilrs_steps(IlrsParticipation.objects.for_list())

    signs = {
        line.participation.country.code: [step.sign for step in line.steps]
        for line in lines
    }
    assert signs == {
        "VE": [Sign.HALF],
        "TR": [Sign.OPEN, Sign.OMITTED],
        "PK": [Sign.STRUCK],
    }
    pakistan = next(line for line in lines if line.participation.country.code == "PK")
    assert pakistan.steps[0].span.open_start


def test_what_is_preferred_is_drawn_over_what_is_not():
    participant(
        "EG",
        ("signed", "2023-12-06", "preferred"),
        ("signed", "2023-12-06", "alternative"),
    )

    _, [egypt], _ = ilrs_steps(IlrsParticipation.objects.for_list())

    assert [(step.sign, step.words) for step in egypt.steps] == [
        (Sign.OPEN, "signed 6 December 2023 (alternative)"),
        (Sign.HALF, "signed 6 December 2023"),
    ]


def test_step_with_an_open_start_is_drawn_on_every_day_before_its_end():
    participant("CH", ("signed", "../2023-07-07", "preferred"))

    day = date(2023, 1, 1)
    _, [switzerland], _ = ilrs_steps(IlrsParticipation.objects.as_of(day), day)

    assert [step.words for step in switzerland.steps] == ["signed by 7 July 2023"]
    assert switzerland.steps[0].span.open_start


def test_steps_after_the_day_are_not_drawn():
    participant(
        "TR", ("named", "2024-04", "preferred"), ("omitted", "2025-04-23", "preferred")
    )
    participant("SN", ("signed", "2024-09", "preferred"))

    day = date(2024, 5, 1)
    _, lines, _ = ilrs_steps(IlrsParticipation.objects.as_of(day), day)

    assert [
        (line.participation.country.code, [step.words for step in line.steps])
        for line in lines
    ] == [("TR", ["named April 2024"])]
