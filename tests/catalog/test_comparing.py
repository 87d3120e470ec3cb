"""Payloads side by side: what is asked of each, which rows differ, and what is said of a choice that cannot be."""

import pytest

from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_mission,
    make_payload,
    make_provision,
    make_source,
    make_spacecraft,
)
from tests.reading import Page, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    """Two cameras of one mission, of which one is heavier."""
    mission = make_mission(
        slug="change-4", name="Chang'e-4", launch="2018-12-07", status="landed"
    )
    host = make_spacecraft(slug="yutu-2", name="Yutu-2", mission=mission)
    institute = make_institution(
        name="Institute", country=make_country("SE", name="Sweden")
    )
    light = make_payload(
        slug="light",
        name="Light camera",
        acronym="LC",
        mission=mission,
        host=host,
        status="ended",
    )
    heavy = make_payload(
        slug="heavy", name="Heavy camera", acronym="HC", mission=mission, status="ended"
    )
    for payload, mass in ((light, "650 g"), (heavy, "0.97 kg")):
        make_provision(payload, institute)
        value, unit = mass.split()
        payload.specifications.create(
            key="mass",
            quantity="mass",
            as_printed=mass,
            low=value,
            high=value,
            unit=unit,
            condition="with cables",
        )
    return light, heavy


def table(client, *slugs):
    """Return the cells of each row of a comparison, by the row's heading."""
    page = read(client, "/compare/", payload=slugs)
    return page, {row[0]: row[1:] for row in page.rows}


def test_same_is_asked_of_each_payload(client, pair):
    light, _ = pair
    light.results.create(key="one", title="One")
    cite(light, make_source())

    page, rows = table(client, "light", "heavy")

    assert rows["Mission"] == ["Chang'e-4", "Chang'e-4"]
    assert rows["Host"] == ["Yutu-2", "not looked for"]
    assert rows["Provided by"] == ["Institute Sweden, lead", "Institute Sweden, lead"]
    assert rows["Status"] == ["ended, 2025", "ended, 2025"]
    assert rows["Mass differs"] == ["650 g with cables", "0.97 kg with cables"]
    assert rows["Results differs"] == ["1", "none recorded"]
    assert rows["Sources differs"] == ["1", "none recorded"]
    assert "/payloads/light/#specification-mass" in page.links


def test_columns_stand_in_the_order_asked_for(client, pair):
    page, rows = table(client, "heavy", "light")

    assert rows["Mass differs"] == ["0.97 kg with cables", "650 g with cables"]
    assert page.links.index("/payloads/heavy/") < page.links.index("/payloads/light/")


def test_figure_in_another_unit_does_not_differ(client, pair):
    _, heavy = pair
    heavy.specifications.update(
        as_printed="0.65 kg", low="0.65", high="0.65", si_low="0.65", si_high="0.65"
    )

    _, rows = table(client, "light", "heavy")

    assert rows["Mass"] == ["650 g with cables", "0.65 kg with cables"]


def test_what_was_looked_for_in_vain_is_told_and_differs_from_nothing(client, pair):
    light, _ = pair
    light.specifications.all().delete()
    light.gaps.create(key="mass", fact="mass", finding="not-found", looked="2026-11-20")

    _, rows = table(client, "light", "heavy")

    assert rows["Mass"] == [
        "not found, looked for on 20 November 2026",
        "0.97 kg with cables",
    ]


def test_what_is_reported_of_a_mission_stands_before_its_launch(client, pair):
    mission = make_mission(
        slug="change-8", name="Chang'e-8", launch="2028", status="planned"
    )
    mission.events.create(
        key="altered",
        kind="report",
        title="Being altered",
        date="2026-09",
        is_standing=True,
    )
    make_payload(slug="rover", mission=mission)

    page, rows = table(client, "light", "rover")

    assert "/missions/change-8/#missionevent-altered" in page.links
    assert rows["Reported of the mission"] == [
        "nothing found in the sources read",
        "September 2026: Being altered",
    ]
    assert list(rows).index("Reported of the mission") < list(rows).index(
        "Launch differs"
    )


def test_draft_is_unknown(client, pair):
    make_payload(slug="draft", publication="draft")

    response = client.get("/compare/", {"payload": ["light", "draft"]})

    assert response.status_code == 400
    assert "There is no payload called “draft”." in response.content.decode()


@pytest.mark.parametrize(
    ("slugs", "said"),
    [
        (["light", "hevy"], "There is no payload called “hevy”. Did you mean heavy?"),
        (
            ["light", "light"],
            "Light camera (LC) is named 2 times; a payload is not compared with itself.",
        ),
        (
            ["light", "heavy", "a", "b", "c"],
            "5 payloads are chosen; at most 4 fit side by side. Untick some of them.",
        ),
    ],
)
def test_choice_that_cannot_be_compared_is_refused_with_its_reason(
    client, pair, slugs, said
):
    for slug in ("a", "b", "c"):
        make_payload(slug=slug)

    response = client.get("/compare/", {"payload": slugs})

    page = Page(response.content.decode())
    assert response.status_code == 400
    assert said in page.text
    assert 'name="payload" value="light" checked' in page.html
    assert page.rows == []


def test_nearest_payload_is_one_click_away(client, pair):
    page = Page(
        client.get("/compare/", {"payload": ["light", "hevy"]}).content.decode()
    )

    assert "?payload=light&payload=heavy" in page.links


def test_one_payload_is_offered_others_of_its_kind_then_of_its_mission(client, pair):
    light, _ = pair
    make_payload(slug="elsewhere", name="Another camera")
    make_payload(
        slug="beside", name="A rover beside", kind="rover", mission=light.mission
    )
    make_payload(slug="unlike", kind="rover")
    make_payload(slug="draft", publication="draft")

    page = read(client, "/compare/", payload="light")

    assert (
        "One payload is chosen. Tick one to three others to set beside it." in page.text
    )
    offered = [
        part.split('"')[0] for part in page.html.split('name="payload" value="')[1:]
    ]
    assert offered == ["light", "elsewhere", "heavy", "beside"]


def test_without_a_choice_the_way_to_one_is_told(client):
    page = read(client, "/compare/")

    assert "No payload is chosen yet." in page.text
    assert "/payloads/" in page.links


def test_list_and_payload_page_lead_to_a_comparison(client, pair):
    listed, record = read(client, "/payloads/"), read(client, "/payloads/light/")

    assert 'action="/compare/"' in listed.html
    assert (
        '<input type="checkbox" name="payload" value="light" aria-label="Compare Light camera (LC)">'
        in listed.html
    )
    assert "/compare/?payload=light" in record.links
