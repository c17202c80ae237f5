"""The audit reads the snapshot as the morning would, and leaves nothing behind."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.source_config import load_sources
from bot.errors import NotNowError
from bot.flows.data_health import data_health
from bot.flows.import_ledger import import_ledger
from bot.flows.prepare_day import prepare_day
from bot.stages.reports.examined import UNKNOWN_ENTITY
from models.measure import Measure
from models.packet import Route
from tests.bot.flows.books_on_disk import INVOICES, MONDAY, ROOT, BooksOnDisk, row

FULL = INVOICES.format(name="erp", absence="full")
TWELVE = ROOT / "tools" / "demo_company" / "twelve"


@pytest.fixture
def twelve(tmp_path: Path) -> BooksOnDisk:
    """The first twelve customers of the demo company, imported."""
    on_disk = BooksOnDisk(tmp_path)
    import_ledger(on_disk.desk, load_sources(TWELVE / "sources.toml"), as_of=MONDAY)
    return on_disk


def rows(on_disk: BooksOnDisk) -> dict[str, list[tuple]]:
    """Everything the database holds."""
    with sqlite3.connect(on_disk.folder / "books.db") as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}


def test_an_audit_changes_no_row_of_any_table(twelve):
    before = rows(twelve)
    data_health(twelve.desk)
    assert rows(twelve) == before
    assert before["packet"] == before["outbox"] == []


def test_an_audit_sorts_each_account_as_the_morning_then_does(twelve):
    found = data_health(twelve.desk)
    prepare_day(twelve.desk, MONDAY)
    with twelve.desk.store.transaction() as books:
        packets = [record.packet for record in books.live_packets()]
    routine = {packet.account.id for packet in packets if packet.route is Route.ROUTINE}
    share = next(each for each in found.shares if each.what is Measure.ROUTINE)
    assert (share.having, share.of) == (len(routine), len({packet.account.id for packet in packets}))
    rules = {reason.rule for packet in packets for reason in packet.reasons}
    assert rules <= {each.name for each in found.blockers}
    after = data_health(twelve.desk)
    assert after.blockers == found.blockers


def test_rejected_rows_are_there_with_file_row_field_and_reason(tmp_path):
    on_disk = BooksOnDisk(tmp_path, FULL)
    on_disk.export("erp", row(1), row(2, "1 thousand"))
    on_disk.take_in()
    (rejected,) = data_health(on_disk.desk).rejected
    assert (rejected.source, rejected.row, rejected.column) == ("erp", "erp.csv:3", "Amount")
    assert rejected.reason


def test_what_an_entity_billed_that_the_policy_does_not_know_is_not_lost(tmp_path):
    on_disk = BooksOnDisk(tmp_path, FULL.replace('entity = "fennel"', 'entity = "fennell"'))
    on_disk.export("erp", row(1))
    on_disk.take_in()
    assert [each.name for each in data_health(on_disk.desk).blockers] == [UNKNOWN_ENTITY]


def test_an_account_that_nobody_bills_counts_among_all_accounts(twelve):
    found = data_health(twelve.desk)
    with twelve.desk.store.transaction() as books:
        assert found.accounts == len(books.account_ids())
    assert {each.of for each in found.shares if each.what is Measure.OWNER and not each.entity} == {found.accounts}


def test_the_day_is_the_books_own_unless_a_later_one_is_asked_for(twelve):
    assert data_health(twelve.desk).day == MONDAY
    assert data_health(twelve.desk, MONDAY + timedelta(days=30)).day == MONDAY + timedelta(days=30)
    with pytest.raises(NotNowError, match="The books speak of 2026-05-11"):
        data_health(twelve.desk, MONDAY - timedelta(days=1))


def test_without_an_import_there_is_nothing_to_audit(tmp_path):
    with pytest.raises(NotNowError, match="Nothing was imported yet"):
        data_health(BooksOnDisk(tmp_path, FULL).desk)
