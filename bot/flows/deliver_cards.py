"""Cards redrawn from stored state: one writer for each, as the answer to a press or else at Slack's pace."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime

from bot.books import Books
from bot.cards import notices
from bot.cards.drawing import Drawing
from bot.errors import (
    DeliveryError,
    DeliveryRefusedError,
    MessageGoneError,
    NoAccessError,
    NoAnswerError,
    OutcomeUnknownError,
    RateLimitedError,
)
from bot.flows.claim import LEASE
from bot.flows.desk import Desk, keep, note
from bot.flows.draw import draw
from bot.flows.throttling import EVERYTHING, UPDATE, is_free, take, went_wrong, worked
from bot.flows.watch_channels import waits_for_people
from bot.ports import Postbox
from bot.stages.decide import by_job
from models.lifecycle import PacketEvent, PacketState
from models.outbox import RESPONSES, Card, OutboxItem, OutboxKind
from models.pacing import Pacing

log = logging.getLogger(__name__)


def redraw_next(desk: Desk, postbox: Postbox, pacing: Pacing) -> bool:
    """Draw the current state of a card that shows an older one; False = none does, or Slack's limits ask us to wait."""
    claimed = _claimed(desk, pacing)
    if claimed is None:
        return False
    _redraw(desk, postbox, *claimed)
    return True


def drawn(desk: Desk, books: Books, subject: str, channel: str, *, live: bool, notice: str) -> Drawing:
    """As `draw`, below the notice of a message that is not where it should be; nothing of it in an unfit channel."""
    if (why := books.look(channel).unfit) is not None:
        return notices.taken_back(why)
    drawing = draw(desk, books, subject, live=live, channel=channel)
    return notices.with_notice(drawing, notice) if notice else drawing


def without_card(desk: Desk, subject: str, why: str) -> None:
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


def _claimed(desk: Desk, pacing: Pacing) -> tuple[Card, str] | None:
    """A card for this writer alone, and where the press on it is answered; "" = it is redrawn by `chat.update`.

    Two writers never draw one card at once, so the older of two drawings cannot come last.
    """
    at = desk.clock.now()
    with desk.store.transaction() as books:
        if not is_free(books, at, EVERYTHING):
            return None
        card = books.next_card(at, updates=is_free(books, at, UPDATE))
        if card is None:
            return None
        through = _answer_to(card, at)
        uses = card.response_uses + bool(through)
        mine = replace(card, attempt=card.attempt + 1, lease_until=books.instant(at) + LEASE, response_uses=uses)
        books.save_card(mine, attempt=card.attempt)
        if not through:
            take(books, at, UPDATE, pacing.tier_3)
        return mine, through


def _answer_to(card: Card, at: datetime) -> str:
    is_live = card.response_until is not None and at < card.response_until and card.response_uses < RESPONSES
    return card.response_url if is_live else ""


def _redraw(desk: Desk, postbox: Postbox, card: Card, through: str) -> None:
    try:
        with desk.store.transaction() as books:
            drawing = drawn(desk, books, card.subject, card.channel, live=card.is_live, notice=card.notice)
        if through:
            _answer(desk, postbox, card, drawing)
            return
        postbox.update(card.channel, card.ts, drawing)
    except (RateLimitedError, OutcomeUnknownError, NoAccessError) as error:
        # A redraw is safe to repeat: the card stays stale and a later round draws it.
        log.warning("card not redrawn yet", extra={"card": card.key, "why": type(error).__name__})
        went_wrong(desk, UPDATE, error)
        _put_back(desk, card, error)
        return
    except MessageGoneError:
        _gone(desk, card)
    except DeliveryRefusedError as error:
        log.error("card cannot be redrawn", extra={"card": card.key, "why": str(error)})
        if card.is_live:
            without_card(desk, card.subject, str(error))
    except Exception:
        # A door: one card that cannot be drawn must not keep the others stale.
        log.exception("card failed", extra={"card": card.key})
    else:
        with desk.store.transaction() as books:
            worked(desk, books, UPDATE)
    _shown(desk, card)


def _answer(desk: Desk, postbox: Postbox, card: Card, drawing: Drawing) -> None:
    try:
        postbox.answer(card.response_url, drawing, card.key)
    except DeliveryError as error:
        # Used up, or too late: `chat.update` is the way from now on.
        log.warning("a press cannot be answered any more", extra={"card": card.key, "why": type(error).__name__})
        _put_back(desk, replace(card, response_url="", response_until=None), error)
    else:
        _shown(desk, card)


def _put_back(desk: Desk, card: Card, error: DeliveryError) -> None:
    """Let the card be drawn again; what got no answer may still arrive, so not before its lease is over."""
    lease = card.lease_until if isinstance(error, NoAnswerError) else None
    with desk.store.transaction() as books:
        books.save_card(replace(card, lease_until=lease), attempt=card.attempt)


def _shown(desk: Desk, card: Card) -> None:
    with desk.store.transaction() as books:
        if not books.save_card(replace(card, shown=card.wanted, lease_until=None), attempt=card.attempt):
            log.error("fenced: somebody else draws this card", extra={"card": card.key})
            # What this writer drew may have come after what the other one did.
            books.redraw(card.subject)


def _gone(desk: Desk, card: Card) -> None:
    """Somebody deleted the message. What was decided stands; what still waits for people gets a new card."""
    at = desk.clock.now()
    with desk.store.transaction() as books:
        note(books, at, "card.gone", card.subject, channel=card.channel, ts=card.ts)
        if card.is_live and waits_for_people(books, card.subject):
            books.plan(_again(card, at))


def _again(card: Card, at: datetime) -> OutboxItem:
    payload = {"channel": card.channel} | ({"notice": card.notice} if card.notice else {})
    return OutboxItem(
        key=f"again:{card.key}",
        kind=OutboxKind.POST,
        partition=card.channel,
        subject=card.subject,
        not_before=at,
        payload=payload,
    )
