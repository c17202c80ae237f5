"""The current snapshot of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, update
from sqlmodel import Session, col, select

from bot.adapters.sql_store.bodies import dump, dump_all, load, load_all
from models.ledger import (
    Account,
    AccountLedger,
    Contact,
    Contract,
    Contradiction,
    CreditNote,
    Invoice,
    Ledger,
    Message,
    Payment,
    Promise,
    RejectedRow,
    SourceStamp,
    Ticket,
)
from models.tables import LedgerRow, SnapshotRow

#: AccountLedger field → the model of its rows.
_SHELVES: dict[str, type] = {
    "invoices": Invoice,
    "payments": Payment,
    "credit_notes": CreditNote,
    "contacts": Contact,
    "messages": Message,
    "tickets": Ticket,
    "contracts": Contract,
    "promises": Promise,
    "contradictions": Contradiction,
}
_CHUNK = 5000


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

    def replace_ledger(self, ledger: Ledger, digest: str) -> str:
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
        for chunk in _chunks(_rows(ledger)):
            self.session.execute(insert(LedgerRow), chunk)
        self.session.flush()
        return str(snapshot.id)

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
        shelves: dict[str, Any] = {
            name: tuple(load(model, body) for body in bodies.get(name, ())) for name, model in _SHELVES.items()
        }
        return AccountLedger(account=load(Account, bodies["account"][0]), **shelves)

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
        invoices = select(LedgerRow.account_id, LedgerRow.record_id).where(LedgerRow.kind == "invoices")
        exact = self.session.exec(invoices.where(LedgerRow.record_id == number).limit(limit)).all()
        if not exact:
            exact = self.session.exec(invoices.where(LedgerRow.label == _unpadded(number)).limit(limit)).all()
        return tuple((account, invoice) for account, invoice in exact)


def _unpadded(number: str) -> str:
    return number.strip().lstrip("0").lower()


def _rows(ledger: Ledger) -> Iterator[dict[str, str]]:
    for account_id, book in ledger.accounts.items():
        account = book.account
        name = (account.name or account.id).lower()
        yield _row("account", account_id, account.id, name, account)
        for shelf in _SHELVES:
            for number, record in enumerate(getattr(book, shelf)):
                record_id = str(getattr(record, "number", getattr(record, "id", number)))
                label = _unpadded(record_id) if shelf == "invoices" else ""
                yield _row(shelf, account_id, record_id, label, record)


def _row(kind: str, account_id: str, record_id: str, label: str, record: object) -> dict[str, str]:
    return {"kind": kind, "account_id": account_id, "record_id": record_id, "label": label, "body": dump(record)}


def _chunks(rows: Iterator[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    chunk: list[dict[str, str]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
