#!/usr/bin/env python3
"""Take the pictures of the README into docs/, and the one that links to the catalogue are shown with into static/.

They show a running catalogue; give its address: python scripts/screenshots.py http://127.0.0.1:8000. Needs Chromium.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PAGES = {
    "home": "/",
    "payloads": "/payloads/",
    "payload-page": "/payloads/change-4-lnd/",
    "mission-page": "/missions/change-8/",
    "partners": "/countries/",
    "ilrs": "/ilrs/",
}
ROOT = Path(__file__).resolve().parent.parent
# The title beside the far side of the Moon as the page of Chang'e-4 draws it.
CARD = """() => {
    const title = document.querySelector(".masthead-title").textContent;
    const moon = [...document.querySelectorAll(".panels > svg")].find((svg) => /Far side/.test(svg.textContent));
    document.body.innerHTML = `<div class="figure" style="display: grid; grid-template-columns: 1fr 560px; gap: 30px;
        align-items: center; height: 630px; margin: 0 20px 0 70px"><h1 style="font-size: 62px">${title}</h1></div>`;
    moon.style = "width: 560px; max-width: none; height: auto; order: 1";
    document.body.firstChild.append(moon);
}"""


def main(address):
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("No Chromium is found: apt-get install chromium.")
    with sync_playwright() as playwright:
        # As root, Chromium starts without its sandbox only.
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        # The script that draws the card is one that the site's own policy would refuse.
        page = browser.new_page(
            viewport={"width": 1000, "height": 700},
            color_scheme="light",
            bypass_csp=True,
        )
        take_pages(page, address)
        take_card(page, address)
        browser.close()


def take_pages(page, address):
    for name, path in PAGES.items():
        page.goto(address + path)
        page.screenshot(path=ROOT / f"docs/{name}.png")


def take_card(page, address):
    page.set_viewport_size({"width": 1200, "height": 630})
    page.goto(f"{address}/missions/change-4/")
    page.evaluate(CARD)
    page.screenshot(path=ROOT / "static/card.png")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
