"""What we owe a customer. `None` and empty mean what they mean in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.evidence import Origin
from models.money import Money
from models.people import Role


class ObligationKind(StrEnum):
    """What is owed: work and papers are customer success's, credits are finance leadership's."""

    FIX = "fix"
    DOCUMENT = "document"
    DELIVERY = "delivery"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One thing that one of ours has promised a customer, done or not."""

    id: str
    account_id: str
    kind: ObligationKind
    #: In the words of the source, such as "the signed data-processing agreement".
    what: str
    is_open: bool
    origin: Origin
    #: Slack user id of a member of the policy, or a name as the source has it; None = whoever has things of its kind.
    owner: str | None = None
    due_on: date | None = None
    opened_on: date | None = None
    #: The invoices it concerns; empty = the account.
    invoice_numbers: tuple[str, ...] = ()
    #: Of a credit: what was promised.
    amount: Money | None = None
    #: Id of the ticket or credit note that is the same thing; None = the source names none.
    reference: str | None = None

    @property
    def role(self) -> Role:
        """Who has things of its kind."""
        return Role.FINANCE_LEADERSHIP if self.kind is ObligationKind.CREDIT else Role.CUSTOMER_SUCCESS
