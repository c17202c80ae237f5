"""How invoices were paid, and how much work following up was, before the copilot prepared anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from models.money import Money


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to an invoice, on a business-local day."""

    on: date
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidInvoice:
    """The way of one invoice from due to paid."""

    account_id: str
    #: Who owns the account today; the books do not say who owned it then.
    owner_id: str
    entity: str
    number: str
    amount: Money
    due_on: date
    paid_on: date
    #: Oldest first.
    steps: tuple[Step, ...] = ()

    @property
    def days(self) -> int:
        """Calendar days from due to paid; negative = paid before it was due."""
        return (self.paid_on - self.due_on).days


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidInTime:
    """How some paid invoices were paid. The shares are counts of *count*."""

    #: "" = everybody's.
    owner_id: str
    count: int
    median_days: Decimal
    mean_days: Decimal
    by_due: int
    within_30: int


@dataclass(frozen=True, slots=True)
class Rolled:
    """Of what was open in a bucket at the beginning of a week, what sat in a worse one at its end; all weeks added."""

    bucket: str
    open: Money
    worse: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesOutstanding:
    """Days of sales outstanding of one billing entity and currency; None = could not be computed honestly."""

    entity: str
    currency: str
    receivable: Money
    sales: Money
    simple: Decimal | None = None
    count_back: Decimal | None = None
    best_possible: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyAnswer:
    """One owner's word on the work follow-ups take them."""

    by_id: str
    by_name: str
    #: Aware instant.
    at: datetime
    minutes: int
    per_week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The figures a later before-and-after is held against."""

    #: The last day it speaks of: the eve of go-live, or the day of the books if that is earlier.
    until: date
    #: The day the books were true for.
    as_of: date
    paid: tuple[PaidInTime, ...]
    #: Weeks the roll covers.
    weeks: int
    rolled: tuple[Rolled, ...]
    outstanding: tuple[SalesOutstanding, ...]
    #: What could not be computed, and why.
    missing: tuple[str, ...]
    answers: tuple[SurveyAnswer, ...]
    #: Owners who were asked and have not answered.
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenBaseline:
    """A baseline that never changes again."""

    baseline: Baseline
    #: Aware instant.
    at: datetime
    #: Who froze it, for people to read.
    by_name: str
