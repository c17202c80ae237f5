"""What became of a customer's word to pay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.ledger import Promise
from models.money import Money


class Outcome(StrEnum):
    """Whether the money came in time; a promise that is still open is none of the others."""

    OPEN = "open"
    #: Its time is over, and the money in the books does not reach that far.
    UNKNOWN = "not known yet"
    KEPT = "kept"
    PART_KEPT = "part kept"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWord:
    """One promise and what came of it, in one billing entity and currency."""

    promise: Promise
    outcome: Outcome
    #: The last day on which the money still counts as in time: the day they named and the grace after it.
    until: date
    #: What had come for its invoices by *until*, or by today where that is earlier.
    received: Money
    #: What they had promised; without an amount of theirs, what the invoices came to.
    promised: Money
    #: Numbers of the invoices it is about.
    invoices: tuple[str, ...] = ()
