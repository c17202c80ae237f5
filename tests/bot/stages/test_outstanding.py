"""Days of sales outstanding against worked numbers."""

from decimal import Decimal

import pytest

from bot.stages.reports.outstanding import count_back, simple_dso

MONTHS = ((90_000, 30), (100_000, 31), (80_000, 30))


def test_simple_dso_is_what_is_owed_in_days_of_sales():
    assert simple_dso(180_000, 270_000, 91) == Decimal("60.7")


def test_best_possible_is_the_same_of_what_is_not_past_due():
    assert simple_dso(120_000, 270_000, 91) == Decimal("40.4")


def test_count_back_uses_the_newest_months_up_first():
    assert count_back(180_000, MONTHS) == Decimal("57.9")


@pytest.mark.parametrize(
    ("owed", "months"),
    [
        pytest.param(180_000, ((90_000, 30), (0, 31), (80_000, 30)), id="a month without sales"),
        pytest.param(300_000, MONTHS, id="more is owed than all months sold"),
        pytest.param(1, (), id="no months"),
    ],
)
def test_count_back_gives_no_figure_where_the_months_do_not_carry_it(owed, months):
    assert count_back(owed, months) is None


def test_nothing_owed_is_no_day_and_nothing_sold_is_no_figure():
    assert count_back(0, MONTHS) == 0
    assert simple_dso(180_000, 0, 90) is None
