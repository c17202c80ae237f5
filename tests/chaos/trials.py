"""What is done to the day: each trial lives it once under one kind of trouble, and counts at the receiving servers."""

from __future__ import annotations

import random
import shutil
import tempfile
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from bot.demo.local_slack import DropAfterAccept, HangAfterAccept, RateLimited, ServerError
from tests.chaos.company import NOT_ASKED
from tests.chaos.counting import Count, Counting
from tests.chaos.day import STEPS, WRITTEN_TO, Day
from tests.chaos.processes import ProcessOffice, Trouble
from tests.chaos.sweep import NEVER, PAID_OR_FLAGGED
from tests.servers import postgres

#: Between two strikes, in seconds: from in the middle of a start to in the middle of a quiet while.
_PAUSE = (0.4, 5.0)
_LONG_PAUSE = (2.0, 7.0)
_METHODS = ("chat.postMessage", "chat.postMessage", "chat.update", "conversations.history")
_SLACK_FAULTS = (
    RateLimited(1),
    ServerError(),
    ServerError(after_accept=True),
    DropAfterAccept(),
    HangAfterAccept(3.0),
)

Strike = Callable[[ProcessOffice, random.Random], None]


@dataclass(frozen=True)
class Trial:
    """One kind of trouble."""

    name: str
    strike: Strike
    replicas: int = 1
    #: Whether the day is lived on PostgreSQL; else on SQLite.
    on_postgres: bool = False
    pause: tuple[float, float] = _PAUSE
    #: Whether the mail server goes wrong by itself.
    bad_mail_server: bool = False
    #: Whether the strikes themselves are what is counted; else as many come as a day has room for.
    is_counted: bool = True


@dataclass(frozen=True)
class Tried:
    """What one trial came to."""

    name: str
    seed: int
    strikes: int
    count: Count
    log: str = ""


def _kill(office: ProcessOffice, chance: random.Random) -> None:
    office.kill(chance.randrange(office.replicas))


def _freeze(office: ProcessOffice, chance: random.Random) -> None:
    office.freeze(chance.randrange(office.replicas))


def _break_slack(office: ProcessOffice, chance: random.Random) -> None:
    method, fault = chance.choice(_METHODS), chance.choice(_SLACK_FAULTS)
    seen, office.calls_seen = office.calls_seen, len(office.slack.calls)
    if any(call.method == method for call in office.slack.calls[seen:]):
        # What waits for a method nobody calls would pile up, and Slack never be well again.
        office.slack.fail_next(method, fault)


def _crash_database(office: ProcessOffice, _chance: random.Random) -> None:
    office.crash_database()


def _nothing(_office: ProcessOffice, _chance: random.Random) -> None:
    """The mail server does it by itself."""


TRIALS = (
    Trial("kill -9, one process, SQLite", _kill),
    Trial("kill -9, two replicas, PostgreSQL", _kill, replicas=2, on_postgres=True),
    Trial("PostgreSQL crashes in a loop", _crash_database, replicas=2, on_postgres=True, pause=_LONG_PAUSE),
    Trial("a replica frozen past its lease", _freeze, replicas=2, on_postgres=True, pause=(0.2, 3.0)),
    Trial("Slack: 429, 500, cut, silent", _break_slack, pause=(0.2, 1.2), is_counted=False),
    Trial("mail: 4xx, cut, silent after the dot", _nothing, bad_mail_server=True, is_counted=False),
)


def attempt(trial: Trial, seed: int, strikes: int) -> Tried:
    """Live the day once, struck *strikes* times at most; the same seed strikes at the same moments of its clock."""
    folder = Path(tempfile.mkdtemp(prefix="chaos-"))
    server: AbstractContextManager[postgres.Postgres | None]
    server = postgres.running() if trial.on_postgres else nullcontext()
    try:
        with server as database:
            url = database.url(database.new_database()) if database else ""
            crash = database.crash if database else (lambda: None)
            with ProcessOffice(folder, database_url=url, replicas=trial.replicas, crash_database=crash) as office:
                return _lived(trial, office, seed, strikes)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _lived(trial: Trial, office: ProcessOffice, seed: int, strikes: int) -> Tried:
    if trial.bad_mail_server:
        office.sink.script = _BadMailServer(random.Random(seed), office.over)
    day = Day(office)
    trouble = Trouble(seed, strikes, trial.pause, lambda chance: trial.strike(office, chance))
    trouble.start()
    for step in STEPS:
        if step is STEPS[-1]:
            trouble.end()
        day.take(step)
    counting = Counting(
        office.slack,
        office.store,
        [each.data for each in office.sink.taken],
        never_named=NOT_ASKED | PAID_OR_FLAGGED,
        never_written_to=NEVER,
    )
    count = counting.count()
    complaints = list(day.complaints)
    known = count.sent + count.uncertain - count.uncertain_and_gone
    if known < len(WRITTEN_TO):
        complaints.append(f"{len(WRITTEN_TO)} mails were to leave, the fate of {known} is known")
    count = replace(count, violations=(*count.violations, *complaints))
    return Tried(trial.name, seed, trouble.struck, count, office.logs() if count.violations else "")


class _BadMailServer:
    """A script of SmtpStub: every second conversation goes wrong somewhere."""

    def __init__(self, chance: random.Random, over: threading.Event) -> None:
        self._chance, self._over = chance, over
        self._wrong = ""

    def __call__(self, command: str, usual: str) -> str | None:
        if command == "CONNECT":
            self._wrong = self._chance.choice(("", "", "MAIL", "RCPT", "DATA", "cut", "silent"))
        if self._wrong and command.startswith(self._wrong):
            return "451 4.3.0 not now"
        if command == "." and self._wrong in ("cut", "silent"):
            if self._wrong == "silent":
                self._over.wait(4)
            return None
        return usual
