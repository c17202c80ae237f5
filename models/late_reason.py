"""Why a customer is late, as far as the records tell; a challenge of what is owed is a dispute and none of these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.evidence import Evidence
from models.people import Role


class LateCode(StrEnum):
    """What holds the payment up: what we owe comes first, then paper and data, then their own side."""

    CREDIT_PENDING = "credit_pending"
    DELIVERY_OPEN = "delivery_open"
    SERVICE_OPEN = "service_open"
    CASH_SHORT = "cash_short"
    PURCHASE_ORDER_WANTED = "purchase_order_wanted"
    VENDOR_SETUP_OPEN = "vendor_setup_open"
    INVOICE_NOT_RECEIVED = "invoice_not_received"
    DOCUMENT_WANTED = "document_wanted"
    CONTACT_GONE = "contact_gone"
    CASH_UNAPPLIED = "cash_unapplied"
    SHORT_PAYMENT = "short_payment"
    APPROVAL_PENDING = "approval_pending"
    NEXT_PAYMENT_RUN = "next_payment_run"
    RENEWAL_TALKS = "renewal_talks"
    PROMISE_BROKEN = "promise_broken"
    NO_ANSWER = "no_answer"
    FIRST_SLIP = "first_slip"
    HABITUALLY_LATE = "habitually_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateReason:
    """One reason that holds for a packet, with what shows it."""

    code: LateCode
    #: Whose it is to remove it.
    owner: Role
    #: What we do about it, in a few words that follow "our play: ".
    play: str
    sentence: str
    evidence: tuple[Evidence, ...]

    @property
    def words(self) -> str:
        """The code as people read it: "purchase order wanted"."""
        return self.code.replace("_", " ")
