"""The shipped catalogue beside an independently written table of what the two founding documents say."""

import pytest
from django.conf import settings
from django.core.management import call_command

from catalog.counting import compare
from catalog.models import AnnouncedTotal
from missions.models import Mission
from partners.figures import partner_cities
from partners.models import IlrsParticipation, Institution, Programme, StepKind
from payloads.models import Payload, Provision
from records import publication
from records.canonical import prefetched
from records.fields import DIRECTION_CONTROL
from records.models import Publishable
from sources.models import Source
from tests import documents_table as table
from tests.worlds import RECORD_MODELS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


def spellings(record):
    """Every form in which a record is named: its name, its other names, and what citations give as printed."""
    printed = [
        citation.as_printed
        for citation in record.citations.all()
        if citation.as_printed
    ]
    return {str(record), *(name.name for name in record.names.all()), *printed}


def printed_as(institution, name):
    """Return whether an institution is known by a printed name, a trailing "of Peru" aside."""
    known = spellings(institution)
    return name in known or name.removesuffix(" of Peru") in known


@pytest.mark.parametrize(("slug", "said"), table.MISSIONS.items())
def test_missions_launch_as_the_documents_say(slug, said):
    mission = Mission.objects.published().get(slug=slug)

    if said["launch"]:
        plans = mission.events.filter(kind="launch", outcome="overtaken")
        assert said["launch"] in [mission.launch, *(plan.date for plan in plans)]


@pytest.mark.parametrize(("slug", "name"), table.PAYLOAD_NAMES.items())
def test_payloads_carry_the_printed_name(slug, name):
    payload = Payload.objects.published().get(slug=slug)

    assert name.casefold() in {spelling.casefold() for spelling in spellings(payload)}
    assert payload.acronym == table.PAYLOAD_ACRONYMS.get(slug, payload.acronym)


@pytest.mark.parametrize(("slug", "printed", "country", "counts_as"), table.PROVISIONS)
def test_each_institution_provides_what_the_documents_say(
    slug, printed, country, counts_as
):
    provisions = Provision.objects.filter(record__slug=slug).select_related(
        "institution__country"
    )

    found = [
        provision
        for provision in provisions
        if printed_as(provision.institution, printed)
    ]

    assert [provision.counts_as for provision in found] == [counts_as]
    if country:
        assert found[0].institution.country.code == country


def test_change_8_counts_eleven_countries_and_sixteen_institutions():
    payloads = Payload.objects.published().for_list().filter(mission__slug="change-8")
    named = {
        (slug, printed)
        for slug, printed, *_ in table.PROVISIONS
        if slug.startswith("change-8")
    }

    counted = {
        partner.code
        for payload in payloads
        for partner in payload.counted_partners
        if hasattr(partner, "code")
    }
    institutions = {
        provision.institution
        for payload in payloads
        for provision in payload.provisions.all()
        if any(
            slug == payload.slug and printed_as(provision.institution, printed)
            for slug, printed in named
        )
    }

    assert counted == table.CHANGE_8_COUNTED
    assert len(institutions) == table.CHANGE_8_INSTITUTIONS


def test_roscosmos_is_one_institution_under_both_printed_names():
    roscosmos = Institution.objects.get(slug="roscosmos")

    assert set(table.ROSCOSMOS_PRINTED) <= spellings(roscosmos)


@pytest.mark.parametrize(("number", "entry"), table.REFERENCES.items())
def test_the_papers_references_are_sources(number, entry):
    paper = Source.objects.get(slug="jia-2022")

    reference = paper.references.get(number=number)

    assert entry["piece"] in reference.as_printed
    # The document misprints the order of some authors; the source has it right.
    authors = {
        name
        for author in reference.cited.authors.all()
        for name in (author.family, author.literal)
    }
    assert (
        entry["first_author"] in authors
        or entry["first_author"] in reference.as_printed
    )
    assert reference.cited.published.startswith(str(entry["year"]))
    assert reference.cited.doi == (entry["doi"] or reference.cited.doi)


@pytest.mark.parametrize(("number", "subject"), table.REFERENCE_SUBJECTS.items())
def test_the_papers_references_are_tied_to_their_subjects(number, subject):
    cited = Source.objects.get(slug="jia-2022").references.get(number=number).cited

    records = {
        citation.record.slug
        for relation in cited._meta.related_objects
        if relation.name.endswith("citations")
        for citation in getattr(cited, relation.get_accessor_name()).all()
    }

    assert subject in records


def test_ilrs_signatories_are_the_twelve_named_ones():
    participations = (
        IlrsParticipation.objects.published()
        .of_programme("ilrs")
        .for_list()
        .filter(level="national")
    )

    relations = {
        participation.country.code: participation.summary.relation
        for participation in participations
    }

    assert {relations[code] for code in table.ILRS_SIGNATORIES} == {"signatory"}
    assert relations[table.ILRS_INITIATOR] == "initiator"


def test_turkiye_and_bahrain_are_named_and_not_made_signatories():
    participations = (
        IlrsParticipation.objects.published().of_programme("ilrs").for_list()
    )

    turkiye = participations.get(country__code=table.ILRS_UNDERSTOOD, level="national")
    bahrain = participations.get(country__code=table.ILRS_NAMED_ONLY, level="national")

    assert turkiye.summary.relation != "signatory"
    assert turkiye.steps.filter(kind=StepKind.SIGNED, rank="alternative").exists()
    assert bahrain.summary.relation == "named"
    assert bahrain.steps.filter(kind=StepKind.OMITTED).exists()


@pytest.mark.parametrize("code", table.ALREADY_SIGNED_UP)
def test_those_already_signed_up_cite_the_paragraph_that_says_so(code):
    participation = IlrsParticipation.objects.own_of("ilrs").get(country__code=code)

    locators = {citation.locator for citation in participation.citations.all()}

    assert "paragraph 5" in locators


@pytest.mark.parametrize("code", table.ILRS_THROUGH_APSCO)
def test_iran_and_peru_are_linked_through_apsco(code):
    participation = (
        IlrsParticipation.objects.own_of("ilrs")
        .for_list()
        .get(country__code=code, level="national")
    )

    assert participation.summary.relation == "linked"
    assert participation.through.slug == "apsco"


@pytest.mark.parametrize("place", table.ILRS_INSTITUTION_PLACES)
def test_places_at_institution_level_do_not_make_their_country_a_party(place):
    participations = IlrsParticipation.objects.published().filter(level="institution")

    places = set()
    for participation in participations.select_related(
        "country", "institution__country"
    ):
        country = (
            participation.institution.country
            if participation.institution
            else participation.country
        )
        places |= {participation.place, str(country)}

    assert place in places


@pytest.mark.parametrize(
    ("scope", "measure", "kind", "qualifier", "number"), table.TOTALS
)
def test_announced_totals_are_kept_as_announced(
    scope, measure, kind, qualifier, number
):
    totals = AnnouncedTotal.objects.published().filter(
        measure=measure, kind=kind, qualifier=qualifier, low=number
    )

    assert scope in {total.scope.slug for total in totals}


def test_change_8_comes_out_as_announced():
    totals = AnnouncedTotal.objects.published().filter(
        mission__slug="change-8", kind="counted"
    )

    compared = {
        comparison.total.measure: (comparison.total.low, comparison.count.number)
        for comparison in compare(totals)
    }

    assert compared == {
        "payload-projects": (10, 10),
        "countries-and-regions": (11, 11),
        "international-organisations": (1, 1),
    }


def test_the_site_of_change_8_has_both_names():
    site = Mission.objects.get(slug="change-8").sites.get(
        kind="target", position_kind="extent"
    )

    assert table.SITE["name"] in site.name
    assert site.also_called == table.SITE["also_called"]


def test_the_selection_is_dated():
    events = Mission.objects.get(slug="change-8").events.filter(kind="selection")

    assert table.SELECTION_DATE in {event.date for event in events}


def test_the_ilrs_has_its_page():
    assert Programme.objects.published().get(slug="ilrs").acronym == "ILRS"


@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.__name__)
def test_every_shipped_record_is_valid_and_has_its_evidence(model):
    records = list(prefetched(model.objects.all()))

    for record in records:
        # What is unique and constrained the database has checked when the files were loaded.
        record.full_clean(validate_unique=False, validate_constraints=False)
        assert publication.problems(record) == []

    assert records
    assert not issubclass(model, Publishable) or all(
        record.publication == "published" for record in records
    )


def test_the_files_are_in_their_canonical_form(tmp_path):
    call_command("exportcatalog", tmp_path, verbosity=0)

    written = {
        path.relative_to(tmp_path): path.read_bytes()
        for path in tmp_path.rglob("*.yaml")
    }
    shipped = settings.FIXTURES_DIR
    assert written == {
        path.relative_to(shipped): path.read_bytes() for path in shipped.rglob("*.yaml")
    }


def test_no_file_holds_a_control_of_text_direction():
    files = sorted((settings.FIXTURES_DIR).rglob("*.yaml"))

    holding = [
        path.name
        for path in files
        if DIRECTION_CONTROL.search(path.read_text(encoding="utf-8"))
    ]

    assert files
    assert holding == []


def test_every_stated_seat_has_its_place_on_the_list_of_cities():
    seated = Institution.objects.exclude(seat="").select_related(
        "country", "seat_country"
    )

    _, unplaced = partner_cities(seated)

    assert seated
    assert unplaced == []
