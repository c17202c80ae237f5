"""The daily job: import, prepare, post; once per local date of the first billing entity, however often called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.errors import SourceError
from bot.flows.call_roll import call_roll
from bot.flows.desk import Desk, note
from bot.flows.import_ledger import import_ledger, refusal_subject
from bot.flows.post_morning import post_morning
from bot.flows.prepare_day import prepare_day
from bot.ports import Directory, LedgerSource
from models.calendar import is_working_day
from models.outbox import OutboxItem, OutboxKind
from models.people import Role

JOB = "morning"


def run_morning(desk: Desk, sources: Sequence[LedgerSource], directory: Directory | None = None) -> bool:
    """Run today's morning if it is due and has not run; True when it ran.

    Each step may be repeated, so the day counts as run only when all are done: a morning that was killed or failed
    is taken up again by the next call.
    """
    day = due_day(desk)
    entity = next(iter(desk.policy.entities))
    if day is None or has_run(desk, day):
        return False
    try:
        import_ledger(desk, sources, as_of=day)
        if directory is not None:
            call_roll(desk, directory, day)
        prepare_day(desk, day)
        post_morning(desk, day)
    except SourceError as error:
        _tell_finance(desk, day)
        _tell_failure(desk, entity, day, error)
        raise
    except Exception as error:
        _tell_failure(desk, entity, day, error)
        raise
    with desk.store.transaction() as books:
        books.first_run(JOB, entity, day, desk.clock.now())
    return True


def has_run(desk: Desk, day: date) -> bool:
    """Whether the morning of *day* is done."""
    with desk.store.transaction() as books:
        return books.has_run(JOB, next(iter(desk.policy.entities)), day)


def _tell_finance(desk: Desk, day: date) -> None:
    """Plan one message to finance: the books of today are not in, and nothing was prepared from older ones."""
    subject, channel = refusal_subject(day), desk.policy.channels[Role.FINANCE]
    with desk.store.transaction() as books:
        books.plan(
            OutboxItem(
                key=subject,
                kind=OutboxKind.POST,
                partition=channel,
                subject=subject,
                not_before=desk.clock.now(),
                payload={"channel": channel},
            )
        )


def _tell_failure(desk: Desk, entity: str, day: date, error: Exception) -> None:
    with desk.store.transaction() as books:
        at = desk.clock.now()
        if books.first_run(f"{JOB} failed", entity, day, at):
            note(books, at, "morning.failed", "", day=day.isoformat(), why=type(error).__name__)


def due_day(desk: Desk) -> date | None:
    """Today at the first entity, if it is a working day and the hour has come."""
    entity = next(iter(desk.policy.entities.values()))
    local = desk.clock.now().astimezone(ZoneInfo(entity.timezone))
    started = local >= datetime.combine(local.date(), desk.policy.morning_at, local.tzinfo)
    return local.date() if started and is_working_day(local.date(), desk.policy.holidays) else None
