"""What a dispute's outcomes and root causes are called."""

from __future__ import annotations

from collections.abc import Mapping

from models.dispute import Outcome, RootCause
from models.lifecycle import DisputeEvent

#: Name, and what it says in at most 75 characters.
OUTCOMES: Mapping[Outcome, tuple[str, str]] = {
    Outcome.VALID: ("They are right", "What they challenge is credited, or has been put right."),
    Outcome.INVALID: ("They are wrong", "All of it is owed: the invoices come back into drafts."),
    Outcome.PART: ("They are right in part", "The amount below is credited; the rest is owed."),
}

ROOT_CAUSES: Mapping[RootCause, str] = {
    RootCause.WRONG_PRICE: "Price differs from what was agreed",
    RootCause.WRONG_QUANTITY: "Quantity or scope differs from what was ordered",
    RootCause.NOT_DELIVERED: "Delivered late, or not at all",
    RootCause.QUALITY: "Quality of what was delivered",
    RootCause.TERMS_UNCLEAR: "Contract or terms can be read in two ways",
    RootCause.INVOICED_TWICE: "Invoiced twice, or to the wrong customer",
    RootCause.PAYMENT_NOT_APPLIED: "Their payment was not applied",
    RootCause.CUSTOMER_MISTAKEN: "The customer was mistaken",
    RootCause.OTHER: "Something else",
}

#: What is done, as a line of the history begins.
STEPS: Mapping[DisputeEvent | None, str] = {
    DisputeEvent.REJECT: "rejected it",
    DisputeEvent.FLAG: "flagged it",
    DisputeEvent.ACKNOWLEDGE: "acknowledged it",
    DisputeEvent.REASSIGN: "handed it to",
    DisputeEvent.RESOLVE: "resolved it",
    DisputeEvent.WITHDRAW: "withdrew it",
    DisputeEvent.REOPEN: "reopened it",
    DisputeEvent.SETTLE: "settled it",
    None: "waits for the credit note no longer",
}
