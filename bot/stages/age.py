"""What is open, how old it is by its due date, and what no invoice claims. Nothing here adds two currencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from models.ledger import AccountLedger
from models.money import Money, total
from models.packet import AgingBucket, OpenItem
from models.receivable import CreditNote, Invoice, Payment

#: Label and last day past due of each bucket, youngest first; None = without end.
BUCKETS: tuple[tuple[str, int | None], ...] = (
    ("Current", 0),
    ("1–30", 30),
    ("31–60", 60),
    ("61–90", 90),
    ("91+", None),
)

#: For so many days an invoice that went off the list is shown with its account; its own look-up always shows it.
_GONE_SHOWN_DAYS = 30

#: Which invoice of an account: entity, number and currency.
_Key = tuple[str, str, str]


def residual(invoice: Invoice, book: AccountLedger, as_of: date) -> Money:
    """What is left to pay on one invoice of *book*: negative when overpaid, never positive once settled by *as_of*.

    Nothing is left of one that does not count. To ask for many invoices, `open_items` is the quick way.
    """
    if not invoice.counts:
        return Money(0, invoice.amount.currency)
    return Money(_left(invoice, _applied(book), as_of), invoice.amount.currency)


def open_items(book: AccountLedger, as_of: date) -> tuple[OpenItem, ...]:
    """Every invoice with something left to pay, oldest due date first, due or not, all entities and currencies."""
    paid = _applied(replace(book, credit_notes=()))
    items = [
        OpenItem(
            invoice=invoice,
            open=left,
            days_past_due=(as_of - invoice.due_on).days,
            paid=paid.get((invoice.entity, invoice.number, left.currency), Money(0, left.currency)),
        )
        for invoice, left in open_amounts(book, as_of)
    ]
    return tuple(sorted(items, key=lambda item: (item.invoice.due_on, item.invoice.number, item.invoice.entity)))


def open_amounts(book: AccountLedger, as_of: date) -> Iterator[tuple[Invoice, Money]]:
    """What `open_items` has, bare and in the order of the books."""
    applied = _applied(book)
    for invoice in book.posted_invoices:
        left = _left(invoice, applied, as_of)
        if left > 0:
            yield invoice, Money(left, invoice.amount.currency)


def closed_amounts(book: AccountLedger, as_of: date) -> Iterator[tuple[Invoice, Money]]:
    """What no money in the books pays for and is not open: the ERP calls it settled, or no source lists it any more."""
    if all(invoice.settled_on is None and invoice.gone is None for invoice in book.invoices):
        return
    applied = _applied(book)
    for invoice in book.posted_invoices:
        left = _unpaid(invoice, applied)
        if left > 0 and _left(invoice, applied, as_of) <= 0:
            yield invoice, Money(left, invoice.amount.currency)


def unapplied(book: AccountLedger, entity: str, currency: str) -> Money:
    """Payments and credit notes that no invoice of the account takes up, overpayments included; negative is possible.

    A payment that names an unknown or void invoice, another account's, or one in another currency is taken up by none.
    """
    return total((spare for _, spare in over_applied(book, entity, currency)), currency)


def over_applied(book: AccountLedger, entity: str, currency: str) -> tuple[tuple[str, Money], ...]:
    """The same by the number it names, "" for what names none; only what is not nothing."""
    invoices = {key: invoice.amount for key, invoice in _invoices(book).items()}
    found = []
    for key, amount in _applied(book).items():
        if (key[0], key[2]) == (entity, currency):
            taken = min(amount.minor, invoices[key].minor) if key in invoices else 0
            found.append((key[1], Money(amount.minor - taken, currency)))
    return tuple((number, spare) for number, spare in found if spare.minor)


def last_payment(book: AccountLedger, entity: str, currency: str, as_of: date) -> Payment | None:
    """The newest money of theirs for one entity in one currency that nobody took back; None = none is on record."""
    back = {payment.reverses for payment in book.payments}
    found = [
        payment
        for payment in book.payments
        if (payment.entity, payment.amount.currency) == (entity, currency)
        and payment.counts
        and payment.amount.minor > 0
        and payment.id not in back
        and payment.received_on <= as_of
    ]
    return max(found, key=lambda payment: (payment.received_on, payment.id), default=None)


def paid_on(invoice: Invoice, book: AccountLedger, tolerance: Money | None = None) -> date | None:
    """The day the last of *invoice* was paid or credited; None = something is open, or nobody knows when.

    A rest of at most *tolerance* is not open; None = every minor unit is.
    """
    if invoice.settled_on is not None:
        return invoice.settled_on
    currency = invoice.amount.currency
    for_it = [
        item
        for item in book.posted_money
        if item.invoice_number
        and invoice.goes_by(item.invoice_number)
        and (item.entity, item.amount.currency) == (invoice.entity, currency)
    ]
    days = sorted({_received_on(item) for item in for_it})
    enough = invoice.amount - tolerance if tolerance else invoice.amount
    if invoice.document is None:
        # One that has left the lists is never called paid without the money.
        return days[-1] if days and total((item.amount for item in for_it), currency) >= enough else None
    # What names the whole document went to the instalment that was due first on the day it came.
    key = (invoice.entity, invoice.number, currency)
    paid = [day for day in days if _applied(_until(book, day)).get(key, Money(0, currency)) >= enough]
    return paid[0] if paid and paid[-1] == days[-1] else None


def _until(book: AccountLedger, day: date) -> AccountLedger:
    return replace(
        book,
        payments=tuple(item for item in book.payments if item.received_on <= day),
        credit_notes=tuple(item for item in book.credit_notes if item.issued_on <= day),
    )


def _received_on(item: Payment | CreditNote) -> date:
    return item.received_on if isinstance(item, Payment) else item.issued_on


def buckets(items: Iterable[OpenItem], currency: str) -> tuple[AgingBucket, ...]:
    """The five buckets of *items*, all in *currency*; due today is Current. Empty ones are there, with zero.

    Raises:
        ValueError: an item is in another currency.
    """
    sorted_in = by_bucket(items)
    return tuple(AgingBucket(label, _sum(sorted_in[label], currency)) for label, _ in BUCKETS)


def lately_gone(book: AccountLedger, entity: str, currency: str, as_of: date) -> tuple[Invoice, ...]:
    """The invoices that went off every list in the last days without being paid on record, newest first."""
    applied = _applied(book)
    found = [
        invoice
        for invoice in book.posted_invoices
        if invoice.gone is not None
        and invoice.settled_on is None
        and (invoice.entity, invoice.amount.currency) == (entity, currency)
        and (as_of - invoice.gone.since).days <= _GONE_SHOWN_DAYS
        and _unpaid(invoice, applied) > 0
    ]
    return tuple(sorted(found, key=lambda item: (item.gone.since if item.gone else as_of, item.number), reverse=True))


def bucket_label(days_past_due: int) -> str:
    """The bucket of an item so many days past its due date; 0 and below is Current."""
    return next(label for label, last in BUCKETS if last is None or days_past_due <= last)


def outstanding(book: AccountLedger, entity: str, currency: str, as_of: date) -> Money:
    """Open items less unapplied; negative when we owe them."""
    items = _in(open_items(book, as_of), entity, currency)
    return _sum(items, currency) - unapplied(book, entity, currency)


def billing_keys(book: AccountLedger) -> tuple[tuple[str, str], ...]:
    """Every (entity, currency) that an invoice, payment or credit note that counts has, in order."""
    counted: list[Invoice | Payment | CreditNote] = [*book.posted_invoices, *book.posted_money]
    return tuple(sorted({(item.entity, item.amount.currency) for item in counted}))


def _invoices(book: AccountLedger) -> Mapping[_Key, Invoice]:
    return {(item.entity, item.number, item.amount.currency): item for item in book.posted_invoices}


def _applied(book: AccountLedger) -> dict[_Key, Money]:
    """Payments and credit notes by the invoice they name; those that name none are under the number ""."""
    applied: dict[_Key, Money] = {}
    for item in book.posted_money:
        key = (item.entity, item.invoice_number or "", item.amount.currency)
        applied[key] = applied[key] + item.amount if key in applied else item.amount
    for document, instalments in _documents(book).items():
        if document in applied:
            applied[document] = _pour(applied[document], instalments, applied)
    return applied


def _documents(book: AccountLedger) -> Mapping[_Key, Sequence[Invoice]]:
    """The instalments of each document that has some, the first due first."""
    found: dict[_Key, list[Invoice]] = defaultdict(list)
    for item in sorted(book.posted_invoices, key=lambda item: (item.due_on, item.number)):
        if item.document is not None:
            found[item.entity, item.document, item.amount.currency].append(item)
    return found


def _pour(money: Money, instalments: Sequence[Invoice], applied: dict[_Key, Money]) -> Money:
    """Give what names only the document to its instalments, the first due first; the rest comes back.

    What was taken back without naming an instalment leaves the last due first.
    """
    rest = money.minor
    for item in instalments if rest > 0 else reversed(instalments):
        key = (item.entity, item.number, item.amount.currency)
        before = applied[key].minor if key in applied else 0
        part = max(0, min(rest, item.amount.minor - before)) if rest > 0 else min(0, max(rest, -before))
        applied[key] = Money(before + part, money.currency)
        rest -= part
    return Money(rest, money.currency)


def _left(invoice: Invoice, applied: Mapping[_Key, Money], as_of: date) -> int:
    left = _unpaid(invoice, applied)
    is_settled = invoice.settled_on is not None and invoice.settled_on <= as_of
    if is_settled or invoice.gone is not None:
        return min(left, 0)
    return left


def _unpaid(invoice: Invoice, applied: Mapping[_Key, Money]) -> int:
    paid = applied.get((invoice.entity, invoice.number, invoice.amount.currency))
    return invoice.amount.minor - (paid.minor if paid else 0)


def _in(items: Iterable[OpenItem], entity: str, currency: str) -> tuple[OpenItem, ...]:
    return tuple(item for item in items if (item.invoice.entity, item.open.currency) == (entity, currency))


def by_bucket(items: Iterable[OpenItem]) -> Mapping[str, list[OpenItem]]:
    """*items* under the label of their bucket; every label is there."""
    found: dict[str, list[OpenItem]] = {label: [] for label, _ in BUCKETS}
    for item in items:
        found[bucket_label(item.days_past_due)].append(item)
    return found


def _sum(items: Iterable[OpenItem], currency: str) -> Money:
    return total((item.open for item in items), currency)
