"""Open disputes by their age."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from models.dispute import Dispute
from models.money import Money, total

#: Label and last calendar day since they said it, else since the flag, youngest first; None = without end.
_AGES: tuple[tuple[str, int | None], ...] = (("0–2 days", 2), ("3–7 days", 7), ("8–30 days", 30), ("31+ days", None))


def by_age(disputes: Iterable[Dispute], today: date, zone: ZoneInfo) -> tuple[tuple[str, int, tuple[Money, ...]], ...]:
    """Label, how many, and what is challenged in each currency, of every age; of an empty one nothing."""
    found: dict[str, list[Dispute]] = {label: [] for label, _ in _AGES}
    for dispute in disputes:
        days = (today - (dispute.said_on or dispute.flagged_at.astimezone(zone).date())).days
        found[next(label for label, last in _AGES if last is None or days <= last)].append(dispute)
    return tuple((label, len(each), _challenged(each)) for label, each in found.items())


def _challenged(disputes: Iterable[Dispute]) -> tuple[Money, ...]:
    lines = [(each.currency, line.amount) for each in disputes for line in each.lines]
    currencies = sorted({currency for currency, _ in lines})
    return tuple(total((amount for mine, amount in lines if mine == one), one) for one in currencies)
