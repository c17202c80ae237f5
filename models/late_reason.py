"""Why a customer is late, as far as the records tell; a challenge of what is owed is a dispute and none of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.draft import Play
from models.evidence import Evidence
from models.people import Role


class LateCode(StrEnum):
    """What holds the payment up: what we owe comes first, then paper and data, then their own side."""

    CREDIT_PENDING = "credit_pending"
    DELIVERY_OPEN = "delivery_open"
    DOCUMENT_OWED = "document_owed"
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
    PROMISE_PART_KEPT = "promise_part_kept"
    NO_ANSWER = "no_answer"
    FIRST_SLIP = "first_slip"
    HABITUALLY_LATE = "habitually_late"


#: Only a reminder asks for a day.
_FOR_A_DAY = frozenset({Play.REMINDER})
_ASKS = frozenset({Play.REMINDER, Play.NUDGE})
#: The drafts that do what our play against a reason is; for what is not here the play is a task of ours, named with
#: whose it is.
DRAFTS: Mapping[LateCode, frozenset[Play]] = {
    LateCode.CREDIT_PENDING: frozenset({Play.STATUS_NOTE}),
    LateCode.DELIVERY_OPEN: frozenset({Play.STATUS_NOTE}),
    LateCode.DOCUMENT_OWED: frozenset({Play.STATUS_NOTE}),
    LateCode.SERVICE_OPEN: frozenset({Play.STATUS_NOTE}),
    LateCode.PURCHASE_ORDER_WANTED: frozenset({Play.ASK_PO}),
    LateCode.INVOICE_NOT_RECEIVED: frozenset({Play.SEND_COPY}),
    LateCode.CONTACT_GONE: frozenset({Play.ASK_CONTACT}),
    LateCode.SHORT_PAYMENT: _ASKS,
    LateCode.APPROVAL_PENDING: _FOR_A_DAY,
    LateCode.NEXT_PAYMENT_RUN: _FOR_A_DAY,
    LateCode.RENEWAL_TALKS: frozenset({Play.NUDGE}),
    LateCode.PROMISE_BROKEN: _FOR_A_DAY,
    LateCode.PROMISE_PART_KEPT: _FOR_A_DAY,
    LateCode.NO_ANSWER: _ASKS,
    LateCode.FIRST_SLIP: _ASKS,
    LateCode.HABITUALLY_LATE: _FOR_A_DAY,
}


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

    def fits(self, draft: Play | None) -> bool:
        """Whether the play can be named beside a draft of this play; None = beside no draft."""
        return self.code not in DRAFTS or draft in DRAFTS[self.code]

    @property
    def words(self) -> str:
        """The code as people read it: "purchase order wanted"."""
        return self.code.replace("_", " ")
