"""What a person finds in the Home tab: the parts that are theirs by role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.dispute import Dispute
from models.money import Money
from models.promise import KeptWord
from models.sla import DisputeClock


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeRow:
    """One account that waits for somebody or something."""

    account_name: str
    #: Past due, one per currency.
    amounts: tuple[Money, ...]
    #: What is asked, or why it waits.
    what: str
    #: Where its live card is; "" = nowhere, or Slack's address is not known.
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePromise:
    """One promise, and what became of it."""

    account_name: str
    kept: KeptWord


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeDispute:
    """One open dispute; no clock = it waits for nobody of ours."""

    dispute: Dispute
    clock: DisputeClock | None
    link: str = ""
    #: Whether the reader has taken it.
    is_theirs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What waits for one person or role to decide."""

    whose: str
    waiting: int
    #: Working days the oldest has waited, today's not counted.
    oldest_days: int
    #: Past due behind it, one per currency.
    amounts: tuple[Money, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overridden:
    """One rule, and how often a person did otherwise while it stood on the card."""

    #: "" = no rule stood there: a routine card.
    rule: str
    #: What was pressed, and how often; the commonest first.
    presses: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """How often, whatever was pressed."""
        return sum(number for _, number in self.presses)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeSource:
    """How far one source reaches."""

    name: str
    #: Day its facts are true for; None = a payments source that has brought no payment yet.
    as_of: date | None
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Whether the lines of the last kept day come to what the books say, in one currency."""

    currency: str
    #: The five buckets together.
    open: Money
    unapplied: Money
    #: Billed, less what came, less what was closed without money: added up past every line.
    receivable: Money

    @property
    def outstanding(self) -> Money:
        """Buckets less unapplied."""
        return self.open - self.unapplied

    @property
    def difference(self) -> Money:
        """Nothing, where they tie."""
        return self.outstanding - self.receivable


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """One approval, as the record has it."""

    at: datetime
    by_name: str
    account: str
    #: What the mail asks for; None = it asks for no money, or another text has taken its place.
    amount: Money | None = None
    #: Names of those who signed it.
    signed_by: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPart:
    """What is theirs to decide, or waits on their accounts."""

    decisions: tuple[HomeRow, ...]
    held: tuple[HomeRow, ...]
    #: Due today or within the next seven days, the first day first.
    due: tuple[HomePromise, ...]
    #: Broken or kept in part, the oldest first.
    broken: tuple[HomePromise, ...]
    #: Whether the promises are those of every account: a role beside owning sees all.
    of_all: bool = False
    #: Texts that wait for a signature which this person may give.
    to_sign: tuple[HomeRow, ...] = ()
    #: Disputes they have taken.
    taken: tuple[HomeDispute, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadPart:
    """What finance leadership looks after."""

    disputes: tuple[HomeDispute, ...]
    #: Calendar days since the flag, how many, and what is challenged, one per currency; the youngest first.
    by_age: tuple[tuple[str, int, tuple[Money, ...]], ...]
    paths: tuple[HomeRow, ...]
    #: That of finance leadership has what its morning list says needs it: disputes, signatures and follow-ups.
    queues: tuple[Queue, ...]
    overridden: tuple[Overridden, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ControllerPart:
    """What a controller holds against the books."""

    #: The day the totals are of; None = no day was kept yet.
    day: date | None
    ties: tuple[Tie, ...]
    #: Since the beginning of *approved_since*, the newest first.
    approved: tuple[Approved, ...]
    approved_since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The Home tab of one person; the parts that are not theirs are None."""

    name: str
    #: Aware instant it was drawn.
    at: datetime
    #: What concerns everything below: a pause, for one.
    above: tuple[str, ...] = ()
    #: Key of the first post a person has to settle; "" = there is none, or it is not for them.
    unsettled: str = ""
    own: OwnPart | None = None
    lead: LeadPart | None = None
    controller: ControllerPart | None = None
    sources: tuple[HomeSource, ...] = ()
