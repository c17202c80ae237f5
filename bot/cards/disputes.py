"""The answer to `/disputes`: who has which, since when, and how long the clock still runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot import wording
from bot.cards.blocks import header, rich, small, table
from bot.cards.dispute_clock import asked_by_when, since_when
from bot.cards.drawing import Drawing
from bot.cards.limits import check, first_fitting
from bot.cards.names import count
from bot.cards.text import line, own, safe, top_text
from models.dispute import Dispute
from models.lifecycle import DisputeState
from models.money import Money, total
from models.policy import Policy
from models.sla import DisputeClock

_ROWS = 25
_NUMBERS = 3


def disputes_answer(
    found: Sequence[tuple[Dispute, DisputeClock | None]], *, policy: Policy, now: datetime, is_own: bool
) -> Drawing:
    """Draw the open disputes, in order, each with its clock; None = the clock does not run."""
    whose = "of your accounts" if is_own else "of all accounts"
    if not found:
        told = f"No dispute {whose} is open."
        return check(Drawing(blocks=[rich(line(own(told))), small("Only you see this.")], text=top_text(told)))
    waiting = sum(one.state is not DisputeState.OWNED for one, _ in found)
    title = f"{count(len(found), 'open dispute')} {whose} · {waiting} not acknowledged"
    sums = rich(line(own("Disputed: ", bold=True), own(_sums([one for one, _ in found]))))

    def drawing(most: int) -> Drawing:
        rows = [_row(one, clock, policy, now) for one, clock in found[:most]]
        more = len(found) - len(rows)
        listed = table(("Account", "Disputed", "Stands"), ("left", "right", "left"), rows, wrapped=(0, 2))
        tail = f"and {count(more, 'more dispute')} after these · " if more else ""
        return Drawing(blocks=[header(title), sums, listed, small(f"{tail}Only you see this.")], text=top_text(title))

    return first_fitting(map(drawing, range(min(_ROWS, len(found)), 0, -1)))


def _sums(disputes: Sequence[Dispute]) -> str:
    lines = [line.amount for one in disputes for line in one.lines]
    currencies = sorted({amount.currency for amount in lines})
    return ", ".join(wording.amount(total((each for each in lines if each.currency == one), one)) for one in currencies)


def _row(dispute: Dispute, clock: DisputeClock | None, policy: Policy, now: datetime) -> tuple[str, str, str]:
    numbers = [safe(each.invoice_number, 30) for each in dispute.lines[:_NUMBERS]]
    more = len(dispute.lines) - _NUMBERS
    numbers += [f"and {more} more"] if more > 0 else []
    account = safe(dispute.account_name, 40) or safe(dispute.account_id, 40)
    return f"{account}: {', '.join(numbers)}", _amount(dispute), _stands(dispute, clock, policy, now)


def _amount(dispute: Dispute) -> str:
    amount: Money = total((each.amount for each in dispute.lines), dispute.currency)
    return wording.amount(amount)


def _stands(dispute: Dispute, clock: DisputeClock | None, policy: Policy, now: datetime) -> str:
    since, days = since_when(dispute, policy, now)
    age = f"{count(days, 'day')}, {since}" if days else since
    has_it = safe(dispute.owned_by_name or "", 30) or "finance leadership"
    whose = f"with {has_it}" if dispute.state is DisputeState.OWNED else "nobody has taken it"
    asked = asked_by_when(clock, policy, now)
    reason = dispute.reason.value.replace("_", " ")
    return " · ".join(part for part in (reason, age, whose, asked) if part)
