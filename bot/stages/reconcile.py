"""Rows of all sources become one ledger; what cannot both be right is said, never settled in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TypeVar

from bot.stages.mailroom import after_bounces, give_out
from models.evidence import Origin
from models.ledger import (
    Account,
    AccountLedger,
    Contact,
    Contract,
    Contradiction,
    CreditNote,
    Invoice,
    Ledger,
    Mail,
    Message,
    Payment,
    Promise,
    Record,
    RecordKind,
    RejectedRow,
    SourceReport,
    SourceStamp,
    Ticket,
)

R = TypeVar("R", bound=Record)
Posted = TypeVar("Posted", Invoice, Payment, CreditNote)
Found = Iterator[Contradiction]

_NAMED_FIELDS = tuple(item.name for item in fields(Account) if item.name not in ("id", "origin"))


def reconcile(reports: Sequence[SourceReport], *, as_of: date) -> Ledger:
    """Group every record by account, as the books stood at the end of *as_of*; the order of *reports* is no matter.

    Invoices, payments and credit notes dated after *as_of* are left off, and a settlement after it is not known yet.
    Mails are given to the accounts they concern; those of nobody are rejected rows. The ledger's contradictions are
    those of all its accounts.
    """
    ordered = sorted(reports, key=lambda report: (report.stamp.kind, report.stamp.name))
    records, unplaced = _records(ordered)
    by_account: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_account[record.id if isinstance(record, Account) else record.account_id].append(record)
    shelf = _Shelf(_registry(records), _listings(ordered, RecordKind.ACCOUNTS), _listings(ordered, RecordKind.INVOICES))
    books = {name: _book(name, by_account[name], shelf, as_of) for name in sorted(by_account)}
    return Ledger(
        as_of=as_of,
        stamps=tuple(_as_given_out(report, records, unplaced) for report in ordered),
        accounts=books,
        rejected=(*(row for report in ordered for row in report.rejected), *unplaced),
        contradictions=tuple(found for book in books.values() for found in book.contradictions),
    )


def _records(reports: Iterable[SourceReport]) -> tuple[list[Record], tuple[RejectedRow, ...]]:
    """Everything that belongs to an account, by its place; and the mails that belong to none."""
    every = [record for report in reports for record in report.records]
    mails = [record for record in every if isinstance(record, Mail)]
    known = [record for record in every if not isinstance(record, Mail)]
    post = give_out(mails, _of(Account, known), _of(Contact, known), _of(Message, known))
    return sorted([*known, *post.messages], key=_place), post.rejected


def _as_given_out(report: SourceReport, records: Iterable[Record], unplaced: Iterable[RejectedRow]) -> SourceStamp:
    """The stamp of a mailbox counts what was placed and what was not; our own talk is neither."""
    if not any(isinstance(record, Mail) for record in report.records):
        return report.stamp
    name = report.stamp.name
    placed = {message.id for message in _of(Message, records) if message.origin.source == name}
    refused = sum(row.source == name for row in unplaced)
    return replace(report.stamp, rows=len(placed), rejected=report.stamp.rejected + refused)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What one account has to be compared with."""

    #: Invoice number → every invoice of every account and entity that has it, whatever its date.
    invoices: Mapping[str, Sequence[Invoice]]
    #: The sources that list accounts, and those that list invoices.
    account_lists: tuple[Origin, ...]
    invoice_lists: tuple[Origin, ...]


def _registry(records: Iterable[Record]) -> Mapping[str, Sequence[Invoice]]:
    found: dict[str, list[Invoice]] = defaultdict(list)
    for invoice in _of(Invoice, records):
        found[invoice.number].append(invoice)
    return found


def _listings(reports: Iterable[SourceReport], kind: RecordKind) -> tuple[Origin, ...]:
    stamps = (report.stamp for report in reports if report.stamp.kind is kind)
    return tuple(Origin(stamp.name, "", stamp.as_of) for stamp in stamps)


def _book(name: str, mine: Sequence[Record], shelf: _Shelf, as_of: date) -> AccountLedger:
    found: list[Contradiction] = []
    account = _account(name, mine, shelf, found)
    invoices = [_as_known(invoice, as_of) for invoice in _once(_of(Invoice, mine), found) if invoice.issued_on <= as_of]
    payments = [item for item in _once(_of(Payment, mine), found) if item.received_on <= as_of]
    credit_notes = [item for item in _once(_of(CreditNote, mine), found) if item.issued_on <= as_of]
    contracts = _of(Contract, mine)
    messages = _of(Message, mine)
    posted: list[Payment | CreditNote] = [*payments, *credit_notes]
    found += [
        *_due_before_issued(invoices),
        *_numbered_twice(name, invoices, shelf),
        *(issue for item in posted for issue in _mistaken(item, shelf)),
        *_terms(account, contracts),
    ]
    return AccountLedger(
        account=account,
        invoices=_sorted(invoices, lambda item: (item.issued_on, item.number, item.entity)),
        payments=_sorted(payments, lambda item: (item.received_on, item.id, item.entity)),
        credit_notes=_sorted(credit_notes, lambda item: (item.issued_on, item.id, item.entity)),
        contacts=_sorted(after_bounces(_of(Contact, mine), messages), lambda item: item.id),
        messages=_sorted(messages, lambda item: (item.at, item.id)),
        tickets=_sorted(_of(Ticket, mine), lambda item: (item.opened_on, item.id)),
        contracts=_sorted(contracts, lambda item: item.id),
        promises=_sorted(_of(Promise, mine), lambda item: (item.due_on, item.id)),
        contradictions=tuple(found),
    )


def _account(name: str, mine: Sequence[Record], shelf: _Shelf, found: list[Contradiction]) -> Account:
    """The account as its sources know it together; where two differ, the first one's word stands."""
    accounts = _of(Account, mine)
    if not accounts:
        first = mine[0].origin
        if shelf.account_lists:
            missing = tuple(("not listed there", listing) for listing in shelf.account_lists)
            found.append(
                Contradiction(name, "the account is not in the list of accounts", (("named", first), *missing))
            )
        return Account(id=name, origin=first)
    known: dict[str, object] = {}
    for field_name in _NAMED_FIELDS:
        said = [(getattr(account, field_name), account.origin) for account in accounts]
        said = [(value, origin) for value, origin in said if value is not None]
        known[field_name] = said[0][0] if said else None
        if len({value for value, _ in said}) > 1:
            values = tuple((str(value), origin) for value, origin in said)
            found.append(Contradiction(name, f"the {field_name.replace('_', ' ')} of the account", values))
    return replace(accounts[0], **known)  # type: ignore[arg-type]


def _once(items: Sequence[Posted], found: list[Contradiction]) -> list[Posted]:
    """Each record of one account once; a second that says something else is a contradiction, and the first stands."""
    kept: dict[tuple[str, str], Posted] = {}
    for item in items:
        name = item.number if isinstance(item, Invoice) else item.id
        first = kept.setdefault((item.entity, name), item)
        if replace(item, origin=first.origin) != first:
            values = ((_summary(first), first.origin), (_summary(item), item.origin))
            found.append(Contradiction(item.account_id, f"{_word(item)} {name} is there twice and differs", values))
    return list(kept.values())


def _as_known(invoice: Invoice, as_of: date) -> Invoice:
    if invoice.settled_on is None or invoice.settled_on <= as_of:
        return invoice
    return replace(invoice, settled_on=None)


def _due_before_issued(invoices: Iterable[Invoice]) -> Found:
    for item in invoices:
        if item.due_on < item.issued_on:
            values = ((f"issued {item.issued_on}", item.origin), (f"due {item.due_on}", item.origin))
            yield Contradiction(item.account_id, f"invoice {item.number} is due before it was issued", values)


def _numbered_twice(name: str, invoices: Iterable[Invoice], shelf: _Shelf) -> Found:
    for item in invoices:
        for other in shelf.invoices[item.number]:
            if other.account_id != name and other.entity == item.entity:
                values = ((_summary(item), item.origin), (_summary(other), other.origin))
                yield Contradiction(
                    name, f"invoice {item.number} is also an invoice of account {other.account_id}", values
                )


def _mistaken(item: Payment | CreditNote, shelf: _Shelf) -> Found:
    """What is wrong with the invoice that a payment or credit note names; it then counts as unapplied."""
    if item.invoice_number is None or not shelf.invoice_lists:
        return
    named = shelf.invoices.get(item.invoice_number, ())
    own = [invoice for invoice in named if (invoice.account_id, invoice.entity) == (item.account_id, item.entity)]
    said = f"{_word(item)} {item.id} names invoice {item.invoice_number}"
    if not named:
        missing = tuple(("no such invoice there", listing) for listing in shelf.invoice_lists)
        yield Contradiction(item.account_id, f"{said}, which does not exist", ((_summary(item), item.origin), *missing))
    elif not own:
        whose = "; ".join(sorted({f"account {other.account_id}, entity {other.entity}" for other in named}))
        values = ((_summary(item), item.origin), *((_summary(other), other.origin) for other in named))
        yield Contradiction(item.account_id, f"{said}, which is of {whose}", values)
    elif all(invoice.amount.currency != item.amount.currency for invoice in own):
        values = ((_summary(item), item.origin), *((_summary(other), other.origin) for other in own))
        yield Contradiction(item.account_id, f"{said}, which is in {own[0].amount.currency}", values)


def _terms(account: Account, contracts: Iterable[Contract]) -> Found:
    for contract in contracts:
        if None not in (account.terms_days, contract.terms_days) and account.terms_days != contract.terms_days:
            values = ((f"{account.terms_days} days", account.origin), (f"{contract.terms_days} days", contract.origin))
            yield Contradiction(account.id, f"the payment terms of the account and of contract {contract.id}", values)


def _summary(item: Invoice | Payment | CreditNote) -> str:
    name = item.number if isinstance(item, Invoice) else item.id
    on = item.received_on if isinstance(item, Payment) else item.issued_on
    return f"{_word(item)} {name} of {item.account_id}, {item.amount}, {on}"


def _word(item: Invoice | Payment | CreditNote) -> str:
    return {Invoice: "invoice", Payment: "payment", CreditNote: "credit note"}[type(item)]


def _place(record: Record) -> tuple[str, str, int, str]:
    file, _, line = record.origin.row.rpartition(":")
    name = record.number if isinstance(record, Invoice) else record.id
    return record.origin.source, file, int(line) if line.isdecimal() else 0, name


def _of(kind: type[R], records: Iterable[Record]) -> list[R]:
    return [record for record in records if isinstance(record, kind)]


def _sorted(records: Iterable[R], key: Callable[[R], object]) -> tuple[R, ...]:
    return tuple(sorted(records, key=key))  # type: ignore[arg-type]
