"""Where one billing entity's morning of today stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

#: A morning that comes later than this after its time is marked late.
LATE = timedelta(hours=1)


class MorningState(StrEnum):
    """What becomes of today's morning."""

    RAN = "ran"
    #: Its time has come, and it has not run.
    DUE = "due"
    #: Its time has not come yet.
    AHEAD = "ahead"
    #: It did not come in time: the next one is that of the next working day.
    LEFT_OUT = "left_out"
    #: No morning on this date: no working day there, or the clock was put back and a later date has run.
    DAY_OFF = "day_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A morning that ran to its end."""

    #: Local date at the billing entity.
    day: date
    #: Aware instant.
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """One billing entity's morning of today."""

    entity: str
    #: Today's date there.
    day: date
    state: MorningState
    #: Aware instants, in UTC: from when on it is to run, and from when on no more.
    due_at: datetime
    until: datetime
    #: The last one that ran, today's or an earlier one; None = none ever did.
    last: Run | None
    #: Working days since the last one that are over without a morning, oldest first; none before the first ever.
    missed: tuple[date, ...] = ()

    @property
    def came_late(self) -> bool:
        """Whether today's ran, and late."""
        return self.last is not None and self.last.day == self.day and self.last.at - self.due_at > LATE
