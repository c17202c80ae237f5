"""Days of sales outstanding, by the formulas of docs/metrics.md. Amounts are minor units of one currency."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal

_TENTH = Decimal("0.1")


def simple_dso(receivable: int, sales: int, days: int) -> Decimal | None:
    """What is owed in days of the sales of a period of *days*; None = nothing was sold, so there is no such figure.

    With what is not past due as *receivable* it is the best possible DSO.
    """
    return tenth(Decimal(receivable) * days / sales) if sales > 0 else None


def count_back(receivable: int, months: Iterable[tuple[int, int]]) -> Decimal | None:
    """Days it takes to use up *receivable* with the sales of *months*, each (sales, days), the newest first.

    None = a month had no sales, or there are fewer months than it takes.
    """
    left, counted = Decimal(receivable), Decimal(0)
    for sales, days in months:
        if left <= 0:
            break
        if sales <= 0:
            return None
        counted += days * min(left / sales, Decimal(1))
        left -= sales
    return tenth(counted) if left <= 0 else None


def tenth(value: Decimal) -> Decimal:
    """To one decimal, half to even."""
    return value.quantize(_TENTH, ROUND_HALF_EVEN)
