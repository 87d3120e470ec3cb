"""The least valid object of each type; a test states every value it asserts on."""

import itertools

from catalog.models import AnnouncedTotal, Measure, TotalKind
from missions.models import Mission, Spacecraft
from partners.models import Country, IlrsParticipation, Institution, Programme
from payloads.models import DataSet, Payload
from records.evidence import is_stated
from sources.models import Source

_numbers = itertools.count(1)


def make_source(**values):
    number = next(_numbers)
    defaults = {
        "slug": f"source-{number}",
        "title": f"Source {number}",
        "label": f"Source {number}",
        "kind": "news",
        "reliability": "press",
        "reading": "full",
        "no_link_reason": "Made for a test.",
    }
    return Source.objects.create(**(defaults | values))


def make_country(code="SE", **values):
    return Country.objects.filter(code=code).first() or Country.objects.create(
        code=code, **({"name": code} | values)
    )


def make_institution(**values):
    number = next(_numbers)
    defaults = {
        "slug": f"institution-{number}",
        "name": f"Institution {number}",
        "kind": "institute",
    }
    return Institution.objects.create(
        **(defaults | {"publication": "published"} | values)
    )


def make_mission(**values):
    number = next(_numbers)
    defaults = {
        "slug": f"mission-{number}",
        "name": f"Mission {number}",
        "status": "planned",
    }
    return Mission.objects.create(**(defaults | {"publication": "published"} | values))


def make_spacecraft(**values):
    number = next(_numbers)
    values = {"mission": values.get("mission") or make_mission()} | values
    defaults = {
        "slug": f"spacecraft-{number}",
        "name": f"Spacecraft {number}",
        "kind": "lander",
    }
    return Spacecraft.objects.create(
        **(defaults | {"publication": "published"} | values)
    )


def make_payload(providers=(), **values):
    """Make a published payload; each of ``providers`` is an institution that counts for its country."""
    number = next(_numbers)
    values = {"mission": values.get("mission") or make_mission()} | values
    defaults = {
        "slug": f"payload-{number}",
        "name": f"Payload {number}",
        "kind": "camera",
        "status": "selected",
        "status_date": "2025",
        "publication": "published",
    }
    payload = Payload.objects.create(**(defaults | values))
    for position, institution in enumerate(providers, start=1):
        counts_as = (
            "organisation"
            if institution.is_international
            else "country"
            if institution.country
            else "not-counted"
        )
        make_provision(payload, institution, position=position, counts_as=counts_as)
    return payload


def make_dataset(subjects=(), **values):
    """Make a published data set, handed over unless said otherwise; each of ``subjects`` is a payload or a mission."""
    number = next(_numbers)
    defaults = {
        "slug": f"data-set-{number}",
        "title": f"Data set {number}",
        "access": "handed-over",
        "publication": "published",
    }
    data_set = DataSet.objects.create(**(defaults | values))
    for position, subject in enumerate(subjects, start=1):
        relation = subject.record_type.name
        data_set.subjects.create(
            key=subject.slug, position=position, **{relation: subject}
        )
    data_set.refresh_search_text()
    return data_set


def make_provision(payload, institution, **values):
    defaults = {"key": institution.slug, "role": "lead", "counts_as": "country"}
    return payload.provisions.create(institution=institution, **(defaults | values))


def make_programme(slug="ilrs", **values):
    """Make a published programme, or give the one that is there already the values."""
    programme = Programme.objects.filter(slug=slug).first()
    if programme is None:
        names = {
            "name": "International Lunar Research Station",
            "publication": "published",
        }
        return Programme.objects.create(slug=slug, **(names | values))
    for name, value in values.items():
        setattr(programme, name, value)
    programme.save()
    return programme


def make_participation(steps=(), **values):
    """Make a published participation of Sweden in the ILRS; each of ``steps`` is a mapping of a step's values."""
    number = next(_numbers)
    if "programme" not in values:
        values["programme"] = make_programme()
    if not values.keys() & {"country", "institution"}:
        values["country"] = make_country()
    defaults = {
        "slug": f"participation-{number}",
        "level": "national",
        "publication": "published",
    }
    participation = IlrsParticipation.objects.create(**(defaults | values))
    for position, step in enumerate(steps, start=1):
        participation.steps.create(
            **({"key": f"step-{position}", "position": position} | step)
        )
    return participation


def sign_accords(country, date, source=None):
    """Let a country sign the Artemis Accords, by a source or a new one; return the participation."""
    programme = make_programme(
        slug="artemis-accords", name="Artemis Accords", kind="principles"
    )
    participation = make_participation(
        [{"kind": "signed", "date": date}], programme=programme, country=country
    )
    step = participation.steps.get()
    cite(participation, source, step=step, confidence="medium")
    return participation


def make_total(**values):
    number = next(_numbers)
    if not values.keys() & {"mission", "programme"}:
        values["mission"] = make_mission()
    defaults = {
        "slug": f"total-{number}",
        "title": f"Total {number}",
        "measure": Measure.PROJECTS,
        "kind": TotalKind.COUNTED,
        "low": 1,
        "high": 1,
        "counts": "Payload projects.",
        "publication": "published",
    }
    return AnnouncedTotal.objects.create(**(defaults | values))


def identify(record, scheme, value="", **values):
    """Give a record an identifier that a source supports, or with ``finding`` and ``looked`` the reason for none."""
    position = record.identifiers.count() + 1
    row = {"key": f"{scheme}-{position}", "position": position, "scheme": scheme}
    identifier = record.identifiers.create(value=value, **(row | values))
    cite(record, identifier=identifier, locator=identifier.key)
    record.refresh_search_text()
    return identifier


def cite_facts(record, source=None, **values):
    """Cite a source, or a new one, for every fact that the record states."""
    record_type = record.record_type
    stated = [
        name
        for name in record_type.fact_fields
        if is_stated(record_type.value_of(record, name))
    ]
    return cite(record, source, field=", ".join(stated), **values)


def cite(record, source=None, **values):
    """Cite a source, or a new one, for a record, one of its fields or one of its rows."""
    return record.citations.create(
        source=source or make_source(), **({"locator": "paragraph 1"} | values)
    )
