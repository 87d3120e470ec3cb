"""One browser and one page for all the browser tests, on the shipped catalogue, served from the test's own process.

They run on SQLite alone: what a browser sees does not depend on the database, and the tests of the pages' content run
on both. Where there is no Chromium they are skipped, except in continuous integration.
"""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
QUIET += ["--disable-component-update", "--disable-sync"]


class Visitor:
    """A reader's browser: what it shows, what its console says, and which hosts it asked."""

    def __init__(self, browser, address):
        self.address = address
        self.browser = browser
        self.heard = []
        self.page = browser.new_page()
        self.page.on(
            "console",
            lambda message: self.heard.append(
                f"console {message.type}: {message.text}"
            ),
        )
        self.page.on("pageerror", lambda error: self.heard.append(f"error: {error}"))
        self.page.on("request", self.listen)

    def listen(self, request):
        if urlsplit(request.url).hostname not in ("127.0.0.1", None):
            self.heard.append(f"request to {request.url}")

    def open(self, path, width=1280):
        self.heard.clear()
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.emulate_media(color_scheme="light")
        return self.page.goto(self.address + path, wait_until="load")


@pytest.fixture(scope="module")
def site(shipped):
    """The address of the shipped catalogue, served for as long as the module runs.

    The server's thread takes the test's connection, since a database in memory and an open transaction have one.
    """
    connection = connections["default"]
    connection.inc_thread_sharing()
    connection.close = lambda: None  # the server closes it after each request
    server = LiveServerThread(
        "127.0.0.1",
        StaticFilesHandler,
        connections_override={connection.alias: connection},
    )
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()
    del connection.close
    connection.dec_thread_sharing()


@pytest.fixture(scope="module")
def chromium():
    """The path of Debian's Chromium."""
    if connections["default"].vendor != "sqlite":
        pytest.skip("The browser tests run on SQLite alone.")
    if not CHROMIUM and os.environ.get("CI"):
        pytest.fail("Continuous integration needs Chromium: apt-get install chromium.")
    if not CHROMIUM:
        pytest.skip(
            "No Chromium is found, so no page was looked at in a browser: apt-get install chromium."
        )
    return CHROMIUM


@pytest.fixture(scope="module")
def visitor(chromium, site):
    """A ``Visitor`` of the site. Playwright stops before the catalogue is rolled back: its loop forbids queries."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield Visitor(browser, site)
        browser.close()
