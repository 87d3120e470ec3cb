import pytest

from catalog.searching import (
    LONGEST_GROUP,
    matching_terms,
    search,
    searched_types,
    similar_names,
)
from records.registry import types_for_readers
from tests.factories import (
    make_country,
    make_institution,
    make_mission,
    make_payload,
    make_programme,
    make_source,
    make_total,
)
from tests.reading import get_json, read

pytestmark = pytest.mark.django_db


def found(query):
    return [str(record) for group in search(query) for record in group.records]


@pytest.mark.parametrize(
    "query",
    [
        "change 4",
        "Chang’e-4",
        "CHANG'E 4",
        "Chang`E-4",
        "CE-4",
        "嫦娥四号",
        "嫦娥4号",
        "嫦娥四號",
    ],
)
def test_every_spelling_finds_the_mission(query):
    mission = make_mission(name="Chang'e-4")
    mission.names.create(key="ce-4", name="CE-4", kind="acronym")
    mission.names.create(
        key="native", name="嫦娥四号", kind="native", language="zh-Hans"
    )
    mission.refresh_search_text()
    make_mission(name="Chang'e-40")

    assert found(query) == ["Chang'e-4"]


@pytest.mark.parametrize(
    "query", ["Turkiye", "Türkiye", "土耳其", "Турция", "ตุรกี", "تركيا", "TR"]
)
def test_a_country_is_found_in_other_languages(query):
    make_country("TR", name="Türkiye")

    assert found(query) == ["Türkiye"]


def test_a_whole_name_stands_before_the_beginning_of_one_and_that_before_the_rest():
    make_institution(name="National Space Agency")
    make_institution(name="Space Agency of Peru")
    make_institution(name="Space Agency")

    assert found("space agency") == [
        "Space Agency",
        "Space Agency of Peru",
        "National Space Agency",
    ]


def test_a_payload_is_found_by_its_people():
    payload = make_payload(name="Camera")
    payload.persons.create(
        key="a", name="Zhang Aibing", native_name="张爱兵", role="lead scientist"
    )
    payload.refresh_search_text()

    assert found("Aibing") == found("张爱兵") == ["Camera"]


def test_terms_of_the_vocabularies_are_found():
    terms = matching_terms("retrorefl")

    assert [(term.parameter, term.term) for term in terms] == [
        ("kind", "retroreflector")
    ]


def test_nothing_found_suggests_what_is_spelled_alike(client):
    make_institution(name="Roscosmos")

    page = client.get("/search/", {"q": "roskosmos"}).content.decode()

    assert similar_names("roskosmos") == ["roscosmos"]
    assert "Did you mean" in page
    assert "?q=roscosmos" in page


def test_drafts_are_never_suggested():
    make_institution(name="Roscosmos", publication="draft")

    assert similar_names("roskosmos") == []


def test_every_type_is_searched():
    assert searched_types() == types_for_readers()


def test_an_announced_total_is_found_by_its_title(client):
    make_total(
        slug="change-8-projects",
        title="Chang'e-8: projects, April 2025",
        mission=make_mission(name="Chang'e-8"),
    )
    make_total(
        slug="ilrs-participants",
        title="ILRS: participants, April 2025",
        programme=make_programme(),
    )
    make_total(
        slug="a-draft",
        title="Projects of a draft, April",
        mission=make_mission(),
        publication="draft",
    )

    page = read(client, "/search/", q="projects april")
    (result,) = get_json(client, "/api/v1/search/", q="projects")["results"]
    address = "/totals/#change-8-projects"
    shown = read(client, address)

    assert "Announced totals (1) Chang'e-8: projects, April 2025" in page.text
    assert address in page.links
    assert found("ILRS: participants") == ["ILRS: participants, April 2025"]
    assert (result["type"], result["name"]) == (
        "announcedtotal",
        "Chang'e-8: projects, April 2025",
    )
    assert result["html_url"].endswith(address)
    assert result["url"].endswith("/api/v1/announced-totals/change-8-projects/")
    assert "change-8-projects" in shown.parts


def test_a_long_group_is_cut_off_and_says_how_many_there_are():
    for number in range(LONGEST_GROUP + 2):
        make_mission_to_be_found(number)

    (group,) = search("camera")

    assert (len(group.records), group.count) == (LONGEST_GROUP, LONGEST_GROUP + 2)
    assert [str(record) for record in group.records[:2]] == ["Camera", "Camera 1"]


def make_mission_to_be_found(number):
    """Make a mission called like the others; the first is called by the whole name that is looked for."""
    make_mission(name=f"Camera {number}" if number else "Camera")


def test_the_cost_does_not_grow_with_what_is_found(count_queries):
    make_mission(name="Alpha")
    one = count_queries(search, "alpha")
    make_total(title="Alpha", mission=make_mission(name="Alpha 2"))
    make_payload([make_institution(name="Alpha institute")], name="Alpha camera")
    make_country("AL", name="Alphaland")

    assert count_queries(search, "alpha") == one == 2


@pytest.mark.parametrize(
    "query",
    [
        "10.1234/jdse.2022",
        "https://doi.org/10.1234/jdse.2022",
        "http://dx.doi.org/10.1234/JDSE.2022",
    ],
)
def test_a_source_is_found_by_its_doi_and_by_the_address_of_it(query):
    make_source(slug="jia-2022", label="Jia et al. 2022", doi="10.1234/jdse.2022")
    make_source(slug="other", label="Another paper", doi="10.1234/other")

    [group] = search(query)

    assert [source.slug for source in group.records] == ["jia-2022"]
