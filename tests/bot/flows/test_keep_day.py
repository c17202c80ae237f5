"""What each day saw open, kept for ever."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.errors import DropError
from bot.flows.prepare_day import prepare_day
from bot.stages.day_lines import day_lines
from bot.stages.left_out import Standing
from models.day_line import DayLine
from models.evidence import Origin
from models.ledger import Account, AccountLedger, Promise
from models.money import Money
from models.receivable import Invoice
from tests.bot.flows.books_on_disk import INVOICES, MONDAY, BooksOnDisk, row

TUESDAY = MONDAY + timedelta(days=1)
FULL = INVOICES.format(name="erp", absence="full")


def kept(on_disk: BooksOnDisk, day: date) -> dict[str, DayLine]:
    with on_disk.desk.store.transaction() as books:
        return {line.number: line for line in books.day_lines(day)}


def test_each_open_invoice_has_a_line_with_what_roll_rates_need(tmp_path: Path) -> None:
    on_disk = BooksOnDisk(tmp_path, FULL)
    on_disk.export("erp", row(1), "F-2,C1,70.00,2026-04-20,2026-05-11", "F-3,C2,30.50,2025-12-01,2026-01-01")
    on_disk.take_in()
    assert kept(on_disk, MONDAY) == {
        "F-1": DayLine("C1", "fennel", "EUR", "F-1", "31–60", 10_000, False, False),
        "F-2": DayLine("C1", "fennel", "EUR", "F-2", "Current", 7_000, False, False),
        "F-3": DayLine("C2", "fennel", "EUR", "F-3", "91+", 3_050, False, False),
    }


def test_a_later_import_of_the_day_replaces_and_another_day_stands_beside_it(tmp_path: Path) -> None:
    on_disk = BooksOnDisk(tmp_path, FULL)
    on_disk.export("erp", *(row(number) for number in range(6)))
    on_disk.take_in()
    on_disk.export("erp", *(row(number, "98.00") for number in range(5)))
    on_disk.take_in()
    assert {line.open_minor for line in kept(on_disk, MONDAY).values()} == {9_800}
    assert len(kept(on_disk, MONDAY)) == 5
    on_disk.export("erp", *(row(number, "88.00") for number in range(5)))
    on_disk.take_in(day=1)
    assert {line.open_minor for line in kept(on_disk, MONDAY).values()} == {9_800}
    assert {line.open_minor for line in kept(on_disk, TUESDAY).values()} == {8_800}


def test_a_day_that_is_only_prepared_is_kept_too(tmp_path: Path) -> None:
    on_disk = BooksOnDisk(tmp_path, FULL)
    on_disk.export("erp", row(1))
    on_disk.take_in()
    on_disk.desk.clock.advance(timedelta(days=1))
    prepare_day(on_disk.desk, TUESDAY)
    assert kept(on_disk, TUESDAY)["F-1"].open_minor == 10_000


def test_a_refused_import_keeps_nothing(tmp_path: Path) -> None:
    on_disk = BooksOnDisk(tmp_path, FULL)
    on_disk.export("erp", *(row(number) for number in range(6)))
    on_disk.take_in()
    on_disk.export("erp", row(1))
    with pytest.raises(DropError):
        on_disk.take_in(day=1)
    assert kept(on_disk, TUESDAY) == {}


def test_disputed_and_promised_are_said_beside_each_other(tmp_path: Path) -> None:
    on_disk = BooksOnDisk(tmp_path, FULL)
    origin = Origin("erp", "erp.csv:2", MONDAY)
    invoice = Invoice(
        number="F-1",
        account_id="C1",
        entity="fennel",
        amount=Money(10_000, "EUR"),
        issued_on=date(2026, 3, 1),
        due_on=date(2026, 4, 1),
        origin=origin,
        disputed=True,
    )
    promise = Promise(id="P", account_id="C1", due_on=date(2026, 5, 14), said_by="Ann", origin=origin)
    book = AccountLedger(account=Account(id="C1", origin=origin), invoices=(invoice,), promises=(promise,))
    standing = Standing(as_of=MONDAY, policy=on_disk.desk.policy, disputes=(), promises=book.promises)
    (line,) = day_lines(book, standing)
    assert (line.is_disputed, line.is_promised) == (True, True)


def test_the_size_of_a_day_is_measured_on_the_database(tmp_path: Path) -> None:
    on_disk = BooksOnDisk(tmp_path, FULL)
    with on_disk.desk.store.transaction() as books:
        assert books.bytes_per_day() == 0
        lines = [DayLine(f"C{n:05d}", "fennel", "EUR", f"F-{n}", "31–60", 10_000, False, False) for n in range(5_000)]
        for day in (MONDAY, TUESDAY):
            books.replace_day(day, lines)
        size = books.bytes_per_day()
    assert 5_000 * 40 < size < 5_000 * 120
