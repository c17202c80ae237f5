"""The limit of what one person approves: counted in the transaction of the press, and told to finance leadership."""

from __future__ import annotations

from datetime import datetime

from bot.books import Books
from bot.errors import OverLimitError
from bot.flows.desk import Desk, note
from bot.stages.approval_limit import DAY, HOUR, over_limit
from models.outbox import OutboxItem, OutboxKind
from models.people import Person, Role

#: What the subject of an alarm begins with.
ALARM = "alarm"


def refuse_over_limit(desk: Desk, books: Books, person: Person, at: datetime) -> None:
    """Call it once the approval is in the record, which the database lets one transaction at a time do.

    Raises:
        OverLimitError: it is one too many; the transaction takes it back.
    """
    limits = desk.policy.approval_limits
    since = at - (DAY if limits.value_per_day else HOUR)
    over = over_limit(books.audited_of(person.user_id, "packet.approve", since), limits, at)
    if over:
        raise OverLimitError(over)


def raise_alarm(desk: Desk, person: Person, over: str) -> None:
    """Tell finance leadership, once for each person and hour of the clock."""
    at = desk.clock.now()
    subject = f"{ALARM}:{person.user_id}:{at:%Y-%m-%dT%H}"
    channel = desk.policy.channels[Role.FINANCE_LEADERSHIP]
    alarm = OutboxItem(
        key=subject,
        kind=OutboxKind.POST,
        partition=channel,
        subject=subject,
        not_before=at,
        payload={"channel": channel},
    )
    with desk.store.transaction() as books:
        if books.plan(alarm):
            note(books, at, "limit.reached", subject, person=person, over=over)
