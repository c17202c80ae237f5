"""What stops messages to a customer beyond one packet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.evidence import Origin


class HoldKind(StrEnum):
    """How much one hold stops, least first."""

    #: This packet alone: a state of it, no fact.
    PACKET = "packet"
    INVOICE = "hold_invoice"
    ACCOUNT = "hold_account"
    DO_NOT_CONTACT = "do_not_contact"
    LEGAL_HOLD = "legal_hold"


#: No packet at all is prepared while one of these stands; finance leadership or legal puts it on and lifts it.
STOPS = frozenset({HoldKind.DO_NOT_CONTACT, HoldKind.LEGAL_HOLD})


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingHold:
    """A person's word, or the accounts source's mark, that stands on the account or on one of its invoices."""

    kind: HoldKind
    origin: Origin
    #: Billing entity and invoice number, a line each; "" = the whole account.
    about: str = ""
    #: The first day it is over; None = until somebody lifts it.
    until: date | None = None
    reason: str = ""
    #: Slack user id and name of whoever put it on; "" = the accounts source says so.
    by_id: str = ""
    by_name: str = ""

    @property
    def key(self) -> str:
        """What names it when it is lifted."""
        return f"{self.kind}\n{self.about}"

    @property
    def invoice_number(self) -> str:
        """ "" = it is about the whole account."""
        return self.about.partition("\n")[2]
