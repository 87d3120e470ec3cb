"""Pictures as references, on the pages of missions and payloads and in the API."""

import re

import pytest

from tests.factories import cite, make_mission, make_payload, make_source
from tests.reading import read

pytestmark = pytest.mark.django_db
ADDRESS = "https://pictures.example.org/page"


def add_picture(record, **values):
    defaults = {
        "key": "earth",
        "title": "The Earth beyond the far side",
        "address": ADDRESS,
        "date": "2018-06-05",
    }
    picture = record.pictures.create(**(defaults | values))
    cite(record, make_source(label="Notice 2018"), picture=picture)
    return picture


RECORDS = [
    pytest.param(make_mission, "/missions/x/", "/api/v1/missions/x/", id="mission"),
    pytest.param(make_payload, "/payloads/x/", "/api/v1/payloads/x/", id="payload"),
]


@pytest.mark.parametrize(("make", "page", "resource"), RECORDS)
def test_page_says_what_a_picture_shows_and_whose_it_is(client, make, page, resource):
    picture = add_picture(
        make(slug="x"),
        credit_as_printed="Agency",
        licence_as_printed="CC BY 4.0",
        description="From 1,598.3 km.",
    )

    shown = read(client, page)

    part = shown.parts[picture.fragment]
    assert "5 June 2018" in part
    assert "The Earth beyond the far side" in part
    assert "From 1,598.3 km." in part
    assert "Credit: Agency; licence: CC BY 4.0." in part
    assert "Notice 2018" in part
    assert ADDRESS in shown.links


@pytest.mark.parametrize(("make", "page", "resource"), RECORDS)
def test_page_says_what_was_not_seen_of_a_picture(client, make, page, resource):
    picture = add_picture(make(slug="x"), address="", date="")

    shown = read(client, page)

    part = shown.parts[picture.fragment]
    assert "Day not given" in part
    assert (
        "Credit: none seen; licence: none seen; seen on a copy only, whose address is not given."
        in part
    )


@pytest.mark.parametrize(("make", "page", "resource"), RECORDS)
def test_page_loads_no_picture_from_elsewhere(client, make, page, resource):
    add_picture(make(slug="x"))

    html = client.get(page).content.decode()

    assert not re.findall(r'(?:src|srcset|poster)="https?://', html)
    assert "<img" not in html


@pytest.mark.parametrize(("make", "page", "resource"), RECORDS)
def test_answer_has_the_pictures_of_a_record(client, make, page, resource):
    add_picture(make(slug="x"), credit_as_printed="Agency")

    answer = client.get(resource).json()

    [picture] = answer["pictures"]
    assert picture == {
        "key": "earth",
        "title": "The Earth beyond the far side",
        "address": ADDRESS,
        "date": {
            "edtf": "2018-06-05",
            "earliest": "2018-06-05",
            "latest": "2018-06-05",
            "words": "5 June 2018",
        },
        "credit_as_printed": "Agency",
        "licence_as_printed": "",
        "description": "",
        "rank": "preferred",
    }
    [citation] = answer["citations"]
    assert (citation["row_type"], citation["row_key"]) == ("picture", "earth")


@pytest.mark.parametrize(("make", "page", "resource"), RECORDS)
def test_search_engines_are_told_the_page_of_a_picture_and_no_file(
    client, make, page, resource
):
    add_picture(make(slug="x"), credit_as_printed="Agency")

    html = client.get(page).content.decode()

    assert '"@type": "ImageObject"' in html
    assert f'"url": "{ADDRESS}"' in html
    assert '"creditText": "Agency"' in html
    assert '"dateCreated": "2018-06-05"' in html
    assert "contentUrl" not in html


@pytest.mark.usefixtures("shipped")
def test_results_of_the_saudi_camera_are_photographs(client):
    pictures = client.get("/api/v1/payloads/change-4-klcp/").json()["pictures"]

    assert [(picture["key"], bool(picture["address"])) for picture in pictures] == [
        ("mare-imbrium", False),
        ("earth-moon-1", True),
        ("earth-moon-2", True),
    ]
    assert "1,598.3 km" in pictures[1]["description"]
    assert pictures[1]["date"]["edtf"] == "2018-06-05"
    assert "728.1 km" in pictures[2]["description"]
