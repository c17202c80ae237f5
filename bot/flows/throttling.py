"""Keeping to Slack's limits, and leaving it alone while it does not let us in: for every worker alike, by rows."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.books import Books
from bot.errors import DeliveryError, NoAccessError, RateLimitedError
from bot.flows.desk import Desk, note
from models.pacing import Pace, closed, taken

#: All of Slack: closed while it does not let the app in.
EVERYTHING = "slack"
#: Slack's answer does not say whether the channel or the workspace was full, and its Retry-After governs the method.
POST, UPDATE, HISTORY, DELETE = "chat.postMessage", "chat.update", "conversations.history", "chat.delete"
#: The methods that say who is in a channel.
LOOK = "conversations.info"
#: The three methods that share a picture.
FILES = "files"
#: The first rest after a refusal of everything; each following one is twice as long.
_ACCESS_REST = timedelta(seconds=30)
#: Failures in a row of one method that are borne before it rests; one lost answer is no outage.
_BORNE = 3
_METHOD_REST = timedelta(seconds=2)
_LONGEST_REST = timedelta(minutes=10)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Slack does not let the app in."""

    why: str
    #: By the store's clock.
    next_try: datetime


def refusal(desk: Desk) -> Refusal | None:
    """Why Slack does not let the app in at present; None = it did the last time."""
    with desk.store.transaction() as books:
        found = books.throttle(EVERYTHING, desk.clock.now())
    return Refusal(found.why, found.free_at) if found.failures else None


def is_free(books: Books, at: datetime, *names: str) -> bool:
    """Whether none of these limits asks us to wait."""
    now = books.instant(at)
    return all(books.throttle(name, now).free_at <= now for name in names)


def take(books: Books, at: datetime, name: str, pace: Pace | None) -> None:
    """Count one call towards a limit, in the transaction that claims the work."""
    now = books.instant(at)
    books.save_throttle(taken(books.throttle(name, now), pace, now))


def went_wrong(desk: Desk, name: str, error: DeliveryError) -> None:
    """Leave a method, or all of Slack, alone for as long as *error* means."""
    at = desk.clock.now()
    with desk.store.transaction() as books:
        if isinstance(error, RateLimitedError):
            now = books.instant(at)
            books.save_throttle(closed(books.throttle(name, now), now + timedelta(seconds=error.retry_after)))
        elif isinstance(error, NoAccessError):
            if _rest(books, at, EVERYTHING, str(error), _ACCESS_REST, borne=1) == 1:
                # Once, however many messages wait.
                log.error("Slack does not let the app in: nothing is posted until it does", extra={"why": str(error)})
                note(books, at, "slack.refused", "", why=str(error))
        else:
            _rest(books, at, name, str(error), _METHOD_REST, borne=_BORNE)


def worked(desk: Desk, books: Books, name: str) -> None:
    """Slack answered *name* as it should."""
    at = desk.clock.now()
    now = books.instant(at)
    for each in (EVERYTHING, name):
        throttle = books.throttle(each, now)
        if not throttle.failures:
            continue
        books.save_throttle(replace(throttle, failures=0, why=""))
        if each == EVERYTHING:
            log.warning("Slack lets the app in again")
            note(books, at, "slack.resumed", "")


def _rest(books: Books, at: datetime, name: str, why: str, first: timedelta, *, borne: int) -> int:
    """One failure more; how many in a row it is."""
    now = books.instant(at)
    throttle = books.throttle(name, now)
    failures = throttle.failures + 1
    if failures >= borne:
        rest = min(first * 2 ** min(failures - borne, 10), _LONGEST_REST)
        throttle = closed(throttle, now + rest)
    books.save_throttle(replace(throttle, failures=failures, why=why))
    return failures
