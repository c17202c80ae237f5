"""A made-up firm's exports in two languages, and the answers its controller gives to what is asked about them."""

from __future__ import annotations

import json
from pathlib import Path

import xlsxwriter

CONFIRM = "# CONFIRM: "
GERMAN = """\
Rechnungsnummer;Kundennummer;Betrag;Währung;Rechnungsdatum;Fälligkeitsdatum;Strittig
R-1001;10001;1.234,50;EUR;03.02.2026;05.03.2026;ja
R-1002;10002;980,00;EUR;27.02.2026;29.03.2026;nein
"""
ENGLISH = """\
Invoice No,Customer No,Customer,Amount,Invoice Date,Due Date,Status
INV-1,20001,Harrow Ltd,"1,250",03/04/2026,05/05/2026,Booked
INV-2,20002,Finch Ltd,"2,000",04/04/2026,06/05/2026,Parked
"""
MAIL = "From: Anna <anna@harrow.example>\r\nTo: ar@fennel.example\r\nDate: Mon, 4 May 2026 10:00:00 +0100\r\n"
#: What the controller keeps; the rest of what is marked is deleted.
ANSWERS = (
    'encoding = "cp1252"',
    'absence = "open_items"',
    'customer_name = "Customer"',
    'currency = "EUR"',
    'entity = "…"',
    'decimal_mark = "." # Amount: 1,250',
    'thousands_mark = ","',
    'issued_on = "%d/%m/%Y"',
    'due_on = "%d/%m/%Y"',
    '"Booked" = ',
    '"Parked" = ',
    '"Olive Byrne" = ',
    'direction = "in"',
    'own_domains = ["fennel.example"]',
    'received_on = "%Y-%m-%d"',
)
_FILLED = {
    'entity = "…"': 'entity = "fennel"',
    '"Booked" = "…"': '"Booked" = "posted"',
    '"Parked" = "…"': '"Parked" = "draft"',
    '"Olive Byrne" = "U…"': '"Olive Byrne" = "U0OLIVE"',
}


def write_exports(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "Rechnungen.csv").write_bytes(GERMAN.encode("cp1252"))
    (folder / "open invoices.csv").write_text(ENGLISH, encoding="utf-8")
    received = [{"id": "Z-1", "customer": {"no": "10002"}, "amount": 480, "received_on": "2026-04-02"}]
    for day in ("2026-04-02", "2026-04-03"):
        paid = [{**each, "id": f"Z-{day}"} for each in received]
        (folder / f"payments-{day}.json").write_text(json.dumps({"data": {"items": paid}}), encoding="utf-8")
    _customers(folder / "Kunden.xlsx")
    (folder / "mails").mkdir()
    (folder / "mails" / "1.eml").write_text(f"{MAIL}Subject: Hello\r\n\r\nWe will pay.\r\n", encoding="utf-8")
    (folder / "weather.csv").write_text("Wind,Rain\nNW,12\n", encoding="utf-8")
    return folder


def _customers(path: Path) -> None:
    rows = (
        ("Kundenliste", "", "", "", ""),
        ("Debitorennummer", "Firma", "Kundenbetreuer", "Zahlungsziel", "Bestellpflicht"),
        ("10001", "Müller GmbH", "Olive Byrne", 30, "ja"),
        ("10002", "Öztürk AG", "Olive Byrne", 14, "nein"),
    )
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Kunden")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


def resolved(text: str) -> str:
    """*text* after the controller has settled every line that was marked."""
    lines = []
    for line in text.splitlines():
        if not line.startswith(CONFIRM):
            lines.append(line)
        elif line.removeprefix(CONFIRM).startswith(ANSWERS):
            kept = line.removeprefix(CONFIRM)
            for asked, answer in _FILLED.items():
                kept = kept.replace(asked, answer)
            lines.append(kept)
    return "\n".join(lines)
