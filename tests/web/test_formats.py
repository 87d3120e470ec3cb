"""Lists as CSV, places as GeoJSON: the same records as JSON, all of them."""

import csv
import io
import re

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from config.router import router
from history.recording import record_all_changes
from tests.factories import cite, make_mission, make_payload
from tests.reading import get_json, refusal
from tests.worlds import make_world

pytestmark = pytest.mark.django_db
RESOURCES = [prefix for prefix, _, _ in router.registry]


def table(client, address, **query):
    """Return the lines of a list as CSV, as dictionaries."""
    response = client.get(address, {"format": "csv", **query})
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    return list(
        csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode()))
    )


class Tables:
    """Every list as CSV: what each costs in queries, and its lines."""

    def __init__(self, client, count_queries):
        self.lines, self.queries = {}, {}
        for resource in RESOURCES:
            self.queries[resource] = count_queries(self.read, client, resource)

    def read(self, client, resource):
        self.lines[resource] = table(client, f"/api/v1/{resource}/", **needed(resource))


def needed(resource):
    return {"q": "0"} if resource == "search" else {}


def head(client, resource):
    """Return the names of the columns of a list as CSV."""
    response = client.get(f"/api/v1/{resource}/", {"format": "csv"} | needed(resource))
    return b"".join(response.streaming_content).decode().splitlines()[0].split(",")


@pytest.fixture(scope="module")
def heads(django_db_setup, django_db_blocker):
    """The columns of each list of an empty catalogue."""
    with django_db_blocker.unblock():
        return {resource: head(Client(), resource) for resource in RESOURCES}


@pytest.fixture(scope="module")
def tables(heads, world, django_db_blocker, count_queries):
    """``Tables`` of one world, and of three."""
    with django_db_blocker.unblock(), transaction.atomic():
        one = Tables(Client(), count_queries)
        for number in (1, 2):
            make_world(number)
        record_all_changes()
        three = Tables(Client(), count_queries)
        three.counts = {
            resource: get_json(
                Client(), f"/api/v1/{resource}/", page_size="1", **needed(resource)
            )["count"]
            for resource in RESOURCES
        }
        transaction.set_rollback(True)
    return one, three


@pytest.mark.parametrize("resource", RESOURCES)
def test_every_list_comes_as_csv_whole(tables, resource):
    _, three = tables
    lines = three.lines[resource]

    assert len(lines) == three.counts[resource] > 0
    assert not any(
        value.startswith(("{", "[")) for line in lines for value in line.values()
    )
    assert None not in lines[0]


@pytest.mark.parametrize("resource", RESOURCES)
def test_columns_are_the_same_without_records(heads, tables, resource):
    _, three = tables

    assert heads[resource] == list(three.lines[resource][0])


@pytest.mark.parametrize("resource", RESOURCES)
def test_csv_costs_the_same_for_many(tables, resource):
    one, three = tables

    assert one.queries[resource] == three.queries[resource]


def test_csv_is_filtered_ordered_and_cut_like_json(client):
    for slug, kind in (("a", "rover"), ("b", "camera"), ("c", "rover")):
        make_payload(slug=slug, name=slug, kind=kind)

    lines = table(
        client, "/api/v1/payloads/", kind="rover", ordering="-name", fields="slug,kind"
    )

    assert [(line["slug"], line["kind"]) for line in lines] == [
        ("c", "rover"),
        ("a", "rover"),
    ]
    assert "status" not in lines[0]


def test_csv_says_what_differs_and_what_is_reported_of_the_mission(client, world):
    world.payload.specifications.create(
        key="mass-2", quantity="mass", as_printed="3 kg", rank="alternative"
    )

    line = next(
        line
        for line in table(client, "/api/v1/payloads/")
        if line["slug"] == "camera-0"
    )
    figures = {
        line["as_printed"]: line for line in table(client, "/api/v1/specifications/")
    }

    assert (line["kind"], line["kind_differs"], line["status_differs"]) == (
        "camera",
        "a telescope",
        "",
    )
    assert (line["mission"], line["mission_name"]) == ("change-0", "Chang'e-0")
    assert (line["launch"], line["launch_earliest"], line["launch_latest"]) == (
        "2026-08-01",
        "2026-08-01",
        "2026-08-01",
    )
    assert line["warning"] == "May 2026: Reported as being reworked"
    assert figures["about 2.5 kg"]["as_printed_differs"] == "3 kg"
    for resource in (
        "provisions",
        "specifications",
        "results",
        "missions",
        "spacecraft",
        "sites",
    ):
        warned = {line["warning"] for line in table(client, f"/api/v1/{resource}/")}
        assert "May 2026: Reported as being reworked" in warned


def test_csv_holds_no_formula(client):
    make_payload(slug="a", name='=HYPERLINK("x")')
    make_payload(slug="b", name="@SUM", mission=make_mission(name="-1+2"))
    site = {
        "key": "site",
        "kind": "target",
        "name": "+1",
        "latitude_deg": "-45.457",
        "longitude_deg": "177.5",
    }
    make_mission().sites.create(**site)

    lines = table(client, "/api/v1/payloads/")
    [place] = table(client, "/api/v1/sites/")

    assert {line["name"] for line in lines} == {'\'=HYPERLINK("x")', "'@SUM"}
    assert "'-1+2" in {line["mission_name"] for line in lines}
    assert (place["name"], float(place["latitude_deg"])) == ("+1", -45.457)


@pytest.mark.parametrize("parameter", ["page", "page_size", "facets"])
def test_csv_takes_no_pages(client, parameter):
    problem = refusal(
        client,
        "/api/v1/payloads/",
        format="csv",
        **{parameter: "kind" if parameter == "facets" else "2"},
    )

    assert problem["parameters"][0]["parameter"] == parameter


def test_error_is_a_problem_in_csv_too(client):
    problem = refusal(client, "/api/v1/payloads/", format="csv", kind="camra")

    assert problem["parameters"][0]["nearest"] == "camera"


def test_differing_note_of_a_row_is_beside_it(client):
    payload = make_payload()
    row = payload.specifications.create(key="mass", quantity="mass", as_printed="2 kg")
    cite(payload, specification=row, stance="differs", as_printed="5 kg")

    [line] = table(client, "/api/v1/specifications/")

    assert line["as_printed_differs"] == "5 kg"


def test_sites_are_geojson(client, world):
    make_mission(slug="later").sites.create(
        key="unknown", kind="target", name="Somewhere"
    )

    response = client.get("/api/v1/sites/", {"format": "geojson"})

    assert response["Content-Type"] == "application/geo+json"
    collection = response.json()
    assert (collection["type"], collection["body"]) == ("FeatureCollection", "Moon")
    places = {
        feature["properties"]["key"]: feature for feature in collection["features"]
    }
    assert places["crater"]["geometry"] == {
        "type": "Point",
        "coordinates": [177.5, -45.457],
    }
    assert places["crater"]["properties"]["mission"]["slug"] == "change-0"
    assert places["unknown"]["geometry"] is None


def test_geojson_has_the_geometry_whatever_fields_are_asked_for(client, world):
    query = {"format": "geojson"}
    whole = client.get("/api/v1/sites/", query).json()

    response = client.get("/api/v1/sites/", {**query, "fields": "name"})

    assert response.status_code == 200
    features = response.json()["features"]
    assert features
    for feature, whole_feature in zip(features, whole["features"], strict=True):
        assert feature["geometry"] == whole_feature["geometry"]
        assert feature["id"] == whole_feature["id"]
        assert feature["properties"]["name"] == whole_feature["properties"]["name"]
        assert "kind" not in feature["properties"]


@pytest.mark.parametrize(
    "path", ["/api/v1/payloads/camera-0/", "/api/v1/missions/change-0/"]
)
def test_linked_data_has_the_fields_asked_for(client, world, path):
    answer = client.get(path, {"format": "jsonld", "fields": "name"})

    assert answer.status_code == 200
    assert list(answer.json()) == ["@context", "@type", "name"]


@pytest.mark.parametrize("form", ["json", "geojson"])
def test_addresses_do_not_carry_the_format(client, world, form):
    assert (
        "format=" not in client.get("/api/v1/sites/", {"format": form}).content.decode()
    )


@pytest.mark.parametrize("resource", RESOURCES)
def test_the_columns_of_csv_are_documented_in_their_order(heads, resource):
    documented = (settings.BASE_DIR / "docs/data-dictionary.md").read_text(
        encoding="utf-8"
    )
    section = documented.partition(f"\n### {resource}.csv\n")[2].partition("\n#")[0]
    columns = re.findall(r"^\| `(\w+)` \| .+\. \|$", section, re.MULTILINE)
    assert heads[resource] == columns


@pytest.mark.parametrize(
    ("asked", "accept"),
    [
        ("/api/v1/payloads/?format=csv", "*/*"),
        ("/api/v1/payloads/", "text/*"),
        ("/api/v1/payloads/?format=json", "text/csv, */*;q=0.1"),
        ("/api/v1/sites/?format=geojson", "*/*"),
        ("/api/v1/payloads/camera-0/?format=jsonld", "*/*"),
        ("/api/v1/search/?format=csv", "*/*"),
    ],
)
def test_options_describe_the_resource_as_json_in_every_format(client, asked, accept):
    path = asked.partition("?")[0]
    usual = client.options(path)

    response = client.options(asked, headers={"Accept": accept})

    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json() == usual.json()
    assert response.json()["description"]
