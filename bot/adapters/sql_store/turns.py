"""Whose turn it is to do what only one process may do at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any
from zlib import crc32

from sqlalchemy import Engine

#: A process that is alive and does nothing, such as a frozen one, loses its turn after this.
_IDLE = "SET idle_session_timeout = '30min'"
#: The first of the two numbers of our locks; nothing else in this database may use it.
_OURS = 730_184


class Turns:
    """Turns by name: within this process alone, or among all on one PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._here = Lock()

    @contextmanager
    def take(self, name: str) -> Iterator[bool]:
        """See ports.Store.alone."""
        if self._engine.dialect.name == "postgresql":
            with self._among_all(name) as is_ours:
                yield is_ours
            return
        is_ours = self._here.acquire(blocking=False)
        try:
            yield is_ours
        finally:
            if is_ours:
                self._here.release()

    @contextmanager
    def _among_all(self, name: str) -> Iterator[bool]:
        # A session's lock ends with its connection: a process that dies gives it back at once, whatever it was doing.
        connection = self._engine.raw_connection()
        driver: Any = connection.driver_connection
        connection.detach()
        try:
            connection.rollback()
            driver.autocommit = True
            cursor = connection.cursor()
            cursor.execute(_IDLE)
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", (_OURS, crc32(name.encode()) & 0x7FFFFFFF))
            row = cursor.fetchone()
            yield bool(row and row[0])
        finally:
            connection.close()
