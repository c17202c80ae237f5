"""`/disputes`: what is open, for finance all of it, for an owner what is theirs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal

from bot.books import Books
from bot.cards.disputes import disputes_answer
from bot.cards.drawing import Drawing
from bot.cards.matches import no_rights
from bot.cards.status import help_answer
from bot.flows.accounts_of import accounts_of
from bot.flows.desk import Desk
from bot.stages.sla import dispute_clock
from models.dispute import Dispute
from models.lifecycle import DisputeState
from models.money import total
from models.people import Person
from models.sla import DisputeClock


def list_disputes(desk: Desk, person: Person, text: str) -> Drawing:
    """Answer `/disputes`: the unacknowledged first, then what is due first, of one time the largest."""
    if person.barred or not person.roles:
        return no_rights()
    if text.strip():
        return help_answer("/disputes takes nothing after it.")
    now = desk.clock.now()
    with desk.store.transaction() as books:
        mine = accounts_of(desk, books, person)
        rows = open_disputes(desk, books, mine)
    return disputes_answer(rows, policy=desk.policy, now=now, is_own=mine is not None)


def open_disputes(desk: Desk, books: Books, mine: Collection[str] | None) -> list[tuple[Dispute, DisputeClock | None]]:
    """The open disputes of these accounts with their clocks, in that order; None = of all accounts."""
    found = [*books.disputes_in(DisputeState.ROUTED), *books.disputes_in(DisputeState.OWNED)]
    seen = (one for one in found if mine is None or one.account_id in mine)
    timed = [(one, dispute_clock(one, desk.policy, desk.clock.now())) for one in seen]
    return sorted(timed, key=lambda one: _rank(desk, *one))


def _rank(desk: Desk, dispute: Dispute, clock: DisputeClock | None) -> tuple[bool, datetime, Decimal, str]:
    amount = total((line.amount for line in dispute.lines), dispute.currency)
    worth = desk.rates.worth(amount, desk.office_day())
    size = worth.money.decimal if worth else amount.decimal
    return dispute.state is DisputeState.OWNED, clock.due_at if clock else dispute.flagged_at, -size, dispute.id
