"""A cache server that is gone costs time and nothing else."""

import logging
import socket

import pytest
from django.core.cache import caches

from config.settings import read_cache
from web import caching

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


@pytest.fixture(params=["redis://{}/0", "memcached://{}"])
def gone(request, settings, monkeypatch):
    """Configure a cache server at an address where nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host, port = probe.getsockname()
    monkeypatch.setenv("CACHE_URL", request.param.format(f"{host}:{port}"))
    monkeypatch.setattr(caching, "STATES", {})
    settings.CACHES = settings.CACHES | {
        "default": read_cache("default", 100),
        "answers": read_cache("answers", 100),
    }
    # Each run has another port, and with it another memory.
    return caches["answers"]


@pytest.mark.parametrize("address", ["/payloads/", "/api/v1/payloads/"])
def test_pages_and_api_answer_as_before(client, gone, caplog, address):
    with caplog.at_level(logging.WARNING, "web.caching"):
        answers = [client.get(address) for _ in range(3)]

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    messages = [
        record.getMessage() for record in caplog.records if record.name == "web.caching"
    ]
    assert len(messages) == 1
    assert messages[0].startswith("The cache server does not answer")


def test_what_was_made_is_kept_in_the_process(client, gone, count_queries):
    client.get("/payloads/")

    assert count_queries(client.get, "/payloads/") == 1


def test_a_server_that_answers_again_is_used_again(gone, monkeypatch):
    gone.set("key", "in memory")
    monkeypatch.setattr(gone, "server", caches["default"].memory)

    assert gone.get("key") == "in memory"
    gone.state.asked_again = 0

    assert gone.get("key") is None
    assert gone.server_answers
