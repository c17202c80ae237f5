"""Cards on their way to Slack: posted exactly once, by asking history before repeating; redrawn from stored state."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

from bot.books import Books
from bot.cards.drawing import Drawing
from bot.errors import DeliveryRefusedError, OutcomeUnknownError, RateLimitedError
from bot.flows.claim import claim, settle
from bot.flows.desk import Desk, keep, note
from bot.flows.draw import draw
from bot.flows.draw_list import relink
from bot.ports import Postbox
from bot.stages.decide import by_job
from models.lifecycle import PacketEvent, PacketState
from models.outbox import Card, OutboxItem, OutboxKind, OutboxState

#: History is read from this long before the first attempt.
LOOK_BACK = timedelta(minutes=5)
_BATCH = 20

log = logging.getLogger(__name__)


def redraw_cards(desk: Desk, postbox: Postbox) -> int:
    """Draw the current state of every card that shows an older one; return how many were dealt with."""
    with desk.store.transaction() as books:
        stale = books.stale_cards(_BATCH)
    for number, card in enumerate(stale):
        try:
            with desk.store.transaction() as books:
                drawing = draw(desk, books, card.subject, live=card.is_live)
            postbox.update(card.channel, card.ts, drawing)
        except RateLimitedError:
            # Slack counts over the whole workspace: the others would be refused as well, and stay stale with this one.
            log.warning("too many updates, the rest waits", extra={"card": card.key})
            return number
        except OutcomeUnknownError as error:
            # An update is safe to repeat: the card stays stale and the next round draws it.
            log.warning("card not redrawn yet", extra={"card": card.key, "why": type(error).__name__})
            continue
        except DeliveryRefusedError as error:
            log.error("card cannot be redrawn", extra={"card": card.key, "why": str(error)})
            if card.is_live:
                _without_card(desk, card.subject, str(error))
        except Exception:
            # A door: one card that cannot be drawn must not keep the others stale.
            log.exception("card failed", extra={"card": card.key})
        with desk.store.transaction() as books:
            books.card_shown(card.key, card.wanted)
    return len(stale)


def post_card(desk: Desk, postbox: Postbox, item: OutboxItem) -> None:
    """Post the card a row asks for, as the store has it now."""
    at = desk.clock.now()
    with desk.store.transaction() as books:
        if _is_overtaken(books, item):
            books.save_item(replace(item, state=OutboxState.CANCELLED), attempt=item.attempt)
            return
        claimed = claim(books, item, at)
    if claimed is None:
        return
    channel = item.payload["channel"]
    try:
        drawing = _drawing(desk, item)
        found = _found(postbox, item, channel)
        ts = found or postbox.post(channel, drawing, item.key)
    except OutcomeUnknownError as error:
        # The row stays claimed; when its lease is over, history is read first.
        log.warning("post outcome unknown", extra={"key": item.key, "why": str(error)})
    except RateLimitedError as error:
        later = desk.clock.now() + timedelta(seconds=error.retry_after)
        with desk.store.transaction() as books:
            settle(books, claimed, OutboxState.PLANNED, not_before=later)
    except DeliveryRefusedError as error:
        log.error("post refused", extra={"key": item.key, "why": str(error)})
        with desk.store.transaction() as books:
            settle(books, claimed, OutboxState.FAILED, error=str(error))
        _without_card(desk, item.subject, str(error))
    else:
        # A message found in history shows what was true then, so it is drawn anew.
        _posted(desk, claimed, channel, ts, None if found else drawing)


def _is_overtaken(books: Books, item: OutboxItem) -> bool:
    """A newer message about the same subject was planned; this one, not posted yet, would take its buttons."""
    posts = [other.key for other in books.items(item.subject) if other.kind is OutboxKind.POST]
    return item.state is OutboxState.PLANNED and posts[-1] != item.key


def _without_card(desk: Desk, subject: str, why: str) -> None:
    """Slack refused the card for good: the next morning posts it anew, and the owner's list says so until then."""
    at = desk.clock.now()
    with desk.store.transaction() as books:
        note(books, at, "card.refused", subject, why=why)
        if not subject.startswith("packet:"):
            return
        record = books.packet(subject.removeprefix("packet:"))
        if record.state is PacketState.POSTED and record.has_card:
            without = by_job(record, PacketEvent.REFRESH, at, "Slack refused the card.", has_card=False)
            keep(desk, books, record, without)


def _found(postbox: Postbox, item: OutboxItem, channel: str) -> str | None:
    """Our message, if an earlier attempt got through."""
    if item.attempt == 0:
        return None
    try:
        return postbox.find(channel, item.key, item.not_before - LOOK_BACK)
    except DeliveryRefusedError as error:
        raise OutcomeUnknownError(f"history of {channel} cannot be read: {error}") from error


def _drawing(desk: Desk, item: OutboxItem) -> Drawing:
    with desk.store.transaction() as books:
        return draw(desk, books, item.subject, live=True)


def _posted(desk: Desk, item: OutboxItem, channel: str, ts: str, drawing: Drawing | None) -> None:
    with desk.store.transaction() as books:
        # What moved while Slack was answering is drawn at once; what did not costs no second call.
        is_current = draw(desk, books, item.subject, live=True) == drawing
        settle(books, item, OutboxState.DONE, external_id=ts)
        books.add_card(
            Card(key=item.key, subject=item.subject, channel=channel, ts=ts, wanted=1, shown=int(is_current))
        )
        note(books, desk.clock.now(), "card.posted", item.subject, channel=channel, ts=ts)
        relink(desk, books, item.subject)
