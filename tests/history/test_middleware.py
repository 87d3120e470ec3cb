"""Answers are made once for each state of the catalogue, and never outlive it."""

import datetime

import pytest
from django.core.cache import caches
from django.db import connection

from history import middleware
from payloads.models import Payload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

PAGES = [
    "/",
    "/about/",
    "/coverage/",
    "/countries/",
    "/countries/SE/",
    "/differences/",
    "/ilrs/",
    "/institutions/",
    "/institutions/institute-0/",
    "/missions/",
    "/missions/change-0/",
    "/payloads/",
    "/payloads/?mission=change-0",
    "/payloads/camera-0/",
    "/payloads/camera-0/?revision=1",
    "/search/?q=camera",
    "/sources/",
    "/sources/paper-0/",
    "/totals/",
    "/cite/payload/camera-0.bib",
]
API = [
    "/api/v1/",
    "/api/v1/payloads/",
    "/api/v1/payloads/?mission=change-0",
    "/api/v1/payloads/camera-0/",
    "/api/v1/missions/change-0/",
    "/api/v1/citations/",
    "/api/v1/search/?q=camera",
    "/api/v1/vocabularies/",
]


@pytest.fixture
def keeps_answers(settings):
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = settings.CACHES | {
        "default": memory | {"LOCATION": "1"},
        "answers": memory | {"LOCATION": "2"},
    }
    caches["answers"].clear()


@pytest.mark.parametrize("address", [*PAGES, *API])
def test_who_has_an_answer_is_told_that_it_holds_after_one_query(
    client, count_queries, address
):
    first = client.get(address)
    asked = {}

    def ask():
        asked["again"] = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert first.status_code == 200
    assert first["ETag"].startswith('"')
    assert count_queries(ask) == 1
    assert (asked["again"].status_code, asked["again"].content) == (304, b"")
    assert asked["again"]["ETag"] == first["ETag"]
    assert (
        asked["again"]["Cache-Control"] == first["Cache-Control"] == "public, no-cache"
    )


@pytest.mark.parametrize("address", [*PAGES, *API])
def test_a_change_by_raw_sql_ends_every_answer(client, keeps_answers, address):
    first = client.get(address)

    with connection.cursor() as cursor:
        cursor.execute("UPDATE payloads_payload SET name = 'Renamed'")
    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]
    assert int(again["Catalogue-Revision"]) > int(first["Catalogue-Revision"])


@pytest.mark.parametrize(
    "address", ["/payloads/camera-0/", "/api/v1/payloads/camera-0/"]
)
def test_a_kept_answer_is_the_same_and_costs_one_query(
    client, count_queries, keeps_answers, address
):
    first = client.get(address)
    asked = {}

    assert count_queries(lambda: asked.update(again=client.get(address))) == 1
    assert asked["again"].content == first.content
    assert dict(asked["again"].items()) == dict(first.items())


def test_a_kept_answer_shows_a_change_at_once(client, keeps_answers):
    client.get("/payloads/camera-0/")

    Payload.objects.update(name="Renamed")

    assert "Renamed" in client.get("/payloads/camera-0/").content.decode()


def test_each_query_path_host_and_accepted_format_has_its_own_tag(client):
    answers = [
        client.get("/api/v1/payloads/"),
        client.get("/api/v1/payloads/?page_size=1"),
        client.get("/api/v1/payloads/?format=json"),
        client.get("/api/v1/missions/"),
        client.get("/api/v1/payloads/", headers={"host": "localhost"}),
        client.get("/api/v1/payloads/", headers={"accept": "application/json"}),
    ]

    assert [answer.status_code for answer in answers] == [200] * 6
    assert len({answer["ETag"] for answer in answers}) == 6
    assert "Accept" in answers[0]["Vary"]


def test_another_release_has_other_tags(client, settings):
    first = client.get("/")["ETag"]

    settings.RELEASE = "another"

    assert client.get("/")["ETag"] != first


def test_a_page_is_not_kept_for_another_day_and_the_data_are(client, monkeypatch):
    class Tomorrow(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return super().now(tz) + datetime.timedelta(days=1)

    tags = {
        address: client.get(address)["ETag"]
        for address in ("/payloads/camera-0/", "/api/v1/payloads/camera-0/")
    }
    monkeypatch.setattr(middleware, "datetime", Tomorrow)

    changed = [
        address for address, tag in tags.items() if client.get(address)["ETag"] != tag
    ]

    assert changed == ["/payloads/camera-0/"]


def test_head_has_the_tag_of_get(client):
    tag = client.get("/payloads/")["ETag"]

    assert client.head("/payloads/")["ETag"] == tag
    assert client.head("/payloads/", headers={"If-None-Match": tag}).status_code == 304


def test_a_tag_that_a_cache_on_the_way_made_weak_is_understood(client):
    tag = client.get("/payloads/")["ETag"]

    assert (
        client.get(
            "/payloads/", headers={"If-None-Match": f'"other", W/{tag}'}
        ).status_code
        == 304
    )


def test_no_answer_goes_by_the_second(client):
    answer = client.get(
        "/payloads/", headers={"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    )

    assert answer.status_code == 200
    assert "Last-Modified" not in answer


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/payloads/?kind=nothing", 400),
        ("/payloads/unknown/", 404),
        ("/payloads/?utm_source=x", 302),
        ("/api/v1/payloads/?knd=camera", 400),
        ("/api/v1/payloads/unknown/", 404),
        ("/api/v1/unknown/", 404),
        ("/admin/login/", 200),
        ("/healthz", 200),
        ("/readyz", 200),
    ],
)
def test_errors_the_admin_and_health_have_no_tag(
    client, keeps_answers, address, status
):
    for _ in range(2):
        answer = client.get(address)

        assert answer.status_code == status
        assert "ETag" not in answer


def test_the_revision_stands_on_pages_and_in_lists(client):
    answer = client.get("/api/v1/payloads/")
    number = answer["Catalogue-Revision"]

    assert answer.json()["revision"] == int(number)
    assert f"Revision {number} of" in client.get("/payloads/").content.decode()


def test_any_site_may_read_the_data_with_their_validators(client):
    answer = client.get(
        "/api/v1/payloads/", headers={"origin": "https://elsewhere.example"}
    )

    assert answer["Access-Control-Allow-Origin"] == "*"
    exposed = answer["Access-Control-Expose-Headers"].split(", ")
    assert {"ETag", "Link", "Retry-After", "Catalogue-Revision"} <= set(exposed)
    assert "Access-Control-Allow-Origin" not in client.get(
        "/", headers={"origin": "https://elsewhere.example"}
    )


def test_any_site_may_ask_whether_its_answer_holds(client):
    asked = {
        "origin": "https://elsewhere.example",
        "access-control-request-method": "GET",
    }
    asked["access-control-request-headers"] = "if-none-match"

    answer = client.options("/api/v1/payloads/", headers=asked)

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "if-none-match" in answer["Access-Control-Allow-Headers"]
    assert "POST" not in answer["Access-Control-Allow-Methods"]


@pytest.mark.parametrize("address", [*PAGES, *API])
@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_what_is_not_reading_is_answered_without_failing_or_being_kept(
    client, keeps_answers, address, method
):
    response = getattr(client, method)(address)

    assert response.status_code in (200, 403, 405)
    assert "ETag" not in response


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/payloads/camera-0/",
        "/no-such-page/",
        "/api/docs/",
        "/api/v1/",
        "/admin/login/",
    ],
)
def test_answers_allow_nothing_in_line_and_nothing_from_elsewhere(
    client, keeps_answers, address
):
    """The first answer and the one that is kept; a nonce would pair a kept page with another header."""
    policies = [client.get(address)["Content-Security-Policy"] for _ in range(2)]

    for policy in policies:
        allowed = dict(directive.split(" ", 1) for directive in policy.split("; "))
        assert allowed["default-src"] == "'none'"
        assert allowed["script-src"] == allowed["style-src"] == "'self'"
        assert {word for words in allowed.values() for word in words.split()} == {
            "'none'",
            "'self'",
            "data:",
        }
