"""After a backup was brought back: what it has planned may have left since, so nothing of it leaves by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.books import Books
from bot.errors import NotNowError
from bot.flows.desk import Desk, keep, note
from bot.flows.mail_outcome import message_id
from bot.flows.pause import pause_of
from bot.flows.run_morning import JOB, mornings
from bot.stages.decide import by_job
from bot.stages.health import SILENT_AFTER
from bot.stages.pause import EVERY_ACCOUNT
from models.fact import Fact, FactKind
from models.lifecycle import PacketEvent, PacketState
from models.morning import MorningState
from models.outbox import OutboxItem, OutboxKind, OutboxState
from models.people import operator

_WHY = "The database was restored from a backup; this may have left after the backup was made."
_PAUSED = "restored from a backup: look for what left since, settle what is uncertain, then resume"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was held back."""

    mails: int
    pictures: int
    #: Posts that the channel's history is read for before they are repeated.
    posts: int
    #: Billing entities whose morning of today counts as run, so that its lists are not posted twice.
    mornings: tuple[str, ...]


def after_restore(desk: Desk, *, by: str, is_alone: bool) -> Restored:
    """Pause mail, and hold back what was due in the backup; *by* is the operator's name, for the record.

    *is_alone* = nobody else can be at work on this database, so that nobody is looked for.

    Raises:
        NotNowError: another process runs on it.
    """
    at = desk.clock.now()
    with desk.store.transaction() as books:
        if not is_alone:
            _refuse_running(books, at)
        _pause(books, at, by)
        due_mails = _may_have_left(books, OutboxKind.MAIL, at)
        mails = [item for item in due_mails if _hold_mail(desk, books, item, at)]
        pictures = _may_have_left(books, OutboxKind.PICTURES, at)
        for item in pictures:
            _uncertain(books, item)
        posts = _may_have_left(books, OutboxKind.POST, at)
        for item in posts:
            _look_first(books, item, at)
        due = [each for each in mornings(desk, books) if each.state is MorningState.DUE]
        for morning in due:
            books.first_run(JOB, morning.entity, morning.day, at)
        books.redraw_live()
        entities = tuple(each.entity for each in due)
        found = Restored(mails=len(mails), pictures=len(pictures), posts=len(posts), mornings=entities)
        note(books, at, "store.restored", "", person=operator(by), mails=str(found.mails), posts=str(found.posts))
    return found


def _refuse_running(books: Books, at: datetime) -> None:
    now = books.instant(at)
    for replica in books.replicas():
        if now - replica.beat_at < SILENT_AFTER:
            raise NotNowError(
                f"Process {replica.pid} on {replica.host} says that it runs. Stop it, and try again a minute later. "
                "Nothing was changed."
            )


def _may_have_left(books: Books, kind: OutboxKind, at: datetime) -> list[OutboxItem]:
    due = [item for item in books.items_in(kind, OutboxState.PLANNED) if item.not_before <= at]
    return [*due, *books.items_in(kind, OutboxState.SENDING)]


def _pause(books: Books, at: datetime, by: str) -> None:
    if pause_of(books) is not None:
        return
    paused = Fact(
        kind=FactKind.PAUSED, account_id=EVERY_ACCOUNT, about="", by_id="operator", by_name=by, at=at, reason=_PAUSED
    )
    books.add_fact(paused)
    note(books, at, "mail.paused", "", person=operator(by), reason=_PAUSED)


def _hold_mail(desk: Desk, books: Books, item: OutboxItem, at: datetime) -> bool:
    """Whether the mail is uncertain now; one whose packet has moved on is nobody's question."""
    record = books.packet(item.subject.removeprefix("packet:"))
    if record.state is PacketState.APPROVED:
        keep(desk, books, record, by_job(record, PacketEvent.HAND_OVER, at, _WHY))
    elif record.state is not PacketState.SENDING:
        books.save_item(replace(item, state=OutboxState.CANCELLED), attempt=item.attempt)
        return False
    _uncertain(books, replace(item, external_id=message_id(desk, record)))
    note(books, at, "mail.uncertain", item.subject, why=_WHY)
    books.redraw(item.subject)
    return True


def _uncertain(books: Books, item: OutboxItem) -> None:
    held = replace(item, state=OutboxState.UNCERTAIN, attempt=item.attempt + 1, lease_until=None, error=_WHY)
    books.save_item(held, attempt=item.attempt)


def _look_first(books: Books, item: OutboxItem, at: datetime) -> None:
    """As if an attempt at it had ended without an answer: its channel's history is read before it is repeated."""
    asked = replace(
        item,
        state=OutboxState.SENDING,
        attempt=item.attempt + 1,
        lease_until=at,
        unknown_since=item.unknown_since or item.not_before,
    )
    books.save_item(asked, attempt=item.attempt)
