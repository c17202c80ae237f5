"""When an approved mail may leave: in our business hours and in the customer's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.stages.sla import BusinessHours
from models.policy import Policy
from models.sending import CustomerTime, Hours, Leaving

#: Longer waits than any row of public holidays are no wait for them.
_LONGEST_WAIT = timedelta(days=14)


def leaving(at: datetime, entity: str, policy: Policy, theirs: CustomerTime | None) -> Leaving:
    """The first instant from *at* on at which a mail in the name of *entity* may leave.

    *theirs* None = the policy does not ask for the customer's hours.
    """
    ours, hours = _ours(entity, policy), Hours.OURS
    if theirs is not None:
        sides, hours = _theirs(ours, theirs)
        if (both := _opening(at, (ours, *sides))) is not None:
            return Leaving(both, hours)
        hours = Hours.APART
    # Without a single working day in so long, waiting longer would only lose it.
    return Leaving(_opening(at, (ours,)) or at, hours)


def _ours(entity: str, policy: Policy) -> BusinessHours:
    zone, sending = ZoneInfo(policy.entities[entity].timezone), policy.sending
    holidays = policy.holidays_of(entity)
    return BusinessHours(opens=sending.opens, closes=sending.closes, zone=zone, holidays=holidays)


def _theirs(ours: BusinessHours, theirs: CustomerTime) -> tuple[tuple[BusinessHours, ...], Hours]:
    """Their hours in every zone they may be in; without a zone their days off, by our calendar."""
    hours = Hours.BOTH if theirs.zones else Hours.UNKNOWN if theirs.days_off is None else Hours.THEIR_DAYS
    zones = [ZoneInfo(name) for name in theirs.zones] or [ours.zone]
    days_off = theirs.days_off or frozenset()
    sides = (BusinessHours(opens=ours.opens, closes=ours.closes, zone=zone, holidays=days_off) for zone in zones)
    return tuple(sides), hours


def _opening(at: datetime, sides: Sequence[BusinessHours]) -> datetime | None:
    """The first instant from *at* on in the hours of every side; None = there is none for two weeks."""
    found, last = at, at + _LONGEST_WAIT
    while found < last:
        later = max(_next_hours(side, found, last) for side in sides)
        if later <= found:
            return found
        found = later
    return None


def _next_hours(side: BusinessHours, at: datetime, last: datetime) -> datetime:
    """When the hours begin that are not over at *at*, or *last* if that is earlier."""
    return next(opens for opens, closes in side.windows(at) if closes > at or opens >= last)
