import pytest

from missions.models import Mission
from partners.models import Country, IlrsParticipation
from payloads.models import Payload
from records.fields import NameField
from records.registry import record_types
from sources.models import Source
from tests.factories import make_country, make_mission, make_payload, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def missions():
    change_4 = make_mission(slug="change-4", name="Chang'e-4")
    for number, name in enumerate(["CE-4", "嫦娥四号", "嫦娥4号"]):
        change_4.names.create(key=f"name-{number}", name=name, kind="as-printed")
    change_4.refresh_search_text()
    make_mission(slug="change-40", name="Chang'e-40")
    make_mission(slug="change-8", name="Chang'e-8")


@pytest.mark.parametrize(
    "query",
    [
        "Chang'e-4",
        "Chang’E 4",
        "CHANG`E-4",
        "Chang´e-4",
        "change 4",
        "change4",
        "CE-4",
        "嫦娥四号",
        "嫦娥4号",
        "嫦娥四",
        "嫦娥四號",
        "4",
        "4 chang",
    ],
)
def test_matching_finds_a_mission_however_it_is_spelt(missions, query):
    assert [mission.slug for mission in Mission.objects.matching(query)] == ["change-4"]


def test_matching_takes_the_beginning_of_a_word_and_whole_numbers(missions):
    assert [mission.slug for mission in Mission.objects.matching("cha")] == [
        "change-4",
        "change-8",
        "change-40",
    ]
    assert not Mission.objects.matching("hang")
    assert [mission.slug for mission in Mission.objects.matching("40")] == ["change-40"]


@pytest.mark.parametrize("query", ["change 4 lander", "", "  ", "'-…", "%", "_"])
def test_matching_finds_nothing_without_every_word_or_without_a_word(missions, query):
    assert list(Mission.objects.matching(query)) == []


@pytest.mark.parametrize("query", ["Türkiye", "Turkiye", "TÜRKİYE", "turkey", "TR"])
def test_matching_finds_a_country_without_its_accents_and_by_its_other_names(query):
    country = make_country("TR", name="Türkiye")
    country.names.create(key="turkey", name="Turkey", kind="as-printed")
    country.refresh_search_text()
    make_country("TH", name="Thailand")

    found = Country.objects.matching(query)

    assert [country.code for country in found] == ["TR"]


def test_matching_finds_a_payload_by_its_acronym_and_a_misprint_of_it():
    payload = make_payload(
        slug="change-4-klcp", name="Lunar Small Optical Camera", acronym="KLCP"
    )
    payload.names.create(key="kclp", name="KCLP", kind="as-printed", rank="deprecated")
    payload.refresh_search_text()
    make_payload(name="Another camera")

    assert [found.slug for found in Payload.objects.matching("klcp")] == [
        "change-4-klcp"
    ]
    assert [found.slug for found in Payload.objects.matching("KCLP")] == [
        "change-4-klcp"
    ]


def test_matching_finds_a_source_by_author_title_and_doi():
    source = make_source(
        slug="jia",
        title="Payloads",
        original_title="国际载荷",
        label="Jia 2022",
        doi="10.1234/se.9",
    )
    source.authors.create(family="Jia", given="Yingzhuo")
    source.refresh_search_text()
    make_source(title="Another")

    for query in ("jia yingzhuo", "payloads", "国际", "Jia 2022", "10.1234/se.9"):
        assert [found.slug for found in Source.objects.matching(query)] == ["jia"]


def test_records_stand_in_the_order_of_their_numbers():
    for name in ("Chang'e-10", "Chang'e-8", "Chang’e-9"):
        make_mission(name=name)

    names = [mission.name for mission in Mission.objects.all()]

    assert names == ["Chang'e-8", "Chang’e-9", "Chang'e-10"]


def test_records_of_one_name_stand_in_the_order_of_their_slugs():
    for slug in ("rover-c", "rover-a", "rover-b"):
        make_mission(slug=slug, name="Rover")

    assert [mission.slug for mission in Mission.objects.all()] == [
        "rover-a",
        "rover-b",
        "rover-c",
    ]


@pytest.mark.parametrize(
    ("slug", "found"),
    [("first", ["now"]), ("second", ["now"]), ("sec", []), ("now", [])],
)
def test_formerly_finds_a_record_by_each_of_its_earlier_addresses(slug, found):
    make_mission(slug="now", former_slugs="first second")
    make_mission(slug="other", former_slugs="first-of-all")
    make_mission(slug="new")

    assert [mission.slug for mission in Mission.objects.formerly(slug)] == found


@pytest.mark.parametrize("publication", ["draft", "in-review", "withdrawn"])
def test_published_leaves_out_what_the_public_may_not_see(publication):
    make_mission(slug="public", publication="published")
    make_mission(slug="hidden", publication=publication)

    assert [mission.slug for mission in Mission.objects.published()] == ["public"]


def test_published_takes_all_sources_and_countries():
    source, country = make_source(), make_country("SE")

    assert list(Source.objects.published()) == [source]
    assert list(Country.objects.published()) == [country]


def test_citations_are_grouped_by_what_they_speak_for_at_the_cost_of_one_query(
    count_queries,
):
    payload = make_payload()
    row = payload.specifications.create(key="mass", quantity="mass", as_printed="3 kg")
    source = make_source()
    whole = payload.citations.create(source=source, locator="p. 1")
    of_field = payload.citations.create(
        source=source, locator="p. 2", field="name, kind"
    )
    of_row = payload.citations.create(source=source, locator="p. 3", specification=row)

    queries = count_queries(lambda: payload.cited_evidence)

    evidence = payload.cited_evidence
    assert evidence.of_record == [whole]
    assert evidence.by_field == {"name": [of_field], "kind": [of_field]}
    assert evidence.by_row == {("specification", row.pk): [of_row]}
    assert queries == 1


def test_the_names_of_every_record_are_kept_from_controls_of_text_direction():
    fields = []
    for record_type in record_types():
        names = record_type.row_kind("names")
        if names:
            fields.append(names.model._meta.get_field("name"))
        # A participation has no name of its own.
        if record_type.model is not IlrsParticipation:
            fields.append(
                record_type.model._meta.get_field(record_type.model.name_field)
            )

    assert len(fields) > 8
    assert [field for field in fields if not isinstance(field, NameField)] == []
