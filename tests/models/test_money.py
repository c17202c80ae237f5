"""Money: whole minor units, one currency at a time."""

from decimal import Decimal

import pytest

from models.money import Money, money, total


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        pytest.param("1234.50", "EUR", 123450, id="two digits"),
        pytest.param("1234", "JPY", 1234, id="yen has no digits"),
        pytest.param("1.234", "KWD", 1234, id="dinar has three"),
        pytest.param("1000000000000.00", "USD", 100000000000000, id="a million millions"),
        pytest.param("-5.00", "EUR", -500, id="owed by us"),
    ],
)
def test_major_units_become_minor_units(amount, currency, minor):
    assert money(Decimal(amount), currency) == Money(minor, currency)
    assert money(Decimal(amount), currency).decimal == Decimal(amount)


@pytest.mark.parametrize(
    ("amount", "currency", "why"),
    [
        pytest.param("1.005", "EUR", "more than 2 digits", id="a tenth of a cent"),
        pytest.param("0.5", "JPY", "more than 0 digits", id="half a yen"),
        pytest.param("1", "EURO", "not an ISO 4217", id="not a code"),
        pytest.param("NaN", "EUR", "not an amount", id="not a number"),
    ],
)
def test_what_the_currency_cannot_hold_is_refused(amount, currency, why):
    with pytest.raises(ValueError, match=why):
        money(Decimal(amount), currency)


def test_two_currencies_are_never_added_or_compared():
    with pytest.raises(ValueError, match="cannot be added or compared"):
        Money(1, "EUR") + Money(1, "USD")
    with pytest.raises(ValueError, match="cannot be added or compared"):
        assert Money(1, "EUR") < Money(1, "USD")


def test_nothing_adds_up_to_zero():
    assert total([], "EUR") == Money(0, "EUR")
    assert total([Money(1, "EUR"), Money(2, "EUR")], "EUR") == Money(3, "EUR")
