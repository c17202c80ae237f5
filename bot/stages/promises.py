"""Kept, part kept or broken: what became of each promise, by the money that came for its invoices in time.

Money that came before the promise counts too, because no source says when a promise was given.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.stages.age import residual
from bot.stages.rewind import rewound
from models.calendar import add_working_days
from models.ledger import AccountLedger, Promise
from models.money import Money, total
from models.policy import Policy
from models.promise import KeptWord, Outcome
from models.receivable import Invoice

#: Whatever zone messages are read in, money has a day of its own.
_ANY_ZONE = ZoneInfo("UTC")


def kept_words(
    book: AccountLedger, entity: str, currency: str, as_of: date, policy: Policy, *, cash_through: date | None
) -> tuple[KeptWord, ...]:
    """What became of every promise about invoices of one entity and currency, the oldest day first.

    Money that came after *cash_through* is in no books yet, so no promise that ran longer is called broken; None = it
    is not known how far the money in the books reaches.
    """
    told = (_kept(promise, book, entity, currency, as_of, policy) for promise in book.promises)
    found = (_as_far_as_known(each, cash_through) for each in told if each)
    return tuple(sorted(found, key=lambda each: (each.promise.due_on, each.promise.id)))


def covers(promise: Promise, invoice: Invoice) -> bool:
    """Whether the promise is about *invoice*: it names it, or names none and the invoice was there by then."""
    if promise.invoice_numbers:
        return any(invoice.goes_by(number) for number in promise.invoice_numbers)
    return invoice.issued_on <= promise.origin.as_of


def last_day(promise: Promise, policy: Policy) -> date:
    """The last day on which the promise is not broken: the day they named and the grace after it."""
    return add_working_days(promise.due_on, policy.promise_grace_days, policy.holidays)


def _kept(
    promise: Promise, book: AccountLedger, entity: str, currency: str, as_of: date, policy: Policy
) -> KeptWord | None:
    until = last_day(promise, policy)
    about = [
        invoice
        for invoice in book.posted_invoices
        if (invoice.entity, invoice.amount.currency) == (entity, currency)
        and covers(promise, invoice)
        and invoice.issued_on <= promise.due_on
    ]
    if not about or (promise.amount is not None and promise.amount.currency != currency):
        return None
    then = rewound(book, min(until, as_of), _ANY_ZONE)
    left = [_left(invoice, then, min(until, as_of)) for invoice in about]
    billed = total((invoice.amount for invoice in about), currency)
    promised = promise.amount or billed
    received = billed - total(left, currency)
    settled = all(policy.settled(each) for each in left)
    return KeptWord(
        promise=promise,
        outcome=_outcome(settled or policy.settled(promised - received), received, is_over=as_of > until),
        until=until,
        received=received,
        promised=promised,
        invoices=tuple(invoice.number for invoice in about),
    )


def _as_far_as_known(kept: KeptWord, cash_through: date | None) -> KeptWord:
    is_settled = kept.outcome in (Outcome.OPEN, Outcome.KEPT)
    if is_settled or (cash_through is not None and cash_through >= kept.until):
        return kept
    return replace(kept, outcome=Outcome.UNKNOWN)


def _left(invoice: Invoice, then: AccountLedger, day: date) -> Money:
    stood = next(each for each in then.invoices if each.number == invoice.number and each.entity == invoice.entity)
    return residual(stood, then, day)


def _outcome(kept: bool, received: Money, *, is_over: bool) -> Outcome:
    if kept:
        return Outcome.KEPT
    if not is_over:
        return Outcome.OPEN
    return Outcome.PART_KEPT if received.minor > 0 else Outcome.BROKEN
