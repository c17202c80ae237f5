"""The business's own rules, parsed from config/policy.toml. Its hash is printed on every packet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from models.money import Money
from models.people import Role


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Thresholds, tiers, roles and channels. Built and validated by the policy adapter."""

    #: sha256 of the policy file, first 12 hex digits.
    hash: str
    entities: Mapping[str, Entity]
    members: Mapping[str, Member]
    #: Slack channel id of each role that has a shared channel.
    channels: Mapping[Role, str]
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
    #: Cards posted to one channel in a day; the rest wait in the list.
    max_cards_per_day: int = 12
    #: Working days between two touches of one account.
    contact_cap_days: int = 5
    #: A renewal within this many calendar days is a reason of its own.
    renewal_days: int = 90
    #: Working days after a promised date before the promise counts as broken.
    promise_grace_days: int = 2
    #: Time between Approve and hand-over in which Undo works.
    undo_window: timedelta = timedelta(minutes=5)
    #: An approval older than this is void.
    approval_valid: timedelta = timedelta(hours=48)
    #: Clock hours until a routed dispute must be acknowledged.
    dispute_hours: int = 4
    #: Percent by which the rows or the money of a source may fall from one import to the next without a question.
    drop_limit: int = 20
    #: Source → its own percent, where it differs.
    drop_limits: Mapping[str, int] = field(default_factory=dict)
    #: Residuals of at most this much are settled; a currency not named has no tolerance.
    tolerance: Mapping[str, Money]
    holidays: frozenset[date] = frozenset()

    def settled(self, residual: Money) -> bool:
        """Whether *residual* is small enough to count as paid."""
        allowed = self.tolerance.get(residual.currency)
        return residual.minor <= (allowed.minor if allowed else 0)
