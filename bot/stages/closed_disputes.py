"""Disputes that are over, as long as whoever asks for their lines again has to know of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.wording import day
from models.dispute import ClosedDispute, Dispute, Outcome
from models.fact import Fact, FactKind
from models.lifecycle import DisputeState
from models.packet import OpenItem

#: Calendar days for which it is told, whatever has been sent.
_LATELY = 60
_DECIDED = {
    Outcome.VALID: "Decided: they are right",
    Outcome.PART: "Decided: they are right in part",
    Outcome.INVALID: "Decided: they owe it as billed",
}


def closed_disputes(
    disputes: Sequence[Dispute], items: Sequence[OpenItem], facts: Sequence[Fact], as_of: date, zone: ZoneInfo
) -> tuple[ClosedDispute, ...]:
    """Those about one of *items*: for sixty days, and for longer until a mail has left; the last to end first."""
    found = []
    for dispute in disputes:
        at, numbers = dispute.closed_at, _asked_again(dispute, items)
        if at is None or not numbers:
            continue
        on, is_unmailed = at.astimezone(zone).date(), not _is_mailed(numbers, facts, at)
        if is_unmailed or (as_of - on).days <= _LATELY:
            found.append(ClosedDispute(told=_told(dispute, on), closed_at=at, is_unmailed=is_unmailed))
    return tuple(sorted(found, key=lambda each: each.closed_at, reverse=True))


def _asked_again(dispute: Dispute, items: Sequence[OpenItem]) -> set[str]:
    mine = [item.invoice for item in items if item.invoice.entity == dispute.entity]
    return {each.number for each in mine if any(each.goes_by(line.invoice_number) for line in dispute.lines)}


def _is_mailed(numbers: set[str], facts: Sequence[Fact], since: datetime) -> bool:
    mails = (fact for fact in facts if fact.kind is FactKind.SENT and fact.at > since)
    return any(numbers & set(mail.about.splitlines()) for mail in mails)


def _told(dispute: Dispute, on: date) -> str:
    numbers = ", ".join(line.invoice_number for line in dispute.lines)
    found = dispute.resolution
    if dispute.state is DisputeState.WITHDRAWN or found is None:
        last = dispute.steps[-1]
        return f"{numbers}: Dispute withdrawn by {last.by_name}, {day(on)}: {last.reason}"
    over = f"; {found.credit_over}" if found.credit_over else ""
    return f"{numbers}: {_DECIDED[found.outcome]}, by {found.by_name}, {day(on)}: {found.note}{over}"
