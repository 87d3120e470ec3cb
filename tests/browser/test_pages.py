"""Every type of page in a real browser: on a phone, a tablet and a desk, light and dark, and without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = {
    "home": "/",
    "payloads": "/payloads/",
    "payload": "/payloads/change-4-lnd/",
    "missions": "/missions/",
    "mission": "/missions/change-8/",
    "institutions": "/institutions/",
    "institution": "/institutions/irf/",
    "countries": "/countries/",
    "country": "/countries/SE/",
    "ilrs": "/ilrs/",
    "ilrs on a day": "/ilrs/?as_of=2024-01-01",
    "sources": "/sources/",
    "source": "/sources/jia-2022/",
    "search": "/search/?q=change",
    "totals": "/totals/",
    "coverage": "/coverage/",
    "differences": "/differences/",
    "about": "/about/",
    "not found": "/payloads/no-such-payload/",
    "refused": "/payloads/?colour=red",
}
# Pages that answer with an error on purpose: the browser says so in its console.
ANSWERS = {"not found": 404, "refused": 400}
WIDTHS = (1280, 768, 360)
# Page: what is wrong with it, to be mended; a page that is mended must leave this list.
KNOWN = dict.fromkeys(PAGES, "The masthead is 2 px wider than a phone of 360 px.")


def expected(name):
    """The page as a parameter, marked where it is known to fail."""
    marks = [pytest.mark.xfail(reason=KNOWN[name], strict=True)] if name in KNOWN else []
    return pytest.param(name, marks=marks, id=name)


def violations(visitor, rules=None):
    """Return what axe finds, each as its rule and the first element it is about."""
    options = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    found = Axe().run(visitor.page, options=options).response["violations"]
    return [f"{one['id']}: {node['target'][0]}" for one in found for node in one["nodes"][:1]]


@pytest.mark.parametrize("name", [expected(name) for name in PAGES])
def test_page_is_accessible_fits_and_is_quiet(visitor, name):
    """All rules at the two ends of the widths; dark changes nothing but colours, so contrast alone is run for it."""
    wrong = []
    answer = visitor.open(PAGES[name])
    assert answer.status == ANSWERS.get(name, 200)
    visitor.heard = [line for line in visitor.heard if not (name in ANSWERS and str(ANSWERS[name]) in line)]
    for width in WIDTHS:
        visitor.page.set_viewport_size({"width": width, "height": 800})
        reach = visitor.page.evaluate("document.documentElement.scrollWidth")
        if reach > width:
            wrong.append(f"{width} px: scrolls sideways to {reach} px")
        if width != 768:
            wrong += [f"{width} px: {found}" for found in violations(visitor)]
    visitor.page.emulate_media(color_scheme="dark")
    wrong += [f"dark: {found}" for found in violations(visitor, ["color-contrast"])]
    assert wrong + visitor.heard == []


@pytest.mark.parametrize("name", ["home", "payloads", "mission", "ilrs"])
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
    assert "Longjiang" in page.locator("main").inner_text()
    context.close()
