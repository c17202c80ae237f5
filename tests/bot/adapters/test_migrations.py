"""A database of an earlier version becomes one of this, whole or not at all, on both engines."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Boolean, Date, DateTime, Integer, MetaData, insert, inspect, select, text
from sqlmodel import Session, SQLModel

from bot.adapters.migrations import HEAD
from bot.adapters.migrations.upgrade import columns_of, config_for
from bot.adapters.sql_store import SqlStore
from bot.adapters.sql_store.dialects import connect
from bot.errors import StoreError
from models.tables import AuditRow

FIRST = "0001"
_TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": "SELECT tgname, pg_get_triggerdef(oid) || pg_get_functiondef(tgfoid) FROM pg_trigger ORDER BY tgname",
}
_COLLATIONS = {
    "sqlite": "SELECT 1, 2, 3 WHERE 1 = 0",
    "postgresql": (
        "SELECT table_name, column_name, collation_name FROM information_schema.columns "
        "WHERE table_schema = 'public' ORDER BY 1, 2"
    ),
}


#: What every row's own words may say of the columns that are new beside them.
_BODY = '{"partition": "C0OLIVE", "what": "packet.approve", "at": "2026-05-11T05:00:00Z"}'


def at_first_version(url, *, known=True):
    """A database as the first version left it, with a row in every table; *known* = with its version in it."""
    engine = connect(url)
    with engine.begin() as connection:
        command.upgrade(config_for(connection, SQLModel.metadata), FIRST)
        tables = MetaData()
        tables.reflect(connection)
        if not known:
            connection.exec_driver_sql("DROP TABLE alembic_version")
        for table in tables.sorted_tables:
            if table.name != "alembic_version":
                connection.execute(insert(table).values({column.name: a_value(column) for column in table.columns}))
    engine.dispose()


def a_value(column):
    if isinstance(column.type, Boolean):
        return True
    if isinstance(column.type, Integer):
        return 1
    if isinstance(column.type, DateTime):
        return datetime(2026, 5, 11, 5, tzinfo=UTC)
    if isinstance(column.type, Date):
        return date(2026, 5, 11)
    return {"state": "sending", "body": _BODY}.get(column.name, "x")


def described(url):
    """Everything of the schema that could differ between a new database and an upgraded one."""
    engine = connect(url)
    with engine.connect() as connection:
        found, dialect = inspect(connection), connection.dialect
        tables = {
            table: (
                {each["name"]: (each["type"].compile(dialect), each["nullable"]) for each in found.get_columns(table)},
                found.get_pk_constraint(table)["constrained_columns"],
                sorted(map(str, found.get_unique_constraints(table))),
                sorted(an_index(each) for each in found.get_indexes(table)),
            )
            for table in found.get_table_names()
        }
        rest = [connection.execute(text(each[dialect.name])).all() for each in (_TRIGGERS, _COLLATIONS)]
    engine.dispose()
    return tables, rest


def an_index(found):
    conditions = {name: str(value) for name, value in found.get("dialect_options", {}).items()}
    return found["name"], found["column_names"], bool(found["unique"]), sorted(conditions.items())


def version_of(url):
    engine = connect(url)
    with engine.connect() as connection:
        known = "alembic_version" in columns_of(connection)
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if known else None
    engine.dispose()
    return found


@pytest.mark.parametrize("known", [True, False], ids=["with its version", "from before versions were kept"])
def test_an_upgraded_database_is_like_a_new_one_and_has_kept_its_rows(database_url, another_url, known):
    at_first_version(database_url, known=known)
    SqlStore(database_url).close()
    SqlStore(another_url).close()
    assert described(database_url) == described(another_url)
    assert version_of(database_url) == version_of(another_url) == HEAD
    engine = connect(database_url)
    with engine.connect() as connection:
        tables = MetaData()
        tables.reflect(connection)
        outbox = tables.tables["outbox"].c
        assert connection.execute(select(outbox.state, outbox.partition)).all() == [("sending", "C0OLIVE")]
        assert all(connection.execute(select(tables.tables[name])).all() for name in ("packet", "audit", "ledger"))
        with Session(connection) as session:
            row = session.exec(select(AuditRow)).one()[0]
        assert (row.what, row.at) == ("packet.approve", datetime(2026, 5, 11, 5, tzinfo=UTC))
    engine.dispose()


def test_the_revisions_make_the_tables_that_the_code_has(database_url):
    engine = connect(database_url)
    with engine.begin() as connection:
        command.upgrade(config_for(connection, SQLModel.metadata), "head")
        # When this fails: python -m tools.revision "what has changed".
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []
    engine.dispose()


def test_a_process_killed_during_an_upgrade_leaves_the_old_version_whole(database_url):
    at_first_version(database_url)
    before = described(database_url)
    killed = subprocess.run([sys.executable, "-c", _KILLED, database_url], cwd=os.getcwd(), timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert described(database_url) == before
    SqlStore(database_url).close()
    assert version_of(database_url) == HEAD


#: Every table is changed by then, and nothing committed.
_KILLED = """
import os, signal, sys
from sqlalchemy import Engine, event
from bot.adapters.sql_store import SqlStore

@event.listens_for(Engine, "before_cursor_execute")
def kill(connection, cursor, statement, *_):
    if statement.startswith("UPDATE alembic_version"):
        os.kill(os.getpid(), signal.SIGKILL)

SqlStore(sys.argv[1])
"""


def test_two_that_start_at_once_upgrade_once(database_url):
    at_first_version(database_url)
    with ThreadPoolExecutor(2) as both:
        for store in both.map(lambda _: SqlStore(database_url), range(2)):
            store.close()
    assert version_of(database_url) == HEAD


def test_a_database_of_a_later_version_is_refused_and_left_alone(database_url):
    SqlStore(database_url).close()
    engine = connect(database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    before = described(database_url)
    with pytest.raises(StoreError, match="version 9999"):
        SqlStore(database_url)
    assert described(database_url) == before


def test_tables_that_are_not_ours_are_refused_and_left_alone(database_url):
    engine = connect(database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE packet (id INTEGER)")
        connection.exec_driver_sql("CREATE TABLE wages (id INTEGER)")
    engine.dispose()
    before = described(database_url)
    with pytest.raises(StoreError, match=r"packet.*wages"):
        SqlStore(database_url)
    assert described(database_url) == before
