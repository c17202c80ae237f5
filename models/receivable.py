"""What customers owe and what was set against it. `None` and empty mean what they mean in the ledger."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.evidence import Origin
from models.money import Money


@dataclass(frozen=True, slots=True)
class Gone:
    """An invoice that a source had and none has now: never asked for, never called paid."""

    #: The day of the first import without it.
    since: date
    #: Its row is still there and could not be read.
    is_unread: bool = False


class Posting(StrEnum):
    """How far a document has come in the books; only what is posted counts."""

    POSTED = "posted"
    DRAFT = "draft"
    PENDING = "pending"
    VOID = "void"
    CANCELLED = "cancelled"
    REVERSED = "reversed"


def _counts(status: Posting | None) -> bool:
    # A value declared in sources.toml is the bare word until the store has read it back.
    return status is None or status == Posting.POSTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """An invoice, or one instalment of it, paid or not."""

    #: What it is called everywhere, once per account and entity: an instalment's is its document's number and its
    #: place, "F26-0117/2" (see `instalment_number`).
    number: str
    account_id: str
    #: Billing entity of ours that issued it.
    entity: str
    amount: Money
    issued_on: date
    due_on: date
    origin: Origin
    #: Day it reached the customer; None = not known, or the source has no such field.
    delivered_on: date | None = None
    #: "" = the ERP has the field and it is empty; None = the source has no such field.
    po_number: str | None = None
    #: The ERP's own dispute mark; None = the source has no such field.
    disputed: bool | None = None
    #: Day it was settled, where the ERP says so instead of exporting payments.
    settled_on: date | None = None
    #: None = the source has no such field, and lists only what is posted.
    status: Posting | None = None
    #: Its place among the instalments of the document, as the ERP writes it ("2/3"); None = it is the whole document.
    instalment: str | None = None
    #: The number its document has in the ERP, where that is not *number*.
    document: str | None = None
    #: What the ERP calls the customer; None = the source has no such field.
    customer_name: str | None = None
    #: Path of its copy inside the folder of invoice files; None = the source has no such field, or it is empty.
    file: str | None = None
    #: None = a source lists it.
    gone: Gone | None = None

    @property
    def counts(self) -> bool:
        """Whether it is owed at all: drafts and what was void or cancelled are not."""
        return _counts(self.status)

    def goes_by(self, number: str) -> bool:
        """Whether *number* names it: its own, or its whole document's."""
        return number in (self.number, self.document)


def instalment_number(document: str, instalment: str | None) -> str:
    """The number that one instalment of *document* goes by: "F26-0117/2" for the second, whether "2/3" or "2 of 3".

    The only instalment of a document ("1/1") is the document.
    """
    said = (instalment or "").strip()
    if not said:
        return document
    place, *count = [str(int(digits)) for digits in re.findall(r"[0-9]+", said)] or [said]
    return document if [place, *count] == ["1", "1"] else f"{document}/{place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money received. Without an invoice number it is unapplied cash of the account."""

    id: str
    account_id: str
    amount: Money
    received_on: date
    origin: Origin
    #: Billing entity that received it.
    entity: str
    #: Without an instalment it is for the whole document, whose oldest instalment takes it first.
    invoice_number: str | None = None
    instalment: str | None = None
    #: None = the source has no such field, and lists only what is posted.
    status: Posting | None = None
    #: Id of the payment it takes back; its amount is then negative.
    reverses: str | None = None
    #: Whom the bank names as having paid; None = the source has no such field.
    payer: str | None = None

    @property
    def counts(self) -> bool:
        """Whether the money is in: not pending, and not taken back."""
        return _counts(self.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditNote:
    """Money we gave back on paper. Without an invoice number it is an unapplied credit."""

    id: str
    account_id: str
    #: Positive: the amount the customer owes less.
    amount: Money
    issued_on: date
    origin: Origin
    entity: str
    invoice_number: str | None = None
    instalment: str | None = None
    #: None = the source has no such field, and lists only what is posted.
    status: Posting | None = None

    @property
    def counts(self) -> bool:
        """Whether it lowers what is owed."""
        return _counts(self.status)
