import pytest

from catalog.counting import compare
from catalog.models import AnnouncedTotal
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
    make_total,
)

pytestmark = pytest.mark.django_db


def counted(total):
    """Return what the catalogue counts beside a total."""
    return compare([AnnouncedTotal.objects.get(pk=total.pk)])[0].count


@pytest.fixture
def mission():
    cnsa = make_institution(name="CNSA", country=make_country("CN", name="China"))
    return make_mission(name="Chang'e-8", operator=cnsa)


@pytest.fixture
def stated_participations():
    """One participation for each relation and level, named after it."""
    china, russia, pakistan = make_country("CN"), make_country("RU"), make_country("PK")
    apsco = make_institution(name="APSCO", is_international=True)
    make_participation(slug="initiator", country=china, steps=[{"kind": "initiated"}])
    make_participation(slug="signatory", country=russia, steps=[{"kind": "signed"}])
    make_participation(slug="named", country=pakistan, steps=[{"kind": "named"}])
    make_participation(
        slug="draft",
        country=make_country("SE"),
        publication="draft",
        steps=[{"kind": "signed"}],
    )
    make_participation(
        slug="organisation",
        level="organisation",
        institution=apsco,
        steps=[{"kind": "signed"}],
    )
    make_participation(
        slug="signed-institution",
        level="institution",
        country=china,
        place="X",
        steps=[{"kind": "signed"}],
    )
    make_participation(
        slug="named-institution",
        level="institution",
        country=china,
        place="Y",
        steps=[{"kind": "named"}],
    )


@pytest.mark.parametrize(
    ("status", "number"),
    [
        ("proposed", 0),
        ("selected", 1),
        ("in-development", 1),
        ("delivered", 1),
        ("in-flight", 1),
        ("operating", 1),
        ("ended", 1),
        ("did-not-fly", 0),
    ],
)
def test_projects_are_the_payloads_that_were_selected(mission, status, number):
    make_payload(mission=mission, status=status)
    make_payload(mission=make_mission())

    count = counted(make_total(mission=mission, measure="payload-projects"))

    assert count.number == number
    assert (
        count.rule
        == "The payloads of the mission that were selected, flown or not yet flown."
    )


def test_what_the_public_does_not_see_is_not_counted(mission):
    sweden = make_country("SE")
    make_payload(
        mission=mission,
        providers=[make_institution(country=sweden)],
        publication="draft",
    )

    assert (
        counted(make_total(mission=mission, measure="payload-projects")).records == []
    )
    assert (
        counted(make_total(mission=mission, measure="countries-and-regions")).records
        == []
    )


def test_countries_and_organisations_are_counted_once_and_apart(mission):
    pakistan, hong_kong = make_country("PK"), make_country("HK")
    istvs = make_institution(is_international=True)
    first = make_payload(
        name="A", mission=mission, providers=[make_institution(country=pakistan), istvs]
    )
    make_provision(
        first, make_institution(country=make_country("ZA")), counts_as="not-counted"
    )
    make_payload(
        name="B", mission=mission, providers=[make_institution(country=pakistan), istvs]
    )
    make_provision(
        make_payload(name="C", mission=mission),
        make_institution(country=hong_kong),
        counts_as="region",
    )
    make_payload(
        mission=mission,
        status="proposed",
        providers=[make_institution(country=make_country("FR"))],
    )

    countries = counted(make_total(mission=mission, measure="countries-and-regions"))
    organisations = counted(
        make_total(mission=mission, measure="international-organisations")
    )

    assert (countries.records, countries.number) == ([pakistan, hong_kong], 2)
    assert (organisations.records, organisations.number) == ([istvs], 1)


def test_countries_and_organisations_of_a_mission_are_counted_together(mission):
    sweden = make_country("SE")
    society = make_institution(name="Society", is_international=True)
    make_payload(
        mission=mission,
        providers=[society, make_institution(country=sweden), mission.operator],
    )

    count = counted(make_total(mission=mission, measure="countries-and-organisations"))

    assert count.records == [sweden, society]
    assert count.rule == (
        "Each country, region and international organisation that a provision of a selected payload counts for, once; "
        "never the host."
    )


def test_the_host_nation_is_never_counted_among_a_missions_partners(mission):
    sweden = make_country("SE")
    make_payload(
        mission=mission, providers=[mission.operator, make_institution(country=sweden)]
    )

    count = counted(
        make_total(mission=mission, measure="countries-and-regions", host_included="no")
    )

    assert count.records == [sweden]
    assert count.rule.endswith("once; never the host.")


@pytest.mark.parametrize("measure", ["payload-mass", "research-institutions"])
def test_what_no_source_states_for_every_payload_is_not_counted(mission, measure):
    make_payload(mission=mission)

    count = counted(make_total(mission=mission, measure=measure))

    assert count.number is None
    assert count.rule.startswith("Nothing is counted")


@pytest.mark.parametrize(
    ("measure", "host_included", "expected", "rule"),
    [
        (
            "countries-and-organisations",
            "yes",
            ["initiator", "organisation", "signatory"],
            "the initiator included.",
        ),
        (
            "countries-and-organisations",
            "no",
            ["organisation", "signatory"],
            "the initiator not included.",
        ),
        (
            "countries-and-organisations",
            "unknown",
            ["organisation", "signatory"],
            "the initiator not included.",
        ),
        (
            "countries-and-regions",
            "yes",
            ["initiator", "signatory"],
            "the initiator included.",
        ),
        ("countries-and-regions", "no", ["signatory"], "the initiator not included."),
        (
            "international-organisations",
            "yes",
            ["organisation"],
            "the initiator included.",
        ),
        (
            "parties",
            "yes",
            ["initiator", "organisation", "signatory", "signed-institution"],
            "the initiator included.",
        ),
        (
            "research-institutions",
            "yes",
            ["named-institution", "signed-institution"],
            "by their place only, each once.",
        ),
    ],
)
def test_participants_are_counted_by_what_they_signed(
    stated_participations, measure, host_included, expected, rule
):
    total = make_total(
        programme=make_programme(), measure=measure, host_included=host_included
    )

    count = counted(total)

    assert sorted(participation.slug for participation in count.records) == expected
    assert count.rule.endswith(rule)


def test_a_country_that_the_announcer_leaves_out_is_not_counted():
    sweden, russia = (
        make_country("SE", name="Sweden"),
        make_country("RU", name="Russia"),
    )
    for country in (sweden, russia):
        make_participation(country=country, steps=[{"kind": "signed"}])
    total = make_total(
        programme=make_programme(), measure="countries-and-regions", host_included="no"
    )
    total.excluded.add(russia)

    count = counted(total)

    assert [participation.country for participation in count.records] == [sweden]
    assert count.rule.endswith("the initiator not included; without Russia.")


@pytest.mark.parametrize(
    ("steps", "source_date", "number"),
    [
        ([{"kind": "signed", "date": "2023-05-01"}], "2025", 1),
        ([{"kind": "signed", "date": "2023-06-02"}], "2023-05-01", 0),
        ([{"kind": "signed"}], "2023-05-01", 1),
        ([{"kind": "signed"}], "2024", 0),
    ],
)
def test_participants_are_counted_as_of_the_day_of_the_total(
    steps, source_date, number
):
    participation = make_participation(steps=steps)
    cite(
        participation,
        make_source(published=source_date),
        step=participation.steps.get(),
    )
    total = make_total(
        programme=make_programme(), measure="countries-and-regions", date="2023-06-01"
    )

    count = counted(total)

    assert count.number == number
    assert "by 1 June 2023" in count.rule


@pytest.mark.parametrize("measure", ["payload-projects", "payload-mass", "researchers"])
def test_what_the_catalogue_holds_no_records_of_is_not_counted(
    stated_participations, measure
):
    count = counted(make_total(programme=make_programme(), measure=measure))

    assert (count.number, count.records) == (None, [])
    assert (
        count.rule == "Nothing is counted: the catalogue holds no records of this kind."
    )


@pytest.mark.parametrize(
    ("low", "high", "difference", "words"),
    [
        (2, 2, 0, "No difference."),
        (3, 3, 1, "1 unexplained: announced, not found by name."),
        (3, 5, 1, "1 unexplained: announced, not found by name."),
        (4, None, 2, "2 or more unexplained: announced, not found by name."),
        (0, 0, -2, "The catalogue counts 2 more than announced."),
        (0, 1, -1, "The catalogue counts 1 more than announced."),
        (1, 3, 0, "No difference."),
        (1, None, 0, "No difference."),
    ],
)
def test_the_difference_is_announced_minus_counted(
    mission, low, high, difference, words
):
    make_payload(mission=mission)
    make_payload(mission=mission)

    comparison = compare([make_total(mission=mission, low=low, high=high)])[0]

    assert (comparison.difference, comparison.difference_words) == (difference, words)


@pytest.mark.parametrize(
    ("kind", "measure", "words"),
    [
        ("target", "payload-projects", "An aim is not compared with a count."),
        ("offered", "payload-projects", "Not compared."),
        ("counted", "payload-mass", "Not compared."),
    ],
)
def test_aims_offers_and_what_cannot_be_counted_are_not_compared(
    mission, kind, measure, words
):
    make_payload(mission=mission)

    comparison = compare(
        [make_total(mission=mission, kind=kind, measure=measure, low=50, high=50)]
    )[0]

    assert comparison.difference is None
    assert comparison.difference_words == words


def test_totals_are_compared_in_their_order():
    totals = [make_total(title=title) for title in "ca"] + [
        make_total(programme=make_programme(), title="b")
    ]

    assert [comparison.total for comparison in compare(totals)] == totals
    assert compare([]) == []


def test_counting_many_totals_costs_as_much_as_counting_one_of_each_scope(
    count_queries, mission
):
    def count(totals):
        read = (
            AnnouncedTotal.objects.for_list()
            .filter(pk__in=[total.pk for total in totals])
            .order_by("pk")
        )
        return [
            str(record)
            for comparison in compare(read)
            for record in comparison.count.records
        ]

    def add(code):
        country = make_country(code)
        provider = make_institution(country=country)
        make_payload(mission=mission, providers=[provider])
        make_participation(country=country, steps=[{"kind": "signed"}])

    programme = make_programme()
    measured = {"programme": programme, "measure": "countries-and-regions"}
    totals = [
        make_total(mission=mission, measure="countries-and-regions"),
        make_total(**measured),
    ]
    add("SE")
    two = count_queries(count, totals)
    add("TR")
    other = make_mission(operator=make_institution(country=make_country("RU")))
    make_payload(
        mission=other, providers=[make_institution(country=make_country("SE"))]
    )
    totals += [
        make_total(mission=other, measure="countries-and-regions"),
        make_total(**measured),
    ]

    assert count_queries(count, totals) == two <= 9
    assert count(totals) == ["SE", "TR", "SE", "TR", "SE", "SE", "TR"]
