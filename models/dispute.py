"""A challenge of what is owed: per line or amount, with a clock that runs until finance leadership owns it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.lifecycle import DisputeState
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


@dataclass(frozen=True, slots=True)
class DisputedLine:
    """One invoice in dispute. The whole line leaves every draft, whatever part of it is challenged."""

    invoice_number: str
    #: The challenged part; at most the open amount at the time.
    amount: Money


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
    #: Undisputed past-due lines at the time, with their open amounts.
    rest: tuple[DisputedLine, ...] = ()
    #: The packet it closed; None = it was flagged without one.
    packet_id: str | None = None
    #: The mail had already gone when it was flagged.
    mail_had_gone: bool = False
    owned_by: str | None = None
    owned_by_name: str | None = None
    owned_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """While open, its lines leave every draft."""
        return self.state in (DisputeState.ROUTED, DisputeState.OWNED)
