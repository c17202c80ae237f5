"""Keep what a day saw open: roll rates and before-and-after cannot be computed from the books of another day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from bot.books import Books
from bot.flows.desk import Desk
from bot.stages.book_totals import BookTotals
from bot.stages.day_lines import day_lines
from bot.stages.left_out import Standing
from models.day_line import DayLine
from models.dispute import Dispute
from models.ledger import AccountLedger
from models.lifecycle import DisputeState


def keep_day(desk: Desk, books: Books, day: date, accounts: Iterable[AccountLedger]) -> None:
    """Keep the open lines of *accounts* for *day*, and what the books came to, in place of what was kept of it."""
    disputes: dict[str, list[Dispute]] = defaultdict(list)
    for state in DisputeState:
        for dispute in books.disputes_in(state):
            disputes[dispute.account_id].append(dispute)
    totals = BookTotals(day)
    books.replace_day(day, _lines(desk, day, totals.each(accounts), disputes))
    books.keep_totals(day, totals.found())


def each_book(books: Books) -> Iterator[AccountLedger]:
    """Every account of the current snapshot, one after the other."""
    for account_id in books.account_ids():
        book = books.account_ledger(account_id)
        if book is not None:
            yield book


def _lines(
    desk: Desk, day: date, accounts: Iterable[AccountLedger], disputes: dict[str, list[Dispute]]
) -> Iterator[DayLine]:
    for book in accounts:
        mine = disputes.get(book.account.id, ())
        yield from day_lines(book, Standing(as_of=day, policy=desk.policy, disputes=mine, promises=book.promises))
