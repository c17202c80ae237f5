"""What we owe a customer: what a source lists, and what open tickets and unissued credit notes say besides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from models.ledger import AccountLedger, Ticket
from models.obligation import Obligation, ObligationKind
from models.receivable import CreditNote, Posting

#: Kinds of ticket that mean we owe the customer something.
OWED_KINDS = frozenset({ObligationKind.DELIVERY, ObligationKind.DOCUMENT, ObligationKind.FIX})
#: A credit note that is written and not issued yet.
_ANNOUNCED = (Posting.DRAFT, Posting.PENDING)


def open_obligations(book: AccountLedger) -> tuple[Obligation, ...]:
    """Everything not done yet, what falls due first at the top, what has no day at the end.

    A ticket or credit note and the obligation that names it, or that it names, are one thing. What the obligation does
    not say, the ticket may; a ticket still open outlives an obligation that is called done.
    """
    listed = [each for each in book.obligations if each.is_open]
    found = {each.id: each for each in listed}
    for derived in (*_of_tickets(book.tickets), *_of_credit_notes(book.credit_notes)):
        same = next((each for each in listed if _is_same(each, derived)), None)
        if same is None:
            found.setdefault(derived.id, derived)
        else:
            found[same.id] = _completed(found[same.id], derived)
    return tuple(
        sorted(found.values(), key=lambda each: (each.due_on or date.max, each.opened_on or date.max, each.id))
    )


def _of_tickets(tickets: Iterable[Ticket]) -> Iterator[Obligation]:
    for ticket in tickets:
        kind = ticket.kind.strip().casefold()
        if ticket.is_open and kind in OWED_KINDS:
            yield Obligation(
                id=ticket.id,
                account_id=ticket.account_id,
                kind=ObligationKind(kind),
                what=ticket.subject.strip(),
                is_open=True,
                origin=ticket.origin,
                due_on=ticket.due_on,
                opened_on=ticket.opened_on,
            )


def _of_credit_notes(notes: Iterable[CreditNote]) -> Iterator[Obligation]:
    for note in notes:
        if note.status in _ANNOUNCED:
            yield Obligation(
                id=note.id,
                account_id=note.account_id,
                kind=ObligationKind.CREDIT,
                what=f"credit note {note.id}, {note.status} in the books",
                is_open=True,
                origin=note.origin,
                opened_on=note.issued_on,
                invoice_numbers=(note.invoice_number,) if note.invoice_number else (),
                amount=note.amount,
            )


def _is_same(listed: Obligation, derived: Obligation) -> bool:
    return listed.reference == derived.id or _names(derived.what, listed.id) or _names(listed.what, derived.id)


def _names(text: str, record_id: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(record_id)}(?![\w-])", text) is not None


def _completed(listed: Obligation, derived: Obligation) -> Obligation:
    return replace(
        listed,
        due_on=listed.due_on or derived.due_on,
        opened_on=listed.opened_on or derived.opened_on,
        amount=listed.amount or derived.amount,
        invoice_numbers=listed.invoice_numbers or derived.invoice_numbers,
        reference=listed.reference or derived.id,
    )
