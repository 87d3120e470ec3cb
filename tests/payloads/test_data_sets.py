"""Data sets: what the database keeps, how they are found, where readers meet them, and what makes data known."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from payloads.models import DataSet, DataSetSubject, Fact, Knowledge, Payload
from tests.factories import (
    cite,
    make_dataset,
    make_institution,
    make_mission,
    make_payload,
    make_source,
)
from tests.reading import get_json, listed, read, refusal

pytestmark = pytest.mark.django_db

both = pytest.mark.parametrize("address", ["/data-sets/", "/api/v1/data-sets/"])
both_of_payloads = pytest.mark.parametrize(
    "address", ["/payloads/", "/api/v1/payloads/"]
)
PUBLIC = {"access": "open", "address": "https://archive.example.org/1"}


@pytest.fixture
def lnd():
    mission = make_mission(slug="change-4", name="Chang'e-4")
    return make_payload(
        slug="change-4-lnd", name="Dosimetry", mission=mission, status="operating"
    )


# What the database and the forms keep


@pytest.mark.parametrize("names", [(), ("payload", "mission")])
def test_subject_is_a_payload_or_a_mission(lnd, names):
    data_set = make_dataset()
    targets = {"payload": lnd, "mission": lnd.mission}
    subject = DataSetSubject(
        record=data_set, key="it", **{name: targets[name] for name in names}
    )

    with pytest.raises(ValidationError, match="a payload or a mission, one of the two"):
        subject.validate_constraints()
    with (
        pytest.raises(IntegrityError, match="payloads_datasetsubject_one_target"),
        transaction.atomic(),
    ):
        subject.save()


@pytest.mark.parametrize("relation", ["payload", "mission"])
def test_data_set_names_a_subject_once(lnd, relation):
    target = lnd if relation == "payload" else lnd.mission
    data_set = make_dataset([target])
    again = DataSetSubject(record=data_set, key="again", **{relation: target})

    with pytest.raises(ValidationError, match=f"names this {relation} already"):
        again.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


@pytest.mark.parametrize(
    "values", [{"identifier": "10.5061/x"}, {"identifier_scheme": "doi"}]
)
def test_identifier_has_a_scheme(values):
    data_set = make_dataset()
    for name, value in values.items():
        setattr(data_set, name, value)

    with pytest.raises(ValidationError, match="An identifier needs its scheme"):
        data_set.validate_constraints()
    with (
        pytest.raises(IntegrityError, match="payloads_dataset_identifier_has_scheme"),
        transaction.atomic(),
    ):
        data_set.save()


def test_identifier_with_its_version_is_of_one_data_set():
    identifier = {"identifier_scheme": "doi", "identifier": "10.5878/v4sy-3t95"}
    make_dataset(version="3", **identifier)
    make_dataset(version="2", **identifier)
    make_dataset()
    make_dataset()

    again = DataSet(slug="again", title="Again", version="3", **identifier)

    with pytest.raises(ValidationError, match="has this identifier and version"):
        again.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_dataset(version="3", **identifier)


@pytest.mark.parametrize(
    ("scheme", "right", "wrong"),
    [
        ("doi", "10.5061/dryad.rjdfn2zqb", "https://doi.org/10.5061/dryad.rjdfn2zqb"),
        ("pds4", "urn:nasa:pds:chang_e_microwave_processed", "chang_e_microwave"),
    ],
)
def test_identifier_looks_like_one_of_its_scheme(scheme, right, wrong):
    make_dataset(identifier_scheme=scheme, identifier=right).full_clean()

    with pytest.raises(ValidationError, match="is no") as refused:
        make_dataset(identifier_scheme=scheme, identifier=wrong).full_clean()
    assert list(refused.value.message_dict) == ["identifier"]


@pytest.mark.parametrize("access", ["open", "registration"])
def test_public_data_can_be_found(access):
    with pytest.raises(ValidationError, match="needs an address or an identifier"):
        make_dataset(access=access).full_clean()

    make_dataset(access=access, address="https://archive.example.org/").full_clean()
    make_dataset(access="on-request").full_clean()


def test_data_set_of_a_result_stays(lnd):
    data_set = make_dataset([lnd])
    lnd.results.create(key="dose", title="The dose", data_set=data_set)

    with pytest.raises(ProtectedError):
        data_set.delete()


# What makes the data of a payload known

ACCESS = [
    ("open", True),
    ("registration", True),
    ("on-request", False),
    ("handed-over", False),
]


def knowledge_of_data(payload):
    return dict(Payload.objects.for_detail().get(pk=payload.pk).completeness)[Fact.DATA]


@both_of_payloads
@pytest.mark.parametrize(("access", "is_public"), ACCESS)
def test_only_public_data_are_known_data(client, lnd, address, access, is_public):
    make_dataset([lnd], access=access, address="https://archive.example.org/")

    has_data = listed(client, address, has_data="true")
    has_none = listed(client, address, has_data="false")

    assert (has_data == ["change-4-lnd"]) == is_public
    assert (has_none == ["change-4-lnd"]) != is_public
    assert (knowledge_of_data(lnd) == Knowledge.KNOWN) == is_public
    assert (listed(client, address, missing="data") == []) == is_public
    assert Payload.objects.get(pk=lnd.pk).has_data == is_public


@both_of_payloads
@pytest.mark.parametrize(
    "publication_or_holding", [{"publication": "draft"}, {"holding": "holds-none"}]
)
def test_drafts_and_data_sets_without_it_make_no_data_known(
    client, lnd, address, publication_or_holding
):
    values = dict(publication_or_holding)
    holding = values.pop("holding", "holds")
    data_set = make_dataset([lnd], **PUBLIC, **values)
    data_set.subjects.update(holding=holding)

    assert listed(client, address, has_data="true") == []
    assert knowledge_of_data(lnd) == Knowledge.NOT_LOOKED_FOR


def test_what_was_handed_over_is_told_as_a_finding(client, lnd):
    make_dataset([lnd], handed_over="2019-04-18")
    lnd.gaps.create(key="data", fact="data", finding="not-found", looked="2026-11-27")

    page = read(client, "/payloads/change-4-lnd/")

    sentence = "anded to the provider, 18 April 2019; no public copy found"
    assert page.facts["Its data"] == f"H{sentence}"
    assert f"H{sentence}" in page.text.split("Where its data is")[1]
    assert "Looked for, not found: where its data is" not in page.text
    assert "looked for, not found: data" in page.text.lower()
    assert knowledge_of_data(lnd) == Knowledge.NOT_FOUND


def test_words_about_data_are_no_data(lnd):
    lnd.data_access = "The provider has them."
    lnd.save()

    assert knowledge_of_data(lnd) == Knowledge.NOT_LOOKED_FOR


@both_of_payloads
def test_has_data_is_true_or_false(client, address):
    if address.startswith("/api/"):
        problem = refusal(client, address, has_data="yes")
        assert problem["detail"].startswith("has_data has no value “yes”")
    else:
        response = client.get(address, {"has_data": "yes"})
        assert response.status_code == 400
        assert "has_data" in response.content.decode()


# How data sets are found


@pytest.fixture
def catalogue(lnd):
    """Data sets of a payload, of its mission, of another mission, and one that holds none of the payload's data."""
    other = make_mission(slug="change-1", name="Chang'e-1")
    irf = make_institution(slug="irf", name="IRF")
    naoc = make_institution(slug="naoc", name="NAOC")
    make_dataset(
        [lnd],
        slug="protons",
        title="Protons",
        identifier_scheme="doi",
        identifier="10.5061/dryad.rjdfn2zqb",
        temporal_coverage="2019-01/2022-01",
        published="2026-02-27",
        access="open",
        producer=irf,
    )
    release = make_dataset(
        [lnd.mission, lnd],
        slug="release",
        title="Release",
        access="registration",
        address="https://archive.example.org/",
        published="2020-01-03",
        archive=naoc,
    )
    release.subjects.filter(payload=lnd).update(holding="holds-none")
    make_dataset([other], slug="radiometer", title="Microwave radiometer")


@both
@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({}, ["radiometer", "protons", "release"]),
        ({"payload": "change-4-lnd"}, ["protons"]),
        ({"payload_not": "change-4-lnd"}, ["radiometer", "release"]),
        ({"mission": "change-4"}, ["protons", "release"]),
        ({"mission": "change-1"}, ["radiometer"]),
        ({"mission_not": "change-4"}, ["radiometer"]),
        ({"access": "open"}, ["protons"]),
        ({"access": ["open", "registration"]}, ["protons", "release"]),
        ({"producer": "irf"}, ["protons"]),
        ({"archive": "naoc"}, ["release"]),
        ({"identifier_scheme": "doi"}, ["protons"]),
        ({"identifier": "10.5061/dryad.rjdfn2zqb"}, ["protons"]),
        ({"identifier": "10.5061/DRYAD.RJDFN2ZQB"}, ["protons"]),
        ({"identifier": "https://doi.org/10.5061/dryad.rjdfn2zqb"}, ["protons"]),
        ({"identifier": "10.5061"}, []),
        ({"covered_after": "2022-01-31"}, ["protons"]),
        ({"covered_after": "2022-02-01"}, []),
        ({"covered_before": "2018-12-31"}, []),
        ({"published_after": "2020-01-04"}, ["protons"]),
        ({"published_before": "2020-01-03"}, ["release"]),
        ({"q": "protons"}, ["protons"]),
        ({"q": "dosimetry"}, ["protons", "release"]),
        ({"name_contains": "wave"}, ["radiometer"]),
        ({"ordering": "-published"}, ["protons", "release", "radiometer"]),
    ],
)
def test_filters_find_data_sets(client, address, query, slugs):
    assert listed(client, address, **query) == slugs


@pytest.mark.usefixtures("catalogue")
def test_facets_count_what_data_sets_hold(client):
    answer = get_json(client, "/api/v1/data-sets/", facets="payload,mission,access")

    facets = {
        name: {entry["value"]: entry["count"] for entry in entries}
        for name, entries in answer["facets"].items()
    }
    assert facets["payload"] == {"change-4-lnd": 1, None: 2}
    assert facets["mission"] == {"change-4": 2, "change-1": 1, None: 0}
    assert facets["access"] == {
        "open": 1,
        "registration": 1,
        "handed-over": 1,
        None: 0,
    }


# Where readers meet them


def test_payload_says_where_its_data_are(client, lnd):
    source = make_source(label="Dryad 2026")
    protons = make_dataset(
        [lnd],
        slug="protons",
        title="Protons",
        identifier_scheme="doi",
        identifier="10.5061/dryad.rjdfn2zqb",
        archive_as_printed="Dryad",
        access="open",
    )
    cite(protons, source, field="access", locator="p. 1")
    release = make_dataset(slug="release", title="Release")
    row = release.subjects.create(key="lnd", payload=lnd, holding="holds-none")
    cite(release, make_source(label="Notice"), subject=row, basis="absence")

    page = read(client, "/payloads/change-4-lnd/")
    answer = get_json(client, "/api/v1/payloads/change-4-lnd/")

    assert page.facts["Its data"] == "Open"
    statement = page.text.split("Where its data is")[1]
    assert statement.startswith(
        " Protons Open (Dryad) DOI 10.5061/dryad.rjdfn2zqb Dryad 2026, p. 1 (high confidence) "
        "Release holds no data of Dosimetry. Notice, paragraph 1 (high confidence) absence from the source"
    )
    assert "https://doi.org/10.5061/dryad.rjdfn2zqb" in page.links
    assert "/data-sets/protons/" in page.links
    assert [data_set["slug"] for data_set in answer["data_sets"]] == ["protons"]
    assert answer["data_sets"][0]["address"] == (
        "https://doi.org/10.5061/dryad.rjdfn2zqb"
    )
    assert [data_set["slug"] for data_set in answer["data_sets_without"]] == ["release"]
    assert answer["has_data"] is True


def test_mission_says_where_the_data_of_it_and_its_payloads_are(client, lnd):
    make_dataset([lnd], slug="protons", title="Protons", **PUBLIC)
    release = make_dataset(
        [lnd.mission, lnd], slug="release", title="Release", access="registration"
    )
    row = release.subjects.get(payload=lnd)
    release.subjects.filter(pk=row.pk).update(holding="holds-none")
    cite(release, make_source(label="Notice"), subject=row, basis="absence")
    make_dataset([lnd], title="Secret", publication="draft")
    make_dataset([make_mission()], title="Elsewhere")

    page = read(client, "/missions/change-4/")

    statement = page.text.split("Where its data is")[1]
    assert "Protons Open https://archive.example.org/1 Data of Dosimetry" in statement
    assert "Release On registration Data of Chang'e-4" in statement
    assert "Release holds no data of: Dosimetry Notice" in statement
    assert "Secret" not in page.text
    assert "Elsewhere" not in page.text


def test_result_names_the_data_set_that_it_rests_on(client, lnd):
    protons = make_dataset([lnd], slug="protons", title="Protons", **PUBLIC)
    lnd.results.create(key="cavity", title="A cavity", data_set=protons)

    page = read(client, "/payloads/change-4-lnd/")
    of_data_set = read(client, "/data-sets/protons/")
    answer = get_json(client, "/api/v1/results/change-4-lnd.cavity/")
    detail = get_json(client, "/api/v1/data-sets/protons/")

    assert "It rests on Protons (open)" in page.parts["result-cavity"]
    assert "/payloads/change-4-lnd/#result-cavity" in of_data_set.links
    assert answer["data_set"]["slug"] == "protons"
    assert [result["title"] for result in detail["results"]] == ["A cavity"]


def test_first_facts_lead_to_what_was_found(client, lnd):
    lnd.results.create(key="cavity", title="A cavity", position=1)
    lnd.results.create(key="old", title="An error", rank="deprecated", position=2)

    page = read(client, "/payloads/change-4-lnd/")

    assert list(page.facts)[:6] == [
        "Provided by",
        "Mission",
        "Host",
        "Status",
        "What it found",
        "Its data",
    ]
    assert page.facts["What it found"] == "A cavity"
    assert "#result-cavity" in page.links
    assert page.html.index('id="results"') < page.html.index('id="evidence"')


def test_several_sources_of_a_first_fact_are_folded_but_those_that_differ(client, lnd):
    for label in ("One", "Two"):
        cite(lnd, make_source(label=label), field="status", locator="p. 1")
    differing = {"stance": "differs", "as_printed": "ended"}
    cite(lnd, make_source(label="Three"), field="status", locator="p. 1", **differing)

    page = read(client, "/payloads/change-4-lnd/")

    folded = re.search(r'id="status".*?</dd>', page.html, re.DOTALL)[0]
    before, inside = folded.split("<details>")
    assert "Three</a>" in before
    assert "3 sources" in inside
    assert "One</a>" in inside
    assert "Two</a>" in inside


def test_payload_that_awaits_its_flight_has_no_line_of_findings(client):
    make_payload(slug="rover", status="selected")

    facts = read(client, "/payloads/rover/").facts

    assert "What it found" not in facts
    assert "Its data" not in facts


# What programs read


def test_page_tells_search_engines_what_the_data_set_is(client, lnd):
    make_dataset(
        [lnd],
        slug="mass-spectrum",
        title="Mass spectrum",
        description="Negative ions.",
        identifier_scheme="doi",
        identifier="10.5878/v4sy-3t95",
        version="3",
        producer=make_institution(name="IRF"),
        archive_as_printed="Swedish National Data Service",
        temporal_coverage="2024-06-02/2024-06-03",
        encoding_format="CSV",
        access="open",
    )

    html = read(client, "/data-sets/mass-spectrum/").html

    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    facts = json.loads(script[1])
    assert facts["@type"] == "Dataset"
    assert facts["name"] == "Mass spectrum"
    assert facts["identifier"] == "https://doi.org/10.5878/v4sy-3t95"
    assert facts["version"] == "3"
    assert facts["temporalCoverage"] == "2024-06-02/2024-06-03"
    assert facts["creator"] == {"@type": "Organization", "name": "IRF"}
    assert facts["includedInDataCatalog"] == {
        "@type": "DataCatalog",
        "name": "Swedish National Data Service",
    }
    assert facts["sameAs"] == "https://doi.org/10.5878/v4sy-3t95"
    # The archive's page is no file that a program could read as data.
    assert facts["distribution"] == [
        {
            "@type": "DataDownload",
            "url": "https://doi.org/10.5878/v4sy-3t95",
            "encodingFormat": "CSV",
        }
    ]
    assert "license" not in facts


def test_data_that_are_not_public_have_no_distribution(lnd):
    data_set = make_dataset([lnd], address="https://archive.example.org/", license="x")

    facts = data_set.linked_facts()

    assert "distribution" not in facts
    assert facts["license"] == "x"


def test_list_as_csv_has_access_identifier_and_subjects(client, lnd):
    make_dataset(
        [lnd],
        slug="protons",
        identifier_scheme="doi",
        identifier="10.5061/x",
        access="open",
    )

    lines = b"".join(client.get("/api/v1/data-sets/?format=csv").streaming_content)

    header, line = lines.decode().splitlines()
    cells = dict(zip(header.split(","), line.split(","), strict=True))
    assert cells["access"] == "open"
    assert cells["identifier"] == "10.5061/x"
    assert cells["subjects_payload"] == "change-4-lnd"


# The questions that the shipped catalogue answers


@pytest.mark.usefixtures("shipped")
def test_where_lnds_data_are_is_answered(client):
    page = read(client, "/payloads/change-4-lnd/")
    answer = get_json(client, "/api/v1/data-sets/", payload="change-4-lnd")

    statement = page.text.split("Where its data is")[1].split("Working principle")[0]
    assert "Open (Dryad) DOI 10.5061/dryad.rjdfn2zqb" in statement
    assert "January 2019 to January 2022" in statement
    assert "Dryad 2026, LND protons (high confidence)" in statement
    assert "Handed to the provider, 18 April 2019; no public copy found" in statement
    assert "holds no data of Lunar Lander Neutron and Dosimetry" in statement
    by_access = {record["access"]: record for record in answer["results"]}
    assert by_access.keys() == {"open", "handed-over"}
    assert by_access["open"]["identifier"] == "10.5061/dryad.rjdfn2zqb"
    assert by_access["open"]["size"] == "194.94 MB"
    assert by_access["handed-over"]["handed_over"]["edtf"] == "2019-04-18"


@pytest.mark.usefixtures("shipped")
def test_what_2026_found_is_answered(client):
    page = read(client, "/payloads/change-4-lnd/")
    answer = get_json(
        client, "/api/v1/results/", dated_after="2026-01-01", dated_before="2026-12-31"
    )

    result = page.parts["result-cosmic-ray-cavity"]
    assert "A cavity of galactic cosmic rays between Earth and Moon" in result
    assert "by about a fifth" in result
    assert "Science Advances 2026, cosmic-ray cavity" in result
    results = {record["title"]: record for record in answer["results"]}
    found = results["A cavity of galactic cosmic rays between Earth and Moon"]
    assert found["payload"]["slug"] == "change-4-lnd"
    assert found["data_set"]["identifier"] == "10.5061/dryad.rjdfn2zqb"


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("payload", ["lnd", "asan", "ncle", "klcp"])
def test_release_system_holds_none_of_the_international_payloads(client, payload):
    title = "Chang'e-4: data of lunar days 1 to 12, released on 3 January 2020"

    page = read(client, f"/payloads/change-4-{payload}/")
    mission = read(client, "/missions/change-4/")

    statement = page.text.split("Where its data is")[1]
    assert f"{title} holds no data of" in statement
    assert "Notice of 3 January 2020, Chang'e-4 data" in statement
    assert "no public copy found" in statement
    assert f"{title} holds no data of:" in mission.text


@pytest.mark.usefixtures("shipped")
def test_every_payload_whose_data_were_only_handed_over_has_the_finding():
    for payload in Payload.objects.for_detail():
        if payload.data_sets and not payload.has_data:
            assert knowledge_of_data(payload) == Knowledge.NOT_FOUND, payload
