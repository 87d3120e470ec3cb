"""What readers and curators get while the database does not answer."""

import re
from contextlib import contextmanager

import pytest
from django.core.cache import caches
from django.db import InterfaceError, OperationalError, connection

from history import middleware
from payloads.models import Payload
from tests.factories import make_mission
from web import availability

GONE = OperationalError("no answer from the server\nSELECT 1")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


@pytest.fixture(autouse=True)
def keeps_answers(settings, monkeypatch, tmp_path):
    """Keep answers, and know of no outage, for each test anew."""
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = settings.CACHES | {
        "default": memory | {"LOCATION": "1"},
        "answers": memory | {"LOCATION": "2"},
        "kept": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": tmp_path / "kept",
        },
    }
    caches["answers"].clear()
    outage = availability.Outage()
    monkeypatch.setattr(availability, "outage", outage)
    monkeypatch.setattr(middleware, "outage", outage)
    return outage


@contextmanager
def no_database(error=GONE):
    """Let every statement fail as one does whose server is gone."""

    def fail(execute, sql, params, many, context):
        raise error

    with connection.execute_wrapper(fail):
        yield


@pytest.fixture
def lost(monkeypatch):
    """Let the connection count as lost, which that of the test is not."""
    monkeypatch.setattr(availability, "has_connection", lambda: False)
    monkeypatch.setattr(connection, "vendor", "postgresql")


@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed")])
@pytest.mark.parametrize("address", ["/payloads/", "/payloads/camera-0/"])
def test_a_page_goes_on_from_what_was_kept_and_says_so(client, address, error):
    first = client.get(address)

    with no_database(error):
        kept = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert kept.status_code == 200
    line = re.search('<p class="kept" role="status">(.*?)</p>', kept.content.decode())
    assert f"This is revision {first['Catalogue-Revision']}" in line[1]
    assert kept.content.replace(line[0].encode(), b"") == first.content
    assert kept["Catalogue-Revision"] == first["Catalogue-Revision"]
    assert kept["Cache-Control"] == "no-store"
    assert kept["Catalogue-Notice"] == line[1]
    assert "ETag" not in kept


def test_the_api_goes_on_too(client):
    address = "/api/v1/payloads/?page_size=1"
    first = client.get(address)

    with no_database():
        kept = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (kept.status_code, kept.content) == (200, first.content)
    assert kept["Catalogue-Notice"].startswith("The database does not answer")


def test_the_newest_answer_of_whatever_revision_is_kept(client):
    client.get("/payloads/camera-0/")
    Payload.objects.filter(slug="camera-0").update(name="Renamed")
    client.get("/payloads/camera-0/")
    make_mission()

    with no_database():
        kept = client.get("/payloads/camera-0/")

    assert "Renamed" in kept.content.decode()


@pytest.mark.parametrize("address", ["/payloads/camera-0/", "/api/v1/payloads/"])
def test_another_process_goes_on_from_what_is_on_the_disk(client, address):
    first = client.get(address)
    # The memory of a process that was not asked yet.
    caches["answers"].clear()

    with no_database():
        kept = client.get(address)

    assert kept.status_code == 200
    assert kept["Catalogue-Revision"] == first["Catalogue-Revision"]
    assert kept["Catalogue-Notice"].startswith("The database does not answer")


def test_what_another_process_made_later_is_the_newest(client):
    client.get("/payloads/camera-0/")
    older = dict(caches["answers"]._cache)
    Payload.objects.filter(slug="camera-0").update(name="Renamed")
    client.get("/payloads/camera-0/")
    caches["answers"]._cache.clear()
    caches["answers"]._cache.update(older)

    with no_database():
        kept = client.get("/payloads/camera-0/")

    assert "Renamed" in kept.content.decode()


def test_what_a_query_asks_for_does_not_fill_the_disk(client, tmp_path):
    client.get("/payloads/?q=camera")
    assert not list(tmp_path.glob("kept/*"))

    client.get("/payloads/")
    assert len(list(tmp_path.glob("kept/*"))) == 1


def test_a_page_is_answered_though_the_disk_is_full(client, tmp_path):
    # Where a file is, there can be no folder.
    (tmp_path / "kept").touch()

    assert client.get("/payloads/camera-0/").status_code == 200


def test_a_page_that_was_not_kept_says_when_to_ask_again(client):
    with no_database():
        response = client.get("/payloads/")

    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response["Cache-Control"] == "no-store"
    assert "<h1>The database does not answer</h1>" in page
    assert 'role="search"' in page


def test_in_the_api_it_is_a_problem(client):
    with no_database():
        response = client.get("/api/v1/payloads/")

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"].startswith("The database does not answer")


def test_a_failure_in_the_middle_of_a_view_is_the_same(client):
    client.get("/payloads/camera-0/")
    Payload.objects.filter(slug="camera-0").update(name="Renamed")

    def fail(execute, sql, params, many, context):
        if "payloads_payload" in sql:
            raise OperationalError("terminating connection")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        kept = client.get("/payloads/camera-0/")
        other = client.get("/payloads/camera-1/")

    assert "Renamed" not in kept.content.decode()
    assert "ETag" not in kept
    assert other.status_code == 503


def test_a_wrong_statement_is_no_outage(client):
    def fail(execute, sql, params, many, context):
        if "payloads_payload" in sql:
            raise ValueError("our own fault")
        return execute(sql, params, many, context)

    client.raise_request_exception = False
    with connection.execute_wrapper(fail):
        assert client.get("/payloads/").status_code == 500


def test_others_are_answered_at_once_until_one_asks_again(
    client, count_queries, keeps_answers, lost
):
    client.get("/about/")
    with no_database():
        client.get("/payloads/")

    assert count_queries(client.get, "/payloads/") == 0
    assert client.get("/about/")["Cache-Control"] == "no-store"
    keeps_answers.asked_again = 0

    assert client.get("/payloads/").status_code == 200
    assert client.get("/about/")["Cache-Control"] == "public, no-cache"


def test_a_page_that_asks_nothing_ends_no_outage(client, keeps_answers, lost):
    keeps_answers.begin(GONE)
    keeps_answers.asked_again = 0

    with no_database():
        # Without a cookie the sign-in reads no session.
        assert client.get("/admin/login/").status_code == 503
        assert client.get("/admin/login/").status_code == 503

    keeps_answers.asked_again = 0
    assert client.get("/admin/login/").status_code == 200
    assert not keeps_answers.is_known


def test_one_request_asks_again_while_the_rest_go_on(keeps_answers, lost):
    keeps_answers.begin(OperationalError("gone"))
    keeps_answers.asked_again = 0

    assert [keeps_answers.spares_asking() for _ in range(3)] == [False, True, True]


def test_a_form_of_the_admin_is_held_and_can_be_sent_again(admin_client):
    sent = {
        "name": "Many lines",
        "note": "\nOne <b>line</b>.\r\nAnother.",
        "new_password": "hidden",
        "countries": ["SE", "FR"],
    }

    with no_database():
        response = admin_client.post("/admin/payloads/payload/add/?x=1", sent)

    page = response.content.decode()
    fields = re.findall(
        r'<textarea name="(.*?)" hidden>\n(.*?)</textarea>', page, re.DOTALL
    )
    assert response.status_code == 503
    assert 'action="/admin/payloads/payload/add/?x=1"' in page
    assert fields == [
        ("name", "Many lines"),
        ("note", "\nOne &lt;b&gt;line&lt;/b&gt;.\r\nAnother."),
        ("countries", "SE"),
        ("countries", "FR"),
    ]


def test_an_outage_is_logged_once(client, caplog, lost):
    with no_database():
        for _ in range(3):
            client.get("/payloads/")

    messages = [
        record.getMessage()
        for record in caplog.records
        if record.name == "web.availability"
    ]
    assert messages == ["The database does not answer: no answer from the server"]
