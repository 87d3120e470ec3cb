"""Every type of page in a real browser: on a phone, a tablet and a desk, light and dark, and without JavaScript."""

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

# One of each type, of middling size: the checks read every element of a page.
PAGES = {
    "home": "/",
    "payloads": "/payloads/?mission=change-4",
    "payloads by several filters": "/payloads/?country=SE&country=DE&status=ended&kind_not=camera&q=analyzer",
    "nothing found": "/payloads/?mission=change-4&status=ended&kind=rover",
    "comparison": "/compare/?payload=change-4-lnd&payload=change-4-asan&payload=change-6-nils",
    "choice to compare": "/compare/?payload=change-4-lnd",
    "refused comparison": "/compare/?payload=change-4-lnd&payload=change-4-lmd",
    "institutions": "/institutions/?kind=university",
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
ANSWERS = {"not found": 404, "refused": 400, "refused comparison": 400}
WIDTHS = (1280, 768, 360)


def violations(visitor, rules=None):
    """Return what axe finds, each as its rule and the first element it is about."""
    options = {"resultTypes": ["violations"]} | (
        {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    )
    found = Axe().run(visitor.page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['target'][0]}"
        for one in found
        for node in one["nodes"][:1]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible_fits_and_is_quiet(visitor, name):
    """All rules on a phone; a wider window moves the same elements, and the dark changes nothing but their colours."""
    wrong = []
    answer = visitor.open(PAGES[name])
    assert answer.status == ANSWERS.get(name, 200)
    visitor.heard = [
        line
        for line in visitor.heard
        if not (name in ANSWERS and str(ANSWERS[name]) in line)
    ]
    for width in WIDTHS:
        visitor.page.set_viewport_size({"width": width, "height": 800})
        reach = visitor.page.evaluate("document.documentElement.scrollWidth")
        if reach > width:
            wrong.append(f"{width} px: scrolls sideways to {reach} px")
        if width == 360:
            wrong += [f"{width} px: {found}" for found in violations(visitor)]
    visitor.page.emulate_media(color_scheme="dark")
    wrong += [f"dark: {found}" for found in violations(visitor, ["color-contrast"])]
    assert wrong + visitor.heard == []


@pytest.mark.parametrize(
    "name", ["home", "payloads", "mission", "ilrs on a day", "comparison"]
)
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


def test_filters_open_on_a_phone_are_accessible(visitor):
    visitor.open("/payloads/?mission=change-8", width=360)
    visitor.page.get_by_text("Search, filter and sort").click()
    visitor.page.evaluate(
        "for (const one of document.querySelectorAll('.facets details')) one.open = true"
    )

    assert visitor.page.evaluate("document.documentElement.scrollWidth") == 360
    assert violations(visitor) + visitor.heard == []


def tab_to(page, name, role="checkbox"):
    """Press Tab until what is called so has the focus, as a reader without a mouse does."""
    wanted = page.get_by_role(role, name=name).first
    for _ in range(200):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab never reaches {name}.")


def test_list_is_filtered_by_keyboard_and_back_keeps_it(visitor):
    page = visitor.page
    visitor.open("/payloads/")
    whole = page.locator("#count").inner_text()

    tab_to(page, "Netherlands 1")
    page.keyboard.press("Space")
    page.wait_for_url("**/payloads/?country=NL")
    expect(page.get_by_text("Country or region: Netherlands")).to_be_visible()
    expect(page.locator("#count")).to_have_text("1 payload found.")
    expect(page.locator("#country-NL")).to_be_focused()
    expect(page.get_by_role("checkbox", name="Chang'e-4 1")).to_have_count(1)

    tab_to(page, "Netherlands-China Low-Frequency Explorer (NCLE)", "link")
    page.keyboard.press("Enter")
    page.wait_for_url("**/payloads/change-4-ncle/")
    page.go_back(wait_until="load")
    expect(page).to_have_url(re.compile(r"/payloads/\?country=NL$"))
    expect(page.locator("#count")).to_have_text("1 payload found.")
    expect(page.locator("#country-NL")).to_be_checked()

    page.go_back()
    expect(page.locator("#count")).to_have_text(whole)
    expect(page.locator("#country-NL")).not_to_be_checked()
    assert visitor.heard == []


def test_two_payloads_are_compared_by_keyboard(visitor):
    page = visitor.page
    visitor.open("/payloads/?mission=change-4")

    for name in (
        "Compare Advanced Small Analyzer for Neutrals (ASAN)",
        "Compare Lunar Lander Neutron and Dosimetry (LND)",
    ):
        tab_to(page, name)
        page.keyboard.press("Space")
    tab_to(page, "Compare", "button")
    page.keyboard.press("Enter")

    page.wait_for_url("**/compare/?payload=change-4-asan&payload=change-4-lnd")
    expect(page.get_by_role("row", name="Mass differs")).to_have_count(1)
    expect(page.get_by_role("row", name="Mission Chang'e-4")).to_have_count(1)
    assert visitor.heard == []


def test_list_that_cannot_be_is_explained_in_place(visitor):
    page = visitor.page
    visitor.open("/payloads/?mass_kg_min=5")

    page.locator("#id_mass_kg_max").fill("2")
    page.locator("#id_mass_kg_max").press("Tab")

    page.get_by_text(
        "mass_kg_min is 5 and mass_kg_max is 2: nothing can lie between."
    ).wait_for()


def test_paper_shows_what_is_folded_and_where_it_came_from(visitor):
    visitor.open("/payloads/change-7-match/")
    page = visitor.page
    folded = page.locator("details:not([open])")
    assert folded.count() > 0

    page.pdf()
    page.emulate_media(media="print")
    printed = page.locator("body").inner_text()
    page.emulate_media(media="screen")

    assert folded.count() == 0
    assert "http://127.0.0.1:8000/payloads/change-7-match/" in printed
    assert re.search(r"Revision \d+ of \d+ \w+ \d{4}", printed)
    addresses = page.locator(".source-list .address").all_inner_texts()
    assert len(addresses) > 3
    assert [address for address in addresses if address not in printed] == []


def test_list_of_payloads_weighs_less_than_60_kb(visitor):
    """All that the list loads, compressed as a server sends it."""
    visitor.open("/payloads/")
    loaded = visitor.page.evaluate(
        "performance.getEntriesByType('resource').map(entry => entry.name)"
    )

    weights = {
        url: len(gzip.compress(visitor.page.request.get(url).body()))
        for url in [visitor.page.url, *loaded]
    }
    assert len(weights) >= 5
    assert sum(weights.values()) < 60_000, weights
