#!/usr/bin/env python3
"""Take the pictures of the README into docs/: the six main pages as a running catalogue shows them.

Give the address: python scripts/screenshots.py http://127.0.0.1:8000. Needs Chromium.
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
DOCS = Path(__file__).resolve().parent.parent / "docs"


def main(address):
    chromium = shutil.which("chromium") or sys.exit("No Chromium is found: apt-get install chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1000, "height": 700}, color_scheme="light")
        for name, path in PAGES.items():
            page.goto(address + path)
            page.screenshot(path=DOCS / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
