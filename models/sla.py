"""How long disputes and packets may wait for us, where a clock stands, and who is reminded when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from models.people import Reviewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Sla:
    """What the policy allows, in business hours of the billing entity."""

    #: From the flag until somebody in finance leadership has it.
    acknowledge_hours: int = 4
    #: From then until it is decided.
    decide_hours: int = 40
    #: From a question until whoever is asked has answered it.
    answer_hours: int = 8
    #: From a packet's card until it is decided; None = nobody is reminded of that.
    packet_hours: int | None = None
    #: Percent of each after which it is reminded of.
    reminder_percent: int = 75
    #: When business hours begin and end where an entity has none of its own, local time.
    opens: time = time(9, 0)
    closes: time = time(17, 0)


class Awaited(StrEnum):
    """What a clock runs for."""

    ACKNOWLEDGE = "acknowledge"
    DECIDE = "decide"
    ANSWER = "answer"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One turn of telling somebody that something waits."""

    #: 1 = the reminder before it is due; the others come from then on.
    number: int
    to: Reviewer
    #: Aware instant, within business hours or at their end.
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """What waits for one of ours, and who is told of it in turn."""

    awaited: Awaited
    #: The billing entity whose business hours count.
    entity: str
    #: Aware instants. Another *begun_at* is another wait, of which nobody has been told yet.
    begun_at: datetime
    due_at: datetime
    #: In the order of their time; the last is the end of it.
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """Somebody was told."""

    to: Reviewer
    at: datetime
