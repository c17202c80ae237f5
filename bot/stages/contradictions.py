"""What two sources, or two rows, say of one account that cannot both be right. Nothing is settled here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.stages.age import open_amounts
from bot.stages.correspondence import answers_instead
from bot.stages.likeness import Register, plain_name
from models.evidence import Origin
from models.ledger import Account, AccountLedger, Contract, Contradiction, Dissent
from models.receivable import CreditNote, Invoice, Payment

Found = Iterator[Contradiction]
#: A payment or credit note.
Money = Payment | CreditNote
#: A currency that so many invoices had, and the next has not, has changed.
_SETTLED_HABIT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What one account has to be compared with."""

    #: Invoice number → every invoice of every account and entity that goes by it, whatever its date.
    invoices: Mapping[str, Sequence[Invoice]]
    #: Invoice number → the money that names it and is not of every account that has such an invoice.
    money: Mapping[str, Sequence[Money]] = field(default_factory=dict)
    #: The ids of all accounts that a list has, and what they may be mistaken for.
    listed: frozenset[str] = frozenset()
    register: Register = field(default_factory=lambda: Register(()))
    #: The sources that list accounts, and those that list invoices.
    account_lists: tuple[Origin, ...] = ()
    invoice_lists: tuple[Origin, ...] = ()


def contradictions(book: AccountLedger, shelf: Shelf, as_of: date) -> tuple[Contradiction, ...]:
    """Everything that contradicts on one account, but for rows of one id that differ."""
    owed = sorted((invoice for invoice, _ in open_amounts(book, as_of)), key=lambda item: (item.due_on, item.number))
    # What has left the lists may stand on another account by now, or in instalments.
    listed = [invoice for invoice in book.posted_invoices if invoice.gone is None]
    return (
        *_unlisted(book, shelf),
        *_due_before_issued(listed),
        *_numbered_twice(listed, shelf),
        *_whole_and_in_parts(listed),
        *(issue for item in book.posted_money for issue in _mistaken(item, shelf)),
        *_money_elsewhere(owed, shelf),
        *_terms(book.account, book.contracts),
        *_due_too_soon(book, owed),
        *_names(book, owed),
        *_currency_changed(book, owed),
        *_payer(book),
        *_correspondent(book),
    )


# ── the account ──────────────────────────────────────────────────────────────────────────────
def _unlisted(book: AccountLedger, shelf: Shelf) -> Found:
    account_id = book.account.id
    if account_id in shelf.listed or not shelf.account_lists:
        return
    names = [invoice.customer_name for invoice in book.invoices if invoice.customer_name]
    alike = shelf.register.may_be(account_id, names)
    told = " or ".join(f"{account.id} {account.name or ''}".strip() for account in alike)
    what = "the account is not in the list of accounts"
    if told:
        what += f"; it may be {told}: correct the number in the ERP or the CRM"
    missing = tuple(("not listed there", listing) for listing in shelf.account_lists)
    spelt = tuple((f"{account.id} {account.name or ''}".strip(), account.origin) for account in alike)
    yield Contradiction(account_id, what, (("named", book.account.origin), *missing, *spelt), Dissent.UNLISTED)


def _names(book: AccountLedger, owed: Iterable[Invoice]) -> Found:
    """One account number, and another customer's name on its invoices."""
    named = [(invoice.customer_name, invoice) for invoice in owed if invoice.customer_name]
    ours = book.account.name or (named[0][0] if named else None)
    if ours is None:
        return
    others: dict[str, list[Invoice]] = defaultdict(list)
    for name, invoice in named:
        if plain_name(name) != plain_name(ours):
            others[name].append(invoice)
    where = book.account.origin if book.account.name else named[0][1].origin
    for name, invoices in others.items():
        what = f"the account is {ours} in one source and {name} in another"
        numbers = tuple(invoice.number for invoice in invoices)
        values = ((ours, where), (name, invoices[0].origin))
        yield Contradiction(book.account.id, what, values, Dissent.NAME, numbers)


def _payer(book: AccountLedger) -> Found:
    """Somebody else paid last."""
    paid = [payment for payment in book.payments if payment.counts and payment.payer and payment.amount.minor > 0]
    last = max(paid, key=lambda payment: (payment.received_on, payment.id), default=None)
    if last is None or not last.payer or not book.account.name:
        return
    if plain_name(last.payer) != plain_name(book.account.name):
        what = f"payment {last.id} came from {last.payer}, and the account is {book.account.name}"
        values = ((book.account.name, book.account.origin), (last.payer, last.origin))
        yield Contradiction(book.account.id, what, values, Dissent.PAYER)


def _correspondent(book: AccountLedger) -> Found:
    found = answers_instead(book)
    if found is not None:
        contact, message = found
        what = f"{message.sender} answers our mails, and the contact on record is {contact.name} ({contact.email})"
        values = ((contact.email, contact.origin), (message.sender, message.origin))
        yield Contradiction(book.account.id, what, values, Dissent.CORRESPONDENT)


# ── invoices ─────────────────────────────────────────────────────────────────────────────────
def _due_before_issued(invoices: Iterable[Invoice]) -> Found:
    for item in invoices:
        if item.due_on < item.issued_on:
            values = ((f"issued {item.issued_on}", item.origin), (f"due {item.due_on}", item.origin))
            what = f"invoice {item.number} is due before it was issued"
            yield Contradiction(item.account_id, what, values, Dissent.DUE_DATE, (item.number,))


def _numbered_twice(invoices: Iterable[Invoice], shelf: Shelf) -> Found:
    for item in invoices:
        for other in shelf.invoices[item.number]:
            is_listed = other.counts and other.gone is None
            if is_listed and other.account_id != item.account_id and other.entity == item.entity:
                values = ((summary(item), item.origin), (summary(other), other.origin))
                what = f"invoice {item.number} is also an invoice of account {other.account_id}"
                yield Contradiction(item.account_id, what, values, Dissent.INVOICE, (item.number,))


def _whole_and_in_parts(invoices: Sequence[Invoice]) -> Found:
    whole = {(item.entity, item.number): item for item in invoices if item.document is None}
    for part in invoices:
        one = whole.get((part.entity, part.document or ""))
        if one is not None:
            values = ((summary(one), one.origin), (summary(part), part.origin))
            what = f"invoice {one.number} is there whole and as instalment {part.number}"
            yield Contradiction(part.account_id, what, values, Dissent.INVOICE, (one.number, part.number))


def _terms(account: Account, contracts: Iterable[Contract]) -> Found:
    for contract in contracts:
        if None not in (account.terms_days, contract.terms_days) and account.terms_days != contract.terms_days:
            values = ((f"{account.terms_days} days", account.origin), (f"{contract.terms_days} days", contract.origin))
            what = f"the payment terms of the account and of contract {contract.id}"
            yield Contradiction(account.id, what, values, Dissent.TERMS)


def _due_too_soon(book: AccountLedger, owed: Iterable[Invoice]) -> Found:
    """Invoices that fall due before a contract, or a CRM that contradicts it, lets them.

    Later than agreed harms nobody, and each instalment has a day of its own.
    """
    agreed = [(contract.terms_days, contract.origin) for contract in book.contracts if contract.terms_days is not None]
    if not agreed:
        return
    if book.account.terms_days is not None:
        agreed.append((book.account.terms_days, book.account.origin))
    days, origin = max(agreed, key=lambda each: each[0])
    soon = [item for item in owed if item.document is None and item.due_on < item.issued_on + timedelta(days=days)]
    soon = [item for item in soon if item.due_on >= item.issued_on]
    if soon:
        numbers = tuple(item.number for item in soon)
        stated = tuple((f"{item.number}: {_days(item)} days, due {item.due_on}", item.origin) for item in soon)
        given = " or ".join(str(count) for count in sorted({_days(item) for item in soon}))
        what = f"{', '.join(numbers)} gave {given} days to pay, and {days} were agreed"
        yield Contradiction(book.account.id, what, ((f"{days} days", origin), *stated), Dissent.DUE_DATE, numbers)


def _days(invoice: Invoice) -> int:
    return (invoice.due_on - invoice.issued_on).days


def _currency_changed(book: AccountLedger, owed: Iterable[Invoice]) -> Found:
    """A billing entity has changed the customer's currency, and nothing in the new one has been paid yet."""
    if len({item.amount.currency for item in book.posted_invoices}) < 2:
        return
    unpaid = {(item.entity, item.number) for item in owed}
    by_entity: dict[str, list[Invoice]] = defaultdict(list)
    for item in sorted(book.posted_invoices, key=lambda item: (item.issued_on, item.number)):
        by_entity[item.entity].append(item)
    for entity, invoices in sorted(by_entity.items()):
        last = invoices[-1].amount.currency
        new = [item for item in invoices if item.amount.currency == last]
        before = invoices[: -len(new)]
        is_change = len({item.amount.currency for item in before}) == 1 and before[0].amount.currency != last
        if is_change and len(before) >= _SETTLED_HABIT and all((entity, item.number) in unpaid for item in new):
            old = before[-1]
            what = (
                f"{', '.join(item.number for item in new)} in {last}, and all invoices before in {old.amount.currency}"
            )
            values = ((summary(old), old.origin), *((summary(item), item.origin) for item in new))
            numbers = tuple(item.number for item in new)
            yield Contradiction(book.account.id, what, values, Dissent.CURRENCY, numbers)


# ── money ────────────────────────────────────────────────────────────────────────────────────
def _mistaken(item: Money, shelf: Shelf) -> Found:
    """What is wrong with the invoice that a payment or credit note names; it then counts as unapplied."""
    if item.invoice_number is None or not shelf.invoice_lists:
        return
    every = shelf.invoices.get(item.invoice_number, ())
    if any(_is_for(item, invoice) for invoice in every):
        return
    named = [invoice for invoice in every if invoice.counts]
    own = [invoice for invoice in named if (invoice.account_id, invoice.entity) == (item.account_id, item.entity)]
    said = f"{word(item)} {item.id} names invoice {item.invoice_number}"
    mine = (summary(item), item.origin)
    if not every:
        missing = tuple(("no such invoice there", listing) for listing in shelf.invoice_lists)
        yield Contradiction(item.account_id, f"{said}, which does not exist", (mine, *missing), Dissent.ALLOCATION)
    elif not named:
        values = (mine, *((f"{summary(other)}, {other.status}", other.origin) for other in every))
        yield Contradiction(item.account_id, f"{said}, which is {every[0].status}", values, Dissent.ALLOCATION)
    elif not own:
        whose = "; ".join(sorted({f"account {other.account_id}, entity {other.entity}" for other in named}))
        values = (mine, *((summary(other), other.origin) for other in named))
        about = Dissent.WHOSE_MONEY if _is_elsewhere(item, named) else Dissent.ALLOCATION
        yield Contradiction(item.account_id, f"{said}, which is of {whose}", values, about)
    else:
        values = (mine, *((summary(other), other.origin) for other in own))
        what = f"{said}, which is in {own[0].amount.currency}"
        yield Contradiction(item.account_id, what, values, Dissent.ALLOCATION)


def _is_for(item: Money, invoice: Invoice) -> bool:
    is_ours = invoice.account_id == item.account_id and invoice.entity == item.entity
    return is_ours and invoice.counts and invoice.amount.currency == item.amount.currency


def _is_elsewhere(item: Money, named: Iterable[Invoice]) -> bool:
    return all(invoice.account_id != item.account_id for invoice in named)


def _money_elsewhere(owed: Iterable[Invoice], shelf: Shelf) -> Found:
    """Money of another account that names an open invoice of this one: it may have been paid."""
    for invoice in owed:
        for number in filter(None, (invoice.number, invoice.document)):
            for item in shelf.money.get(number, ()):
                if item.account_id == invoice.account_id:
                    continue
                named = [each for each in shelf.invoices[number] if each.counts]
                if _is_elsewhere(item, named):
                    what = f"{word(item)} {item.id} of account {item.account_id} names invoice {number}"
                    values = ((summary(invoice), invoice.origin), (summary(item), item.origin))
                    about = Dissent.WHOSE_MONEY
                    yield Contradiction(invoice.account_id, what, values, about, (invoice.number,))


# ── how a record is called ───────────────────────────────────────────────────────────────────
def summary(item: Invoice | Payment | CreditNote) -> str:
    """One record in the words of a contradiction."""
    name = item.number if isinstance(item, Invoice) else item.id
    on = item.received_on if isinstance(item, Payment) else item.issued_on
    return f"{word(item)} {name} of {item.account_id}, {item.amount}, {on}"


def word(item: Invoice | Payment | CreditNote) -> str:
    """What a record is called."""
    return {Invoice: "invoice", Payment: "payment", CreditNote: "credit note"}[type(item)]
