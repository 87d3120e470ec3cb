import pytest

from catalog.counting import Comparison, Count
from catalog.figures import panels
from catalog.models import AnnouncedTotal
from missions.models import Mission


def comparison(scope, low, high, kind="counted", counted=3, **values):
    total = AnnouncedTotal(
        mission=scope,
        measure="countries-and-regions",
        kind=kind,
        low=low,
        high=high,
        **values,
    )
    return Comparison(total, Count("", [object()] * counted))


@pytest.fixture
def scope():
    return Mission(pk=1, name="Chang'e-8")


def test_targets_and_other_scopes_never_share_a_panel(scope):
    other = Mission(pk=2, name="Chang'e-7")
    drawn = panels(
        [
            comparison(scope, 50, 50, "target"),
            comparison(scope, 4, 4),
            comparison(other, 5, 5),
            comparison(scope, 6, 6),
        ]
    )

    assert [(panel.title, len(panel.bars)) for panel in drawn] == [
        ("Chang'e-8: countries and regions", 2),
        ("Chang'e-7: countries and regions", 1),
        ("Chang'e-8: countries and regions, target", 1),
    ]
    assert drawn[2].bars[0].counted_x is None


def test_numbers_lie_on_one_scale_from_zero(scope):
    (panel,) = panels(
        [comparison(scope, 4, 4, counted=4), comparison(scope, 8, 8, counted=6)]
    )

    four, eight = panel.bars
    assert four.announced_x == four.counted_x < eight.counted_x < eight.announced_x


def test_more_than_a_number_leads_to_the_edge(scope):
    (panel,) = panels([comparison(scope, 10, None, qualifier="more-than")])

    assert panel.bars[0].is_open
    assert panel.bars[0].announced_end == 98
