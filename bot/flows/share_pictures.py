"""Pictures on their way to Slack, at most once: whatever they show stands in the message they follow as well."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date, timedelta

from bot.books import Books
from bot.errors import DeliveryError, DeliveryRefusedError, NoAccessError, OutcomeUnknownError, RateLimitedError
from bot.flows.claim import claim, settle
from bot.flows.desk import Desk
from bot.flows.throttling import EVERYTHING, FILES, is_free, went_wrong, worked
from bot.flows.watch_channels import WAIT, require_fit
from bot.flows.week import pictures, week_subject
from bot.ports import Charts, Postbox
from models.outbox import OutboxItem, OutboxState

log = logging.getLogger(__name__)


def share_pictures(desk: Desk, postbox: Postbox, charts: Charts, item: OutboxItem) -> bool:
    """Draw the pictures a row asks for and share them in its channel; False = it is not their turn yet."""
    day = date.fromisoformat(item.subject.partition(":")[2])
    with desk.store.transaction() as books:
        if not is_free(books, desk.clock.now(), EVERYTHING, FILES) or _comes_first(books, day):
            return False
        found = pictures(desk, books, day)
    try:
        require_fit(desk, postbox, item.payload["channel"])
    except DeliveryError as error:
        log.warning("pictures wait", extra={"key": item.key, "why": str(error)})
        with desk.store.transaction() as books:
            books.save_item(replace(item, not_before=desk.clock.now() + WAIT), attempt=item.attempt)
        return False
    drawn = [(picture, charts.draw(picture.chart)) for picture in found]
    with desk.store.transaction() as books:
        claimed = claim(books, item, desk.clock.now())
        if claimed is None:
            return False
        if item.state is OutboxState.SENDING or not drawn:
            # Slack cannot be asked for a file by our key, so what an attempt that died may have shared is not repeated.
            settle(books, claimed, OutboxState.UNCERTAIN if drawn else OutboxState.CANCELLED)
            return True
    try:
        postbox.share(item.payload["channel"], drawn)
    except (RateLimitedError, NoAccessError) as error:
        went_wrong(desk, FILES, error)
        rest = timedelta(seconds=error.retry_after if isinstance(error, RateLimitedError) else 0)
        with desk.store.transaction() as books:
            settle(books, claimed, OutboxState.PLANNED, not_before=desk.clock.now() + rest)
    except (DeliveryRefusedError, OutcomeUnknownError) as error:
        log.error("pictures not shared", extra={"key": item.key, "why": str(error)})
        is_refused = isinstance(error, DeliveryRefusedError)
        with desk.store.transaction() as books:
            state = OutboxState.FAILED if is_refused else OutboxState.UNCERTAIN
            settle(books, claimed, state, error=str(error))
    else:
        with desk.store.transaction() as books:
            worked(desk, books, FILES)
            settle(books, claimed, OutboxState.DONE)
    return True


def _comes_first(books: Books, day: date) -> bool:
    """Whether the message they follow has not been posted yet."""
    states = (item.state for item in books.items(week_subject(day)))
    return any(state in (OutboxState.PLANNED, OutboxState.SENDING) for state in states)
