"""The log: whoever sends nonsense leaves one line in it, and a failure of ours its traceback."""

import io
import logging

import pytest

from catalog.views.home import HomeView

pytestmark = pytest.mark.django_db


@pytest.fixture
def log():
    """What the server writes to its log from here on."""
    [handler] = [
        handler
        for handler in logging.getLogger("django").handlers
        if handler.name == "console"
    ]
    written = io.StringIO()
    usual = handler.setStream(written)
    yield written
    handler.setStream(usual)


def lines(log):
    """Return the lines without date and time."""
    return [line.split(" ", 2)[2] for line in log.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (
            "/payloads/?q=%00",
            "The address contains a NUL character, which no record contains.: /payloads/",
        ),
        (
            "/api/v1/payloads/?q=%ff",
            r"The query is not in UTF-8; write a letter like \xfc as %C3%BC.: /api/v1/payloads/",
        ),
        (
            f"/search/?q={'x' * 5000}",
            "The query is 5002 characters long; at most 4000 are read.: /search/",
        ),
        ("/payloads/?person=Jane+Doe", "Bad Request: /payloads/"),
        ("/api/v1/payloads/?person=Jane+Doe", "Bad Request: /api/v1/payloads/"),
    ],
)
def test_a_query_that_is_refused_is_one_line(client, log, address, line):
    answer = client.get(address)

    assert answer.status_code == 400
    assert lines(log) == [f"WARNING django.request {line}"]


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/nowhere/?q=Jane", "/nowhere/"),
        ("/payloads/nowhere/", "/payloads/nowhere/"),
        ("/api/v1/payloads/nowhere/", "/api/v1/payloads/nowhere/"),
        ("/nowhere%0A2026 ERROR forged", r"/nowhere\n2026 ERROR forged"),
    ],
)
def test_an_address_that_leads_nowhere_is_one_line(client, log, address, path):
    answer = client.get(address)

    assert answer.status_code == 404
    assert lines(log) == [f"WARNING django.request Not Found: {path}"]


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("/payloads/?q=Jane", "Method Not Allowed (POST): /payloads/"),
        ("/api/v1/payloads/?q=Jane", "Method Not Allowed: /api/v1/payloads/"),
    ],
)
def test_a_method_that_is_refused_is_one_line(client, log, address, line):
    answer = client.post(address)

    assert answer.status_code == 405
    assert lines(log) == [f"WARNING django.request {line}"]


@pytest.mark.parametrize("address", ["/payloads/", "/api/v1/payloads/", "/admin/"])
def test_a_foreign_host_is_one_line(client, log, address):
    answer = client.get(address, headers={"Host": "evil.example"})

    assert answer.status_code == 400
    [line] = lines(log)
    assert line == (
        "ERROR django.security.DisallowedHost Invalid HTTP_HOST header: 'evil.example'. "
        "You may need to add 'evil.example' to ALLOWED_HOSTS."
    )


def test_a_form_with_too_many_fields_is_one_line(client, log, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2

    answer = client.post("/admin/login/", {"username": "a", "password": "b", "c": "d"})

    assert answer.status_code == 400
    [line] = lines(log)
    assert line == (
        "ERROR django.security.TooManyFieldsSent The number of GET/POST parameters exceeded "
        "settings.DATA_UPLOAD_MAX_NUMBER_FIELDS."
    )


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        (f"/{'x' * 3000}/", {}),
        ("/", {"Host": f"{'x' * 3000}.example"}),
    ],
)
def test_a_long_address_is_cut(client, log, address, headers):
    client.get(address, headers=headers)

    [line] = lines(log)
    message = line.split(" ", 2)[2]
    assert len(message) == 200
    assert message.endswith("x…")


def test_a_failure_of_ours_keeps_its_traceback(client, log, monkeypatch):
    def fail(view, **kwargs):
        raise RuntimeError("the Moon is not where it should be")

    monkeypatch.setattr(HomeView, "get_context_data", fail)
    client.raise_request_exception = False

    answer = client.get("/")

    assert answer.status_code == 500
    written = log.getvalue()
    assert "ERROR django.request Internal Server Error: /\nTraceback (most" in written
    assert written.endswith("RuntimeError: the Moon is not where it should be\n")


def test_other_handlers_get_the_whole_record(client, caplog):
    client.get("/", headers={"Host": "evil.example"})

    [record] = caplog.records
    assert record.exc_info
