from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from history.recording import record_changes
from partners.models import Institution, InstitutionIdentifier
from records.canonical import canonical, digest
from records.identifiers import (
    IdentifierScheme,
    address_of,
    form_problem,
    identifier_in,
    ror_checksum_holds,
)
from records.publication import missing_evidence
from tests.factories import (
    cite,
    cite_facts,
    identify,
    make_country,
    make_institution,
    make_source,
    make_spacecraft,
)
from tests.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def kiel():
    institution = make_institution(slug="kiel", name="Kiel University")
    identify(institution, "ror", "04v76ef78")
    return institution


@pytest.mark.parametrize(
    ("scheme", "value", "problem"),
    [
        ("cospar", "2018-103A", ""),
        ("cospar", "2018-103", "A COSPAR id is like 2018-103A."),
        ("cospar", "18-103A", "A COSPAR id is like 2018-103A."),
        ("satcat", "43470", ""),
        ("satcat", "043470", "A SATCAT number has at most nine digits"),
        ("nssdca-spacecraft", "QUEQIAO", ""),
        ("nssdca-spacecraft", "Queqiao", "An NSSDCA spacecraft id has capitals"),
        ("nssdca-experiment", "CHANG-E-6-02", ""),
        ("nssdca-experiment", "CHANG-E-6", "An NSSDCA experiment id is that of"),
        ("un-register", "ST/SG/SER.E/880", ""),
        ("un-register", "880", "A document of the UN register is like"),
        ("gcat", "S43845", ""),
        ("gcat", "43845", "A GCAT number is a letter and five digits"),
        ("pds4-context", "urn:nasa:pds:context:target:satellite.earth.moon", ""),
        ("pds4-context", "urn:nasa:pds:lnd", "A PDS4 context LID is like"),
        ("ivoa", "ivo://ivoa.net/std", ""),
        ("ivoa", "ivoa.net/std", "An IVOA identifier is like"),
        ("wikidata", "Q156737", ""),
        ("wikidata", "156737", "A Wikidata id is Q and a number"),
        ("ror", "04v76ef78", ""),
        ("ror", "04v76ef7", "A ROR id has nine characters"),
        ("ror", "04i76ef78", "A ROR id has nine characters"),
        ("ror", "04v76ef79", "The ROR id 04v76ef79 has a wrong checksum."),
    ],
)
def test_an_identifier_has_the_form_of_its_scheme(scheme, value, problem):
    identifier = InstitutionIdentifier(
        record=make_institution(), key="a", scheme=scheme, value=value
    )

    assert form_problem(scheme, value).startswith(problem)
    assert bool(form_problem(scheme, value)) == bool(problem)
    if problem:
        with pytest.raises(ValidationError, match=problem):
            identifier.full_clean()
    else:
        identifier.full_clean()


def test_every_scheme_has_a_form():
    for scheme in IdentifierScheme:
        assert form_problem(scheme, "?").startswith("A")


@pytest.mark.parametrize(
    ("ror", "holds"), [("04v76ef78", True), ("043kppn11", True), ("04v76ef79", False)]
)
def test_the_checksum_of_a_ror_id(ror, holds):
    assert ror_checksum_holds(ror) is holds


@pytest.mark.parametrize(
    ("values", "constraint", "sentence"),
    [
        (
            {"value": "Q1", "finding": "not-found", "looked": "2020"},
            "value_or_finding",
            "Give either the identifier or the reason",
        ),
        ({}, "value_or_finding", "Give either the identifier or the reason"),
        (
            {"finding": "not-found"},
            "finding_dated",
            "needs the day through which it was looked for",
        ),
        (
            {"value": "Q1", "looked": "2020"},
            "finding_dated",
            "needs the day through which it was looked for",
        ),
        ({"value": "Q156737"}, "value_once|scheme", "Another record has this"),
        (
            {"finding": "lost", "looked": "2020"},
            "finding_known",
            "is not a valid choice",
        ),
        ({"value": "Q1", "scheme": "isbn"}, "scheme_known", "is not a valid choice"),
    ],
)
def test_a_row_holds_an_identifier_or_a_dated_reason(values, constraint, sentence):
    identify(make_institution(), "wikidata", "Q156737")
    row = {"record": make_institution(), "key": "a", "scheme": "wikidata"} | values
    identifier = InstitutionIdentifier(**row)

    with pytest.raises(ValidationError, match=sentence):
        identifier.full_clean()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        identifier.save()


def test_a_reason_is_told_with_its_day():
    identifier = identify(
        make_institution(), "ror", finding="not-found", looked="2026-06-23"
    )

    assert str(identifier) == "ROR id: not found, looked for through 23 June 2026"
    assert identifier.address == ""


def test_an_identifier_and_a_reason_need_a_source(kiel):
    cite_facts(kiel)
    kiel.identifiers.create(key="wikidata", scheme="wikidata", value="Q156737")
    kiel.identifiers.create(
        key="cospar", scheme="cospar", finding="not-assigned", looked="2020"
    )

    assert missing_evidence(Institution.objects.get()) == [
        "No citation for institution identifier “COSPAR id: not assigned, looked for through 2020”.",
        "No citation for institution identifier “Wikidata id: Q156737”.",
    ]


@pytest.mark.parametrize(
    ("scheme", "value", "address"),
    [
        ("ror", "04v76ef78", "https://ror.org/04v76ef78"),
        ("wikidata", "Q1", "https://www.wikidata.org/entity/Q1"),
        (
            "nssdca-experiment",
            "CHANG-E-6-02",
            "https://nssdc.gsfc.nasa.gov/nmc/experiment/display.action?id=CHANG-E-6-02",
        ),
        ("un-register", "ST/SG/SER.E/880", "https://undocs.org/ST/SG/SER.E/880"),
        ("cospar", "2018-103A", ""),
    ],
)
def test_an_address_leads_to_the_identifier_and_back(scheme, value, address):
    assert address_of(scheme, value) == address
    assert identifier_in(address or value) == value


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [
        (" http://ror.org/04v76ef78/ ", "04v76ef78"),
        ("ror.org/04v76ef78", "04v76ef78"),
        ("https://www.wikidata.org/wiki/Q156737", "Q156737"),
        ("wikidata.org/entity/Q156737", "Q156737"),
        ("https://ror.org/", "https://ror.org/"),
        ("https://example.org/Q1", "https://example.org/Q1"),
        ("change 4", "change 4"),
    ],
)
def test_an_address_may_be_typed_as_readers_see_it(typed, identifier):
    assert identifier_in(typed) == identifier


@pytest.mark.parametrize(
    "query",
    [
        "04v76ef78",
        "04V76EF78",
        "https://ror.org/04v76ef78",
        "ror.org/04v76ef78",
    ],
)
def test_an_identifier_finds_its_record_first(client, kiel, query):
    # Its name begins with the letters of what is looked for, so that it matches too.
    make_institution(name="04v76ef78 Society")

    found = Institution.objects.matching(query).best_first(query)

    assert found[0] == kiel
    assert "Kiel University" in read(client, f"/search/?q={query}").text


def test_a_piece_of_an_identifier_finds_nothing(kiel):
    craft = make_spacecraft(name="Lander")
    identify(craft, "cospar", "2018-103A")

    assert not type(craft).objects.matching("2018").exists()
    assert not type(craft).objects.matching("103").exists()
    assert not Institution.objects.matching("ror").exists()
    assert type(craft).objects.matching("2018-103a").get() == craft


# The columns that held identifiers are no more, so that the records of before have them as attributes.
class Columns:
    """The records of before, as a migration reads them: ``ror`` is a column."""

    def __init__(self, records):
        self.records = records

    def exclude(self, **empty):
        [name] = empty
        records = [record for record in self.records if getattr(record, name, "")]
        return Columns(records)

    def values_list(self, *names):
        return [tuple(getattr(record, name) for name in names) for record in self]

    def __iter__(self):
        return iter(self.records)


class AppsOfBefore:
    def __init__(self, records):
        self.records = records

    def get_model(self, name):
        if name == "partners.Institution":
            return type("Institution", (), {"objects": Columns(self.records)})
        return apps.get_model(name)


def with_columns(institution, **columns):
    for name, value in columns.items():
        setattr(institution, name, value)
    return institution


def move(*institutions):
    migration = import_module("partners.migrations.0014_columns_to_identifiers")
    [operation] = migration.Migration.operations
    operation.code(AppsOfBefore(institutions), None)


def test_columns_become_identifiers_with_their_citations():
    irf = with_columns(make_institution(slug="irf"), ror="043kppn11", wikidata="Q4")
    register = make_source(slug="register")
    cite(irf, register, field="seat, ror, wikidata", locator="record", note="Seen.")
    cite(irf, make_source(slug="paper"), field="wikidata", confidence="medium")
    cite(irf, make_source(slug="other"), field="seat")

    move(irf)

    # Read again, without the columns of before.
    irf = Institution.objects.get()
    assert [
        (row.key, row.scheme, row.value, row.position) for row in irf.identifiers.all()
    ] == [("ror", "ror", "043kppn11", 1), ("wikidata", "wikidata", "Q4", 2)]
    assert [
        (citation.source.slug, citation.field, citation.row and citation.row.key)
        for citation in irf.citations.order_by("field", "source__slug", "identifier")
    ] == [
        ("paper", "", "wikidata"),
        ("register", "", "ror"),
        ("register", "", "wikidata"),
        ("other", "seat", None),
        ("register", "seat", None),
    ]
    assert all(citation.key == citation.make_key() for citation in irf.citations.all())


def test_a_value_of_several_records_stops_the_move():
    first = with_columns(make_institution(slug="a"), ror="043kppn11", wikidata="")
    second = with_columns(make_institution(slug="b"), ror="043kppn11", wikidata="")

    with pytest.raises(ValueError, match=r"the same ror: 043kppn11 \(a, b\)"):
        move(first, second)


def test_the_loader_takes_the_move_for_no_edit():
    migration = import_module("exchange.migrations.0003_digests_of_moved_identifiers")
    irf = make_institution(slug="irf", country=make_country("SE"), note="A note.")
    cite(irf, make_source(slug="register"), field="country")
    row = irf.identifiers.create(key="ror", scheme="ror", value="043kppn11")
    cite(irf, make_source(slug="entry"), identifier=row)
    now = canonical(Institution.objects.get())
    before = {**now, "ror": "043kppn11"}
    del before["identifiers"]
    before["citations"] = [
        *now["citations"],
        {"source": "entry", "field": "ror", "locator": "paragraph 1"},
    ]
    before = migration.former_form(before, migration.INSTITUTION)
    record_changes(Institution.record_type, ["irf"])
    change = apps.get_model("history.Change").objects.get(record_key="irf")
    # Databases may keep the fields in another order.
    any_order = dict(reversed(before.items()))
    change.after = any_order
    change.save()
    loaded = apps.get_model("exchange.LoadedRecord").objects
    kept = {"kind": "institutions", "database_digest": digest(before)}
    loaded.create(key="irf", **kept)
    loaded.create(key="with-form", form=any_order, **kept)
    loaded.create(kind="institutions", key="other", database_digest="other")

    migration.remember(apps, None)

    former = loaded.get(key="irf")
    assert (former.database_digest, former.form) == (digest(now), {})
    with_form = loaded.get(key="with-form")
    assert (with_form.database_digest, with_form.form) == (digest(now), now)
    assert loaded.get(key="other").database_digest == "other"
