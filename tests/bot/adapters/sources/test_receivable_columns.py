"""The columns that say whether a document counts, which instalment it is, and what a payment takes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.adapters.source_config import load_sources
from bot.adapters.sql_store import SqlStore
from bot.errors import MappingError
from bot.stages.reconcile import reconcile
from models.ledger import SourceReport
from models.receivable import CreditNote, Invoice, Payment, Posting

AS_OF = date(2026, 5, 11)
SHARED = """
files = "*.csv"
date_format = "%Y-%m-%d"
decimal_mark = "."
currency = "EUR"
constants.entity = "us"
"""
INVOICES = f"""
kind = "invoices"
{SHARED}
[sources.export.columns]
number = "No"
account_id = "Customer"
amount = "Amount"
issued_on = "Issued"
due_on = "Due"
instalment = "Part"
status = "Status"
customer_name = "Name"
"""
HEAD = "No,Customer,Amount,Issued,Due,Part,Status,Name\n"
PAYMENTS = f"""
kind = "payments"
{SHARED}
[sources.export.columns]
id = "Id"
account_id = "Customer"
amount = "Amount"
received_on = "On"
invoice_number = "Invoice"
instalment = "Part"
status = "Status"
reverses = "Reverses"
payer = "From"
"""

Read = Callable[..., SourceReport]


def row(part: str = "", status: str = "posted", name: str = "Acme", due: str = "2026-05-01") -> str:
    return f"F26-0117,A,100.00,2026-04-01,{due},{part},{status},{name}\n"


def test_what_the_erp_says_of_an_invoice(read: Read) -> None:
    (found,) = read(INVOICES, HEAD + row("2/3", "void")).records

    assert isinstance(found, Invoice)
    assert (found.instalment, found.status, found.customer_name) == ("2/3", Posting.VOID, "Acme")


def test_the_day_an_invoice_came_is_read_and_an_empty_cell_is_not_known(read: Read) -> None:
    columns = f'{INVOICES}delivered_on = "Came"\n'
    head = HEAD.replace("Name\n", "Name,Came\n")
    rows = row("1/2").replace("\n", ",2026-04-09\n") + row("2/2").replace("\n", ",\n")

    first, second = read(columns, head + rows).records

    assert (first.delivered_on, second.delivered_on) == (date(2026, 4, 9), None)  # type: ignore[union-attr]


def test_a_document_has_a_row_for_each_instalment(read: Read) -> None:
    report = read(INVOICES, HEAD + row("1/2") + row("2/2", due="2026-06-01") + row("2/2"))

    assert [getattr(one, "instalment", None) for one in report.records] == ["1/2", "2/2"]
    (rejected,) = report.rejected
    assert (rejected.row, rejected.column) == ("file.csv:4", "No")


def test_an_empty_status_is_not_posted_in_silence(read: Read) -> None:
    report = read(INVOICES, HEAD + row(status="") + row("2", "Gebucht") + row("3"))

    assert [(one.row, one.column, one.value) for one in report.rejected] == [
        ("file.csv:2", "Status", ""),
        ("file.csv:3", "Status", "Gebucht"),
    ]
    assert "the cell is empty" in report.rejected[0].reason
    assert "Add it to values.status" in report.rejected[1].next_step


def test_the_erps_own_words_are_mapped_an_empty_cell_too(read: Read) -> None:
    table = (
        INVOICES + '[sources.export.values]\nstatus = { "" = "posted", "Gebucht" = "posted", "Storno" = "cancelled" }\n'
    )
    report = read(table, HEAD + row(status="") + row("2", "Gebucht") + row("3", "Storno"))

    assert [one.counts for one in report.records if isinstance(one, Invoice)] == [True, True, False]
    (book,) = reconcile([report], as_of=AS_OF).accounts.values()
    assert [one.number for one in book.posted_invoices] == ["F26-0117", "F26-0117/2"]


def test_a_word_for_a_status_that_is_none_is_refused(tmp_path: Path) -> None:
    table = INVOICES + '[sources.export.values]\nstatus = { "X" = "paid" }\n'
    (tmp_path / "file.csv").write_text(HEAD)
    (tmp_path / "sources.toml").write_text(f'folder = "."\n[sources.export]\n{table}')

    with pytest.raises(MappingError, match=r"'paid' is not known\. It can be one of: posted, draft, pending, void"):
        load_sources(tmp_path / "sources.toml")


def test_what_the_bank_says_of_a_payment(read: Read) -> None:
    head = "Id,Customer,Amount,On,Invoice,Part,Status,Reverses,From\n"
    text = f"{head}P1,A,40.00,2026-05-02,F26-0117,2/3,pending,,Acme Ltd\nP2,A,-40.00,2026-05-03,,,posted,P1,\n"
    first, second = read(PAYMENTS, text).records

    assert isinstance(first, Payment)
    assert isinstance(second, Payment)
    assert (first.instalment, first.status, first.reverses, first.payer) == ("2/3", Posting.PENDING, None, "Acme Ltd")
    assert (second.instalment, second.counts, second.reverses, second.payer) == (None, True, "P1", None)


def test_a_cancelled_credit_note(read: Read) -> None:
    table = f"""
    kind = "credit_notes"
    {SHARED}
    columns = {{ id = "Id", account_id = "Customer", amount = "Amount", issued_on = "On", status = "Status" }}
    """
    (found,) = read(table, "Id,Customer,Amount,On,Status\nC1,A,40.00,2026-05-02,cancelled\n").records

    assert isinstance(found, CreditNote)
    assert not found.counts


def test_an_instalment_is_found_by_its_own_number_and_by_its_documents(read: Read, tmp_path: Path) -> None:
    report = read(INVOICES, HEAD + row("1/2") + row("2/2", due="2026-06-01"))
    store = SqlStore(f"sqlite:///{tmp_path / 'books.db'}")
    ledger = reconcile([report], as_of=AS_OF)
    with store.transaction() as books:
        books.replace_ledger(ledger, "digest")
        found = {number: books.find_invoices(number, 9) for number in ("F26-0117", "F26-0117/2", "F26-0117/9")}
        stored = books.account_ledger("A")
    store.close()

    assert stored == ledger.accounts["A"]
    assert found == {
        "F26-0117": (("A", "F26-0117/1"), ("A", "F26-0117/2")),
        "F26-0117/2": (("A", "F26-0117/2"),),
        "F26-0117/9": (),
    }
