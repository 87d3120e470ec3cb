"""A curator's form in the browser, with the stored parts of the record as lines that open."""

import pytest
from django.db import transaction
from django.test import Client

from payloads.models import Payload
from tests.admin_forms import address, log_in


@pytest.fixture(scope="module")
def session(shipped, django_db_blocker):
    """The cookie of a curator, and the address of a form with parts of every kind.

    It comes before the browser, whose loop forbids queries; what is saved is rolled back after it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        cookie = log_in(Client(), is_superuser=True).cookies["sessionid"].value
        yield cookie, address(Payload.objects.get(slug="change-4-lnd"))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def site(session, site):
    return site


@pytest.fixture
def form(session, visitor):
    cookie, path = session
    visitor.page.context.add_cookies(
        [{"name": "sessionid", "value": cookie, "url": visitor.address}]
    )
    visitor.open(path)
    return visitor.page


def test_stored_part_is_opened_changed_and_saved(visitor, form):
    lines = form.locator("#specifications-group .open-part")
    number, line = lines.count(), lines.first.inner_text()

    lines.first.press("Enter")
    form.locator("#id_specifications-0-condition").fill("as weighed in Kiel")
    with form.expect_navigation():
        form.locator("[name=_continue]").first.click()

    assert lines.count() == number
    assert lines.first.inner_text() == line.replace(
        ", built", ", as weighed in Kiel, built"
    )
    assert visitor.heard == []


def test_opened_part_shows_what_it_holds(visitor, form):
    line = form.locator("#citations-group .open-part", has_text="specification “").first
    text = line.inner_text()

    line.click()

    part = line.locator("xpath=ancestor::div[contains(@class, 'part')][1]")
    chosen = part.locator("[name$=-specification] option:checked").inner_text()
    assert f"specification “{chosen}”" in text
    assert f", {part.locator('[name$=-locator]').input_value()}" in text
    assert f"({part.locator('[name$=-confidence]').input_value()})" in text
    assert part.locator("[name$=-source] + .select2").inner_text().strip() not in (
        "",
        "×",
    )
    assert line.get_attribute("aria-expanded") == "true"
    assert visitor.heard == []


def test_form_fits_a_phone(visitor, form):
    form.set_viewport_size({"width": 390, "height": 800})

    assert form.evaluate("document.documentElement.scrollWidth") <= 390


def test_opened_citation_has_the_boxes_of_its_fields_ticked(visitor, form):
    line = form.locator(
        "#citations-group .open-part", has_text="acronym, mission"
    ).first
    line.click()
    part = line.locator("xpath=ancestor::div[contains(@class, 'part')][1]")
    boxes = part.get_by_role("checkbox")

    ticked = [box.get_attribute("value") for box in boxes.all() if box.is_checked()]
    assert ticked[:2] == ["acronym", "mission"]
    part.get_by_label("host", exact=True).check()
    with form.expect_navigation():
        form.locator("[name=_continue]").first.click()

    lines = form.locator(
        "#citations-group .open-part", has_text="acronym, mission, host"
    )
    assert lines.count() == 1
    assert visitor.heard == []


@pytest.mark.parametrize("is_changed", [True, False])
def test_a_page_with_unsaved_changes_asks_before_it_is_left(visitor, form, is_changed):
    asked = []

    def answer(dialog):
        asked.append(dialog.type)
        dialog.accept()

    form.on("dialog", answer)
    form.locator("#specifications-group .open-part").first.click()
    if is_changed:
        form.locator("#id_specifications-0-condition").press_sequentially("built")

    form.goto(visitor.address + "/about/")

    assert asked == (["beforeunload"] if is_changed else [])
    form.remove_listener("dialog", answer)


def test_saving_is_no_leaving(visitor, form):
    form.locator("#id_summary").press("End")
    form.locator("#id_summary").press_sequentially(" More.")

    with form.expect_navigation():
        form.locator("[name=_continue]").first.click()

    assert " More." in form.locator("#id_summary").input_value()
