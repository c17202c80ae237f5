"""When flows run. APScheduler is the alarm clock only: what has run is decided by rows in the database."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from time import monotonic

from apscheduler.schedulers.background import BackgroundScheduler

from bot.errors import StoreUnavailableError
from bot.flows.deliver_outbox import Ways, deliver_outbox
from bot.flows.desk import Desk
from bot.flows.health import Pulse
from bot.flows.remind import remind
from bot.flows.run_morning import run_morning
from bot.flows.take_in import take_in
from bot.ports import Directory, LedgerSource

#: Seconds between looks at the outbox.
DELIVER_EVERY = 0.5
#: Seconds between questions whether the morning is due; also how a missed one is caught up.
MORNING_EVERY = 60
#: Seconds between looks at the sources during the day.
TAKE_IN_EVERY = 300
#: Seconds between looks at what waits for somebody.
REMIND_EVERY = 300
#: Seconds a job that reads sources rests after a failure: a mailbox locks out whoever knocks every minute.
REST = 300
#: Seconds between two attempts of a job that reads no source, when it has failed several times: a database that was
#: restarted is to find us soon after.
BACK_OFF = 5
#: Seconds between two words of a process that it runs.
BEAT_EVERY = 15

log = logging.getLogger(__name__)


def build_schedule(
    desk: Desk,
    ways: Ways | None,
    sources: Sequence[LedgerSource] | None,
    directory: Directory | None = None,
    *,
    pulse: Pulse | None = None,
    is_connected: Callable[[], bool] | None = None,
    is_stopping: Callable[[], bool] = lambda: False,
) -> BackgroundScheduler:
    """A scheduler that delivers where *ways* are given, and runs the morning where *sources* are.

    The caller starts and stops it. *pulse* says that the process runs, and whether Slack reaches it as *is_connected*
    has it (None = it takes no presses). Once *is_stopping*, nothing more is begun.

    Late ticks run when they can and missed ones collapse into one; a tick never overlaps itself.
    """
    # Overlap is the rule here, not a fault: a slow delivery simply skips ticks.
    logging.getLogger("apscheduler.executors.default").setLevel(logging.ERROR)
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    scheduler = BackgroundScheduler(
        timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    if ways is not None:
        delivering = _door("deliver", lambda: _deliver(desk, ways, pulse, is_stopping))
        scheduler.add_job(delivering, "interval", seconds=DELIVER_EVERY)
    if pulse is not None:
        beating = _door("beat", lambda: pulse.beat(is_connected=is_connected() if is_connected else None))
        scheduler.add_job(beating, "interval", seconds=BEAT_EVERY, next_run_time=desk.clock.now())
    if sources is not None:
        morning = _door("morning", lambda: run_morning(desk, sources, directory), rest=REST)
        scheduler.add_job(morning, "interval", seconds=MORNING_EVERY)
        taking_in = _door("take in", lambda: take_in(desk, sources), rest=REST)
        scheduler.add_job(taking_in, "interval", seconds=TAKE_IN_EVERY)
        scheduler.add_job(_door("remind", lambda: remind(desk)), "interval", seconds=REMIND_EVERY)
    return scheduler


def _deliver(desk: Desk, ways: Ways, pulse: Pulse | None, is_stopping: Callable[[], bool]) -> None:
    deliver_outbox(desk, ways, is_stopping=is_stopping)
    if pulse is not None:
        pulse.delivered()


def _door(name: str, job: Callable[[], object], *, rest: float = 0) -> Callable[[], None]:
    """*job* as the scheduler calls it: it never raises, and rests longer the more often it has failed in a row."""
    again_at, failures, told = 0.0, 0, ""

    def run() -> None:
        nonlocal again_at, failures, told
        if monotonic() < again_at:
            return
        try:
            job()
        except Exception as error:
            # A door: a later tick tries again, and the operator reads why; once, while it stays the same.
            failures += 1
            is_store = isinstance(error, StoreUnavailableError)
            again_at = monotonic() + (rest if rest and not is_store else min(BACK_OFF, 2.0 ** (failures - 2)))
            if (rest and not is_store) or type(error).__name__ != told:
                told = type(error).__name__
                log.exception("job failed", extra={"job": name})
        else:
            if failures:
                log.warning("job works again", extra={"job": name, "failures": failures})
            failures, told = 0, ""

    return run
