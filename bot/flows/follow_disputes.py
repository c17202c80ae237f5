"""Disputes that the books have answered: money that came, or the credit note that was waited for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from zoneinfo import ZoneInfo

from bot.books import Books
from bot.flows.desk import Desk, note, redraw_list
from bot.stages.decide_dispute import credited, paid
from bot.stages.dispute_in_books import credit_words, paid_words
from models.dispute import Dispute
from models.ledger import AccountLedger
from models.people import Role


def follow_disputes(
    desk: Desk, books: Books, ledger: AccountLedger, day: date, entities: Collection[str] | None = None
) -> None:
    """Settle what the books of *day* have settled, each with the record that did it; of *entities*, None = of all."""
    at = desk.clock.now()
    for dispute in books.disputes(ledger.account.id):
        if dispute.entity not in desk.policy.entities or (entities is not None and dispute.entity not in entities):
            continue
        zone = ZoneInfo(desk.policy.entities[dispute.entity].timezone)
        if why := paid_words(dispute, ledger, day, desk.policy):
            _keep(desk, books, dispute, paid(dispute, at, why), "dispute.settle", why)
        elif why := credit_words(dispute, ledger, zone):
            _keep(desk, books, dispute, credited(dispute, at, why), "dispute.credited", why)


def _keep(desk: Desk, books: Books, before: Dispute, after: Dispute, what: str, why: str) -> None:
    books.save_dispute(after, seen=before.version)
    redraw_list(desk, books, Role.FINANCE_LEADERSHIP.value)
    note(books, desk.clock.now(), what, f"dispute:{before.id}", reason=why)
