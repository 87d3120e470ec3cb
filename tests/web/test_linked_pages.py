"""What a page tells search engines and those that show a link to it."""

import json
import re

import pytest
from django.contrib.staticfiles import finders

from tests.factories import (
    identify,
    make_country,
    make_institution,
    make_mission,
    make_payload,
    make_source,
)
from tests.reading import read

pytestmark = pytest.mark.django_db


def linked(page):
    [script] = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page.html
    )
    return json.loads(script)


def test_payload_says_what_it_is_and_how_else_it_is_called(client, settings):
    settings.SITE_URL = "https://catalogue.example.org"
    payload = make_payload(
        slug="asan",
        name="Advanced Small Analyzer",
        acronym="ASAN",
        summary="</script> <b>& more",
    )
    payload.names.create(
        key="native", name="中性原子探测仪", kind="native", language="zh-Hans"
    )

    assert linked(read(client, "/payloads/asan/")) == {
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": "https://catalogue.example.org/api/v1/payloads/asan/",
        "name": "Advanced Small Analyzer (ASAN)",
        "alternateName": ["中性原子探测仪"],
        "description": "</script> <b>& more",
        "url": "https://catalogue.example.org/payloads/asan/",
    }


def test_records_say_where_else_they_are_known(client):
    irf = make_institution(
        slug="irf", name="IRF", country=make_country("SE", name="Sweden")
    )
    identify(irf, "ror", "043kppn11")
    identify(irf, "wikidata", "Q156737")
    # What was shown to be wrong is no other name of it.
    identify(irf, "wikidata", "Q1", rank="deprecated")
    make_source(slug="paper", doi="10.1126/sciadv.aaz1334")
    change_4 = make_mission(slug="change-4", name="Chang'e-4")
    identify(change_4, "satcat", "43845")
    identify(change_4, "cospar", finding="not-found", looked="2020")

    institution, source, mission, country = (
        linked(read(client, address))
        for address in (
            "/institutions/irf/",
            "/sources/paper/",
            "/missions/change-4/",
            "/countries/SE/",
        )
    )

    assert institution["@type"] == "Organization"
    assert institution["sameAs"] == [
        "https://ror.org/043kppn11",
        "https://www.wikidata.org/entity/Q156737",
    ]
    assert (source["@type"], source["sameAs"]) == (
        "CreativeWork",
        ["https://doi.org/10.1126/sciadv.aaz1334"],
    )
    assert (mission["@type"], mission["name"]) == ("Project", "Chang'e-4")
    assert "sameAs" not in mission
    assert mission["identifier"] == [
        {
            "@type": "PropertyValue",
            "propertyID": "satcat",
            "name": "SATCAT number",
            "value": "43845",
        }
    ]
    assert (country["@type"], country["name"]) == ("Country", "Sweden")


@pytest.mark.parametrize("address", ["/", "/downloads/"])
def test_the_catalogue_says_where_it_can_be_had_whole(client, settings, address):
    settings.SITE_URL = "https://catalogue.example.org"
    settings.LICENCE = ""

    catalogue = linked(read(client, address))

    [whole] = catalogue["distribution"]
    assert catalogue["@type"] == "Dataset"
    assert (
        whole["contentUrl"] == "https://catalogue.example.org/downloads/catalogue.zip"
    )
    assert "license" not in catalogue  # none has been granted


def test_a_link_to_a_page_is_shown_with_the_picture_of_the_catalogue(client, settings):
    settings.SITE_URL = "https://catalogue.example.org"

    html = read(client, "/about/").html

    assert (
        '<meta property="og:url" content="https://catalogue.example.org/about/">'
        in html
    )
    assert (
        '<meta property="og:image" content="https://catalogue.example.org/static/card.png">'
        in html
    )
    assert finders.find("card.png")
