"""What a reader sees of payloads: the facts, their sources beside them, the way to related records."""

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

UNKNOWN = "not looked for"


@pytest.fixture
def asan():
    mission = make_mission(
        slug="change-4", name="Chang'e-4", launch="2018-12-07", status="landed"
    )
    rover = make_spacecraft(slug="yutu-2", name="Yutu-2", kind="rover", mission=mission)
    payload = make_payload(
        slug="change-4-asan",
        name="Advanced Small Analyzer for Neutrals",
        acronym="ASAN",
        mission=mission,
        host=rover,
        kind="particle-analyzer",
        discipline="space-physics",
        status="operating",
        status_date="../2022",
        summary="It counts neutral atoms.",
    )
    sweden = make_country("SE", name="Sweden")
    institute = make_institution(
        slug="irf", name="Swedish Institute of Space Physics", country=sweden
    )
    make_provision(payload, institute, key="irf", contribution="Built it.")
    return payload


def test_figures_have_the_word_of_their_quantity(client, asan):
    asan.specifications.create(
        key="far", quantity="distance-from-the-moon", as_printed="9 km"
    )

    page = read(client, "/payloads/change-4-asan/")

    assert "Distance from the Moon" in page.text


def test_page_states_the_facts(client, asan):
    page = read(client, "/payloads/change-4-asan/")

    assert "Advanced Small Analyzer for Neutrals (ASAN)" in page.text
    assert "It counts neutral atoms." in page.text
    assert page.facts == {
        "Provided by": "Swedish Institute of Space Physics, Sweden",
        "Mission": "Chang'e-4",
        "Host": "Yutu-2",
        "Launch": "7 December 2018 (that of its mission)",
        "Kind": "particle analyzer our classification",
        "Discipline": "space physics our classification",
        "Status": "operating by 2022; present status not found",
        "What it found": "not looked for",
        "Its data": "not looked for",
    }
    assert page.parts["provision-irf"] == (
        "Swedish Institute of Space Physics Sweden lead: Built it. country"
    )


def test_page_leads_to_related_records(client, asan):
    page = read(client, "/payloads/change-4-asan/")

    related = [
        "/missions/change-4/",
        "/missions/change-4/#yutu-2",
        "/institutions/irf/",
        "/countries/SE/",
    ]
    assert [link for link in related if link not in page.links] == []
    assert "/api/v1/payloads/change-4-asan/" in page.links


@pytest.mark.parametrize(
    ("field", "term"),
    [
        ("mission", "Mission"),
        ("host", "Host"),
        ("kind", "Kind"),
        ("discipline", "Discipline"),
        ("status", "Status"),
    ],
)
def test_source_of_a_field_stands_beside_it(client, asan, field, term):
    source = make_source(slug="jia-2022", label="Jia et al. 2022")
    cite(
        asan,
        source,
        field=field,
        locator="p. 3",
        confidence="medium",
        note="Read from the name.",
    )

    page = read(client, "/payloads/change-4-asan/")

    assert page.facts[term].endswith(
        "Jia et al. 2022, p. 3 (medium confidence) Read from the name."
    )
    assert page.html.count("Jia et al. 2022</a>, p. 3") == 1
    assert "/sources/jia-2022/" in page.links


@pytest.mark.parametrize("field", ["summary", "working_principle", "objectives"])
def test_source_of_a_text_stands_after_it(client, asan, field):
    setattr(asan, field, "A text of some length.")
    asan.save()
    cite(asan, make_source(label="Jia et al. 2022"), field=field, locator="abstract")

    page = read(client, "/payloads/change-4-asan/")

    assert (
        "A text of some length. Jia et al. 2022, abstract (high confidence)"
        in page.text
    )


@pytest.mark.parametrize(
    ("field", "words"),
    [("name", "Name"), ("acronym", "Acronym"), ("status_date", "Status date")],
)
def test_source_of_a_field_without_a_place_stands_at_the_end(
    client, asan, field, words
):
    cite(asan, make_source(label="Jia et al. 2022"), field=field, locator="title")

    page = read(client, "/payloads/change-4-asan/")

    assert (
        f"Sources about this {words}: Jia et al. 2022, title (high confidence)"
        in page.text
    )


def test_only_the_sources_that_name_a_field_stand_beside_it(client, asan):
    cite(asan, make_source(label="Jia et al. 2022"), locator="abstract")
    cite(
        asan,
        make_source(label="Other 2020"),
        locator="p. 9",
        field="kind",
        stance="differs",
        as_printed="a camera",
    )
    cite(asan, make_source(label="List"), locator="p. 1", field="kind, status")

    page = read(client, "/payloads/change-4-asan/")

    assert page.facts["Host"] == "Yutu-2"
    assert page.facts["Status"].endswith(
        "status not found List, p. 1 (high confidence)"
    )
    assert page.facts["Kind"] == (
        "particle analyzer our classification, read from: differs: “a camera” – "
        "Other 2020, p. 9 (high confidence) List, p. 1 (high confidence)"
    )
    assert "Sources about this Jia et al. 2022, abstract (high confidence)" in page.text


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("printed", ""),
        ("converted", " converted"),
        ("from-name", " read from a name"),
        ("inferred", " inferred by us"),
    ],
)
def test_citation_says_how_the_fact_comes_from_its_source(client, asan, basis, words):
    source = make_source(label="List")
    cite(asan, source, locator="p. 1", field="host", basis=basis, note="See there.")

    page = read(client, "/payloads/change-4-asan/")

    assert page.facts["Host"] == (
        f"Yutu-2 List, p. 1 (high confidence){words} See there."
    )


@pytest.mark.parametrize("locator", ["page text", "article text", "text"])
def test_unknown_place_in_a_source_is_not_told(client, asan, locator):
    cite(asan, make_source(label="List"), locator=locator, field="host")

    page = read(client, "/payloads/change-4-asan/")

    assert page.facts["Host"] == "Yutu-2 List (high confidence)"


@pytest.mark.parametrize(
    "values", [{"kind": "register"}, {"reading": "through-another"}]
)
def test_words_are_not_looked_for_where_their_page_is_not_known(client, asan, values):
    source = make_source(url="https://example.org/list", label="List", **values)
    cite(asan, source, locator="line 3", field="host", as_printed="Yutu-2")

    page = read(client, "/payloads/change-4-asan/")

    assert page.facts["Host"].endswith("List, line 3 (high confidence)")


def test_page_of_a_pdf_is_opened(client, asan):
    source = make_source(url="https://example.org/plan.pdf")
    cite(asan, source, locator="p. 12, table 3", field="host")

    page = read(client, "/payloads/change-4-asan/")

    assert "https://example.org/plan.pdf#page=12" in page.links


def test_citation_leads_to_the_words_of_the_source(client, asan):
    source = make_source(
        url="https://example.org/list?a=1", checked="2026-11-27", label="List"
    )
    cite(asan, source, locator="line 3", field="host", as_printed="rover – Yutu-2, CN")

    page = read(client, "/payloads/change-4-asan/")

    assert page.facts["Host"].endswith(
        "List, line 3 (high confidence) the passage, read 27 November 2026; as archived then"
    )
    assert (
        "https://example.org/list?a=1#:~:text=rover%20%E2%80%93%20Yutu%2D2%2C%20CN"
        in page.links
    )
    assert (
        "https://web.archive.org/web/20261127/https://example.org/list?a=1"
        in page.links
    )


def test_source_of_a_row_stands_beside_it(client, asan):
    source = make_source(label="Wieser et al. 2020")
    mass = asan.specifications.create(
        key="mass",
        quantity="mass",
        as_printed="about 0.65 kg",
        condition="without cables",
        stage="built",
    )
    event = asan.events.create(
        key="on", kind="operation", title="Switched on", date="2019-01-11"
    )
    name = asan.names.create(
        key="native", name="中性原子探测仪", kind="native", language="zh-Hans"
    )
    for number, row in enumerate(
        ({"specification": mass}, {"event": event}, {"name": name})
    ):
        cite(asan, source, locator=f"p. {number}", **row)

    page = read(client, "/payloads/change-4-asan/")

    assert page.parts["specification-mass"] == (
        "Mass about 0.65 kg without cables Wieser et al. 2020, p. 0 (high confidence)"
    )
    assert (
        page.parts["payloadevent-on"]
        == "11 January 2019 Switched on Wieser et al. 2020, p. 1 (high confidence)"
    )
    assert (
        page.parts["payloadname-native"]
        == "中性原子探测仪 native name Wieser et al. 2020, p. 2 (high confidence)"
    )


def test_values_that_differ_are_all_shown(client, asan):
    for rank, value in (
        ("preferred", "0.65 kg"),
        ("alternative", "0.7 kg"),
        ("deprecated", "65 kg"),
    ):
        asan.specifications.create(
            key=rank, quantity="mass", as_printed=value, rank=rank
        )

    page = read(client, "/payloads/change-4-asan/")

    assert page.parts["specification-preferred"] == "Mass 0.65 kg –"
    assert page.parts["specification-alternative"] == "Mass (alternative) 0.7 kg –"
    assert page.parts["specification-deprecated"] == "Mass (shown to be wrong) 65 kg –"


def test_unknown_is_printed_in_words(client):
    make_payload(
        slug="bare", mission=make_mission(name="Chang'e-9"), status_date="2025"
    )

    page = read(client, "/payloads/bare/")

    assert page.facts == {
        "Provided by": UNKNOWN,
        "Mission": "Chang'e-9",
        "Host": UNKNOWN,
        "Launch": "not known",
        "Kind": "camera our classification",
        "Discipline": UNKNOWN,
        "Status": "selected as of 2025",
    }


@pytest.mark.parametrize(
    ("values", "printed"),
    [({"country": None}, "not stated"), ({"is_international": True}, "international")],
)
def test_provider_without_a_country_is_told_in_words(client, values, printed):
    make_provision(
        make_payload(slug="a"),
        make_institution(name="Body", **values),
        key="body",
        counts_as="not-counted",
    )

    page = read(client, "/payloads/a/")

    assert page.parts["provision-body"] == f"Body {printed} lead not counted"


def test_planned_launch_is_marked(client):
    make_payload(slug="a", mission=make_mission(launch="[2028,2029]", status="planned"))

    page = read(client, "/payloads/a/")

    assert page.facts["Launch"] == "2028 or 2029 (planned) (that of its mission)"


def test_list_shows_each_payload_with_mission_partners_and_status(client, asan):
    cite(asan, field="kind", stance="differs", as_printed="a camera")

    page = read(client, "/payloads/")

    assert (
        "Advanced Small Analyzer for Neutrals (ASAN) particle analyzer; sources differ"
        in page.text
    )
    assert "Chang'e-4 launch 7 December 2018" in page.text
    assert "operating by 2022; present status not found" in page.text
    assert {"/payloads/change-4-asan/", "/missions/change-4/", "/countries/SE/"} <= set(
        page.links
    )


def test_list_says_what_is_reported_of_the_mission_before_its_launch(client):
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
    make_payload(mission=mission)

    page = read(client, "/payloads/")

    assert "Chang'e-8 September 2026: Being altered launch 2028 (planned)" in page.text
    assert "/missions/change-8/#missionevent-altered" in page.links


def test_list_keeps_flown_awaiting_flight_and_did_not_fly_apart(client):
    for name, status in (
        ("Ant", "did-not-fly"),
        ("Bee", "selected"),
        ("Cow", "ended"),
        ("Dog", "operating"),
    ):
        make_payload(name=name, status=status)

    page = read(client, "/payloads/", page_size="3")

    said = [
        page.text.index(word)
        for word in ("Flown 2", "Cow", "Dog", "Awaiting flight 1", "Bee")
    ]
    assert said == sorted(said)
    assert "Did not fly 1" not in page.text
    assert "Did not fly 1" in read(client, "/payloads/", page_size="3", page="2").text
    backwards = read(client, "/payloads/", ordering="-name").text
    assert backwards.index("Dog") < backwards.index("Cow") < backwards.index("Bee")


def test_facet_of_many_values_offers_those_found_most_often_and_those_chosen(
    client, monkeypatch
):
    monkeypatch.setattr("web.filter_panel.MOST_CHOICES", 1)
    for kind in ("rover", "camera", "robot", "camera"):
        make_payload(kind=kind)

    assert (
        read(client, "/payloads/").parts["facet-kind"]
        == "camera 2 Others, found less often: 2"
    )
    assert (
        read(client, "/payloads/", kind="robot").parts["facet-kind"]
        == "camera 2 robot 1 Others, found less often: 1"
    )


def test_each_filter_in_use_can_be_removed_alone(client, asan):
    page = read(
        client,
        "/payloads/",
        kind=["camera", "particle-analyzer"],
        country_not="DE",
        q="ASAN",
        page_size="10",
    )

    assert "Remove Kind: camera × Remove Kind: particle analyzer × " in page.text
    assert "Remove Country or region, left out: DE ×" in page.text
    assert "?country_not=DE&q=ASAN&page_size=10&kind=particle-analyzer" in page.links
    assert (
        "?kind=camera&kind=particle-analyzer&country_not=DE&page_size=10" in page.links
    )
    assert "page_size:" not in page.text
    for kept in ('name="country_not" value="DE"', 'name="page_size" value="10"'):
        assert (
            f'<input type="hidden" {kept}>' in page.html
        )  # the form goes on asking for it
    assert "/payloads/" in page.links


def test_list_comes_as_csv_and_json_with_the_same_filter(client, asan):
    make_payload(kind="camera")

    page = read(client, "/payloads/", kind="particle-analyzer", page="1", page_size="1")

    table = next(link for link in page.links if "format=csv" in link)
    records = next(
        link
        for link in page.links
        if "/api/v1/payloads/?kind" in link and link != table
    )
    assert b"".join(client.get(table).streaming_content).count(b"\r\n") == 2
    assert client.get(f"/api/{records.partition('/api/')[2]}").json()["count"] == 1


def test_list_says_which_filter_to_drop_when_nothing_fits(client, asan):
    make_payload(kind="camera", status="ended")
    make_payload(kind="camera", status="ended")

    page = read(client, "/payloads/", kind="camera", status="ended", q="asan")

    assert (
        "0 payloads found. No payload in the catalogue fits all of these."
        in page.parts["count"]
    )
    assert "Without Search: asan, 2 payloads." in page.text
    assert "Without Kind" not in page.text  # it alone is not to blame
    assert "?kind=camera&status=ended" in page.links
    assert "<table" not in page.html


def test_list_says_that_no_single_filter_is_to_blame(client, asan):
    page = read(client, "/payloads/", kind="camera", status="ended")

    assert "To leave out one of them is not enough; drop all filters." in page.text


def test_list_leads_to_its_pages_and_keeps_the_filter(client):
    for _ in range(3):
        make_payload(kind="camera")

    page = read(client, "/payloads/", kind="camera", page="2", page_size="1")

    assert "Page 2 of 3" in page.text
    assert "?kind=camera&page_size=1&page=1" in page.links
    assert "?kind=camera&page_size=1&page=3" in page.links


def test_site_search_field_holds_the_words_searched_for_and_no_filter(client):
    search_field = '<input id="site-search" name="q" type="search" value="{}"'

    filtered = read(client, "/payloads/", kind="camera").html
    searched = read(client, "/payloads/", q="neutron").html

    assert search_field.format("") in filtered
    assert search_field.format("neutron") in searched


def test_former_slug_redirects(client):
    make_payload(slug="present", former_slugs="first second")

    response = client.get("/payloads/second/")

    assert response.status_code == 301
    assert response["Location"] == "/payloads/present/"


def test_unknown_slug_is_told(client):
    response = client.get("/payloads/none/")

    assert response.status_code == 404
    assert "There is no payload called “none”." in response.content.decode()


@pytest.mark.parametrize("slug", ["camera", "change-4-camra", "far-side-camera"])
def test_unknown_slug_offers_the_nearest_records(client, slug):
    make_payload(slug="change-4-camera", name="Far Side Camera")
    make_payload(slug="rover", name="Rover")
    make_payload(slug="hidden-camera", name="Camera of a draft", publication="draft")

    page = Page(client.get(f"/payloads/{slug}/").content.decode())

    assert [link for link in page.links if link.startswith("/payloads/")][1:] == [
        "/payloads/change-4-camera/"
    ]
    assert "Nearest to it: Far Side Camera" in page.text


def test_page_ends_with_its_sources_as_they_were_read_and_its_own_address(
    client, settings
):
    settings.SITE_URL = "https://catalogue.example.org"
    payload = make_payload(slug="asan")
    paper = make_source(
        label="Wieser 2020",
        title="Energetic",
        published="2020-05",
        doi="10.1007/x",
        reading="abstract",
    )
    lost = make_source(
        label="Agency 2015",
        title="Lost",
        url="",
        no_link_reason="The page is gone.",
        published="",
    )
    cite(payload, paper)
    cite(payload, lost)
    cite(payload, paper, field="kind")

    page = read(client, "/payloads/asan/")

    assert (
        "2 sources, and how each was read "
        "Agency 2015: Lost, date not given; read in full. The page is gone. "
        "Wieser 2020: Energetic, May 2020; abstract and references read. https://doi.org/10.1007/x"
    ) in page.text
    assert page.text.endswith("https://catalogue.example.org/payloads/asan/")


def uncounted_rover():
    """Make a payload whose one provider the announcement does not count."""
    centre = make_institution(
        slug="mbrsc",
        name="Space Centre",
        country=make_country("AE", name="United Arab Emirates"),
    )
    mission = make_mission(slug="change-7", name="Chang'e-7")
    rover = make_payload(slug="rashid-2", name="Rashid 2", mission=mission)
    cite(rover)
    cite(rover, provision=make_provision(rover, centre, counts_as="not-counted"))
    return rover


def test_provider_stands_among_the_first_facts(client, asan):
    cite(asan, make_source(label="A page"), provision=asan.provisions.first())

    page = read(client, "/payloads/change-4-asan/")

    assert next(iter(page.facts)) == "Provided by"
    provider = asan.provisions.first().institution
    assert page.facts["Provided by"].startswith(f"{provider}, Sweden A page")
    assert "not counted" not in page.facts["Provided by"]


def test_first_facts_name_who_leads_and_leave_the_others_to_their_table(client, asan):
    helper = make_institution(name="Helping hand")
    make_provision(asan, helper, role="partner", counts_as="not-counted", position=9)
    wrong = make_institution(name="Named by mistake")
    make_provision(asan, wrong, counts_as="not-counted", rank="deprecated", position=10)

    page = read(client, "/payloads/change-4-asan/")

    assert "Helping hand" not in page.facts["Provided by"]
    assert "Named by mistake" not in page.facts["Provided by"]
    assert {"Helping hand", "Named by mistake"} <= {
        row[0].removeprefix("(shown to be wrong) ") for row in page.rows
    }


def test_provider_that_no_source_names_is_unknown(client):
    payload = make_payload()
    cite(payload)

    page = read(client, payload.get_absolute_url())

    assert page.facts["Provided by"] == UNKNOWN


def test_provider_that_is_not_counted_is_named_wherever_providers_are(client):
    rover = uncounted_rover()
    other = make_payload()

    address = rover.get_absolute_url()
    facts = read(client, address).facts["Provided by"]
    rows = {row[0].split()[0]: row[2] for row in read(client, "/payloads/").rows}
    mission = read(client, "/missions/change-7/").text
    comparison = read(client, f"/compare/?payload=rashid-2&payload={other.slug}").text

    assert facts.startswith("Space Centre, United Arab Emirates (not counted)")
    assert rows["Rashid"] == "United Arab Emirates (not counted)"
    assert rows["Payload"] == "not stated"
    assert "camera; United Arab Emirates (not counted); selected" in mission
    assert "Space Centre United Arab Emirates, lead, not counted" in comparison


def test_list_of_a_country_that_nothing_counts_for_offers_any_part(client):
    uncounted_rover()
    offer = "With Involvement: any part, counted or not, 1 payload is found."

    page = read(client, "/payloads/", country="AE", page_size="10")
    narrowed = read(client, "/payloads/", country="AE", kind="rover")
    none = read(client, "/payloads/", country="IN")
    (address,) = [link for link in page.links if "involvement" in link]
    offered = read(client, f"/payloads/{address}")

    assert offer in page.text
    assert address == "?country=AE&page_size=10&involvement=any"
    assert "1 payload found." in offered.text
    assert "Rashid 2" in offered.text
    assert offer not in offered.text
    assert "With Involvement" not in narrowed.text + none.text
