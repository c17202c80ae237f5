"""The seven facts a person must know of an account before anybody asks it for money."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from models.evidence import Evidence


class FactName(StrEnum):
    """The seven, in the order people read them."""

    OPEN_DISPUTES = "open disputes"
    PROMISED_CREDITS = "promised credits"
    SERVICE_ESCALATIONS = "service escalations"
    RENEWAL_RISK = "renewal risk"
    EXECUTIVE_RELATIONSHIPS = "executive relationships"
    PROCUREMENT_DELAYS = "procurement delays"
    PAYMENT_HISTORY = "payment history"


class Presence(StrEnum):
    """Whether there is such a thing. Unknown is never absent."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFact:
    """One of the seven for one account."""

    name: FactName
    presence: Presence
    #: What there is, what is left to say of nothing, or why it is not known: which source is missing, old or silent.
    text: str = ""
    evidence: tuple[Evidence, ...] = ()
    #: Of an absent one: the sources that were looked at and the day they are true for; no change of the facts.
    looked_at: str = field(default="", metadata={"digested": False})
