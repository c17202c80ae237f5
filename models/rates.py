"""Dated exchange rates: for ordering, thresholds and totals among ourselves, never for what a customer reads."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from models.money import EXPONENTS, Money


@dataclass(frozen=True, slots=True)
class Worth:
    """What something is worth in the base currency; the rate's day belongs beside the figure wherever it is shown."""

    money: Money
    #: Day of the rate, the oldest of several; None = it was in the base currency all along.
    rate_on: date | None = None
    #: Currencies of a total that had no rate and are not in it.
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rates:
    """What one unit of the base currency was worth on the days somebody noted it."""

    #: None = no rates are kept, and nothing is converted.
    base: str | None = None
    #: Currency → day and units for one of the base, oldest first.
    noted: Mapping[str, tuple[tuple[date, Decimal], ...]] = field(default_factory=dict)

    def worth(self, amount: Money, on: date) -> Worth | None:
        """*amount* at the newest rate of *on* or before; None = there is none, and none is guessed."""
        if amount.currency == self.base:
            return Worth(amount)
        noted = self.noted.get(amount.currency, ())
        place = bisect_right([day for day, _ in noted], on)
        if self.base is None or place == 0:
            return None
        rate_on, units = noted[place - 1]
        exact = (amount.decimal / units).scaleb(EXPONENTS[self.base])
        return Worth(Money(int(exact.to_integral_value(ROUND_HALF_EVEN)), self.base), rate_on)

    def total(self, amounts: Iterable[Money], on: date) -> Worth | None:
        """All of *amounts* together, but for currencies without a rate, which it names; None without a base."""
        if self.base is None:
            return None
        # Rounded once for each currency, and not once for each amount.
        sums: dict[str, Money] = {}
        for amount in amounts:
            sums[amount.currency] = sums.get(amount.currency, Money(0, amount.currency)) + amount
        found = {currency: self.worth(amount, on) for currency, amount in sorted(sums.items())}
        known = [worth for worth in found.values() if worth is not None]
        days = [worth.rate_on for worth in known if worth.rate_on is not None]
        return Worth(
            Money(sum(worth.money.minor for worth in known), self.base),
            min(days, default=None),
            tuple(currency for currency, worth in found.items() if worth is None),
        )
