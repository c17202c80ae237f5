"""What is done to the day: each trial lives it once under one kind of trouble, and counts at the receiving servers."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from bot.demo.local_slack import AcceptLate, DropAfterAccept, HangAfterAccept, RateLimited, ServerError
from models.replica import ProcessRole
from tests.chaos.company import NOT_ASKED
from tests.chaos.counting import Count, Counting
from tests.chaos.day import STEPS, WRITTEN_TO, Day
from tests.chaos.processes import ProcessOffice
from tests.chaos.sweep import NEVER, PAID_OR_FLAGGED
from tests.chaos.trouble import Trouble
from tests.servers import postgres

#: Between two strikes, in seconds: from in the middle of a start to in the middle of a quiet while.
_PAUSE = (0.4, 5.0)
_LONG_PAUSE = (2.0, 7.0)
_METHODS = frozenset({"chat.postMessage", "chat.update", "conversations.history", "conversations.info"})
_SLACK_FAULTS = (
    RateLimited(1),
    ServerError(),
    ServerError(after_accept=True),
    DropAfterAccept(),
    HangAfterAccept(3.0),
    # Later than the caller waits, and sooner than its lease is over.
    AcceptLate(2.6),
)

#: Of a conversation: none, the command that is refused, or what becomes of the text. A cut one has been taken, a lost
#: one has not, a silent one at once, a late one when nobody listens any more.
_MAIL_FAULTS = ("", "MAIL", "RCPT", "DATA", "cut", "lost", "silent", "late")
_TWO = (ProcessRole.ALL, ProcessRole.ALL)
_APART = (ProcessRole.BOT, ProcessRole.WORKER, ProcessRole.CLOCK)

#: Whether there was something to hit.
Strike = Callable[[ProcessOffice, random.Random], bool]


@dataclass(frozen=True)
class Trial:
    """One kind of trouble."""

    name: str
    strike: Strike
    roles: tuple[ProcessRole, ...] = (ProcessRole.ALL,)
    #: Whether the day is lived on PostgreSQL; else on SQLite.
    on_postgres: bool = False
    pause: tuple[float, float] = _PAUSE
    #: Whether the mail server goes wrong by itself.
    bad_mail_server: bool = False
    #: Whether each strike finds something to hit; else as many are tried as a day has room for.
    always_hits: bool = True


@dataclass(frozen=True)
class Tried:
    """What one trial came to."""

    name: str
    seed: int
    strikes: int
    count: Count
    #: Seconds from a strike to where nothing waits any more and the doors answer; leases that were skipped count.
    longest_recovery: float
    log: str = ""


def _kill(office: ProcessOffice, chance: random.Random) -> bool:
    office.kill(chance.randrange(len(office.roles)))
    return True


def _stop(office: ProcessOffice, chance: random.Random) -> bool:
    office.stop(chance.randrange(len(office.roles)))
    return True


def _freeze(office: ProcessOffice, chance: random.Random) -> bool:
    office.freeze(chance.randrange(len(office.roles)))
    return True


def _break_slack(office: ProcessOffice, chance: random.Random) -> bool:
    seen, office.calls_seen = office.calls_seen, len(office.slack.calls)
    # What waits for a method nobody calls would pile up, and Slack never be well again.
    called = [call.method for call in office.slack.calls[seen:] if call.method in _METHODS]
    if called:
        office.slack.fail_next(chance.choice(called), chance.choice(_SLACK_FAULTS))
    return bool(called)


def _crash_database(office: ProcessOffice, _chance: random.Random) -> bool:
    office.crash_database()
    return True


def _nothing(_office: ProcessOffice, _chance: random.Random) -> bool:
    """The mail server does it by itself."""
    return False


TRIALS = (
    Trial("kill -9, one process, SQLite", _kill),
    Trial("kill -9, two replicas, PostgreSQL", _kill, roles=_TWO, on_postgres=True),
    Trial("kill -9, a process for each role, PostgreSQL", _kill, roles=_APART, on_postgres=True),
    Trial("SIGTERM and up again, two replicas, PostgreSQL", _stop, roles=_TWO, on_postgres=True),
    Trial("PostgreSQL crashes in a loop", _crash_database, roles=_TWO, on_postgres=True, pause=_LONG_PAUSE),
    Trial("a replica frozen past its lease", _freeze, roles=_TWO, on_postgres=True, pause=(0.2, 3.0)),
    Trial("Slack: 429, 500, cut, silent, late", _break_slack, pause=(0.2, 1.2), always_hits=False),
    Trial("mail: 4xx, cut, silent, late after the dot", _nothing, bad_mail_server=True, always_hits=False),
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
            with ProcessOffice(folder, database_url=url, roles=trial.roles, crash_database=crash) as office:
                return _lived(trial, office, seed, strikes)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _lived(trial: Trial, office: ProcessOffice, seed: int, strikes: int) -> Tried:
    bad: _BadMailServer | None = None
    if trial.bad_mail_server:
        office.sink.script = bad = _BadMailServer(random.Random(seed), office)
    day = Day(office)

    def strike(chance: random.Random) -> bool:
        at = office.elapsed()
        has_hit = trial.strike(office, chance)
        if has_hit:
            office.struck(at)
        return has_hit

    trouble = Trouble(seed, strikes, trial.pause, strike)
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
    complaints = [*day.complaints, *office.complaints]
    known = count.sent + count.uncertain - count.uncertain_and_gone
    if known < len(WRITTEN_TO):
        complaints.append(f"{len(WRITTEN_TO)} mails were to leave, the fate of {known} is known")
    count = replace(count, violations=(*count.violations, *complaints))
    logs = office.logs() if count.violations else ""
    struck = bad.struck if bad else trouble.struck
    return Tried(trial.name, seed, struck, count, office.longest_recovery, logs)


class _BadMailServer:
    """A script of SmtpStub: seven of eight conversations go wrong somewhere."""

    def __init__(self, chance: random.Random, office: ProcessOffice) -> None:
        self._chance, self._office, self._sink = chance, office, office.sink
        self._wrong = ""
        #: How many did.
        self.struck = 0

    def __call__(self, command: str, usual: str) -> str | None:
        if command == "CONNECT":
            self._wrong = self._chance.choice(_MAIL_FAULTS)
            self._sink.keeps_anyway = self._wrong in ("cut", "silent")
            if self._wrong:
                self.struck += 1
                self._office.struck(self._office.elapsed())
        # The next conversation begins while this one is silent.
        wrong = self._wrong
        if wrong and command.startswith(wrong):
            return "451 4.3.0 not now"
        if command == "." and wrong in ("silent", "late"):
            self._sink.over.wait(3)
        return None if command == "." and wrong in ("cut", "lost", "silent") else usual
