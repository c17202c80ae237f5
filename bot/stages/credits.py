"""What unapplied money is made of, and which of it somebody has said to leave where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.stages.age import over_applied
from models.fact import Fact, FactKind
from models.ledger import AccountLedger, Dissent
from models.unapplied import UnappliedCredit


def unapplied_credits(
    book: AccountLedger, entity: str, currency: str, facts: Iterable[Fact]
) -> tuple[UnappliedCredit, ...]:
    """The pieces of `age.unapplied`: each payment and credit that names no invoice, and what others have too much."""
    left = {fact.about: fact for fact in facts if fact.kind is FactKind.LEFT_UNAPPLIED}
    found = (*_nameless(book, entity, currency), *_too_much(book, entity, currency))
    return tuple(_told(each, left.get(each.key)) for each in found)


def _nameless(book: AccountLedger, entity: str, currency: str) -> Iterator[UnappliedCredit]:
    for item in book.posted_money:
        if not item.invoice_number and (item.entity, item.amount.currency) == (entity, currency):
            yield UnappliedCredit(id=item.id, amount=item.amount, why="it names no invoice")


def _too_much(book: AccountLedger, entity: str, currency: str) -> Iterator[UnappliedCredit]:
    for number, spare in over_applied(book, entity, currency):
        if number:
            yield UnappliedCredit(id=f"for {number}", amount=spare, why=_why(book, entity, currency, number))


def _why(book: AccountLedger, entity: str, currency: str, number: str) -> str:
    key = (entity, currency)
    own = (invoice for invoice in book.posted_invoices if (invoice.entity, invoice.amount.currency) == key)
    if any(invoice.goes_by(number) for invoice in own):
        return "that invoice is paid already"
    # The first value of such a contradiction is the money itself.
    elsewhere = {each.values[0][1] for each in book.contradictions if each.about is Dissent.WHOSE_MONEY}
    named = [item for item in book.posted_money if item.invoice_number == number and item.entity == entity]
    if named and all(item.origin in elsewhere for item in named):
        return "that invoice is another customer's"
    return "no open invoice of theirs has that number here"


def _told(credit: UnappliedCredit, fact: Fact | None) -> UnappliedCredit:
    return replace(credit, left_by=fact.by_name, left_because=fact.reason) if fact else credit
