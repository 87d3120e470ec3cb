"""What is checked of the whole catalogue, beyond what the database and the forms keep: for curators and for CI."""

import re
from collections import Counter
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from missions.models import Mission, Spacecraft
from partners.models import Country, Institution
from payloads.models import Payload
from records import publication
from records.canonical import prefetched
from records.dates import read
from records.registry import record_types
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
BARE_ADDRESS = re.compile(r"^[\d.:]+$")


def problems():
    """Return every problem of the catalogue as a sentence; empty when there is none."""
    return [problem for check in CHECKS for problem in check()]


def evidence():
    """Every published record has a citation for every field and row, and refers to published records only."""
    for record_type in record_types():
        for record in prefetched(record_type.model.objects.published()):
            for problem in publication.problems(record):
                yield f"{record_type.verbose_name} {record.record_key}: {problem}"


def dates_in_order():
    """A launch is not after a landing or an end of the same mission, a source not published after it was read."""
    for mission in Mission.objects.published().prefetch_related("events"):
        by_kind = {}
        for event in mission.events.all():
            if event.rank == "preferred" and not event.is_planned and event.date_earliest:
                by_kind.setdefault(event.kind, []).append(event.date_earliest)
        launches, landings = by_kind.get("launch", []), by_kind.get("landing", [])
        if launches and landings and min(launches) > min(landings):
            yield f"mission {mission.slug}: it landed on {min(landings)}, before its launch on {min(launches)}."
    for source in Source.objects.exclude(published_earliest=None).exclude(checked_latest=None):
        if source.published_earliest > source.checked_latest:
            yield f"source {source.slug}: published {source.published}, after it was read, {source.checked}."


def dates_derived():
    """The derived days of every date agree with its text, whatever route wrote it."""
    for model in [record_type.model for record_type in record_types()]:
        names = [field.name for field in model._meta.fields if hasattr(field, "earliest_field")]
        for record in model.objects.only(model.key_field, *names) if names else []:
            for name in names:
                earliest, latest, _ = read(getattr(record, name))
                if (earliest, latest) != (getattr(record, f"{name}_earliest"), getattr(record, f"{name}_latest")):
                    yield f"{model._meta.verbose_name} {record.record_key}: the days of {name} do not fit its text."


def statuses_dated():
    """Every status of a payload or mission has its date."""
    for model in (Payload, Mission):
        for record in model.objects.published().filter(status_date=""):
            yield f"{model._meta.verbose_name} {record.slug}: its status has no date."


def identifiers():
    """Identifiers are well formed, ROR ids by their checksum."""
    for model in (Source, Country, Institution, Spacecraft):
        for record in model.objects.all():
            for name, messages in _field_errors(record).items():
                yield f"{model._meta.verbose_name} {record.record_key}: {name}: {' '.join(messages)}"
    for institution in Institution.objects.exclude(ror=""):
        if not ror_checksum_holds(institution.ror):
            yield f"institution {institution.slug}: the ROR id {institution.ror} has a wrong checksum."


def _field_errors(record):
    try:
        record.clean_fields(exclude=[field.name for field in record._meta.fields if field.is_relation])
    except ValidationError as error:
        return error.message_dict
    return {}


CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def ror_checksum_holds(ror):
    """Tell whether the two check digits of a ROR id fit (ISO/IEC 7064, MOD 97-10, over Crockford's base 32)."""
    number = 0
    for letter in ror[:-2]:
        number = number * 32 + CROCKFORD.index(letter)
    return 98 - (number * 100) % 97 == int(ror[-2:])


def refused_addresses():
    """No address of a re-host, a mirror or a bare machine is published."""
    for source in Source.objects.exclude(url="", archived_url=""):
        for address in (source.url, source.archived_url):
            host = urlsplit(address).hostname or ""
            if BARE_ADDRESS.match(host) or any(host == h or host.endswith(f".{h}") for h in REFUSED_HOSTS):
                yield f"source {source.slug}: the address on {host} is not to be published."


def doubles():
    """No two records are of one thing: sources by address or DOI, institutions by ROR or name, countries by name."""
    for model, name in (
        (Source, "url"),
        (Source, "doi"),
        (Source, "label"),
        (Institution, "ror"),
        (Institution, "name"),
        (Spacecraft, "cospar_id"),
    ):
        values = Counter(model.objects.exclude(**{name: ""}).values_list(name, flat=True))
        for value, number in values.items():
            if number > 1:
                keys = model.objects.filter(**{name: value}).values_list("slug", flat=True)
                yield f"{model._meta.verbose_name_plural} {', '.join(sorted(keys))}: they share the {name} {value}."


CHECKS = (
    evidence,
    dates_in_order,
    dates_derived,
    statuses_dated,
    identifiers,
    refused_addresses,
    doubles,
)
