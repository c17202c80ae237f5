"""What SQLite and PostgreSQL need to behave alike: one writer at a time, and an audit trail nobody rewrites."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import OperationalError, TimeoutError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import StoreUnavailableError

#: How long a transaction waits for the one before it, unless it says otherwise.
_WAIT_SECONDS = 30.0
_WAIT = "wait_milliseconds"
#: A server that cannot be reached is found out within this, and one that vanished in the middle of a call.
_REACH = {
    "connect_timeout": 2,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
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
_MAY_REWRITE = """
SELECT has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER') OR pg_has_role(c.relowner, 'MEMBER')
FROM pg_class c WHERE c.oid = 'audit'::regclass
"""


#: How many of our triggers are there and at work, and how many should be.
_LAID = {
    "sqlite": ("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_no_%'", 2),
    "postgresql": (
        "SELECT count(*) FROM pg_trigger "
        "WHERE tgrelid = 'audit'::regclass AND tgname = 'audit_append_only' AND tgenabled <> 'D'",
        1,
    ),
}


def connect(url: str) -> Engine:
    """An engine on *url* whose transactions come one after the other, whichever process they are in."""
    if make_url(url).get_backend_name() == "postgresql":
        # In a stricter level the snapshot would be older than the lock: it is taken by the statement that waits.
        engine = create_engine(
            url, isolation_level="READ COMMITTED", pool_pre_ping=True, hide_parameters=True, max_overflow=20
        )
        event.listen(engine, "do_connect", _reach)
        event.listen(engine, "begin", _lock_out_others)
        return engine
    # An error names the statement; what was in it is the customer's.
    engine = create_engine(url, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def waiting(seconds: float | None) -> dict[str, int]:
    """The execution options of a transaction that waits so long for the one before it; None = half a minute."""
    return {_WAIT: max(1, round((_WAIT_SECONDS if seconds is None else seconds) * 1000))}


@contextmanager
def answering() -> Iterator[None]:
    """Say of a database that is away, locked or full what the rest of the product can understand.

    Raises:
        StoreUnavailableError: it was.
    """
    try:
        yield
    except (OperationalError, TimeoutError) as error:
        if _is_ours(error):
            raise
        raise StoreUnavailableError from error


def _is_ours(error: Exception) -> bool:
    """A statement that SQLite does not understand comes as the same class as a full disk."""
    return getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR


def protect_audit(connection: Connection) -> None:
    """Let the database itself refuse to change what the audit trail has."""
    if connection.dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(_SQLITE_APPEND_ONLY.format(verb=verb))
    if connection.dialect.name == "postgresql":
        for statement in _POSTGRES_APPEND_ONLY:
            connection.exec_driver_sql(statement)


def grant_writer(connection: Connection, role: str, tables: Iterable[str]) -> None:
    """Let *role* work with *tables*, which *connection*'s user owns; of the audit trail it may read and add, no more.

    Done at every start: what somebody granted beside it is taken back.
    """
    quote = connection.dialect.identifier_preparer.quote
    to, others = quote(role), ", ".join(quote(each) for each in tables if each != "audit")
    schema = quote(inspect(connection).default_schema_name or "public")
    for statement in (
        f"GRANT USAGE ON SCHEMA {schema} TO {to}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {others} TO {to}",
        f"GRANT SELECT ON alembic_version TO {to}",
        f"REVOKE ALL ON audit FROM {to}, PUBLIC",
        f"GRANT SELECT, INSERT ON audit TO {to}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {to}",
    ):
        connection.exec_driver_sql(statement)


def is_audit_protected(connection: Connection) -> bool:
    """Whether what `protect_audit` laid is still there."""
    laid, number = _LAID[connection.dialect.name]
    return connection.exec_driver_sql(laid).scalar() == number


def may_rewrite_audit(connection: Connection) -> bool:
    """Whether the user of *connection* could change the audit trail: by a right to, or by dropping what forbids it."""
    if connection.dialect.name != "postgresql":
        return True
    return bool(connection.exec_driver_sql(_MAY_REWRITE).scalar())


def _wait(connection: Connection) -> int:
    """In milliseconds."""
    return int(connection.get_execution_options().get(_WAIT, _WAIT_SECONDS * 1000))


def _reach(_dialect: Any, _record: Any, _arguments: Any, parameters: dict[str, Any]) -> None:
    """What the URL itself says goes first."""
    for name, value in _REACH.items():
        parameters.setdefault(name, value)


def _prepare_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    # Python's own transaction handling would begin a deferred transaction, which loses the race it should win.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "synchronous=FULL",
        # Without it INSERT OR REPLACE walks past the append-only triggers.
        "recursive_triggers=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql(f"PRAGMA busy_timeout={_wait(connection)}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _lock_out_others(connection: Connection) -> None:
    """What BEGIN IMMEDIATE is on SQLite; the end of the transaction gives the lock back, and so does a crash."""
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_wait(connection)}")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")
