"""EDTF dates (ISO 8601-2): which of them the catalogue takes, which days they span, how readers see them.

Taken are days, months and years, each optionally "about" (``~``), uncertain (``?``) or both (``%``); one of two
or more (``[2028,2029]``); intervals (``2018/2019``) whose start or end may be open (``../2022``, ``2024-04-05/..``).
"""

import calendar
import datetime
import functools
import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

# A month or day of 00 is refused here; that there are no more than 12 or 31 is found when the day is made.
POINT = re.compile(
    r"(?P<year>\d{4})(-(?P<month>(?!00)\d\d)(-(?P<day>(?!00)\d\d))?)?(?P<mark>[~?%]?)",
    re.ASCII,
)
# What the edtf package need not be asked about.
PLAIN = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?[~?%]?)?", re.ASCII)
MARKED = {
    "": "%(date)s",
    "~": gettext_lazy("about %(date)s"),
    "?": gettext_lazy("possibly %(date)s"),
    "%": gettext_lazy("possibly about %(date)s"),
}
# China has one time zone and no summer time.
BEIJING = datetime.timedelta(hours=8)
EXPECTED = gettext_lazy(
    "Write a date as 2018-12-07, 2018-12 or 2018, with ~ for about and ? for uncertain; [2028,2029] or 2018/2019."
)


class ReadDate(NamedTuple):
    """A date that was read: its earliest and its latest day, ``None`` where open or unknown, and its words."""

    earliest: datetime.date | None
    latest: datetime.date | None
    words: str


UNKNOWN = ReadDate(None, None, "")


def read(text: str) -> ReadDate:
    """Return the earliest day, the latest day and the words of an EDTF date.

    Raise ``ValidationError`` for text outside the subset above.
    """
    # The words are in the language of the reader, so they are cached for each language.
    return _read(text, get_language())


@functools.lru_cache(maxsize=4096)
def _read(text: str, language: str) -> ReadDate:
    if not text:
        return UNKNOWN
    try:
        if text.startswith("[") and text.endswith("]"):
            return _read_choice(text)
        if "/" in text:
            return _read_interval(text)
        return _read_point(text)
    except ValueError as error:
        message = _("“%(text)s” is not a date the catalogue can read. %(expected)s")
        raise ValidationError(message % {"text": text, "expected": EXPECTED}) from error


def _read_point(text: str) -> ReadDate:
    """Read a single day, month or year."""
    match = POINT.fullmatch(text)
    if not match:
        raise ValueError(text)
    # A part that is not given is 0.
    year = int(match["year"])
    month = int(match["month"] or 0)
    day = int(match["day"] or 0)
    earliest = datetime.date(year, month or 1, day or 1)
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    latest = datetime.date(year, last_month, last_day)
    return ReadDate(
        earliest,
        latest,
        MARKED[match["mark"]] % {"date": _point_in_words(year, month, day)},
    )


def _point_in_words(year: int, month: int, day: int) -> str:
    """Return the words of a point in time, whose month or day is 0 where it is not given."""
    if not month:
        return str(year)
    if not day:
        return _("%(month)s %(year)s") % {"month": MONTHS[month], "year": year}
    return _("%(day)s %(month)s %(year)s") % {
        "day": day,
        "month": MONTHS[month],
        "year": year,
    }


def _read_choice(text: str) -> ReadDate:
    """Read one of several: [2028,2029]."""
    points = [_read_point(part.strip()) for part in text[1:-1].split(",")]
    earliest = min(point.earliest for point in points)
    latest = max(point.latest for point in points)
    words = [point.words for point in points]
    if len(words) == 1:
        return ReadDate(earliest, latest, words[0])
    options = {"options": ", ".join(words[:-1]), "last": words[-1]}
    return ReadDate(earliest, latest, _("%(options)s or %(last)s") % options)


def _read_interval(text: str) -> ReadDate:
    """Read an interval whose start or end may be open: 2018/2019, ../2022, 2024-04-05/.."""
    start, _slash, end = text.partition("/")
    if start == ".." and end != "..":
        last = _read_point(end)
        return ReadDate(None, last.latest, _("by %(date)s") % {"date": last.words})
    if end == ".." and start != "..":
        first = _read_point(start)
        return ReadDate(
            first.earliest, None, _("from %(date)s on") % {"date": first.words}
        )
    first = _read_point(start)
    last = _read_point(end)
    # Whole months or years may overlap, as in 2018-12/2018; one that ends before it begins is a slip.
    if first.earliest > last.latest:
        raise ValueError(text)
    words = _("%(start)s to %(end)s") % {"start": first.words, "end": last.words}
    return ReadDate(first.earliest, last.latest, words)


@functools.lru_cache(maxsize=4096)
def validate(text: str) -> None:
    """Refuse text that is not EDTF, by the edtf package's parser, or not of the subset above.

    A day, month or year with or without a mark is EDTF already; the parser takes a hundredth of a second for each text.
    """
    read(text)
    if PLAIN.fullmatch(text):
        return
    try:
        parse_edtf(text)
    except (EDTFParseException, TypeError) as error:
        message = _("“%(text)s” is not an EDTF date. %(expected)s")
        raise ValidationError(message % {"text": text, "expected": EXPECTED}) from error


def is_open_interval(text: str) -> bool:
    """Return whether a date has only an end or only a start: "by 2022", "from 5 April 2024 on"."""
    return text.startswith("../") or text.endswith("/..")


def date_in_words(text: str) -> str:
    """Return the date as readers see it: "2028 or 2029", "about October 2023", "by 2022"."""
    return read(text).words


def moment_in_words(text: str, time: datetime.time | None, beijing_day: bool) -> str:
    """Return a day and its clock time in UTC as readers see them; with the day in Beijing where it is another one.

    "1 June 2024, 22:23 UTC; 2 June in Beijing", or without ``beijing_day`` "1 June 2024, 22:23 UTC". Without a clock
    time, or for more than a day, the date alone.
    """
    date = read(text)
    if time is None or date.earliest is None or date.earliest != date.latest:
        return date.words
    clock = f"{time:%H:%M}"
    if time.second:
        clock = f"{time:%H:%M:%S}"
    beijing = datetime.datetime.combine(date.earliest, time) + BEIJING
    if not beijing_day or beijing.date() == date.earliest:
        return _("%(date)s, %(time)s UTC") % {"date": date.words, "time": clock}
    sentence = _("%(date)s, %(time)s UTC; %(day)s %(month)s in Beijing")
    return sentence % {
        "date": date.words,
        "time": clock,
        "day": beijing.day,
        "month": MONTHS[beijing.month],
    }
