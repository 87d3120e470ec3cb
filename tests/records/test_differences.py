import pytest

from payloads.models import Payload
from records.differences import Topic, differences
from tests.factories import cite, make_payload

pytestmark = pytest.mark.django_db


def specify(payload, key, as_printed, **values):
    return payload.specifications.create(key=key, quantity="mass", as_printed=as_printed, **values)


def test_rows_of_one_quantity_differ_and_the_preferred_one_stands_first():
    payload = make_payload()
    specify(payload, "old", "650 g", rank="alternative", position=1)
    specify(payload, "new", "970 g", position=2)

    (difference,) = differences(payload)

    assert difference.topic == Topic.FIGURES
    assert difference.subject == "mass"
    assert [(value.words, value.rank) for value in difference.values] == [
        ("970 g", "preferred"),
        ("650 g", "alternative"),
    ]


def test_a_differing_citation_of_a_field_gives_what_the_source_prints():
    payload = make_payload(status="selected", status_date="2025")
    cite(payload, field="status_date")
    cite(payload, field="status_date", stance="differs", as_printed="2024")

    (difference,) = differences(payload)

    assert difference.topic == Topic.STATUS
    assert [value.words for value in difference.values] == ["2025", "2024"]


def test_rows_of_the_same_kind_without_a_rival_do_not_differ():
    payload = make_payload()
    specify(payload, "mass", "970 g")

    assert differences(payload) == []


def test_spellings_are_not_differences():
    payload = make_payload()
    payload.names.create(key="kclp", name="KCLP", kind="as-printed", rank="deprecated")

    assert differences(payload) == []
    assert not Payload.objects.with_differences().get(pk=payload.pk).differs


def test_leadership_comes_before_figures():
    payload = make_payload()
    specify(payload, "old", "650 g", rank="alternative")
    payload.persons.create(key="a", name="A", role="leader")
    payload.persons.create(key="b", name="B", role="leader", rank="alternative")

    assert [difference.topic for difference in differences(payload)] == [Topic.LEADERSHIP, Topic.FIGURES]


@pytest.mark.parametrize("rank", ["alternative", "deprecated"])
def test_the_queryset_finds_what_differs(rank):
    differing, agreeing = make_payload(), make_payload()
    specify(differing, "old", "650 g", rank=rank)
    specify(agreeing, "mass", "970 g")

    found = Payload.objects.with_differences().filter(differs=True)

    assert list(found) == [differing]
