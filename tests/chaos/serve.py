"""`collections run` as the harness starts it: the same parts, a clock it can move, and patience counted in seconds.

    python -m tests.chaos.serve CLOCK_FILE

What differs from bot.commands.serving stands here and nowhere in the product: time can be moved on past a lease, calls
are given up sooner, and the jobs ask more often, because a test cannot wait minutes for each death.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bot import schedule
from bot.adapters.charts import PngCharts
from bot.adapters.slack_directory import SlackDirectory
from bot.adapters.slack_postbox import SlackPostbox, posting_client
from bot.adapters.smtp_mailer import Patience, SmtpMailer
from bot.adapters.smtp_server import smtp_server
from bot.adapters.source_config import load_sources
from bot.adapters.sql_store.engine import SqlBooks
from bot.adapters.system_clock import SystemClock
from bot.app import build_app, serve_http
from bot.commands.opening import open_desk
from bot.flows.deliver_outbox import Ways
from bot.settings import Settings

_SLACK_SECONDS, _MAIL_SECONDS = 2, 1.5
#: By then every call that was under way when a process died is over, on either side.
CALLS_ARE_OVER = 2.5
_DELIVER_EVERY, _LOOK_EVERY = 0.3, 0.5
#: Longer than any recovery in the middle of the day, so that what is approved leaves when the day says so.
UNDO = timedelta(hours=1)


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


def main(clock_file: Path) -> None:
    """Serve until SIGTERM, as `collections run` does."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    schedule.REST = 1
    clock = MovedClock(clock_file)
    _move_database_clock(clock)
    settings = Settings()
    desk = open_desk(settings)
    policy = replace(desk.policy, undo_window=UNDO, freshness={})
    assert settings.slack_bot_token is not None
    assert settings.slack_signing_secret is not None
    secret = settings.slack_signing_secret.get_secret_value()
    client = posting_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    client.timeout = _SLACK_SECONDS
    workspace = client.auth_test()
    desk = replace(desk, clock=clock, policy=policy, workspace_url=str(workspace["url"]))
    directory = SlackDirectory(client, policy, str(workspace["team_id"]))
    server = smtp_server(settings)
    assert server is not None
    mailer = SmtpMailer(server, Patience(_MAIL_SECONDS, _MAIL_SECONDS))
    ways = Ways(postbox=SlackPostbox(client), mailer=mailer, charts=PngCharts(), directory=directory)
    sources = load_sources(settings.config_dir / "sources.toml")
    door = serve_http(build_app(desk, directory, client, secret), secret, "127.0.0.1", settings.http_port)
    jobs = schedule.build_schedule(desk, ways, sources, directory)
    for number, job in enumerate(jobs.get_jobs()):
        job.reschedule("interval", seconds=_LOOK_EVERY if number else _DELIVER_EVERY)
    jobs.start()
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    harness = os.getppid()
    # A harness that was killed itself leaves nobody behind.
    while os.getppid() == harness and not stopped.wait(1):
        pass
    door.close()
    jobs.shutdown(wait=True)


def _move_database_clock(clock: MovedClock) -> None:
    """PostgreSQL's own clock, by which leases are compared there, goes on as much as everybody's."""
    told = SqlBooks.instant

    def moved(books: SqlBooks, at: datetime) -> datetime:
        now = told(books, at)
        return at if now is at else now + clock.shift()

    SqlBooks.instant = moved  # type: ignore[method-assign]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
