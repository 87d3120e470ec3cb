"""Every record page tells what changed since a revision, and refuses one that cannot be."""

import pytest

from history.recording import record_all_changes
from history.revision import current
from sources.models import Source
from tests.factories import cite, make_source
from tests.history.test_since import today, told_since
from tests.reading import Page, read

pytestmark = pytest.mark.django_db
RECORD_PAGES = [
    "/payloads/camera-0/",
    "/missions/change-0/",
    "/institutions/institute-0/",
    "/countries/SE/",
    "/sources/paper-0/",
    "/ilrs/",
]


def test_every_record_page_tells_whether_its_record_changed(client, world):
    record_all_changes()
    cited = current().number

    before = {address: told_since(client, address, cited) for address in RECORD_PAGES}
    for record in (
        world.payload,
        world.mission,
        world.institution,
        world.country,
        world.programme,
    ):
        cite(record, make_source(slug=f"new-{record.record_key}"), locator="p. 9")
    Source.objects.filter(slug="paper-0").update(title="Another")
    record_all_changes()
    after = {address: told_since(client, address, cited) for address in RECORD_PAGES}

    unchanged, changed = (
        f"Unchanged since revision {cited} of {today()}.",
        f"Changed since revision {cited} of",
    )
    assert [address for address, text in before.items() if unchanged not in text] == []
    assert [
        address
        for address, text in after.items()
        if f"{changed} {today()}:" not in text
    ] == []


def test_a_page_without_a_revision_tells_nothing_of_changes(client, world):
    record_all_changes()

    assert "since revision" not in read(client, "/payloads/camera-0/").text


@pytest.mark.parametrize("address", RECORD_PAGES)
@pytest.mark.parametrize(
    "revision", ["soon", "-1", "0", "1.5", "٣", "99999999", "9" * 30]
)
def test_a_revision_that_cannot_be_is_refused(client, world, address, revision):
    response = client.get(address, {"revision": revision})

    assert response.status_code == 400
    told = Page(response.content.decode()).text
    assert (
        f"it must be a whole number from 1 to {current()}, which is the present one."
        in told
    )


def test_a_revision_twice_is_refused(client, world):
    assert client.get("/payloads/camera-0/?revision=1&revision=2").status_code == 400
