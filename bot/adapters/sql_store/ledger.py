"""The current snapshot of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
from models.obligation import Obligation
from models.receivable import CreditNote, Invoice, Payment
from models.tables import KeptRow, LedgerRow, NumberRow, SnapshotRow

#: AccountLedger field → the model of its records; all of one account are one row.
_SHELVES: dict[str, type] = {
    "invoices": Invoice,
    "payments": Payment,
    "credit_notes": CreditNote,
    "contacts": Contact,
    "messages": Message,
    "tickets": Ticket,
    "contracts": Contract,
    "promises": Promise,
    "obligations": Obligation,
    "contradictions": Contradiction,
}
_KINDS: dict[RecordKind, type[Record]] = {
    RecordKind.ACCOUNTS: Account,
    **{RecordKind(shelf): model for shelf, model in _SHELVES.items() if shelf != "contradictions"},
}
#: The kind of the row with the account itself; beside it are the shelves.
_ACCOUNT = "account"
#: Accounts that are stored, or rows that are read, at once.
_CHUNK = 500


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

    def every_account(self) -> Iterator[Account]:
        """See ports.Books."""
        bodies = select(LedgerRow.body).where(LedgerRow.kind == _ACCOUNT).order_by(LedgerRow.account_id)
        return (load(Account, body) for body in self.session.exec(bodies.execution_options(yield_per=_CHUNK)))

    def every_promise(self) -> Iterator[Promise]:
        """See ports.Books."""
        bodies = select(LedgerRow.body).where(LedgerRow.kind == "promises").order_by(LedgerRow.account_id)
        found = self.session.exec(bodies.execution_options(yield_per=_CHUNK))
        return (promise for body in found for promise in load_all(Promise, body))

    def every_invoice(self) -> Iterator[Invoice]:
        """See ports.Books."""
        bodies = select(LedgerRow.body).where(LedgerRow.kind == "invoices").order_by(LedgerRow.account_id)
        found = self.session.exec(bodies.execution_options(yield_per=_CHUNK))
        return (invoice for body in found for invoice in load_all(Invoice, body))

    def kept_records(self, source: str) -> tuple[Record, ...]:
        """See ports.Books."""
        rows = select(KeptRow.kind, KeptRow.body).where(KeptRow.source == source).order_by(col(KeptRow.id))
        return tuple(load(_KINDS[RecordKind(kind)], body) for kind, body in self.session.exec(rows))

    def keep_records(self, source: str, kind: RecordKind, records: Iterable[Record]) -> None:
        """See ports.Books."""
        self.session.execute(delete(KeptRow).where(col(KeptRow.source) == source))
        dump, left = brief(_KINDS[kind]), iter(records)
        while chunk := list(islice(left, _CHUNK)):
            self._insert(KeptRow, [{"source": source, "kind": kind.value, "body": dump(one)} for one in chunk])

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
        self.session.execute(delete(NumberRow))
        self.session.flush()
        books, done = iter(ledger.accounts.values()), 0
        while chunk := list(islice(books, _CHUNK)):
            self._insert(LedgerRow, [row for book in chunk for row in _rows(book)])
            self._insert(NumberRow, [row for book in chunk for row in _numbers(book)])
            done += sum(map(_count, chunk))
            tell(done)
        return str(snapshot.id)

    def _insert(self, table: type[SQLModel], rows: Sequence[dict[str, str]]) -> None:
        """By Core: one executemany, and no object per row."""
        if rows:
            self.session.connection().execute(insert(SQLModel.metadata.tables[str(table.__tablename__)]), rows)

    def account_ids(self) -> tuple[str, ...]:
        """See ports.Books."""
        accounts = select(LedgerRow.account_id).where(LedgerRow.kind == _ACCOUNT)
        return tuple(self.session.exec(accounts.order_by(LedgerRow.account_id)))

    def owner_ids(self) -> tuple[str, ...]:
        """See ports.Books."""
        bodies = select(LedgerRow.body).where(LedgerRow.kind == _ACCOUNT).execution_options(yield_per=_CHUNK)
        return tuple(sorted({owner for body in self.session.exec(bodies) if (owner := load(Account, body).owner_id)}))

    def account_ledger(self, account_id: str) -> AccountLedger | None:
        """See ports.Books."""
        # The key begins with the kind, so each is named.
        wanted = col(LedgerRow.kind).in_((_ACCOUNT, *_SHELVES)) & (col(LedgerRow.account_id) == account_id)
        bodies = dict(self.session.exec(select(LedgerRow.kind, LedgerRow.body).where(wanted)).all())
        if _ACCOUNT not in bodies:
            return None
        account = load(Account, bodies.pop(_ACCOUNT))
        shelves: dict[str, Any] = {shelf: load_all(_SHELVES[shelf], body) for shelf, body in bodies.items()}
        return AccountLedger(account=account, **shelves)

    def find_accounts(self, name_part: str, limit: int) -> tuple[Account, ...]:
        """See ports.Books."""
        text = name_part.strip()
        accounts = select(LedgerRow.body).where(LedgerRow.kind == _ACCOUNT)
        matches = accounts.where(
            (col(LedgerRow.account_id) == text) | col(LedgerRow.label).contains(text.lower(), autoescape=True)
        )
        bodies = self.session.exec(matches.order_by(LedgerRow.label, LedgerRow.account_id).limit(limit))
        return tuple(load(Account, body) for body in bodies)

    def account_names(self) -> tuple[str, ...]:
        """See ports.Books."""
        return tuple(self.session.exec(select(LedgerRow.label).where(LedgerRow.kind == _ACCOUNT)))

    def find_invoices(self, number: str, limit: int) -> tuple[tuple[str, str], ...]:
        """See ports.Books."""
        wanted = _unpadded(number)
        # An instalment is labelled with its document, whose number ends at the last slash.
        labels = {wanted, wanted.rpartition("/")[0]} - {""}
        invoices = select(NumberRow).where(col(NumberRow.label).in_(labels))
        found = self.session.exec(invoices.order_by(NumberRow.account_id, NumberRow.number).limit(limit)).all()
        exact = tuple((row.account_id, row.number) for row in found if row.number == number)
        return exact or tuple((row.account_id, row.number) for row in found if row.label == wanted)


def _unpadded(number: str) -> str:
    return number.strip().lstrip("0").lower()


def _rows(book: AccountLedger) -> Iterator[dict[str, str]]:
    account = book.account
    label = (account.name or account.id).lower()
    yield {"kind": _ACCOUNT, "account_id": account.id, "label": label, "body": brief(Account)(account)}
    for shelf, model in _SHELVES.items():
        if records := getattr(book, shelf):
            yield {"kind": shelf, "account_id": account.id, "label": "", "body": dump_all(model, records)}


def _numbers(book: AccountLedger) -> Iterator[dict[str, str]]:
    # Two billing entities may use one number. Who asks for a document means each of its instalments.
    for number, document in {(invoice.number, invoice.document) for invoice in book.invoices}:
        yield {"label": _unpadded(document or number), "account_id": book.account.id, "number": number}


def _count(book: AccountLedger) -> int:
    return 1 + sum(len(getattr(book, shelf)) for shelf in _SHELVES)
