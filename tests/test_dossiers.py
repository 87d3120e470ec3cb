"""The shipped catalogue beside an independently written table of what the dossiers say."""

from datetime import date

import pytest
from django.core.management import call_command

from catalog.models import AnnouncedTotal
from missions.models import Mission, Spacecraft, tally
from partners.models import Country, Group, IlrsParticipation, Institution, Level
from payloads.models import Payload
from sources.differences import differences
from tests import dossiers_table as table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

TYPES = {
    "mission": Mission,
    "spacecraft": Spacecraft,
    "payload": Payload,
    "institution": Institution,
    "country": Country,
    "participation": IlrsParticipation,
}


def find(kind, key):
    model = TYPES[kind]
    return model.objects.published().get(**{model.key_field: key})


def value(instance, path):
    """Return a value as text, following dots to what a row refers to."""
    for name in path.split("."):
        instance = getattr(instance, name)
    if isinstance(instance, bool) or instance is None:
        return ""
    return str(instance.normalize()) if hasattr(instance, "normalize") else str(instance)


def fits(expected, found):
    return expected[1:] in found if expected.startswith("~") else expected == found


@pytest.mark.parametrize(("kind", "key", "field", "expected"), table.FIELDS)
def test_record_states_what_the_dossier_says(kind, key, field, expected):
    assert fits(expected, value(find(kind, key), field))


@pytest.mark.parametrize(("kind", "key", "relation", "expected"), table.ROWS)
def test_record_has_the_row_that_the_dossier_gives(kind, key, relation, expected):
    rows = getattr(find(kind, key), relation).all()

    fitting = [row for row in rows if all(fits(text, value(row, path)) for path, text in expected.items())]

    assert fitting, [{path: value(row, path) for path in expected} for row in rows]


@pytest.mark.parametrize(("slug", "expected"), table.PARTICIPATIONS.items())
def test_participation_is_summed_up_as_the_dossier_does(slug, expected):
    relation, evidence, signed = expected

    participation = IlrsParticipation.objects.published().for_list().get(slug=slug)
    dates = [step.date for step in participation.steps.filter(kind="signed", rank="preferred")]

    assert participation.relation == relation
    assert evidence in (None, participation.evidence)
    assert signed is None or signed in dates


def test_no_other_country_has_signed():
    signed = IlrsParticipation.objects.published().with_standing().filter(level=Level.NATIONAL, relation="signatory")

    known = {slug for slug, (relation, *_) in table.PARTICIPATIONS.items() if relation == "signatory"}
    assert {participation.slug for participation in signed} - known == {"serbia"}  # its day is not known


@pytest.mark.parametrize(("day", "measure", "kind", "low", "high"), table.TOTALS)
def test_total_was_announced(day, measure, kind, low, high):
    announced = AnnouncedTotal.objects.published().filter(programme__slug="ilrs", date=day, measure=measure, kind=kind)

    assert (low, high) in announced.values_list("low", "high")


def test_the_aims_of_2024_are_targets():
    aims = AnnouncedTotal.objects.published().filter(programme__slug="ilrs", kind="target")

    assert dict(aims.values_list("measure", "low")) == table.TARGETS


@pytest.mark.parametrize(("kind", "key", "subject", "values"), table.DIFFERENCES)
def test_sources_differ_in_the_open(kind, key, subject, values):
    found = [difference for difference in differences(find(kind, key)) if subject in difference.subject]

    words = " ".join(value.words for difference in found for value in difference.values)
    assert found
    assert [text for text in values if text not in words] == []


def test_change_8_partners_stand_with_the_ilrs_as_the_issue_counts_them():
    rows = Mission.objects.get(slug="change-8").partner_rows()

    countries = [row for row in rows if isinstance(row.partner, Country)]
    standings = {}
    for row in countries:
        standings.setdefault(row.standing.kind, set()).add(row.partner.name)
    assert standings == table.CHANGE_8_STANDINGS
    assert [number for _, number in tally(rows)] == [2, 3, 1, 1, 2, 1, 1]


def test_who_had_signed_by_the_first_day_of_2024():
    known = IlrsParticipation.objects.published().as_of(date(2024, 1, 1))

    signed = {p.slug for p in known if p.group == Group.SIGNED and p.level == Level.NATIONAL}
    assert signed >= {"russia", "venezuela", "south-africa", "azerbaijan", "pakistan", "belarus", "egypt"}
    assert not signed & {"thailand", "nicaragua", "serbia", "kazakhstan", "senegal"}
    assert "apsco" in {p.slug for p in known if p.group == Group.SIGNED and p.level == Level.ORGANISATION}


def test_chang_e_8_is_reported_as_reworked_beside_its_selection():
    (warning, *_) = Mission.objects.get(slug="change-8").warnings

    assert warning.date.startswith("2026")
    assert "cancel" not in warning.title.casefold()


def test_the_shipped_catalogue_is_in_order(capsys):
    call_command("checkcatalog")

    assert capsys.readouterr().out == "The catalogue is in order.\n"
