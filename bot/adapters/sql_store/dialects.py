"""What SQLite and PostgreSQL need to behave alike: one writer at a time, and an audit trail nobody rewrites."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import ConnectionPoolEntry

#: How long a transaction waits for the one before it.
_WAIT_MS = 30_000
#: Any number will do that nothing else locks in the same database.
_WRITER = 7_301_844_925
_SQLITE_APPEND_ONLY = """
CREATE TRIGGER IF NOT EXISTS audit_no_{verb} BEFORE {verb} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
"""
_POSTGRES_APPEND_ONLY = (
    """
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$
""",
    """
CREATE OR REPLACE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()
""",
)


def connect(url: str) -> Engine:
    """An engine on *url* whose transactions come one after the other, whichever process they are in."""
    if make_url(url).get_backend_name() == "postgresql":
        # In a stricter level the snapshot would be older than the lock: it is taken by the statement that waits.
        engine = create_engine(url, isolation_level="READ COMMITTED", pool_pre_ping=True)
        event.listen(engine, "begin", _lock_out_others)
        return engine
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def protect_audit(connection: Connection) -> None:
    """Let the database itself refuse to change what the audit trail has."""
    if connection.dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(_SQLITE_APPEND_ONLY.format(verb=verb))
    if connection.dialect.name == "postgresql":
        for statement in _POSTGRES_APPEND_ONLY:
            connection.exec_driver_sql(statement)


def _prepare_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    # Python's own transaction handling would begin a deferred transaction, which loses the race it should win.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        f"busy_timeout={_WAIT_MS}",
        "foreign_keys=ON",
        "synchronous=FULL",
        # Without it INSERT OR REPLACE walks past the append-only triggers.
        "recursive_triggers=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _lock_out_others(connection: Connection) -> None:
    """What BEGIN IMMEDIATE is on SQLite; the end of the transaction gives the lock back, and so does a crash."""
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_WAIT_MS}")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")
