"""Counts, sums and words agree between pages, API, CSV and data package, over the whole shipped catalogue."""

import csv
import io
import re
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest

from exchange.content import Content
from exchange.data_package import package
from missions.models import Mission
from partners.models import Country, Evidence, Level, Relation
from payloads.models import EXPECTED, CountsAs, Knowledge, Payload
from records.topics import Topic
from tests.reading import get_json, read
from web.pagination import LARGEST_PAGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
# The table of providers on the page of a payload: institution, country, role, counts as, sources.
PROVISION_COLUMNS = 5
# The resources of records that sources can differ about, with the field that has their key.
RECORDS_THAT_DIFFER = {
    "payloads": "slug",
    "missions": "slug",
    "spacecraft": "slug",
    "countries": "code",
    "institutions": "slug",
    "programmes": "slug",
    "participations": "slug",
    "announced-totals": "slug",
}


def in_api(client, resource, **query):
    """Return all records of a list of the API."""
    answer = get_json(client, f"/api/v1/{resource}/", page_size=LARGEST_PAGE, **query)
    assert answer["count"] == len(answer["results"])
    return answer["results"]


def as_csv(client, resource, **query):
    response = client.get(f"/api/v1/{resource}/", {"format": "csv", **query})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def tables(shipped, django_db_blocker):
    """The tables of the data package by name, as rows."""
    with django_db_blocker.unblock():
        files = package(Content())
    tables = {}
    for name, content in files.items():
        if name.endswith(".csv"):
            rows = csv.DictReader(io.StringIO(content.decode()))
            tables[name.removeprefix("data/").removesuffix(".csv")] = list(rows)
    return tables


def row_of(page, heading):
    """Return the cells of the row of the first table that begins with a heading."""
    return next(cells for cells in page.rows if cells[0] == heading)


def number_in(text):
    """Return the first number of a text."""
    return int(re.search(r"\d+", text)[0])


def counted_countries(provisions):
    """Return the codes of the countries of counted provisions in the API, by the slug of the payload."""
    codes = {}
    for provision in provisions:
        if provision["counts_as"] in ("country", "region"):
            payload = provision["payload"]["slug"]
            codes.setdefault(payload, set()).add(provision["country"]["code"])
    return codes


def test_payloads_are_as_many_everywhere(client, tables):
    payloads = in_api(client, "payloads")

    home, coverage = read(client, "/"), read(client, "/coverage/")

    assert f"The catalogue holds {len(payloads)} payloads" in home.text
    assert f"{len(payloads)} payloads." in read(client, "/payloads/").text
    assert len(as_csv(client, "payloads")) == len(payloads) == len(tables["payloads"])
    assert row_of(coverage, "Total")[-1] == str(len(payloads))


def test_every_payload_has_its_cell(client):
    linked = Counter(read(client, "/coverage/").links)

    assert [
        payload.slug
        for payload in Payload.objects.all()
        if not linked[payload.get_absolute_url()]
    ] == []


def test_payloads_of_each_country_are_as_many_everywhere(client, tables):
    codes = counted_countries(in_api(client, "provisions"))
    coverage, countries = read(client, "/coverage/"), read(client, "/countries/")
    facets = get_json(client, "/api/v1/payloads/", facets="country")["facets"]
    by_facet = {entry["value"]: entry["count"] for entry in facets["country"]}
    institutions = {row["slug"]: row["country"] for row in tables["institutions"]}

    for country in Country.objects.all():
        slugs = {
            slug for slug, of_payload in codes.items() if country.code in of_payload
        }
        in_package = {
            row["record"]
            for row in tables["payload_provisions"]
            if row["counts_as"] in ("country", "region")
            and institutions[row["institution"]] == country.code
        }
        assert in_package == slugs, country
        assert {
            row["slug"] for row in as_csv(client, "payloads", country=country.code)
        } == slugs, country
        assert by_facet.get(country.code, 0) == len(slugs), country
        in_list = row_of(countries, country.full_name)[2]
        assert in_list == words_of_number(len(slugs)), country
        rows = [cells for cells in coverage.rows if cells[0] == country.full_name]
        assert [number_in(cells[-1]) for cells in rows] == [len(slugs)] * bool(slugs)


def words_of_number(number):
    """Return how the list of countries words a number of payloads."""
    if not number:
        return "none counted"
    return "1 payload" if number == 1 else f"{number} payloads"


def test_partners_of_each_mission_are_as_many_everywhere(client):
    missions = list(Mission.objects.published())
    totals = row_of(read(client, "/coverage/"), "Total")[1:-1]
    counts = {}
    for total in in_api(client, "announced-totals"):
        if total["mission"]:
            counts[total["mission"]["slug"], total["measure"]] = total["counted"][
                "number"
            ]

    for mission, words in zip(missions, totals, strict=True):
        payloads, countries, dropped = numbers_of_mission(words)
        in_list = get_json(client, "/api/v1/payloads/", mission=mission.slug)["count"]
        assert payloads + dropped == in_list, mission
        assert payloads == counts.get((mission.slug, "payload-projects"), payloads)
        assert countries == counts.get(
            (mission.slug, "countries-and-regions"), countries
        ), mission


def numbers_of_mission(words):
    """Return the numbers of payloads, of their countries and of dropped payloads in a sum of the matrix."""
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    return numbers if len(numbers) == 3 else [*numbers, 0]


def test_every_counted_number_leads_to_as_many_records(client):
    totals = in_api(client, "announced-totals")
    page = read(client, "/totals/")

    for total in totals:
        counted = total["counted"]
        address = total["counted_html_url"]
        assert bool(address) == bool(counted["records"]), total["slug"]
        if not address:
            continue
        parts = urlsplit(address)
        listing = f"{parts.path}?{parts.query}"
        assert listing in page.links, total["slug"]
        records = records_listed(read(client, parts.path, **parse_qs(parts.query)))
        assert len(records) == counted["number"], total["slug"]


def records_listed(page):
    """Return the addresses of the payloads of a list, or of the records that are counted for one announced total."""
    if "The records counted" not in page.text:
        return {link for link in page.links if is_payload(link)}
    listed = re.search("<details open>.*?</details>", page.html, re.DOTALL)[0]
    return re.findall('<li><a href="(.*?)"', listed)


def is_payload(link):
    return re.fullmatch(r"/payloads/[a-z0-9-]+/", link) is not None


def test_what_is_known_is_as_much_everywhere(client):
    coverage = read(client, "/coverage/")
    numbers = {fact: Counter() for fact in EXPECTED}
    for payload in Payload.objects.published():
        detail = get_json(client, f"/api/v1/payloads/{payload.slug}/")
        page = read(client, payload.get_absolute_url())
        by_knowledge = {}
        for entry in detail["completeness"]:
            numbers[entry["fact"]][entry["knowledge"]] += 1
            label = Knowledge(entry["knowledge"]).label
            by_knowledge.setdefault(label, []).append(entry["fact"])
        for label, facts in by_knowledge.items():
            words = ", ".join(fact.label for fact in EXPECTED if fact in facts)
            assert f"{label[0].upper()}{label[1:]}: {words}." in page.text

    for fact in EXPECTED:
        cells = row_of(coverage, fact.label)
        assert [int(cell) for cell in cells[1:]] == [
            numbers[fact][knowledge] for knowledge in Knowledge
        ], fact
        unknown = sum(int(cell) for cell in cells[3:])
        in_list = get_json(client, "/api/v1/payloads/", missing=fact.value)["count"]
        assert in_list == unknown == len(as_csv(client, "payloads", missing=fact))


def test_providers_are_the_same_everywhere(client, tables):
    provisions = in_api(client, "provisions")
    of_csv = as_csv(client, "provisions")
    named = Counter(
        (row["payload"]["slug"], row["institution"]["slug"], row["counts_as"])
        for row in provisions
    )

    assert named == Counter(
        (row["record"], row["institution"], row["counts_as"])
        for row in tables["payload_provisions"]
    )
    assert named == Counter(
        (row["payload"], row["institution"], row["counts_as"]) for row in of_csv
    )
    for payload in Payload.objects.published():
        page = read(client, payload.get_absolute_url())
        rows = [cells for cells in page.rows if len(cells) == PROVISION_COLUMNS]
        in_page = Counter((without_rank(cells[0]), cells[3]) for cells in rows)
        assert in_page == Counter(
            (row["institution"]["name"], CountsAs(row["counts_as"]).label)
            for row in provisions
            if row["payload"]["slug"] == payload.slug
        ), payload


def without_rank(words):
    """Return the text of a row's first cell without the sign of its rank."""
    return re.sub(r"^\(.*?\) ", "", words)


def test_participations_are_as_many_everywhere(client, tables):
    participations = in_api(client, "ilrs-participations")
    number = len(participations)
    ilrs = read(client, "/ilrs/")
    tallies = Counter()
    for participation in participations:
        kinds = ("level", "relation", "evidence")
        tallies[tuple(participation[kind] for kind in kinds)] += 1

    assert f"{number} participations in the ILRS" in read(client, "/").text
    assert len(as_csv(client, "ilrs-participations")) == number
    in_tables = Counter(row["programme"] for row in tables["ilrs_participations"])
    assert in_tables["ilrs"] == number
    assert in_tables.total() == len(in_api(client, "participations"))
    in_page = {
        tuple(cells[:3]): int(cells[3]) for cells in ilrs.rows if is_tally(cells)
    }
    assert in_page == {
        (Level(level).label, Relation(relation).label, Evidence(evidence).label): count
        for (level, relation, evidence), count in tallies.items()
    }


def is_tally(cells):
    labels = {level.label for level in Level}
    return len(cells) == 4 and cells[0] in labels and cells[3].isdigit()


def test_differences_are_as_many_everywhere(client):
    page = read(client, "/differences/")
    in_page = {
        topic.value: number_in(page.parts[f"topic-{topic.value}"])
        for topic in Topic
        if f"topic-{topic.value}" in page.parts
    }
    in_answers = Counter()
    differing = 0
    for resource, key in RECORDS_THAT_DIFFER.items():
        for record in in_api(client, resource):
            detail = get_json(client, f"/api/v1/{resource}/{record[key]}/")
            for difference in detail["differences"]:
                in_answers[difference["topic"]] += 1
            if resource == "payloads":
                differing += bool(detail["differences"])
                own = read(client, f"/payloads/{record['slug']}/").parts
                assert ("differences" in own) == bool(detail["differences"])

    assert in_page == in_answers
    assert differing == len(in_api(client, "payloads", differs="true"))
    assert differing == len(as_csv(client, "payloads", differs="true"))
