"""A database that is away, held or full says so in one way, within the time the caller has, and loses nothing."""

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.adapters.sql_store import SqlStore
from bot.errors import StoreError, StoreUnavailableError
from models.fact import Fact, FactKind
from models.tables import DeliveryRow
from tests.bot.adapters.test_sql_store import AT
from tests.servers.ports import free_port


def a_fact(reason="ok"):
    return Fact(kind=FactKind.PAUSED, account_id="", about="", by_id="U", by_name="A", at=AT, reason=reason)


def test_whoever_has_little_time_is_told_so_while_another_writes(database_url):
    store, other = SqlStore(database_url), SqlStore(database_url)
    with other.transaction() as held:
        held.add_fact(a_fact())
        with pytest.raises(StoreUnavailableError, match="Press again"), store.transaction(wait_seconds=0.05):
            pytest.fail("let in beside another writer")
    with store.transaction(wait_seconds=0.05) as books:
        assert len(books.facts("")) == 1
    store.close()
    other.close()


def test_a_server_that_is_away_is_found_out_when_the_transaction_begins(postgres_url):
    store = SqlStore(postgres_url)
    away = postgres_url.replace(f":{store.engine.url.port}/", f":{free_port()}/")
    with pytest.raises(StoreError, match="does not answer"):
        SqlStore(away)
    store.close()


def test_a_connection_that_the_server_ended_is_replaced_by_the_next_transaction(postgres_url):
    store = SqlStore(postgres_url)

    def cut_off():
        with store.transaction() as books:
            books.add_fact(a_fact())
            books.session.connection().exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(StoreUnavailableError):
        cut_off()
    with store.transaction() as books:
        assert books.facts("") == ()
    store.close()


def test_a_full_disk_is_told_and_what_was_recorded_stays(tmp_path):
    store = SqlStore(f"sqlite:///{tmp_path / 'books.db'}")
    with store.transaction() as books:
        books.add_fact(a_fact())
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreUnavailableError), store.transaction() as books:
        books.add_fact(a_fact("x" * 100_000))
    with store.transaction() as books:
        assert [fact.reason for fact in books.facts("")] == ["ok"]
    store.close()


def test_a_fault_of_ours_is_not_taken_for_a_database_that_is_away(tmp_path):
    store = SqlStore(f"sqlite:///{tmp_path / 'books.db'}")
    with pytest.raises(OperationalError, match="no such table"), store.transaction() as books:
        books.session.connection().exec_driver_sql("SELECT * FROM nothing_like_it")
    store.close()


def test_an_error_of_the_database_does_not_tell_what_was_written(database_url):
    store = SqlStore(database_url)

    def write_twice():
        with store.transaction() as books:
            for _ in range(2):
                books.session.add(DeliveryRow(id="words of a customer", at=AT))
                books.session.flush()
                books.session.expunge_all()

    with pytest.raises(IntegrityError) as caught:
        write_twice()
    assert "words of a customer" not in str(caught.value).partition("DETAIL")[0]
    store.close()
