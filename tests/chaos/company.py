"""Nine customers, one of each kind that a morning treats differently, as exports that grow while the day is lived."""

from __future__ import annotations

import csv
from pathlib import Path

from bot.demo.office import Company
from tests.journeys.journey import (
    CEDAR,
    CORVUS,
    HARROW,
    LUMEN,
    NORTHGATE,
    OSTRAVA,
    PELLWORM,
    QUILLFEATHER,
    TAMSIN,
    TWELVE,
)
from tests.journeys.mailbox import BOUNCE, INBOX

_KEPT = frozenset({CEDAR, CORVUS, HARROW, LUMEN, NORTHGATE, OSTRAVA, PELLWORM, QUILLFEATHER, TAMSIN})
#: Harrow & Finch pay what they are just being asked for.
PAYMENT = ("P-9", HARROW, "FS-3158", "4180.00", "EUR", "2026-05-11")
#: What the machine itself must never write about: disputed by the ERP, promised, doubted, owed work.
NOT_ASKED = frozenset({"FS-3151", "FS-3157", "FS-3159", "FS-3162", "FS-3164"})
_MAIL = """From: {sender}
To: accounts@fennel.example
Date: Mon, 11 May 2026 {time} +0100
Subject: {subject}
Message-ID: <{id}@mail.example>
MIME-Version: 1.0
{rest}"""


def small_company(folder: Path) -> Company:
    """The exports of the nine in *folder*, which is made; a mailbox with one old letter is one of its sources."""
    folder.mkdir(parents=True)
    for path in sorted(TWELVE.exports.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        customer = header.index("Customer")
        with (folder / path.name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *(row for row in rows if row[customer] in _KEPT)])
    (folder / "mailbox").mkdir()
    lay_letter(folder, "hello", "somebody@elsewhere.example", "06:30:00", "Opening hours?")
    sources = folder / "sources.toml"
    sources.write_text(TWELVE.sources.read_text(encoding="utf-8") + INBOX, encoding="utf-8")
    return Company(folder, sources)


def lay_payment(exports: Path) -> None:
    """The bank's file has Harrow & Finch's payment from now on; laying it twice lays it once."""
    path = exports / "payments.csv"
    text = path.read_text(encoding="utf-8")
    if "P-9," not in text:
        path.write_text(text.rstrip("\r\n") + "\r\n" + ",".join(PAYMENT) + "\r\n", encoding="utf-8", newline="")


def lay_bounce(exports: Path, address: str, time: str) -> None:
    """A mail to *address* has come back; *time* is HH:MM:SS in Dublin."""
    said = {"id": "bounce", "sender": "Mail Delivery <MAILER-DAEMON@mx.example>", "time": time}
    mail = _MAIL.format(subject="Undelivered Mail Returned to Sender", rest=BOUNCE.format(address=address), **said)
    (exports / "mailbox" / "bounce.eml").write_text(mail, encoding="utf-8")


def lay_letter(exports: Path, name: str, sender: str, time: str, text: str) -> None:
    """Somebody has written *text*; *time* is HH:MM:SS in Dublin."""
    rest = f"Content-Type: text/plain; charset=utf-8\n\n{text}\n"
    mail = _MAIL.format(id=name, sender=sender, time=time, subject="A word", rest=rest)
    (exports / "mailbox" / f"{name}.eml").write_text(mail, encoding="utf-8")
