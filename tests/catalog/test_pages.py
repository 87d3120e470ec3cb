"""What a reader sees on the pages that span the apps, and what every page says of the site."""

import pytest

from history.models import Change
from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_mission,
    make_participation,
    make_payload,
    make_programme,
    make_provision,
    make_source,
    make_spacecraft,
    make_total,
)
from tests.reading import get_json, read

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/payloads/",
    "/missions/",
    "/institutions/",
    "/countries/",
    "/ilrs/",
    "/sources/",
]
PAGES += ["/search/", "/totals/", "/about/"]


def test_home_counts_what_the_catalogue_holds(client):
    sweden, germany, china = make_country("SE"), make_country("DE"), make_country("CN")
    payload = make_payload(
        [make_institution(country=sweden), make_institution(country=germany)]
    )
    make_provision(payload, make_institution(country=china), counts_as="not-counted")
    make_payload([make_institution(country=sweden)])
    for country in (sweden, germany, china):
        make_participation([{"kind": "named"}], country=country)
    make_source(published="2025-04-24")
    make_source(published="2022")

    page = read(client, "/")

    assert (
        "The catalogue holds 2 payloads of providers from 2 countries and regions, 3 participations in the ILRS, "
        "and 2 sources."
    ) in page.text


def test_home_tells_how_far_the_evidence_reaches(client):
    early, late, of_lander, of_ilrs = (
        make_source(published=day) for day in ("2019", "2025-04", "2026", "2023-07-25")
    )
    mission = make_mission(name="Chang'e-4")
    cite(mission, early)
    cite(make_payload(mission=mission), late)
    cite(
        make_payload(mission=mission, publication="draft"),
        make_source(published="2030"),
    )
    cite(make_spacecraft(mission=make_mission(name="Chang'e-8")), of_lander)
    cite(make_participation([{"kind": "named"}]), of_ilrs)
    make_mission(name="Chang'e-9")

    page = read(client, "/")

    assert (
        "The evidence reaches through, by subject: Chang'e-4, April 2025; Chang'e-8, 2026; ILRS, 25 July 2023."
    ) in page.text


def test_home_shows_a_mission_without_a_date(client):
    make_mission(name="Chang'e-9", launch="", status="planned")

    assert "Chang'e-9 no date found planned" in read(client, "/").text


def test_home_tells_the_last_changes_by_revision(client):
    kept = {
        "record_type": "mission",
        "kind": "creation",
        "before": None,
        "after": {},
        "why": "",
    }
    for revision, name in ((1, "First"), (1, "Second"), (1, "Third"), (2, "Fourth")):
        Change.objects.create(
            revision=revision, record_key=name, record_name=name, **kept
        )

    page = read(client, "/")

    told = page.text.partition("What changed last")[2].partition("All changes")[0]
    assert (
        "Third: new record and 2 more in the same revision"
        in told.partition("Fourth: new record")[2]
    )
    assert "First" not in told
    assert "/changes/?record=mission:Third" in page.links


def test_home_leads_to_missions_and_differences(client):
    make_mission(
        slug="change-8", name="Chang'e-8", launch="[2028,2029]", status="planned"
    )
    make_mission(
        slug="change-4", name="Chang'e-4", launch="2018-12-07", status="landed"
    )
    cite(
        make_payload(slug="camera", name="Camera"),
        field="kind",
        stance="differs",
        as_printed="a telescope",
    )
    make_payload(slug="rover", name="Rover")

    page = read(client, "/")

    assert (
        "Chang'e-4 7 December 2018 landed Chang'e-8 2028 or 2029 (planned) planned"
        in page.text
    )
    assert "Where sources differ Other facts: Camera. All differences" in page.text
    assert {
        "/missions/change-4/",
        "/missions/change-8/",
        "/payloads/camera/#differences",
    } <= set(page.links)
    assert "/payloads/rover/" not in page.links


def test_totals_stand_beside_the_count_with_their_sources(client):
    mission = make_mission(slug="change-8", name="Chang'e-8")
    make_payload(
        [make_institution(country=make_country("SE", name="Sweden"))], mission=mission
    )
    total = make_total(
        slug="countries",
        mission=mission,
        measure="countries-and-regions",
        low=11,
        high=11,
        date="2025-04-24",
        counts="Countries and regions.",
        announcer=make_institution(slug="cnsa", name="CNSA"),
        explanation="No list was published.",
    )
    cite(total, make_source(label="Report"), locator="paragraph 2")
    cite(total, make_source(label="Notice"), locator="p. 1", field="host_included")

    page = read(client, "/totals/")

    assert page.parts["countries"] == (
        "Countries and regions Countries and regions. "
        "11 Report, paragraph 2 (high confidence) Host included: Notice, p. 1 (high confidence) "
        "CNSA, 24 April 2025 1 "
        "Each country or region that a provision of a selected payload counts for, once; never the host. "
        "The records counted Sweden 10 unexplained: announced, not found by name. No list was published."
    )
    assert {"/missions/change-8/", "/institutions/cnsa/", "/countries/SE/"} <= set(
        page.links
    )


def test_a_counted_number_leads_to_the_list_of_what_is_counted(client):
    mission = make_mission(slug="change-8", name="Chang'e-8")
    sweden = make_institution(country=make_country("SE", name="Sweden"))
    make_payload([sweden], slug="flying", mission=mission)
    make_payload([sweden], slug="dropped", mission=mission, status="did-not-fly")
    make_total(slug="projects", mission=mission, measure="payload-projects")
    make_total(slug="countries", mission=mission, measure="countries-and-regions")
    make_total(slug="mass", mission=mission, measure="payload-mass")

    page = read(client, "/totals/")
    payloads = "/payloads/?mission=change-8&status_not=proposed&status_not=did-not-fly"
    countries = read(client, "/totals/?total=countries")

    assert {payloads, "/totals/?total=countries"} <= set(page.links)
    assert not any(link.endswith("total=mass") for link in page.links)
    assert "/payloads/flying/" in read(client, payloads).links
    assert "/payloads/dropped/" not in read(client, payloads).links
    assert set(countries.parts) & {"projects", "countries", "mass"} == {"countries"}
    assert "The records counted Sweden" in countries.parts["countries"]
    assert "/totals/" in countries.links
    answer = get_json(client, "/api/v1/announced-totals/")["results"]
    addresses = {total["slug"]: total["counted_html_url"] for total in answer}
    assert addresses["projects"].endswith(payloads)
    assert addresses["countries"].endswith("/totals/?total=countries")
    assert addresses["mass"] is None


def test_an_unknown_total_is_told_the_nearest(client):
    make_total(slug="change-8-projects", mission=make_mission())

    response = client.get("/totals/", {"total": "change-8-project"})

    assert response.status_code == 400
    assert "Did you mean change-8-projects?" in response.content.decode()


def test_totals_print_the_unknown_in_words(client):
    make_total(
        slug="mass",
        measure="payload-mass",
        kind="offered",
        low=200,
        high=None,
        qualifier="about",
    )

    page = read(client, "/totals/")

    assert page.parts["mass"].startswith(
        "Kilograms of payload resources (offered) Payload projects. about 200 announcer not recorded, date not given "
        "not counted Nothing is counted"
    )


def test_totals_keep_scopes_apart(client):
    make_total(slug="a", mission=make_mission(slug="change-8", name="Chang'e-8"))
    make_total(
        slug="b", programme=make_programme(), measure="countries-and-organisations"
    )

    page = read(client, "/totals/")

    assert (
        "Chang'e-8 Payload projects Announced and counted: payload projects"
        in page.text
    )
    assert (
        "International Lunar Research Station Countries and international organizations Announced"
        in page.text
    )
    assert {"/missions/change-8/", "/ilrs/"} <= set(page.links)


def test_search_groups_what_it_finds(client):
    mission = make_mission(slug="alpha", name="Alpha mission")
    make_payload(slug="alpha", name="Alpha camera", mission=mission)
    make_spacecraft(slug="alpha-lander", name="Alpha lander", mission=mission)
    make_institution(slug="alpha", name="Alpha institute")
    make_source(slug="alpha", title="Alpha paper")
    make_country("AL", name="Alphaland")

    page = read(client, "/search/", q=" alpha ")

    assert (
        "Payloads (1) Alpha camera Missions (1) Alpha mission Spacecraft (1) Alpha lander "
        "Countries and regions (1) Alphaland Institutions (1) Alpha institute Sources (1) Alpha paper"
    ) in page.text
    assert {
        "/payloads/alpha/",
        "/missions/alpha/",
        "/missions/alpha/#alpha-lander",
        "/countries/AL/",
    } <= set(page.links)


def test_search_finds_the_ilrs(client):
    programme = make_programme(acronym="ILRS")
    programme.names.create(
        key="zh", name="国际月球科研站", kind="native", language="zh-Hans"
    )
    programme.names.create(key="ru", name="МНЛС", kind="acronym", language="ru")
    programme.refresh_search_text()

    pages = [
        read(client, "/search/", q=query)
        for query in ("ilrs", "国际月球科研站", "月球", "мнлс")
    ]

    for page in pages:
        assert "International Lunar Research Station (1)" in page.text
        assert "/ilrs/" in page.links


def test_search_shows_the_first_fifty_of_a_type(client):
    for _ in range(53):
        make_source(title="Alpha")

    page = read(client, "/search/", q="alpha")

    assert "Sources (53)" in page.text
    assert "The first 50 of 53." in page.text
    assert (
        len([link for link in page.links if link.startswith("/sources/source-")]) == 50
    )


def test_search_that_finds_nothing_says_so(client):
    page = read(client, "/search/", q="unheard of")

    assert (
        "Nothing in the catalogue is called so. Try fewer words or another spelling."
        in page.text
    )


def test_search_without_words_says_what_to_type(client):
    page = read(client, "/search/")

    assert "Type a name in any spelling" in page.text


def test_about_explains_the_terms(client):
    page = read(client, "/about/")

    assert page.facts["high"].startswith(
        "An agency, a signing party or a peer-reviewed paper says so"
    )
    assert page.facts["read in part"] == "Read in part."
    assert page.facts["press"] == "Press, and official text known through press."
    assert (
        "Names of places follow a reviewed list and imply no view on status."
        in page.text
    )


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        (
            "",
            "Reports cannot be received yet: no contact address has been set for this site.",
        ),
        ("mailto:editors@example.org", "A correction needs a source that we can cite."),
    ],
)
def test_about_says_whether_reports_can_be_received(client, settings, contact, said):
    settings.CONTACT_URL = contact

    assert said in read(client, "/about/").text


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("licence", "said"),
    [("", "No licence has been granted yet."), ("CC BY 4.0", "Licence: CC BY 4.0.")],
)
def test_every_page_says_what_may_be_done_with_it(
    client, settings, address, licence, said
):
    settings.LICENCE = licence

    assert said in read(client, address).text


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_a_title_one_heading_and_its_canonical_address(
    client, settings, address
):
    settings.SITE_URL, settings.CATALOGUE_TITLE = (
        "https://catalogue.example.org",
        "The catalogue",
    )

    html = read(client, address).html

    assert html.count("<h1>") == 1
    assert "The catalogue</title>" in html
    assert (
        f'<link rel="canonical" href="https://catalogue.example.org{address}">' in html
    )


def test_every_page_leads_to_every_other(client):
    links = read(client, "/about/").links

    assert set(PAGES) - {"/search/"} <= set(links)
    assert "/api/docs/" in links
