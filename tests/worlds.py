"""Records of every type, each with every kind of row and with citations of everything: what pages and lists show."""

from types import SimpleNamespace

from partners.models import Programme
from records.registry import record_types
from tests.factories import (
    cite,
    cite_facts,
    make_country,
    make_dataset,
    make_institution,
    make_mission,
    make_participation,
    make_payload,
    make_programme,
    make_provision,
    make_source,
    make_spacecraft,
    make_total,
)

# The country of each world, and a region with a code of its own.
COUNTRIES = (("SE", "Sweden"), ("DE", "Germany"), ("NL", "Netherlands"))
REGIONS = ("AX", "SJ", "AW")

RECORD_MODELS = [record_type.model for record_type in record_types()]


def make_world(number=0):
    """Make one record of each type, all related, and return them by the name of their type."""
    world = SimpleNamespace(number=number)
    add_sources(world)
    add_partners(world)
    add_mission(world)
    add_payload(world)
    add_payload_of_a_region(world)
    add_data_sets(world)
    add_participations(world)
    add_totals(world)
    return world


def add_row(world, record, relation, row_field, **values):
    """Give a record a row that the world's source supports."""
    row = getattr(record, relation).create(**values)
    cite(record, world.source, **{row_field: row, "locator": f"{row.key}, row"})
    return row


def double_rows(record):
    """Give a record a second one of each of its rows, with a source of its own where the first may be cited."""
    for kind in record.record_type.rows:
        for row in kind.of(record):
            row.pk = None
            row.key = f"{row.key}-again"
            if kind.relation == "identifiers":
                # No two have the same.
                row.value = f"{row.value}0"
            row.save(force_insert=True)
            if kind.cited_as:
                cite(record, locator=row.key, **{kind.cited_as: row})


def add_name(world, record):
    add_row(
        world,
        record,
        "names",
        "name",
        key="native",
        name=f"Namn {record.record_key}",
        kind="native",
        language="sv",
    )
    record.refresh_search_text()


def add_identifier(world, record):
    values = {"key": "wikidata", "scheme": "wikidata", "value": f"Q10{record.pk}"}
    add_row(world, record, "identifiers", "identifier", **values)
    record.refresh_search_text()


def add_event(world, record):
    values = {
        "key": "launched",
        "kind": "launch",
        "title": f"Launch of {record}",
        "date": "2026-08",
        "is_planned": True,
    }
    add_row(world, record, "events", "event", **values)


def add_picture(world, record):
    values = {
        "key": "crater",
        "title": f"Crater seen from {record}",
        "address": "https://pictures.example.org/crater",
        "date": "2026-08-02",
        "credit_as_printed": "Institute",
        "licence_as_printed": "All rights reserved",
        "description": "From 100 km.",
    }
    add_row(world, record, "pictures", "picture", **values)


def add_sources(world):
    number = world.number
    world.cited = make_source(slug=f"cited-{number}", title=f"Cited {number}")
    world.source = make_source(
        slug=f"paper-{number}",
        title=f"Paper {number}",
        label=f"Berg {number}",
        published="2022-03",
        kind="paper",
    )
    world.source.authors.create(family="Berg", given="Ada")
    world.source.references.create(number=7, cited=world.cited, as_printed="[7] Cited.")
    world.cited.references.create(number=3, cited=world.source, as_printed="[3] Berg.")


def add_partners(world):
    number = world.number
    code, name = COUNTRIES[number]
    world.country = make_country(code, name=name)
    world.region = make_country(REGIONS[number], region_of=world.country)
    world.parent = make_institution(
        slug=f"academy-{number}", name=f"Academy {number}", country=world.country
    )
    world.institution = make_institution(
        slug=f"institute-{number}",
        name=f"Institute {number}",
        acronym=f"IN{number}",
        country=world.country,
        seat="Kiruna",
        seat_country=world.country,
        parent=world.parent,
        founded="1957",
        website="https://institute.example.org/",
    )
    world.part = make_institution(
        slug=f"group-{number}", name=f"Group {number}", parent=world.institution
    )
    world.organisation = make_institution(
        slug=f"society-{number}",
        name=f"Society {number}",
        kind="society",
        is_international=True,
    )
    for record in (world.country, world.institution):
        cite_facts(record, world.source)
        cite(record, world.source, field="name", locator="title")
        add_name(world, record)
    add_identifier(world, world.institution)


def add_mission(world):
    number = world.number
    world.other_mission = make_mission(
        slug=f"relay-mission-{number}", name=f"Relay mission {number}"
    )
    world.mission = make_mission(
        slug=f"change-{number}",
        name=f"Chang'e-{number}",
        operator=world.institution,
        launch="2026-08",
        status_date="2025",
        objectives="To land.",
        cooperation_summary="Run by two agencies.",
    )
    world.spacecraft = make_spacecraft(
        slug=f"lander-{number}",
        name=f"Lander {number}",
        mission=world.mission,
        launch="2026-08-01",
    )
    world.spacecraft.serves.add(world.other_mission)
    site = {
        "key": "crater",
        "kind": "target",
        "name": "Crater",
        "position_kind": "measured",
        "latitude_deg": "-45.457",
        "longitude_deg": "177.5",
        "method": "orbital-images",
        "uncertainty_as_printed": "20 m",
        "latitude_uncertainty_m": "20",
        "longitude_uncertainty_m": "20",
    }
    add_row(world, world.mission, "sites", "site", **site)
    add_event(world, world.mission)
    add_picture(world, world.mission)
    warning = {
        "key": "reworked",
        "kind": "report",
        "title": "Reported as being reworked",
        "date": "2026-05",
    }
    add_row(world, world.mission, "events", "event", is_standing=True, **warning)
    selection = {
        "key": "selection",
        "task": "selection",
        "institution": world.institution,
        "scope": "CAM",
        "date": "2017",
        "description": "By a board.",
    }
    add_row(world, world.mission, "responsibilities", "responsibility", **selection)
    tracking = {
        "key": "tracking",
        "kind": "tracking",
        "title": "Tracking",
        "institution": world.institution,
    }
    add_row(
        world,
        world.mission,
        "other_cooperation",
        "cooperation",
        date="2018",
        **tracking,
    )
    mass = {
        "key": "mass",
        "quantity": "mass",
        "as_printed": "140 kg",
        "low": 140,
        "high": 140,
        "unit": "kg",
    }
    add_row(world, world.spacecraft, "specifications", "specification", **mass)
    for record in (world.mission, world.spacecraft):
        cite_facts(record, world.source)
        cite(record, world.source, field="launch", locator="launch")
        add_name(world, record)
        add_identifier(world, record)


def add_payload(world):
    number = world.number
    world.payload = make_payload(
        slug=f"camera-{number}",
        name=f"Camera {number}",
        acronym=f"CAM{number}",
        mission=world.mission,
        host=world.spacecraft,
        discipline="imaging",
        summary="A camera.",
    )
    provision = make_provision(
        world.payload, world.institution, contribution="The optics."
    )
    make_provision(
        world.payload,
        world.organisation,
        role="partner",
        counts_as="organisation",
        position=1,
    )
    cite_facts(world.payload, world.source)
    cite(world.payload, world.source, provision=provision)
    cite(
        world.payload,
        world.source,
        field="kind",
        stance="differs",
        as_printed="a telescope",
    )
    mass = {
        "key": "mass",
        "quantity": "mass",
        "as_printed": "about 2.5 kg",
        "bound": "about",
        "unit": "kg",
    }
    add_row(
        world,
        world.payload,
        "specifications",
        "specification",
        low="2.5",
        high="2.5",
        **mass,
    )
    add_event(world, world.payload)
    add_picture(world, world.payload)
    add_name(world, world.payload)
    add_identifier(world, world.payload)
    add_findings(world)


def add_findings(world):
    """Give the payload people, a result with a figure, a paper, and a gap."""
    person = {
        "key": "berg",
        "name": "Ada Berg",
        "role": "principal investigator",
        "institution": world.institution,
    }
    add_row(world, world.payload, "persons", "person", **person)
    result = {
        "key": "dose",
        "title": "The dose",
        "date": "2019",
        "description": "It measured the dose.",
    }
    row = add_row(world, world.payload, "results", "result", **result)
    figure = {
        "key": "rate",
        "quantity": "absorbed-dose-rate",
        "as_printed": "13.2 ± 1 µGy/h",
        "unit": "uGy/h",
    }
    figure |= {"low": "13.2", "high": "13.2", "uncertainty": "1", "result": row}
    add_row(world, world.payload, "figures", "figure", **figure)
    world.payload.papers.create(key="paper", source=world.source, kind="instrument")
    world.payload.gaps.create(
        key="power", fact="power", finding="not-found", looked="2026-08"
    )


def add_data_sets(world):
    """Add a data set of the payload, on which a result rests, and one of the mission without data of the payload."""
    number = world.number
    world.dataset = make_dataset(
        slug=f"frames-{number}",
        title=f"Frames {number}",
        description="What the camera saw.",
        producer=world.institution,
        archive=world.organisation,
        identifier_scheme="doi",
        identifier=f"10.5878/frames-{number}",
        version="1",
        address="https://archive.example.org/",
        processing_level="2B",
        encoding_format="PDS4",
        temporal_coverage="2019-01/2022-01",
        published="2026-02-27",
        access="open",
        license="CC0",
    )
    cite_facts(world.dataset, world.source)
    add_row(
        world, world.dataset, "subjects", "subject", key="camera", payload=world.payload
    )
    world.dataset.refresh_search_text()
    world.payload.results.filter(key="dose").update(data_set=world.dataset)
    world.release = make_dataset(
        slug=f"release-{number}", title=f"Release {number}", access="registration"
    )
    cite_facts(world.release, world.source)
    add_row(
        world,
        world.release,
        "subjects",
        "subject",
        key="mission",
        mission=world.mission,
    )
    without = {"payload": world.payload, "holding": "holds-none"}
    add_row(world, world.release, "subjects", "subject", key="camera", **without)


def add_payload_of_a_region(world):
    laboratory = make_institution(
        slug=f"laboratory-{world.number}", country=world.region
    )
    world.rover = make_payload(
        slug=f"rover-{world.number}", mission=world.other_mission
    )
    make_provision(world.rover, laboratory, counts_as="region")


def add_participations(world):
    number = world.number
    signed = {
        "kind": "signed",
        "date": "2024-04-05",
        "instrument": "Memorandum",
        "place": "Beijing",
    }
    world.participation = make_participation(
        [signed], slug=f"national-{number}", country=world.country
    )
    world.membership = make_participation(
        [{"kind": "linked"}],
        slug=f"society-participation-{number}",
        level="organisation",
        institution=world.organisation,
        through=world.parent,
    )
    own = {
        "slug": f"institute-participation-{number}",
        "level": "institution",
        "institution": world.institution,
    }
    world.own_participation = make_participation([{"kind": "named"}], **own)
    world.accords = make_programme(
        slug="artemis-accords", name="Artemis Accords", kind="principles"
    )
    world.signature = make_participation(
        [{"kind": "signed", "date": "2024-04-16"}],
        slug=f"signature-{number}",
        programme=world.accords,
        country=world.country,
    )
    for participation in (
        world.participation,
        world.membership,
        world.own_participation,
        world.signature,
    ):
        cite_facts(participation, world.source)
        cite(
            participation,
            world.source,
            step=participation.steps.get(),
            locator="the step",
        )


def add_totals(world):
    world.programme = Programme.objects.filter(slug="ilrs").first() or make_programme(
        acronym="ILRS"
    )
    cite_facts(world.programme, world.source)
    add_row(
        world,
        world.programme,
        "events",
        "event",
        key=f"step-{world.number}",
        kind="aim",
        title=f"Aim {world.number}",
    )
    values = {"announcer": world.institution, "date": "2025-04"}
    world.total = make_total(
        slug=f"projects-{world.number}", mission=world.mission, low=2, high=2, **values
    )
    countries = {
        "measure": "countries-and-regions",
        "slug": f"countries-{world.number}",
    }
    world.countries = make_total(
        mission=world.mission, low=1, high=1, **countries, **values
    )
    world.aim = make_total(
        slug=f"participants-{world.number}",
        programme=world.programme,
        measure="countries-and-organisations",
        low=17,
        high=17,
        **values,
    )
    for total in (world.total, world.countries, world.aim):
        cite(total, world.source)
