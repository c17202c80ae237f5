"""A process that dies at one chosen step towards the outside: what it held in memory is gone, what it said is said."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import event

from bot.adapters.sql_store import SqlStore
from bot.books import Books

R = TypeVar("R")


class Killed(BaseException):
    """No door that catches Exception survives it, as none survives kill -9."""


class Deaths:
    """Kills right after the *at*-th thing that lasts: a commit that wrote, or a call the other side has taken.

    A death before the next such thing leaves the same world behind, wherever between the two it comes. A mail is
    counted before its hand-over too, because there the product must tell the two apart.
    """

    def __init__(self, at: int | None = None) -> None:
        """*at* counts from 1; None = nobody dies, the points are only counted."""
        self.at = at
        #: What each point was, the first one first.
        self.trail: list[str] = []
        #: After what it died; "" = it has not.
        self.last_words = ""
        self.is_dead = False

    def step(self, words: str) -> None:
        """Count one point, and die there if it is the one."""
        self.look()
        self.trail.append(words)
        if len(self.trail) == self.at:
            self.is_dead, self.last_words = True, words
            raise Killed(words)

    def look(self) -> None:
        """The dead do nothing more: whatever begins something passes here."""
        if self.is_dead:
            raise Killed(self.last_words)

    def revive(self) -> None:
        """The process is started anew; it dies once."""
        self.is_dead = False

    def after(self, name: str, call: Callable[..., R]) -> Callable[..., R]:
        """*call* with a point right after the other side has taken it."""

        def mortal(*args: Any, **named: Any) -> R:
            self.look()
            taken = call(*args, **named)
            self.step(f"after {name}")
            return taken

        return mortal


class MortalStore:
    """A ports.Store whose process may die right after a commit; one that wrote nothing is no point."""

    def __init__(self, store: SqlStore, deaths: Deaths) -> None:
        self._store, self._deaths = store, deaths
        self._has_written = threading.local()
        event.listen(store.engine, "before_cursor_execute", self._note)

    @contextmanager
    def transaction(self, **named: Any) -> Iterator[Books]:
        self._deaths.look()
        self._has_written.now = False
        with self._store.transaction(**named) as books:
            yield books
            self._deaths.look()
        if self._has_written.now:
            self._deaths.step("after a commit")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE"):
            self._has_written.now = True


class MortalMailer:
    """A ports.Mailer whose process may die before the hand-over, or when the mail has just been taken."""

    def __init__(self, mailer: Any, deaths: Deaths) -> None:
        self._mailer, self._deaths = mailer, deaths

    def send(self, *args: Any, **named: Any) -> Any:
        self._deaths.step("before a mail")
        return self._deaths.after("a mail", self._mailer.send)(*args, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._mailer, name)
