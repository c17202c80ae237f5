"""Business hours, and the clock of a dispute in them. Spans are counted in UTC: a change of the clocks is no hour."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.calendar import is_working_day
from models.dispute import Dispute
from models.lifecycle import DisputeEvent, DisputeState
from models.policy import Policy
from models.sla import Awaited, DisputeClock

_DAY = timedelta(days=1)
_NONE = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessHours:
    """The hours of a working day in one zone: *opens* included, *closes* not."""

    opens: time
    closes: time
    zone: ZoneInfo
    holidays: Collection[date] = ()

    def windows(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The business hours from *start* on, in UTC, for ever; the first may have begun before it."""
        day = start.astimezone(self.zone).date()
        while True:
            if is_working_day(day, self.holidays):
                yield self._at(day, self.opens), self._at(day, self.closes)
            day += _DAY

    def _at(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.zone).astimezone(UTC)


def hours_of(entity: str, policy: Policy) -> BusinessHours:
    """The business hours of a billing entity; of the first one where the policy does not know it."""
    known = policy.entities.get(entity) or next(iter(policy.entities.values()))
    opens, closes = known.business_hours or (policy.sla.opens, policy.sla.closes)
    holidays = policy.holidays_of(known.id)
    return BusinessHours(opens=opens, closes=closes, zone=ZoneInfo(known.timezone), holidays=holidays)


def business_time(start: datetime, end: datetime, hours: BusinessHours) -> timedelta:
    """How much of the time between two aware instants is business hours; none where *end* is not after *start*."""
    spent = _NONE
    for opens, closes in hours.windows(start):
        if opens >= end:
            return spent
        spent += max(min(closes, end) - max(opens, start), _NONE)
    raise AssertionError("windows never end")


def after_business_time(start: datetime, span: timedelta, hours: BusinessHours) -> datetime:
    """The first instant, in UTC, at which *span* of business hours has passed since *start*; *start* if it is zero."""
    if span <= _NONE:
        return start.astimezone(UTC)
    for opens, closes in hours.windows(start):
        begun = max(opens, start)
        if closes - begun >= span:
            return begun.astimezone(UTC) + span
        span -= max(closes - begun, _NONE)
    raise AssertionError("windows never end")


def dispute_clock(dispute: Dispute, policy: Policy, now: datetime) -> DisputeClock | None:
    """The clock that runs; None = the dispute waits for nobody of ours.

    Until it is acknowledged the time before an earlier acknowledgement counts: a reassignment resumes the clock. A
    reopened dispute begins anew. Once it is acknowledged the time to decide runs from there.
    """
    hours, sla = hours_of(dispute.entity, policy), policy.sla
    if dispute.state is DisputeState.ROUTED:
        begun, before = running_since(dispute, hours)
        return _clock(Awaited.ACKNOWLEDGE, begun, sla.acknowledge_hours, before, hours, sla.reminder_percent, now)
    if dispute.state is DisputeState.OWNED and dispute.owned_at is not None:
        return _clock(Awaited.DECIDE, dispute.owned_at, sla.decide_hours, _NONE, hours, sla.reminder_percent, now)
    return None


def running_since(dispute: Dispute, hours: BusinessHours) -> tuple[datetime, timedelta]:
    """Since when the clock to acknowledge runs, and what it had counted before it last stopped."""
    begun, counted = dispute.flagged_at, _NONE
    for step in dispute.steps:
        if step.event is DisputeEvent.ACKNOWLEDGE:
            counted += business_time(begun, step.at, hours)
        elif step.event is DisputeEvent.REASSIGN:
            begun = step.at
        elif step.event is DisputeEvent.REOPEN:
            begun, counted = step.at, _NONE
    return begun, counted


def _clock(
    awaited: Awaited,
    begun: datetime,
    allowed: int,
    before: timedelta,
    hours: BusinessHours,
    reminder_percent: int,
    now: datetime,
) -> DisputeClock:
    span = timedelta(hours=allowed)
    due_at = after_business_time(begun, span - before, hours)
    is_late = now > due_at
    spent = before + business_time(begun, now, hours)
    return DisputeClock(
        awaited=awaited,
        due_at=due_at,
        is_late=is_late,
        days_late=_days_between(due_at, now, hours) if is_late else 0,
        is_near=not is_late and spent * 100 >= span * reminder_percent,
    )


def _days_between(due_at: datetime, now: datetime, hours: BusinessHours) -> int:
    """Working days after the local day of *due_at*, up to and including that of *now*."""
    day, today = due_at.astimezone(hours.zone).date(), now.astimezone(hours.zone).date()
    days = ((day + _DAY * ahead) for ahead in range(1, (today - day).days + 1))
    return sum(is_working_day(each, hours.holidays) for each in days)
