"""What each resource answers: fields, references, counts, addresses."""

import pytest

from config.router import router
from payloads.models import Role
from records.registry import types_for_readers
from records.vocabularies import vocabularies
from tests.factories import (
    cite,
    make_country,
    make_institution,
    make_mission,
    make_participation,
    make_payload,
    make_provision,
    make_source,
    make_spacecraft,
)
from tests.reading import get_json
from tests.worlds import make_world

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
API = f"{SITE}/api/v1"
ADDRESSED = ["slug", "url", "html_url"]


def reference(resource, slug, name):
    return {"slug": slug, "name": name, "url": f"{API}/{resource}/{slug}/"}


SWEDEN = {"code": "SE", "name": "Sweden", "url": f"{API}/countries/SE/"}
INSTITUTE = reference("institutions", "institute-0", "Institute 0")
SOCIETY = reference("institutions", "society-0", "Society 0")
MISSION = reference("missions", "change-0", "Chang'e-0")
PAYLOAD = reference("payloads", "camera-0", "Camera 0")
LANDER = reference("spacecraft", "lander-0", "Lander 0")
PAPER = reference("sources", "paper-0", "Paper 0")
AUGUST = {
    "edtf": "2026-08",
    "earliest": "2026-08-01",
    "latest": "2026-08-31",
    "words": "August 2026",
}

# Resource, key of a record, fields of the list, fields that the detail adds.
RECORDS = [
    (
        "missions",
        "change-0",
        [
            *ADDRESSED,
            "name",
            "operator",
            "status",
            "status_date",
            "launch",
            "launch_is_planned",
            "launch_status",
        ],
        [
            *(
                "objectives",
                "cooperation_summary",
                "names",
                "identifiers",
                "sites",
                "events",
                "warnings",
                "responsibilities",
                "other_cooperation",
                "pictures",
                "partners",
                "partner_tally",
            ),
            *("differences", "citations"),
        ],
    ),
    (
        "spacecraft",
        "lander-0",
        [*ADDRESSED, "name", "mission", "kind", "launch", "cospar_id"],
        [
            *(
                "launch_time_utc",
                "launch_vehicle",
                "launch_site",
                "manufacturer",
                "status",
                "status_date",
            ),
            *(
                "description",
                "serves",
                "names",
                "identifiers",
                "specifications",
                "warnings",
                "differences",
                "citations",
            ),
        ],
    ),
    (
        "payloads",
        "camera-0",
        [
            *ADDRESSED,
            *(
                "name",
                "acronym",
                "mission",
                "spacecraft",
                "kind",
                "discipline",
                "status",
                "status_date",
            ),
            *("launch", "launch_is_planned", "launch_status"),
            *("warnings", "differs", "has_data", "provisions"),
        ],
        [
            *(
                "summary",
                "working_principle",
                "objectives",
                "data_access",
                "names",
                "identifiers",
                "persons",
                "specifications",
            ),
            *(
                "results",
                "data_sets",
                "data_sets_without",
                "pictures",
                "papers",
                "events",
                "gaps",
                "completeness",
                "differences",
                "citations",
            ),
        ],
    ),
    (
        "data-sets",
        "frames-0",
        [
            *ADDRESSED,
            *("title", "access", "handed_over"),
            *("identifier_scheme", "identifier", "version", "address"),
            *("producer", "producer_as_printed", "archive", "archive_as_printed"),
            *("subjects", "published", "temporal_coverage", "cadence"),
            *("processing_level", "encoding_format", "size", "license"),
            "citation_as_printed",
        ],
        ["description", "note", "results", "differences", "citations"],
    ),
    (
        "provisions",
        "camera-0.institute-0",
        [
            *(
                "key",
                "url",
                "html_url",
                "payload",
                "institution",
                "country",
                "role",
                "counts_as",
                "contribution",
            ),
            *("rank", "warnings"),
        ],
        [],
    ),
    (
        "specifications",
        "camera-0.mass",
        [
            *(
                "url",
                "html_url",
                "payload",
                "key",
                "quantity",
                "as_printed",
                "bound",
                "low",
                "high",
            ),
            *("uncertainty", "unit", "condition", "stage", "rank", "warnings"),
        ],
        [],
    ),
    (
        "institutions",
        "institute-0",
        [
            *ADDRESSED,
            *(
                "name",
                "acronym",
                "kind",
                "is_international",
                "country",
                "seat",
                "seat_country",
                "parent",
            ),
            *("founded", "website", "ror", "wikidata"),
        ],
        ["note", "names", "identifiers", "payloads", "differences", "citations"],
    ),
    (
        "countries",
        "SE",
        [
            "code",
            "url",
            "html_url",
            "name",
            "full_name",
            "region_of",
            "payloads",
            "institutions",
        ],
        ["artemis_accords", "note", "names", "differences", "citations"],
    ),
    (
        "ilrs-participations",
        "national-0",
        [
            *ADDRESSED,
            *(
                "name",
                "programme",
                "level",
                "country",
                "institution",
                "place",
                "through",
                "relation",
                "evidence",
                "standing",
                "group",
                "signed_from",
                "possibly_from",
                "named_from",
                *("first_signed", "latest_signed", "in_force", "ended"),
                "steps",
            ),
        ],
        ["note", "differences", "citations"],
    ),
    (
        "programmes",
        "ilrs",
        [*ADDRESSED, "name", "acronym", "kind", "description", "participations"],
        ["names", "events", "differences", "citations"],
    ),
    (
        "sources",
        "paper-0",
        [
            *ADDRESSED,
            *(
                "title",
                "original_title",
                "label",
                "kind",
                "reliability",
                "authors",
                "et_al",
                "container",
                "publisher",
            ),
            *("volume", "issue", "pages", "language", "published", "reading", "doi"),
        ],
        [
            "checked",
            "address",
            "archived_address",
            "no_link_reason",
            "note",
            "references",
        ],
    ),
    (
        "announced-totals",
        "projects-0",
        [
            *ADDRESSED,
            *(
                "title",
                "mission",
                "programme",
                "measure",
                "kind",
                "qualifier",
                "low",
                "high",
                "host_included",
                "counts",
            ),
            *(
                "date",
                "announcer",
                "counted",
                "counted_html_url",
                "difference",
                "difference_words",
                "explanation",
                "differences",
                "citations",
            ),
        ],
        [],
    ),
    ("vocabularies", "role", ["name", "url", "terms"], []),
]


@pytest.mark.parametrize(
    ("resource", "key", "listed", "added"),
    RECORDS,
    ids=[record[0] for record in RECORDS],
)
@pytest.mark.usefixtures("world")
def test_list_and_detail_have_their_fields(client, resource, key, listed, added):
    address = f"{API}/{resource}/{key}/"

    in_list = {
        record["url"]: record
        for record in get_json(client, f"/api/v1/{resource}/")["results"]
    }
    detail = get_json(client, address)

    assert list(in_list[address]) == listed
    assert list(detail) == listed + added
    assert {name: detail[name] for name in listed} == in_list[address]


def test_count_is_the_number_of_records(client, world):
    resources = [record[0] for record in RECORDS[:-1]]
    # The worlds share their programmes.
    resources.remove("programmes")
    one = {resource: get_json(client, f"/api/v1/{resource}/") for resource in resources}
    make_world(1)
    two = {
        resource: get_json(client, f"/api/v1/{resource}/", page_size="1")
        for resource in resources
    }

    for resource in resources:
        assert one[resource]["count"] == len(one[resource]["results"]) > 0, resource
        assert two[resource]["count"] == 2 * one[resource]["count"], resource
        assert len(two[resource]["results"]) == 1, resource


def test_root_leads_to_every_resource(client):
    root = get_json(client, "/api/v1/")

    assert root == {prefix: f"{API}/{prefix}/" for prefix, _, _ in router.registry}


def test_mission(client, world):
    mission = get_json(client, "/api/v1/missions/change-0/")

    assert mission["html_url"] == f"{SITE}/missions/change-0/"
    assert mission["operator"] == INSTITUTE
    assert mission["launch"] == AUGUST
    assert mission["launch_is_planned"] is True
    assert [
        (site["kind"], site["latitude_deg"], site["longitude_deg"])
        for site in mission["sites"]
    ] == [("target", "-45.457", "177.5")]
    assert [
        (name["name"], name["kind"], name["language"]) for name in mission["names"]
    ] == [("Namn change-0", "native", "sv")]
    assert [
        (event["title"], event["date"], event["is_planned"])
        for event in mission["events"]
    ] == [
        ("Launch of Chang'e-0", AUGUST, True),
        ("Reported as being reworked", mission["warnings"][0]["date"], False),
    ]
    assert [warning["title"] for warning in mission["warnings"]] == [
        "Reported as being reworked"
    ]


@pytest.mark.parametrize(
    "resource", ["provisions", "specifications", "results", "sites"]
)
def test_a_row_by_itself_says_what_is_reported_of_its_mission(client, world, resource):
    rows = get_json(client, f"/api/v1/{resource}/")["results"]
    alone = get_json(client, rows[0]["url"])

    assert [warning["title"] for warning in rows[0]["warnings"]] == [
        "Reported as being reworked"
    ]
    assert alone["warnings"] == rows[0]["warnings"]


def test_unknown_is_null_for_references_and_dates_and_empty_for_text(client):
    make_mission(slug="bare", name="Bare")

    mission = get_json(client, "/api/v1/missions/bare/")

    assert (mission["operator"], mission["status_date"], mission["launch"]) == (
        None,
        None,
        None,
    )
    assert (mission["objectives"], mission["names"], mission["citations"]) == (
        "",
        [],
        [],
    )


def test_spacecraft(client, world):
    spacecraft = get_json(client, "/api/v1/spacecraft/lander-0/")

    assert spacecraft["html_url"] == f"{SITE}/missions/change-0/#lander-0"
    assert spacecraft["mission"] == MISSION
    assert spacecraft["serves"] == [
        reference("missions", "relay-mission-0", "Relay mission 0")
    ]
    assert spacecraft["launch"]["words"] == "1 August 2026"


def test_payload(client, world):
    payload = get_json(client, "/api/v1/payloads/camera-0/")

    assert payload["html_url"] == f"{SITE}/payloads/camera-0/"
    assert (payload["mission"], payload["spacecraft"]) == (MISSION, LANDER)
    assert payload["differs"] is True
    assert payload["provisions"] == [
        {
            "key": "institute-0",
            "institution": INSTITUTE,
            "country": SWEDEN,
            "role": "lead",
            "counts_as": "country",
            "contribution": "The optics.",
            "rank": "preferred",
        },
        {
            "key": "society-0",
            "institution": SOCIETY,
            "country": None,
            "role": "partner",
            "counts_as": "organisation",
            "contribution": "",
            "rank": "preferred",
        },
    ]
    assert [
        (row["key"], row["as_printed"], row["low"]) for row in payload["specifications"]
    ] == [("mass", "about 2.5 kg", "2.5")]


@pytest.mark.parametrize(
    ("status", "of_mission", "of_host", "expected"),
    [
        ("planned", "2028", None, ("2028", True)),
        ("planned", "2028", "", ("2028", True)),
        ("planned", "2028", "2027-05", ("May 2027", False)),
        ("landed", "2018-12-07", "", ("7 December 2018", False)),
        ("landed", "", None, (None, False)),
    ],
)
def test_launch_of_a_payload_is_its_hosts_or_its_missions(
    client, status, of_mission, of_host, expected
):
    mission = make_mission(status=status, launch=of_mission)
    host = None if of_host is None else make_spacecraft(mission=mission, launch=of_host)
    make_payload(slug="camera", mission=mission, host=host)

    payload = get_json(client, "/api/v1/payloads/camera/")

    assert (
        (payload["launch"] or {}).get("words"),
        payload["launch_is_planned"],
    ) == expected


def test_provision(client, world):
    provision = get_json(client, "/api/v1/provisions/camera-0.institute-0/")

    assert provision["html_url"] == f"{SITE}/payloads/camera-0/#provision-institute-0"
    assert (provision["payload"], provision["institution"], provision["country"]) == (
        PAYLOAD,
        INSTITUTE,
        SWEDEN,
    )
    assert (provision["role"], provision["counts_as"]) == ("lead", "country")


def test_specification(client, world):
    specification = get_json(client, "/api/v1/specifications/camera-0.mass/")

    assert specification["html_url"] == f"{SITE}/payloads/camera-0/#specification-mass"
    assert specification["payload"] == PAYLOAD
    assert (specification["as_printed"], specification["bound"]) == (
        "about 2.5 kg",
        "about",
    )
    assert (
        specification["low"],
        specification["high"],
        specification["uncertainty"],
    ) == ("2.5", "2.5", None)
    assert specification["unit"] == "kg"


@pytest.mark.parametrize(
    ("entered", "shown"),
    [("2.500000", "2.5"), ("100", "100"), ("0.000001", "0.000001")],
)
def test_number_is_shown_as_entered(client, entered, shown):
    make_payload(slug="camera").specifications.create(
        key="mass", quantity="mass", as_printed="x", low=entered
    )

    specification = get_json(client, "/api/v1/specifications/camera.mass/")

    assert specification["low"] == shown


def test_institution(client, world):
    institution = get_json(client, "/api/v1/institutions/institute-0/")

    assert institution["html_url"] == f"{SITE}/institutions/institute-0/"
    assert (institution["country"], institution["seat_country"]) == (SWEDEN, SWEDEN)
    assert institution["parent"] == reference("institutions", "academy-0", "Academy 0")
    assert institution["founded"]["edtf"] == "1957"
    assert [
        record["slug"]
        for record in get_json(client, institution["payloads"])["results"]
    ] == ["camera-0"]


def test_country(client, world):
    make_country("HK", name="Hong Kong", region_of=make_country("SE"))

    sweden, region = (
        get_json(client, "/api/v1/countries/SE/"),
        get_json(client, "/api/v1/countries/HK/"),
    )

    assert sweden["html_url"] == f"{SITE}/countries/SE/"
    assert [
        record["slug"] for record in get_json(client, sweden["payloads"])["results"]
    ] == ["camera-0"]
    assert [
        record["slug"] for record in get_json(client, sweden["institutions"])["results"]
    ] == [
        "academy-0",
        "institute-0",
    ]
    assert (region["full_name"], region["region_of"]) == (
        "Hong Kong (region of Sweden)",
        SWEDEN,
    )


def test_participation(client, world):
    national = get_json(client, "/api/v1/ilrs-participations/national-0/")
    membership = get_json(
        client, "/api/v1/ilrs-participations/society-participation-0/"
    )

    assert national["html_url"] == f"{SITE}/ilrs/#national-0"
    assert (national["name"], national["country"], national["institution"]) == (
        "Sweden",
        SWEDEN,
        None,
    )
    assert (national["relation"], national["evidence"]) == ("signatory", "press")
    assert national["standing"] == "Signed 5 April 2024; reported by press"
    assert [
        (step["kind"], step["date"]["edtf"], step["instrument"], step["place"])
        for step in national["steps"]
    ] == [("signed", "2024-04-05", "Memorandum", "Beijing")]
    assert (membership["institution"], membership["through"]["name"]) == (
        SOCIETY,
        "Academy 0",
    )


def test_participation_without_a_step_that_makes_it_one(client):
    make_participation([{"kind": "omitted"}], slug="omitted")

    participation = get_json(client, "/api/v1/ilrs-participations/omitted/")

    assert (participation["relation"], participation["evidence"]) == ("", "unconfirmed")
    assert participation["standing"] == "No step of its own is established"


def test_source(client, world):
    source = get_json(client, "/api/v1/sources/paper-0/")

    assert source["html_url"] == f"{SITE}/sources/paper-0/"
    assert source["authors"] == [{"family": "Berg", "given": "Ada", "literal": ""}]
    assert source["published"] == {
        "edtf": "2022-03",
        "earliest": "2022-03-01",
        "latest": "2022-03-31",
        "words": "March 2022",
    }
    assert source["references"] == [
        {
            "number": 7,
            "cited": reference("sources", "cited-0", "Cited 0"),
            "as_printed": "[7] Cited.",
            "note": "",
        }
    ]


def test_source_has_its_own_address_beside_the_apis(client):
    make_source(
        slug="a",
        url="https://news.example.org/a",
        archived_url="https://archive.example.org/a",
    )

    source = get_json(client, "/api/v1/sources/a/")

    assert source["url"] == f"{API}/sources/a/"
    assert source["address"] == "https://news.example.org/a"
    assert source["archived_address"] == "https://archive.example.org/a"


def test_announced_total_of_a_mission(client, world):
    total = get_json(client, "/api/v1/announced-totals/projects-0/")

    assert total["html_url"] == f"{SITE}/totals/#projects-0"
    assert (total["mission"], total["programme"], total["announcer"]) == (
        MISSION,
        None,
        INSTITUTE,
    )
    assert total["counted"] == {
        "number": 1,
        "rule": "The payloads of the mission that were selected, flown or not yet flown.",
        "records": [PAYLOAD],
    }
    assert (total["low"], total["difference"]) == (2, 1)
    assert total["difference_words"] == "1 unexplained: announced, not found by name."
    assert [citation["source"] for citation in total["citations"]] == [PAPER]


def test_announced_total_of_the_programme(client, world):
    total = get_json(client, "/api/v1/announced-totals/participants-0/")

    assert total["mission"] is None
    assert total["programme"] == {
        "slug": "ilrs",
        "name": "International Lunar Research Station",
        "url": f"{API}/programmes/ilrs/",
        "html_url": f"{SITE}/ilrs/",
    }
    assert total["counted"]["records"] == [
        reference("ilrs-participations", "national-0", "Sweden")
    ]
    assert total["counted_html_url"] == f"{SITE}/totals/?total={total['slug']}"
    assert total["difference"] == 16


def test_citations_of_a_record_name_their_field_or_row(client):
    payload = make_payload(slug="camera")
    row = payload.specifications.create(key="mass", quantity="mass", as_printed="2 kg")
    source = make_source(slug="paper", title="Paper")
    cite(payload, source, locator="1")
    cite(
        payload,
        source,
        locator="2",
        field="kind",
        stance="differs",
        as_printed="telescope",
        note="Misread.",
    )
    cite(payload, source, locator="3", specification=row, confidence="low")

    citations = get_json(client, "/api/v1/payloads/camera/")["citations"]

    named = [
        (one["locator"], one["field"], one["row_type"], one["row_key"])
        for one in citations
    ]
    assert named == [
        ("1", "", "", ""),
        ("2", "kind", "", ""),
        ("3", "", "specification", "mass"),
    ]
    assert (
        citations[1]["stance"],
        citations[1]["as_printed"],
        citations[1]["note"],
    ) == (
        "differs",
        "telescope",
        "Misread.",
    )
    assert (citations[2]["confidence"], citations[2]["source"]) == (
        "low",
        reference("sources", "paper", "Paper"),
    )


def cited_records(world):
    """Give one record of each type that has citations, with a source to cite and how the API refers to it."""
    source = make_source(slug="book", title="Book", label="Book 2020")
    yield source, world.payload, PAYLOAD
    yield source, world.mission, MISSION
    yield source, world.spacecraft, LANDER
    yield source, world.institution, INSTITUTE
    yield source, world.country, SWEDEN
    yield (
        source,
        world.participation,
        reference("ilrs-participations", "national-0", "Sweden"),
    )
    yield (
        source,
        world.membership,
        reference("ilrs-participations", "society-participation-0", "Society 0"),
    )
    yield (
        source,
        world.total,
        reference("announced-totals", "projects-0", world.total.title),
    )
    yield (
        source,
        world.programme,
        reference("programmes", "ilrs", str(world.programme)),
    )


def test_citations_of_every_type_are_one_list(client, world):
    cited = list(cited_records(world))
    for number, (source, record, _) in enumerate(cited):
        cite(record, source, locator=str(number))

    citations = get_json(client, "/api/v1/citations/", source="book", page_size="500")[
        "results"
    ]

    by_locator = {citation["locator"]: citation for citation in citations}
    for number, (_, record, expected) in enumerate(cited):
        citation = by_locator[str(number)]
        assert citation["record"] == expected
        assert citation["record_type"] == record._meta.model_name
        assert citation["source"] == reference("sources", "book", "Book")
        assert get_json(client, citation["url"]) == citation
    assert len(citations) == len(cited)


def test_citation_of_an_unnamed_institution_is_called_by_its_place(client):
    participation = make_participation(
        [{"kind": "named"}],
        slug="hawaii",
        level="institution",
        country=make_country("US"),
        place="Hawaii",
    )
    cite(participation)

    [citation] = get_json(client, "/api/v1/citations/", record="hawaii")["results"]

    assert citation["record"]["name"] == str(participation) == "Institution in Hawaii"


def test_citation_in_the_list_names_its_field_or_row(client):
    payload = make_payload(slug="camera")
    row = payload.specifications.create(key="mass", quantity="mass", as_printed="2 kg")
    cite(payload, locator="1", field="kind")
    cite(payload, locator="2", specification=row)

    citations = get_json(client, "/api/v1/citations/", record="camera")["results"]

    named = {
        one["locator"]: (one["field"], one["row_type"], one["row_key"])
        for one in citations
    }
    assert named == {"1": ("kind", "", ""), "2": ("", "specification", "mass")}


@pytest.mark.parametrize(
    ("ordering", "found"),
    [
        ("record", ["a 2", "a 3", "b 4", "b 1"]),
        ("-record", ["b 4", "b 1", "a 2", "a 3"]),
        ("source", ["a 2", "b 4", "b 1", "a 3"]),
        ("published", ["a 2", "b 4", "b 1", "a 3"]),
        ("-published", ["b 1", "a 2", "b 4", "a 3"]),
    ],
)
def test_citations_stand_in_the_order_asked_for(client, ordering, found):
    """Of records of several types; a source without a date stands last either way."""
    first, second = (
        make_mission(slug="b", name="B"),
        make_institution(slug="a", name="A"),
    )
    early, late = (
        make_source(slug="atlas", published="1990"),
        make_source(slug="book", published="2020-05"),
    )
    undated = make_source(slug="chart", published="")
    for record, source, locator in (
        (first, late, 1),
        (second, early, 2),
        (second, undated, 3),
        (first, early, 4),
    ):
        cite(record, source, locator=str(locator))

    citations = get_json(client, "/api/v1/citations/", ordering=ordering)["results"]

    assert [f"{one['record']['slug']} {one['locator']}" for one in citations] == found


@pytest.mark.parametrize(
    "record_type", types_for_readers(), ids=lambda record_type: record_type.name
)
def test_search_finds_a_record_of_every_type(client, world, record_type):
    record = record_type.model.objects.published().for_naming().order_by("pk")[0]

    answer = get_json(client, "/api/v1/search/", q=str(record), page_size="500")

    found = [(result["type"], result["key"]) for result in answer["results"]]
    assert (record_type.name, record.record_key) in found


def test_search_answers_type_by_type(client, world):
    answer = get_json(client, "/api/v1/search/", q="0", page_size="500")
    programme = get_json(client, "/api/v1/search/", q="international lunar")

    found = list(dict.fromkeys(record["type"] for record in answer["results"]))
    in_order = [record_type.name for record_type in types_for_readers()]
    assert found == [name for name in in_order if name in found]
    assert len(found) > 5
    assert answer["count"] == len(answer["results"])
    assert programme["results"] == [
        {
            "type": "programme",
            "key": "ilrs",
            "name": "International Lunar Research Station",
            "url": f"{API}/programmes/ilrs/",
            "html_url": f"{SITE}/ilrs/",
        }
    ]


@pytest.mark.parametrize(
    "query", ["change 4", "Chang’e-4", "CHANG`E4", "CE-4", "嫦娥四号", "嫦娥四號"]
)
def test_search_forgives_spelling(client, query):
    for number in (4, 14, 5):
        make_mission(slug=f"change-{number}", name=f"Chang'e-{number}")
    mission = make_mission(slug="the-one", name="Chang'e-4 mission")
    for key, name in (("short", "CE-4"), ("hans", "嫦娥四号"), ("hant", "嫦娥四號")):
        mission.names.create(key=key, name=name, kind="acronym")
    mission.refresh_search_text()

    found = [
        record["key"]
        for record in get_json(client, "/api/v1/search/", q=query)["results"]
    ]

    assert "the-one" in found
    assert set(found) <= {"the-one", "change-4"}


def test_search_of_nothing_known_is_empty(client):
    answer = get_json(client, "/api/v1/search/", q="unheard of")

    assert (answer["count"], answer["results"]) == (0, [])


@pytest.mark.parametrize("name", vocabularies())
def test_vocabulary(client, name):
    vocabulary = get_json(client, f"/api/v1/vocabularies/{name}/")

    assert vocabulary["url"] == f"{API}/vocabularies/{name}/"
    assert [term["value"] for term in vocabulary["terms"]] == vocabularies()[
        name
    ].values
    assert all(term["definition"].endswith(".") for term in vocabulary["terms"])


def test_term_of_a_vocabulary(client):
    terms = get_json(client, "/api/v1/vocabularies/role/")["terms"]

    assert terms[0] == {
        "value": "lead",
        "label": "lead",
        "definition": "It leads the payload, or is the only provider named.",
    }
    assert len(terms) == len(Role)


@pytest.mark.parametrize(
    ("make", "resource"),
    [
        (make_payload, "payloads"),
        (make_mission, "missions"),
        (make_spacecraft, "spacecraft"),
        (make_institution, "institutions"),
        (make_source, "sources"),
        (make_participation, "ilrs-participations"),
    ],
)
@pytest.mark.parametrize("former", ["first", "second"])
def test_former_slug_redirects(client, make, resource, former):
    make(slug="present", former_slugs="first second")

    response = client.get(f"/api/v1/{resource}/{former}/")

    assert response.status_code == 301
    assert response["Location"] == f"{API}/{resource}/present/"
    assert client.get(f"/api/v1/{resource}/sec/").status_code == 404


def test_former_slug_of_a_record_redirects_to_its_row(client):
    payload = make_payload(slug="present", former_slugs="past")
    make_provision(payload, make_institution(), key="lead", counts_as="not-counted")

    response = client.get("/api/v1/provisions/past.lead/")

    assert response.status_code == 301
    assert response["Location"] == f"{API}/provisions/present.lead/"
    assert client.get("/api/v1/provisions/past.none/").status_code == 404


def test_country_is_addressed_in_capitals_only(client):
    make_country("SE", name="Sweden")

    assert get_json(client, "/api/v1/countries/SE/")["name"] == "Sweden"
    assert client.get("/api/v1/countries/se/").status_code == 404
