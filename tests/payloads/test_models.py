from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from payloads.models import Payload, Provision
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
from tests.reading import get_json, listed, read

pytestmark = pytest.mark.django_db


def slugs(payloads):
    return [payload.slug for payload in payloads]


@pytest.mark.parametrize(
    ("counts_as", "provided", "involved"),
    [
        ("country", ["lnd"], ["lnd"]),
        ("region", ["lnd"], ["lnd"]),
        ("organisation", [], ["lnd"]),
        ("not-counted", [], ["lnd"]),
    ],
)
def test_a_payload_is_provided_by_the_countries_it_counts_for_and_involves_all(
    counts_as, provided, involved
):
    germany = make_country("DE")
    make_provision(
        make_payload(slug="lnd"), make_institution(country=germany), counts_as=counts_as
    )
    make_payload(slug="asan", providers=[make_institution(country=make_country("SE"))])

    assert slugs(Payload.objects.provided_by([germany])) == provided
    assert slugs(Payload.objects.involving([germany])) == involved


def test_a_payload_of_two_countries_is_found_once_under_each_and_under_both():
    thailand, peru, china = make_country("TH"), make_country("PE"), make_country("CN")
    providers = [
        make_institution(country=thailand),
        make_institution(country=thailand),
        make_institution(country=peru),
    ]
    make_payload(slug="array", providers=providers)
    make_payload(slug="without-provider")
    make_payload(
        slug="international",
        providers=[make_institution(is_international=True, seat_country=china)],
    )

    assert slugs(Payload.objects.provided_by([thailand])) == ["array"]
    assert slugs(Payload.objects.provided_by([peru])) == ["array"]
    assert slugs(Payload.objects.involving([thailand, peru])) == ["array"]
    assert slugs(Payload.objects.involving([china])) == []
    assert slugs(Payload.objects.provided_by([])) == []


def test_payloads_are_found_by_any_of_several_institutions():
    first, second, other = make_institution(), make_institution(), make_institution()
    make_payload(slug="rover", name="Rover", providers=[first, second])
    make_payload(slug="array", name="Array", providers=[second])
    make_payload(slug="camera", name="Camera", providers=[other])

    assert slugs(Payload.objects.with_institutions([first, second])) == [
        "array",
        "rover",
    ]
    assert slugs(Payload.objects.with_institutions([first])) == ["rover"]
    assert slugs(Payload.objects.with_institutions([])) == []


@pytest.mark.parametrize(
    ("launch", "day", "after", "before"),
    [
        ("2018-12-07", date(2018, 12, 6), True, False),
        ("2018-12-07", date(2018, 12, 7), True, True),
        ("2018-12-07", date(2018, 12, 8), False, True),
        ("[2028,2029]", date(2029, 12, 31), True, True),
        ("[2028,2029]", date(2030, 1, 1), False, True),
        ("[2028,2029]", date(2028, 1, 1), True, True),
        ("[2028,2029]", date(2027, 12, 31), True, False),
        ("../2022", date(1900, 1, 1), True, True),
        ("../2022", date(2023, 1, 1), False, True),
        ("2024/..", date(2100, 1, 1), True, True),
        ("2024/..", date(2023, 12, 31), True, False),
        ("", date(2025, 1, 1), False, False),
    ],
)
def test_launches_that_are_possible_are_found_and_unknown_ones_are_not(
    launch, day, after, before
):
    make_payload(mission=make_mission(launch=launch))

    assert Payload.objects.launched_after(day).exists() is after
    assert Payload.objects.launched_before(day).exists() is before


@pytest.mark.parametrize(
    ("host", "mission", "earliest", "latest"),
    [
        ("2018-05-20", "2018-12-07", date(2018, 5, 20), date(2018, 5, 20)),
        ("", "2018-12-07", date(2018, 12, 7), date(2018, 12, 7)),
        (None, "2018-12-07", date(2018, 12, 7), date(2018, 12, 7)),
        ("2018", "", date(2018, 1, 1), date(2018, 12, 31)),
        ("../2018", "2018-12-07", None, date(2018, 12, 31)),
        ("2018/..", "2018-12-07", date(2018, 1, 1), None),
        ("", "", None, None),
    ],
)
def test_the_launch_is_the_hosts_else_the_missions(host, mission, earliest, latest):
    flown_on = make_mission(launch=mission)
    spacecraft = (
        None if host is None else make_spacecraft(mission=flown_on, launch=host)
    )
    make_payload(mission=flown_on, host=spacecraft)

    payload = Payload.objects.with_launch().get()

    assert (payload.launched_earliest, payload.launched_latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("status", "host", "mission", "words"),
    [
        ("landed", "2018-05-20", "2018-12-07", "20 May 2018"),
        ("landed", "", "2018-12-07", "7 December 2018"),
        ("planned", "", "[2028,2029]", "2028 or 2029 (planned)"),
        ("stood-down", None, "", "none set; the plan was overtaken"),
        ("planned", None, "", "not known"),
    ],
)
def test_the_launch_is_told_in_words_and_marked_when_planned(
    status, host, mission, words
):
    flown_on = make_mission(launch=mission, status=status)
    spacecraft = (
        None if host is None else make_spacecraft(mission=flown_on, launch=host)
    )

    assert make_payload(mission=flown_on, host=spacecraft).launch_words == words


def test_what_did_not_fly_has_no_launch_though_its_mission_has(client):
    mission = make_mission(launch="2026", status="planned")
    payload = make_payload(slug="rover", mission=mission, status="did-not-fly")

    assert payload.launch_words == "none: it did not fly"
    assert payload.launch_status == "none"
    answer = get_json(client, "/api/v1/payloads/rover/")
    assert (answer["launch"], answer["launch_status"]) == (None, "none")
    assert answer["launch_is_planned"] is False
    assert not Payload.objects.launched_after("2020-01-01").exists()


def test_what_did_not_fly_is_not_warned_of_what_came_later(client):
    mission = make_mission(status="planned")
    for key, day in (("early", "2023-05"), ("late", "2026-08-23")):
        mission.events.create(
            key=key, kind="report", title=f"Doubt {key}", date=day, is_standing=True
        )
    ended = {"status": "did-not-fly", "status_date": "2024-04"}
    make_payload(slug="rover", mission=mission, **ended)
    make_payload(slug="camera", mission=mission)

    rover, camera = (
        read(client, f"/payloads/{slug}/").text for slug in ("rover", "camera")
    )
    assert ("Doubt early" in rover, "Doubt late" in rover) == (True, False)
    assert ("Doubt early" in camera, "Doubt late" in camera) == (True, True)
    answer = get_json(client, "/api/v1/payloads/rover/")
    assert [warning["key"] for warning in answer["warnings"]] == ["early"]


@pytest.mark.parametrize(
    ("status", "launch", "host_launch", "launch_status"),
    [
        ("planned", "2028", "", "planned"),
        ("planned", "", "", "none"),
        ("planned", "2028", "2024-03-20", "done"),
        ("landed", "2018", "", "done"),
        ("stood-down", "", "", "overtaken"),
    ],
)
def test_the_status_of_the_launch_is_that_of_the_host_else_of_the_mission(
    client, status, launch, host_launch, launch_status
):
    mission = make_mission(status=status, launch=launch)
    host = make_spacecraft(mission=mission, launch=host_launch)
    payload = make_payload(mission=mission, host=host)
    dropped = make_payload(mission=mission, host=host, status="did-not-fly")

    assert (payload.launch_status, dropped.launch_status) == (launch_status, "none")
    found = listed(client, "/api/v1/payloads/", launch_status=launch_status)
    assert payload.slug in found
    assert (dropped.slug in found) is (launch_status == "none")


def differs():
    return Payload.objects.with_differences().get().differs


@pytest.mark.parametrize(
    ("stance", "expected"), [("supports", False), ("about", False), ("differs", True)]
)
def test_a_differing_citation_makes_a_difference(stance, expected):
    cite(make_payload(), field="name", stance=stance, as_printed="Another name")

    assert differs() is expected


@pytest.mark.parametrize(
    ("rank", "expected"),
    [("preferred", False), ("alternative", True), ("deprecated", True)],
)
@pytest.mark.parametrize("relation", ["provisions", "specifications", "events"])
def test_a_row_beside_the_preferred_one_makes_a_difference(relation, rank, expected):
    values = {
        "provisions": {
            "institution": make_institution(),
            "role": "lead",
            "counts_as": "not-counted",
        },
        "specifications": {"quantity": "mass", "as_printed": "3 kg"},
        "events": {"kind": "operation", "title": "Switched on"},
    }
    payload = make_payload()

    getattr(payload, relation).create(key="row", rank=rank, **values[relation])

    assert differs() is expected


def test_a_spelling_makes_no_difference():
    payload = make_payload()
    name = payload.names.create(
        key="kclp", name="KCLP", kind="as-printed", rank="deprecated"
    )
    cite(payload, name=name, stance="differs", as_printed="KCLP")

    assert differs() is False


def test_a_difference_of_one_payload_is_not_anothers():
    first = make_payload(slug="a", name="A")
    cite(first, stance="differs", as_printed="Another")
    first.specifications.create(
        key="mass", quantity="mass", as_printed="3 kg", rank="alternative"
    )
    make_payload(slug="b", name="B")

    assert [
        (payload.slug, payload.differs)
        for payload in Payload.objects.with_differences()
    ] == [
        ("a", True),
        ("b", False),
    ]


def test_a_host_is_of_the_mission_or_serves_it():
    mission, other = make_mission(name="Chang'e-8"), make_mission()
    payload = make_payload(mission=mission)

    for host in (None, make_spacecraft(mission=mission)):
        payload.host = host
        payload.full_clean()
    payload.host = make_spacecraft(name="Queqiao-2", mission=other)
    payload.host.serves.add(make_mission())
    with pytest.raises(
        ValidationError, match="Queqiao-2 is not of Chang'e-8 and does not serve it"
    ) as refused:
        payload.full_clean()
    payload.host.serves.add(mission)

    payload.full_clean()
    assert list(refused.value.message_dict) == ["host"]


def test_a_status_without_its_date_is_refused():
    payload = make_payload()
    payload.status_date = ""

    with pytest.raises(
        ValidationError, match=r"status_date.*This field cannot be blank"
    ):
        payload.full_clean()
    with pytest.raises(ValidationError, match="A status needs its date"):
        payload.validate_constraints()
    with (
        pytest.raises(IntegrityError, match="payloads_payload_status_dated"),
        transaction.atomic(),
    ):
        payload.save()


@pytest.mark.parametrize("field", ["kind", "discipline", "status"])
def test_a_payload_keeps_to_its_vocabularies(field):
    payload = make_payload()
    setattr(payload, field, "unheard-of")

    with pytest.raises(
        ValidationError, match=f"{field}.*'unheard-of' is not a valid choice"
    ):
        payload.full_clean()
    with (
        pytest.raises(IntegrityError, match=f"payloads_payload_{field}_known"),
        transaction.atomic(),
    ):
        payload.save()


@pytest.mark.parametrize("field", ["role", "counts_as"])
def test_a_provision_keeps_to_its_vocabularies(field):
    provision = make_provision(make_payload(), make_institution(country=make_country()))
    setattr(provision, field, "unheard-of")

    with pytest.raises(
        ValidationError, match=f"{field}.*'unheard-of' is not a valid choice"
    ):
        provision.full_clean()
    with (
        pytest.raises(IntegrityError, match=f"payloads_provision_{field}_known"),
        transaction.atomic(),
    ):
        provision.save()


def test_a_payload_without_a_discipline_is_valid():
    payload = make_payload(discipline="")

    payload.full_clean()

    assert Payload.objects.get().discipline == ""


@pytest.mark.parametrize(
    ("counts_as", "has_country", "is_international", "message"),
    [
        ("country", True, False, ""),
        ("region", True, False, ""),
        ("organisation", False, True, ""),
        ("not-counted", False, False, ""),
        ("country", False, True, "IRF represents no country or region"),
        ("region", False, False, "IRF represents no country or region"),
        ("organisation", True, False, "IRF is not marked as international"),
    ],
)
def test_a_provision_counts_as_what_its_institution_is(
    counts_as, has_country, is_international, message
):
    country = make_country() if has_country else None
    institution = make_institution(
        name="IRF", country=country, is_international=is_international
    )
    provision = Provision(
        record=make_payload(),
        key="irf",
        institution=institution,
        role="lead",
        counts_as=counts_as,
    )

    if not message:
        provision.full_clean()
        return

    with pytest.raises(ValidationError, match=message):
        provision.full_clean()


def test_counted_partners_are_countries_and_organisations_each_once():
    pakistan, hong_kong = make_country("PK"), make_country("HK")
    istvs = make_institution(is_international=True)
    providers = [
        make_institution(country=pakistan),
        istvs,
        make_institution(country=pakistan),
        make_institution(country=None),
        make_institution(country=hong_kong),
    ]
    payload = make_payload(providers=providers)
    make_provision(
        payload,
        make_institution(country=make_country("CN")),
        counts_as="not-counted",
        position=9,
    )

    assert payload.counted_partners == [pakistan, istvs, hong_kong]
    assert make_payload().counted_partners == []


def test_partners_that_are_not_counted_are_those_that_provide_a_part_each_once():
    emirates, china = make_country("AE"), make_country("CN")
    society = make_institution(is_international=True)
    payload = make_payload([make_institution(country=china)])
    for position, (institution, role) in enumerate(
        [
            (make_institution(country=emirates), "lead"),
            (make_institution(country=emirates), "partner"),
            (make_institution(country=china), "developer"),
            (society, "joint"),
            (make_institution(country=make_country("DE")), "funder"),
            (make_institution(country=make_country("US")), "supporter"),
        ],
        start=2,
    ):
        make_provision(
            payload, institution, role=role, counts_as="not-counted", position=position
        )

    assert payload.counted_partners == [china]
    assert payload.uncounted_partners == [emirates, society]
    assert payload.partner_words == (
        f"CN, AE (not counted), {society.name} (not counted)"
    )
    assert make_payload().uncounted_partners == []
    assert make_payload().partner_words == "provider not stated"


@pytest.mark.parametrize(
    ("status", "status_date", "words", "group"),
    [
        ("proposed", "2017", "proposed as of 2017", "Awaiting flight"),
        ("selected", "2025-04-24", "selected as of 24 April 2025", "Awaiting flight"),
        (
            "in-development",
            "2025~",
            "in development as of about 2025",
            "Awaiting flight",
        ),
        ("delivered", "2026/..", "delivered from 2026 on", "Awaiting flight"),
        (
            "in-flight",
            "2018-12",
            "in flight as of December 2018; present status not found",
            "Flown",
        ),
        (
            "operating",
            "../2022",
            "operating by 2022; present status not found",
            "Flown",
        ),
        ("ended", "2020", "ended, 2020", "Flown"),
        ("did-not-fly", "2018", "did not fly, 2018", "Did not fly"),
    ],
)
def test_the_status_is_told_with_its_date(status, status_date, words, group):
    payload = make_payload(status=status, status_date=status_date)

    assert payload.status_words == words
    assert payload.group == group
    assert payload.has_flown is (group == "Flown")


def test_names_and_addresses():
    payload = make_payload(
        slug="change-4-asan",
        name="Advanced Small Analyzer for Neutrals",
        acronym="ASAN",
    )
    provision = make_provision(
        payload, make_institution(slug="irf", name="IRF"), role="joint"
    )

    assert payload.title == "Advanced Small Analyzer for Neutrals (ASAN)"
    assert make_payload(name="Radio array").title == "Radio array"
    assert payload.get_absolute_url() == "/payloads/change-4-asan/"
    assert (str(provision), provision.default_key()) == ("IRF (joint)", "irf")


def fill(payload, number):
    """Give a payload related rows of every kind, each with a source of its own."""
    institution = make_institution(country=make_country("SE"))
    make_provision(payload, institution)
    payload.names.create(key=f"name-{number}", name=f"Name {number}", kind="as-printed")
    payload.specifications.create(
        key=f"mass-{number}", quantity="mass", as_printed=f"{number} kg"
    )
    payload.events.create(
        key=f"event-{number}", kind="operation", title=f"Event {number}"
    )
    cite(payload, make_source(title=f"Source {number}"))


def test_payloads_are_read_with_their_rows_at_a_cost_that_does_not_grow(count_queries):
    def read():
        return [
            (
                payload.launch_words,
                [partner.full_name for partner in payload.counted_partners],
                [
                    str(row)
                    for rows in (payload.names, payload.specifications, payload.events)
                    for row in rows.all()
                ],
                [str(citation.source) for citation in payload.citations.all()],
            )
            for payload in Payload.objects.for_detail()
        ]

    fill(make_payload(name="First", host=make_spacecraft(launch="2018")), 1)
    one = count_queries(read)
    second = make_payload(name="Second", host=make_spacecraft(launch="2019"))
    fill(second, 2)
    fill(second, 3)

    assert count_queries(read) == one
    rows = ["Name 2", "Name 3", "mass: 2 kg", "mass: 3 kg", "Event 2", "Event 3"]
    assert read()[1] == ("2019", ["SE"], rows, ["Source 2", "Source 3"])
