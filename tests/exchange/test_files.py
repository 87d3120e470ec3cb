"""Files that cannot be read, and the order in which files are read and written."""

import re

import pytest

from exchange.files import read, write
from exchange.loading import LoadError, load
from missions.models import Spacecraft
from records.registry import record_types
from tests.small_catalogue import Catalogue

pytestmark = pytest.mark.django_db
MISSION = "missions/change-4.yaml"
PAYLOAD = "payloads/change-4-asan.yaml"


def refusal(catalogue):
    """Return why the catalogue is not loaded."""
    with pytest.raises(LoadError) as refused:
        catalogue.load()
    return str(refused.value)


def test_records_are_read_in_an_order_in_which_each_refers_to_earlier_types(catalogue):
    names = [record_type.plural for record_type, _, _ in read(catalogue.folder)]

    assert list(dict.fromkeys(names)) == [
        "sources",
        "countries",
        "institutions",
        "missions",
        "spacecraft",
        "payloads",
    ]
    seen = []
    for record_type in record_types():
        seen.append(record_type.model)
        for field in record_type.model._meta.get_fields():
            if (
                field.concrete
                and field.is_relation
                and hasattr(field.related_model, "record_type")
            ):
                assert field.related_model in seen, field


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "acronym:",
            "acronim:",
            ": there is no field “acronim”. Did you mean “acronym”?",
        ),
        (
            "  unit: kg",
            "  units: kg",
            ".specifications[1]: there is no field “units”. Did you mean “unit”?",
        ),
        (
            "institution: irf",
            "institution: irv",
            ".provisions[1].institution: there is no institution “irv”. Did you m",
        ),
        (
            "mission: change-4",
            "mission: change-5",
            ".mission: there is no mission “change-5”. Did you mean “change-4”?",
        ),
        (
            "source: jia",
            "source: jio",
            ".names[1].citations[1].source: there is no source “jio-2022”. Did you mean “jia-",
        ),
        (
            "role: lead",
            "role: leader",
            ".provisions[1].role: “leader” is not known. Did you mean “lead”?",
        ),
        ("  institution: irf\n", "", ".provisions[1]: institution is missing."),
        ("\nstatus_date: ../2022", "", ".status_date: This field cannot be blank."),
        (
            "../2022",
            "2022-02-30",
            ".status_date: “2022-02-30” is not a date the catalogue can read.",
        ),
        (
            "high: '0.65'",
            "high: '0.5'",
            ".specifications[1]: The low value must not exceed the high value.",
        ),
        (
            "low: '0.65'",
            "low: light",
            ".specifications[1].low: “light”: “light” value must be a decimal number.",
        ),
        (
            "as: country",
            "as: organisation",
            ".provisions[1].counts_as: Institute of Space Physics is not marked as inter",
        ),
        (
            "about 0.65 kg",
            "'" + "x" * 121 + "'",
            ".specifications[1].as_printed: Ensure this value has at most 120 charac",
        ),
    ],
)
def test_an_error_names_the_file_the_record_and_the_field(catalogue, old, new, message):
    catalogue.edit(PAYLOAD, old, new)

    assert refusal(catalogue).startswith(
        f"{catalogue.folder / PAYLOAD}: change-4-asan{message}"
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            MISSION,
            "longitude_deg: '0'",
            "longitude_deg: '181'",
            "change-4.sites[1]: A longitude lies between -180 and 180",
        ),
        (
            "spacecraft.yaml",
            "- change-4",
            "- change-5",
            "queqiao.serves: there is no mission “change-5”. Did you mean",
        ),
        (
            "sources.yaml",
            "cited: notice-2017",
            "cited: no",
            "jia-2022.references[1].cited: there is no source “no”.",
        ),
        (
            "sources.yaml",
            "doi: 10.1234/jdse.2022",
            "doi: ''",
            "jia-2022: Give an address or a DOI, or say why there is",
        ),
        (
            "sources.yaml",
            "given: Yingzhuo",
            "literal: CNSA",
            "jia-2022.authors[1]: Give a family and a given name, or a",
        ),
        (
            "sources.yaml",
            "slug: notice-2017",
            "slug: jia-2022",
            "jia-2022: this record stands in the files twice.",
        ),
        (
            "countries.yaml",
            "code: HK",
            "code: XX",
            "XX.code: XX is not an ISO 3166-1 alpha-2 code",
        ),
        (
            "countries.yaml",
            "region_of: CN",
            "region_of: CX",
            "HK.region_of: there is no country “CX”.",
        ),
    ],
)
def test_an_error_in_a_record_of_another_type_is_told_alike(
    catalogue, name, old, new, message
):
    catalogue.edit(name, old, new)

    assert refusal(catalogue).startswith(f"{catalogue.folder / name}: {message}")


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            PAYLOAD,
            "mission: change-4",
            "mission: [change-4",
            ", line 6: this is not readable YAML: did not find expected",
        ),
        (
            PAYLOAD,
            "acronym: ASAN",
            "name: ASAN",
            ", line 4: this is not readable YAML: “name” is given twice.",
        ),
        (
            PAYLOAD,
            "role: lead",
            "role: lead\n  role: joint",
            ", line 21: this is not readable YAML: “role” is given tw",
        ),
        (
            PAYLOAD,
            "slug: change-4-asan",
            "slug: asan",
            ": asan: the file of this record must be called asan.yaml.",
        ),
        (PAYLOAD, "slug: change-4-asan\n", "", ": a record has no slug."),
        (
            PAYLOAD,
            "slug: change-4-asan",
            "slug: [change-4-asan]",
            ": a record has no slug.",
        ),
        (
            "countries.yaml",
            "- code: HK",
            "- name: HK\n- code: HK",
            ": a record has no code.",
        ),
        (
            "countries.yaml",
            "- code: CN",
            "countries:\n- code: CN",
            ": a list of records is expected.",
        ),
    ],
)
def test_a_file_of_the_wrong_shape_is_refused(catalogue, name, old, new, message):
    catalogue.edit(name, old, new)

    assert refusal(catalogue).startswith(f"{catalogue.folder / name}{message}")


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (
            "    locator: abstract\n",
            "The same place of this source is already cited for this.",
        ),
        (
            "    locator: p. 2\n    field: mission\n",
            "A citation speaks for fields or for one row, not for both.",
        ),
        (
            "    locator: p. 2\n    stance: differs\n",
            "A differing citation says what its source prints.",
        ),
    ],
)
def test_what_the_database_refuses_is_told_in_the_words_of_its_rule(
    catalogue, second, message
):
    old = "counts_as: country\n  citations:\n  - source: jia-2022\n    locator: abstract\n"
    catalogue.edit(PAYLOAD, old, f"{old}  - source: jia-2022\n{second}")

    assert refusal(catalogue).endswith(
        f"{PAYLOAD}: change-4-asan.provisions[1].citations[2]: {message}"
    )


def test_what_the_database_refuses_without_a_rule_of_ours_is_told_as_it_says_it(
    catalogue,
):
    catalogue.edit("countries.yaml", "name: Norway", "name: China")

    assert re.search(
        r"countries\.yaml: NO: .*partners_country[._]name", refusal(catalogue)
    )


def test_a_participation_without_its_party_is_refused_in_the_words_of_its_rule(
    catalogue,
):
    catalogue.write(
        "programmes.yaml",
        "- slug: ilrs\n  name: International Lunar Research Station\n",
    )
    catalogue.write(
        "ilrs-participations.yaml",
        "- slug: norway\n  programme: ilrs\n  level: national\n",
    )

    assert (
        "participations.yaml: norway: A national participation names a country; an organ"
        in refusal(catalogue)
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            PAYLOAD,
            "  citations:\n  - source: jia-2022\n    locator: table 1\n",
            "",
            "No citation for specification “mass: ",
        ),
        (
            "spacecraft.yaml",
            "draft",
            "published",
            "No citation names mission, serves: name each in the citation of a source that states it.",
        ),
        (
            MISSION,
            "published",
            "withdrawn",
            "Payload “Advanced Small Analyzer for Neutrals” refers to it and is published",
        ),
    ],
)
def test_what_may_not_be_published_or_withdrawn_is_refused(
    catalogue, name, old, new, message
):
    catalogue.edit(name, old, new)

    found = refusal(catalogue)

    assert found.startswith(f"{catalogue.folder / name}: ")
    assert message in found


def test_a_file_that_is_not_text_is_refused(catalogue):
    (catalogue.folder / PAYLOAD).write_bytes(b"name: \xff\xfe")

    assert (
        refusal(catalogue) == f"{catalogue.folder / PAYLOAD}: this is not UTF-8 text."
    )


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(LoadError, match=r"nowhere: there is no such folder\."):
        load(tmp_path / "nowhere")


def test_a_list_is_written_in_the_order_of_its_keys_whatever_the_databases(tmp_path):
    slugs = ["ce-4", "ce4", "ce_4", "ce-10"]

    count = write(
        tmp_path, {Spacecraft.record_type: [{"slug": slug} for slug in slugs]}
    )

    assert count == 4
    assert Catalogue(tmp_path).texts() == {
        "spacecraft.yaml": "- slug: ce-10\n- slug: ce-4\n- slug: ce4\n- slug: ce_4\n"
    }
