"""What readers come for, done with the keys of the keyboard alone."""

FOCUSED = """() => {
    const it = document.activeElement;
    const label = it.labels && it.labels.length ? it.labels[0].textContent : it.textContent;
    return (it.getAttribute("aria-label") || label || it.value || "").trim().slice(0, 60);
}"""


def tab_to(page, name, presses=150):
    """Press Tab until the element that is called ``name`` has the focus."""
    passed = []
    for _ in range(presses):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(FOCUSED))
        if passed[-1] == name:
            return
    raise AssertionError(f"Tab does not come to {name!r}; it passes {passed[:30]}")


def follow(page, name):
    """Go to the link or button that is called ``name`` and press it."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_dutch_instrument_and_its_sources_are_found(visitor):
    visitor.open("/")
    page = visitor.page

    tab_to(page, "Search")
    page.keyboard.type("Netherlands")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    follow(page, "Netherlands")
    follow(page, "Netherlands-China Low-Frequency Explorer (NCLE)")
    follow(page, "Jia et al. 2022")

    assert page.url.endswith("/sources/jia-2022/")
    assert (
        "Netherlands-China Low-Frequency Explorer" in page.locator("main").inner_text()
    )


def test_who_had_signed_by_a_day_is_found(visitor):
    visitor.open("/")
    page = visitor.page

    follow(page, "ILRS")
    tab_to(page, "Who took part by:")
    page.keyboard.type("01012024")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    shown = page.locator("main").inner_text()
    assert "Participation as known on 1 January 2024." in shown
    assert "Signed by then (8)" in shown


def test_the_first_key_leads_past_the_navigation(visitor):
    visitor.open("/payloads/change-4-lnd/")

    tab_to(visitor.page, "Skip to content", presses=1)
    visitor.page.keyboard.press("Enter")

    assert visitor.page.url.endswith("#content")


def test_an_error_is_reported_of_the_record_that_is_open(visitor, settings):
    settings.CONTACT_URL = "mailto:catalogue@example.org?subject={record}"
    settings.RELEASE = "with a contact"  # as a restart with that setting makes it; the browser has the page without
    visitor.open("/payloads/change-4-lnd/")

    tab_to(visitor.page, "Report an error", presses=400)

    assert visitor.page.evaluate("document.activeElement.href").startswith(
        "mailto:catalogue@example.org?subject="
    )
    assert "change-4-lnd" in visitor.page.evaluate("document.activeElement.href")


def test_a_request_is_tried_on_the_page_of_the_api(visitor):
    visitor.open("/api/docs/")

    tab_to(visitor.page, "Read and try it here")
    visitor.page.keyboard.press("Enter")

    visitor.page.locator("#operations-payloads-payloads_list").wait_for()
    assert visitor.heard == []  # the policy forbids nothing that it needs
