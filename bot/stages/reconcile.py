"""Rows of all sources become one ledger; what cannot both be right is said, never settled in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import TypeVar

from bot.stages.bounces import after_bounces
from bot.stages.contradictions import Shelf, contradictions, summary, word
from bot.stages.likeness import Register
from bot.stages.mailroom import give_out
from bot.stages.reading_order import in_order
from models.correspondence import Contact, Mail, Message
from models.evidence import Origin
from models.ledger import (
    Account,
    AccountLedger,
    Contract,
    Contradiction,
    Dissent,
    Ledger,
    Promise,
    Record,
    RecordKind,
    RejectedRow,
    SourceReport,
    SourceStamp,
    Ticket,
)
from models.obligation import Obligation
from models.receivable import CreditNote, Invoice, Payment, Posting, instalment_number

R = TypeVar("R", bound=Record)
Posted = TypeVar("Posted", Invoice, Payment, CreditNote)

#: More accounts that no list has are another list's, and no misspellings; to compare each with all would take minutes.
_FEW_UNLISTED = 200
_NAMED_FIELDS = tuple(item.name for item in fields(Account) if item.name not in ("id", "origin"))
#: One source that says yes is enough to stop.
_MARKS = frozenset({"do_not_contact", "legal_hold"})


def reconcile(reports: Sequence[SourceReport], *, as_of: date) -> Ledger:
    """Group every record by account, as the books stood at the end of *as_of*; the order of *reports* is no matter.

    Invoices, payments and credit notes dated after *as_of* are left off, and a settlement after it is not known yet.
    Mails are given to the accounts they concern; those of nobody are rejected rows. Each instalment gets a number of
    its own, and money that names it names that one. The ledger's contradictions are those of all its accounts.
    """
    ordered = sorted(reports, key=lambda report: (report.stamp.kind, report.stamp.name))
    records, unplaced = _records(ordered)
    by_account: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_account[record.id if isinstance(record, Account) else record.account_id].append(record)
    shelf = _shelf(_ByKind(records), by_account, ordered, as_of)
    books = {name: _book(name, by_account[name], shelf, as_of) for name in sorted(by_account)}
    return Ledger(
        as_of=as_of,
        stamps=tuple(_with_newest(_as_given_out(report, records, unplaced), report, as_of) for report in ordered),
        accounts=books,
        rejected=(*(row for report in ordered for row in report.rejected), *unplaced),
        contradictions=tuple(found for book in books.values() for found in book.contradictions),
    )


def _records(reports: Iterable[SourceReport]) -> tuple[list[Record], tuple[RejectedRow, ...]]:
    """Everything that belongs to an account, by its place; and the mails that belong to none."""
    every = [record for report in reports for record in report.records]
    mails = [record for record in every if isinstance(record, Mail)]
    known = _numbered([record for record in every if not isinstance(record, Mail)])
    by_kind = _ByKind(known)
    accounts, contacts, messages = by_kind.of(Account), by_kind.of(Contact), by_kind.of(Message)
    post = give_out(mails, accounts, contacts, messages, by_kind.of(Invoice))
    if post.returned:
        known = [post.as_it_went(record) if isinstance(record, Message) else record for record in known]
    return in_order([*known, *post.messages]), post.rejected


def _numbered(records: Sequence[Record]) -> list[Record]:
    """Every instalment under its own number, and the money that names one."""
    if not any(getattr(record, "instalment", None) for record in records):
        return list(records)
    invoices = {id(record): _by_instalment(record) for record in records if isinstance(record, Invoice)}
    numbers = {invoice.number for invoice in invoices.values()}
    return [
        _by_number(record, numbers) if isinstance(record, Payment | CreditNote) else invoices.get(id(record), record)
        for record in records
    ]


def _by_instalment(invoice: Invoice) -> Invoice:
    if invoice.document is not None:
        return invoice
    if invoice.instalment is None:
        return invoice
    number = instalment_number(invoice.number, invoice.instalment)
    return invoice if number == invoice.number else replace(invoice, number=number, document=invoice.number)


def _by_number(item: Payment | CreditNote, numbers: Collection[str]) -> Payment | CreditNote:
    if not item.invoice_number or not item.instalment:
        return item
    number = instalment_number(item.invoice_number, item.instalment)
    return replace(item, invoice_number=number) if number in numbers else item


def _with_newest(stamp: SourceStamp, report: SourceReport, as_of: date) -> SourceStamp:
    posted = (one for one in report.records if isinstance(one, Payment) and one.counts)
    days = (one.received_on for one in posted if one.received_on <= as_of)
    return replace(stamp, newest_payment=max(days, default=None)) if stamp.kind is RecordKind.PAYMENTS else stamp


def _as_given_out(report: SourceReport, records: Iterable[Record], unplaced: Iterable[RejectedRow]) -> SourceStamp:
    """The stamp of a mailbox counts what was placed and what was not; our own talk is neither."""
    if not any(isinstance(record, Mail) for record in report.records):
        return report.stamp
    name = report.stamp.name
    placed = {message.id for message in _of(Message, records) if message.origin.source == name}
    refused = sum(row.source == name for row in unplaced)
    return replace(report.stamp, rows=len(placed), rejected=report.stamp.rejected + refused)


def _shelf(records: _ByKind, names: Collection[str], reports: Sequence[SourceReport], as_of: date) -> Shelf:
    """*names* are the ids of all accounts that have a record."""
    money: list[Payment | CreditNote] = [item for item in records.of(Payment) if item.received_on <= as_of]
    money += [item for item in records.of(CreditNote) if item.issued_on <= as_of]
    taken_back = {(item.entity, item.reverses) for item in records.of(Payment) if item.reverses}
    invoices = _registry(records.of(Invoice))
    named: dict[str, list[Payment | CreditNote]] = defaultdict(list)
    for item in money:
        whose = invoices.get(item.invoice_number or "", ())
        if all(invoice.account_id == item.account_id for invoice in whose):
            continue
        if item.counts and item.amount.minor > 0 and (item.entity, item.id) not in taken_back:
            named[item.invoice_number or ""].append(item)
    known = {account.id: account for account in reversed(records.of(Account))}
    unlisted = len(set(names) - known.keys())
    return Shelf(
        invoices=invoices,
        money=named,
        listed=frozenset(known),
        register=Register(known.values(), by_likeness=unlisted <= _FEW_UNLISTED),
        account_lists=_listings(reports, RecordKind.ACCOUNTS),
        invoice_lists=_listings(reports, RecordKind.INVOICES),
    )


def _registry(invoices: Iterable[Invoice]) -> Mapping[str, Sequence[Invoice]]:
    found: dict[str, list[Invoice]] = defaultdict(list)
    for invoice in invoices:
        found[invoice.number].append(invoice)
        if invoice.document is not None:
            found[invoice.document].append(invoice)
    return found


def _listings(reports: Iterable[SourceReport], kind: RecordKind) -> tuple[Origin, ...]:
    stamps = (report.stamp for report in reports if report.stamp.kind is kind)
    return tuple(Origin(stamp.name, "", stamp.as_of) for stamp in stamps)


class _ByKind:
    """Records by their kind, each kind in the order it came."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._by_kind: dict[type[Record], list[Record]] = defaultdict(list)
        for record in records:
            self._by_kind[type(record)].append(record)

    def of(self, kind: type[R]) -> list[R]:
        """Those of one kind."""
        return self._by_kind.get(kind, [])  # type: ignore[return-value, arg-type]


def _book(name: str, every: Sequence[Record], shelf: Shelf, as_of: date) -> AccountLedger:
    mine = _ByKind(every)
    found: list[Contradiction] = []
    account = _account(name, mine.of(Account), every[0].origin, found)
    invoices = [_as_known(invoice, as_of) for invoice in _once(mine.of(Invoice), found) if invoice.issued_on <= as_of]
    payments = [item for item in _once(mine.of(Payment), found) if item.received_on <= as_of]
    credit_notes = [item for item in _once(mine.of(CreditNote), found) if item.issued_on <= as_of]
    messages = mine.of(Message)
    book = AccountLedger(
        account=account,
        invoices=_sorted(invoices, lambda item: (item.issued_on, item.number, item.entity)),
        payments=_sorted(_taken_back(payments, found), lambda item: (item.received_on, item.id, item.entity)),
        credit_notes=_sorted(credit_notes, lambda item: (item.issued_on, item.id, item.entity)),
        contacts=_sorted(after_bounces(mine.of(Contact), messages), lambda item: item.id),
        messages=_sorted(messages, lambda item: (item.at, item.id)),
        tickets=_sorted(mine.of(Ticket), lambda item: (item.opened_on, item.id)),
        contracts=_sorted(mine.of(Contract), lambda item: item.id),
        promises=_sorted(mine.of(Promise), lambda item: (item.due_on, item.id)),
        obligations=_sorted(mine.of(Obligation), lambda item: item.id),
    )
    # What two sources list alike contradicts once.
    said: dict[str, Contradiction] = {}
    for each in (*found, *contradictions(book, shelf, as_of)):
        said.setdefault(each.what, each)
    return replace(book, contradictions=tuple(said.values()))


def _account(name: str, accounts: Sequence[Account], named_at: Origin, found: list[Contradiction]) -> Account:
    """The account as its sources know it together; where two differ, the first one's word stands.

    *named_at* is the record that names it where no source lists it.
    """
    if not accounts:
        return Account(id=name, origin=named_at)
    if len(accounts) == 1:
        return accounts[0]
    known: dict[str, object] = {}
    for field_name in _NAMED_FIELDS:
        said = [(getattr(account, field_name), account.origin) for account in accounts]
        said = [(value, origin) for value, origin in said if value is not None]
        known[field_name] = said[0][0] if said else None
        if field_name in _MARKS and said:
            known[field_name] = any(value for value, _ in said)
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
        if first is not item and replace(item, origin=first.origin) != first:
            values = ((summary(first), first.origin), (summary(item), item.origin))
            what = f"{word(item)} {name} is there twice and differs"
            is_invoice = isinstance(item, Invoice)
            about = Dissent.INVOICE if is_invoice else Dissent.ALLOCATION
            found.append(Contradiction(item.account_id, what, values, about, (name,) if is_invoice else ()))
    return list(kept.values())


def _taken_back(payments: Sequence[Payment], found: list[Contradiction]) -> list[Payment]:
    """*payments*, with each that takes another back joined to it.

    It restores the invoice that was paid, whether it names it or not. Where the books call the payment reversed
    already, both are gone; what takes back nothing, or is no deduction, is a contradiction.
    """
    by_id = {(item.entity, item.id): item for item in payments}
    joined = []
    for item in payments:
        first = by_id.get((item.entity, item.reverses or ""))
        if item.reverses and item.counts and (first is None or item.amount.minor > 0 or first is item):
            found.append(_takes_back_nothing(item, first))
            # A deduction stands as it is; a sum that is called one and is none is not counted as money.
            joined.append(item if item.amount.minor <= 0 else replace(item, status=Posting.PENDING))
        elif first is None or not item.counts:
            joined.append(item)
        else:
            named = item.invoice_number or first.invoice_number
            status = item.status if first.counts else Posting.REVERSED
            joined.append(replace(item, invoice_number=named, status=status))
    return joined


def _takes_back_nothing(item: Payment, first: Payment | None) -> Contradiction:
    why = "which is not there" if first is None else "but is no deduction"
    what = f"payment {item.id} takes back payment {item.reverses}, {why}"
    other = (summary(first), first.origin) if first else ("no such payment", item.origin)
    return Contradiction(item.account_id, what, ((summary(item), item.origin), other), Dissent.ALLOCATION)


def _as_known(invoice: Invoice, as_of: date) -> Invoice:
    if invoice.settled_on is None or invoice.settled_on <= as_of:
        return invoice
    return replace(invoice, settled_on=None)


def _of(kind: type[R], records: Iterable[Record]) -> list[R]:
    return [record for record in records if isinstance(record, kind)]


def _sorted(records: Iterable[R], key: Callable[[R], object]) -> tuple[R, ...]:
    return tuple(sorted(records, key=key))  # type: ignore[arg-type]
