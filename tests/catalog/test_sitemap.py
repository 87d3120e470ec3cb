import re

import pytest

from tests.factories import (
    make_country,
    make_institution,
    make_mission,
    make_payload,
    make_source,
)

pytestmark = pytest.mark.django_db


def test_sitemap_names_every_page_of_a_published_record_at_the_address_of_the_site(
    client, settings
):
    settings.SITE_URL = "https://catalogue.example.org"
    sweden = make_country("SE")
    institution = make_institution(slug="irf", country=sweden)
    make_payload([institution], slug="asan", mission=make_mission(slug="change-4"))
    make_payload(
        slug="secret",
        publication="draft",
        mission=make_mission(slug="hidden", publication="withdrawn"),
    )
    make_source(slug="paper")

    response = client.get("/sitemap.xml")

    addresses = re.findall(
        r"<loc>https://catalogue\.example\.org([^<]+)</loc>", response.content.decode()
    )
    assert response["Content-Type"] == "application/xml"
    assert len(addresses) == response.content.count(b"<loc>") == len(set(addresses))
    assert {
        "/",
        "/ilrs/",
        "/payloads/asan/",
        "/missions/change-4/",
        "/countries/SE/",
        "/sources/paper/",
    } <= set(addresses)
    assert "/institutions/irf/" in addresses
    assert [
        address for address in addresses if "secret" in address or "hidden" in address
    ] == []
    for address in addresses:
        assert client.get(address).status_code == 200


def test_crawlers_are_led_to_the_sitemap_and_kept_from_the_admin(client, settings):
    settings.SITE_URL = "https://catalogue.example.org"

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert lines[-1] == "Sitemap: https://catalogue.example.org/sitemap.xml"
