"""The follow-up packet: what is known about one account × billing entity × currency on one morning."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import IntEnum, StrEnum
from functools import cache
from typing import Any

from models.account_fact import AccountFact
from models.correspondence import Contact, Message, Touch
from models.decision import Path
from models.dispute import ClosedDispute, DisputeReason
from models.draft import Play
from models.evidence import Evidence, Gap, Origin
from models.gate import Gate, GateEffect
from models.hold import StandingHold
from models.late_reason import LateReason
from models.ledger import Account, Contradiction, Promise, Ticket
from models.money import Money, total
from models.obligation import Obligation
from models.people import Role
from models.pilot import Exclusion
from models.promise import KeptWord, Outcome
from models.receivable import Invoice, Payment
from models.recorded import Recorded
from models.risk import Risk
from models.signal import Signal, SignalKind
from models.suspicion import Rejected
from models.unapplied import UnappliedCredit
from models.word_choice import DraftWords


class Route(IntEnum):
    """How much human judgement the account needs; higher wins."""

    ROUTINE = 0
    EXCEPTION = 1
    EXECUTIVE_REVIEW = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """One invoice with something left to pay."""

    invoice: Invoice
    #: Amount less posted payments and credits; always positive.
    open: Money
    #: Business-local as_of less due date, calendar days; 0 and below is not yet past due.
    days_past_due: int
    #: Posted payments for it, without any credit of ours; None = not known.
    paid: Money | None = field(default=None, metadata={"digested": False})


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A past-due line that no draft asks for, and why."""

    item: OpenItem
    why: str


@dataclass(frozen=True, slots=True)
class AgingBucket:
    """One column of the ageing, by due date: Current, 1–30, 31–60, 61–90, 91+."""

    label: str
    amount: Money


class ContextName(StrEnum):
    """The six facts every card states, present even when empty."""

    INVOICE = "invoice"
    PAYMENT_HISTORY = "payment history"
    TICKETS = "open tickets"
    CONTRACT = "contract notes"
    RENEWAL = "renewal"
    OWNER = "account owner"


@dataclass(frozen=True, slots=True)
class ContextLine:
    """One of the six facts in a few words, with the records behind it."""

    name: ContextName
    text: str
    origins: tuple[Origin, ...] = ()
    #: False where no source answers: shown as unknown.
    known: bool = True
    #: When an empty answer was checked, as people read it; no change of the facts.
    checked: str = field(default="", metadata={"digested": False})


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a rule chose a route; the sentence is the rule's own docstring."""

    rule: str
    route: Route
    reviewer: Role
    sentence: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpPacket:
    """Facts and sorting of one account × entity × currency. No decision is in here."""

    account: Account
    entity: str
    currency: str
    as_of: date
    #: Past due and asked for, oldest due date first.
    items: tuple[OpenItem, ...]
    left_out: tuple[LeftOut, ...] = ()
    #: Disputes of *items* that ended lately, or since when no mail has left; the last to end first.
    closed_disputes: tuple[ClosedDispute, ...] = ()
    not_due: tuple[OpenItem, ...] = ()
    #: Payments and credits no invoice claims, and overpayments.
    unapplied: Money
    #: What *unapplied* is made of.
    credits: tuple[UnappliedCredit, ...] = ()
    buckets: tuple[AgingBucket, ...] = ()
    #: What no source lists any more, newest first: not asked for, not in a bucket, and not called paid.
    gone: tuple[Invoice, ...] = ()
    context: tuple[ContextLine, ...] = ()
    #: The seven of the account, in order; empty = prepared before there were any.
    account_facts: tuple[AccountFact, ...] = ()
    contacts: tuple[Contact, ...] = ()
    #: Whom a draft goes to; None = nobody is verified.
    recipient: Contact | None = None
    #: Newest first, at most three.
    exchanges: tuple[Message, ...] = ()
    #: Inbound since go-live that nobody has looked at or answered, oldest first.
    unread: tuple[Message, ...] = ()
    signals: tuple[Signal, ...] = ()
    promises: tuple[Promise, ...] = ()
    #: What became of those about invoices of this entity and currency, the oldest day first.
    kept_words: tuple[KeptWord, ...] = ()
    #: Those of the account, and those of its invoices; what a person said first.
    holds: tuple[StandingHold, ...] = ()
    #: Suspicions rejected since the last mail of ours left, the oldest press first.
    rejected: tuple[Rejected, ...] = field(default=(), metadata={"digested": False})
    #: What people recorded that no source says yet, the oldest press first.
    recorded: tuple[Recorded, ...] = ()
    #: Open ones only.
    tickets: tuple[Ticket, ...] = ()
    #: What we owe them and have not done, what falls due first at the top.
    obligations: tuple[Obligation, ...] = ()
    last_touch: Touch | None = None
    #: Every touch on the day of the last one.
    last_day_touches: tuple[Touch, ...] = ()
    #: Reminders actually sent about these invoices.
    reminders_sent: int = 0
    #: One for each of them: the day and the record of it.
    reminders: tuple[Evidence, ...] = ()
    #: The days of them; it follows from *reminders*.
    reminded_on: tuple[date, ...] = field(default=(), metadata={"digested": False})
    #: The newest money of theirs for this entity in this currency; None = none is on record.
    last_payment: Payment | None = None
    next_allowed: date | None = None
    #: Day of the newest posted payment of any customer, of several payments sources the one furthest behind; None = no
    #: such source, or one without a payment. Money of somebody else that comes in the afternoon is no change of this
    #: account's facts.
    cash_through: date | None = field(default=None, metadata={"digested": False})
    contradictions: tuple[Contradiction, ...] = ()
    #: What the reviewer should know is not known.
    gaps: tuple[Gap, ...] = ()
    #: Why the account is outside the pilot; empty = it is in, or there is none. The gate says it, and that is digested.
    outside_pilot: tuple[Exclusion, ...] = field(default=(), metadata={"digested": False})
    #: Whether a message can say where to pay: details on file, or the policy's word that the invoices have them. The
    #: gate says that it cannot, and that is digested.
    pay_to_known: bool = field(default=True, metadata={"digested": False})
    #: Slack user id of the account owner after fallback; never unowned.
    owner_id: str = ""
    #: Addresses of its contacts that no mail of ours has gone to and that were not on record on the first morning.
    new_addresses: tuple[str, ...] = field(default=(), metadata={"digested": False})
    route: Route = Route.ROUTINE
    reasons: tuple[Reason, ...] = ()
    gates: tuple[Gate, ...] = ()
    #: Why they are late, the gravest first; empty = nobody knows. It follows from the facts, and so does the next.
    late_because: tuple[LateReason, ...] = field(default=(), metadata={"digested": False})
    #: Shown, and asked by no rule; None = prepared before there was one.
    risk: Risk | None = field(default=None, metadata={"digested": False})
    policy_hash: str = ""
    #: What a language model chose from the menu of its message, or why it did not; None = it was not asked. No fact.
    words: DraftWords | None = field(default=None, metadata={"digested": False})
    #: Path → what a draft on it would be for; a missing path drafts nothing. None = prepared before this was kept.
    plays: tuple[tuple[Path, Play], ...] | None = field(default=None, metadata={"digested": False})

    @property
    def language(self) -> str | None:
        """What the recipient reads, else the account, as a BCP 47 tag; None = no source says."""
        return (self.recipient.language if self.recipient else None) or self.account.language

    @property
    def asked(self) -> Money:
        """What a draft would ask for."""
        return total((item.open for item in self.items), self.currency)

    @property
    def came_back(self) -> tuple[KeptWord, ...]:
        """The promises that were not kept, or in part, about lines that are asked for again."""
        asked = {item.invoice.number for item in self.items}
        failed = (each for each in self.kept_words if each.outcome in (Outcome.PART_KEPT, Outcome.BROKEN))
        return tuple(each for each in failed if asked & set(each.invoices))

    @property
    def promise_heard(self) -> tuple[Signal, Message] | None:
        """The newest sentence of theirs that names a day to come on which they pay, and that nobody has recorded."""
        messages = {message.id: message for message in (*self.exchanges, *self.unread)}
        known = {promise.due_on for promise in self.promises}
        words = (each for each in self.signals if each.kind is SignalKind.PROMISE and each.source_id in messages)
        found = [each for each in words if each.on is not None and each.on >= self.as_of and each.on not in known]
        heard = max(found, key=lambda each: messages[each.source_id].at, default=None)
        return (heard, messages[heard.source_id]) if heard else None

    @property
    def paid_heard(self) -> Signal | None:
        """The first sentence by which they say that they have paid, and that nobody has judged yet."""
        heard = (each for each in self.signals if each.kind is SignalKind.DISPUTE)
        return next((each for each in heard if each.reason == DisputeReason.ALREADY_PAID), None)

    @property
    def to_apply(self) -> Money:
        """What of *unapplied* nobody has said to leave where it is."""
        return self.unapplied - total((credit.amount for credit in self.credits if credit.left_by), self.currency)

    @property
    def is_covered(self) -> bool:
        """Whether money that no invoice claims covers the ask, some of which nobody has said to leave where it is."""
        is_left = bool(self.credits) and all(credit.left_by for credit in self.credits)
        return bool(self.items) and self.unapplied >= self.asked and not is_left

    @property
    def past_due(self) -> Money:
        """Everything past due, asked for or left out."""
        return self.asked + total((left.item.open for left in self.left_out), self.currency)

    @property
    def days_past_due(self) -> int:
        """Of the oldest past-due line, asked for or left out; 0 when there is none."""
        lines = [*self.items, *(left.item for left in self.left_out)]
        return max((item.days_past_due for item in lines), default=0)

    @property
    def outstanding(self) -> Money:
        """Net of unapplied: buckets less unapplied."""
        return total((bucket.amount for bucket in self.buckets), self.currency) - self.unapplied

    def gated(self, effect: GateEffect) -> tuple[Gate, ...]:
        """The closed gates of one effect."""
        return tuple(gate for gate in self.gates if gate.effect is effect)

    def digest(self) -> str:
        """Changes exactly when a fact or the sorting does."""
        return hashlib.sha256(json.dumps(_plain(self), ensure_ascii=True).encode()).hexdigest()[:16]


def _plain(value: object) -> object:
    """The same JSON for equal facts, wherever they were read back from."""
    kind: Any = type(value)
    names = _digested(kind)
    if names is not None:
        return [_plain(getattr(value, name)) for name in names]
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


@cache
def _digested(kind: Any) -> tuple[str, ...] | None:
    """The fields of a dataclass that count; None = it is none."""
    if not is_dataclass(kind):
        return None
    return tuple(one.name for one in fields(kind) if one.metadata.get("digested", True))
