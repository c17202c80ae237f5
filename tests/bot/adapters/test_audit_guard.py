"""On PostgreSQL with two users, the one the product runs as can only read the record and add to it."""

from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import ProgrammingError

from bot.adapters.sql_store import SqlStore
from bot.flows.audit_trail import verify
from tests.bot.adapters.test_audit_chain import filled
from tests.bot.adapters.test_sql_store import an_item
from tests.bot.stages.ledger_builder import AT
from tests.servers.postgres import Postgres

WRITER, WORD = "writer", "of-the-writer"


@pytest.fixture
def two_urls(postgres_server: Postgres) -> tuple[str, str]:
    """The same new database, as the product's user and as its tables' owner."""
    database = postgres_server.new_database()
    with psycopg.connect(postgres_server.url(database, driver=""), autocommit=True) as connection:
        connection.execute(f"DROP ROLE IF EXISTS {WRITER}")
        connection.execute(f"CREATE ROLE {WRITER} LOGIN PASSWORD '{WORD}'")
    owner = postgres_server.url(database)
    url = make_url(owner).set(username=WRITER, password=WORD)
    yield url.render_as_string(hide_password=False), owner
    with psycopg.connect(postgres_server.url(database, driver=""), autocommit=True) as connection:
        connection.execute(f"DROP OWNED BY {WRITER}")
        connection.execute(f"DROP ROLE {WRITER}")


def guard(store: SqlStore) -> str:
    with store.transaction() as books:
        return books.audit_guard()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET body = 'x'",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "DROP TRIGGER audit_append_only ON audit",
        "ALTER TABLE audit DISABLE TRIGGER ALL",
        "DROP TABLE audit",
        "INSERT INTO audit (number, subject, body, hash) VALUES (1, 's', 'b', 'h') "
        "ON CONFLICT (number) DO UPDATE SET body = 'x'",
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    ],
)
def test_each_way_to_change_the_record_is_refused(two_urls: tuple[str, str], statement: str):
    SqlStore(*two_urls).close()
    store = filled(two_urls[0])
    refused = pytest.raises(ProgrammingError, match=r"denied|must be owner")
    with refused, store.engine.begin() as connection:
        connection.exec_driver_sql(statement)
    assert verify(store) is None
    assert guard(store) == "its user can only read and add"
    store.close()


def test_the_product_works_as_before_and_a_grant_beside_it_is_taken_back(two_urls: tuple[str, str]):
    url, owner = two_urls
    first = SqlStore(url, owner)
    filled(url).close()
    with psycopg.connect(owner.replace("+psycopg", "")) as connection:
        connection.execute(f"GRANT UPDATE ON audit TO {WRITER}")
    assert "could drop" in guard(first)
    first.close()
    again = SqlStore(url, owner)
    assert guard(again) == "its user can only read and add"
    with again.transaction() as books:
        assert books.plan(an_item("k1"))
        assert books.first_delivery("x", AT + timedelta(days=1))
        assert len(books.audit_trail("packet:P1")) == 4
    again.close()


def test_one_user_has_the_triggers_alone_and_is_told_so(database_url: str):
    store = SqlStore(database_url)
    assert guard(store) == "triggers refuse changes, and its user could drop them"
    store.close()
