"""Fair use: an address that asks too often is told when it may ask again."""

import pytest
from django.core.cache import caches
from rest_framework.settings import api_settings

from web.throttling import DownloadUse, FairUse, PageUse

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_a_minute(settings, monkeypatch):
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = settings.CACHES | {
        "default": memory | {"LOCATION": "3"},
        "answers": memory | {"LOCATION": "4"},
    }
    rates = {"api": "2/minute", "pages": "3/minute", "downloads": "1/hour"}
    for limit in (FairUse, PageUse, DownloadUse):
        monkeypatch.setattr(limit, "THROTTLE_RATES", rates)
    for name in ("default", "answers"):
        caches[name].clear()


def statuses(client, *addresses, **headers):
    return [client.get(address, **headers).status_code for address in addresses]


DISTINCT = [f"/api/v1/payloads/?page_size={number}" for number in (1, 2, 3)]


def test_who_asks_too_often_is_told_when_to_ask_again(client):
    statuses(client, *DISTINCT[:2])

    refused = client.get(DISTINCT[2])

    assert refused.status_code == 429
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["title"] == "Too Many Requests"
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert "ETag" not in refused


def test_answers_that_are_kept_are_not_counted(client):
    assert statuses(client, *DISTINCT[:1] * 5) == [200] * 5


def test_each_address_has_its_own_count(client):
    assert statuses(client, *DISTINCT)[-1] == 429
    assert statuses(client, "/api/v1/missions/", REMOTE_ADDR="192.0.2.9") == [200]


def test_a_client_cannot_choose_its_address(client):
    got = [
        client.get(address, headers={"X-Forwarded-For": f"192.0.2.{n}"})
        for n, address in enumerate(DISTINCT)
    ]

    assert [answer.status_code for answer in got] == [200, 200, 429]


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(client, monkeypatch):
    monkeypatch.setattr(api_settings, "NUM_PROXIES", 1)

    def ask(number, claimed, seen):
        return client.get(
            DISTINCT[number], headers={"X-Forwarded-For": f"{claimed}, {seen}"}
        ).status_code

    assert [ask(n, f"192.0.2.{n}", "198.51.100.7") for n in range(3)] == [200, 200, 429]
    assert ask(2, "192.0.2.1", "198.51.100.8") == 200


PAGES = ["/payloads/", "/missions/", "/cite/none.bib", "/countries/"]


def test_pages_are_counted_apart_from_the_api(client):
    assert statuses(client, *DISTINCT[:2], *PAGES) == [200, 200, 200, 200, 404, 429]

    refused = client.get("/sources/")

    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert "An address gets at most 3 pages per minute" in refused.content.decode()
    assert "ETag" not in refused


def test_the_pages_about_the_api_are_pages(client):
    assert statuses(client, *PAGES[:3], "/api/docs/")[-1] == 429


def test_a_page_that_is_kept_is_not_counted(client):
    assert statuses(client, *["/missions/"] * 5) == [200] * 5


def test_downloads_have_a_limit_of_their_own(client):
    assert statuses(client, "/downloads/catalogue.json") == [200]

    refused = client.get("/downloads/catalogue.zip")

    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 3600
    assert "at most 1 downloads per hour" in refused.content.decode()
    assert statuses(client, "/downloads/", "/payloads/") == [200, 200]


def test_health_and_admin_are_not_counted(client):
    addresses = ["/healthz"] * 4 + ["/admin/login/"] * 4

    assert statuses(client, *addresses) == [200] * 8
