"""Taking an outbox row, and settling it behind the fence of that one attempt."""

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
    claimed = replace(item, state=OutboxState.SENDING, attempt=item.attempt + 1, lease_until=at + LEASE)
    return claimed if books.save_item(claimed, attempt=item.attempt) else None


def settle(books: Books, item: OutboxItem, state: OutboxState, **changes: object) -> None:
    """Bring the claimed row to *state*, unless another attempt has taken it since."""
    settled = replace(item, state=state, lease_until=None, **changes)  # type: ignore[arg-type]
    if not books.save_item(settled, attempt=item.attempt):
        log.error("fenced: somebody else settled this row", extra={"key": item.key})
