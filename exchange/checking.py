"""What is checked of the whole catalogue, beyond what the database and the forms keep: for curators and for CI."""

import datetime
import itertools
import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from missions.models import Mission, Spacecraft
from partners.models import Country, Institution
from payloads.models import Payload
from records import publication
from records.canonical import fields, prefetched
from records.dates import read
from records.evidence import supporting_citations
from records.fields import EdtfField
from records.identifiers import form_problem
from records.models import EventKind, Rank
from records.registry import record_types, relations_to
from sources.models import Source

# Re-hosts, mirrors and spam domains that sources were read on; their addresses are never published.
REFUSED_HOSTS = {
    "aoshengma.com",
    "booksci.cn",
    "danfetv.com",
    "ds779.com.cn",
    "exbulletin.com",
    "flyingtomars.com",
    "hanpaiyushua.com",
    "huibaoxi.com.cn",
    "millionairenetworth.com",
    "newsyuqing.com",
    "nexusnews.pro",
    "nsh-em.com",
    "proinfocorp.com",
    "r435.com",
    "rtscsst.com",
    "shoesnavigator.com",
    "suranmc.com",
    "szjzcy.com",
    "ttnews.xyz",
    "vujtil.com",
    "wybk.com",
    "zgkjsz.com",
    "zhongyishudian.com",
    "zzzzz.one",
}
# An IP address in place of a name.
BARE_ADDRESS = re.compile(r"^[\d.:]+$")
# Languages of names that have a script of their own.
NOT_IN_LATIN_LETTERS = ["ar", "bn", "fa", "ja", "ml", "ru", "th", "uk", "ur"]
NOT_IN_LATIN_LETTERS += ["zh-Hans", "zh-Hant"]
# What no two records of a type may share. An empty value is none.
UNIQUE_FIELDS = (
    (Source, "url"),
    (Source, "doi"),
    (Source, "label"),
    (Institution, "name"),
)


@dataclass
class Problem:
    """What is not in order with a record, or with several together; ``str()`` names them before the sentence."""

    records: list
    sentence: str

    def __str__(self):
        record_types_named = {record.record_type for record in self.records}
        if len(self.records) > 1 and len(record_types_named) == 1:
            [record_type] = record_types_named
            keys = ", ".join([record.record_key for record in self.records])
            return f"{record_type.verbose_name_plural} {keys}: {self.sentence}"
        names = ", ".join([called(record) for record in self.records])
        return f"{names}: {self.sentence}"


def problems(today=None):
    """Return every problem of the catalogue as a sentence; empty when there is none."""
    sentences = []
    for _rule, found in problems_by_rule(today):
        sentences += [str(problem) for problem in found]
    return sentences


def problems_by_rule(today=None):
    """Return pairs of a rule that the catalogue breaks, in words, and the list of its ``Problem``.

    ``today`` is the day by which plans are asked whether their last day has passed: today's date, unless it is given.
    """
    day = today or datetime.datetime.now(datetime.UTC).date()
    broken = []
    for check in (*CHECKS, partial(plans_overdue, day)):
        found = list(check())
        if found:
            broken.append((rule_of(check), found))
    return broken


def rule_of(check):
    """Return the rule that a check looks after: the first sentence of what it says of itself."""
    function = getattr(check, "func", check)
    return function.__doc__.partition("\n")[0]


def called(record):
    """Return what the sentences call a record: "payload change-4-lnd"."""
    return f"{record.record_type.verbose_name} {record.record_key}"


def evidence():
    """Every published record has a citation for every field and row, and refers to published records only."""
    for record_type in record_types():
        for record in prefetched(record_type.model.objects.published()):
            for problem in publication.problems(record):
                yield Problem([record], problem)


def launch_before_landing():
    """No mission landed before its launch."""
    for mission in Mission.objects.published().prefetch_related("events"):
        launch = earliest_day(mission, EventKind.LAUNCH)
        landing = earliest_day(mission, EventKind.LANDING)
        if launch and landing and launch > landing:
            yield Problem(
                [mission], f"it landed on {landing}, before its launch on {launch}."
            )


def earliest_day(mission, kind):
    """Return the first day of the events of a kind that happened and are displayed; ``None`` without one."""
    days = []
    for event in mission.events.all():
        is_displayed = event.rank == Rank.PREFERRED and not event.is_planned
        if event.kind == kind and is_displayed and event.date_earliest:
            days.append(event.date_earliest)
    return min(days, default=None)


def plans_overdue(today):
    """No plan is still open after its last day: it was carried out, overtaken, or its outcome was not found.

    Nothing that readers see depends on the day by which this is asked.
    """
    for mission in Mission.objects.published():
        if mission.launch_is_planned and is_before(mission.launch_latest, today):
            yield Problem(
                [mission],
                f"the last day of its planned launch, {mission.launch_latest}, has passed.",
            )
    for record_type in record_types():
        kind = record_type.row_kind("events")
        if kind is None:
            continue
        events = kind.model.objects.filter(is_planned=True, outcome="")
        for event in events.select_related("record"):
            if is_before(event.date_latest, today):
                yield Problem(
                    [event.record],
                    f"the last day of the plan {event.key}, {event.date_latest}, has "
                    "passed; say what became of it, or that it is not known.",
                )


def is_before(day, today):
    return day is not None and day < today


def outcomes_told():
    """Every event that is named as telling the outcome of a plan is one of the same record."""
    for record_type in record_types():
        kind = record_type.row_kind("events")
        if kind is None:
            continue
        keys = set(kind.model.objects.values_list("record", "key"))
        told = kind.model.objects.exclude(outcome_event="")
        for event in told.select_related("record"):
            if (event.record_id, event.outcome_event) not in keys:
                yield Problem(
                    [event.record],
                    f"the outcome of {event.key} is told by {event.outcome_event}, "
                    "which is none of its events.",
                )


def dates_after_their_source():
    """No date is later than a source that supports it, but those of plans and the terms that a call sets."""
    for record_type in record_types():
        if not record_type.citations:
            continue
        for record in prefetched(record_type.model.objects.published()):
            evidence = record.cited_evidence
            for name in date_fields(record_type.model):
                is_plan = name == "launch" and getattr(
                    record, "launch_is_planned", False
                )
                if not is_plan:
                    citations = evidence.of_field(name)
                    yield from late_dates(record, name, record, name, citations)
            for kind in record_type.rows:
                for row in kind.of(record):
                    is_plan = getattr(row, "is_planned", False)
                    sets_a_term = getattr(row, "kind", "") == EventKind.CALL
                    if is_plan or sets_a_term or not kind.cited_as:
                        continue
                    for name in date_fields(kind.model):
                        place = f"{kind.verbose_name} {row.key}"
                        citations = evidence.of_row(row)
                        yield from late_dates(record, place, row, name, citations)


def date_fields(model):
    return [field.name for field in fields(model) if isinstance(field, EdtfField)]


def late_dates(record, place, stating, name, citations):
    """Yield a sentence for each supporting source that was published before the date that it is to support.

    A day is left between them: the clocks of Beijing and of a newspaper may show different days.
    """
    earliest = read(getattr(stating, name)).earliest
    if earliest is None:
        return
    for citation in supporting_citations(citations):
        published = citation.source.published_latest
        if published and published + datetime.timedelta(days=1) < earliest:
            yield Problem(
                [record],
                f"{place} is dated {getattr(stating, name)}, after its source "
                f"{citation.source.slug} of {citation.source.published}.",
            )


def publication_before_reading():
    """No source was published after it was read."""
    for source in Source.objects.exclude(published_earliest=None).exclude(
        checked_latest=None
    ):
        if source.published_earliest > source.checked_latest:
            yield Problem(
                [source],
                f"published {source.published}, after it was read, {source.checked}.",
            )


def dates_derived():
    """The derived days of every date agree with its text, whatever route wrote it."""
    for record_type in record_types():
        date_fields = [
            field for field in fields(record_type.model) if isinstance(field, EdtfField)
        ]
        if not date_fields:
            continue
        for record in record_type.model.objects.all():
            for field in date_fields:
                if not days_fit(record, field):
                    yield Problem(
                        [record], f"the days of {field.name} do not fit its text."
                    )


def days_fit(record, date_field):
    """Return whether the earliest and the latest day of a date are those of its text."""
    earliest, latest, _ = read(date_field.value_from_object(record))
    stored = (
        getattr(record, date_field.earliest_field),
        getattr(record, date_field.latest_field),
    )
    return stored == (earliest, latest)


def statuses_dated():
    """Every status of a payload or mission has its date."""
    for model in (Payload, Mission):
        for record in model.objects.published().filter(status_date=""):
            yield Problem([record], "its status has no date.")


def identifiers():
    """Fields and identifiers have the form that they must have, ROR ids by their checksum."""
    for model in (Source, Country, Institution, Spacecraft):
        for record in model.objects.all():
            for name, messages in field_errors(record).items():
                yield Problem([record], f"{name}: {' '.join(messages)}")
    for kind in identifier_kinds():
        for identifier in kind.model.objects.exclude(value="").select_related("record"):
            problem = form_problem(identifier.scheme, identifier.value)
            if problem:
                yield Problem(
                    [identifier.record],
                    f"{identifier.scheme} {identifier.value}: {problem}",
                )


def identifier_kinds():
    """Return the kinds of row that are identifiers."""
    kinds = []
    for record_type in record_types():
        kind = record_type.row_kind("identifiers")
        if kind is not None:
            kinds.append(kind)
    return kinds


def field_errors(record):
    """Return the messages of a record's field validators by the name of the field."""
    # To validate a reference asks a query; the database keeps them whole.
    references = [field.name for field in fields(type(record)) if field.is_relation]
    try:
        record.clean_fields(exclude=references)
    except ValidationError as error:
        return error.message_dict
    return {}


def identifiers_shared():
    """No identifier is of two records, but of a mission and its spacecraft, or of a payload and what carries it.

    The database keeps them apart within a type.
    """
    holders = {}
    for kind in identifier_kinds():
        rows = kind.model.objects.exclude(value="").select_related("record")
        for row in rows:
            holders.setdefault((row.scheme, row.value), []).append(row.record)
    for (scheme, value), records in holders.items():
        for record, other in itertools.combinations(records, 2):
            if not may_share(record, other) and not may_share(other, record):
                yield Problem([record, other], f"they share the {scheme} {value}.")


def may_share(record, carrier):
    """Return whether a record flies on another, so that one catalogued object can be both."""
    if isinstance(record, Payload):
        return carrier in (record.host, record.mission)
    return isinstance(record, Spacecraft) and carrier == record.mission


def identifiers_missing():
    """No record has an identifier of a scheme and the reason why it has none beside it."""
    for kind in identifier_kinds():
        stated = kind.model.objects.exclude(value="").values_list("record", "scheme")
        pairs = set(stated)
        for blank in kind.model.objects.filter(value="").select_related("record"):
            if (blank.record_id, blank.scheme) in pairs:
                yield Problem(
                    [blank.record],
                    f"it has a {blank.scheme}, and the reason why it has none.",
                )


def refused_addresses():
    """No address of a re-host, a mirror or a bare machine is published."""
    for source in Source.objects.exclude(url="", archived_url=""):
        for address in (source.url, source.archived_url):
            host = urlsplit(address).hostname or ""
            if is_refused(host):
                yield Problem(
                    [source], f"the address on {host} is not to be published."
                )


def is_refused(host):
    if BARE_ADDRESS.match(host):
        return True
    # With every subdomain: m.example.org is example.org.
    domains = host.split(".")
    return any(
        ".".join(domains[start:]) in REFUSED_HOSTS for start in range(len(domains))
    )


def uncited_sources():
    """Every source is cited, or stands in the reference list of another or among the papers of a payload."""
    uncited = Source.objects.all()
    for model, name in relations_to(Source):
        referring = model.objects.exclude(**{name: None})
        uncited = uncited.exclude(pk__in=referring.values(name))
    for source in uncited:
        yield Problem([source], "nothing cites it.")


def doubles():
    """No two records are of one thing: sources by address or DOI, institutions by name."""
    for model, name in UNIQUE_FIELDS:
        values = Counter(
            model.objects.exclude(**{name: ""}).values_list(name, flat=True)
        )
        repeated = [value for value, number in values.items() if number > 1]
        for value in repeated:
            records = model.objects.filter(**{name: value}).order_by("slug")
            yield Problem(list(records), f"they share the {name} {value}.")


def addresses_given_away():
    """No slug or former slug leads to two records of a type."""
    for record_type in record_types():
        if record_type.key_field != "slug":
            continue
        owners = record_type.model.objects.by_address()
        for address, records in owners.items():
            if len(records) > 1:
                sentence = f"the address {address} leads to each of them; take it from all but one."
                yield Problem(records, sentence)


def languages_of_names():
    """No name in Latin letters has the tag of a language that is written otherwise: a transliteration is ru-Latn."""
    for record_type in record_types():
        kind = record_type.row_kind("names")
        if kind is None:
            continue
        names = kind.model.objects.filter(language__in=NOT_IN_LATIN_LETTERS)
        for name in names.select_related("record"):
            if name.name.isascii():
                yield Problem(
                    [name.record],
                    f"the name {name.name} is in Latin letters and not tagged so, "
                    f"as {name.language}-Latn.",
                )


CHECKS = (
    evidence,
    languages_of_names,
    launch_before_landing,
    outcomes_told,
    dates_after_their_source,
    publication_before_reading,
    dates_derived,
    statuses_dated,
    identifiers,
    identifiers_shared,
    identifiers_missing,
    refused_addresses,
    uncited_sources,
    doubles,
    addresses_given_away,
)
