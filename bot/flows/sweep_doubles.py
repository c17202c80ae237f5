"""Messages of ours that stand twice: the first stays, the later ones are deleted.

A channel is read only after something in it was unclear, never every channel every day. A double cannot do harm in the
meantime: the buttons of both copies name the same packet and version.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from datetime import timedelta

from bot.errors import DeliveryError, DeliveryRefusedError, MessageGoneError, MissingScopeError, NoAccessError
from bot.flows.desk import Desk, note
from bot.flows.throttling import DELETE, EVERYTHING, HISTORY, is_free, take, went_wrong, worked
from bot.ports import Postbox
from models.outbox import Sweep
from models.pacing import Pacing

#: A channel that could not be read is tried again after so long.
_AGAIN = timedelta(hours=1)

log = logging.getLogger(__name__)


def sweep_next(desk: Desk, postbox: Postbox, pacing: Pacing) -> bool:
    """Read one channel that is due and delete what stands there twice; False = none is due."""
    at = desk.clock.now()
    with desk.store.transaction() as books:
        sweep = books.next_sweep(at) if is_free(books, at, EVERYTHING, HISTORY, DELETE) else None
        if sweep is None:
            return False
        take(books, at, HISTORY, pacing.tier_3)
        # Whoever dies over it leaves it to be done again, and two workers do not read the same channel at once.
        due = books.instant(at) + _AGAIN
        books.plan_sweep(sweep, due)
    method = HISTORY
    try:
        copies = _copies(postbox, sweep)
        method = DELETE
        for key, stamps in copies.items():
            _keep_first(desk, postbox, pacing, sweep.channel, key, stamps)
    except DeliveryError as error:
        log.warning("channel not swept", extra={"channel": sweep.channel, "why": str(error)})
        if not isinstance(error, DeliveryRefusedError) or _is_access(error):
            went_wrong(desk, method, error)
        return True
    with desk.store.transaction() as books:
        worked(desk, books, HISTORY)
        books.swept(sweep, due)
    return True


def _is_access(error: DeliveryError) -> bool:
    return isinstance(error, NoAccessError) and not isinstance(error, MissingScopeError)


def _copies(postbox: Postbox, sweep: Sweep) -> dict[str, list[str]]:
    """Of each key that is there more than once the stamps, earliest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, ts in postbox.ours(sweep.channel, sweep.since):
        found[key].append(ts)
    return {key: stamps for key, stamps in found.items() if len(stamps) > 1}


def _keep_first(desk: Desk, postbox: Postbox, pacing: Pacing, channel: str, key: str, stamps: list[str]) -> None:
    first, *later = stamps
    for ts in later:
        at = desk.clock.now()
        with desk.store.transaction() as books:
            take(books, at, DELETE, pacing.tier_3)
            # Before the other one goes, so that no link leads nowhere.
            books.move_card(key, first)
            item = books.item(key)
        try:
            postbox.delete(channel, ts)
        except MessageGoneError:
            continue
        log.error("a message stood twice; the later one was deleted", extra={"key": key, "channel": channel})
        with desk.store.transaction() as books:
            note(books, at, "post.doubled", item.subject if item else "", channel=channel, deleted=ts, kept=first)
