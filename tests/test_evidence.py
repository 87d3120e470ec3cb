"""The shipped catalogue beside an independently written table of what the wider evidence says."""

import datetime
from collections import Counter
from decimal import Decimal

import pytest
from django.core.management import call_command

from catalog.counting import compare
from catalog.models import AnnouncedTotal
from missions.models import Mission, Spacecraft
from partners.models import (
    Country,
    IlrsParticipation,
    Institution,
    InstitutionIdentifier,
    Programme,
)
from payloads.models import Payload
from records.registry import named
from sources.models import Source
from tests import evidence_table as table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


def names_of(record):
    """Every name of a record, with what its citations give as printed."""
    printed = {citation.as_printed for citation in record.citations.all()}
    return {str(record), record.name, getattr(record, "acronym", ""), *printed} | {
        n.name for n in record.names.all()
    }


def days_of(events):
    """The dates of events with their clock times, where one is known."""
    return {
        (event.date, f"{event.time_utc:%H:%M}" if event.time_utc else None)
        for event in events
    }


def decimal(text):
    return None if text is None else Decimal(text)


@pytest.mark.parametrize("slug", table.SPACECRAFT)
def test_spacecraft_have_their_designation_and_launch(slug):
    cospar, day, clock = table.SPACECRAFT[slug]
    spacecraft = Spacecraft.objects.published().get(slug=slug)

    assert cospar is None or spacecraft.cospar_id == cospar
    assert spacecraft.launch == day
    assert f"{spacecraft.launch_time_utc:%H:%M}" == clock


def test_spacecraft_have_the_published_figures():
    missing = [
        row
        for row in table.SPACECRAFT_FIGURES
        if not Spacecraft.objects.get(slug=row[0])
        .specifications.filter(
            quantity__contains=row[1], low=Decimal(row[2]), unit=row[3]
        )
        .exists()
    ]

    assert missing == []


def test_every_published_position_is_kept_with_its_rank():
    missing = [
        (slug, kind, latitude, longitude, elevation, rank)
        for slug, kind, latitude, longitude, elevation, rank in table.SITES
        if not Mission.objects.get(slug=slug)
        .sites.filter(
            kind=kind,
            latitude_deg=Decimal(latitude),
            longitude_deg=Decimal(longitude),
            rank=rank,
            **({"elevation_m": Decimal(elevation)} if elevation else {}),
        )
        .exists()
    ]

    assert missing == []


def test_the_sites_once_considered_for_change_8_are_candidates():
    names = " ".join(
        Mission.objects.get(slug="change-8")
        .sites.filter(kind="candidate")
        .values_list("name", flat=True)
    )

    assert [name for name in table.CHANGE_8_CANDIDATES if name not in names] == []


@pytest.mark.parametrize(("slug", "status", "day"), table.MISSION_STATUS)
def test_missions_that_have_not_flown_say_so(slug, status, day):
    mission = Mission.objects.get(slug=slug)

    assert mission.status == status
    assert day is None or mission.status_date == day


@pytest.mark.parametrize(("slug", "status", "day"), table.SPACECRAFT_STATUS)
def test_spacecraft_have_the_latest_status_that_is_known(slug, status, day):
    spacecraft = Spacecraft.objects.published().get(slug=slug)

    assert (spacecraft.status, spacecraft.status_date) == (status, day)


@pytest.mark.parametrize("slug", ["change-7", "queqiao-2"])
def test_the_reported_change_of_operator_stands_beside_the_one_displayed(slug):
    mission = Mission.objects.get(slug=slug)

    assert mission.operator.slug == "cnsa"
    assert mission.citations.filter(
        field="operator",
        stance="differs",
        confidence="medium",
        as_printed="China Manned Space Agency",
    ).exists()


def test_the_reworking_of_change_8_stands_on_its_payloads_and_is_not_called_cancelled(
    client,
):
    page = client.get("/payloads/change-8-laser-reflector/").content.decode()

    assert "reported" in page.casefold()
    assert (
        Mission.objects.get(slug="change-8")
        .events.filter(is_standing=True, date__startswith="2026")
        .exists()
    )
    assert Mission.objects.get(slug="change-8").status != "ended"


@pytest.mark.parametrize("slug", sorted({slug for slug, *_ in table.MISSION_EVENTS}))
def test_missions_have_their_dated_events(slug):
    mission = Mission.objects.get(slug=slug)
    payloads = [
        days_of(payload.events.all())
        for payload in mission.payloads.prefetch_related("events")
    ]
    found = days_of(mission.events.all()).union(*payloads)

    missing = [
        (day, clock)
        for of, day, clock in table.MISSION_EVENTS
        if of == slug
        and not any(date == day and clock in (None, time) for date, time in found)
    ]

    assert missing == []


@pytest.mark.parametrize("slug", table.PAYLOAD_NAMES)
def test_payloads_have_their_names_in_every_script(slug):
    assert (
        table.PAYLOAD_NAMES[slug] - names_of(Payload.objects.published().get(slug=slug))
        == set()
    )


def test_payloads_ride_on_their_hosts():
    hosts = dict(
        Payload.objects.filter(slug__in=table.HOSTS).values_list("slug", "host__slug")
    )

    assert hosts == table.HOSTS


@pytest.mark.parametrize("slug", table.INSTITUTIONS_OF)
def test_payloads_name_the_institutions_behind_them(slug):
    found = set(
        Payload.objects.get(slug=slug).provisions.values_list(
            "institution__slug", flat=True
        )
    )

    assert table.INSTITUTIONS_OF[slug] - found == set()


def test_persons_stand_with_their_payloads():
    missing = [
        (slug, name)
        for slug, names in table.PERSONS.items()
        for name in names
        if not any(
            name in f"{p.name} {p.native_name}"
            for p in Payload.objects.get(slug=slug).persons.all()
        )
    ]

    assert missing == []


def test_technical_indicators_have_the_printed_values():
    missing = [
        (slug, quantity, low, high, unit, rank)
        for slug, quantity, low, high, unit, rank in table.SPECIFICATIONS
        if not Payload.objects.get(slug=slug)
        .specifications.filter(
            quantity=quantity,
            high=Decimal(high),
            unit=unit,
            rank=rank,
            **({"low": Decimal(low)} if low else {}),
        )
        .exists()
    ]

    assert missing == []


@pytest.mark.parametrize("slug", table.WITHOUT_MASS)
def test_an_unknown_mass_is_absent(slug):
    assert (
        not Payload.objects.get(slug=slug)
        .specifications.filter(quantity="mass")
        .exists()
    )


def test_payloads_have_their_dated_events():
    missing = [
        (slug, day)
        for slug, day in table.PAYLOAD_EVENTS
        if not Payload.objects.get(slug=slug).events.filter(date=day).exists()
    ]

    assert missing == []


@pytest.mark.parametrize("slug", table.PAYLOAD_STATUS)
def test_payloads_have_their_latest_status(slug):
    statuses, day = table.PAYLOAD_STATUS[slug]
    payload = Payload.objects.published().get(slug=slug)

    assert payload.status in statuses
    assert payload.status_date.startswith(day)


def test_no_payload_of_change_7_has_flown():
    statuses = set(
        Payload.objects.filter(mission__slug="change-7").values_list(
            "status", flat=True
        )
    )

    assert statuses <= {
        "proposed",
        "selected",
        "in-development",
        "delivered",
        "did-not-fly",
    }


def test_results_have_the_published_figures():
    missing = [
        (slug, low, high, uncertainty)
        for slug, low, high, uncertainty in table.RESULT_FIGURES
        if not Payload.objects.get(slug=slug)
        .figures.filter(
            low=Decimal(low), high=Decimal(high), uncertainty=decimal(uncertainty)
        )
        .exists()
    ]

    assert missing == []


@pytest.mark.parametrize("slug", table.PAPER_DOIS)
def test_papers_have_their_identifiers(slug):
    found = {
        doi.casefold()
        for doi in Payload.objects.get(slug=slug).papers.values_list(
            "source__doi", flat=True
        )
    }

    assert {doi.casefold() for doi in table.PAPER_DOIS[slug]} - found == set()


def test_identifiers_are_in_only_where_a_source_bears_them_out():
    assert not Source.objects.filter(doi__in=table.UNVERIFIED_DOIS).exists()
    assert Source.objects.filter(doi=table.IMPACT_PAPER_DOI).exists()


@pytest.mark.parametrize("code", table.NATIONAL)
def test_countries_stand_to_the_ilrs_as_the_evidence_has_it(code):
    relation, evidence, day = table.NATIONAL[code]
    participation = (
        IlrsParticipation.objects.published()
        .own_of("ilrs")
        .for_list()
        .get(country__code=code)
    )

    assert participation.summary.relation == relation
    assert evidence is None or participation.summary.evidence == evidence
    assert day is None or participation.steps.filter(kind="signed", date=day).exists()


@pytest.mark.parametrize("slug", table.BELOW_NATIONAL)
def test_organisations_and_institutions_take_part_at_their_level(slug):
    level, day = table.BELOW_NATIONAL[slug]
    participation = (
        IlrsParticipation.objects.published().for_list().get(institution__slug=slug)
    )

    assert (participation.level, participation.summary.relation) == (level, "signatory")
    assert day is None or participation.steps.filter(date=day).exists()


@pytest.mark.parametrize("place", table.PLACES_ONLY)
def test_where_no_body_is_named_the_place_stands_alone(place):
    participations = IlrsParticipation.objects.published().filter(
        level="institution", institution=None
    )

    assert place in {
        participation.place or str(participation.country)
        for participation in participations
    }


def test_signatories_are_named():
    missing = []
    for code, name in table.SIGNERS:
        own = IlrsParticipation.objects.own_of("ilrs")
        steps = own.get(country__code=code).steps.all()
        if not any(
            name in f"{step.signatory} {step.counterpart_signatory}" for step in steps
        ):
            missing.append((code, name))

    assert missing == []


def test_the_ilrs_at_the_start_of_2024_has_the_counted_groups():
    in_ilrs = IlrsParticipation.objects.published().of_programme("ilrs")
    participations = in_ilrs.as_of(datetime.date(2024, 1, 1))

    assert (
        Counter((str(p.level), str(p.summary.group)) for p in participations)
        == table.AS_OF_2024
    )


def test_the_api_gives_the_same_groups_for_the_start_of_2024(client):
    answer = client.get(
        "/api/v1/ilrs-participations/", {"as_of": "2024-01-01", "page_size": 100}
    ).json()

    assert answer["count"] == sum(table.AS_OF_2024.values())


def test_change_8_partners_and_the_ilrs_come_to_eleven(client):
    mission = client.get("/api/v1/missions/change-8/").json()
    standings = {}
    for partner in filter(
        lambda partner: partner["key"].isupper(), mission["partners"]
    ):
        standings.setdefault(partner["standing_kind"], set()).add(partner["key"])

    assert standings == table.CHANGE_8_TALLY


@pytest.mark.parametrize(("day", "number"), table.ILRS_TOTALS)
def test_totals_announced_for_the_ilrs_are_kept_over_time(day, number):
    totals = AnnouncedTotal.objects.published().filter(
        programme__slug="ilrs", low=number
    )

    assert day in {total.date for total in totals}


def test_totals_of_roscosmos_leave_russia_out_as_their_rule_does():
    totals = AnnouncedTotal.objects.filter(
        programme__slug="ilrs", announcer__slug="roscosmos"
    )

    counts = {
        comparison.total.date: comparison.count.records
        for comparison in compare(totals)
    }

    assert {
        day: len(records) for day, records in counts.items()
    } == table.COUNTED_BESIDE_ROSCOSMOS
    assert "RU" not in {
        participation.country.code
        for records in counts.values()
        for participation in records
    }


def test_forty_one_expressions_of_interest_are_on_the_page_of_change_8(client):
    page = client.get("/missions/change-8/").content.decode()

    assert "41 expressions of interest" in page
    assert "嫦娥八号" in page


def test_the_ilrs_has_its_milestones():
    days = set(Programme.objects.get(slug="ilrs").events.values_list("date", flat=True))

    assert [day for day in table.ILRS_MILESTONES if day not in days] == []


def test_countries_have_the_day_they_signed_the_artemis_accords():
    countries = Country.objects.with_artemis_accords().exclude(artemis_accords="")
    found = dict(countries.values_list("code", "artemis_accords"))

    assert found == table.ARTEMIS_ACCORDS


def test_it_is_known_who_had_signed_for_both_by_a_day(client):
    for day, codes in table.SIGNED_BOTH.items():
        answer = client.get("/api/v1/countries/", {"signed_both_by": day}).json()
        assert [country["code"] for country in answer["results"]] == codes, day


@pytest.mark.parametrize("identifier", table.IDENTIFIERS)
def test_records_have_the_identifiers_of_other_catalogues(identifier):
    type_name, slug, scheme, value, rank = identifier
    record = named(type_name).model.objects.published().get(slug=slug)

    assert record.identifiers.get(scheme=scheme, value=value).rank == rank


@pytest.mark.parametrize("blank", table.WITHOUT_IDENTIFIER)
def test_why_a_record_has_no_identifier(blank):
    type_name, slug, scheme, finding = blank
    record = named(type_name).model.objects.published().get(slug=slug)

    assert record.identifiers.get(scheme=scheme).finding == finding


def test_institutions_without_a_record_in_the_register():
    blanks = InstitutionIdentifier.objects.filter(scheme="ror", value="")

    assert sorted(blank.record.slug for blank in blanks) == sorted(
        table.NOT_IN_REGISTER
    )
    assert {(blank.finding, blank.looked) for blank in blanks} == {
        ("not-found", "2026-06-23")
    }


@pytest.mark.parametrize("slug", table.REGISTER)
def test_institutions_have_the_identifiers_of_the_registers(slug):
    ror, wikidata, founded = table.REGISTER[slug]
    institution = Institution.objects.published().get(slug=slug)

    assert institution.ror == ror
    assert institution.wikidata == (wikidata or institution.wikidata)
    assert founded is None or institution.founded.startswith(founded)


@pytest.mark.parametrize("slug", table.NATIVE_NAMES)
def test_institutions_have_native_and_former_names(slug):
    assert (
        table.NATIVE_NAMES[slug]
        - names_of(Institution.objects.published().get(slug=slug))
        == set()
    )


def test_the_named_disagreements_are_listed(client):
    page = client.get("/differences/").content.decode()
    participants = (
        IlrsParticipation.objects.own_of("ilrs")
        .filter(country__code__in=table.DIFFERING_PARTICIPANTS)
        .select_related("country")
    )

    records = [f"/payloads/{slug}/" for slug in table.DIFFERING_PAYLOADS]
    records += [f"/missions/{slug}/" for slug in table.DIFFERING_MISSIONS]
    records += [participation.country.name for participation in participants]
    assert [record for record in records if record not in page] == []


def test_payloads_that_differ_are_found_by_the_filter(client):
    answer = client.get(
        "/api/v1/payloads/", {"differs": "true", "page_size": 100}
    ).json()

    assert set(table.DIFFERING_PAYLOADS) <= {
        payload["slug"] for payload in answer["results"]
    }


def test_fifty_four_and_fifty_five_antennas_are_both_shown(client):
    page = client.get("/payloads/change-8-radio-array/").content.decode()

    assert "54" in page
    assert "55" in page


def test_the_catalogue_is_in_order(capsys):
    # By a day that is given: plans run out, and the test is to say the same next year.
    call_command("checkcatalog", today=datetime.date(2026, 11, 28))

    assert capsys.readouterr().out == "The catalogue is in order.\n"
