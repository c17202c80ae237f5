"""The demo's two weeks: when a thing that happens lies in a morning's export folder."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Dublin")
#: The mornings one can live, oldest first. Everything that happened before the first lies in `start`.
MORNINGS = tuple(date(2026, 5, day) for day in (11, 12, 13, 14, 15, 18, 19, 20, 21, 22))
OPENING = MORNINGS[0]
GO_LIVE = date(2026, 5, 4)
#: The morning on which the bank's file does not come; the next one brings two days of it.
BANK_SILENT_ON = date(2026, 5, 19)
_EXPORTED_AT = time(5, 30)


def moment(text: str) -> datetime:
    """ "2026-05-08 09:12", Dublin time."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


def day(value: str | date) -> date:
    """A date, or one written as 2026-05-08."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def exported(at: date | datetime) -> date:
    """The first morning whose exports know what happened *at*; a day is over when it is exported.

    Raises:
        ValueError: nobody would ever see it.
    """
    for morning in MORNINGS:
        if at <= datetime.combine(morning, _EXPORTED_AT, ZONE) if isinstance(at, datetime) else at < morning:
            return morning
    raise ValueError(f"{at} is after the last morning's exports")


def banked(received: date) -> date:
    """The first morning whose exports know a payment of that day."""
    morning = exported(received)
    return MORNINGS[MORNINGS.index(morning) + 1] if morning == BANK_SILENT_ON else morning
