"""A small company's exports on disk, and a desk that imports them as often as a test likes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.adapters.policy_file import load_policy
from bot.adapters.remittance_file import load_remittance
from bot.adapters.source_config import load_sources
from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import ShiftedClock
from bot.flows.desk import Desk
from bot.flows.import_ledger import Confirmation, ImportReport, import_ledger
from models.ledger import AccountLedger

ROOT = Path(__file__).parents[3]
MONDAY = date(2026, 5, 11)

INVOICES = """
[sources.{name}]
kind = "invoices"
absence = "{absence}"
files = "{name}*.csv"
date_format = "%Y-%m-%d"
decimal_mark = "."
currency = "EUR"
constants.entity = "fennel"
columns = {{ number = "No", account_id = "Customer", amount = "Amount", issued_on = "Issued", due_on = "Due" }}
"""
PAYMENTS = """
[sources.bank]
kind = "payments"
absence = "{absence}"
files = "bank*.csv"
date_format = "%Y-%m-%d"
decimal_mark = "."
currency = "EUR"
constants.entity = "fennel"
columns = { id = "Id", account_id = "Customer", amount = "Amount", received_on = "On", invoice_number = "No" }
"""
HEAD = "No,Customer,Amount,Issued,Due"
PAID_HEAD = "Id,Customer,Amount,On,No"


def row(number: int | str, amount: str = "100.00", customer: str = "C1") -> str:
    """An invoice that was due in April."""
    return f"F-{number},{customer},{amount},2026-03-01,2026-04-01"


class BooksOnDisk:
    """Exports in a folder, and what importing them did."""

    def __init__(self, folder: Path, *tables: str, database_url: str = "", **policy: object) -> None:
        self.folder = folder
        (folder / "exports").mkdir()
        self.declare(*tables)
        self.desk = Desk(
            store=SqlStore(database_url or f"sqlite:///{folder / 'books.db'}"),
            clock=ShiftedClock(datetime(2026, 5, 11, 6, tzinfo=UTC)),
            policy=replace(load_policy(ROOT / "config" / "policy.toml"), **({"freshness": {}} | policy)),
            remittance=load_remittance(ROOT / "config" / "remittance.toml"),
        )

    def declare(self, *tables: str) -> None:
        """Write sources.toml anew."""
        (self.folder / "sources.toml").write_text('folder = "exports"\n' + "".join(tables))

    def export(self, name: str, *rows: str, head: str = HEAD) -> Path:
        """Write one export anew."""
        path = self.folder / "exports" / f"{name}.csv"
        path.write_text("\n".join((head, *rows)) + "\n")
        return path

    def sources(self):
        return load_sources(self.folder / "sources.toml")

    def take_in(self, day: int = 0, confirm: tuple[str, ...] = ()) -> ImportReport:
        """Import as of so many days after Monday."""
        confirmed = Confirmation(frozenset(confirm), "Nora Beck") if confirm else None
        return import_ledger(self.desk, self.sources(), as_of=MONDAY + timedelta(days=day), confirmed=confirmed)

    def book(self, account: str = "C1") -> AccountLedger | None:
        with self.desk.store.transaction() as books:
            return books.account_ledger(account)

    def trail(self) -> list[str]:
        """What the record says happened, oldest first."""
        with self.desk.store.transaction() as books:
            return [entry.what for _, entry, _ in books.audit_trail()]
