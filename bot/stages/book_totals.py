"""The books added up straight, past every bucket and line: what the lines of a day must come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from bot.stages.age import closed_amounts, unapplied
from models.book_total import BookTotal
from models.ledger import AccountLedger
from models.money import Money

_PARTS = ("billed", "received", "closed", "unapplied")


@dataclass(slots=True)
class BookTotals:
    """The sums of *day*, while one account after the other is added."""

    day: date
    _sums: dict[tuple[str, str], dict[str, int]] = field(
        default_factory=lambda: defaultdict(lambda: dict.fromkeys(_PARTS, 0))
    )

    def each(self, accounts: Iterable[AccountLedger]) -> Iterator[AccountLedger]:
        """Pass *accounts* on, and add each."""
        for book in accounts:
            self._add(book)
            yield book

    def found(self) -> tuple[BookTotal, ...]:
        """Every billing entity and currency, in order."""
        return tuple(
            BookTotal(
                entity=entity, currency=currency, **{part: Money(minor, currency) for part, minor in sums.items()}
            )
            for (entity, currency), sums in sorted(self._sums.items())
        )

    def _add(self, book: AccountLedger) -> None:
        for invoice in book.posted_invoices:
            self._sums[invoice.entity, invoice.amount.currency]["billed"] += invoice.amount.minor
        paid_in = set()
        for item in book.posted_money:
            self._sums[item.entity, item.amount.currency]["received"] += item.amount.minor
            paid_in.add((item.entity, item.amount.currency))
        for key in paid_in:
            self._sums[key]["unapplied"] += unapplied(book, *key).minor
        for invoice, left in closed_amounts(book, self.day):
            self._sums[invoice.entity, left.currency]["closed"] += left.minor
