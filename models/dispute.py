"""A challenge of what is owed: per line or amount, with a clock that runs until finance leadership owns it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.lifecycle import DisputeEvent, DisputeState
from models.money import Money


class DisputeReason(StrEnum):
    """What the customer challenges."""

    SCOPE = "scope"
    DELIVERY = "delivery"
    PRICING = "pricing"
    QUALITY = "quality"
    CONTRACT = "contract"
    BILLING_ERROR = "billing_error"
    ALREADY_PAID = "already_paid"
    OTHER = "other"


class Outcome(StrEnum):
    """What leadership found."""

    #: The customer is right.
    VALID = "valid"
    #: The customer is wrong: all of it is owed.
    INVALID = "invalid"
    #: The customer is right about a part.
    PART = "part"


class RootCause(StrEnum):
    """Why there was a dispute at all: the short list that is counted; the note has the rest."""

    WRONG_PRICE = "wrong_price"
    WRONG_QUANTITY = "wrong_quantity"
    NOT_DELIVERED = "not_delivered"
    QUALITY = "quality"
    TERMS_UNCLEAR = "terms_unclear"
    INVOICED_TWICE = "invoiced_twice"
    PAYMENT_NOT_APPLIED = "payment_not_applied"
    CUSTOMER_MISTAKEN = "customer_mistaken"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DisputedLine:
    """One invoice in dispute. The whole line leaves every draft, whatever part of it is challenged."""

    invoice_number: str
    #: The challenged part; at most the open amount at the time.
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeStep:
    """One thing that happened to a dispute after its flag, by a person or by the machine."""

    #: None = leadership waits for the credit note no longer, which is no move.
    event: DisputeEvent | None
    by_id: str
    by_name: str
    #: Aware instant.
    at: datetime
    reason: str = ""
    #: Of a reassignment, whose it is now.
    to_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerQuestion:
    """What leadership asks the account owner about a dispute. It changes no state."""

    text: str
    #: Slack user id of the owner on the day it was asked.
    asked_id: str
    asked_name: str
    by_name: str
    at: datetime
    #: "" = not answered yet.
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """How a dispute was decided."""

    outcome: Outcome
    root_cause: RootCause
    note: str
    by_name: str
    at: datetime
    #: What is to be credited; None = no credit note is expected.
    credit: Money | None = None
    #: Why nobody waits for the credit note any more; "" = it is waited for.
    credit_over: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One dispute and where it stands."""

    id: str
    account_id: str
    account_name: str
    entity: str
    currency: str
    lines: tuple[DisputedLine, ...]
    reason: DisputeReason
    note: str
    state: DisputeState
    version: int
    #: Slack user id of whoever flagged it, or "erp" for the ERP's own mark.
    flagged_by: str
    flagged_by_name: str
    flagged_at: datetime
    #: The customer's sentence, when there is one.
    quote: str = ""
    #: Business-local day of the message with *quote*; None = not known.
    said_on: date | None = None
    #: Undisputed past-due lines at the time, with their open amounts.
    rest: tuple[DisputedLine, ...] = ()
    #: The packet it closed; None = it was flagged without one.
    packet_id: str | None = None
    #: The mail had already gone when it was flagged.
    mail_had_gone: bool = False
    owned_by: str | None = None
    owned_by_name: str | None = None
    owned_at: datetime | None = None
    #: Whom it was handed to and who has not acknowledged yet; "" = leadership as a whole.
    assigned_name: str = ""
    #: What happened since the flag, oldest first.
    steps: tuple[DisputeStep, ...] = ()
    #: Oldest first; only the last can be without an answer.
    questions: tuple[OwnerQuestion, ...] = ()
    #: None = not resolved, or reopened since.
    resolution: Resolution | None = None

    @property
    def is_open(self) -> bool:
        """While open, its lines leave every draft."""
        return self.state in (DisputeState.ROUTED, DisputeState.OWNED)

    @property
    def awaits_credit(self) -> bool:
        """Resolved, and the credit note it was resolved with is not in the books: its lines stay out."""
        found = self.resolution if self.state is DisputeState.RESOLVED else None
        return found is not None and found.credit is not None and not found.credit_over

    @property
    def is_settled(self) -> bool:
        """Leadership has decided and nothing is waited for: it outweighs the ERP's mark on its lines."""
        resolved = self.state is DisputeState.RESOLVED and self.resolution is not None and not self.awaits_credit
        return resolved or self.state is DisputeState.WITHDRAWN

    @property
    def closed_at(self) -> datetime | None:
        """Since when nothing is waited for; None = it is not over, or nobody wrote down when."""
        last = self.steps[-1].at if self.steps else self.resolution.at if self.resolution else None
        return last if self.is_settled else None

    @property
    def open_question(self) -> OwnerQuestion | None:
        """What the account owner has not answered yet."""
        last = self.questions[-1] if self.questions else None
        return last if last is not None and not last.answer else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDispute:
    """A dispute that is over, of lines that are asked for again."""

    #: How it ended, by whom, on which day and why, in one sentence.
    told: str
    closed_at: datetime
    #: No mail of the desk about these lines has left since.
    is_unmailed: bool
