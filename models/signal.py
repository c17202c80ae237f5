"""What a message, a note or a ticket seems to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.evidence import Origin


class SignalKind(StrEnum):
    """What a message can say that matters for sorting."""

    DISPUTE = "dispute"
    PAYMENT_PLAN = "payment_plan"
    CREDIT = "credit"
    LEGAL = "legal"
    INSOLVENCY = "insolvency"
    PENALTY = "penalty"
    SUSPENSION = "suspension"
    PROMISE = "promise"
    PO_NEEDED = "po_needed"
    PAPER_WANTED = "paper_wanted"
    CONTACT_LEFT = "contact_left"
    OUT_OF_OFFICE = "out_of_office"
    INJECTION = "injection"


class HeardBy(StrEnum):
    """Who read a signal out of a text."""

    RULES = "rules"
    MODEL = "model"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Something a text seems to say. A suspicion until a person confirms it."""

    kind: SignalKind
    #: The sentence it was read from, verbatim.
    quote: str
    #: Id of the message, ticket or note.
    source_id: str
    origin: Origin
    #: For a dispute: scope, delivery, pricing, quality, contract, billing_error, already_paid.
    reason: str = ""
    #: For a promise: the day as stated and resolved; None = no day was named.
    on: date | None = None
    heard_by: HeardBy = HeardBy.RULES
