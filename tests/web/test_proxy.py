"""Behind a proxy that the settings do not know, all readers share one limit: the log tells so, once."""

import pytest

pytestmark = pytest.mark.django_db

WARNING = (
    "A request came through a proxy (it carries X-Forwarded-For), but NUM_PROXIES is 0: all readers behind the proxy "
    "share the limits on requests (API_RATE, PAGE_RATE, DOWNLOAD_RATE) and on wrong passwords. Set NUM_PROXIES to the "
    "number of reverse proxies in front of the application."
)
THROUGH_PROXY = {"X-Forwarded-For": "192.0.2.1"}


def warnings(caplog):
    return [
        record.getMessage()
        for record in caplog.records
        if record.name == "web.middleware" and record.levelname == "WARNING"
    ]


@pytest.mark.parametrize("first", ["/", "/api/v1/", "/static/css/site.css"])
def test_the_first_request_through_an_unknown_proxy_is_told(client, caplog, first):
    client.get("/about/")
    assert warnings(caplog) == []

    for address in (first, "/api/v1/payloads/", "/about/"):
        client.get(address, headers=THROUGH_PROXY)

    assert warnings(caplog) == [WARNING]


def test_no_address_is_told(client, caplog):
    client.get("/about/", headers=THROUGH_PROXY)

    assert "192.0.2.1" not in caplog.text


def test_a_proxy_that_is_counted_is_expected(client, caplog, settings):
    settings.NUM_PROXIES = 1

    client.get("/about/", headers=THROUGH_PROXY)

    assert warnings(caplog) == []
