"""Keep what a day saw open: roll rates and before-and-after cannot be computed from the books of another day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.books import Books
from bot.flows.desk import Desk
from bot.stages.book_totals import BookTotals
from bot.stages.day_lines import day_lines
from bot.stages.left_out import Standing
from models.book_total import BookTotal
from models.day_line import DayLine
from models.dispute import Dispute
from models.ledger import AccountLedger
from models.lifecycle import DisputeState

#: Account → every dispute of it.
Disputes = Mapping[str, Sequence[Dispute]]


@dataclass(frozen=True, slots=True)
class SeenDay:
    """What a day saw open, and what the books came to."""

    day: date
    lines: tuple[DayLine, ...]
    totals: tuple[BookTotal, ...]


def disputes_by_account(books: Books) -> Disputes:
    """Every dispute there is, whatever became of it."""
    disputes: dict[str, list[Dispute]] = defaultdict(list)
    for state in DisputeState:
        for dispute in books.disputes_in(state):
            disputes[dispute.account_id].append(dispute)
    return disputes


def see_day(desk: Desk, day: date, accounts: Iterable[AccountLedger], disputes: Disputes) -> SeenDay:
    """What *day* sees open at *accounts*; it needs no transaction, and presses wait for none meanwhile."""
    totals = BookTotals(day)
    lines = tuple(_lines(desk, day, totals.each(accounts), disputes))
    return SeenDay(day, lines, totals.found())


def keep_seen(books: Books, seen: SeenDay) -> None:
    """Keep it, in place of what was kept of the day."""
    books.replace_day(seen.day, seen.lines)
    books.keep_totals(seen.day, seen.totals)


def keep_day(desk: Desk, books: Books, day: date, accounts: Iterable[AccountLedger]) -> None:
    """See and keep *day* in one transaction."""
    keep_seen(books, see_day(desk, day, accounts, disputes_by_account(books)))


def each_book(books: Books) -> Iterator[AccountLedger]:
    """Every account of the current snapshot, one after the other."""
    for account_id in books.account_ids():
        book = books.account_ledger(account_id)
        if book is not None:
            yield book


def _lines(desk: Desk, day: date, accounts: Iterable[AccountLedger], disputes: Disputes) -> Iterator[DayLine]:
    for book in accounts:
        mine = disputes.get(book.account.id, ())
        yield from day_lines(book, Standing(as_of=day, policy=desk.policy, disputes=mine, promises=book.promises))
