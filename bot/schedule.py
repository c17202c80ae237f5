"""When flows run. APScheduler is the alarm clock only: what has run is decided by rows in the database."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from time import monotonic

from apscheduler.schedulers.background import BackgroundScheduler

from bot.flows.deliver_outbox import Ways, deliver_outbox
from bot.flows.desk import Desk
from bot.flows.run_morning import run_morning
from bot.flows.take_in import take_in
from bot.ports import Directory, LedgerSource

#: Seconds between looks at the outbox.
DELIVER_EVERY = 0.5
#: Seconds between questions whether the morning is due; also how a missed one is caught up.
MORNING_EVERY = 60
#: Seconds between looks at the sources during the day.
TAKE_IN_EVERY = 300
#: Seconds a job that reads sources rests after a failure: a mailbox locks out whoever knocks every minute.
REST = 300

log = logging.getLogger(__name__)


def build_schedule(
    desk: Desk, ways: Ways, sources: Sequence[LedgerSource] | None, directory: Directory | None = None
) -> BackgroundScheduler:
    """A scheduler that delivers, and runs the morning where *sources* are given. The caller starts and stops it.

    Late ticks run when they can and missed ones collapse into one; a tick never overlaps itself.
    """
    # Overlap is the rule here, not a fault: a slow delivery simply skips ticks.
    logging.getLogger("apscheduler.executors.default").setLevel(logging.ERROR)
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    scheduler = BackgroundScheduler(
        timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    scheduler.add_job(_door("deliver", lambda: deliver_outbox(desk, ways)), "interval", seconds=DELIVER_EVERY)
    if sources is not None:
        morning = _door("morning", lambda: run_morning(desk, sources, directory), rest=REST)
        scheduler.add_job(morning, "interval", seconds=MORNING_EVERY)
        taking_in = _door("take in", lambda: take_in(desk, sources), rest=REST)
        scheduler.add_job(taking_in, "interval", seconds=TAKE_IN_EVERY)
    return scheduler


def _door(name: str, job: Callable[[], object], *, rest: float = 0) -> Callable[[], None]:
    again_at = 0.0

    def run() -> None:
        nonlocal again_at
        if monotonic() < again_at:
            return
        try:
            job()
        except Exception:
            # A door: a later tick tries again, and the operator reads why.
            again_at = monotonic() + rest
            log.exception("job failed", extra={"job": name})

    return run
