"""What the books say about a dispute that waits for them: the money they said they had paid, or our credit note."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from bot.stages.age import residual
from bot.wording import amount, day
from models.dispute import Dispute, DisputeReason
from models.ledger import AccountLedger
from models.money import total
from models.policy import Policy
from models.receivable import CreditNote, Invoice


def paid_words(dispute: Dispute, book: AccountLedger, as_of: date, policy: Policy) -> str:
    """That all they said they had paid is settled in the books; "" = it is not, or the dispute is about something else.

    An invoice that is not listed, or that does not count any more, is not called paid: a person decides then.
    """
    if dispute.reason is not DisputeReason.ALREADY_PAID or not dispute.is_open:
        return ""
    found = [_invoices(dispute, line.invoice_number, book) for line in dispute.lines]
    if not all(found) or not all(_is_settled(each, book, as_of, policy) for named in found for each in named):
        return ""
    numbers = ", ".join(line.invoice_number for line in dispute.lines)
    return f"The books show nothing open on {numbers} as of {day(as_of)}."


def _invoices(dispute: Dispute, number: str, book: AccountLedger) -> list[Invoice]:
    return [each for each in book.invoices if each.entity == dispute.entity and each.goes_by(number)]


def _is_settled(invoice: Invoice, book: AccountLedger, as_of: date, policy: Policy) -> bool:
    is_listed = invoice.counts and invoice.gone is None
    return is_listed and policy.settled(residual(invoice, book, as_of))


def credit_words(dispute: Dispute, book: AccountLedger, zone: ZoneInfo) -> str:
    """That the credit note waited for is in the books; "" = it is not, or none is waited for.

    It is one, or several together, on the disputed invoices, issued since the flag and of at least the amount expected.
    A credit note that names no invoice may be for anything, so it is not taken for this one.
    """
    expected = dispute.resolution.credit if dispute.awaits_credit and dispute.resolution else None
    if expected is None:
        return ""
    since = dispute.flagged_at.astimezone(zone).date()
    found = [note for note in _credits(dispute, book) if note.issued_on >= since]
    if total((note.amount for note in found), dispute.currency) < expected:
        return ""
    told = ", ".join(f"{note.id} of {amount(note.amount)}, {day(note.issued_on)}" for note in found)
    return f"Credit note {told}."


def _credits(dispute: Dispute, book: AccountLedger) -> Iterator[CreditNote]:
    invoices = [each for line in dispute.lines for each in _invoices(dispute, line.invoice_number, book)]
    names = {name for each in invoices for name in (each.number, each.document) if name}
    for note in book.credit_notes:
        mine = note.entity == dispute.entity and note.amount.currency == dispute.currency
        if note.counts and mine and note.invoice_number in names:
            yield note
