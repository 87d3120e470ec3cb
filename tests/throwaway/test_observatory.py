"""A type that is declared is everywhere, and each line of its declaration is needed for that.

Run by tests/test_record_types.py in a process of its own, whose settings install the type.
"""

import dataclasses
import importlib
import io
import json
import zipfile
from contextlib import contextmanager

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.test import Client
from django.urls import clear_url_caches

from config import router, urls
from curation.generic import register_missing_admins
from exchange.tables import empty_tables
from history.models import Change
from history.recording import record_all_changes
from partners.api import InstitutionSerializer
from partners.models import Institution
from records import publication, registry
from records.registry import register
from records.topics import Topic
from tests.admin_forms import add_row, log_in, open_form, send
from tests.factories import make_country, make_institution, make_source
from tests.reading import read
from tests.throwaway.models import Observatory
from tests.worlds import double_rows
from web.generic import make_filterset

pytestmark = pytest.mark.django_db
DECLARED = Observatory.record_type
PAGE = "/observatories/yerkes/"
RESOURCE = "/api/v1/observatories/yerkes/"


def text_of(address, status=200, client=None):
    response = (client or Client(raise_request_exception=False)).get(address)
    assert response.status_code == status, f"{address}: {response.status_code}"
    content = (
        b"".join(response.streaming_content) if response.streaming else response.content
    )
    return content.decode()


def json_of(address):
    return json.loads(text_of(address))


@pytest.fixture
def observatory():
    """An observatory with a name, two rival figures and a source for everything."""
    source = make_source(slug="hale-1897", title="The Yerkes Observatory")
    operator = make_institution(slug="chicago", name="University of Chicago")
    record = Observatory.objects.create(
        slug="yerkes",
        name="Yerkes Observatory",
        kind="optical",
        country=make_country("US"),
        opened="1897-10-21",
        operator=operator,
        latitude_deg="42.570000",
        elevation_m=0,
        summary="It has the widest lens ever used.",
        publication="published",
    )
    record.citations.create(
        source=source,
        locator="p. 1",
        field="opened, operator, latitude_deg, elevation_m, summary",
    )
    name = record.names.create(key="yo", name="YO of Williams Bay", kind="acronym")
    record.citations.create(source=source, locator="p. 2", name=name)
    wide = record.apertures.create(
        key="lens", quantity="dish-diameter", as_printed="40 inches"
    )
    record.citations.create(source=source, locator="p. 3", aperture=wide)
    rival = record.apertures.create(
        key="rival", quantity="dish-diameter", as_printed="102 cm", rank="alternative"
    )
    record.citations.create(source=source, locator="p. 4", aperture=rival)
    record.refresh_search_text()
    return record


def list_shows_it(tmp_path):
    assert PAGE in text_of("/observatories/")


def list_shows_its_short_facts(tmp_path):
    line = read(Client(), "/observatories/").parts["found"]
    for words in (
        "Kind: optical observatory;",
        "Opened: 21 October 1897;",
        "Operator: University of Chicago;",
        "Latitude deg: 42.57;",
        "Elevation m: 0;",
        "Is open: no",
    ):
        assert words in line
    assert "the widest lens ever used" not in line
    assert ",42.57," in text_of("/api/v1/observatories/?format=csv")


def page_shows_it(tmp_path):
    page = text_of(PAGE)
    assert "<h1>Yerkes Observatory</h1>" in page
    assert "The Yerkes Observatory" in page


def page_and_api_show_its_facts(tmp_path):
    page = text_of(PAGE)
    for words in (
        "optical observatory",
        "21 October 1897",
        "University of Chicago",
        "the widest lens ever used",
        "<div>42.57</div>",
        "<div>0</div>",
        "<div>no</div>",
    ):
        assert words in page
    detail = json_of(RESOURCE)
    assert detail["kind"] == "optical"
    assert detail["opened"]["earliest"] == "1897-10-21"
    assert detail["operator"]["slug"] == "chicago"
    assert detail["latitude_deg"] == "42.57"
    assert detail["elevation_m"] == 0
    assert detail["is_open"] is False
    assert detail["summary"] == "It has the widest lens ever used."


def page_and_api_show_its_rows(tmp_path):
    assert "40 inches" in text_of(PAGE)
    assert [row["as_printed"] for row in json_of(RESOURCE)["apertures"]] == [
        "40 inches",
        "102 cm",
    ]


def filters_find_it(tmp_path):
    for address in ("/observatories/", "/api/v1/observatories/"):
        assert "yerkes" in text_of(
            f"{address}?kind=optical&opened_after=1897-01-01&operator=chicago"
        )
        assert "yerkes/" not in text_of(f"{address}?kind=radio")
        assert "yerkes/" not in text_of(f"{address}?opened_before=1890-01-01")
    facets = json_of("/api/v1/observatories/?facets=kind")["facets"]
    assert facets["kind"][0] == {
        "value": "optical",
        "name": "optical observatory",
        "count": 1,
    }


def search_finds_it(tmp_path):
    assert "Observatories" in text_of("/search/?q=williams+bay")
    assert (
        json_of("/api/v1/search/?q=williams+bay")["results"][0]["type"] == "observatory"
    )


def sources_name_it(tmp_path):
    assert PAGE in text_of("/sources/hale-1897/")
    citations = json_of("/api/v1/citations/?record=yerkes")["results"]
    assert [
        citation["row_type"] for citation in citations if citation["row_type"]
    ].count("aperture") == 2


def reference_managers_cite_it(tmp_path):
    assert "Cite this record" in text_of(PAGE)
    assert "Yerkes Observatory" in text_of("/cite/observatory/yerkes.bib")


def sitemap_names_it(tmp_path):
    sitemap = text_of("/sitemap.xml")
    assert f"{PAGE}</loc>" in sitemap
    assert "/observatories/</loc>" in sitemap


def json_ld_says_what_it_is(tmp_path):
    assert '"@type": "Place"' in text_of(PAGE)
    assert json_of(f"{RESOURCE}?format=jsonld")["@type"] == ["schema:Place"]


def differences_have_its_topic(tmp_path):
    (difference,) = json_of(RESOURCE)["differences"]
    assert difference["topic"] == "figures"


def differences_of_fields_have_their_topic(tmp_path):
    record = Observatory.objects.get(slug="yerkes")
    source = record.citations.first().source
    record.citations.create(
        source=source,
        locator="p. 9",
        field="opened",
        stance="differs",
        as_printed="1895",
    )
    topics = {
        difference["subject"]: difference["topic"]
        for difference in json_of(RESOURCE)["differences"]
    }
    assert topics["opened"] == "dates"


def only_its_facts_need_a_source(tmp_path):
    record = Observatory.objects.get(slug="yerkes")
    assert publication.problems(record) == []
    assert "our classification" in text_of(PAGE)


def the_whole_of_it_needs_a_source(tmp_path):
    """What the declaration would say of a type whose records are one statement each."""
    record = Observatory.objects.get(slug="yerkes")
    record.citations.filter(name=None, aperture=None).update(field="")
    assert publication.problems(record) != []


def it_has_a_file_of_its_own(tmp_path):
    call_command("exportcatalog", str(tmp_path), stdout=io.StringIO())
    exported = (tmp_path / "observatories" / "yerkes.yaml").read_text()
    assert "40 inches" in exported


def files_bring_it_back(tmp_path):
    call_command("exportcatalog", str(tmp_path), stdout=io.StringIO())
    Observatory.objects.all().delete()
    call_command("loadcatalog", str(tmp_path), replace=True, stdout=io.StringIO())
    record = Observatory.objects.filter(slug="yerkes").first()
    assert record is not None
    assert [row.as_printed for row in record.apertures.all()] == ["40 inches", "102 cm"]
    assert record.citations.count() == 4


def history_records_it(tmp_path):
    record_all_changes()
    assert "Yerkes Observatory" in text_of("/changes/?record=observatory:yerkes")


def changes_are_found_by_it(tmp_path):
    record_all_changes()
    (change,) = json_of("/api/v1/changes/?record=observatory:yerkes")["results"]
    assert change["kind"] == "creation"
    about = Change.objects.get(record_key="yerkes").about
    assert " observatory:yerkes " in about


def downloads_hold_it(tmp_path):
    assert "yerkes" in text_of("/downloads/catalogue.json")
    response = Client().get("/downloads/catalogue.zip")
    with zipfile.ZipFile(io.BytesIO(response.content)) as package:
        assert "40 inches" in package.read("data/observatory_apertures.csv").decode()


def admin_edits_it(tmp_path):
    client = Client()
    client.force_login(User.objects.create_superuser("curator"))
    record = Observatory.objects.get(slug="yerkes")
    records = text_of("/admin/throwaway/observatory/", client=client)
    for words in ("Yerkes Observatory", "optical observatory", "published"):
        assert words in records
    assert "42.57<" in records
    assert "the widest lens ever used" not in records
    form = text_of(f"/admin/throwaway/observatory/{record.pk}/change/", client=client)
    assert "40 inches" in form
    assert 'name="citations-0-locator"' in form


# Each use of the declaration, with the lines that it needs: the same check fails without any one of them.
USES = [
    (list_shows_it, {"page": ""}),
    (page_shows_it, {"page": ""}),
    (page_and_api_show_its_facts, {"facts": ("kind", "opened", "operator")}),
    (page_and_api_show_its_facts, {"in_api": False}),
    (list_shows_its_short_facts, {"facts": ("kind", "opened")}),
    (page_and_api_show_its_rows, {"rows": DECLARED.rows[:1]}),
    (filters_find_it, {"filters": ("kind", "opened")}),
    (search_finds_it, {"search_heading": ""}),
    (sources_name_it, {"citations": None}),
    (reference_managers_cite_it, {"can_be_cited": False}),
    (sitemap_names_it, {"in_sitemap": False}),
    (json_ld_says_what_it_is, {"linked_types": ()}),
    (
        differences_have_its_topic,
        {
            "rows": (
                DECLARED.rows[0],
                dataclasses.replace(DECLARED.rows[1], topic=Topic.OTHER),
            )
        },
    ),
    (differences_of_fields_have_their_topic, {"field_topics": {}}),
    (only_its_facts_need_a_source, {"classified": ()}),
    (only_its_facts_need_a_source, {"identified_by": ()}),
    (the_whole_of_it_needs_a_source, {"is_one_statement": True}),
    (it_has_a_file_of_its_own, {"one_file_each": False}),
    (changes_are_found_by_it, {"finds_changes": False}),
    (admin_edits_it, {"in_admin": False}),
    # These need no line but that the type is declared at all.
    (files_bring_it_back, None),
    (history_records_it, None),
    (downloads_hold_it, None),
]


def rebuild_addresses():
    """Make the addresses and the forms of the admin anew, as a process does that starts with another declaration."""
    empty_tables.cache_clear()
    if site.is_registered(Observatory):
        site.unregister(Observatory)
    register_missing_admins(site)
    importlib.reload(router)
    importlib.reload(urls)
    clear_url_caches()


@contextmanager
def declared_otherwise(changes):
    """Have the type declared with some lines changed, or not declared at all."""
    try:
        if changes is None:
            del registry._types[Observatory]
        else:
            register(dataclasses.replace(DECLARED, **changes))
        rebuild_addresses()
        yield
    finally:
        register(DECLARED)
        rebuild_addresses()


@pytest.mark.parametrize(
    "check", dict.fromkeys(check for check, _ in USES), ids=lambda check: check.__name__
)
def test_the_declared_type_is_there(observatory, tmp_path, check):
    check(tmp_path)


@pytest.mark.parametrize(
    ("check", "changes"), USES, ids=lambda value: getattr(value, "__name__", "without")
)
def test_each_line_of_the_declaration_is_needed(observatory, tmp_path, check, changes):
    with (
        declared_otherwise(changes),
        pytest.raises((AssertionError, KeyError, ValueError, FileNotFoundError)),
    ):
        check(tmp_path)


def make_another_observatory(number):
    """Make one whose facts refer to records of their own."""
    record = Observatory.objects.create(
        slug=f"observatory-{number}",
        name=f"Observatory {number}",
        kind="radio",
        country=make_country(("SE", "DE", "NL")[number]),
        operator=make_institution(),
        publication="published",
    )
    record.refresh_search_text()


@pytest.mark.parametrize("address", ["/observatories/", "/api/v1/observatories/"])
def test_a_made_list_costs_the_same_for_many(observatory, count_queries, address):
    one = count_queries(text_of, address)
    for number in range(3):
        make_another_observatory(number)

    assert "observatory-2" in text_of(address)
    assert count_queries(text_of, address) == one <= 10


def test_a_search_costs_the_same_for_one_more_type(observatory, count_queries):
    make_institution(name="Williams Bay Society")
    address = "/search/?q=williams"
    assert "Observatories" in text_of(address)
    cost = count_queries(text_of, address)

    with declared_otherwise({"search_heading": ""}):
        assert "Observatories" not in text_of(address)
        assert count_queries(text_of, address) == cost <= 5


@pytest.mark.parametrize("address", [PAGE, RESOURCE])
def test_a_made_page_costs_the_same_however_much_it_shows(
    observatory, count_queries, address
):
    one = count_queries(text_of, address)
    double_rows(Observatory.objects.get(slug="yerkes"))

    assert text_of(address).count("40 inches") > 1
    assert count_queries(text_of, address) == one <= 10


def test_a_made_page_shows_what_each_row_states(observatory):
    maker = make_institution(slug="warner", name="Warner & Swasey")
    observatory.domes.create(
        key="north", title="North dome", built="1896", width_m="27.40", maker=maker
    )
    observatory.apertures.filter(key="lens").update(
        condition="without its rim", stage="built"
    )

    page = read(Client(), PAGE)

    assert page.parts["dome-north"] == (
        "North dome Built: 1896; Width m: 27.4; Maker: Warner & Swasey"
    )
    assert "/institutions/warner/" in page.links
    assert page.parts["observatoryname-yo"].startswith(
        "YO of Williams Bay Kind: acronym; Language: en"
    )
    assert page.parts["aperture-lens"].startswith(
        "dish diameter: 40 inches Condition: without its rim; Stage: built"
    )


def test_a_fact_of_a_type_with_a_page_of_its_own_is_on_that_page_and_in_the_api():
    make_institution(
        slug="chicago", name="University of Chicago", note="Founded by a gift."
    )
    declared = Institution.record_type
    try:
        register(dataclasses.replace(declared, facts=("note",)))

        page = text_of("/institutions/chicago/")
        names = list(InstitutionSerializer().fields)
    finally:
        register(declared)

    assert '<div id="note">' in page
    assert names[-1] == "note"


def test_a_country_that_a_list_is_filtered_by_is_named_by_its_code(observatory):
    observatory.country = make_country("US")
    observatory.save()

    assert "yerkes/" in text_of("/observatories/?country=US")
    assert json_of("/api/v1/observatories/?country=US")["count"] == 1
    assert "Did you mean US?" in text_of(
        "/api/v1/observatories/?country=us-a", status=400
    )


def test_a_filter_by_a_text_is_refused_when_it_is_declared():
    with pytest.raises(
        ImproperlyConfigured,
        match="Observatory declares the filter “summary”, which is no term",
    ):
        make_filterset(dataclasses.replace(DECLARED, filters=("summary",)))


def test_a_resource_without_an_example_is_refused_when_it_is_declared():
    with pytest.raises(ValueError, match="observatories: in_api needs example_key"):
        dataclasses.replace(DECLARED, example_key="")


def test_a_place_that_another_type_has_is_refused_when_it_is_declared():
    with pytest.raises(
        ValueError,
        match=r"observatories: place 1 is that of payloads\. The next free place is \d+",
    ):
        register(dataclasses.replace(DECLARED, place=1))


def test_the_api_describes_the_type_with_examples():
    call_command("spectacular", fail_on_warn=True, stdout=io.StringIO())

    schema = json_of("/api/v1/schema/?format=json")
    listed = schema["paths"]["/api/v1/observatories/"]["get"]["parameters"]
    parameters = {}
    for parameter in listed:
        parameters[parameter["name"]] = (
            parameter.get("description"),
            parameter["example"],
        )
    assert parameters["country"] == (
        "An ISO 3166-1 alpha-2 code; several mean either.",
        ["SE"],
    )
    assert parameters["operator"] == (
        "A slug; several mean either.",
        ["kiel-university"],
    )


def test_a_curator_adds_a_row_that_no_source_speaks_for(observatory, client):
    curator = log_in(client, is_superuser=True)
    data = open_form(curator, observatory)
    assert "apertures-__prefix__-cited_source" in data
    assert "domes-__prefix__-cited_source" not in data
    add_row(data, "domes", title="North dome")

    response = send(curator, observatory, data)

    assert response.status_code == 302
    assert [dome.title for dome in observatory.domes.all()] == ["North dome"]
    assert "North dome" in text_of(PAGE)


def test_a_made_page_tells_of_the_records_that_it_names(observatory):
    record_all_changes()
    cited = Change.objects.first().revision
    address = f"{PAGE}?revision={cited}"
    make_institution(name="Of another page")
    record_all_changes()
    assert "Unchanged since" in text_of(address)

    Institution.objects.filter(slug="chicago").update(name="Chicago University")
    record_all_changes()

    text = text_of(address)
    assert "The record itself is unchanged since" in text
    assert f"record=institution:chicago&amp;since={cited}" in text
