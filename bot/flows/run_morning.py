"""The daily job: import, prepare, post; once per billing entity and local date, however often called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from bot.books import Books
from bot.errors import SourceError
from bot.flows.call_roll import call_roll
from bot.flows.desk import Desk, note
from bot.flows.import_ledger import import_ledger, refusal_subject
from bot.flows.post_morning import post_morning
from bot.flows.prepare_day import prepare_day
from bot.flows.retain import retain
from bot.ports import Directory, LedgerSource
from bot.stages.mornings import morning_of
from models.morning import Morning, MorningState
from models.outbox import OutboxItem, OutboxKind
from models.people import Role

JOB = "morning"


def run_morning(desk: Desk, sources: Sequence[LedgerSource], directory: Directory | None = None) -> bool:
    """Run the mornings that are due and have not run; True when one did.

    Each step may be repeated, so a morning counts as run only when all are done: one that was killed or failed is
    taken up again by the next call. One that did not come in time is left out and noted, never made up for.
    """
    with desk.store.alone(JOB) as is_ours:
        if not is_ours:
            return False
        with desk.store.transaction() as books:
            every = mornings(desk, books)
        for morning in every:
            _note_missed(desk, morning)
        due = [morning for morning in every if morning.state is MorningState.DUE]
        if due:
            _run(desk, sources, directory, due, books_day(every))
            retain(desk)
        return bool(due)


def mornings(desk: Desk, books: Books) -> tuple[Morning, ...]:
    """Where today's morning of each billing entity stands, as the policy lists them."""
    now = desk.clock.now()
    entities = desk.policy.entities.values()
    return tuple(morning_of(each, desk.policy, books.last_run(JOB, each.id), now) for each in entities)


def books_day(every: Sequence[Morning]) -> date:
    """The day the books are read for: the latest date of an entity whose morning has come.

    Raises:
        ValueError: no morning has.
    """
    return max(each.day for each in every if each.state in (MorningState.RAN, MorningState.DUE))


def by_day(every: Sequence[Morning]) -> Iterator[tuple[date, list[Morning]]]:
    """The mornings of one date together, the earliest first."""
    for day, theirs in groupby(sorted(every, key=_day), key=_day):
        yield day, list(theirs)


def _day(morning: Morning) -> date:
    return morning.day


def _run(
    desk: Desk, sources: Sequence[LedgerSource], directory: Directory | None, due: Sequence[Morning], as_of: date
) -> None:
    try:
        import_ledger(desk, sources, as_of=as_of)
        if directory is not None:
            call_roll(desk, directory, as_of)
        for day, theirs in by_day(due):
            entities = [morning.entity for morning in theirs]
            prepare_day(desk, day, entities)
            post_morning(desk, day, entities, due_at=min(morning.due_at for morning in theirs))
            _keep(desk, theirs)
    except SourceError as error:
        _tell_finance(desk, as_of)
        _tell_failure(desk, due, error)
        raise
    except Exception as error:
        _tell_failure(desk, due, error)
        raise


def _keep(desk: Desk, ran: Sequence[Morning]) -> None:
    with desk.store.transaction() as books:
        for morning in ran:
            books.first_run(JOB, morning.entity, morning.day, desk.clock.now())


def _tell_finance(desk: Desk, day: date) -> None:
    """Plan one message to finance: the books of today are not in, and nothing was prepared from older ones."""
    with desk.store.transaction() as books:
        _plan_notice(desk, books, refusal_subject(day))


def _tell_failure(desk: Desk, due: Sequence[Morning], error: Exception) -> None:
    with desk.store.transaction() as books:
        at = desk.clock.now()
        for morning in due:
            if books.first_run(f"{JOB} failed", morning.entity, morning.day, at):
                why, day = type(error).__name__, morning.day.isoformat()
                note(books, at, "morning.failed", "", day=day, entity=morning.entity, why=why)


# ── missed ────────────────────────────────────────────────────────────────────────────────────────


def missed_subject(morning: Morning) -> str:
    """What is noted and told about mornings that were left out is noted about this."""
    return f"morning:{morning.entity}:{morning.missed[-1].isoformat()}"


def _note_missed(desk: Desk, morning: Morning) -> None:
    """Note each day that is over without a morning; one that ended today is told, older ones would be noise."""
    if not morning.missed:
        return
    with desk.store.transaction() as books:
        at = desk.clock.now()
        new = [day for day in morning.missed if books.first_run(f"{JOB} missed", morning.entity, day, at)]
        if not new:
            return
        days = " ".join(day.isoformat() for day in new)
        note(books, at, "morning.missed", missed_subject(morning), entity=morning.entity, days=days)
        if morning.state is MorningState.LEFT_OUT:
            _plan_notice(desk, books, missed_subject(morning))


def _plan_notice(desk: Desk, books: Books, subject: str) -> None:
    channel = desk.policy.channels[Role.FINANCE]
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
