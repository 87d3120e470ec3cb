"""EDTF dates (ISO 8601-2): which of them the catalogue takes, which days they span, how readers see them.

Taken are days, months and years, each optionally "about" (``~``), uncertain (``?``) or both (``%``); one of two
or more (``[2028,2029]``); intervals (``2018/2019``) whose start or end may be open (``../2022``, ``2024-04-05/..``).
"""

import calendar
import datetime
import functools
import re

from django.core.exceptions import ValidationError
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

POINT = re.compile(r"(?P<year>\d{4})(-(?P<month>(?!00)\d\d)(-(?P<day>(?!00)\d\d))?)?(?P<mark>[~?%]?)", re.ASCII)
PLAIN = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?[~?%]?)?", re.ASCII)
MARK_WORDS = {"": "", "~": "about ", "?": "possibly ", "%": "possibly about "}
BEIJING = datetime.timedelta(hours=8)
EXPECTED = (
    "Write a date as 2018-12-07, 2018-12 or 2018, with ~ for about and ? for uncertain; [2028,2029] or 2018/2019."
)


def _point(text: str) -> tuple[datetime.date, datetime.date, str]:
    """Return the first day, the last day and the words of a single day, month or year."""
    match = POINT.fullmatch(text)
    if not match:
        raise ValueError(text)
    year, month, day = (int(match[part] or 0) for part in ("year", "month", "day"))
    earliest = datetime.date(year, month or 1, day or 1)
    last_month = month or 12
    latest = datetime.date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    words = " ".join(str(part) for part in (day, calendar.month_name[month], year) if part)
    return earliest, latest, MARK_WORDS[match["mark"]] + words


def _read(text: str) -> tuple[datetime.date | None, datetime.date | None, str]:
    if text.startswith("[") and text.endswith("]"):
        points = [_point(part.strip()) for part in text[1:-1].split(",")]
        words = [point[2] for point in points]
        listed = " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
        return min(point[0] for point in points), max(point[1] for point in points), listed
    start, slash, end = text.partition("/")
    if not slash:
        return _point(text)
    if start == ".." and end != "..":
        _, latest, words = _point(end)
        return None, latest, f"by {words}"
    if end == ".." and start != "..":
        earliest, _, words = _point(start)
        return earliest, None, f"from {words} on"
    (earliest, _, start_words), (_, latest, end_words) = _point(start), _point(end)
    if earliest > latest:
        raise ValueError(text)
    return earliest, latest, f"{start_words} to {end_words}"


@functools.lru_cache(maxsize=4096)
def read(text: str) -> tuple[datetime.date | None, datetime.date | None, str]:
    """Return the earliest day, the latest day (``None`` where open or unknown) and the words of an EDTF date.

    Raises ``ValidationError`` for text outside the subset above.
    """
    if not text:
        return None, None, ""
    try:
        return _read(text)
    except ValueError as error:
        raise ValidationError(f"“{text}” is not a date the catalogue can read. {EXPECTED}") from error


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
        raise ValidationError(f"“{text}” is not an EDTF date. {EXPECTED}") from error


def moment_in_words(text: str, time: datetime.time | None, beijing_day: bool) -> str:
    """Return a day and its clock time in UTC as readers see them; with the day in Beijing where it is another one.

    "1 June 2024, 22:23 UTC; 2 June in Beijing", or without ``beijing_day`` "1 June 2024, 22:23 UTC". Without a clock
    time, or for more than a day, the date alone.
    """
    earliest, latest, words = read(text)
    if time is None or earliest is None or earliest != latest:
        return words
    clock = f"{time:%H:%M:%S}" if time.second else f"{time:%H:%M}"
    moment = f"{words}, {clock} UTC"
    beijing = datetime.datetime.combine(earliest, time) + BEIJING
    if not beijing_day or beijing.date() == earliest:
        return moment
    return f"{moment}; {beijing.day} {calendar.month_name[beijing.month]} in Beijing"


def in_words(text: str) -> str:
    """Return the date as readers see it: "2028 or 2029", "about October 2023", "by 2022"."""
    return read(text)[2]
