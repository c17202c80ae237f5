from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.money import Money
from models.rates import Rates, Worth

DAY = date(2026, 5, 11)
RATES = Rates(
    "EUR",
    {
        "USD": ((date(2026, 5, 4), Decimal("1.25")), (date(2026, 5, 8), Decimal("1.10"))),
        "JPY": ((date(2026, 5, 1), Decimal(160)),),
        "KWD": ((date(2026, 5, 8), Decimal("0.32")),),
        "GBP": ((date(2026, 6, 1), Decimal("0.85")),),
    },
)


@pytest.mark.parametrize(
    ("amount", "worth"),
    [
        pytest.param(Money(11000, "USD"), Worth(Money(10000, "EUR"), date(2026, 5, 8)), id="the newest rate"),
        pytest.param(Money(16000, "JPY"), Worth(Money(10000, "EUR"), date(2026, 5, 1)), id="no fractions there"),
        pytest.param(Money(32000, "KWD"), Worth(Money(10000, "EUR"), date(2026, 5, 8)), id="three digits there"),
        pytest.param(Money(777, "EUR"), Worth(Money(777, "EUR")), id="the base needs no rate"),
        pytest.param(Money(100, "GBP"), None, id="only a rate of a later day"),
        pytest.param(Money(100, "CHF"), None, id="no rate at all"),
    ],
)
def test_what_an_amount_is_worth(amount: Money, worth: Worth | None) -> None:
    assert RATES.worth(amount, DAY) == worth


@pytest.mark.parametrize(
    ("on", "minor"), [(date(2026, 5, 4), 8800), (date(2026, 5, 7), 8800), (date(2026, 5, 8), 10000)]
)
def test_the_rate_is_that_of_the_day_or_before(on: date, minor: int) -> None:
    found = RATES.worth(Money(11000, "USD"), on)
    assert found is not None
    assert found.money == Money(minor, "EUR")


def test_without_rates_nothing_is_worth_anything_else() -> None:
    assert Rates().worth(Money(100, "EUR"), DAY) is None
    assert Rates().total([Money(100, "EUR")], DAY) is None


def test_a_total_names_its_oldest_rate_and_what_is_not_in_it() -> None:
    owed = [Money(11000, "USD"), Money(500, "EUR"), Money(16000, "JPY"), Money(100, "CHF"), Money(100, "GBP")]
    assert RATES.total(owed, DAY) == Worth(Money(20500, "EUR"), date(2026, 5, 1), ("CHF", "GBP"))


@given(st.lists(st.integers(-(10**15), 10**15), max_size=6))
def test_a_total_in_the_base_is_exact(minors: list[int]) -> None:
    assert RATES.total([Money(minor, "EUR") for minor in minors], DAY) == Worth(Money(sum(minors), "EUR"))
