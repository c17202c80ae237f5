"""The ageing of a whole ledger, by billing entity and currency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.stages.age import BUCKETS, billing_keys, by_bucket, open_items, unapplied
from models.ledger import Ledger
from models.money import Money, total
from models.packet import OpenItem


@dataclass(frozen=True, slots=True)
class Tally:
    """Some open items: how many, and what is open on them together."""

    count: int
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class AgingSummary:
    """The ageing of one billing entity and currency over all accounts."""

    entity: str
    currency: str
    open: Tally
    #: Those of *open* with the ERP's dispute mark.
    disputed: Tally
    #: Those of *open* due today or later; the same as the bucket Current.
    not_due: Tally
    #: Label and tally of all five buckets, youngest first.
    buckets: tuple[tuple[str, Tally], ...]
    unapplied: Money
    #: Open less unapplied.
    outstanding: Money


def summarise(ledger: Ledger, as_of: date) -> tuple[AgingSummary, ...]:
    """The ageing of every billing entity and currency of *ledger*, in order."""
    items: dict[tuple[str, str], list[OpenItem]] = defaultdict(list)
    spare: dict[tuple[str, str], int] = defaultdict(int)
    for book in ledger.accounts.values():
        for item in open_items(book, as_of):
            items[item.invoice.entity, item.open.currency].append(item)
        for key in billing_keys(book):
            spare[key] += unapplied(book, *key).minor
    return tuple(_summary(*key, items[key], spare[key]) for key in sorted(spare))


def _summary(entity: str, currency: str, items: Sequence[OpenItem], spare: int) -> AgingSummary:
    sorted_in = by_bucket(items)
    everything = _tally(items, currency)
    return AgingSummary(
        entity=entity,
        currency=currency,
        open=everything,
        disputed=_tally([item for item in items if item.invoice.disputed], currency),
        not_due=_tally(sorted_in["Current"], currency),
        buckets=tuple((label, _tally(sorted_in[label], currency)) for label, _ in BUCKETS),
        unapplied=Money(spare, currency),
        outstanding=everything.amount - Money(spare, currency),
    )


def _tally(items: Sequence[OpenItem], currency: str) -> Tally:
    return Tally(len(items), total((item.open for item in items), currency))
