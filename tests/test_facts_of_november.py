"""The shipped catalogue beside a table of what was found in November 2026, by value through the public API.

``facts_of_november.csv`` was written from the notes of what was found, not from the fixtures, so that agreement
between the two means something. A line of it has

- ``fact``: the number of the fact in those notes,
- ``address``: the answer of the API that has it, below ``/api/v1/``,
- ``asserts``: what the fact says, for whoever reads the table,
- ``rows``: the list in the answer that has it, like ``events`` or ``results.figures``; empty for the answer itself;
  ``without gaps`` where no row of the gaps may fulfil the conditions,
- ``holds``: conditions, parted by semicolons, that one row of that list fulfils all together. ``field=value`` asks for
  that value: a number however it is written, a date by its EDTF, a record by its slug or code, one of several.
  ``field~piece`` asks for a text that has the piece, in capitals or not. ``field=`` asks for nothing there.
- ``confidence``: the highest confidence of the citations that support the row; empty where it is not compared, and
  where ``rows`` is empty or says ``without``.
"""

import csv
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

from tests.reading import get_json

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

TABLE = Path(__file__).parent / "facts_of_november.csv"
ABSENCE = "without "
CONFIDENCES = ["high", "medium", "low"]
# The lists whose rows are not named as citations name them, with an s.
LISTS = {"responsibility": "responsibilities", "cooperation": "other_cooperation"}


def read_facts():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FACTS = read_facts()


def rows_of(answer, path):
    """Return the rows that a path like "results.figures" leads to; the answer itself for an empty one."""
    rows = [answer]
    for name in filter(None, path.split(".")):
        rows = [row for holder in rows for row in holder[name]]
    return rows


def plain(value):
    """Return a value as the table writes it: a date by its EDTF, a record by its slug or code."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return value.get("edtf") or value.get("slug") or value["code"]
    return str(value)


def is_same(text, value):
    try:
        return Decimal(text) == Decimal(value)
    except InvalidOperation:
        return text == value


def fulfils(row, condition):
    """Return whether a row fulfils a condition like "low=1" or "title~orbit"."""
    name, sign, wanted = condition.partition("~")
    if sign:
        return wanted.casefold() in row[name].casefold()
    name, _sign, wanted = condition.partition("=")
    value = row[name]
    if isinstance(value, list):
        return wanted in value
    return is_same(plain(value), wanted)


def highest_confidence(answer, path, row):
    """Return the highest confidence of the citations that support a row of the answer; ``""`` without one."""
    relation = path.split(".")[-1]
    confidences = {
        citation["confidence"]
        for citation in answer["citations"]
        if supports(citation, relation, row["key"])
    }
    for confidence in CONFIDENCES:
        if confidence in confidences:
            return confidence
    return ""


def supports(citation, relation, key):
    """Return whether a citation supports the row of a key in one of the lists of an answer."""
    row_type = citation["row_type"]
    if LISTS.get(row_type, f"{row_type}s") != relation:
        return False
    return citation["row_key"] == key and citation["stance"] == "supports"


@pytest.mark.parametrize(
    "fact", FACTS, ids=[f"{fact['fact']}: {fact['asserts']}" for fact in FACTS]
)
def test_fact_is_in_the_catalogue(client, fact):
    answer = get_json(client, f"/api/v1/{fact['address']}")
    path = fact["rows"].removeprefix(ABSENCE)
    conditions = [condition.strip() for condition in fact["holds"].split(";")]

    fulfilling = []
    for row in rows_of(answer, path):
        if all(fulfils(row, condition) for condition in conditions):
            fulfilling.append(row)

    is_there = not fact["rows"].startswith(ABSENCE)
    assert bool(fulfilling) == is_there, fact
    if fact["confidence"]:
        assert fact["confidence"] in [
            highest_confidence(answer, path, row) for row in fulfilling
        ], fact


def test_every_line_says_what_it_asserts():
    for fact in FACTS:
        assert all([fact["fact"], fact["asserts"], fact["holds"]]), fact
        assert fact["confidence"] in ["", *CONFIDENCES], fact
        assert fact["rows"] or not fact["confidence"], fact
        assert not (fact["rows"].startswith(ABSENCE) and fact["confidence"]), fact
        assert None not in fact, fact
