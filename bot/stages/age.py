"""What is open, how old it is by its due date, and what no invoice claims. Nothing here adds two currencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.ledger import AccountLedger, CreditNote, Invoice, Ledger, Payment
from models.money import Money, total
from models.packet import AgingBucket, OpenItem

#: Label and last day past due of each bucket, youngest first; None = without end.
BUCKETS: tuple[tuple[str, int | None], ...] = (
    ("Current", 0),
    ("1–30", 30),
    ("31–60", 60),
    ("61–90", 90),
    ("91+", None),
)

#: Which invoice of an account: entity, number and currency.
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Tally:
    """Some open items: how many, and what is open on them together."""

    count: int
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class AgingSummary:
    """The ageing of one billing entity and currency over all accounts."""

    entity: str
    currency: str
    open: Tally
    #: Those of *open* with the ERP's dispute mark.
    disputed: Tally
    #: Those of *open* due today or later; the same as the bucket Current.
    not_due: Tally
    #: Label and tally of all five buckets, youngest first.
    buckets: tuple[tuple[str, Tally], ...]
    unapplied: Money
    #: Open less unapplied.
    outstanding: Money


def residual(invoice: Invoice, book: AccountLedger, as_of: date) -> Money:
    """What is left to pay on one invoice of *book*: negative when overpaid, never positive once settled by *as_of*.

    To ask for many invoices, `open_items` is the quick way.
    """
    return _left(invoice, _applied(book), as_of)


def open_items(book: AccountLedger, as_of: date) -> tuple[OpenItem, ...]:
    """Every invoice with something left to pay, oldest due date first, due or not, all entities and currencies."""
    applied = _applied(book)
    items = [
        OpenItem(invoice=invoice, open=left, days_past_due=(as_of - invoice.due_on).days)
        for invoice in book.invoices
        if (left := _left(invoice, applied, as_of)).minor > 0
    ]
    return tuple(sorted(items, key=lambda item: (item.invoice.due_on, item.invoice.number, item.invoice.entity)))


def unapplied(book: AccountLedger, entity: str, currency: str) -> Money:
    """Payments and credit notes that no invoice of the account takes up, overpayments included; negative is possible.

    A payment that names an unknown invoice, another account's, or one in another currency is taken up by none.
    """
    invoices = {key: invoice.amount for key, invoice in _invoices(book).items()}
    spare = Money(0, currency)
    for key, amount in _applied(book).items():
        if (key[0], key[2]) == (entity, currency):
            taken = min(amount.minor, invoices[key].minor) if key in invoices else 0
            spare += Money(amount.minor - taken, currency)
    return spare


def buckets(items: Iterable[OpenItem], currency: str) -> tuple[AgingBucket, ...]:
    """The five buckets of *items*, all in *currency*; due today is Current. Empty ones are there, with zero.

    Raises:
        ValueError: an item is in another currency.
    """
    sorted_in = _sorted_in(items)
    return tuple(AgingBucket(label, _sum(sorted_in[label], currency)) for label, _ in BUCKETS)


def bucket_label(days_past_due: int) -> str:
    """The bucket of an item so many days past its due date; 0 and below is Current."""
    return next(label for label, last in BUCKETS if last is None or days_past_due <= last)


def outstanding(book: AccountLedger, entity: str, currency: str, as_of: date) -> Money:
    """Open items less unapplied; negative when we owe them."""
    items = _in(open_items(book, as_of), entity, currency)
    return _sum(items, currency) - unapplied(book, entity, currency)


def billing_keys(book: AccountLedger) -> tuple[tuple[str, str], ...]:
    """Every (entity, currency) that an invoice, payment or credit note of the account has, in order."""
    invoiced = {(item.entity, item.amount.currency) for item in book.invoices}
    return tuple(sorted(invoiced | {(item.entity, item.amount.currency) for item in _posted(book)}))


def summarise(ledger: Ledger, as_of: date) -> tuple[AgingSummary, ...]:
    """The ageing of every billing entity and currency of *ledger*, in order."""
    items: dict[tuple[str, str], list[OpenItem]] = defaultdict(list)
    spare: dict[tuple[str, str], int] = defaultdict(int)
    for book in ledger.accounts.values():
        for item in open_items(book, as_of):
            items[item.invoice.entity, item.open.currency].append(item)
        for key in billing_keys(book):
            spare[key] += unapplied(book, *key).minor
    return tuple(_summary(*key, items[key], spare[key]) for key in sorted(spare))


def _summary(entity: str, currency: str, items: Sequence[OpenItem], spare: int) -> AgingSummary:
    sorted_in = _sorted_in(items)
    everything = _tally(items, currency)
    return AgingSummary(
        entity=entity,
        currency=currency,
        open=everything,
        disputed=_tally([item for item in items if item.invoice.disputed], currency),
        not_due=_tally(sorted_in["Current"], currency),
        buckets=tuple((label, _tally(sorted_in[label], currency)) for label, _ in BUCKETS),
        unapplied=Money(spare, currency),
        outstanding=everything.amount - Money(spare, currency),
    )


def _posted(book: AccountLedger) -> list[Payment | CreditNote]:
    return [*book.payments, *book.credit_notes]


def _invoices(book: AccountLedger) -> Mapping[_Key, Invoice]:
    return {(item.entity, item.number, item.amount.currency): item for item in book.invoices}


def _applied(book: AccountLedger) -> dict[_Key, Money]:
    """Payments and credit notes by the invoice they name; those that name none are under the number ""."""
    applied: dict[_Key, Money] = {}
    for item in _posted(book):
        key = (item.entity, item.invoice_number or "", item.amount.currency)
        applied[key] = applied[key] + item.amount if key in applied else item.amount
    return applied


def _left(invoice: Invoice, applied: Mapping[_Key, Money], as_of: date) -> Money:
    paid = applied.get((invoice.entity, invoice.number, invoice.amount.currency))
    left = invoice.amount - paid if paid else invoice.amount
    if invoice.settled_on is not None and invoice.settled_on <= as_of:
        return min(left, Money(0, left.currency))
    return left


def _in(items: Iterable[OpenItem], entity: str, currency: str) -> tuple[OpenItem, ...]:
    return tuple(item for item in items if (item.invoice.entity, item.open.currency) == (entity, currency))


def _sorted_in(items: Iterable[OpenItem]) -> Mapping[str, list[OpenItem]]:
    found: dict[str, list[OpenItem]] = {label: [] for label, _ in BUCKETS}
    for item in items:
        found[bucket_label(item.days_past_due)].append(item)
    return found


def _sum(items: Iterable[OpenItem], currency: str) -> Money:
    return total((item.open for item in items), currency)


def _tally(items: Sequence[OpenItem], currency: str) -> Tally:
    return Tally(len(items), _sum(items, currency))
