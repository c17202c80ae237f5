"""The disputes of a reader's morning, what is due first at the top."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from bot.books import Books
from bot.cards.dispute_clock import asked_by_when, since_when
from bot.cards.morning import ListRow
from bot.cards.reminder import reminded_words
from bot.flows.desk import Desk, link_to
from bot.flows.remind import reminded, wait_of
from bot.stages.sla import dispute_clock
from models.dispute import Dispute
from models.lifecycle import DisputeState
from models.money import total
from models.people import Role

#: Who has what needs the reader, as the heading of a list.
YOU = "You"


def dispute_rows(desk: Desk, books: Books) -> list[ListRow]:
    """The disputes nobody has taken, what is due first and of one time the largest; then those to decide."""
    unowned = sorted(books.disputes_in(DisputeState.ROUTED), key=lambda each: _waiting_rank(desk, each))
    owned = sorted(books.disputes_in(DisputeState.OWNED), key=lambda each: _waiting_rank(desk, each))
    return [_dispute_row(desk, books, dispute) for dispute in (*unowned, *owned)]


def _waiting_rank(desk: Desk, dispute: Dispute) -> tuple[datetime, bool, Decimal, str]:
    """When it is due, and how much it is about; what has no rate nobody can size, so it is not last."""
    clock = dispute_clock(dispute, desk.policy, desk.clock.now())
    amount = total((line.amount for line in dispute.lines), dispute.currency)
    worth = desk.rates.worth(amount, desk.office_day())
    size = amount.decimal if desk.rates.base is None else worth.money.decimal if worth else Decimal(0)
    return clock.due_at if clock else dispute.flagged_at, worth is not None, -size, dispute.id


def _dispute_row(desk: Desk, books: Books, dispute: Dispute) -> ListRow:
    now = desk.clock.now()
    clock = dispute_clock(dispute, desk.policy, now)
    asked, (since, _) = asked_by_when(clock, desk.policy, now), since_when(dispute, desk.policy, now)
    # Whose it is knows: the others are told only once it is late.
    needs_you = dispute.state is DisputeState.ROUTED or (clock is not None and clock.is_late)
    told = reminded(books, f"dispute:{dispute.id}", wait_of(desk, books, f"dispute:{dispute.id}"))
    last = f", reminded {reminded_words(told[-1], desk.policy, now)}" if told else ""
    owner = f"{dispute.owned_by_name}: " if dispute.owned_by_name and needs_you else ""
    return ListRow(
        account_id=dispute.account_id,
        account_name=dispute.account_name,
        amounts=(total((line.amount for line in dispute.lines), dispute.currency),),
        lines={
            f"{dispute.account_id} {dispute.entity} {dispute.currency} {line.invoice_number}": line.amount
            for line in dispute.lines
        },
        days_past_due=None,
        who_has_it=YOU if needs_you else with_whom(dispute.owned_by_name or role_name(Role.FINANCE_LEADERSHIP)),
        why=f"{owner}{asked}{last} ({since}), dispute: {dispute.reason.value.replace('_', ' ')}",
        needs_you=needs_you,
        link=link_to(desk, books, f"dispute:{dispute.id}"),
    )


def with_whom(whom: str) -> str:
    """The heading of what somebody else has."""
    return f"With {whom}"


def role_name(role: Role) -> str:
    """The role in words."""
    return role.value.replace("_", " ")
