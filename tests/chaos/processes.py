"""The same day lived by real processes, which are killed, frozen and left without a database at random moments."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.adapters.policy_file import load_policy
from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import SystemClock
from bot.demo.local_slack import LocalSlack
from bot.demo.office import CONFIG, DEMO_DAY
from bot.demo.people import BOT_USER, TEAM_ID, channels, members
from bot.errors import StoreUnavailableError
from bot.flows.desk import Desk
from models.controls import Command
from tests.chaos.company import small_company
from tests.chaos.serve import CALLS_ARE_OVER, MovedClock
from tests.servers.ports import free_port
from tests.servers.smtp_stub import SmtpStub

_TOKEN = "xoxb-local-chaos"
_SECRET = "local-signing-secret"
_ROOT = Path(__file__).parents[2]
_OPENS_AT = 6
#: How long nothing may have moved before the day counts as standing still; a job asks several times in it.
_QUIET = 1.6
#: Longer than any recovery takes; what has not settled by then never will.
_PATIENCE = 120.0
_MOMENT = 4.0
#: Longer than the longest lease there is, of a mail whose end was given.
PAST_LEASES = timedelta(minutes=3, seconds=10)

_UNDER_WAY = "SELECT key, kind, state, not_before FROM outbox WHERE state IN ('planned', 'sending')"


class ProcessOffice:
    """Slack and the mail server live in the harness; the copilot is one process, or several on one database."""

    def __init__(
        self,
        folder: Path,
        *,
        database_url: str = "",
        replicas: int = 1,
        crash_database: Callable[[], None] = lambda: None,
    ) -> None:
        self.folder = folder
        self.replicas = replicas
        self.crash_database = crash_database
        #: Set when the day is over: whatever hangs may stop.
        self.over = threading.Event()
        company = small_company(folder / "exports")
        self.exports = company.exports
        self._config(company.sources)
        policy = load_policy(folder / "config" / "policy.toml")
        self.zone = ZoneInfo(next(iter(policy.entities.values())).timezone)
        self._clock_file = folder / "clock"
        self.clock = MovedClock(self._clock_file)
        self.clock.set_to(self.opening(DEMO_DAY))
        self.database_url = database_url or f"sqlite:///{folder / 'collections.db'}"
        self.store = SqlStore(self.database_url)
        self.desk = Desk(store=self.store, clock=self.clock, policy=policy, remittance={})
        self.slack = LocalSlack(
            team_id=TEAM_ID,
            bot_user_id=BOT_USER,
            bot_name="Collections",
            bot_token=_TOKEN,
            signing_secret=_SECRET,
            members=members(policy),
            channels=channels(policy),
            now=self.clock.now,
            wall=SystemClock().now,
            commands=frozenset(Command),
        )
        self.sink = SmtpStub(keeps_anyway=True)
        self._ports = [free_port() for _ in range(replicas)]
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        self._lock = threading.Lock()
        #: How often a process was killed or stopped.
        self.kills = 0
        #: How many calls Slack had when it was last made to fail.
        self.calls_seen = 0
        self._is_closed = False

    def _config(self, sources: Path) -> None:
        shutil.copytree(CONFIG, self.folder / "config")
        shutil.copy(sources, self.folder / "config" / "sources.toml")
        path = self.folder / "config" / "sources.toml"
        path.write_text(path.read_text().replace('folder = "."', f'folder = "{self.exports}"'))

    # ── life ──────────────────────────────────────────────────────────────────────────────────

    def __enter__(self) -> Self:
        self.slack.start()
        self.sink.__enter__()
        for number in range(len(self._ports)):
            self._start(number)
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._is_closed = True
            self.over.set()
            for process in self._running.values():
                process.send_signal(signal.SIGCONT)
                process.kill()
                process.wait(10)
        self.slack.stop()
        self.sink.__exit__()
        self.store.close()

    def _start(self, number: int) -> None:
        environment = {
            **{name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "PYTHONPATH")},
            "SLACK_BOT_TOKEN": _TOKEN,
            "SLACK_SIGNING_SECRET": _SECRET,
            "SLACK_API_URL": self.slack.base_url,
            "HTTP_PORT": str(self._ports[number]),
            "DATABASE_URL": self.database_url,
            "CONFIG_DIR": str(self.folder / "config"),
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(self.sink.port),
            "SMTP_TLS": "none",
        }
        with (self.folder / f"log-{number}").open("ab") as log:
            self._running[number] = subprocess.Popen(
                [sys.executable, "-m", "tests.chaos.serve", str(self._clock_file)],
                cwd=_ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )
        self._lead_to(number)

    def _lead_to(self, number: int) -> None:
        """Where Slack brings presses from now on."""
        self.slack.request_url = f"http://127.0.0.1:{self._ports[number]}/slack/events"

    def kill(self, number: int = 0) -> None:
        """kill -9, and up again at once, as a supervisor does."""
        with self._lock:
            if self._is_closed:
                return
            process = self._running[number]
            process.kill()
            process.wait(10)
            self.kills += 1
            self._start(number)
            self._lead_to((number + 1) % len(self._ports))

    def freeze(self, number: int) -> None:
        """Stop one process in the middle of whatever it does, and let it go on when its leases are long over."""
        process = self._running[number]
        self._lead_to((number + 1) % len(self._ports))
        process.send_signal(signal.SIGSTOP)
        self.clock.advance(PAST_LEASES)
        time.sleep(CALLS_ARE_OVER + 1)
        process.send_signal(signal.SIGCONT)
        self.kills += 1

    def restart(self) -> bool:
        """The supervisor has done it already; by HTTP Slack brings no press again."""
        return False

    def alive(self) -> None:
        """Whoever died is up again."""

    # ── the day ───────────────────────────────────────────────────────────────────────────────

    def opening(self, day: Any) -> datetime:
        return datetime(day.year, day.month, day.day, _OPENS_AT, tzinfo=self.zone)

    def deliver(self) -> None:
        """Give the processes the moment in which what was pressed shows on its card."""
        ends = time.monotonic() + _MOMENT
        while not self._is_done(lambda: True) and time.monotonic() < ends:
            time.sleep(0.05)

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Wait until the processes have done what *until* asks, and nothing moves any more.

        Raises:
            TimeoutError: it did not come to that.
        """
        ends = time.monotonic() + _PATIENCE
        moved_at = done_since = time.monotonic()
        before = self._moved()
        while time.monotonic() - done_since < _QUIET:
            if time.monotonic() > ends:
                raise TimeoutError(f"nothing settled within {_PATIENCE:g} seconds; {self._held_up()}")
            time.sleep(0.1)
            now, is_done = self._moved(), self._is_done(until)
            if now != before or not is_done:
                done_since = time.monotonic()
            if now != before:
                moved_at, before = time.monotonic(), now
            if not is_done and time.monotonic() - moved_at > CALLS_ARE_OVER:
                # Whoever held what still waits is dead: its lease goes by.
                self.clock.advance(PAST_LEASES)
                moved_at = time.monotonic()

    def _moved(self) -> tuple[int, int, int]:
        return len(self.slack.calls), len(self.sink.taken), self.kills

    def _is_done(self, until: Callable[[], bool]) -> bool:
        with suppress(DBAPIError, StoreUnavailableError, LookupError):
            return self._waiting() == [] and until() and self._answers()
        return False

    def _waiting(self) -> list[tuple[str, str]]:
        """What is due, or on its way; cards that show an older state."""
        with self.store.engine.connect() as connection:
            due = connection.execute(text(_UNDER_WAY))
            rows = [(row[0], row[2]) for row in due if row[1:3] != ("mail", "planned") or self._is_due(row[3])]
            stale = connection.execute(text("SELECT key, 'stale' FROM card WHERE wanted <> shown"))
            return [*rows, *((row[0], row[1]) for row in stale)]

    def _held_up(self) -> str:
        with suppress(DBAPIError, StoreUnavailableError):
            return f"waiting: {self._waiting()}"
        return "the database does not answer"

    def _is_due(self, not_before: Any) -> bool:
        at = datetime.fromisoformat(str(not_before))
        at = at if at.tzinfo else at.replace(tzinfo=ZoneInfo("UTC"))
        return at <= self.clock.now() + timedelta(seconds=1)

    def _answers(self) -> bool:
        return all(process.poll() is None for process in self._running.values())

    def logs(self) -> str:
        return "\n".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("log-*")))


class Trouble(threading.Thread):
    """Does something to the office at random moments, *count* times at most; the seed makes them come again."""

    def __init__(
        self, seed: int, count: int, pause: tuple[float, float], strike: Callable[[random.Random], None]
    ) -> None:
        super().__init__(daemon=True)
        self._random, self._count, self._pause, self._strike = random.Random(seed), count, pause, strike
        self._over = threading.Event()
        #: How often it has.
        self.struck = 0

    def run(self) -> None:
        for _ in range(self._count):
            if self._over.wait(self._random.uniform(*self._pause)):
                return
            self._strike(self._random)
            self.struck += 1

    def end(self) -> None:
        """No strike begins after this; one that began is over."""
        self._over.set()
        self.join(30)
