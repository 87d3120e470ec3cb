"""Addresses of a passage in a source: its words on a page, its page in a PDF, the page as an archive keeps it."""

import re
from urllib.parse import quote, urldefrag

# What stands in a citation for "somewhere in it": the place in the source is not known.
PLACES_UNKNOWN = {"article text", "page text", "text"}
PAGE_NUMBER = re.compile(r"\bp(?:p\.|\.|age|ages) (\d+)")
# Where words were left out of what a source prints.
OMISSION = re.compile(r"\s*(?:…|\[…\]|\.\.\.)\s*")


def place_of(locator):
    """Return where in a source a locator points, for readers; ``""`` where the place is not known."""
    if locator in PLACES_UNKNOWN:
        return ""
    return locator


def passage_address(address, words, locator):
    """Return the address of a passage of the text at ``address``: of its ``words``, or of the page of a PDF.

    ``""`` where neither is known. Words are found by a text fragment (WICG, https://wicg.github.io/scroll-to-text-fragment/),
    which a browser without it ignores.
    """
    page, fragment = urldefrag(address)
    if page.lower().endswith(".pdf"):
        number = PAGE_NUMBER.search(locator)
        # RFC 8118, section 3: a PDF is opened at the page that the fragment names.
        return f"{page}#page={number[1]}" if number else ""
    if not address or not words:
        return ""
    # From the first words to the last ones, whatever was left out between.
    parts = [part for part in OMISSION.split(words) if part]
    if not parts:
        return ""
    text = _quoted(parts[0])
    if len(parts) > 1:
        text += f",{_quoted(parts[-1])}"
    return f"{page}#{fragment}:~:text={text}"


def _quoted(words):
    # A hyphen, a comma and an ampersand mean something in a text fragment; quote() leaves the hyphen as it is.
    return quote(words, safe="").replace("-", "%2D")


def archive_address(address, day):
    """Return the address at which a web archive is asked for a page as it was on a day, or the next day it kept."""
    return f"https://web.archive.org/web/{day:%Y%m%d}/{address}"
