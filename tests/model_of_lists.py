"""What the lists of the API must answer, worked out in plain Python from what they answer without a filter.

An independent model of the rules in docs/api.md ("What filters mean") and docs/model.md ("Participation on a day"). It
shares no code with the catalogue: where the two differ, one of them is wrong.
"""

import datetime
from collections import Counter
from dataclasses import dataclass, field

EVER = (datetime.date.min, datetime.date.max)


def day(text):
    """Return the day that the API writes as text; ``None`` for null."""
    return datetime.date.fromisoformat(text) if text else None


def days_of(date):
    """Return the earliest and the latest day of a date of the API; both ``None`` for null."""
    if date is None:
        return None, None
    return day(date["earliest"]), day(date["latest"])


def touches(span, start, end):
    """Return whether a range possibly touches another; an open end is possible, without both ends it is unknown."""
    low, high = span
    if low is None and high is None:
        return False
    if start is not None and high is not None and high < start:
        return False
    return end is None or low is None or low <= end


@dataclass
class ModelList:
    """A list: its rows by slug, and its filters and facets.

    ``values`` gives, by filter, the set of the values that a row has; ``spans`` gives, by the beginning of the names of
    a range, the ranges of a row, of which one must touch what is asked for. ``all_of`` are the filters of which several
    values mean all. ``variants`` gives other values of a row for what a query asks beside the filter.
    """

    rows: dict
    values: dict
    spans: dict
    facets: tuple
    all_of: tuple = ()
    variants: dict = field(default_factory=dict)

    def values_of(self, row, name, query):
        return self.variants.get(name, lambda row, query: self.values[name](row))(
            row, query
        )

    def fits(self, row, query):
        """Return whether a row is in the answer to a query: lists of values by the names of parameters."""
        for name, asked in query.items():
            own = name.removesuffix("_not")
            if own not in self.values:
                continue
            has = [value in self.values_of(row, own, query) for value in asked]
            if name.endswith("_not"):
                fits = not any(has)
            elif own in self.all_of:
                fits = all(has)
            else:
                fits = any(has)
            if not fits:
                return False
        return all(
            self.fits_range(row, query, begin, ends)
            for begin, ends in self.spans.items()
        )

    def fits_range(self, row, query, begin, spans_of):
        ends = []
        for name in (("after", "min"), ("before", "max")):
            given = [
                query[f"{begin}_{end}"][0] for end in name if f"{begin}_{end}" in query
            ]
            ends.append(given[0] if given else None)
        if ends == [None, None]:
            return True
        return any(touches(span, *ends) for span in spans_of(row))

    def slugs(self, query):
        return {slug for slug, row in self.rows.items() if self.fits(row, query)}

    def count(self, name, query):
        """Return how many results each value of a facet has; of ``None``, how many have none."""
        besides = {other: asked for other, asked in query.items() if other != name}
        numbers = Counter({None: 0})
        for row in self.rows.values():
            if self.fits(row, besides):
                numbers.update(self.values_of(row, name, query) or {None})
        return dict(numbers)


def one(value):
    """Return the set of a value, empty for one that is not known."""
    return {value} if value else set()


def slug_of(reference):
    return one(reference and reference["slug"])


# Payloads

COUNTED = ("country", "region")


def countries_of(payload, involvement="counted"):
    codes = set()
    for provision in payload["provisions"]:
        is_asked_for = involvement == "any" or provision["counts_as"] in COUNTED
        if provision["country"] and is_asked_for:
            codes.add(provision["country"]["code"])
    return codes


def figures_of(specifications, quantity, factors):
    """Return the preferred ranges of a quantity, by the slug of the payload."""
    ranges = {}
    for row in specifications:
        if row["quantity"] == quantity and row["rank"] == "preferred" and row["unit"]:
            bounds = []
            for bound in (row["low"], row["high"]):
                bounds.append(bound and float(bound) * factors[row["unit"]])
            ranges.setdefault(row["payload"]["slug"], []).append(tuple(bounds))
    return ranges


def model_of_payloads(payloads, specifications, unknown_facts):
    """Return the model of the list of payloads; ``unknown_facts`` are those that are neither known nor differing."""
    masses = figures_of(specifications, "mass", {"kg": 1, "g": 0.001, "t": 1000})
    powers = figures_of(specifications, "power", {"W": 1})
    return ModelList(
        rows={payload["slug"]: payload for payload in payloads},
        values={
            "mission": lambda row: slug_of(row["mission"]),
            "country": countries_of,
            "institution": lambda row: {
                part["institution"]["slug"] for part in row["provisions"]
            },
            "kind": lambda row: one(row["kind"]),
            "discipline": lambda row: one(row["discipline"]),
            "status": lambda row: one(row["status"]),
            "spacecraft": lambda row: slug_of(row["spacecraft"]),
            "differs": lambda row: {str(row["differs"]).lower()},
            "missing": lambda row: unknown_facts[row["slug"]],
        },
        spans={
            "launched": lambda row: [days_of(row["launch"])],
            "status": lambda row: [days_of(row["status_date"])],
            "mass_kg": lambda row: masses.get(row["slug"], []),
            "power_w": lambda row: powers.get(row["slug"], []),
        },
        facets=(
            *("mission", "country", "institution", "kind", "discipline", "status"),
            "spacecraft",
        ),
        all_of=("missing",),
        variants={
            "country": lambda row, query: countries_of(
                row, query.get("involvement", ["counted"])[0]
            )
        },
    )


# Sources


def model_of_sources(sources):
    spans = [days_of(source["published"]) for source in sources]
    named_years = {end.year for span in spans for end in span if end}

    def years_of(source):
        first, last = days_of(source["published"])
        if first is None and last is None:
            return set()
        # What is open reaches as far as the years that the dates of all sources name.
        start = first.year if first else min(named_years)
        end = last.year if last else max(named_years)
        return {str(year) for year in range(start, end + 1)}

    return ModelList(
        rows={source["slug"]: source for source in sources},
        values={
            "kind": lambda row: one(row["kind"]),
            "year": years_of,
            "reliability": lambda row: one(row["reliability"]),
            "reading": lambda row: one(row["reading"]),
            "doi": lambda row: one(row["doi"]),
        },
        spans={"published": lambda row: [days_of(row["published"])]},
        facets=("kind", "year", "reliability", "reading"),
    )


# Participations

RELATIONS = {
    "initiator": ("initiated",),
    "signatory": ("signed", "entered-into-force"),
    "applicant": ("applied",),
    "linked": ("linked",),
    "named": ("named", "claimed"),
}
FIRM = ("initiated", "signed", "entered-into-force")
AGAINST = ("omitted", "withdrew")


@dataclass
class Tally:
    """What a participation comes to; ``group`` is ``""`` before it is known, and without a day."""

    relation: str
    evidence: str
    group: str = ""


def tally(participation, citations, on=None):
    """Return the ``Tally`` of a participation on a day, ``None`` for today's.

    ``citations`` are those of its steps; each has the ``kind`` and ``published`` of its source.
    """
    steps = [step for step in participation["steps"] if step["rank"] == "preferred"]
    taken = {}
    for step in steps:
        told_by = [each for each in citations if each["row_key"] == step["key"]]
        if on is None:
            evidence = told_by
            is_taken = True
        elif step["date"]:
            is_taken = touches(days_of(step["date"]), None, on)
            evidence = told_by
        else:
            evidence = [
                each
                for each in told_by
                if touches(days_of(each["published"]), None, on)
            ]
            is_taken = bool(evidence)
        if is_taken:
            supporting = [each for each in evidence if each["stance"] == "supports"]
            taken[step["key"]] = (step, supporting)

    relation = ""
    for name, kinds in RELATIONS.items():
        if any(step["kind"] in kinds for step, _supporting in taken.values()):
            relation = name
            break
    evidence = evidence_of(relation, taken.values())
    group = "" if on is None else group_of(steps, citations, on)
    return Tally(relation, evidence, group)


def evidence_of(relation, taken):
    best = "unconfirmed"
    for step, supporting in taken:
        if relation not in ("initiator", "signatory", "linked"):
            if step["kind"] == "claimed" and supporting:
                best = "official-list"
            continue
        if step["kind"] not in RELATIONS[relation]:
            continue
        for citation in supporting:
            if citation["kind"] == "official" and citation["confidence"] == "high":
                return "signing-party"
            if citation["confidence"] != "low":
                best = "press"
    return best


def group_of(steps, citations, on):
    """Return the group on a day by the preferred steps, and the citations of all steps."""
    firm = [days_of(step["date"]) for step in steps if step["kind"] in FIRM]
    if any(latest and latest <= on for _earliest, latest in firm):
        return "signed"
    if any(touches(span, None, on) for span in firm):
        return "possibly"
    for step in steps:
        if step["kind"] in AGAINST:
            continue
        earliest, latest = days_of(step["date"])
        if latest and latest <= on:
            return "named"
        for citation in citations:
            if citation["row_key"] != step["key"] or citation["stance"] != "supports":
                continue
            _first, published = days_of(citation["published"])
            is_published = published is not None and published <= on
            if is_published and (earliest is None or earliest <= on):
                return "named"
    return ""


def model_of_participations(participations, country_of_institution, tallies):
    """Return the model of the list of participations; ``tallies`` gives the ``Tally`` of each by slug, on some day."""

    def country_of(row):
        if row["country"]:
            return one(row["country"]["code"])
        return one(country_of_institution.get(row["institution"]["slug"]))

    def signatures(row):
        return [
            days_of(step["date"])
            for step in row["steps"]
            if step["rank"] == "preferred" and step["kind"] in ("initiated", "signed")
        ]

    return ModelList(
        rows={row["slug"]: row for row in participations if row["slug"] in tallies},
        values={
            "level": lambda row: one(row["level"]),
            "relation": lambda row: one(tallies[row["slug"]].relation),
            "evidence": lambda row: one(tallies[row["slug"]].evidence),
            "group": lambda row: one(tallies[row["slug"]].group),
            "country": country_of,
        },
        spans={"signed": signatures},
        facets=("level", "relation", "evidence", "country"),
    )
