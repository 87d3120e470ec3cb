"""The whole catalogue as files: valid, the same for the same content, and nothing unpublished in them."""

import csv
import hashlib
import io
import json
import sqlite3
import threading
import zipfile
from contextlib import closing

import frictionless
import pytest

from exchange.content import Content
from exchange.data_package import as_zip, package
from exchange.downloads import FILES, content_of, only_maker
from exchange.sqlite_file import as_sqlite
from exchange.tables import empty_tables
from payloads.models import Payload
from records.canonical import canonical, prefetched
from records.vocabularies import vocabularies
from tests.factories import (
    cite,
    make_institution,
    make_mission,
    make_payload,
    make_provision,
    make_source,
)
from tests.reading import Page, read
from tests.worlds import RECORD_MODELS, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder_of_downloads(settings, tmp_path_factory):
    settings.DOWNLOADS_DIR = tmp_path_factory.mktemp("downloads")
    return settings.DOWNLOADS_DIR


def unpacked(tmp_path, data=None):
    zipfile.ZipFile(io.BytesIO(data or as_zip(Content()))).extractall(tmp_path)
    return tmp_path


def rows(name):
    """Return the rows of a table of the package."""
    return list(
        csv.DictReader(io.StringIO(package(Content())[f"data/{name}.csv"].decode()))
    )


def errors(folder, table=None):
    """Return what frictionless finds in a package, or in one table of it."""
    manifest = str(folder / "datapackage.json")
    report = frictionless.validate(manifest, resource_name=table)
    return report.flatten(["type", "message"])


def test_package_is_valid_for_frictionless(world, tmp_path):
    assert errors(unpacked(tmp_path)) == []


@pytest.mark.parametrize(
    ("stated", "spoilt", "expected"),
    [
        (",institute-0,", ",nobody,", "foreign-key"),
        (",planned,", ",plannd,", "constraint-error"),
    ],
)
def test_schema_of_the_package_refuses_what_the_catalogue_would_refuse(
    world, tmp_path, stated, spoilt, expected
):
    folder = unpacked(tmp_path)
    manifest = json.loads((folder / "datapackage.json").read_text())
    for resource in manifest["resources"]:
        del resource["hash"], resource["bytes"]
    (folder / "datapackage.json").write_text(json.dumps(manifest))
    missions = folder / "data/missions.csv"
    text = missions.read_bytes().decode()
    assert stated in text
    missions.write_bytes(text.replace(stated, spoilt).encode())

    assert expected in {kind for kind, _ in errors(folder, "missions")}


def test_checksums_are_those_of_the_files(world, tmp_path):
    folder = unpacked(tmp_path)

    sums = dict(
        reversed(line.split("  "))
        for line in (folder / "SHA256SUMS").read_text().splitlines()
    )

    files = {
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()
    }
    assert set(sums) == files - {"SHA256SUMS"}
    for name, checksum in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == checksum


@pytest.mark.parametrize(
    "name", ["catalogue.zip", "datapackage.json", "catalogue.json"]
)
def test_same_content_gives_the_same_bytes_whoever_asks(world, client, name):
    first = client.get(f"/downloads/{name}")
    again = client.get(f"/downloads/{name}", headers={"host": "localhost"})

    assert first.content == again.content
    assert b"localhost" not in first.content
    assert b"127.0.0.1" not in first.content


def test_sqlite_file_is_the_same_by_content(world):
    assert dump(as_sqlite(Content())) == dump(as_sqlite(Content()))


def dump(data):
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        return list(database.iterdump())


def test_files_change_with_the_content(world):
    before = Content().digest, as_zip(Content())

    world.payload.summary = "Another camera."
    world.payload.save()

    assert Content().digest != before[0]
    assert as_zip(Content()) != before[1]


def test_json_holds_the_canonical_form_of_every_record(world, client):
    records = client.get("/downloads/catalogue.json").json()["records"]

    for model in RECORD_MODELS:
        stored = [
            canonical(record)
            for record in prefetched(model.objects.order_by(model.key_field))
        ]
        assert records[model.record_type.plural] == sorted(
            stored, key=lambda form: form[model.key_field]
        )


def test_tables_hold_every_record_row_and_citation(world):
    tables = {table.name: table.rows for table in Content().tables}

    records = Content().records
    citations = 0
    for model in RECORD_MODELS:
        forms = records[model.record_type.plural]
        assert len(tables[model.record_type.plural.replace("-", "_")]) == len(forms)
        for form in forms:
            nested = [
                row
                for kind in model.record_type.rows
                for row in form.get(kind.relation, [])
            ]
            citations += sum(len(part.get("citations", [])) for part in (form, *nested))
    assert len(tables["citations"]) == citations > 20


def test_a_row_tells_its_value_its_default_and_its_evidence(world):
    [mass] = rows("payload_specifications")

    assert (mass["record"], mass["position"], mass["key"], mass["rank"]) == (
        "camera-0",
        "1",
        "mass",
        "preferred",
    )
    assert (mass["as_printed"], mass["low"], mass["unit"], mass["uncertainty"]) == (
        "about 2.5 kg",
        "2.5",
        "kg",
        "",
    )
    assert mass["evidence"] == "paper-0, mass, row"
    planned = {
        row["key"]: row["is_planned"]
        for row in rows("mission_events")
        if row["record"] == "change-0"
    }
    assert planned["launched"] == "true"


def test_a_record_tells_its_evidence_and_who_differs(world):
    camera = next(row for row in rows("payloads") if row["slug"] == "camera-0")

    named = "acronym, mission, host, status, status_date, summary"
    assert camera["evidence"] == f"{named}: paper-0, paragraph 1"
    assert camera["differing"] == "kind: paper-0, paragraph 1: “a telescope”"


def test_a_payload_carries_the_warning_of_its_mission(world):
    values = {
        "key": "doubt",
        "kind": "report",
        "title": "Said to be delayed",
        "date": "2026-01",
    }
    world.mission.events.create(
        is_standing=True, description="Nothing official.", **values
    )

    camera = next(row for row in rows("payloads") if row["slug"] == "camera-0")

    assert (
        "January 2026: Said to be delayed. Nothing official."
        in camera["mission_warning"]
    )


def test_a_country_carries_the_day_on_which_it_signed_the_accords(world):
    world.own_participation.steps.update(kind="signed", date="2021")

    days = {row["code"]: row["artemis_accords"] for row in rows("countries")}

    assert days["SE"] == "2024-04-16"
    assert not days["AX"]


def test_several_references_have_a_table_of_their_own(world):
    assert rows("spacecraft_serves") == [
        {"record": "lander-0", "serves": "relay-mission-0"}
    ]


def test_a_figure_names_the_result_it_belongs_to(world):
    result = world.payload.results.create(key="flux", title="Flux on the surface")
    world.payload.figures.create(
        key="flux-rate", quantity="absorbed-dose-rate", as_printed="13.2", result=result
    )

    assert {row["key"]: row["result"] for row in rows("payload_figures")}[
        "flux-rate"
    ] == "flux"


def test_sqlite_file_answers_a_question_across_tables(world):
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(as_sqlite(Content()))

        found = database.execute(
            "SELECT institutions.country, payloads.name, payload_specifications.low"
            " FROM payloads JOIN payload_provisions ON payload_provisions.record = payloads.slug"
            " JOIN institutions ON institutions.slug = payload_provisions.institution"
            " JOIN payload_specifications ON payload_specifications.record = payloads.slug"
            " WHERE payload_provisions.counts_as = 'country'"
        ).fetchall()

        assert found == [("SE", "Camera 0", 2.5)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_vocabularies_are_part_of_the_package(world):
    listed = {
        (row["vocabulary"], row["value"]): row["definition"]
        for row in rows("vocabularies")
    }

    assert len(listed) == sum(len(vocabulary) for vocabulary in vocabularies().values())
    assert listed["confidence", "low"].startswith("A forum")


@pytest.mark.parametrize("name", FILES)
def test_nothing_unpublished_is_in_a_file(world, client, name):
    secret = {"name": "Secret name", "publication": "draft"}
    mission = make_mission(slug="secret-mission", **secret)
    institution = make_institution(slug="secret-institution", **secret)
    make_payload([institution], slug="secret-payload", mission=mission, **secret)
    world.spacecraft.serves.add(mission)
    world.payload.persons.create(
        key="somebody", name="Somebody", role="engineer", institution=institution
    )

    content = client.get(f"/downloads/{name}").content

    assert b"ecret" not in content
    if name == "catalogue.json":
        assert b"Somebody" in content


@pytest.mark.parametrize(
    ("licence", "said"),
    [("", "No licence has been granted yet."), ("CC BY 4.0", "Licence: CC BY 4.0.")],
)
def test_every_file_says_under_which_licence_it_may_be_used(
    world, client, settings, licence, said
):
    settings.LICENCE = licence

    assert said in read(client, "/downloads/").text
    assert all(
        said.encode() in client.get(f"/downloads/{name}").content for name in FILES
    )


@pytest.mark.parametrize("name", FILES)
def test_every_file_names_the_state_that_the_page_names(world, client, name):
    content = Content()
    state = [content.digest, str(content.revision)]

    page, file = (
        read(client, "/downloads/").text,
        client.get(f"/downloads/{name}").content,
    )

    assert [
        word for word in state if word not in page or word.encode() not in file
    ] == []


def test_page_links_every_file_and_names_every_table(client):
    page = read(client, "/downloads/")

    assert {f"/downloads/{name}" for name in FILES} <= set(page.links)
    assert [name for name in empty_tables() if name not in page.text] == []


def test_a_file_is_the_whole_catalogue_and_takes_no_filter(client):
    response = client.get("/downloads/catalogue.json", {"mission": "change-4"})

    assert response.status_code == 400
    assert (
        "A download is the whole catalogue. There is no parameter mission. Known: none."
        in Page(response.content.decode()).text
    )


def test_a_file_that_does_not_exist_is_not_found(client):
    response = client.get("/downloads/catalogue.xlsx")

    assert response.status_code == 404
    assert "catalogue.zip" in response.content.decode()


def test_files_cost_the_same_queries_for_many_records(world, count_queries):
    one = count_queries(Content)
    for number in (1, 2):
        make_world(number)
    payload = make_payload([make_institution()])
    make_provision(payload, make_institution())
    cite(payload, make_source())

    assert count_queries(Content) == one


def test_a_file_is_made_once_a_revision(world, client, count_queries, settings):
    made = client.get("/downloads/catalogue.zip").content

    # The revision is read, and nothing else.
    assert count_queries(client.get, "/downloads/catalogue.zip") == 1
    assert client.get("/downloads/catalogue.zip").content == made

    Payload.objects.update(name="Renamed")

    assert client.get("/downloads/catalogue.zip").content != made
    folders = [path for path in settings.DOWNLOADS_DIR.iterdir() if path.is_dir()]
    assert len(folders) == 1


def test_many_who_ask_at_once_wait_for_one_maker(
    world, client, monkeypatch, folder_of_downloads
):
    makers = []

    def make(content):
        makers.append(content)
        return b"made"

    monkeypatch.setitem(
        FILES, "catalogue.zip", FILES["catalogue.zip"]._replace(make=make)
    )
    path = folder_of_downloads / "1-state" / "catalogue.zip"
    with only_maker():
        waiting = [threading.Thread(target=content_of, args=[path]) for _ in range(5)]
        for thread in waiting:
            thread.start()
        path.parent.mkdir()
        path.write_bytes(b"made by another")
    for thread in waiting:
        thread.join()

    assert (path.read_bytes(), makers) == (b"made by another", [])


def test_a_full_disk_keeps_no_file_and_answers_all_the_same(
    world, client, folder_of_downloads
):
    # A file where a folder is to be made fails as a full disk does.
    folder_of_downloads.rmdir()
    folder_of_downloads.touch()

    response = client.get("/downloads/catalogue.json")

    assert response.json()["records"]["payloads"]


@pytest.mark.parametrize("method", ["head", "options"])
def test_asking_about_a_file_makes_none(world, client, method, folder_of_downloads):
    response = getattr(client, method)("/downloads/catalogue.zip")

    assert "Content-Length" not in response or response.status_code == 405
    assert list(folder_of_downloads.iterdir()) == []


def test_head_tells_what_a_made_file_is(world, client):
    made = client.get("/downloads/catalogue.json")

    response = client.head("/downloads/catalogue.json")

    assert response["Content-Type"] == "application/json"
    assert response["Content-Length"] == str(len(made.content))
