"""The world as the files a company exports: one folder for the first morning, one for what each later one brings."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter

from tools.demo_company.calendar import BANK_SILENT_ON, MORNINGS, OPENING
from tools.demo_company.invoice_pdf import write_invoice
from tools.demo_company.letters import file_name, letter
from tools.demo_company.world import Company, Invoice, Payment

#: Table of the world → the file it is exported to.
_TABLES = {
    "accounts": "crm_accounts.csv",
    "contacts": "crm_contacts.csv",
    "promises": "crm_promises.csv",
    "obligations": "crm_obligations.csv",
    "tickets": "tickets.csv",
    "contracts": "contracts.csv",
    "credit_notes": "credit_notes.csv",
}
#: Headers of the tables that a chapter told alone may leave empty.
_IF_EMPTY = {
    "promises": ("Promise", "Customer", "Amount", "Currency", "Pay by", "Said by", "Invoices", "Words"),
    "obligations": (
        "Obligation",
        "Customer",
        "Kind",
        "What",
        "State",
        "Owner",
        "Due",
        "Promised",
        "Amount",
        "Currency",
        "Invoices",
        "Ticket",
    ),
    "tickets": ("Ticket", "Customer", "Subject", "State", "Opened", "Severity", "Kind"),
    "credit_notes": ("Credit note", "Customer", "Invoice", "Amount", "Currency", "Issued", "Entity"),
}
_OPEN_ITEMS = "ar_open_items.xlsx"
_SETTLED_ITEMS = "ar_settled_items.csv"
_PAYMENTS = ("Payment", "Customer", "Invoice", "Amount", "Currency", "Received", "Entity")
_SETTLED = (
    "Entity", "Customer no.", "Document no.", "Doc date", "Due date", "Currency", "Amount", "PO number", "In dispute",
)  # fmt: skip
_OPEN = (*_SETTLED[:2], "Customer", *_SETTLED[2:7], "Open amount", *_SETTLED[7:])
_WIDTHS = (11, 12, 34, 14, 11, 11, 9, 13, 13, 16, 11)
#: What a workbook says of its making; the day it is run would change every byte.
_MADE = datetime(2026, 5, 10, 4, tzinfo=UTC)


def write_exports(company: Company, folder: Path) -> None:
    """Write `start` and `days/DATE` anew; *company* is finished, and what lay there is removed."""
    for name in ("start", "days"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for morning in MORNINGS:
        target = folder / "start" if morning == OPENING else folder / "days" / morning.isoformat()
        target.mkdir(parents=True)
        _write_morning(company, morning, target)


def _write_morning(company: Company, morning: date, folder: Path) -> None:
    _open_items(company, morning, folder / _OPEN_ITEMS)
    settled = [one for one in _known(company, morning) if one.residual(morning) <= 0]
    _csv(folder / _SETTLED_ITEMS, _SETTLED, (_cells(one, morning) for one in settled))
    if morning != BANK_SILENT_ON:
        name = "payments.csv" if morning == OPENING else f"payments-{morning}.csv"
        _csv(folder / name, _PAYMENTS, (_payment(one) for one in company.payments if one.exported == morning))
    for table, name in _TABLES.items():
        if morning == OPENING or company.table(table).changed_on(morning):
            rows = [{key: _named(cell) for key, cell in row.items()} for row in company.table(table).rows(morning)]
            _csv(folder / name, tuple(rows[0]) if rows else _IF_EMPTY[table], rows)
    for direction, box in (("in", "INBOX"), ("out", "Sent")):
        (folder / "mailbox" / box).mkdir(parents=True)
        for mail in company.mails_of(morning):
            if mail.direction == direction:
                (folder / "mailbox" / box / file_name(mail)).write_bytes(letter(mail))
    pages = [one for one in _known(company, morning) if one.residual(morning) > 0]
    if morning != OPENING:
        pages = [one for one in pages if one.exported == morning]
    for invoice in pages:
        write_invoice(invoice, folder / "invoices" / f"{invoice.number.replace('/', '-')}.pdf")


def _known(company: Company, morning: date) -> list[Invoice]:
    known = (one for one in company.invoices if one.exported <= morning)
    return sorted(known, key=lambda one: (one.customer.erp_id, one.entity, one.issued, one.number))


def _cells(invoice: Invoice, morning: date) -> dict[str, str]:
    marked = invoice.disputed_from is not None and invoice.disputed_from <= morning
    return {
        "Entity": invoice.entity,
        "Customer no.": invoice.customer.erp_id,
        "Customer": invoice.customer.name,
        "Document no.": invoice.number,
        "Doc date": invoice.issued.isoformat(),
        "Due date": invoice.due.isoformat(),
        "Currency": invoice.currency,
        "Amount": f"{invoice.amount:.2f}",
        "Open amount": f"{invoice.residual(morning):.2f}",
        "PO number": invoice.po,
        "In dispute": "Yes" if marked and invoice.residual(morning) > 0 else "No",
    }


def _payment(one: Payment) -> dict[str, str]:
    invoice = one.invoice
    return {
        "Payment": one.id,
        "Customer": one.names or one.customer.erp_id,
        "Invoice": invoice.number if invoice else "",
        "Amount": f"{one.amount:.2f}",
        "Currency": one.currency,
        "Received": one.received.isoformat(),
        "Entity": invoice.entity if invoice else one.customer.entity,
    }


def _named(cell: object) -> str:
    """A cell that may hold invoices, whose numbers were not known when the story was told."""
    if isinstance(cell, Invoice):
        return cell.number
    if isinstance(cell, tuple):
        return "; ".join(invoice.number for invoice in cell)
    return str(cell)


def _csv(path: Path, header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _open_items(company: Company, morning: date, path: Path) -> None:
    """The ERP's open-items list as finance people know it: a title, the day, real dates and numbers."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Open items", "company": "Fennel Systems", "created": _MADE.replace(tzinfo=None)})
    sheet = book.add_worksheet("Open items")
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
    dated = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_string(0, 0, "Fennel Systems group: accounts receivable, open items", bold)
    sheet.write_string(1, 0, f"Exported {morning:%d/%m/%Y} 05:30")
    for column, (name, width) in enumerate(zip(_OPEN, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(3, column, name, bold)
    rows = [one for one in _known(company, morning) if one.residual(morning) > 0]
    for line, invoice in enumerate(rows, 4):
        for column, (name, text) in enumerate(_cells(invoice, morning).items()):
            if name in ("Amount", "Open amount"):
                sheet.write_number(line, column, float(text), money)
            elif name in ("Doc date", "Due date"):
                sheet.write_datetime(line, column, datetime.fromisoformat(text), dated)
            elif text:
                sheet.write_string(line, column, text)
    sheet.freeze_panes(4, 0)
    sheet.autofilter(3, 0, 3 + len(rows), len(_OPEN) - 1)
    book.close()
