"""Connections and transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session, SQLModel

from bot.adapters.sql_store.days import Days
from bot.adapters.sql_store.effects import Effects
from bot.adapters.sql_store.ledger import LedgerShelf
from bot.adapters.sql_store.packets import Packets
from bot.adapters.sql_store.record import Record

_APPEND_ONLY = """
CREATE TRIGGER IF NOT EXISTS audit_no_{verb} BEFORE {verb} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
"""


class SqlBooks(LedgerShelf, Days, Packets, Effects, Record):
    """ports.Books over one session, which is one transaction."""


class SqlStore:
    """ports.Store. *url* is a SQLAlchemy URL; "sqlite:///file.db" needs nothing installed."""

    def __init__(self, url: str) -> None:
        self.engine = create_engine(url)
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_immediate)
        SQLModel.metadata.create_all(self.engine)
        _protect_audit(self.engine)

    @contextmanager
    def transaction(self) -> Iterator[SqlBooks]:
        """A write transaction; commits on leaving, rolls back on any exception."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield SqlBooks(session)

    def close(self) -> None:
        """Give the file or the connections back."""
        self.engine.dispose()


def _prepare_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    # Python's own transaction handling would begin a deferred transaction, which loses the race it should win.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "busy_timeout=30000",
        "foreign_keys=ON",
        "synchronous=FULL",
        # Without it INSERT OR REPLACE walks past the append-only triggers.
        "recursive_triggers=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _protect_audit(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        return
    with engine.begin() as connection:
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(_APPEND_ONLY.format(verb=verb))
