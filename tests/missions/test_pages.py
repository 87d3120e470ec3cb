"""What a reader sees of missions and their spacecraft."""

import pytest

from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_mission,
    make_participation,
    make_payload,
    make_source,
    make_spacecraft,
    make_total,
)
from tests.reading import read

pytestmark = pytest.mark.django_db

UNKNOWN = "not stated in the sources read"


@pytest.fixture
def mission():
    return make_mission(
        slug="change-8",
        name="Chang'e-8",
        operator=make_institution(slug="cnsa", name="CNSA"),
        status="planned",
        status_date="2025-04-24",
        launch="[2028,2029]",
    )


def test_page_states_the_facts(client, mission):
    site = {"kind": "target", "latitude_deg": "-84.500000", "longitude_deg": "-90"}
    mission.sites.create(
        key="mons",
        name="Mons Mouton",
        also_called="Leibnitz Beta",
        description="A plateau.",
        **site,
    )

    page = read(client, "/missions/change-8/")

    assert page.facts == {
        "Operator": "CNSA",
        "Status": "planned as of 24 April 2025",
        "Launch": "2028 or 2029 (planned)",
        "Landing target": "Mons Mouton, also called Leibnitz Beta; 84.5° S, 90° W. A plateau.",
    }
    assert "/institutions/cnsa/" in page.links
    assert "/api/v1/missions/change-8/" in page.links


@pytest.mark.parametrize(
    ("field", "term"),
    [("operator", "Operator"), ("status", "Status"), ("launch", "Launch")],
)
def test_source_of_a_field_stands_beside_it(client, mission, field, term):
    cite(
        mission,
        make_source(label="Report 2025"),
        field=field,
        locator="paragraph 4",
        confidence="medium",
    )

    page = read(client, "/missions/change-8/")

    assert page.facts[term].endswith("Report 2025, paragraph 4 (medium confidence)")
    assert page.text.count("Report 2025, paragraph 4") == 1


def test_sources_of_other_fields_stand_at_the_end(client, mission):
    cite(mission, make_source(label="Report 2025"), locator="whole")
    cite(mission, make_source(label="Notice"), field="status_date", locator="p. 1")

    page = read(client, "/missions/change-8/")

    said = "Report 2025, whole (high confidence) Status date: Notice, p. 1 (high confidence)"
    assert f"Sources about this {said}" in page.text


def test_source_of_a_row_stands_beside_it(client, mission):
    source = make_source(label="Report 2025")
    site = mission.sites.create(key="mons", kind="target", name="Mons Mouton")
    event = mission.events.create(
        key="call", kind="call", title="Call for payloads", date="2023-10~"
    )
    name = mission.names.create(
        key="native", name="嫦娥八号", kind="native", language="zh-Hans"
    )
    for number, row in enumerate(({"site": site}, {"event": event}, {"name": name})):
        cite(mission, source, locator=f"p. {number}", **row)

    page = read(client, "/missions/change-8/")

    assert (
        page.parts["site-mons"]
        == "Landing target Mons Mouton Report 2025, p. 0 (high confidence)"
    )
    assert page.parts["missionevent-call"] == (
        "about October 2023 Call for payloads Report 2025, p. 1 (high confidence)"
    )
    assert (
        page.parts["missionname-native"]
        == "嫦娥八号 native name Report 2025, p. 2 (high confidence)"
    )


def test_unknown_is_printed_in_words(client):
    make_mission(slug="bare", status="planned").events.create(
        key="x", kind="call", title="A call"
    )

    page = read(client, "/missions/bare/")

    assert page.facts == {"Operator": UNKNOWN, "Status": "planned", "Launch": UNKNOWN}
    assert page.parts["missionevent-x"] == "Date not given A call"


def test_page_lists_payloads_and_partners_with_their_participation(client, mission):
    sweden = make_country("SE", name="Sweden")
    society = make_institution(slug="society", name="Society", is_international=True)
    make_payload(
        [make_institution(country=sweden), society],
        slug="camera",
        name="Camera",
        mission=mission,
    )
    make_participation([{"kind": "signed", "date": "2024"}], country=sweden)

    page = read(client, "/missions/change-8/")

    assert "Payloads Camera camera; Sweden, Society; selected as of 2025" in page.text
    assert "Society Camera No participation found in sources" in page.text
    assert "Sweden Camera Signed 2024; unconfirmed" in page.text
    assert {"/payloads/camera/", "/countries/SE/", "/institutions/society/"} <= set(
        page.links
    )


def test_page_shows_announced_totals_beside_the_count(client, mission):
    make_payload(slug="camera", name="Camera", mission=mission)
    make_total(
        slug="projects",
        mission=mission,
        low=10,
        high=10,
        date="2025-04-24",
        counts="Projects.",
    )

    page = read(client, "/missions/change-8/")

    assert page.parts["projects"] == (
        "Payload projects Projects. 10 announcer not recorded, 24 April 2025 1 "
        "The payloads of the mission that were selected, flown or not yet flown. The records counted Camera "
        "9 unexplained: announced, not found by name."
    )


def test_spacecraft_stands_on_the_page_of_its_mission(client, mission):
    craft = make_spacecraft(
        slug="change-8-rover",
        name="Rover",
        kind="rover",
        mission=mission,
        launch="2018-05-20",
    )
    cospar = craft.identifiers.create(key="cospar", scheme="cospar", value="2018-045A")
    cite(craft, make_source(label="D"), locator="4", identifier=cospar)
    craft.identifiers.create(
        key="gcat", scheme="gcat", finding="not-found", looked="2020-05"
    )
    name = craft.names.create(key="other", name="Jade Rabbit", kind="translation")
    cite(craft, make_source(label="A"), locator="1")
    cite(
        craft,
        make_source(label="B"),
        locator="2",
        field="mission",
        note="Placed here by its subject.",
    )
    cite(craft, make_source(label="C"), locator="3", name=name)

    page = read(client, "/missions/change-8/")

    assert page.parts["change-8-rover"] == (
        "Rover Also Jade Rabbit C, 3 (high confidence) Rover; launched 20 May 2018. "
        "A, 1 (high confidence) Mission: B, 2 (high confidence) Placed here by its subject. "
        "COSPAR id: 2018-045A D, 4 (high confidence) "
        "GCAT number: not found, looked for through May 2020"
    )


def test_list_shows_each_mission(client, mission):
    make_mission(slug="bare", name="Bare")

    page = read(client, "/missions/")

    assert (
        "Chang'e-8 CNSA planned as of 24 April 2025 2028 or 2029 (planned)" in page.text
    )
    assert "Bare not stated planned not stated in the sources read" in page.text
    assert {"/missions/change-8/", "/missions/bare/", "/institutions/cnsa/"} <= set(
        page.links
    )


def test_former_slug_redirects(client):
    make_mission(slug="present", former_slugs="first second")

    response = client.get("/missions/first/")

    assert response.status_code == 301
    assert response["Location"] == "/missions/present/"


def test_unknown_slug_is_told(client):
    response = client.get("/missions/none/")

    assert response.status_code == 404
    assert "There is no mission called “none”." in response.content.decode()


def test_list_gives_the_launches_of_the_spacecraft_where_they_are_known(client):
    mission = make_mission(slug="change-4", name="Chang'e-4", launch="")
    for slug, launch in (
        ("relay", "2018-05-20"),
        ("lander", "2018-12-07"),
        ("rover", "2018-12-07"),
    ):
        make_spacecraft(
            slug=slug, name=slug.capitalize(), mission=mission, launch=launch
        )
    make_spacecraft(
        slug="secret", mission=mission, launch="2030-01-01", publication="draft"
    )
    make_mission(
        slug="change-8", name="Chang'e-8", launch="[2028,2029]", status="planned"
    )
    make_mission(slug="change-9", name="Chang'e-9", launch="")

    text = read(client, "/missions/").text

    assert "20 May 2018 (Relay); 7 December 2018 (Lander, Rover)" in text
    launch = read(client, "/missions/change-4/").facts["Launch"]
    assert launch == "20 May 2018 (Relay); 7 December 2018 (Lander, Rover)"
    assert text.count("7 December 2018") == 1
    assert "2028 or 2029 (planned)" in text
    assert text.count("not stated in the sources read") == 1
    assert "2030" not in text
