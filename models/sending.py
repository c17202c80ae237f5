"""When mail may leave, and how often it is tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """The hours in which mail leaves, and how patient we are with a mail server."""

    #: On a working day, local time, of the billing entity and of the customer; the end not included.
    opens: time = time(8, 0)
    closes: time = time(18, 0)
    #: Whether the customer's hours and public holidays count beside ours, as far as they are known.
    customer_hours: bool = True
    #: How often a mail that a server puts off is tried before it is a person's again.
    tries: int = 6

    @property
    def is_all_day(self) -> bool:
        """Whether no hour of a working day is kept free of mail."""
        return self.opens == time.min and self.closes >= time(23, 59)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerTime:
    """What is known of when a customer works."""

    #: IANA zones they may be in; empty = not known.
    zones: tuple[str, ...] = ()
    #: Their country's public holidays and days of rest around the day asked about; None = their country is not known.
    days_off: frozenset[date] | None = None


class Hours(StrEnum):
    """Whose working time the leaving of a mail waited for."""

    #: Ours alone: the policy does not ask for theirs.
    OURS = "ours"
    BOTH = "both"
    #: Ours, and their holidays: where in their country they are is not known.
    THEIR_DAYS = "their_days"
    #: Ours alone: where they are is not known.
    UNKNOWN = "unknown"
    #: Ours alone: in two weeks there is no hour in which both of us work.
    APART = "apart"


class Leaving(NamedTuple):
    """When a mail may leave at the earliest, and whose hours that is by."""

    at: datetime
    hours: Hours
