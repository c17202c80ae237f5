"""The same day lived by real processes, which are killed, frozen and left without a database at random moments."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from sqlalchemy.exc import DBAPIError

from bot.adapters.policy_file import load_policy
from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import SystemClock
from bot.demo.local_slack import LocalSlack
from bot.demo.office import CONFIG, DEMO_DAY
from bot.demo.people import BOT_USER, TEAM_ID, channels, members
from bot.errors import StoreUnavailableError
from bot.flows.claim import LEASE
from bot.flows.desk import Desk
from models.controls import Command
from models.replica import ProcessRole
from tests.chaos.company import small_company
from tests.chaos.serve import CALLS_ARE_OVER, PAST_LEASES, MovedClock
from tests.chaos.waiting import waiting
from tests.servers.ports import free_port
from tests.servers.smtp_stub import SmtpStub

_TOKEN = "xoxb-local-chaos"
_SECRET = "local-signing-secret"
_ROOT = Path(__file__).parents[2]
_OPENS_AT = 6
#: Seconds in which a process that is told to stop has ended.
_DRAINED = 60.0
#: How long nothing may have moved before the day counts as standing still; a job asks several times in it.
_QUIET = 1.6
#: Longer than any recovery takes; what has not settled by then never will.
_PATIENCE = 240.0
_MOMENT = 4.0


class ProcessOffice:
    """Slack and the mail server live in the harness; the copilot is one process, or several on one database."""

    def __init__(
        self,
        folder: Path,
        *,
        database_url: str = "",
        roles: Sequence[ProcessRole] = (ProcessRole.ALL,),
        crash_database: Callable[[], None] = lambda: None,
    ) -> None:
        self.folder = folder
        self.roles = roles
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
        self._ports = [free_port() for _ in roles]
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        self._lock = threading.Lock()
        #: What no process may do.
        self.complaints: list[str] = []
        #: How often a process was killed or stopped.
        self.kills = 0
        #: How many calls Slack had when it was last made to fail.
        self.calls_seen = 0
        self._is_closed = False
        #: When it was struck and has not recovered yet, and how long that took at most; see `elapsed`.
        self._struck: list[float] = []
        self.longest_recovery = 0.0
        self._skipped = timedelta()

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
                [sys.executable, "-m", "tests.chaos.serve", self.roles[number], str(self._clock_file)],
                cwd=_ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )
        self._lead_past(None)

    def _lead_past(self, number: int | None) -> None:
        """Slack brings presses to another process from now on, if there is another one that takes them."""
        doors = self._doors()
        port = next((self._ports[each] for each in doors if each != number), self._ports[doors[0]])
        self.slack.request_url = f"http://127.0.0.1:{port}/slack/events"

    def _doors(self) -> list[int]:
        return [number for number, role in enumerate(self.roles) if role.does(ProcessRole.BOT)]

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
            self._lead_past(number)

    def stop(self, number: int) -> None:
        """SIGTERM, as an upgrade does it, and up again once it has ended by itself."""
        with self._lock:
            if self._is_closed:
                return
            self._lead_past(number)
            self._end(self._running[number])
            self.kills += 1
            self._start(number)
            self._lead_past(number)

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        process.terminate()
        try:
            process.wait(_DRAINED)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)
        # Who is told so before it can listen dies of it.
        if process.returncode not in (0, -signal.SIGTERM):
            self.complaints.append(f"a process told to stop ended with {process.returncode}")

    def freeze(self, number: int) -> None:
        """Stop one process in the middle of whatever it does, and let it go on when its leases are long over."""
        process = self._running[number]
        self._lead_past(number)
        process.send_signal(signal.SIGSTOP)
        self._skip(PAST_LEASES)
        time.sleep(CALLS_ARE_OVER + 1)
        process.send_signal(signal.SIGCONT)
        self.kills += 1

    def struck(self, at: float) -> None:
        """Something was done to it, *at* by `elapsed`."""
        self._struck.append(at)

    def elapsed(self) -> float:
        """Seconds as a clock on the wall would have them: what was waited, and the leases that were skipped."""
        return time.monotonic() + self._skipped.total_seconds()

    def _skip(self, by: timedelta) -> None:
        self.clock.advance(by)
        self._skipped += by

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
                self._skip(LEASE)
                moved_at = time.monotonic()

    def _moved(self) -> tuple[int, int, int]:
        return len(self.slack.calls), len(self.sink.taken), self.kills

    def _is_done(self, until: Callable[[], bool]) -> bool:
        with suppress(DBAPIError, StoreUnavailableError, LookupError):
            is_well = waiting(self.store, self.clock.now()) == [] and self._answers()
            while is_well and self._struck:
                self.longest_recovery = max(self.longest_recovery, self.elapsed() - self._struck.pop())
            return is_well and until()
        return False

    def _held_up(self) -> str:
        with suppress(DBAPIError, StoreUnavailableError):
            return f"waiting: {waiting(self.store, self.clock.now())}"
        return "the database does not answer"

    def _answers(self) -> bool:
        with self._lock:
            for number, process in self._running.items():
                if process.poll() is not None:
                    # It found no database, say; a supervisor starts it again.
                    self.kills += 1
                    self._start(number)
        return all(_is_open(self._ports[number]) for number in self._doors())

    def logs(self) -> str:
        return "\n".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("log-*")))


def _is_open(port: int) -> bool:
    with socket.socket() as knocking:
        knocking.settimeout(2)
        return knocking.connect_ex(("127.0.0.1", port)) == 0
