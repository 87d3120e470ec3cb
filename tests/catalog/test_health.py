"""What a supervisor is told."""

import pytest
from django.core.cache import caches
from django.db import DatabaseError, ProgrammingError, connection
from django.db.migrations.recorder import MigrationRecorder

from catalog.views import health
from payloads.models import Payload
from web import availability

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


@pytest.fixture(autouse=True)
def new_outage(monkeypatch):
    outage = availability.Outage()
    monkeypatch.setattr(availability, "outage", outage)
    monkeypatch.setattr(health, "outage", outage)
    return outage


def refuse_payloads(execute, sql, params, many, context):
    if "payloads_payload" in sql:
        raise ProgrammingError("no such column")
    return execute(sql, params, many, context)


def ready(client):
    response = client.get("/readyz")
    answer = response.json()
    assert answer["ready"] == (response.status_code == 200)
    return response.status_code, answer["parts"]


def test_the_process_lives(client, count_queries):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert count_queries(client.get, "/healthz") == 0


def test_every_part_is_named(client):
    status, parts = ready(client)

    assert status == 200
    assert set(parts) >= {"database", "migrations", "catalogue", "triggers", "cache"}
    assert {parts[name] for name in ("database", "migrations", "triggers")} == {"ok"}


def test_a_migration_that_was_not_applied(client):
    recorder = MigrationRecorder(connection)
    applied = sorted(
        name for app, name in recorder.applied_migrations() if app == "payloads"
    )
    recorder.record_unapplied("payloads", applied[-1])

    # New code may ask for columns that are not there yet.
    with connection.execute_wrapper(refuse_payloads):
        status, parts = ready(client)

    assert status == 503
    assert "not applied" in parts["migrations"]
    assert parts["catalogue"] == "not asked, because what it needs fails"


def test_no_published_payload(client):
    Payload.objects.update(publication="draft")

    status, parts = ready(client)

    assert (status, parts["catalogue"]) == (503, "no payload is published: run release")


def test_a_trigger_that_is_gone(client):
    of_table = ' ON "payloads_payload"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "revision_update_payloads_payload"{of_table}')

    status, parts = ready(client)

    assert status == 503
    assert parts["triggers"].startswith("1 missing, so that changes go unnoticed")


def test_a_full_disk_and_no_cache_are_told_of_a_catalogue_that_answers(
    client, monkeypatch, settings
):
    settings.CACHES = {
        **settings.CACHES,
        "default": {
            "BACKEND": "web.caching.FallbackCache",
            "LOCATION": "127.0.0.1:1",
            "OPTIONS": {
                "server": "django.core.cache.backends.memcached.PyMemcacheCache",
                "client": {"connect_timeout": 0.5},
                "memory": 10,
            },
        },
    }
    monkeypatch.setattr(health, "LEAST_FREE", 2**80)

    status, parts = ready(client)

    assert status == 200
    assert "MB are free" in parts["disk"]
    assert parts["cache"].startswith("the cache server does not answer")
    assert caches["default"].state.answers is False


def test_a_database_that_does_not_answer(client):
    def fail(execute, sql, params, many, context):
        raise DatabaseError("file is not a database")

    with connection.execute_wrapper(fail):
        status, parts = ready(client)

    assert status == 503
    assert parts["database"] == "file is not a database"
    assert parts["triggers"].startswith("not asked")
