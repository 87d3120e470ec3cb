"""Every type of page in a real browser: on a phone, a tablet and a desk, light and dark, and without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe

# One of each type, of middling size: the checks read every element of a page.
PAGES = {
    "home": "/",
    "payloads": "/payloads/?mission=change-4",
    "payload": "/payloads/change-7-match/",
    "missions": "/missions/",
    "mission": "/missions/change-5-t1/",
    "institution": "/institutions/irf/",
    "countries": "/countries/",
    "country": "/countries/SE/",
    "ilrs on a day": "/ilrs/?as_of=2023-05-01",
    "sources": "/sources/?q=kiel",
    "source": "/sources/jia-2022/",
    "search": "/search/?q=klcp",
    "coverage": "/coverage/",
    "changes": "/changes/?record=payload:change-4-klcp",
    "downloads": "/downloads/",
    "about": "/about/",
    "api": "/api/docs/",
    "not found": "/payloads/no-such-payload/",
    "refused": "/payloads/?colour=red",
}
# Pages that answer with an error on purpose: the browser says so in its console.
ANSWERS = {"not found": 404, "refused": 400}
WIDTHS = (1280, 768, 360)


def violations(visitor, rules=None):
    """Return what axe finds, each as its rule and the first element it is about."""
    options = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    found = Axe().run(visitor.page, options=options).response["violations"]
    return [f"{one['id']}: {node['target'][0]}" for one in found for node in one["nodes"][:1]]


@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible_fits_and_is_quiet(visitor, name):
    """All rules on a phone; a wider window moves the same elements, and the dark changes nothing but their colours."""
    wrong = []
    answer = visitor.open(PAGES[name])
    assert answer.status == ANSWERS.get(name, 200)
    visitor.heard = [line for line in visitor.heard if not (name in ANSWERS and str(ANSWERS[name]) in line)]
    for width in WIDTHS:
        visitor.page.set_viewport_size({"width": width, "height": 800})
        reach = visitor.page.evaluate("document.documentElement.scrollWidth")
        if reach > width:
            wrong.append(f"{width} px: scrolls sideways to {reach} px")
        if width == 360:
            wrong += [f"{width} px: {found}" for found in violations(visitor)]
    if name in ("payload", "countries"):
        visitor.page.emulate_media(color_scheme="dark")
        wrong += [f"dark: {found}" for found in violations(visitor, ["color-contrast"])]
    assert wrong + visitor.heard == []


@pytest.mark.parametrize("name", ["home", "payloads", "mission", "ilrs on a day"])
def test_page_is_whole_without_javascript(visitor, name):
    context = visitor.browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(visitor.address + PAGES[name])

    assert page.locator("h1").count() == 1
    assert len(page.locator("main").inner_text()) > 500
    context.close()


def test_list_is_filtered_without_javascript(visitor):
    context = visitor.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(visitor.address + "/search/")

    page.locator("#site-search").fill("KLCP")
    page.locator("#site-search").press("Enter")

    page.wait_for_url("**/search/?q=KLCP")
    assert "Lunar Small Optical Camera" in page.locator("main").inner_text()
    context.close()
