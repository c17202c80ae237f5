"""The store as doors have it: no press waits long for it, and none changes anything twice.

A gesture is done once its delivery is written down. That is written in the transaction of the change it makes, so that
a crash loses both or neither, and what Slack delivers again is done exactly if it was not. A gesture that changes
nothing is written down before its answer leaves, so that one delivery of it is answered and a replay learns nothing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from bot.app.gesture import Answerable
from bot.books import Books
from bot.errors import CollectionsError, StoreUnavailableError
from bot.ports import Clock, Store
from models.outbox import RESPONSE_LIFE

#: Of Slack's three seconds; the rest is for the answer's way back.
_ANSWER_SECONDS = 2.5
#: What a transaction of a press waits for the one before it.
_WAIT_SECONDS = 1.5
#: As much is always left to try with.
_LEAST_SECONDS = 0.1


class RedeliveredError(CollectionsError):
    """This press was done before. Nothing was changed."""


@dataclass(slots=True)
class Press:
    """A gesture that is being answered."""

    #: As `Gesture.delivery_id`; "" = it cannot be known again.
    delivery_id: str
    #: As `Gesture.answerable`.
    answerable: Answerable | None = None
    #: Whether no other delivery of it was done when this one first asked.
    is_new: bool = False
    #: Whether this one is written down.
    is_done: bool = False
    #: Whether it broke: whoever delivers it again may try again.
    has_failed: bool = False
    _began: float = field(default_factory=time.monotonic)

    def wait_seconds(self) -> float:
        """How long it may still wait for the store."""
        left = _ANSWER_SECONDS - (time.monotonic() - self._began)
        return max(_LEAST_SECONDS, min(_WAIT_SECONDS, left))


class PressStore:
    """ports.Store around the store itself; outside a press it is nothing else."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._turn = threading.Lock()
        self._current: ContextVar[Press | None] = ContextVar("press", default=None)

    @contextmanager
    def answering(self, delivery_id: str, answerable: Answerable | None = None) -> Iterator[Press]:
        """Inside, what this thread asks the store belongs to one press."""
        press = Press(delivery_id, answerable)
        token = self._current.set(press)
        try:
            yield press
        finally:
            self._current.reset(token)

    @contextmanager
    def transaction(self, *, wait_seconds: float | None = None) -> Iterator[Books]:
        """See ports.Store; within a press the wait is what is left of its time.

        Raises:
            RedeliveredError: another delivery of the press was done; what this one changed here is rolled back.
        """
        press = self._current.get()
        if press is None or press.is_done or not press.delivery_id:
            with self._in_turn(press, wait_seconds) as books:
                yield books
            return
        with self._in_turn(press) as books:
            if not press.is_new and books.is_delivered(press.delivery_id):
                raise RedeliveredError
            press.is_new = True
            yield books
            # Whatever a press changes is in the record, in the same transaction.
            if books.has_noted:
                self._write_down(press, books)
        press.is_done = books.has_noted

    @contextmanager
    def _in_turn(self, press: Press | None, wait_seconds: float | None = None) -> Iterator[Books]:
        """A transaction. Presses wait for each other here: SQLite itself would let them in by chance."""
        if press is None:
            with self._store.transaction(wait_seconds=wait_seconds) as books:
                yield books
            return
        if not self._turn.acquire(timeout=press.wait_seconds()):
            raise StoreUnavailableError
        try:
            with self._store.transaction(wait_seconds=press.wait_seconds()) as books:
                yield books
        finally:
            self._turn.release()

    def alone(self, name: str) -> AbstractContextManager[bool]:
        """See ports.Store."""
        return self._store.alone(name)

    def finish(self, press: Press) -> None:
        """Write down a press that has changed nothing.

        Raises:
            RedeliveredError: another delivery of it was answered meanwhile.
        """
        if press.is_done or press.has_failed or not press.delivery_id:
            return
        try:
            with self._in_turn(press) as books:
                self._write_down(press, books)
        except StoreUnavailableError:
            # It has its answer, and there is nothing that could be done twice.
            return

    def _write_down(self, press: Press, books: Books) -> None:
        at = self._clock.now()
        if not books.first_delivery(press.delivery_id, at):
            raise RedeliveredError
        if (card := press.answerable) is not None:
            books.answer_through(card.channel, card.ts, card.response_url, at + RESPONSE_LIFE)
