"""Who reads along in a channel, asked of Slack before anything is posted there.

One look counts for ten minutes and for every worker, and for less where Slack tells of a change. What stands already in
a channel that has become unfit is taken back to one line, and finance leadership gets it instead.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from bot.books import Books
from bot.cards import notices
from bot.cards.drawing import Drawing
from bot.errors import DeliveryError, NotNowError, RateLimitedError, UnfitChannelError
from bot.flows.desk import Desk, list_subject, note
from bot.flows.throttling import EVERYTHING, LOOK, is_free, went_wrong
from bot.ports import Postbox
from bot.stages.channel_fitness import unfit
from bot.stages.routes import channel_for
from models.channel import Look, Unfit
from models.outbox import Card, OutboxItem, OutboxKind
from models.pacing import Pacing
from models.people import Reviewer, Role

#: What the subject of an alarm begins with.
UNFIT = "unfit"
#: A message that has no place but an unfit one is tried again after so long.
WAIT = timedelta(minutes=10)

log = logging.getLogger(__name__)


def require_fit(desk: Desk, postbox: Postbox, channel: str) -> None:
    """See that accounts may be shown in *channel*; asks Slack where no look counts any more.

    Raises:
        UnfitChannelError: they may not.
        DeliveryError: nobody can tell; whatever was to be posted must wait.
    """
    at = desk.clock.now()
    with desk.store.transaction() as books:
        look, now = books.look(channel), books.instant(at)
        closed_until = books.throttle(LOOK, now).free_at
    if not look.counts(now):
        if closed_until > now:
            raise RateLimitedError((closed_until - now).total_seconds())
        look = _looked(desk, postbox, look, now)
    if look.unfit is not None:
        raise UnfitChannelError(f"Nothing is posted there: {look.unfit}")


def look_next(desk: Desk, postbox: Postbox, _pacing: Pacing) -> bool:
    """Look again at a channel of which Slack has told a change; False = there is none, or Slack asks us to wait."""
    at = desk.clock.now()
    with desk.store.transaction() as books:
        now = books.instant(at)
        changed = (look for look in books.looks() if look.is_overtaken)
        look = next(changed, None) if is_free(books, at, EVERYTHING, LOOK) else None
    if look is None:
        return False
    try:
        _looked(desk, postbox, look, now)
    except DeliveryError as error:
        log.warning("channel not looked at", extra={"channel": look.channel, "why": str(error)})
        return False
    return True


def channel_changed(desk: Desk, channel: str) -> None:
    """Slack says that something is different there; what was found before counts no more."""
    with desk.store.transaction() as books:
        if any(look.channel == channel for look in books.looks()):
            look = books.look(channel)
            books.save_look(replace(look, changes=look.changes + 1))


def refuse_where_shared(desk: Desk, channel: str) -> None:
    """A command in a channel that was last seen shared is not answered, though only the asker would read it.

    Raises:
        NotNowError: it was.
    """
    with desk.store.transaction() as books:
        if books.look(channel).unfit is Unfit.SHARED:
            raise NotNowError("Not here: this channel is shared with another company. Ask in one of your own.")


def leadership_channel(desk: Desk) -> str:
    """Where goes what has no place of its own."""
    return channel_for(Reviewer(Role.FINANCE_LEADERSHIP), desk.policy)


def elsewhere(desk: Desk, key: str, subject: str, channel: str, why: str) -> OutboxItem:
    """A message that belongs into *channel* for finance leadership, with the reason: nothing may be without a home."""
    leadership = leadership_channel(desk)
    return OutboxItem(
        key=f"elsewhere:{key}",
        kind=OutboxKind.POST,
        partition=leadership,
        subject=subject,
        not_before=desk.clock.now(),
        payload={"channel": leadership, "notice": notices.not_in_its_place(channel, why)},
    )


def draw_unfit(books: Books, about: str) -> Drawing:
    """The alarm about a channel on one day."""
    channel = about.rpartition(":")[0]
    return notices.channel_unfit(channel, books.look(channel).unfit)


def waits_for_people(books: Books, subject: str) -> bool:
    """Whether what a message is about is still to be decided."""
    kind, _, rest = subject.partition(":")
    if kind in ("packet", "sign"):
        return books.packet(rest).is_live
    return kind in ("dispute", "question") and books.dispute(rest).is_open


def _looked(desk: Desk, postbox: Postbox, before: Look, began: datetime) -> Look:
    """What Slack says now, kept for everybody."""
    try:
        found = unfit(postbox.audience(before.channel), desk.policy.public_allowed)
    except DeliveryError as error:
        went_wrong(desk, LOOK, error)
        raise
    with desk.store.transaction() as books:
        throttle = books.throttle(LOOK, began)
        if throttle.failures:
            books.save_throttle(replace(throttle, failures=0, why=""))
        # A change told of meanwhile stays to be looked at.
        latest = books.look(before.channel)
        look = replace(latest, at=began, unfit=found, seen=before.changes)
        books.save_look(look)
        if found is not latest.unfit:
            _turned(desk, books, look)
        if found is not None and look.channel != leadership_channel(desk):
            books.plan(_alarm(desk, look.channel))
    return look


def _turned(desk: Desk, books: Books, look: Look) -> None:
    """The channel is not as it was: what stands there says less from now on, or more again."""
    at, channel = desk.clock.now(), look.channel
    books.redraw_channel(channel)
    if look.unfit is None:
        log.warning("accounts may be shown in a channel again", extra={"channel": channel})
        note(books, at, "channel.fit", f"channel:{channel}")
        books.redraw(_alarm(desk, channel).subject)
        return
    log.error("no accounts may be shown in a channel", extra={"channel": channel, "why": look.unfit.value})
    note(books, at, "channel.unfit", f"channel:{channel}", why=look.unfit.value)
    for card in books.live_cards_in(channel):
        rehouse(desk, books, card)


def rehouse(desk: Desk, books: Books, card: Card) -> None:
    """Let finance leadership have what stands in an unfit channel and is needed today.

    Where that channel is theirs there is nowhere else: what belongs there waits, and the health page is red.
    """
    why = books.look(card.channel).unfit
    if why is not None and card.channel != leadership_channel(desk) and _is_needed(desk, books, card):
        books.plan(elsewhere(desk, card.key, card.subject, card.channel, why))


def _alarm(desk: Desk, channel: str) -> OutboxItem:
    """Once for each channel and day."""
    subject, leadership = f"{UNFIT}:{channel}:{desk.office_day()}", leadership_channel(desk)
    return OutboxItem(
        key=subject,
        kind=OutboxKind.POST,
        partition=leadership,
        subject=subject,
        not_before=desk.clock.now(),
        payload={"channel": leadership},
    )


def _is_needed(desk: Desk, books: Books, card: Card) -> bool:
    reader = card.subject.removeprefix("list:").rpartition(":")[0]
    is_todays_list = any(card.subject == list_subject(reader, day) for day in desk.days())
    return is_todays_list or waits_for_people(books, card.subject)
