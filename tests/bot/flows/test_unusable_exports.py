"""What an import must not take in silence: nothing readable, and rows dated after the books."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import UnreadableFileError
from bot.flows.import_ledger import import_ledger
from tests.bot.flows.books_on_disk import INVOICES, MONDAY, PAID_HEAD, PAYMENTS, BooksOnDisk, row


def test_a_source_of_which_nothing_can_be_read_is_refused_the_first_time_too(tmp_path: Path) -> None:
    on_disk = BooksOnDisk(tmp_path, INVOICES.format(name="erp", absence="full"))
    on_disk.export("erp", row(1, amount="one"), row(2, amount="two"))
    with pytest.raises(UnreadableFileError, match=r"none of its 2 rows can be read.*erp.csv:2: Amount = 'one'"):
        on_disk.take_in()
    assert on_disk.book() is None


def test_with_one_readable_row_it_goes_on(tmp_path: Path) -> None:
    on_disk = BooksOnDisk(tmp_path, INVOICES.format(name="erp", absence="full"))
    on_disk.export("erp", row(1), row(2, amount="two"))
    assert on_disk.take_in().snapshot


def test_rows_dated_after_the_books_are_told_and_not_counted(tmp_path: Path) -> None:
    tables = (INVOICES.format(name="erp", absence="full"), PAYMENTS.replace("{absence}", "full"))
    on_disk = BooksOnDisk(tmp_path, *tables)
    on_disk.export("erp", row(1))
    on_disk.export("bank", "P1,C1,40.00,2026-06-05,F-1", "P2,C1,30.00,2026-05-11,F-1", head=PAID_HEAD)
    report = import_ledger(on_disk.desk, on_disk.sources(), as_of=MONDAY)
    (line,) = report.ahead
    assert line.startswith("bank: 1 row is dated after 2026-05-11, so not counted yet: P1 on 2026-06-05 → ")
    book = on_disk.book()
    assert book is not None
    assert [payment.id for payment in book.payments] == ["P2"]
