"""Pictures on their way to Slack, at most once: whatever they show stands in the message they follow as well."""

from __future__ import annotations

import logging
from datetime import date, timedelta

from bot.errors import DeliveryRefusedError, OutcomeUnknownError, RateLimitedError
from bot.flows.claim import claim, settle
from bot.flows.desk import Desk
from bot.flows.week import pictures
from bot.ports import Charts, Postbox
from models.outbox import OutboxItem, OutboxState

log = logging.getLogger(__name__)


def share_pictures(desk: Desk, postbox: Postbox, charts: Charts, item: OutboxItem) -> None:
    """Draw the pictures a row asks for and share them in its channel."""
    with desk.store.transaction() as books:
        found = pictures(desk, books, date.fromisoformat(item.subject.partition(":")[2]))
    drawn = [(picture, charts.draw(picture.chart)) for picture in found]
    with desk.store.transaction() as books:
        claimed = claim(books, item, desk.clock.now())
        if claimed is None:
            return
        if item.state is OutboxState.SENDING or not drawn:
            # Slack cannot be asked for a file by our key, so what an attempt that died may have shared is not repeated.
            settle(books, claimed, OutboxState.UNCERTAIN if drawn else OutboxState.CANCELLED)
            return
    try:
        postbox.share(item.payload["channel"], drawn)
    except RateLimitedError as error:
        later = desk.clock.now() + timedelta(seconds=error.retry_after)
        with desk.store.transaction() as books:
            settle(books, claimed, OutboxState.PLANNED, not_before=later)
    except (DeliveryRefusedError, OutcomeUnknownError) as error:
        log.error("pictures not shared", extra={"key": item.key, "why": str(error)})
        is_refused = isinstance(error, DeliveryRefusedError)
        with desk.store.transaction() as books:
            state = OutboxState.FAILED if is_refused else OutboxState.UNCERTAIN
            settle(books, claimed, state, error=str(error))
    else:
        with desk.store.transaction() as books:
            settle(books, claimed, OutboxState.DONE)
