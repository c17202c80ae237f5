"""The daily job: import, prepare, post; once per billing entity's local date, however often it is called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.flows.desk import Desk, note
from bot.flows.import_ledger import import_ledger
from bot.flows.post_morning import post_morning
from bot.flows.prepare_day import prepare_day
from bot.ports import LedgerSource
from models.calendar import is_working_day

JOB = "morning"


def run_morning(desk: Desk, sources: Sequence[LedgerSource]) -> bool:
    """Run today's morning if it is due and has not run; True when it ran.

    A morning that fails leaves no trace of having run, so the next call tries again.
    """
    day = due_day(desk)
    if day is None:
        return False
    entity = next(iter(desk.policy.entities))
    with desk.store.transaction() as books:
        if not books.first_run(JOB, entity, day, desk.clock.now()):
            return False
    try:
        import_ledger(desk, sources, as_of=day)
        prepare_day(desk, day)
        post_morning(desk, day)
    except Exception as error:
        with desk.store.transaction() as books:
            books.forget_run(JOB, entity, day)
            note(books, desk.clock.now(), "morning.failed", "", day=day.isoformat(), why=type(error).__name__)
        raise
    return True


def due_day(desk: Desk) -> date | None:
    """Today at the first entity, if it is a working day and the hour has come."""
    entity = next(iter(desk.policy.entities.values()))
    local = desk.clock.now().astimezone(ZoneInfo(entity.timezone))
    started = local >= datetime.combine(local.date(), desk.policy.morning_at, local.tzinfo)
    return local.date() if started and is_working_day(local.date(), desk.policy.holidays) else None
