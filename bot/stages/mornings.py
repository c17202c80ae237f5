"""When each billing entity's morning is due, in its own time; what has run is told by rows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from models.calendar import is_working_day
from models.morning import LATE, Morning, MorningState, Run
from models.policy import Entity, Policy

_DAY = timedelta(days=1)


def morning_of(entity: Entity, policy: Policy, last: Run | None, now: datetime) -> Morning:
    """The entity's morning of the date it has at *now*.

    A time of day that the clocks skip is the same while later, and of one that comes twice the first counts.
    """
    zone = ZoneInfo(entity.timezone)
    day = now.astimezone(zone).date()
    due_at = datetime.combine(day, policy.morning_at, zone).astimezone(UTC)
    until = datetime.combine(day, policy.morning_until, zone).astimezone(UTC)
    holidays = policy.holidays_of(entity.id)
    if last is not None and last.day == day:
        state = MorningState.RAN
    elif not is_working_day(day, holidays) or (last is not None and last.day > day):
        state = MorningState.DAY_OFF
    elif now < due_at:
        state = MorningState.AHEAD
    else:
        state = MorningState.DUE if now < until else MorningState.LEFT_OUT
    over = day + _DAY if state is MorningState.LEFT_OUT else day
    missed = _working_days(last.day + _DAY, over, holidays) if last is not None else ()
    return Morning(entity=entity.id, day=day, state=state, due_at=due_at, until=until, last=last, missed=missed)


def _working_days(first: date, until: date, holidays: frozenset[date]) -> tuple[date, ...]:
    """Those from *first* on and before *until*."""
    every = (first + _DAY * ahead for ahead in range((until - first).days))
    return tuple(day for day in every if is_working_day(day, holidays))


def is_late(due_at: datetime, now: datetime) -> bool:
    """Whether what was due at *due_at* comes so late at *now* that its readers are told."""
    return now - due_at > LATE
