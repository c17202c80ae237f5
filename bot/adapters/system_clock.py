"""The machine's clock, and one that starts at a chosen instant and runs on. The only readers of the time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


class SystemClock:
    """ports.Clock on the machine's own time."""

    def now(self) -> datetime:
        """The current instant in UTC."""
        return datetime.now(UTC)

    def today(self, timezone: str) -> date:
        """The current date in an IANA zone."""
        return self.now().astimezone(ZoneInfo(timezone)).date()


class ShiftedClock(SystemClock):
    """A clock that was set to *start* when it was made and has run at normal speed since; the demo's one clock."""

    def __init__(self, start: datetime) -> None:
        self._shift = start - super().now()

    def now(self) -> datetime:
        """The shifted instant in UTC."""
        return super().now() + self._shift

    def advance(self, by: timedelta) -> None:
        """Move the clock forward."""
        self._shift += by
