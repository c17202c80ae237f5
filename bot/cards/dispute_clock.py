"""The clock of a dispute in words, on its card, in the morning list and in the answer of /invoice."""

from __future__ import annotations

from datetime import datetime

from bot.cards.drawing import Block
from bot.cards.names import clock as time_of
from bot.cards.names import count, local_day, short_day
from bot.cards.text import line, own
from models.dispute import Dispute
from models.policy import Policy
from models.sla import Awaited, DisputeClock

_DONE = {Awaited.ACKNOWLEDGE: "acknowledged", Awaited.DECIDE: "decided", Awaited.ANSWER: "answered"}


def asked_by_when(clock: DisputeClock | None, policy: Policy, now: datetime) -> str:
    """ "acknowledge by 13:00", with the day when it is not today; once that has passed, since when. "" = no clock."""
    if clock is None:
        return ""
    if clock.is_late:
        return f"{clock.awaited}: {_overdue(clock, policy, now)}"
    return (
        f"{clock.awaited} {'soon, ' if clock.is_near else ''}by {time_of(clock.due_at, policy, local_day(now, policy))}"
    )


def since_when(dispute: Dispute, policy: Policy, now: datetime) -> tuple[str, int]:
    """ "since 16 Apr, flagged 11 May" in words, and the calendar days since they said it, else since the flag."""
    flagged, today = local_day(dispute.flagged_at, policy), local_day(now, policy)
    said = dispute.said_on
    since = f"since {short_day(said, today)}, " if said and said < flagged else ""
    when = f"flagged {short_day(flagged, today)}" if flagged != today else "flagged today"
    return f"{since}{when}", (today - (said if since and said else flagged)).days


def clock_line(clock: DisputeClock, policy: Policy, now: datetime) -> Block:
    """The same as a sentence."""
    done = _DONE[clock.awaited]
    if clock.is_late:
        told = f"It had to be {done}: {_overdue(clock, policy, now)}."
    else:
        by = time_of(clock.due_at, policy, local_day(now, policy))
        told = f"{'Reminder: it' if clock.is_near else 'It'} must be {done} by {by}."
    return line(own(told, bold=True))


def _overdue(clock: DisputeClock, policy: Policy, now: datetime) -> str:
    """ "overdue since 13:00" of today, else "overdue since Tue 14 May, 3 working days"."""
    on = local_day(clock.due_at, policy)
    if on == local_day(now, policy):
        return f"overdue since {time_of(clock.due_at, policy)}"
    days = f", {count(clock.days_late, 'working day')}" if clock.days_late else ""
    return f"overdue since {on:%a} {on.day} {on:%b}{days}"
