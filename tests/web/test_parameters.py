"""No parameter is silently ignored, and whoever errs is told the nearest right one."""

import pytest

from config.router import router
from tests.factories import (
    make_country,
    make_institution,
    make_mission,
    make_payload,
    make_provision,
)
from tests.reading import Page, get_json, listed, read, refusal

pytestmark = pytest.mark.django_db

RESOURCES = [prefix for prefix, _, _ in router.registry]
PAYLOAD_LISTS = ["/payloads/", "/api/v1/payloads/"]
HTML_LISTS = ["/payloads/", "/missions/", "/institutions/", "/countries/", "/sources/"]


def told(problem):
    """Return what a refusal says of its only parameter: its name, its value, the nearest valid one."""
    [parameter] = problem["parameters"]
    assert parameter["detail"] == problem["detail"]
    return (
        parameter["parameter"],
        parameter.get("value", ""),
        parameter.get("nearest", ""),
    )


@pytest.mark.parametrize("resource", RESOURCES)
def test_list_refuses_an_unknown_parameter(client, resource):
    query = {"q": "x"} if resource == "search" else {}

    problem = refusal(client, f"/api/v1/{resource}/", colour="red", **query)

    assert told(problem)[:2] == ("colour", "red")
    assert problem["detail"].startswith("There is no parameter colour.")


@pytest.mark.parametrize("resource", RESOURCES)
def test_list_refuses_a_page_that_is_no_number(client, resource):
    query = {"q": "x"} if resource == "search" else {}

    response = client.get(f"/api/v1/{resource}/", {"page": "abc", **query})

    assert response.status_code == 404
    assert response.json()["detail"] == "There is no page “abc” of this list."


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("size", ["0", "501", "abc", "-1", "²", "99999999999999999999"])
def test_list_refuses_an_impossible_page_size(client, resource, size):
    query = {"q": "x"} if resource == "search" else {}

    problem = refusal(client, f"/api/v1/{resource}/", page_size=size, **query)

    assert told(problem)[:2] == ("page_size", size)
    assert (
        problem["detail"]
        == f"page_size is “{size}”; it must be a whole number from 1 to 500."
    )


@pytest.mark.parametrize("resource", RESOURCES)
def test_list_takes_the_largest_page_size(client, resource):
    query = {"q": "x"} if resource == "search" else {}

    answer = get_json(
        client, f"/api/v1/{resource}/", page_size="500", format="json", **query
    )

    assert list(answer) == ["revision", "count", "next", "previous", "results"]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("contry", "country"),
        ("launched_befor", "launched_before"),
        ("STATUS", "status"),
    ],
)
def test_unknown_parameter_is_told_the_nearest(client, given, meant):
    problem = refusal(client, "/api/v1/payloads/", **{given: "SE"})

    assert told(problem) == (given, "SE", meant)
    assert problem["detail"] == f"There is no parameter {given}. Did you mean {meant}?"


def test_unknown_parameter_like_nothing_is_told_all(client):
    problem = refusal(client, "/api/v1/missions/", xyzzy="1")

    known = "facets, fields, format, identifier, launch_status, launched_after, launched_before, name_contains, "
    known += "operator, ordering, page, page_size, q, status"
    assert problem["detail"] == f"There is no parameter xyzzy. Known: {known}."


@pytest.mark.parametrize(
    ("resource", "parameter", "given", "meant"),
    [
        ("payloads", "kind", "Camara", "camera"),
        ("payloads", "discipline", "radiaton", "radiation"),
        ("payloads", "status", "select", "selected"),
        ("payloads", "involvement", "an", "any"),
        ("payloads", "differs", "True", "true"),
        ("payloads", "ordering", "launched", "launch"),
        ("missions", "status", "stood_down", "stood-down"),
        ("spacecraft", "kind", "rovr", "rover"),
        ("institutions", "kind", "univercity", "university"),
        ("ilrs-participations", "relation", "signatori", "signatory"),
        ("ilrs-participations", "level", "organization", "organisation"),
        ("ilrs-participations", "evidence", "pres", "press"),
        ("provisions", "role", "leed", "lead"),
        ("provisions", "counts_as", "not_counted", "not-counted"),
        ("sources", "reliability", "primry", "primary"),
        ("announced-totals", "measure", "payload-project", "payload-projects"),
        ("citations", "stance", "support", "supports"),
        ("citations", "record_type", "ilrs-participation", "ilrsparticipation"),
    ],
)
def test_unknown_term_is_told_the_nearest(client, resource, parameter, given, meant):
    problem = refusal(client, f"/api/v1/{resource}/", **{parameter: given})

    assert told(problem) == (parameter, given, meant)
    assert (
        problem["detail"]
        == f"{parameter} has no value “{given}”. Did you mean {meant}?"
    )


@pytest.mark.parametrize("given", ["change4", "Chang'e-4", "CHANGE-4"])
def test_unknown_slug_is_told_the_nearest(client, given):
    make_mission(slug="change-4")

    problem = refusal(client, "/api/v1/payloads/", mission=given)

    assert told(problem) == ("mission", given, "change-4")


def test_unknown_term_like_nothing_is_told_none(client):
    problem = refusal(client, "/api/v1/payloads/", kind="qqqq")

    assert told(problem) == ("kind", "qqqq", "")
    assert problem["detail"] == "kind has no value “qqqq”."


@pytest.mark.parametrize(
    "parameter",
    ["q", "involvement", "differs", "launched_after", "ordering", "page_size"],
)
def test_single_parameter_may_not_be_repeated(client, parameter):
    problem = refusal(client, "/api/v1/payloads/", **{parameter: ["1", "1"]})

    assert told(problem)[0] == parameter
    assert problem["detail"] == f"{parameter} may be given once only."


@pytest.mark.parametrize("address", PAYLOAD_LISTS)
def test_repeated_filter_means_either(client, address):
    for slug, kind in (("a", "camera"), ("b", "rover"), ("c", "robot")):
        make_payload(slug=slug, name=slug, kind=kind)

    found = listed(client, address, kind=["camera", "robot"])

    assert found == ["a", "c"]


def test_all_problems_are_told_at_once(client):
    problem = refusal(
        client, "/api/v1/payloads/", colour="red", kind="qqqq", launched_after="soon"
    )

    assert [entry["parameter"] for entry in problem["parameters"]] == [
        "colour",
        "kind",
        "launched_after",
    ]
    assert problem["detail"] == " ".join(
        entry["detail"] for entry in problem["parameters"]
    )


@pytest.mark.parametrize(
    "parameter",
    ["q", "kind", "country", "mission", "launched_after", "ordering", "page", "format"],
)
def test_empty_parameter_is_refused(client, parameter):
    problem = refusal(client, "/api/v1/payloads/", **{parameter: ""})

    assert told(problem) == (parameter, "", "")
    assert problem["detail"] == f"{parameter} is empty; leave it out or give a value."


@pytest.mark.parametrize("address", PAYLOAD_LISTS)
@pytest.mark.parametrize(
    "day", ["2018", "2018-13-01", "2018-02-30", "12/07/2018", "7 December 2018", "soon"]
)
def test_day_is_written_in_one_way(client, address, day):
    response = client.get(address, {"launched_after": day})

    assert response.status_code == 400
    assert (
        f"launched_after is “{day}”: write a day as 2018-12-07."
        in response.content.decode()
    )


@pytest.mark.parametrize("page", ["0", "2", "-1", "1.5", "last", "abc"])
@pytest.mark.parametrize("address", PAYLOAD_LISTS)
def test_page_that_is_not_there_is_not_found(client, address, page):
    make_payload()

    response = client.get(address, {"page": page})

    assert response.status_code == 404
    assert f"There is no page “{page}” of this list" in response.content.decode()


@pytest.mark.parametrize("address", PAYLOAD_LISTS)
def test_pages_follow_one_another(client, address):
    for slug in ("a", "b", "c"):
        make_payload(slug=slug, name=slug)

    pages = [listed(client, address, page_size="2", page=page) for page in ("1", "2")]

    assert pages == [["a", "b"], ["c"]]


def test_pages_link_each_other(client):
    for slug in ("a", "b", "c"):
        make_payload(slug=slug, kind="rover")

    answer = get_json(
        client, "/api/v1/payloads/", kind="rover", page_size="1", page="2"
    )

    assert answer["count"] == 3
    assert (
        answer["next"]
        == "http://testserver/api/v1/payloads/?kind=rover&page=3&page_size=1"
    )
    assert (
        answer["previous"]
        == "http://testserver/api/v1/payloads/?kind=rover&page_size=1"
    )


@pytest.mark.parametrize("size", ["0", "501", "abc"])
def test_page_of_a_list_refuses_an_impossible_page_size(client, size):
    response = client.get("/payloads/", {"page_size": size})

    assert response.status_code == 400
    assert (
        f"page_size is “{size}”; it must be a whole number from 1 to 500."
        in response.content.decode()
    )


@pytest.mark.parametrize(
    "address", [*PAYLOAD_LISTS, "/institutions/", "/api/v1/ilrs-participations/"]
)
def test_code_without_records_has_an_empty_answer(client, address):
    make_payload([make_institution(country=make_country("SE"))])

    found = listed(client, address, country="FJ")

    assert found == []


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("tr", "TR"),  # the code in small letters
        ("TUR", "TR"),
        ("Türkiye", "TR"),
        ("turkiye", "TR"),
        ("Turkey", "TR"),  # an alternative name of the catalogue
        ("Turky", "TR"),
        ("ne", "NE"),  # Niger, not the Netherlands, which begins so and has records
        ("Niger", "NE"),
        ("France", "FR"),  # no records, and never another country in its place
        ("XX", ""),
        ("Korea", ""),
        ("!!", ""),
    ],
)
@pytest.mark.parametrize(
    "resource", ["payloads", "institutions", "ilrs-participations", "provisions"]
)
def test_wrong_code_is_told_the_code_of_the_country_called_so(
    client, resource, given, meant
):
    turkey = make_country("TR", name="Türkiye")
    turkey.names.create(key="turkey", name="Turkey", kind="as-printed")
    make_country("NL", name="Netherlands")

    problem = refusal(client, f"/api/v1/{resource}/", country=given)

    assert told(problem) == ("country", given, meant)


@pytest.mark.parametrize(
    "address", [*HTML_LISTS, "/search/", "/api/v1/payloads/", "/api/v1/search/"]
)
def test_query_of_unreasonable_length_is_refused(client, address):
    response = client.get(address, {"q": "x" * 10_000})

    assert response.status_code == 400
    assert (
        "The query is 10002 characters long; at most 4000 are read."
        in response.content.decode()
    )


@pytest.mark.parametrize(
    "address", [*HTML_LISTS, "/search/", "/api/v1/payloads/", "/api/v1/search/"]
)
def test_search_text_of_unreasonable_length_is_refused(client, address):
    response = client.get(address, {"q": "x" * 201})

    assert response.status_code == 400
    assert "200 characters" in response.content.decode()


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("q=a%00b", "NUL character"),
        ("q=%FF", "not in UTF-8"),
        ("q=%E9t%E9", "not in UTF-8"),
        ("%FF=q", "not in UTF-8"),
        ("mission=%ED%A0%80", "not in UTF-8"),  # half of a surrogate pair
    ],
)
@pytest.mark.parametrize(
    "address", [*PAYLOAD_LISTS, "/search/", "/", "/api/v1/citations/"]
)
def test_query_that_is_no_text_is_refused(client, address, bad, reason):
    response = client.get(f"{address}?{bad}")

    assert response.status_code == 400
    assert reason in response.content.decode()


@pytest.mark.parametrize("address", PAYLOAD_LISTS)
def test_letters_outside_ascii_are_read(client, address):
    make_payload(slug="found", name="嫦娥四号 Türkiye")
    make_payload(slug="other", name="Other")

    found = listed(client, address, q="嫦娥 türk")

    assert found == ["found"]


def test_path_with_a_nul_is_refused(client):
    response = client.get("/api/v1/payloads/a%00b/")

    assert response.status_code == 400
    assert "NUL character" in response.json()["detail"]


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/payloads/a/",
        "/api/v1/provisions/a.lead/",
        "/api/v1/vocabularies/role/",
        "/api/v1/countries/SE/",
    ],
)
def test_detail_takes_no_parameters(client, address):
    make_provision(
        make_payload(slug="a"), make_institution(country=make_country()), key="lead"
    )

    problem = refusal(client, address, mission="change-4")

    assert told(problem)[:2] == ("mission", "change-4")
    assert "slug" in get_json(client, "/api/v1/payloads/a/", format="json")


def test_detail_of_a_citation_takes_no_parameters(client):
    problem = refusal(client, "/api/v1/citations/payload.a.0123/", stance="supports")

    assert told(problem)[:2] == ("stance", "supports")


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("/api/v1/payloads/", "json, csv"),
        ("/api/v1/sites/", "json, csv, geojson"),
        ("/api/v1/vocabularies/", "json, csv"),
        ("/api/v1/vocabularies/role/", "json"),
    ],
)
def test_unknown_format_is_refused(client, address, known):
    problem = refusal(client, address, format="jsn")

    assert told(problem) == ("format", "jsn", "json")
    assert problem["detail"] == f"format has no value “jsn”; it may be {known}."


def test_search_needs_something_to_look_for(client):
    problem = refusal(client, "/api/v1/search/")

    assert problem["detail"] == "q is missing; say what to look for, like q=neutron."


@pytest.mark.parametrize("address", HTML_LISTS)
def test_page_of_a_list_refuses_an_unknown_parameter(client, address):
    response = client.get(address, {"orderin": "name"})

    assert response.status_code == 400
    assert (
        "There is no parameter orderin. Did you mean ordering?"
        in response.content.decode()
    )


def test_page_of_a_list_knows_no_format(client):
    response = client.get("/payloads/", {"format": "json"})

    assert response.status_code == 400
    assert "There is no parameter format." in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/payloads/a/",
        "/ilrs/",
        "/totals/",
        "/about/",
        "/search/?q=x",
        "/countries/SE/",
    ],
)
def test_page_without_filters_refuses_an_unknown_parameter(client, address):
    make_payload(slug="a")
    make_country("SE")

    response = client.get(address + ("&" if "?" in address else "?") + "colour=red")

    assert response.status_code == 400
    assert "There is no parameter colour." in response.content.decode()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("?q=", ""),
        ("?utm_source=x", ""),
        ("?fbclid=1&kind=rover", "?kind=rover"),
        ("?kind=rover&kind=&gclid=1&kind=robot", "?kind=rover&kind=robot"),
        ("?from=timeline&isappinstalled=0&q=Chang%E2%80%99e+4", "?q=Chang%E2%80%99e+4"),
        ("?q=%20", ""),
    ],
)
def test_page_of_a_list_drops_what_means_nothing(client, given, kept):
    response = client.get(f"/payloads/{given}")

    assert response.status_code == 302
    assert response["Location"] == f"/payloads/{kept}"


@pytest.mark.parametrize(
    "address",
    ["/", "/payloads/a/", "/ilrs/", "/totals/", "/about/", "/search/", "/countries/"],
)
def test_every_page_drops_what_sharing_adds(client, address):
    make_payload(slug="a")

    response = client.get(
        address, {"utm_medium": "social", "fbclid": "1", "from": "groupmessage"}
    )

    assert response.status_code == 302
    assert response["Location"] == address


def test_api_drops_nothing(client):
    problem = refusal(client, "/api/v1/payloads/", utm_source="x")

    assert told(problem)[0] == "utm_source"


def test_refusing_page_escapes_what_it_quotes(client):
    response = client.get("/payloads/", {"kind": "<script>alert(1)</script>"})

    assert response.status_code == 400
    assert (
        "kind has no value “&lt;script&gt;alert(1)&lt;/script&gt;”."
        in response.content.decode()
    )


def test_refusing_page_leads_to_the_whole_list(client):
    response = client.get("/payloads/", {"colour": "red"})

    assert (
        '<a href="/payloads/">Show the page without it</a>' in response.content.decode()
    )
    assert read(client, "/payloads/").parts


def refused(client, address, **query):
    """Return the page that refuses a query with 400."""
    response = client.get(address, query)
    assert response.status_code == 400
    return Page(response.content.decode())


def test_refusing_page_keeps_what_was_typed_and_the_rest_of_the_query(client):
    page = refused(
        client, "/payloads/", launched_after="7/12/2018", kind="camera", colour="red"
    )

    assert "launched_after is “7/12/2018”: write a day as 2018-12-07." in page.text
    assert '<input id="typed-1" name="launched_after" value="7/12/2018" ' in page.html
    assert '<input type="hidden" name="kind" value="camera">' in page.html
    assert "/payloads/?kind=camera" in page.links
    assert 'name="colour"' not in page.html


@pytest.mark.parametrize(
    ("query", "mended"),
    [
        ({"kind": ["camra", "rover"], "q": "a"}, "?q=a&kind=camera&kind=rover"),
        ({"misson": "change-4", "kind": "camera"}, "?kind=camera&mission=change-4"),
    ],
)
def test_refusing_page_leads_to_what_is_nearest(client, query, mended):
    make_payload(mission=make_mission(slug="change-4"))

    page = refused(client, "/payloads/", **query)

    assert mended in page.links
    read(client, f"/payloads/{mended}")
