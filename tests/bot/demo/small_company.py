"""The twelve customers as the demo company exports them: a workbook, a mailbox, and two later mornings."""

from __future__ import annotations

import csv
import shutil
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import xlsxwriter

from bot.demo.office import CONFIG, Company

ROWS = Path(__file__).parents[3] / "tools" / "demo_company" / "twelve"
_OPEN = (
    "Entity", "Customer no.", "Customer", "Document no.", "Doc date", "Due date", "Currency", "Amount", "Open amount",
    "PO number", "In dispute",
)  # fmt: skip
_PAYMENTS = ("Payment", "Customer", "Invoice", "Amount", "Currency", "Received", "Entity")
_SETTLED = tuple(name for name in _OPEN if name not in ("Customer", "Open amount"))


def small_company(folder: Path) -> Company:
    """Write it below *folder*."""
    start, days = folder / "start", folder / "days"
    for box in ("INBOX", "Sent"):
        (start / "mailbox" / box).mkdir(parents=True)
    for name in ("accounts", "contacts", "promises", "obligations"):
        shutil.copy(ROWS / f"{name}.csv", start / f"crm_{name}.csv")
    for name in ("tickets", "contracts"):
        shutil.copy(ROWS / f"{name}.csv", start)
    for name in ("payments", "credit_notes"):
        rows = [row | {"Entity": "fennel"} for row in _read(name)]
        _write(start / f"{name}.csv", tuple(rows[0]), rows)
    open_items(start / "ar_open_items.xlsx")
    _write(start / "ar_settled_items.csv", _SETTLED, [])
    for row in _read("messages"):
        _letter(start / "mailbox", row)
    tuesday = days / "2026-05-12"
    (tuesday / "mailbox" / "INBOX").mkdir(parents=True)
    open_items(tuesday / "ar_open_items.xlsx")
    paid = {"Customer": "C-1004", "Amount": "4180.00", "Currency": "EUR", "Received": "2026-05-11", "Entity": "fennel"}
    _write(tuesday / "payments-2026-05-12.csv", _PAYMENTS, [paid | {"Payment": "P-T1", "Invoice": "FS-3158"}])
    asked = {"Message": "T1", "Direction": "in", "From": "grace.bellamy@cedarhollow.example", "Subject": "A copy"}
    asked |= {"At": "2026-05-11 17:20", "Text": "Could you send me a copy?", "Message-ID": "<t1@cedarhollow.example>"}
    _letter(tuesday / "mailbox", asked)
    (days / "2026-05-13").mkdir()
    shutil.copy(start / "crm_contacts.csv", days / "2026-05-13")
    # A file of its own: the policy's budgets are for the demo company's bank, which brings money every day.
    shutil.copy(CONFIG / "sources.toml", folder)
    return Company(start, folder / "sources.toml", days)


def open_items(path: Path) -> None:
    """The ERP's list, nothing marked but what the rows of the twelve mark."""
    book = xlsxwriter.Workbook(str(path))
    sheet, dated = book.add_worksheet("Open items"), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_string(0, 0, "Fennel Systems group: accounts receivable, open items")
    for column, name in enumerate(_OPEN):
        sheet.write_string(3, column, name)
    for line, row in enumerate(_read("invoices"), 4):
        sheet.write_row(line, 0, ["fennel", row["Customer"], "", row["Invoice"]])
        for column, name in ((4, "Issued"), (5, "Due")):
            sheet.write_datetime(line, column, datetime.fromisoformat(row[name]), dated)
        sheet.write_string(line, 6, row["Currency"])
        sheet.write_number(line, 7, float(row["Amount"]))
        sheet.write_number(line, 8, float(row["Amount"]))
        sheet.write_row(line, 9, [row["PO number"], row["In dispute"]])
    book.close()


def _letter(mailbox: Path, row: dict[str, str]) -> None:
    mail = EmailMessage()
    ours = row["Direction"] == "out"
    mail["From"], mail["Subject"] = row["From"], row["Subject"]
    mail["To"] = _contact(row["Customer"]) if ours else "accounts@fennel.example"
    at = datetime.strptime(row["At"], "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo("Europe/Dublin"))
    mail["Date"], mail["Message-ID"] = format_datetime(at), row["Message-ID"] or f"<{row['Message']}@fennel.example>"
    mail.set_content(row["Text"])
    (mailbox / ("Sent" if ours else "INBOX") / f"{row['Message']}.eml").write_bytes(mail.as_bytes())


def _contact(account: str) -> str:
    return next(row["E-mail"] for row in _read("contacts") if row["Customer"] == account)


def _read(name: str) -> list[dict[str, str]]:
    with (ROWS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, header: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
