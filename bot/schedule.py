"""When flows run. APScheduler is the alarm clock only: what has run is decided by rows in the database."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from apscheduler.schedulers.background import BackgroundScheduler

from bot.flows.deliver_outbox import Ways, deliver_outbox
from bot.flows.desk import Desk
from bot.flows.run_morning import run_morning
from bot.ports import LedgerSource

#: Seconds between looks at the outbox.
DELIVER_EVERY = 0.5
#: Seconds between questions whether the morning is due; also how a missed one is caught up.
MORNING_EVERY = 60

log = logging.getLogger(__name__)


def build_schedule(desk: Desk, ways: Ways, sources: Sequence[LedgerSource] | None) -> BackgroundScheduler:
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
        scheduler.add_job(_door("morning", lambda: run_morning(desk, sources)), "interval", seconds=MORNING_EVERY)
    return scheduler


def _door(name: str, job: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        try:
            job()
        except Exception:
            # A door: the next tick tries again, and the operator reads why.
            log.exception("job failed", extra={"job": name})

    return run
