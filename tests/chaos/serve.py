"""`collections run` as the harness starts it: the same wiring, a clock it can move, and patience counted in seconds.

    python -m tests.chaos.serve ROLE CLOCK_FILE

What differs from bot.commands.serving stands here and nowhere in the product: time can be moved on past a lease, calls
are given up sooner, and the jobs ask more often, because a test cannot wait minutes for each death.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bot import schedule
from bot.adapters.operator_log import start_log
from bot.adapters.smtp_mailer import Patience, SmtpMailer
from bot.adapters.smtp_server import smtp_server
from bot.adapters.sql_store.engine import SqlBooks
from bot.adapters.system_clock import SystemClock
from bot.commands.serving import Outside, open_outside, serve
from bot.settings import Settings
from models.replica import ProcessRole

_SLACK_SECONDS, _MAIL_SECONDS = 2, 1.5
#: By then every call that was under way when a process died is over, on either side.
CALLS_ARE_OVER = 4.0
_DELIVER_EVERY, _LOOK_EVERY = 0.3, 0.5
#: Longer than any recovery in the middle of the day, so that what is approved leaves when the day says so.
UNDO = timedelta(hours=1)
#: Longer than the longest lease there is, of a mail whose end was given.
PAST_LEASES = timedelta(minutes=3, seconds=10)


class MovedClock(SystemClock):
    """The machine's clock, moved on by what a file says; every process of one day reads the same file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> datetime:
        return super().now() + self.shift()

    def shift(self) -> timedelta:
        return timedelta(seconds=float(self._path.read_text()))

    def set_to(self, instant: datetime) -> None:
        self._move((instant - super().now()).total_seconds())

    def advance(self, by: timedelta) -> None:
        self._move((self.shift() + by).total_seconds())

    def _move(self, seconds: float) -> None:
        partial = self._path.with_suffix(".part")
        partial.write_text(str(seconds))
        os.replace(partial, self._path)


def main(role: ProcessRole, clock_file: Path) -> None:
    """Serve until SIGTERM, as `collections run --role` does."""
    start_log()
    schedule.DELIVER_EVERY, schedule.REST = _DELIVER_EVERY, 1
    schedule.MORNING_EVERY = schedule.TAKE_IN_EVERY = schedule.REMIND_EVERY = _LOOK_EVERY  # type: ignore[assignment]
    clock = MovedClock(clock_file)
    _move_database_clock(clock)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    serve(role, lambda settings, token: _hurried(open_outside(settings, token), settings, clock))


def _hurried(outside: Outside, settings: Settings, clock: MovedClock) -> Outside:
    outside.posting.timeout = _SLACK_SECONDS
    server = smtp_server(settings)
    assert server is not None
    return replace(
        outside,
        desk=replace(outside.desk, clock=clock, policy=replace(outside.desk.policy, undo_window=UNDO, freshness={})),
        mailer=SmtpMailer(server, Patience(_MAIL_SECONDS, _MAIL_SECONDS)),
    )


def _end_with(harness: int) -> None:
    """A harness that was killed itself leaves nobody behind."""
    while os.getppid() == harness:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


def _move_database_clock(clock: MovedClock) -> None:
    """PostgreSQL's own clock, by which leases are compared there, goes on as much as everybody's."""
    told = SqlBooks.instant

    def moved(books: SqlBooks, at: datetime) -> datetime:
        now = told(books, at)
        return at if now is at else now + clock.shift()

    SqlBooks.instant = moved  # type: ignore[method-assign]


if __name__ == "__main__":
    main(ProcessRole(sys.argv[1]), Path(sys.argv[2]))
