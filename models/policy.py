"""The business's own rules, parsed from config/policy.toml. Its hash is printed on every packet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from models.authority import Row
from models.label import MOST_READERS, Label
from models.ledger import RecordKind
from models.lifecycle import PacketEvent
from models.money import Money
from models.people import Leave, Role
from models.pilot import Pilot
from models.retention import Retention
from models.sending import Sending
from models.signature import FormerRules, SignatureRules
from models.sla import Sla

#: The fact classes no decision is made without, whatever the policy says.
LEAST_REQUIRED = frozenset({RecordKind.ACCOUNTS, RecordKind.PAYMENTS, RecordKind.CONTACTS, RecordKind.MESSAGES})


#: What a person reads of whom the policy says nothing.
ENGLISH_ONLY = ("en",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A billing entity of ours: who the customer owes, and in whose name mail leaves."""

    id: str
    name: str
    #: IANA zone; "today" for this entity's invoices is the date there.
    timezone: str
    #: Address in From; a real mailbox that people read.
    mail_from: str
    reply_to: str
    #: Whether its invoices say where to pay, so that a message may point there where no bank details are on file.
    details_on_invoice: bool = False
    #: Its own business hours, local time, the end not included; None = those of the policy's `Sla`.
    business_hours: tuple[time, time] | None = None
    #: Days on which nobody works there, beside the firm's.
    holidays: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person of ours, as the policy names them."""

    user_id: str
    name: str
    email: str
    roles: frozenset[Role]
    #: Slack channel id for an account owner's own packets; None = their role's channel.
    channel: str | None = None
    #: Slack user id of whoever decides in their place; None = nobody named.
    delegate: str | None = None
    #: When they are away, and their accounts are their delegate's, else the fallback owner's; no two overlap.
    leave: tuple[Leave, ...] = ()
    #: Languages this person reads, the preferred one first: ISO 639 codes, never empty.
    reads: tuple[str, ...] = ENGLISH_ONLY

    def away_on(self, day: date) -> Leave | None:
        """The leave that *day* falls into; None = they are here."""
        return next((each for each in self.leave if each.first <= day <= each.last), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """A finance lead's word that the firm has no source of a kind, and decides without it."""

    by: Member
    on: date
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """When a late customer first hears from us, of which invoices, and how often. Calendar days; the due day is 0."""

    #: Days past due of the oldest line asked for on which an account's first packet appears, 1 to 3.
    first_packet_days: int = 3
    #: A line so many days past due or fewer is not asked for yet.
    invoice_grace_days: int = 2
    #: A line is not asked for until so many days after the customer got it.
    delivered_min_days: int = 7
    #: After so many reminders no more is drafted until leadership has chosen how to go on.
    last_step: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalLimits:
    """What one person may approve in a time; more is refused, and finance leadership is told."""

    #: Mails within any hour.
    per_hour: int = 60
    #: Currency → what the mails approved within 24 hours may ask for together; of a currency not named, any amount.
    value_per_day: Mapping[str, Money] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Thresholds, tiers, roles and channels. Built and validated by the policy adapter."""

    #: sha256 of the policy file, first 12 hex digits.
    hash: str
    #: Table of the file → a short hash of what stands in it; "" = the lines above the first table.
    sections: Mapping[str, str] = field(default_factory=dict)
    entities: Mapping[str, Entity]
    members: Mapping[str, Member]
    #: Slack channel id of each role that has a shared channel.
    channels: Mapping[Role, str]
    #: Ids of public channels in which accounts may be shown all the same.
    public_allowed: frozenset[str] = frozenset()
    #: Slack user id who gets accounts whose owner is unknown or has left.
    fallback_owner: str
    #: Tiers that always go to executive review.
    strategic_tiers: frozenset[str]
    #: Tiers known to be ordinary; a tier in neither set counts as strategic.
    ordinary_tiers: frozenset[str]
    #: First day messages count as unread; earlier ones are still read for disputes and promises.
    go_live: date
    #: Time of day the morning is prepared and posted, in each entity's zone.
    morning_at: time = time(6, 0)
    #: From this time of day on, in the same zone, a morning that has not come is left out.
    morning_until: time = time(18, 0)
    #: Cards posted to one channel in a day; the rest wait in the list.
    max_cards_per_day: int = 12
    cadence: Cadence = Cadence()
    #: Working days between two touches of one account.
    contact_cap_days: int = 5
    #: Calendar days after which a contact's last confirmation counts no more; None = it counts however old it is.
    confirmation_days: int | None = None
    #: A renewal within this many calendar days is a reason of its own.
    renewal_days: int = 90
    #: Working days after a promised date before the promise counts as broken.
    promise_grace_days: int = 2
    #: Time between Approve and hand-over in which Undo works.
    undo_window: timedelta = timedelta(minutes=5)
    #: The same for mails approved together, where it is longer: several cards take time to look at.
    batch_undo_window: timedelta = timedelta(minutes=2)
    #: An approval older than this is void.
    approval_valid: timedelta = timedelta(hours=48)
    approval_limits: ApprovalLimits = field(default_factory=ApprovalLimits)
    #: Percent of the decided packets whose reader is asked whether the card gave what they needed; 0 = nobody is.
    confidence_percent: int = 20
    #: How long a dispute may wait to be acknowledged, and to be decided.
    sla: Sla = field(default_factory=Sla)
    #: When mail may leave, and how often it is tried.
    sending: Sending = field(default_factory=Sending)
    #: Percent by which the rows or the money of a source may fall from one import to the next without a question.
    drop_limit: int = 20
    #: Source → its own percent, where it differs.
    drop_limits: Mapping[str, int] = field(default_factory=dict)
    #: Fact classes without which nothing may be approved; never less than `LEAST_REQUIRED`.
    required: frozenset[RecordKind] = LEAST_REQUIRED
    #: Working days a source may be behind.
    freshness_days: int = 2
    #: Source → its own working days, where it differs. A payments source named here is true for the day of its newest
    #: payment, and any other for the day it was read: only the firm knows where money comes on most days.
    freshness: Mapping[str, int] = field(default_factory=dict)
    #: Kinds the firm has no source of, signed off; a kind that a source delivers all the same is not one of them.
    not_connected: Mapping[RecordKind, SignOff] = field(default_factory=dict)
    #: The accounts that are followed up; None = all of them.
    pilot: Pilot | None = None
    #: Bytes that the files of one mail may have together; over it none goes with it.
    attachments_bytes: int = 10_000_000
    #: Residuals of at most this much are settled; a currency not named has no tolerance.
    tolerance: Mapping[str, Money]
    #: Cells of `models.authority.MAY` that are narrower here; empty = the table stands.
    may: Mapping[PacketEvent, Row] = field(default_factory=dict)
    #: Who may read what has a label, where it is fewer than `MOST_READERS`; asked through `readers`.
    labels: Mapping[Label, frozenset[Role]] = field(default_factory=dict)
    #: How long what was needed for a decision is kept.
    retention: Retention = field(default_factory=Retention)
    #: When a second person signs what goes out.
    signatures: SignatureRules = field(default_factory=SignatureRules)
    #: What the file said earlier today, which is asked for as well; None = it was not changed today.
    signatures_before: FormerRules | None = None
    holidays: frozenset[date] = frozenset()

    def holidays_of(self, entity: str) -> frozenset[date]:
        """The firm's holidays and those of one billing entity, where it is known."""
        known = self.entities.get(entity)
        return self.holidays | known.holidays if known else self.holidays

    def budget(self, source: str) -> int:
        """Working days that *source* may be behind."""
        return self.freshness.get(source, self.freshness_days)

    def readers(self, label: Label) -> frozenset[Role]:
        """The roles that may read what has *label*."""
        return self.labels.get(label, MOST_READERS[label])

    def settled(self, residual: Money) -> bool:
        """Whether *residual* is small enough to count as paid."""
        allowed = self.tolerance.get(residual.currency)
        return residual.minor <= (allowed.minor if allowed else 0)
