"""A slug that a record once had leads to it for ever: wherever a slug does, and to no other record."""

import pytest
from django.core.management import call_command

from exchange.checking import problems
from exchange.loading import LoadError, load
from partners.models import Institution
from payloads.models import Payload
from tests.admin_forms import log_in, open_form, send
from tests.factories import (
    cite_facts,
    make_institution,
    make_mission,
    make_payload,
    make_source,
)
from tests.reading import get_json, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def moon_camera():
    """A payload of a mission, both of which had other slugs."""
    mission = make_mission(slug="change-4", former_slugs="chang-e-4")
    return make_payload(
        slug="moon-camera", former_slugs="camera", name="Moon camera", mission=mission
    )


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("/payloads/camera/?revision=1", "/payloads/moon-camera/?revision=1"),
        ("/missions/chang-e-4/?revision=1", "/missions/change-4/?revision=1"),
        (
            "/payloads/?mission=chang-e-4&kind=camera",
            "/payloads/?mission=change-4&kind=camera",
        ),
        ("/payloads/?mission_not=chang-e-4", "/payloads/?mission_not=change-4"),
        ("/cite/payload/camera.bib", "/cite/payload/moon-camera.bib"),
        ("/cite/payload/camera/papers.ris", "/cite/payload/moon-camera/papers.ris"),
        (
            "/api/v1/payloads/camera/?fields=slug",
            "http://testserver/api/v1/payloads/moon-camera/?fields=slug",
        ),
    ],
)
def test_a_former_slug_leads_to_the_present_address_with_the_query(
    client, moon_camera, asked, answered
):
    response = client.get(asked)

    assert (response.status_code, response["Location"]) == (301, answered)


def test_the_api_answers_a_filter_by_a_former_slug(client, moon_camera):
    make_payload(slug="other")

    def slugs(**query):
        results = get_json(client, "/api/v1/payloads/", **query)["results"]
        return [payload["slug"] for payload in results]

    assert slugs(mission="chang-e-4") == ["moon-camera"]
    assert slugs(mission=["chang-e-4", "change-4"]) == ["moon-camera"]
    assert slugs(mission_not="chang-e-4") == ["other"]


def test_payloads_are_compared_by_former_slugs(client, moon_camera):
    make_payload(slug="other", name="Other")

    response = client.get("/compare/?payload=camera&payload=other")

    assert response["Location"] == "/compare/?payload=moon-camera&payload=other"
    assert "Moon camera" in read(client, response["Location"]).text


def test_what_never_was_an_address_is_refused_as_before(client, moon_camera):
    refused = client.get("/api/v1/payloads/?mission=chang-e-5")

    assert refused.status_code == 400
    assert "mission has no value “chang-e-5”" in refused.json()["detail"]
    assert client.get("/cite/payload/cam.bib").status_code == 404


GIVEN_AWAY = "“camera” is an address of Moon camera (moon-camera), which it leads to; choose another."


@pytest.mark.parametrize(
    "values", [{"slug": "camera"}, {"slug": "new", "former_slugs": "past camera"}]
)
def test_a_form_does_not_give_an_address_away(client, moon_camera, values):
    curator = log_in(client, is_superuser=True)
    data = open_form(curator, Payload)
    data |= {"name": "New", "mission": make_mission().pk, "kind": "camera"}
    data |= {"status": "selected", "status_date": "2020", **values}

    page = send(curator, Payload, data)

    assert GIVEN_AWAY in page.text
    assert Payload.objects.count() == 1


def test_a_renamed_record_may_have_its_own_former_slug_back(client, moon_camera):
    curator = log_in(client, is_superuser=True)
    cite_facts(moon_camera)
    cite_facts(moon_camera.mission)
    data = open_form(curator, moon_camera) | {"slug": "camera", "former_slugs": ""}

    send(curator, moon_camera, data)

    moon_camera.refresh_from_db()
    assert (moon_camera.slug, moon_camera.former_slugs) == ("camera", "moon-camera")


def test_the_files_do_not_give_an_address_away(tmp_path):
    source = make_source(slug="press", label="Press 2020")
    for slug, former in (("kiel", "uni-kiel"), ("bonn", "")):
        institution = make_institution(slug=slug, name=slug, former_slugs=former)
        cite_facts(institution, source)
    call_command("exportcatalog", tmp_path)
    file = tmp_path / "institutions" / "bonn.yaml"
    text = file.read_text().replace("slug: bonn\n", "slug: uni-kiel\n")
    file.with_name("uni-kiel.yaml").write_text(text)

    with pytest.raises(LoadError) as refused:
        load(tmp_path)

    sentence = "uni-kiel.slug: “uni-kiel” is an address of kiel (kiel)"
    assert sentence in str(refused.value)
    assert not Institution.objects.filter(slug="uni-kiel").exists()


def test_addresses_in_collision_are_found():
    make_source(slug="press")
    Institution.objects.bulk_create(
        [
            Institution(slug="kiel", name="Kiel", kind="university"),
            Institution(
                slug="bonn", name="Bonn", kind="university", former_slugs="kiel"
            ),
        ]
    )

    assert (
        "institutions bonn, kiel: the address kiel leads to each of them; take it from all but one."
        in problems()
    )


def test_asking_for_many_unknown_slugs_costs_no_query_each(client, count_queries):
    unknown = [f"no-{number}" for number in range(50)]
    for address, name in (("/payloads/", "mission"), ("/compare/", "payload")):
        client.get(address, {name: unknown[:1]})
        few = count_queries(client.get, address, {name: unknown[:2]})

        assert count_queries(client.get, address, {name: unknown}) <= few
