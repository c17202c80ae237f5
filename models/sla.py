"""How long a dispute may wait for us, and where its clock stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Sla:
    """What the policy allows, in business hours of the billing entity."""

    #: From the flag until somebody in finance leadership has it.
    acknowledge_hours: int = 4
    #: From then until it is decided.
    decide_hours: int = 40
    #: Percent of either after which the card reminds.
    reminder_percent: int = 75
    #: When business hours begin and end where an entity has none of its own, local time.
    opens: time = time(9, 0)
    closes: time = time(17, 0)


class Awaited(StrEnum):
    """What the clock of a dispute runs for."""

    ACKNOWLEDGE = "acknowledge"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeClock:
    """Where a running clock stands at one instant."""

    awaited: Awaited
    #: Aware instant.
    due_at: datetime
    is_late: bool
    #: Working days after the day it was due, up to today's; 0 = it is that day, or no working day has come since.
    days_late: int = 0
    #: Not late yet, and the policy's share of the time is gone.
    is_near: bool = False
