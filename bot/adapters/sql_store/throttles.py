"""Slack's limits, and the channels to be read for what stands there twice."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, func, select

from models.outbox import Sweep
from models.pacing import Throttle, idle
from models.tables import SweepRow, ThrottleRow


class Throttles:
    """What every worker has to keep to, whichever process it is in."""

    session: Session

    def instant(self, at: datetime) -> datetime:
        """See ports.Books."""
        if self.session.get_bind().dialect.name != "postgresql":
            return at
        # Not now(), which is when the transaction began: it may have waited for the one before it.
        now: datetime = self.session.exec(select(func.clock_timestamp())).one()
        return now

    def throttle(self, name: str, at: datetime) -> Throttle:
        """See ports.Books."""
        row = self.session.get(ThrottleRow, name)
        return Throttle(**row.model_dump()) if row else idle(name, at)

    def save_throttle(self, throttle: Throttle) -> None:
        """See ports.Books."""
        self.session.merge(
            ThrottleRow(
                name=throttle.name,
                free_at=throttle.free_at,
                paced_until=throttle.paced_until,
                turn=throttle.turn,
                failures=throttle.failures,
                why=throttle.why,
            )
        )
        self.session.flush()

    def plan_sweep(self, sweep: Sweep, due: datetime) -> None:
        """See ports.Books."""
        row = self.session.get(SweepRow, sweep.channel)
        since = min(row.since, sweep.since) if row else sweep.since
        self.session.merge(SweepRow(channel=sweep.channel, since=since, due=due))
        self.session.flush()

    def next_sweep(self, at: datetime) -> Sweep | None:
        """See ports.Books."""
        due = select(SweepRow).where(col(SweepRow.due) <= self.instant(at)).order_by(col(SweepRow.due)).limit(1)
        row = self.session.exec(due).first()
        return Sweep(channel=row.channel, since=row.since) if row else None

    def swept(self, sweep: Sweep, due: datetime) -> None:
        """See ports.Books."""
        row = self.session.get(SweepRow, sweep.channel)
        if row is not None and row.due == due:
            self.session.delete(row)
