"""The current snapshot of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import delete, insert, update
from sqlmodel import Session, SQLModel, col, select

from bot.adapters.sql_store.bodies import brief, dump_all, load, load_all
from models.correspondence import Contact, Message
from models.ledger import (
    Account,
    AccountLedger,
    Contract,
    Contradiction,
    Ledger,
    Promise,
    Record,
    RecordKind,
    RejectedRow,
    SourceStamp,
    Ticket,
)
from models.receivable import CreditNote, Invoice, Payment
from models.tables import KeptRow, LedgerRow, SnapshotRow

#: AccountLedger field → the model of its records; all of one account are one row.
_SHELVES: dict[str, type] = {
    "payments": Payment,
    "credit_notes": CreditNote,
    "contacts": Contact,
    "messages": Message,
    "tickets": Ticket,
    "contracts": Contract,
    "promises": Promise,
    "contradictions": Contradiction,
}
_KINDS: dict[RecordKind, type[Record]] = {
    RecordKind.ACCOUNTS: Account,
    RecordKind.INVOICES: Invoice,
    **{RecordKind(shelf): model for shelf, model in _SHELVES.items() if shelf != "contradictions"},
}
_CHUNK = 2_000


class LedgerShelf:
    """What the sources delivered, as one snapshot that readers see whole or not at all."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def _current(self) -> SnapshotRow | None:
        return self.session.exec(select(SnapshotRow).where(col(SnapshotRow.is_current))).first()

    def snapshot_digest(self) -> str | None:
        """See ports.Books."""
        row = self._current()
        return row.digest if row else None

    def ledger_as_of(self) -> date | None:
        """See ports.Books."""
        row = self._current()
        return row.as_of if row else None

    def stamps(self) -> tuple[SourceStamp, ...]:
        """See ports.Books."""
        row = self._current()
        return load_all(SourceStamp, row.stamps) if row else ()

    def rejected(self) -> tuple[RejectedRow, ...]:
        """See ports.Books."""
        row = self._current()
        return load_all(RejectedRow, row.rejected) if row else ()

    def every_invoice(self) -> Iterator[Invoice]:
        """See ports.Books."""
        bodies = select(LedgerRow.body).where(LedgerRow.kind == "invoices").execution_options(yield_per=_CHUNK)
        return (load(Invoice, body) for body in self.session.exec(bodies))

    def kept_records(self, source: str) -> tuple[Record, ...]:
        """See ports.Books."""
        rows = select(KeptRow.kind, KeptRow.body).where(KeptRow.source == source).order_by(col(KeptRow.id))
        return tuple(load(_KINDS[RecordKind(kind)], body) for kind, body in self.session.exec(rows))

    def keep_records(self, source: str, kind: RecordKind, records: Iterable[Record]) -> None:
        """See ports.Books."""
        self.session.execute(delete(KeptRow).where(col(KeptRow.source) == source))
        dump = brief(_KINDS[kind])
        rows = ({"source": source, "kind": kind.value, "body": dump(record)} for record in records)
        self._insert(KeptRow, rows)

    def replace_ledger(self, ledger: Ledger, digest: str, tell: Callable[[int], None] = lambda _rows: None) -> str:
        """See ports.Books."""
        self.session.execute(update(SnapshotRow).values(is_current=False))
        snapshot = SnapshotRow(
            digest=digest,
            as_of=ledger.as_of,
            is_current=True,
            stamps=dump_all(SourceStamp, ledger.stamps),
            rejected=dump_all(RejectedRow, ledger.rejected),
        )
        self.session.add(snapshot)
        self.session.execute(delete(LedgerRow))
        self.session.flush()
        self._insert(LedgerRow, _rows(ledger), tell)
        return str(snapshot.id)

    def _insert(
        self, table: type[SQLModel], rows: Iterator[dict[str, str]], tell: Callable[[int], None] = lambda _rows: None
    ) -> None:
        """By Core, in chunks: one executemany each, and no object per row."""
        connection, done = self.session.connection(), 0
        statement = insert(SQLModel.metadata.tables[str(table.__tablename__)])
        while chunk := list(islice(rows, _CHUNK)):
            connection.execute(statement, chunk)
            done += len(chunk)
            tell(done)

    def account_ids(self) -> tuple[str, ...]:
        """See ports.Books."""
        kind = select(LedgerRow.account_id).where(LedgerRow.kind == "account")
        return tuple(self.session.exec(kind.order_by(LedgerRow.account_id)))

    def account_ledger(self, account_id: str) -> AccountLedger | None:
        """See ports.Books."""
        wanted = select(LedgerRow.kind, LedgerRow.body).where(LedgerRow.account_id == account_id)
        rows = self.session.exec(wanted.order_by(col(LedgerRow.id))).all()
        bodies: dict[str, list[str]] = {}
        for kind, body in rows:
            bodies.setdefault(kind, []).append(body)
        if "account" not in bodies:
            return None
        invoices = tuple(load(Invoice, body) for body in bodies.get("invoices", ()))
        shelves: dict[str, Any] = {
            name: load_all(model, bodies[name][0]) for name, model in _SHELVES.items() if name in bodies
        }
        return AccountLedger(account=load(Account, bodies["account"][0]), invoices=invoices, **shelves)

    def find_accounts(self, name_part: str, limit: int) -> tuple[Account, ...]:
        """See ports.Books."""
        text = name_part.strip()
        accounts = select(LedgerRow.body).where(LedgerRow.kind == "account")
        matches = accounts.where(
            (col(LedgerRow.record_id) == text) | col(LedgerRow.label).contains(text.lower(), autoescape=True)
        )
        bodies = self.session.exec(matches.order_by(LedgerRow.label).limit(limit))
        return tuple(load(Account, body) for body in bodies)

    def find_invoices(self, number: str, limit: int) -> tuple[tuple[str, str], ...]:
        """See ports.Books."""
        wanted = _unpadded(number)
        # An instalment is labelled with its document, whose number ends at the last slash.
        labels = {wanted, wanted.rpartition("/")[0]} - {""}
        invoices = select(LedgerRow.account_id, LedgerRow.record_id, LedgerRow.label)
        invoices = invoices.where(LedgerRow.kind == "invoices", col(LedgerRow.label).in_(labels))
        found = self.session.exec(invoices.order_by(col(LedgerRow.id)).limit(limit)).all()
        exact = tuple((account, invoice) for account, invoice, _ in found if invoice == number)
        return exact or tuple((account, invoice) for account, invoice, label in found if label == wanted)


def _unpadded(number: str) -> str:
    return number.strip().lstrip("0").lower()


def _rows(ledger: Ledger) -> Iterator[dict[str, str]]:
    account_json, invoice_json = brief(Account), brief(Invoice)
    for account_id, book in ledger.accounts.items():
        account = book.account
        yield _row("account", account_id, account.id, (account.name or account.id).lower(), account_json(account))
        for invoice in book.invoices:
            # Who asks for a document means each of its instalments.
            label = _unpadded(invoice.document or invoice.number)
            yield _row("invoices", account_id, invoice.number, label, invoice_json(invoice))
        for shelf, model in _SHELVES.items():
            if records := getattr(book, shelf):
                yield _row(shelf, account_id, "", "", dump_all(model, records))


def _row(kind: str, account_id: str, record_id: str, label: str, body: str) -> dict[str, str]:
    return {"kind": kind, "account_id": account_id, "record_id": record_id, "label": label, "body": body}
