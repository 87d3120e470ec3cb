"""The pages of programmes: their addresses, what they say of principles, who is in both."""

import pytest

from catalog.counting import compare
from tests.factories import (
    cite,
    make_country,
    make_participation,
    make_programme,
    make_source,
    make_total,
    sign_accords,
)
from tests.reading import get_json, read

pytestmark = pytest.mark.django_db

ACCORDS = "/programmes/artemis-accords/"
SIGNED_BY_STATES = (
    "the Accords are principles, signed by states; the ILRS is a project, signed for by states, "
    "agencies and laboratories"
)


@pytest.fixture
def thailand():
    country = make_country("TH", name="Thailand")
    make_participation(
        [{"kind": "signed", "date": "2024-04-05"}], slug="thailand", country=country
    )
    signature = sign_accords(country, "2024-12-16", make_source(published="2025-02-03"))
    signature.programme.description = "Principles that states sign."
    signature.programme.save()
    return country


@pytest.fixture
def bahrain():
    country = make_country("BH", name="Bahrain")
    named = make_participation([{"kind": "named", "date": "2024-04"}], country=country)
    cite(named, make_source(published="2024-04-30"), step=named.steps.get())
    sign_accords(country, "2022-03-02")
    return country


def test_the_ilrs_keeps_its_page(client):
    make_programme()

    answer = client.get("/programmes/ilrs/?as_of=2024-01-01")

    assert answer.status_code == 301
    assert answer["Location"] == "/ilrs/?as_of=2024-01-01"


def test_a_programme_of_a_former_slug_is_found(client, thailand):
    programme = make_programme(slug="artemis-accords", former_slugs="accords")

    answer = client.get("/programmes/accords/")

    assert answer.status_code == 301
    assert answer["Location"] == programme.get_absolute_url() == ACCORDS


def test_what_is_no_public_programme_has_no_page(client):
    make_programme(slug="artemis-accords", publication="draft")

    assert client.get(ACCORDS).status_code == 404
    assert client.get("/programmes/none/").status_code == 404


def test_page_of_principles_lists_signatures_and_draws_nothing(client, thailand):
    page = read(client, ACCORDS)

    assert "Principles that states sign." in page.text
    assert "a part of the list" in page.text
    assert "No member list is published." not in page.text
    assert "1 signatory with a record here. Known through 3 February 2025." in page.text
    assert "Signed 16 December 2024; reported by press" in page.text
    assert "Steps over time" not in page.text
    assert '<svg class="axis"' not in page.html


def test_page_of_the_ilrs_draws_the_steps_of_the_ilrs(client, thailand):
    page = read(client, "/ilrs/")

    assert "Steps over time" in page.text
    assert "1 participant." in page.text
    assert ACCORDS + "#" in "".join(page.links)


def test_page_of_principles_as_of_a_day(client, thailand, bahrain):
    page = read(client, ACCORDS, as_of="2024-06-01")

    assert "Who had signed by" in page.text
    assert "1 signed by then." in page.text
    assert "Signed 2 March 2022" in page.text
    assert page.text.index("What came next") < page.text.index("16 December 2024")


def test_before_the_first_signature_the_page_says_that_there_was_none(client, thailand):
    page = read(client, "/programmes/artemis-accords/", as_of="2020-10-12")

    sentence = "By the sources read nobody had signed or been named as taking part."
    assert sentence in page.text
    assert sentence not in read(client, "/programmes/artemis-accords/").text


@pytest.mark.parametrize("address", [ACCORDS, "/ilrs/"])
def test_pages_tell_who_signed_both(client, thailand, bahrain, address):
    text = read(client, address).text

    assert "Signed for both: Thailand." in text
    assert "2 March 2022 Bahrain: Named as participant in one source" in text
    assert SIGNED_BY_STATES in text
    assert "Signatures are known through 3 February 2025" in text


@pytest.mark.parametrize("address", [ACCORDS, "/ilrs/"])
def test_pages_tell_who_had_signed_both_by_a_day(client, thailand, bahrain, address):
    after = read(client, address, as_of="2025-07-01").text
    before = read(client, address, as_of="2024-12-15").text

    assert "Signed for both by 1 July 2025: Thailand." in after
    assert "None of them had surely signed for both by 15 December 2024." in before
    assert "2 March 2022 Bahrain" in before


def test_a_wrong_day_is_refused(client, thailand):
    answer = client.get(f"{ACCORDS}?as_of=tomorrow")

    assert answer.status_code == 400
    assert "is not a day" in answer.content.decode()


def test_a_number_of_signatories_is_the_announcers_alone(thailand):
    programme = make_programme(slug="artemis-accords")
    total = make_total(
        programme=programme, measure="countries-and-regions", low=71, high=71
    )

    [comparison] = compare([total])

    assert comparison.count.number is None
    assert comparison.difference is None
    assert comparison.count.rule.startswith("Nothing is counted: ")
    assert comparison.difference_words == "Not compared."


def test_the_api_has_programmes_and_their_participations(client, thailand):
    programmes = get_json(client, "/api/v1/programmes/", kind="principles")["results"]
    [accords] = programmes
    [signature] = get_json(client, accords["participations"])["results"]

    assert accords["kind"] == "principles"
    assert accords["html_url"].endswith(ACCORDS)
    assert signature["country"]["code"] == "TH"
    assert signature["programme"]["url"] == accords["url"]
    assert signature["html_url"].endswith(f"{ACCORDS}#{signature['slug']}")


def test_a_country_has_the_day_of_its_signature_in_the_api(client, thailand):
    make_country("KE")

    assert get_json(client, "/api/v1/countries/TH/")["artemis_accords"] == "2024-12-16"
    assert get_json(client, "/api/v1/countries/KE/")["artemis_accords"] == ""


def test_a_signature_that_is_not_public_is_not_told(client, thailand):
    thailand.ilrs_participations.update(publication="draft")

    assert get_json(client, "/api/v1/countries/TH/")["artemis_accords"] == ""
    assert read(client, ACCORDS).text.count("16 December 2024") == 0
    answer = get_json(client, "/api/v1/countries/", signed_both_by="2025-07-01")
    assert answer["count"] == 0


def test_lists_and_counts_of_the_ilrs_leave_signatures_of_principles_out(
    client, thailand
):
    counts = get_json(client, "/api/v1/ilrs-counts/")["results"]
    national = [row for row in counts if row["level"] == "national"]

    assert {row["day"] for row in national} == {"2024-04-05"}
    assert [row["signed"] for row in national] == [1]
    assert get_json(client, "/api/v1/ilrs-participations/")["count"] == 1
    assert "1 participations in the ILRS" in read(client, "/").text
    assert "2024-12-16" not in read(client, "/coverage/").text
    assert "Signed 5 April 2024" in read(client, "/countries/").text
    assert "16 December 2024" not in read(client, "/countries/").text
