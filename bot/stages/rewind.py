"""The books as they stood on an earlier day, as far as today's can tell.

What they cannot tell is left as it is today: who the contacts are, what a contract says, the ERP's dispute mark (which
has no day) and a ticket that has since been closed (which does not say when). `BLIND_SPOTS` says so to people.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from models.ledger import AccountLedger, SourceStamp
from models.receivable import Invoice

#: What a replay cannot know, in the words of its report.
BLIND_SPOTS = (
    "Contacts, contracts, tiers and owners are today's: the books do not say what they were.",
    "A dispute mark of the ERP has no day, so it counts from the invoice's first day.",
    "A ticket that is closed today counts as closed all along; one that is open counts from the day it was opened.",
    "A promise counts until its day and grace, from the first day its invoices were past due.",
    "Sources count as fresh on every day.",
)


def rewound(book: AccountLedger, day: date, zone: ZoneInfo) -> AccountLedger:
    """*book* without what came after *day*; the date of a message is the one in *zone*."""
    return replace(
        book,
        invoices=tuple(_as_it_stood(each, day) for each in book.invoices if each.issued_on <= day),
        payments=tuple(each for each in book.payments if each.received_on <= day),
        credit_notes=tuple(each for each in book.credit_notes if each.issued_on <= day),
        messages=tuple(each for each in book.messages if each.at.astimezone(zone).date() <= day),
        tickets=tuple(each for each in book.tickets if each.opened_on <= day),
    )


def _as_it_stood(invoice: Invoice, day: date) -> Invoice:
    settled_on = invoice.settled_on if invoice.settled_on is not None and invoice.settled_on <= day else None
    gone = invoice.gone if invoice.gone is not None and invoice.gone.since <= day else None
    return replace(invoice, settled_on=settled_on, gone=gone)


def fresh(stamps: tuple[SourceStamp, ...], day: date) -> tuple[SourceStamp, ...]:
    """*stamps* as if every source had been read on *day*."""
    return tuple(
        replace(stamp, as_of=day, newest_payment=day if stamp.newest_payment is not None else None) for stamp in stamps
    )
