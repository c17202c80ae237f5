"""What keeps money from coming in: the few kinds that leadership adds up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.money import Money


class Blocker(StrEnum):
    """Why past-due money is not simply asked for; one amount may have several."""

    PO = "PO"
    DELIVERY = "delivery"
    CREDIT = "credit"
    CONTACT = "contact"
    DISPUTE = "dispute"
    PROMISE = "promise"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Blocked:
    """What one blocker keeps back of one account in one billing entity and currency."""

    account_id: str
    entity: str
    blocker: Blocker
    amount: Money
