import pytest

from catalog.searching import matching_terms, search, similar_names
from tests.factories import make_country, make_institution, make_mission, make_payload

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
