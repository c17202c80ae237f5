"""Posts on their way to Slack: exactly once, by reading the channel's history before anything is repeated."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from bot.books import Books
from bot.cards.drawing import Drawing
from bot.errors import (
    DeliveryError,
    DeliveryRefusedError,
    MissingScopeError,
    NoAccessError,
    NoPlaceError,
    OutcomeUnknownError,
    RateLimitedError,
    UnfitChannelError,
)
from bot.flows.claim import LEASE, claim, renewed, settle
from bot.flows.deliver_cards import drawn, without_card
from bot.flows.desk import Desk, list_subject, note
from bot.flows.draw_list import relink
from bot.flows.remind import is_answered
from bot.flows.throttling import EVERYTHING, HISTORY, POST, is_free, take, went_wrong, worked
from bot.flows.watch_channels import WAIT, elsewhere, leadership_channel, rehouse, require_fit
from bot.ports import Postbox
from models.outbox import Card, OutboxItem, OutboxKind, OutboxState, Sweep
from models.pacing import Pacing
from models.people import Role

#: History is read from this long before the first attempt: Slack's clock is not ours.
LOOK_BACK = timedelta(minutes=5)
#: Nobody has found out for so long what became of a post: a person is asked.
ASK_AFTER = timedelta(hours=2)
#: A channel in which something may stand twice is read once whatever came late must be there.
SWEEP_AFTER = timedelta(minutes=15)
_LONGEST_LEASE = timedelta(minutes=15)

log = logging.getLogger(__name__)


def post_next(desk: Desk, postbox: Postbox, pacing: Pacing) -> bool:
    """Post what has its turn, as the store has it now; False = nothing is due, or Slack's limits ask us to wait."""
    claimed = _claimed(desk, pacing)
    if claimed is None:
        return False
    try:
        _attempt(desk, postbox, *claimed)
    except Exception as error:
        # A door: one row that fails must not keep the others. It comes back when its lease is over.
        log.exception("post failed", extra={"key": claimed[0].key})
        _still_unknown(desk, claimed[0], f"{type(error).__name__} on our side")
    return True


def _claimed(desk: Desk, pacing: Pacing) -> tuple[OutboxItem, bool] | None:
    """The row whose turn it is, and whether an earlier attempt at it may have got through."""
    at = desk.clock.now()
    with desk.store.transaction() as books:
        if not is_free(books, at, EVERYTHING, POST):
            return None
        item = _next(books, at)
        claimed = claim(books, item, at) if item else None
        if item is None or claimed is None:
            return None
        take(books, at, POST, pacing.workspace)
        take(books, at, item.partition, pacing.channel)
        is_repeat = item.state is OutboxState.SENDING
        if is_repeat:
            take(books, at, HISTORY, pacing.tier_3)
            _plan_sweep(books, claimed, at)
        return claimed, is_repeat


def _next(books: Books, at: datetime) -> OutboxItem | None:
    repeats = is_free(books, at, HISTORY)
    while (item := books.next_post(at, repeats=repeats)) and (_is_overtaken(books, item) or _is_moot(books, item)):
        books.save_item(replace(item, state=OutboxState.CANCELLED), attempt=item.attempt)
    return item


def _is_overtaken(books: Books, item: OutboxItem) -> bool:
    """A newer message about the same subject was planned; this one, of which nothing left, would take its buttons."""
    posts = [other.key for other in books.items(item.subject) if other.kind is OutboxKind.POST]
    return item.state is OutboxState.PLANNED and posts[-1] != item.key


def _is_moot(books: Books, item: OutboxItem) -> bool:
    """A reminder of which nothing left, and what it reminds of is done."""
    return item.state is OutboxState.PLANNED and is_answered(books, item)


def _attempt(desk: Desk, postbox: Postbox, item: OutboxItem, is_repeat: bool) -> None:
    try:
        found = _found(postbox, item) if is_repeat else None
    except DeliveryError as error:
        _history_unread(desk, item, error)
        return
    if found is not None:
        # What is there shows what was true then, so it is drawn anew.
        _posted(desk, item, found, None)
        return
    try:
        require_fit(desk, postbox, item.payload["channel"])
    except UnfitChannelError as error:
        _unfit(desk, item, is_repeat, error)
        return
    except DeliveryError as error:
        # Nobody can tell who would read it, so it waits; of this attempt nothing is in Slack.
        _not_now(desk, item, is_repeat, error)
        return
    try:
        drawing = _drawing(desk, item)
        ts = postbox.post(item.payload["channel"], drawing, item.key) if drawing else None
    except OutcomeUnknownError as error:
        went_wrong(desk, POST, error)
        _still_unknown(desk, item, str(error))
    except (RateLimitedError, NoAccessError) as error:
        went_wrong(desk, POST, error)
        _not_now(desk, item, is_repeat, error)
    except UnfitChannelError as error:
        _unfit(desk, item, is_repeat, error)
    except DeliveryRefusedError as error:
        _refused(desk, item, error)
    else:
        if drawing and ts:
            _posted(desk, item, ts, drawing)


def _found(postbox: Postbox, item: OutboxItem) -> str | None:
    """Our message, if an earlier attempt got through; the earliest, should there be two."""
    since = (item.unknown_since or item.not_before) - LOOK_BACK
    return next((ts for key, ts in postbox.ours(item.payload["channel"], since) if key == item.key), None)


def _drawing(desk: Desk, item: OutboxItem) -> Drawing | None:
    """What is posted; None = this worker slept so long that another one has taken the row."""
    with desk.store.transaction() as books:
        if not renewed(books, item, desk.clock.now()):
            return None
        channel, notice = item.payload["channel"], item.payload.get("notice", "")
        if (why := books.look(channel).unfit) is not None:
            # Another worker has found it out in between.
            raise UnfitChannelError(f"Nothing is posted there: {why}")
        return drawn(desk, books, item.subject, channel, live=True, notice=notice)


# ── what became of it ─────────────────────────────────────────────────────────────────────────────


def _posted(desk: Desk, item: OutboxItem, ts: str, drawing: Drawing | None) -> None:
    at, channel, notice = desk.clock.now(), item.payload["channel"], item.payload.get("notice", "")
    with desk.store.transaction() as books:
        worked(desk, books, POST)
        if not settle(books, item, OutboxState.DONE, external_id=ts, unknown_since=None, error=""):
            # Whoever took the row over may have posted it as well.
            _plan_sweep(books, item, at)
            return
        # What moved while Slack was answering is drawn at once; what did not costs no second call.
        is_current = drawn(desk, books, item.subject, channel, live=True, notice=notice) == drawing
        shown = int(is_current)
        card = Card(key=item.key, subject=item.subject, channel=channel, ts=ts, wanted=1, shown=shown, notice=notice)
        books.add_card(card)
        rehouse(desk, books, card)
        note(books, at, "card.posted", item.subject, channel=channel, ts=ts)
        relink(desk, books, item.subject)


def _unfit(desk: Desk, item: OutboxItem, is_repeat: bool, error: UnfitChannelError) -> None:
    """Not everybody there may read it: finance leadership gets it, and where it is theirs it waits."""
    if item.payload["channel"] == leadership_channel(desk):
        _not_now(desk, item, is_repeat, RateLimitedError(WAIT.total_seconds()))
    else:
        _refused(desk, item, error)


def _not_now(desk: Desk, item: OutboxItem, is_repeat: bool, error: DeliveryError) -> None:
    """A definite no: nothing of this attempt can be in Slack."""
    at = desk.clock.now()
    rest = timedelta(seconds=error.retry_after if isinstance(error, RateLimitedError) else 0)
    with desk.store.transaction() as books:
        if is_repeat:
            # An earlier attempt is still in doubt: history is read once more before the next one.
            settle(books, item, OutboxState.SENDING, lease_until=books.instant(at) + rest)
        else:
            settle(books, item, OutboxState.PLANNED, not_before=at + rest, unknown_since=None)


def _history_unread(desk: Desk, item: OutboxItem, error: DeliveryError) -> None:
    is_access = isinstance(error, NoAccessError) and not isinstance(error, MissingScopeError)
    if is_access or not isinstance(error, DeliveryRefusedError):
        went_wrong(desk, HISTORY, error)
    if is_access:
        _not_now(desk, item, True, error)
    else:
        _still_unknown(desk, item, f"The channel's history cannot be read: {error}")


def _still_unknown(desk: Desk, item: OutboxItem, why: str) -> None:
    """It comes back when its lease is over, each time a little later; after two hours a person is asked."""
    at = desk.clock.now()
    log.warning("post outcome unknown", extra={"key": item.key, "why": why})
    with desk.store.transaction() as books:
        if at - (item.unknown_since or at) < ASK_AFTER:
            lease = min(LEASE * 2 ** min(item.attempt - 1, 10), _LONGEST_LEASE)
            settle(books, item, OutboxState.SENDING, lease_until=books.instant(at) + lease, error=why)
        elif settle(books, item, OutboxState.UNCERTAIN, error=why):
            log.error("nobody knows whether a post is in Slack; `collections posts` asks", extra={"key": item.key})
            note(books, at, "post.uncertain", item.subject, why=why, channel=item.payload["channel"])
            books.redraw(list_subject(Role.FINANCE_LEADERSHIP.value, desk.office_day()))


def _refused(desk: Desk, item: OutboxItem, error: DeliveryRefusedError) -> None:
    log.error("post refused", extra={"key": item.key, "why": str(error)})
    at, channel = desk.clock.now(), item.payload["channel"]
    leadership = leadership_channel(desk)
    with desk.store.transaction() as books:
        if not settle(books, item, OutboxState.FAILED, error=str(error)):
            return
        if isinstance(error, NoPlaceError) and channel != leadership:
            note(books, at, "card.refused", item.subject, why=str(error), channel=channel, elsewhere=leadership)
            books.plan(elsewhere(desk, item.key, item.subject, channel, str(error)))
            return
    without_card(desk, item.subject, str(error))


def _plan_sweep(books: Books, item: OutboxItem, at: datetime) -> None:
    since = (item.unknown_since or item.not_before) - LOOK_BACK
    books.plan_sweep(Sweep(channel=item.payload["channel"], since=since), books.instant(at) + SWEEP_AFTER)
