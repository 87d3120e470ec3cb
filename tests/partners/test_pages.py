"""What a reader sees of institutions, of countries and regions, and of the ILRS."""

import pytest

from tests.factories import (
    cite,
    make_country,
    make_dataset,
    make_institution,
    make_mission,
    make_participation,
    make_payload,
    make_programme,
    make_provision,
    make_source,
    make_total,
    sign_accords,
)
from tests.reading import read

pytestmark = pytest.mark.django_db

UNKNOWN = "not stated in the sources read"
NO_PAYLOAD = "No payload found in sources through 10 September 2026, counted or not."
NO_PARTICIPATION = (
    "No participation in the ILRS found in sources through 29 April 2025, "
    "of its own or of an institution."
)


@pytest.fixture
def sweden():
    return make_country("SE", name="Sweden")


@pytest.fixture
def institute(sweden):
    institution = make_institution(
        slug="irf",
        name="Institute of Space Physics",
        acronym="IRF",
        kind="institute",
        country=sweden,
        seat="Kiruna",
        founded="1957",
        website="https://irf.example.org/",
        parent=make_institution(slug="ministry", name="Ministry"),
    )
    institution.identifiers.create(key="ror", scheme="ror", value="043kppn11")
    return institution


def test_institution_states_the_facts(client, institute):
    page = read(client, "/institutions/irf/")

    assert "Institute of Space Physics (IRF)" in page.text
    assert page.facts == {
        "Kind": "research institute our classification",
        "Represents": "Sweden",
        "Seat": "Kiruna",
        "Part of": "Ministry",
        "Founded": "1957",
        "Website": "https://irf.example.org/",
        "ROR id": "043kppn11",
    }
    assert {
        "/countries/SE/",
        "/institutions/ministry/",
        "/api/v1/institutions/irf/",
    } <= set(page.links)


@pytest.mark.parametrize(
    ("field", "term"),
    [
        ("kind", "Kind"),
        ("country", "Represents"),
        ("seat", "Seat"),
        ("parent", "Part of"),
        ("founded", "Founded"),
        ("website", "Website"),
    ],
)
def test_source_of_a_field_stands_beside_it(client, institute, field, term):
    cite(institute, make_source(label="Register"), field=field, locator="entry")

    page = read(client, "/institutions/irf/")

    assert page.facts[term].endswith("Register, entry (high confidence)")
    assert page.text.count("Register, entry") == 1


def test_sources_of_other_fields_stand_at_the_end(client):
    society = make_institution(slug="society", is_international=True)
    cite(society, make_source(label="Report"), locator="p. 1")
    cite(
        society,
        make_source(label="Statutes"),
        locator="article 1",
        field="is_international",
    )

    page = read(client, "/institutions/society/")

    said = "Report, p. 1 (high confidence) Is international: Statutes, article 1 (high confidence)"
    assert f"Sources about this {said}" in page.text


@pytest.mark.parametrize(
    ("values", "represents", "seat"),
    [
        ({}, UNKNOWN, UNKNOWN),
        (
            {"is_international": True, "seat": "Beijing"},
            "no country: it is international",
            "Beijing",
        ),
    ],
)
def test_unknown_is_printed_in_words(client, values, represents, seat):
    make_institution(slug="a", **values)

    page = read(client, "/institutions/a/")

    assert page.facts == {
        "Kind": "research institute our classification",
        "Represents": represents,
        "Seat": seat,
    }


def test_institution_lists_its_payloads_missions_parts_and_participation(
    client, institute
):
    mission = make_mission(slug="change-4", name="Chang'e-4", operator=institute)
    make_provision(
        make_payload(slug="asan", name="Analyzer", acronym="ASAN", mission=mission),
        institute,
    )
    make_institution(slug="group", name="Group", parent=institute)
    make_participation(
        [{"kind": "signed", "date": "2024"}],
        slug="irf",
        level="institution",
        institution=institute,
    )

    page = read(client, "/institutions/irf/")

    assert (
        "Payloads Analyzer (ASAN), Chang'e-4: selected as of 2025 lead; counted in the announcement as"
        in page.text
    )
    assert "International Lunar Research Station Signed 2024; unconfirmed" in page.text
    assert "Missions it operates Chang'e-4" in page.text
    assert "Its parts Group" in page.text
    assert {
        "/payloads/asan/",
        "/missions/change-4/",
        "/institutions/group/",
        "/ilrs/#irf",
    } <= set(page.links)


def test_institution_lists_its_tasks_in_the_cooperation_on_published_missions(
    client, institute
):
    for slug, publication in [("change-4", "published"), ("secret", "draft")]:
        mission = make_mission(slug=slug, name=slug.title(), publication=publication)
        mission.responsibilities.create(
            key="testing",
            task="testing",
            institution=institute,
            scope="ASAN",
            date="2017",
        )
        mission.responsibilities.create(
            key="call", task="call", institution=institute, rank="deprecated"
        )

    page = read(client, "/institutions/irf/")

    assert (
        "What it does in the cooperation on missions "
        "Change-4: tests and acceptance for ASAN (2017)" in page.text
    )
    assert "/missions/change-4/" in page.links
    assert "call for proposals" not in page.text
    assert "Secret" not in page.text


def test_institution_lists_the_published_data_sets_that_it_made_or_keeps(
    client, institute
):
    make_dataset(slug="frames", title="Frames", producer=institute)
    make_dataset(slug="bundle", title="Bundle", archive=institute)
    make_dataset(
        title="Secret", producer=institute, archive=institute, publication="draft"
    )

    page = read(client, "/institutions/irf/")

    access = "handed to the provider; no public copy found"
    assert f"Data sets it made Frames {access}" in page.text
    assert f"Data sets it keeps Bundle {access}" in page.text
    assert {"/data-sets/frames/", "/data-sets/bundle/"} <= set(page.links)
    assert "Secret" not in page.text


def test_institution_without_tasks_and_data_sets_has_no_headings_for_them(
    client, institute
):
    page = read(client, "/institutions/irf/")

    for heading in (
        "cooperation on missions",
        "Data sets it made",
        "Data sets it keeps",
    ):
        assert heading not in page.text


def test_institution_shows_its_names_with_their_sources(client, institute):
    name = institute.names.create(
        key="native",
        name="Institutet",
        kind="native",
        language="sv",
        rank="alternative",
    )
    cite(institute, make_source(label="Register"), name=name, locator="entry")

    page = read(client, "/institutions/irf/")

    assert page.parts["institutionname-native"] == (
        "(alternative) Institutet native name Register, entry (high confidence)"
    )
    assert '<span lang="sv" dir="auto">Institutet</span>' in page.html


def test_list_of_institutions_shows_what_each_represents(client, institute):
    make_institution(name="Society", kind="society", is_international=True)
    make_institution(name="Company", kind="company")

    page = read(client, "/institutions/")

    assert "Institute of Space Physics (IRF) research institute Sweden" in page.text
    assert "Society learned society international" in page.text
    assert "Company company not stated" in page.text
    assert {"/institutions/irf/", "/countries/SE/"} <= set(page.links)


def test_country_lists_its_institutions_payloads_and_participation(
    client, sweden, institute
):
    mission = make_mission(slug="change-4", name="Chang'e-4")
    make_provision(
        make_payload(slug="asan", name="Analyzer", mission=mission), institute
    )
    make_participation(
        [{"kind": "signed", "date": "2024"}], slug="sweden", country=sweden
    )
    make_participation(
        [{"kind": "named"}], slug="irf", level="institution", institution=institute
    )

    page = read(client, "/countries/SE/")

    assert "ISO 3166-1 code SE. The name implies no view on its status." in page.text
    assert (
        "Payloads Awaiting flight Analyzer, Chang'e-4: selected as of 2025 Institute of Space Physics, lead"
        in page.text
    )
    assert "Institutions Institute of Space Physics." in page.text
    assert "International Lunar Research Station Signed 2024; unconfirmed." in page.text
    assert (
        "At the level of institutions: Institute of Space Physics: Named as participant in 0 sources"
        in page.text
    )
    assert {
        "/institutions/irf/",
        "/payloads/asan/",
        "/ilrs/#sweden",
        "/ilrs/#irf",
    } <= set(page.links)
    assert "/api/v1/countries/SE/" in page.links


def test_country_lists_each_payload_once_those_flown_first_with_what_is_reported_of_the_mission(
    client, sweden, institute
):
    partner = make_institution(slug="a", name="A company", country=sweden)
    warned = make_mission(slug="change-8", name="Chang'e-8")
    warned.events.create(
        key="w", kind="call", title="Altered", date="2026-09", is_standing=True
    )
    planned = make_payload(slug="planned", name="Analyzer", mission=warned)
    flown = make_payload(
        slug="flown",
        name="Zenith camera",
        mission=make_mission(name="Chang'e-4"),
        status="ended",
    )
    for payload in (planned, flown):
        make_provision(payload, institute)
    make_provision(planned, partner, role="funder", counts_as="not-counted")
    robot = make_payload(slug="robot", name="Robot", mission=warned)
    make_provision(robot, partner, role="partner", counts_as="not-counted")

    page = read(client, "/countries/SE/")

    assert (
        "Flown Zenith camera, Chang'e-4: ended, 2025 Institute of Space Physics, lead "
        "Awaiting flight Analyzer, Chang'e-8: selected as of 2025 September 2026: Altered "
        "Institute of Space Physics, lead; A company, funder "
        "Robot, Chang'e-8: selected as of 2025 September 2026: Altered "
        "A company, partner; not counted in the announcement"
    ) in page.text
    assert "/missions/change-8/#missionevent-w" in page.links


@pytest.mark.parametrize("address", ["/countries/SE/", "/institutions/irf/"])
def test_dated_steps_are_drawn_and_listed(client, sweden, institute, address):
    steps = [{"kind": "applied", "date": "2023-05"}, {"kind": "signed", "date": "2024"}]
    make_participation(steps, slug="irf", level="institution", institution=institute)

    page = read(client, address)

    assert (
        "The steps as a table Participant Steps Institute of Space Physics" in page.text
    )
    assert "applied May 2023; signed 2024" in page.text
    assert page.html.index("The steps as a table") < page.html.index(
        "Time axis of steps"
    )


@pytest.mark.parametrize("address", ["/countries/SE/", "/institutions/irf/"])
def test_nothing_is_drawn_where_no_step_is_dated(client, sweden, institute, address):
    make_participation(
        [{"kind": "named"}], slug="irf", level="institution", institution=institute
    )

    assert "The steps as a table" not in read(client, address).text


def test_country_without_records_says_so(client, sweden):
    page = read(client, "/countries/SE/")

    assert "Payloads None found in the sources read." in page.text
    assert "No participation found in sources" in page.text


def test_region_and_its_country_lead_to_each_other(client):
    china = make_country("CN", name="China")
    make_country("HK", name="Hong Kong", region_of=china)
    make_participation([{"kind": "initiated"}], country=china)

    region, country = read(client, "/countries/HK/"), read(client, "/countries/CN/")

    assert "Hong Kong (region of China)" in region.text
    assert "Region of China, the initiator; none of its own found." in region.text
    assert "Regions with records of their own Hong Kong" in country.text
    assert "/countries/HK/" in country.links


def test_country_shows_its_sources(client, sweden):
    name = sweden.names.create(
        key="native", name="Sverige", kind="native", language="sv"
    )
    cite(sweden, make_source(label="ISO 3166-1"), locator="entry SE")
    cite(
        sweden,
        make_source(label="Report"),
        locator="p. 3",
        field="name",
        as_printed="Swedn",
    )
    cite(sweden, make_source(label="Atlas"), locator="p. 4", name=name)

    page = read(client, "/countries/SE/")

    said = "ISO 3166-1, entry SE (high confidence) Name: printed “Swedn” – Report, p. 3 (high confidence)"
    assert f"Sources about this {said}" in page.text
    assert (
        page.parts["countryname-native"]
        == "Sverige native name Atlas, p. 4 (high confidence)"
    )


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("xx", "“xx” is not an ISO 3166-1 code of a country or region, like TR or HK."),
        ("XX", "“XX” is not an ISO 3166-1 code of a country or region, like TR or HK."),
        (
            "Sweden",
            "“Sweden” is not an ISO 3166-1 code of a country or region, like TR or HK.",
        ),
    ],
)
def test_country_that_is_not_there_is_told_why(client, sweden, code, sentence):
    response = client.get(f"/countries/{code}/")

    assert response.status_code == 404
    assert sentence in response.content.decode()
    assert ("/countries/SE/" in response.content.decode()) == (
        code == "Sweden"
    )  # no country stands in for another


@pytest.fixture
def sources_of_two_days():
    """Cite a source of the ILRS, a later one of a payload, and a yet later one of a draft alone."""
    participation = make_participation([{"kind": "named"}])
    cite(
        participation,
        make_source(published="2025-04-29"),
        step=participation.steps.get(),
    )
    cite(make_payload(), make_source(label="Daily", slug="d", published="2026-09-10"))
    draft = make_payload(publication="draft")
    cite(draft, make_source(published="2026-10-01"))


def test_country_without_a_record_is_told_what_was_read(client, sources_of_two_days):
    page = read(client, "/countries/IN/")

    assert page.parts["content"].startswith(
        "Country or region India ISO 3166-1 code IN"
    )
    assert "The catalogue holds no record of it." in page.text
    assert page.text.count(NO_PAYLOAD) == page.text.count(NO_PARTICIPATION) == 1
    assert "The catalogue has 3 sources" in page.text
    latest = "The latest on payloads and their missions: Daily, 10 September 2026"
    assert latest in page.text
    assert {"/sources/d/", "/sources/", "/countries/"} <= set(page.links)


def test_country_without_a_record_is_told_so_without_any_source(client):
    page = read(client, "/countries/TW/")

    assert "Country or region Taiwan ISO 3166-1 code TW." in page.text
    assert "No payload found in sources, counted or not." in page.text
    assert "The catalogue has 0 sources" in page.text


def test_country_without_a_record_is_in_no_list_and_has_no_past(client):
    assert "/countries/IN/" not in client.get("/sitemap.xml").content.decode()
    assert "/countries/IN/" not in read(client, "/countries/").links

    refused = client.get("/countries/IN/", {"revision": "1"})
    moved = client.get("/countries/in/")

    assert refused.status_code == 400
    assert (moved.status_code, moved["Location"]) == (301, "/countries/IN/")
    assert client.get("/countries/IN/")["Link"].startswith(
        "<http://127.0.0.1:8000/api/v1/countries/>"
    )


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (
            "IN",
            f"The catalogue holds no record of India (IN). {NO_PAYLOAD} {NO_PARTICIPATION}",
        ),
        ("XX", "“XX” is not an ISO 3166-1 code of a country or region, like TR or HK."),
    ],
)
def test_api_says_why_it_has_no_country(client, sources_of_two_days, code, sentence):
    response = client.get(f"/api/v1/countries/{code}/")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == sentence


def test_code_in_small_letters_redirects(client, sweden):
    response = client.get("/countries/se/")

    assert response.status_code == 301
    assert response["Location"] == "/countries/SE/"


def test_list_of_countries_shows_their_payloads_and_participation(client, sweden):
    make_country("HK", name="Hong Kong", region_of=make_country("CN", name="China"))
    make_participation([{"kind": "signed", "date": "2024"}], country=sweden)

    institute, robot = make_institution(country=sweden), make_payload()
    for number in range(2):
        make_provision(make_payload(), institute, key=f"lead-{number}")
    make_provision(robot, institute, counts_as="not-counted")
    make_provision(make_payload(publication="draft"), institute)

    page = read(client, "/countries/")

    assert "Sweden SE 2 payloads Signed 2024; unconfirmed" in page.text
    assert "/payloads/?country=SE" in page.links
    assert (
        "Hong Kong (region of China) HK none counted No participation found in sources"
        in page.text
    )
    assert {"/countries/SE/", "/countries/HK/", "/countries/CN/"} <= set(page.links)


def test_former_slug_of_an_institution_redirects(client):
    make_institution(slug="present", former_slugs="first second")

    response = client.get("/institutions/first/")

    assert response.status_code == 301
    assert response["Location"] == "/institutions/present/"


@pytest.fixture
def programme():
    return make_programme(description="A base on the Moon.")


def test_ilrs_tells_each_participant_with_its_steps_and_sources(
    client, programme, sweden
):
    step = {
        "kind": "signed",
        "date": "2024-04-05",
        "instrument": "Memorandum",
        "body": "Space Agency",
        "signatory": "A. Berg",
        "counterpart": "CNSA",
        "counterpart_signatory": "Zhang",
        "place": "Beijing",
        "description": "In a ceremony.",
    }
    participation = make_participation(
        [step], slug="sweden", country=sweden, note="Widely reported."
    )
    cite(
        participation,
        make_source(label="Agency", kind="official"),
        step=participation.steps.get(),
        locator="p. 1",
    )
    cite(participation, make_source(label="Press"), locator="p. 2", field="level")

    page = read(client, "/ilrs/")

    assert page.parts["sweden"] == (
        "Sweden Signed 5 April 2024; published by a signing party "
        "Widely reported. Level: Press, p. 2 (high confidence) "
        "Signed 5 April 2024, Memorandum, by Space Agency (A. Berg), with CNSA (Zhang), in Beijing: In a ceremony. "
        "Agency, p. 1 (high confidence)"
    )
    assert {"/countries/SE/"} <= set(page.links)


def test_ilrs_keeps_the_levels_apart(client, programme, sweden):
    society = make_institution(slug="society", name="Society", is_international=True)
    make_participation(
        [{"kind": "linked"}], slug="a", level="organisation", institution=society
    )
    make_participation(
        [{"kind": "named"}],
        slug="b",
        level="institution",
        country=sweden,
        place="Kiruna",
    )
    make_participation([{"kind": "initiated"}], slug="c", country=sweden)

    page = read(client, "/ilrs/")

    captions = [
        f"Participants at {level} level (1)"
        for level in ("national", "international organisation", "institution")
    ]
    assert [page.text.index(caption) for caption in captions] == sorted(
        page.text.index(one) for one in captions
    )
    assert page.parts["a"].startswith(
        "Society Linked through an organisation; no signature of its own found"
    )
    assert page.parts["b"].startswith(
        "Institution in Kiruna Named as participant in 0 sources; no signature found"
    )
    assert page.parts["c"].startswith("Sweden Initiator; unconfirmed")


def test_ilrs_shows_the_programme_with_its_sources(client, programme):
    source = make_source(label="Roadmap")
    event = programme.events.create(
        key="aim", kind="aim", title="To be built", date="2035", is_planned=True
    )
    cite(programme, source, field="description", locator="p. 1")
    cite(programme, source, event=event, locator="p. 2")
    cite(programme, source, locator="p. 3")
    cite(programme, source, field="acronym", locator="p. 4")
    make_total(
        slug="aim-of-50",
        programme=programme,
        kind="target",
        low=50,
        high=None,
        date="2024",
    )

    page = read(client, "/ilrs/")

    assert "A base on the Moon. Roadmap, p. 1 (high confidence)" in page.text
    assert (
        page.parts["programmeevent-aim"]
        == "2035 To be built stated aim (planned) Roadmap, p. 2 (high confidence)"
    )
    assert (
        "Roadmap, p. 3 (high confidence) Acronym: Roadmap, p. 4 (high confidence)"
        in page.text
    )
    assert "An aim is not compared with a count." in page.parts["aim-of-50"]


def test_ilrs_says_that_no_member_list_is_published(client):
    page = read(client, "/ilrs/")

    assert "No member list is published." in page.text
    assert "Participants at" not in page.text


def test_ilrs_page_tells_who_signed_the_artemis_accords_too(client):
    thailand = make_country("TH", name="Thailand")
    bahrain = make_country("BH", name="Bahrain")
    sweden = make_country("SE", name="Sweden")
    sign_accords(thailand, "2024-12-16", make_source())
    sign_accords(bahrain, "2022-03-07", make_source(published="2022-03-08"))
    sign_accords(sweden, "2024-04-16", make_source(published="2026-01-09"))
    named = make_participation([{"kind": "named", "date": "2024-04"}], country=thailand)
    cite(named, make_source(published="2024-04-30"))
    make_participation([{"kind": "named", "date": "2024-04"}], country=bahrain)
    make_participation(
        [{"kind": "named", "date": "2024-04"}],
        level="institution",
        country=sweden,
        place="Sweden",
    )
    make_participation(
        [{"kind": "named", "date": "2024-04"}],
        country=make_country("TR", name="Türkiye"),
    )
    cite(sweden, make_source(published="2026-02"), field="name", locator="entry")

    page = read(client, "/ilrs/")

    assert (
        "2 of the participants at national level have signed the Artemis Accords too"
        in page.text
    )
    assert "7 March 2022 Bahrain: Named as participant" in page.text
    assert page.text.index("7 March 2022 Bahrain") < page.text.index(
        "16 December 2024 Thailand"
    )
    assert "16 April 2024" not in page.text
    assert "/countries/BH/#artemis" in page.links
    assert (
        "Signatures are known through 9 January 2026, the date of the latest source on them."
        in page.text
    )

    page = read(client, "/ilrs/", as_of="2024-06-01")

    assert (
        "1 of the participants at national level had signed the Artemis Accords too by 1 June 2024"
        in page.text
    )
    assert "7 March 2022 Bahrain: Named as participant" in page.text
    assert "16 December 2024" not in page.text
