"""Taking an outbox row, and settling it behind the fence of that one attempt.

Two workers never take the same row: every transaction of the store waits for the one before it, whichever process it is
in, so what is read here is still true when it is written, and `FOR UPDATE SKIP LOCKED` would find no rival to skip.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from bot.books import Books
from models.outbox import OutboxItem, OutboxState

#: Longer than any call may take, so that a taker-over never acts while the earlier call can still be accepted.
LEASE = timedelta(seconds=60)

log = logging.getLogger(__name__)


def claim(books: Books, item: OutboxItem, at: datetime) -> OutboxItem | None:
    """The row as claimed by this attempt; None when somebody else was faster."""
    until = books.instant(at) + LEASE
    # A row of an earlier release says nothing of when it was first tried.
    since = item.unknown_since or (item.not_before if item.state is OutboxState.SENDING else at)
    claimed = replace(item, state=OutboxState.SENDING, attempt=item.attempt + 1, lease_until=until, unknown_since=since)
    return claimed if books.save_item(claimed, attempt=item.attempt) else None


def renewed(books: Books, item: OutboxItem, at: datetime) -> bool:
    """Whether the claimed row is still this attempt's, which then has its whole lease before it again.

    Asked right before the call: a worker that was frozen for longer than its lease finds out here.
    """
    current = books.item(item.key)
    if current is None or (current.attempt, current.state) != (item.attempt, OutboxState.SENDING):
        log.error("fenced: somebody else has taken this row", extra={"key": item.key})
        return False
    return books.save_item(replace(item, lease_until=books.instant(at) + LEASE), attempt=item.attempt)


def settle(books: Books, item: OutboxItem, state: OutboxState, **changes: object) -> bool:
    """Bring the claimed row to *state*; False = another attempt has taken it since, which changes nothing."""
    named = {"state": state, "lease_until": None} | changes
    if books.save_item(replace(item, **named), attempt=item.attempt):  # type: ignore[arg-type]
        return True
    log.error("fenced: somebody else settled this row", extra={"key": item.key})
    return False
