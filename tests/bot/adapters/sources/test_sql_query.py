from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from bot.adapters.source_config import load_sources
from bot.adapters.source_query import why_not
from bot.adapters.sources import sql_query
from bot.adapters.sources.sql_query import SqlQuery
from bot.errors import MappingError, UnreachableError
from models.correspondence import Message
from models.ledger import Promise, SourceReport
from models.money import Money
from models.receivable import Invoice
from tests.servers import postgres

INVOICES = """
kind = "invoices"
columns = { number = "no", account_id = "customer", entity = "entity", amount = "amount", currency = "currency", \
issued_on = "issued", due_on = "due", po_number = "po" }
"""
COLUMNS = "no, customer, entity, amount, currency, issued, due, po"
SELECT = f"SELECT {COLUMNS} FROM open_items ORDER BY no"
GOOD = ("F1", "C1", "fennel", 12.5, "EUR", "2026-04-01", "2026-05-01", None)
TEXT_DATES = 'date_format = "%Y-%m-%d"\n'


class Erp:
    """A database somewhere, and the source over it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self._environment = folder, monkeypatch

    def at(self, url: str) -> None:
        self._environment.setenv("ERP_DATABASE_URL", url)

    def source(self, more: str = TEXT_DATES, query: str = SELECT, mapping: str = INVOICES) -> SqlQuery:
        keys = f'format = "sql"\nurl_env = "ERP_DATABASE_URL"\n{more}'
        keys += f"query = '''{query}'''\n" if query else ""
        (self.folder / "sources.toml").write_text(f"[sources.erp]\n{keys}{mapping}")
        (found,) = load_sources(self.folder / "sources.toml")
        assert isinstance(found, SqlQuery)
        return found

    def read(self, more: str = TEXT_DATES, query: str = SELECT, mapping: str = INVOICES) -> SourceReport:
        return read(self.source(more, query, mapping))


def read(source: SqlQuery) -> SourceReport:
    return source.read(as_of=date(2026, 5, 11), read_at=datetime(2026, 5, 11, 5, tzinfo=UTC))


@pytest.fixture
def erp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Erp:
    """A SQLite file with one table, which a test fills."""
    found = Erp(tmp_path, monkeypatch)
    found.at(f"sqlite:///{tmp_path / 'erp.db'}")
    write(tmp_path, f"CREATE TABLE open_items ({COLUMNS})")
    return found


def write(folder: Path, statement: str, rows: list[tuple[object, ...]] | None = None) -> None:
    connection = sqlite3.connect(folder / "erp.db")
    with connection:
        connection.executemany(statement, rows) if rows else connection.execute(statement)
    connection.close()


def fill(folder: Path, *rows: tuple[object, ...]) -> None:
    write(folder, "INSERT INTO open_items VALUES (?, ?, ?, ?, ?, ?, ?, ?)", list(rows))


def changed(**cells: object) -> tuple[object, ...]:
    return tuple(cells.get(name, value) for name, value in zip(COLUMNS.split(", "), GOOD, strict=True))


# ── what the cells say ───────────────────────────────────────────────────────────────────────
def test_a_row_is_a_record_with_the_types_of_its_columns(erp: Erp, tmp_path: Path) -> None:
    fill(tmp_path, GOOD)
    (invoice,) = erp.read().records
    assert isinstance(invoice, Invoice)
    assert (invoice.number, invoice.amount, invoice.due_on) == ("F1", Money(1250, "EUR"), date(2026, 5, 1))
    assert invoice.po_number == ""
    assert invoice.origin.row == "erp:F1"


@pytest.mark.parametrize(
    ("cell", "minor"),
    [(0.1 + 0.2, None), (1234.56, 123456), (100, 10000), (-0.5, None), ("12.50", None), (float("inf"), None)],
)
def test_an_amount_is_what_the_column_holds_or_the_row_is_rejected(
    erp: Erp, tmp_path: Path, cell: object, minor: int | None
) -> None:
    fill(tmp_path, changed(amount=cell))
    report = erp.read()
    assert [record.amount for record in report.records if isinstance(record, Invoice)] == (
        [Money(minor, "EUR")] if minor is not None else []
    )
    assert len(report.rejected) == (minor is None)


def test_whole_numbers_are_ids_letter_by_letter(erp: Erp, tmp_path: Path) -> None:
    fill(tmp_path, changed(no=9007199254740993, customer=42, po="0042"))
    (invoice,) = erp.read().records
    assert isinstance(invoice, Invoice)
    assert (invoice.number, invoice.account_id, invoice.po_number) == ("9007199254740993", "42", "0042")


def test_a_fractional_id_is_rejected(erp: Erp, tmp_path: Path) -> None:
    fill(tmp_path, changed(no=17.5), changed(no=18.0))
    assert [row.value for row in erp.read().rejected] == ["17.5", "18.0"]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        pytest.param({"no": None}, "no", "the cell is empty", id="no number"),
        pytest.param({"amount": b"12"}, "amount", "a value of type bytes, not an amount", id="bytes"),
        pytest.param({"due": 20260501}, "due", "a number, not a date", id="a number for a date"),
        pytest.param({"due": "01.05.2026"}, "due", "not a date of the form", id="another form"),
        pytest.param({"amount": "12,50"}, "amount", "a text, and no decimal_mark", id="an amount in a text"),
        pytest.param({"currency": "EURO"}, "currency", "not an ISO 4217", id="no currency"),
        pytest.param({"no": "F\n1"}, "no", "a line break or a control character", id="a line break"),
    ],
)
def test_a_bad_cell_rejects_its_row_alone(
    erp: Erp, tmp_path: Path, cells: dict[str, object], column: str, reason: str
) -> None:
    fill(tmp_path, changed(no="F0"), changed(**cells))
    report = erp.read(query=f"SELECT {COLUMNS} FROM open_items ORDER BY rowid")
    assert [record.origin.row for record in report.records] == ["erp:F0"]
    (rejected,) = report.rejected
    assert rejected.column == column
    assert reason in rejected.reason
    assert rejected.row == ("erp:row 2" if cells.get("no", 1) is None else f"erp:{cells.get('no', 'F1')}").replace(
        "\n", "\N{REPLACEMENT CHARACTER}"
    )


def test_text_that_is_not_utf_8_rejects_its_row_alone(erp: Erp, tmp_path: Path) -> None:
    fill(tmp_path, GOOD)
    write(
        tmp_path,
        "INSERT INTO open_items SELECT 'F2', CAST(x'436166e9' AS TEXT), entity, amount, currency, issued, "
        "due, po FROM open_items",
    )
    report = erp.read()
    assert len(report.records) == 1
    assert [(row.row, row.column, row.reason) for row in report.rejected] == [
        ("erp:F2", "customer", "its bytes are not UTF-8")
    ]


def test_a_row_that_comes_twice_is_kept_once_and_said(erp: Erp, tmp_path: Path) -> None:
    fill(tmp_path, GOOD, GOOD)
    report = erp.read()
    assert len(report.records) == 1
    assert [row.reason for row in report.rejected] == ["the same number as erp:F1, which was kept"]


def test_a_missing_column_is_named_with_the_nearest(erp: Erp, tmp_path: Path) -> None:
    fill(tmp_path, GOOD)
    with pytest.raises(Exception, match=r"column 'due' \(for due_on\) is missing in erp\. .*Did you mean 'due_date'\?"):
        erp.read(query=SELECT.replace("due,", "due AS due_date,"))


# ── the fingerprint ──────────────────────────────────────────────────────────────────────────
def test_the_order_in_which_a_database_gives_its_rows_is_no_change(erp: Erp, tmp_path: Path) -> None:
    fill(tmp_path, changed(no="F1"), changed(no="F2"))
    source = erp.source()
    before = source.fingerprint()
    write(tmp_path, "UPDATE open_items SET no = CASE no WHEN 'F1' THEN 'F2' ELSE 'F1' END")
    assert source.fingerprint() == before
    write(tmp_path, "UPDATE open_items SET amount = 12 WHERE no = 'F1'")
    assert source.fingerprint() != before


def test_another_query_is_a_change(erp: Erp, tmp_path: Path) -> None:
    fill(tmp_path, GOOD)
    assert erp.source().fingerprint() != erp.source(query=f"{SELECT} LIMIT 9").fingerprint()


def test_the_database_is_asked_once_for_fingerprint_and_rows(erp: Erp, tmp_path: Path) -> None:
    fill(tmp_path, GOOD)
    source = erp.source()
    source.fingerprint()
    write(tmp_path, "DELETE FROM open_items")
    assert len(read(source).records) == 1, "what was fingerprinted is what is read"
    assert len(read(source).records) == 0, "and it is read once"


# ── nothing but reading ──────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1",
        " select a from b; ",
        "WITH x AS (SELECT 1) SELECT * FROM x",
        "SELECT 'a; DELETE' AS \"update\", deleted FROM t -- drop\n WHERE note <> 'it''s; into'",
        "/* insert */ SELECT $$ drop; $$",
        "SELECT replace(a, 'x', 'y') FROM `call`",
    ],
)
def test_a_query_that_only_reads_is_let_through(query: str) -> None:
    assert why_not(query) == ""


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("DELETE FROM a", "it is no SELECT"),
        ("", "it is no SELECT"),
        ("PRAGMA user_version", "it is no SELECT"),
        ("WITH x AS (SELECT 1) DELETE FROM a", "it has the word DELETE"),
        ("WITH gone AS (DELETE FROM a RETURNING *) SELECT * FROM gone", "it has the word DELETE"),
        ("SELECT 1; DROP TABLE a", "it is more than one statement"),
        ("SELECT 1; ;", "it is more than one statement"),
        ("SELECT * INTO b FROM a", "it has the word INTO"),
        ("SELECT * FROM a FOR UPDATE", "it has the word UPDATE"),
        ("SELECT 1 EXEC sp_who", "it has the word EXEC"),
        ("SELECT 'a", "a quote or a comment in it is not closed"),
        ("SELECT 1 /*! DROP TABLE a */", "a comment that some databases run"),
        ("SELECT 1 /* a", "a quote or a comment in it is not closed"),
        ("EXPLAIN SELECT 1", "it is no SELECT"),
        ("WITH x", "it is no SELECT"),
    ],
)
def test_a_query_that_may_do_more_is_refused(erp: Erp, query: str, why: str) -> None:
    assert why in why_not(query)
    with pytest.raises(MappingError, match=r"\[sources\.erp\] query"):
        erp.source(query=query or " ")


def test_sqlite_itself_refuses_to_write(erp: Erp, tmp_path: Path) -> None:
    with erp.source()._engine.connect() as connection, pytest.raises(Exception, match="readonly database"):
        connection.exec_driver_sql("CREATE TABLE mine (a)")
    erp.at(f"sqlite:///{tmp_path / 'nothing.db'}")
    with pytest.raises(UnreachableError, match=r"does not open \(unable to open database file\)"):
        erp.read()
    assert not (tmp_path / "nothing.db").exists()


def test_a_query_without_end_is_ended(erp: Erp) -> None:
    started = time.monotonic()
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(UnreachableError, match=r"\(interrupted\).*raise timeout_seconds"):
        erp.read(more="timeout_seconds = 1\n", query=endless)
    assert time.monotonic() - started < 20


def test_more_rows_than_are_read_is_an_error_and_not_fewer_rows(
    erp: Erp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql_query, "_MOST_ROWS", 1)
    fill(tmp_path, changed(no="F1"), changed(no="F2"))
    with pytest.raises(UnreachableError, match="gives more than 1 rows"):
        erp.read()


# ── sources.toml ─────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///file:/srv/erp.db?uri=true", "names no file"),
        ("mysql+pymysql://reader:hush@erp/db", "whose driver, pymysql, is not installed"),
        ("warehouse://reader:hush@erp/db", "names a database that SQLAlchemy does not know"),
        ("hush", "is no SQLAlchemy URL"),
        ("postgresql://reader:hush@erp:port/db", "is no SQLAlchemy URL"),
    ],
)
def test_a_wrong_url_is_refused_before_anything_is_read_and_never_repeated(erp: Erp, url: str, told: str) -> None:
    erp.at(url)
    with pytest.raises(MappingError, match=r"\[sources\.erp\] url_env: ERP_DATABASE_URL") as caught:
        erp.source()
    assert told in str(caught.value)
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('url_env = "ERP_DATABASE_URL"', 'url_env = "NOT_SET"', "url_env: NOT_SET is not set. Set it in"),
        ('url_env = "ERP_DATABASE_URL"', "", "url_env: missing"),
        ('url_env = "ERP_DATABASE_URL"', 'url_env = "postgresql://a:hush@b/c"', "not the name of a variable"),
        ('url_env = "ERP_DATABASE_URL"', 'url = "postgresql://a:hush@b/c"', "url: there is no such key"),
        ("query =", "files =", "files: a query has none"),
        ("query =", "query_file =", "cannot be read. Name a UTF-8 file"),
        ("query =", 'query_file = "a.sql"\nquery =', "one of query and query_file"),
        ('date_format = "%Y-%m-%d"', "timeout_seconds = 0", "timeout_seconds: 0 cannot be one"),
        ('date_format = "%Y-%m-%d"', 'encoding = "utf-8"', "encoding: a query has none"),
    ],
)
def test_a_wrong_line_is_named(erp: Erp, tmp_path: Path, old: str, new: str, told: str) -> None:
    erp.source()
    text = (tmp_path / "sources.toml").read_text()
    assert old in text
    (tmp_path / "sources.toml").write_text(text.replace(old, new, 1))
    with pytest.raises(MappingError) as caught:
        load_sources(tmp_path / "sources.toml")
    assert told in str(caught.value)
    assert "hush" not in str(caught.value)


def test_the_query_may_stand_in_a_file_of_its_own(erp: Erp, tmp_path: Path) -> None:
    fill(tmp_path, GOOD)
    (tmp_path / "open_items.sql").write_text(f"-- what is open\n{SELECT};\n")
    assert len(erp.read(more=f'{TEXT_DATES}query_file = "open_items.sql"\n', query="").records) == 1


def test_the_url_may_stand_in_the_env_file(erp: Erp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, GOOD)
    monkeypatch.delenv("ERP_DATABASE_URL")
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(f"ERP_DATABASE_URL=sqlite:///{tmp_path / 'erp.db'}\n")
    assert len(erp.read().records) == 1


# ── PostgreSQL ───────────────────────────────────────────────────────────────────────────────
@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Postgres]:
    if why := postgres.missing():
        pytest.skip(why)
    with postgres.running() as found:
        yield found


@pytest.fixture
def pg(erp: Erp, server: postgres.Postgres) -> Erp:
    erp.at(server.url())
    return erp


def values(**cells: str) -> str:
    """A query over one row of literals."""
    good = {
        "no": "'F1'",
        "customer": "'C1'",
        "entity": "'fennel'",
        "amount": "123.4500::numeric(18,4)",
        "currency": "'EUR'",
        "issued": "date '2026-04-01'",
        "due": "timestamp '2026-05-01 00:00'",
        "po": "NULL",
    }
    return "SELECT " + ", ".join(f"{value} AS {name}" for name, value in (good | cells).items())


def test_postgres_columns_keep_their_types(pg: Erp) -> None:
    (invoice,) = pg.read(more="", query=values(no="2960623488::bigint", customer=f"'{UUID(int=7)}'::uuid")).records
    assert isinstance(invoice, Invoice)
    assert invoice.amount == Money(12345, "EUR")
    assert (invoice.number, invoice.account_id) == ("2960623488", str(UUID(int=7)))
    assert (invoice.issued_on, invoice.due_on) == (date(2026, 4, 1), date(2026, 5, 1))


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"amount": "123.456::numeric"}, "amount", "the number stored is 123.456, not 123.46: EUR has 2 digits"),
        ({"amount": "0.1 + 1e-40::numeric"}, "amount", "EUR has 2 digits after the decimal mark"),
        ({"amount": "0.1 + 1e-60::numeric"}, "amount", "60 digits after the decimal mark"),
        ({"amount": "'NaN'::numeric"}, "amount", "a number that is no amount"),
        ({"amount": "1e40::numeric"}, "amount", "more than 13 digits"),
        ({"amount": "1e-300::numeric"}, "amount", "a number that is no amount"),
        ({"amount": "true"}, "amount", "TRUE as a yes-or-no cell, not an amount"),
        ({"amount": "'12 days'::interval"}, "amount", "a value of type timedelta, not an amount"),
        ({"amount": "'{}'::jsonb"}, "amount", "a value of type dict, not an amount"),
        ({"amount": "ARRAY[1]"}, "amount", "a value of type list, not an amount"),
        ({"due": "timestamptz '2026-05-01 00:00+00'"}, "due", "an instant, not a date"),
        ({"due": "timestamp '2026-05-01 09:30'"}, "due", "a date with a time of day (09:30:00)"),
        ({"no": "17.5::numeric"}, "no", "stored as a number"),
    ],
)
def test_a_postgres_value_that_would_have_to_be_guessed_is_rejected(
    pg: Erp, cells: dict[str, str], column: str, reason: str
) -> None:
    report = pg.read(more="", query=values(**cells))
    assert report.records == ()
    (rejected,) = report.rejected
    assert rejected.column == column
    assert reason in rejected.reason


def test_an_instant_with_its_zone_and_a_list_of_ids(pg: Erp) -> None:
    mapping = 'kind = "messages"\ncolumns = { id = "id", account_id = "c", direction = "d", sender = "s", at = "t", '
    query = "SELECT 'M1' id, 'C1' c, 'in' d, 'Ann' s, timestamptz '2026-05-08 09:00+02' t, 'Hi' x"
    (message,) = pg.read(more="", query=query, mapping=f'{mapping}text = "x" }}\n').records
    assert isinstance(message, Message)
    assert message.at == datetime(2026, 5, 8, 7, tzinfo=UTC)
    mapping = 'kind = "promises"\ncolumns = { id = "id", account_id = "c", due_on = "d", said_by = "s", '
    query = "SELECT 1 id, 'C1' c, date '2026-06-01' d, 'Ann' s, ARRAY['F1', 'F2'] f"
    (promise,) = pg.read(more="", query=query, mapping=f'{mapping}invoice_numbers = "f" }}\n').records
    assert isinstance(promise, Promise)
    assert promise.invoice_numbers == ("F1", "F2")


def test_a_percent_sign_and_a_colon_of_the_query_are_themselves(pg: Erp) -> None:
    query = values(no="'50% :half'::text") + " WHERE '10%s' LIKE '1%'"
    assert [record.origin.row for record in pg.read(more="", query=query).records] == ["erp:50% :half"]


def test_postgres_itself_refuses_to_write(pg: Erp, server: postgres.Postgres) -> None:
    import psycopg

    with psycopg.connect(server.url(driver="")) as own:
        own.execute("CREATE TABLE IF NOT EXISTS written (a int)")
        own.execute(
            "CREATE OR REPLACE FUNCTION sly() RETURNS text LANGUAGE sql AS $$ INSERT INTO written VALUES (1); "
            "SELECT 'F1'::text $$"
        )
    with pytest.raises(UnreachableError, match="ReadOnlySqlTransaction"):
        pg.read(more="", query=values(no="sly()"))
    with pytest.raises(UnreachableError, match=r"transaction_read_only|ActiveSqlTransaction"):
        pg.read(more="", query=values(no="set_config('transaction_read_only', 'off', true)"))
    with psycopg.connect(server.url(driver="")) as own:
        assert own.execute("SELECT count(*) FROM written").fetchone() == (0,)


def test_postgres_ends_a_query_that_takes_too_long(pg: Erp) -> None:
    started = time.monotonic()
    with pytest.raises(UnreachableError, match=r"\(canceling statement due to statement timeout\)"):
        pg.read(more="timeout_seconds = 1\n", query=values(no="(SELECT 'F1' FROM pg_sleep(60))"))
    assert time.monotonic() - started < 20


def test_a_postgres_that_dies_mid_read_is_said(pg: Erp, server: postgres.Postgres) -> None:
    import psycopg

    def end_it() -> None:
        with psycopg.connect(server.url(driver=""), autocommit=True) as own:
            for _ in range(600):
                sleeping = "FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
                if own.execute(f"SELECT pg_terminate_backend(pid) {sleeping}").fetchall():
                    return
                time.sleep(0.05)

    ending = threading.Thread(target=end_it)
    ending.start()
    rows = "SELECT 'F' || n AS no, CASE WHEN n = 5000 THEN pg_sleep(60)::text END AS po FROM generate_series(1, 9000) n"
    with pytest.raises(UnreachableError, match="stopped while it was read") as caught:
        pg.read(more="", query=f"SELECT rest.*, rows.* FROM ({rows}) rows, ({values()}) rest")
    ending.join()
    assert str(caught.value).startswith("Source erp: the database in ERP_DATABASE_URL stopped")


def test_a_value_of_the_books_is_never_part_of_an_error(pg: Erp) -> None:
    with pytest.raises(UnreachableError, match=r"\(InvalidTextRepresentation\)") as caught:
        pg.read(more="", query=values(amount="(SELECT max(x)::int FROM (VALUES ('Acme Ltd')) v(x))"))
    assert "Acme" not in str(caught.value)


def test_a_wrong_password_and_a_missing_table_are_told_without_secrets(pg: Erp, server: postgres.Postgres) -> None:
    with pytest.raises(UnreachableError, match=r'does not take the query \(relation "nowhere" does not exist\)'):
        pg.read(more="", query="SELECT * FROM nowhere")
    pg.at(server.url().replace(postgres.PASSWORD, "hush"))
    with pytest.raises(UnreachableError, match="password authentication failed") as caught:
        pg.read(more="", query="SELECT 1")
    assert "hush" not in str(caught.value)


def test_amounts_of_a_numeric_column_are_exact(pg: Erp) -> None:
    cents = [1, 10, 99, 12345678901, 9999999999999_99, 0]
    rows = " UNION ALL ".join(values(no=f"'F{n}'", amount=f"{Decimal(n) / 100}::numeric(20,6)") for n in cents)
    found = {record.number: record.amount.minor for record in pg.read(more="", query=rows).records}  # type: ignore[union-attr]
    assert found == {f"F{n}": n for n in cents}
