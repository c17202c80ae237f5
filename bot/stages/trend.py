"""What was past due, day by day kept, for a line over a few weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.aging import Aged
from models.chart import TrendPoint
from models.money import Money

#: Buckets of what is not past due, and of what is more than 60 days past due, counted from either end.
_NOT_DUE, _OLD = 1, 2


def trend(days: Sequence[tuple[date, Sequence[Aged]]], currency: str) -> tuple[TrendPoint, ...]:
    """One point for each of *days*, in order; a currency without anything open that day is at nothing."""
    return tuple(
        _point(day, next((each for each in found if each.currency == currency), None), currency) for day, found in days
    )


def _point(day: date, found: Aged | None, currency: str) -> TrendPoint:
    amounts = [amount.minor for _, _, amount in found.buckets] if found else []
    return TrendPoint(day, Money(sum(amounts[_NOT_DUE:]), currency), Money(sum(amounts[-_OLD:]), currency))
