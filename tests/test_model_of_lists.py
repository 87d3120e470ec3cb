"""The lists of participations, payloads and sources against an independent model of their rules.

Asked of the shipped catalogue: each term of each filter and of its twin, the facets of single filters and of pairs, and
for the ILRS every day on which a step can begin or end, the day before and the day after.
"""

import datetime
from itertools import combinations, pairwise

import pytest

from tests.model_of_lists import (
    days_of,
    model_of_participations,
    model_of_payloads,
    model_of_sources,
    tally,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
ONE_DAY = datetime.timedelta(days=1)
LONGEST_PAGE = 500


def read_whole(client, resource, **query):
    """Return the rows of all pages of a list."""
    rows = []
    page = 1
    while True:
        answer = ask(client, resource, page_size=LONGEST_PAGE, page=page, **query)
        rows += answer["results"]
        if answer["next"] is None:
            return rows
        page += 1


def ask(client, resource, **query):
    response = client.get(f"/api/v1/{resource}/", query)
    assert response.status_code == 200, (query, response.content[:300])
    return response.json()


def differences(client, resource, model, queries, *, facets=False, by_number=False):
    """Return those of the queries that the API answers otherwise than the model, each with both answers.

    What is left out is compared by its number, with facets and ``by_number`` all is, and everything else by its slugs:
    to make all rows of an answer takes most of the time.
    """
    found = []
    for query in queries:
        expected = model.slugs(query)
        only_number = facets or by_number or len(expected) > LONGEST_PAGE
        only_number = only_number or all(name.endswith("_not") for name in query)
        page_size = 1 if only_number else LONGEST_PAGE
        asked = {"fields": "slug", "page_size": page_size, **query}
        if facets:
            asked["facets"] = ",".join(model.facets)
        answer = ask(client, resource, **asked)
        if answer["count"] != len(expected):
            found.append((query, answer["count"], len(expected)))
        slugs = {row["slug"] for row in answer["results"]}
        if not only_number and slugs != expected:
            found.append((query, slugs ^ expected))
        for name, entries in answer.get("facets", {}).items():
            counts = {entry["value"]: entry["count"] for entry in entries}
            if counts != model.count(name, query):
                found.append((query, name, counts, model.count(name, query)))
    return found


def terms(model):
    """Return the values of each filter that any row has, by filter, those of most rows first."""
    terms_by_filter = {}
    for name, values_of in model.values.items():
        numbers = {}
        for row in model.rows.values():
            for value in values_of(row):
                numbers[value] = numbers.get(value, 0) + 1
        ordered = sorted(numbers, key=lambda value: (-numbers[value], value))
        terms_by_filter[name] = ordered
    return terms_by_filter


def single_queries(model, terms_by_filter, without_twin=()):
    for name, values in terms_by_filter.items():
        for number, value in enumerate(values):
            yield {name: [value]}
            # What the many institutions leave out is asked of every eighth.
            if name not in without_twin and (len(values) < 30 or number % 8 == 0):
                yield {f"{name}_not": [value]}
        if name not in without_twin and len(values) > 1:
            # The most usual and the rarest together.
            yield {name: [values[0], values[-1]]}
            yield {f"{name}_not": [values[0], values[-1]]}


def range_queries(begin, ends, values):
    """Return queries of a range: from each value on, up to each value, and between neighbours."""
    start, end = ends
    values = sorted(values)
    for value in values:
        yield {f"{begin}_{start}": [value]}
        yield {f"{begin}_{end}": [value]}
    for low, high in pairwise(values):
        yield {f"{begin}_{start}": [low], f"{begin}_{end}": [high]}


def days_around(spans, step=1):
    """Return the first and last days of ranges with the days before and after; of many every so manieth range."""
    days = set()
    for span in sorted(set(spans), key=str)[::step]:
        for day in span:
            if day:
                days.update((day - ONE_DAY, day, day + ONE_DAY))
    return sorted(days)


def pairs(terms_by_filter, without_twin=()):
    """Return a query for each pair of filters: of each its most usual value, and of the second what it leaves out."""
    names = [name for name, values in terms_by_filter.items() if values]
    for number, (one, other) in enumerate(combinations(names, 2)):
        query = {one: terms_by_filter[one][:1]}
        # By turns, so that twins are among the pairs without twice as many questions.
        if number % 2 and other not in without_twin:
            query[f"{other}_not"] = terms_by_filter[other][:2]
        else:
            query[other] = terms_by_filter[other][-2:]
            if other in without_twin:
                query[other] = query[other][:1]
        yield query


def facet_queries(terms_by_filter, without_twin=(), step=1):
    """Return queries whose facets are counted: none, each filter, and every so manieth pair of filters."""
    yield {}
    for name, values in terms_by_filter.items():
        yield {name: values[:1]}
    yield from list(pairs(terms_by_filter, without_twin))[::step]


@pytest.fixture
def participations(client):
    return read_whole(client, "ilrs-participations")


@pytest.fixture
def tally_on(client, participations):
    """Give a function that returns the tally of each participation that is known by a day, by slug."""
    sources = {
        row["slug"]: row
        for row in read_whole(client, "sources", fields="slug,kind,published")
    }
    citations = {row["slug"]: [] for row in participations}
    for citation in read_whole(client, "citations", record_type="ilrsparticipation"):
        slug = citation["record"]["slug"]
        if citation["row_type"] == "step" and slug in citations:
            source = sources[citation["source"]["slug"]]
            citations[slug].append(
                citation | {"kind": source["kind"], "published": source["published"]}
            )

    def tallies(on=None):
        of_all = {
            row["slug"]: tally(row, citations[row["slug"]], on)
            for row in participations
        }
        return {slug: each for slug, each in of_all.items() if on is None or each.group}

    return tallies


@pytest.fixture
def country_of_institution(client):
    return {
        row["slug"]: row["country"] and row["country"]["code"]
        for row in read_whole(client, "institutions", fields="slug,country")
    }


def test_participations(client, participations, tally_on, country_of_institution):
    tallies = tally_on()
    model = model_of_participations(participations, country_of_institution, tallies)
    terms_by_filter = terms(model)
    del terms_by_filter["group"]
    signatures = [
        days_of(step["date"]) for row in participations for step in row["steps"]
    ]

    assert [
        row["slug"]
        for row in participations
        if (row["relation"], row["evidence"])
        != (tallies[row["slug"]].relation, tallies[row["slug"]].evidence)
    ] == []
    queries = [
        *single_queries(model, terms_by_filter),
        *range_queries("signed", ("after", "before"), days_around(signatures, 20)),
        {"country": ["FJ"]},
        {"country_not": ["FJ"]},
    ]
    assert differences(client, "ilrs-participations", model, queries) == []
    queries = facet_queries(terms_by_filter)
    assert differences(client, "ilrs-participations", model, queries, facets=True) == []


def test_participations_on_every_day_of_change(client, participations, tally_on):
    spans = [days_of(step["date"]) for row in participations for step in row["steps"]]
    before = None

    for on in days_around(spans):
        tallies = tally_on(on)
        # A day on which nothing changes is compared by the number alone.
        if tallies == before:
            answer = ask(
                client, "ilrs-participations", as_of=on, fields="slug", page_size=1
            )
            assert answer["count"] == len(tallies), on
            continue
        fields = "slug,group,relation,evidence"
        answer = ask(
            client,
            "ilrs-participations",
            as_of=on,
            fields=fields,
            page_size=LONGEST_PAGE,
        )
        told = {
            row["slug"]: (row["relation"], row["evidence"], row["group"])
            for row in answer["results"]
        }
        assert told == {
            slug: (each.relation, each.evidence, each.group)
            for slug, each in tallies.items()
        }, on
        before = tallies


def test_series_of_participations(client, participations, tally_on):
    levels = {row["slug"]: row["level"] for row in participations}

    wrong = []
    for row in ask(client, "ilrs-counts", page_size=LONGEST_PAGE)["results"]:
        counts = dict.fromkeys(("signed", "possibly", "named"), 0)
        for slug, each in tally_on(datetime.date.fromisoformat(row["day"])).items():
            if levels[slug] == row["level"]:
                counts[each.group] += 1
        if counts != {group: row[group] for group in counts}:
            wrong.append((row, counts))

    assert wrong == []


def test_filters_and_facets_of_participations_on_a_day(
    client, participations, tally_on, country_of_institution
):
    # The day before the end of a date with an open start: each of the groups has participants.
    on = datetime.date(2023, 7, 6)
    model = model_of_participations(
        participations, country_of_institution, tally_on(on)
    )
    terms_by_filter = terms(model)
    del terms_by_filter["country"]

    queries = [*single_queries(model, terms_by_filter), *pairs(terms_by_filter)]
    dated = [{**query, "as_of": [on]} for query in queries]
    resource = "ilrs-participations"
    assert differences(client, resource, model, dated, by_number=True) == []
    assert differences(client, resource, model, dated[1::8], facets=True) == []


def test_payloads(client):
    payloads = read_whole(client, "payloads")
    unknown_facts = {}
    for payload in payloads:
        address = f"payloads/{payload['slug']}"
        facts = ask(client, address, fields="completeness")["completeness"]
        unknown_facts[payload["slug"]] = {
            each["fact"]
            for each in facts
            if each["knowledge"] not in ("known", "differing")
        }
    specifications = read_whole(client, "specifications", quantity=["mass", "power"])
    model = model_of_payloads(payloads, specifications, unknown_facts)
    terms_by_filter = terms(model)
    facts = terms_by_filter["missing"]
    launches = [days_of(payload["launch"]) for payload in payloads]
    status_days = [days_of(payload["status_date"]) for payload in payloads]

    queries = [
        *single_queries(model, terms_by_filter, without_twin=("differs",)),
        *range_queries("launched", ("after", "before"), days_around(launches, 9)),
        *range_queries("status", ("after", "before"), days_around(status_days, 24)),
        *range_queries("mass_kg", ("min", "max"), [0.65, 5]),
        *range_queries("power_w", ("min", "max"), [10]),
        *[{"missing": [one, other]} for one, other in pairwise(facts)],
        *[{"missing_not": [one, other]} for one, other in pairwise(facts)],
        {"country": ["CN"], "involvement": ["any"]},
        {"country_not": ["CN"], "involvement": ["any"]},
        {"country_not": ["CN"]},
        {"mission_not": terms_by_filter["mission"][:1], "involvement": ["any"]},
    ]
    assert differences(client, "payloads", model, queries) == []
    queries = [
        *facet_queries(terms_by_filter, without_twin=("differs",), step=3),
        {"involvement": ["any"], "kind": terms_by_filter["kind"][:2]},
        {"launched_after": [datetime.date(2024, 1, 1)]},
        {"mass_kg_max": [5]},
    ]
    assert differences(client, "payloads", model, queries, facets=True) == []


def test_sources(client):
    fields = "slug,kind,reliability,reading,published,doi"
    model = model_of_sources(read_whole(client, "sources", fields=fields))
    terms_by_filter = terms(model)
    dois = terms_by_filter.pop("doi")
    published = [days_of(source["published"]) for source in model.rows.values()]
    are_open = [span for span in published if None in span and any(span)]

    queries = [
        *single_queries(model, terms_by_filter),
        *[{"doi": [doi]} for doi in dois[::10]],
        *[{"year": [year]} for year in ("1900", "2100")],
        {"year_not": ["1900", "2100"]},
        *[{"published_after": [day]} for day in days_around(published, 40)[-9:]],
        *[{"published_before": [day]} for day in days_around(published, 40)[:9]],
        *[
            {"published_after": [day], "kind": ["web-page"]}
            for day in days_around(are_open)
        ],
        *[
            {"published_before": [day], "kind": ["book"]}
            for day in days_around(are_open)
        ],
    ]
    assert differences(client, "sources", model, queries) == []
    queries = [
        *facet_queries(terms_by_filter),
        {"kind": ["web-page"], "year": ["2100"]},
    ]
    assert differences(client, "sources", model, queries, facets=True) == []
