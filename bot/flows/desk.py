"""What every flow works with, and the ways it writes things down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.books import Books
from bot.ports import Clock, Reader, Store
from bot.stages.decide import JOB
from bot.stages.gates import waits_for_source_alone
from bot.stages.routes import channel_for
from models.audit import AuditEntry
from models.lifecycle import PacketState
from models.outbox import OutboxItem, OutboxKind
from models.packet import PacketRecord
from models.people import Person
from models.policy import Policy
from models.rates import Rates
from models.remittance import Remittance


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The store, the clock and the files the business owns. It holds no way out to a customer."""

    store: Store
    clock: Clock
    policy: Policy
    remittance: Mapping[tuple[str, str], Remittance]
    rates: Rates = field(default_factory=Rates)
    #: Slack's own address of the workspace, as auth.test tells it; "" = not known, and nothing links to a message.
    workspace_url: str = ""
    #: The language model that also reads messages; None = there is none, and nothing is asked.
    reader: Reader | None = None

    def today(self, entity: str) -> date:
        """The business-local date of a billing entity."""
        return self.clock.today(self.policy.entities[entity].timezone)

    def office_day(self) -> date:
        """The date at the first entity: the day of the owners' lists."""
        return self.today(next(iter(self.policy.entities)))


def channel_of(policy: Policy, record: PacketRecord) -> str:
    """The Slack channel in which this packet is decided."""
    return channel_for(record.reviewer, policy)


def list_subject(reader: str, day: date) -> str:
    """The outbox subject of one list of one day; *reader* is an owner's Slack user id or a role."""
    return f"list:{reader}:{day.isoformat()}"


def note(books: Books, at: datetime, what: str, subject: str, *, person: Person | None = None, **detail: str) -> None:
    """Append to the audit trail; without a person it was the machine."""
    by_id, by_name = (person.user_id, person.name) if person else (JOB, "The copilot")
    books.audit(AuditEntry(at=at, by_id=by_id, by_name=by_name, what=what, subject=subject, detail=detail))


def keep(
    desk: Desk, books: Books, before: PacketRecord, after: PacketRecord, *, person: Person | None = None, **detail: str
) -> None:
    """Store a moved packet: compare-and-set, audit, its readers' lists drawn anew, and a card where it is decided now.

    Raises:
        StaleVersionError: somebody else moved it first.
    """
    books.save_packet(after, seen=before.version)
    for reader in {after.packet.owner_id, before.reviewer.role.value, after.reviewer.role.value}:
        books.redraw(list_subject(reader, desk.office_day()))
    if after.last is None:
        raise AssertionError("a moved packet has a last decision")
    detail = _snapshot(after) | ({"reason": after.last.reason} if after.last.reason else {}) | detail
    note(books, after.last.at, f"packet.{after.last.event}", f"packet:{after.id}", person=person, **detail)
    if _has_moved_house(desk.policy, before, after) and not _stays_put(desk.policy, books, before, after):
        plan_card(desk, books, after, after.last.at)


def _has_moved_house(policy: Policy, before: PacketRecord, after: PacketRecord) -> bool:
    is_seen = after.state in (PacketState.POSTED, PacketState.HELD)
    is_posted = is_seen and after.has_card and before.state is not PacketState.PREPARED
    return is_posted and channel_of(policy, before) != channel_of(policy, after)


def _stays_put(policy: Policy, books: Books, before: PacketRecord, after: PacketRecord) -> bool:
    """A late source stops every card at once: they wait where they are, and go on there when it has come."""
    waits, waited = waits_for_source_alone(after.packet), waits_for_source_alone(before.packet)
    if waits == waited:
        return False
    house = channel_of(policy, after)
    return waits or any(card.is_live and card.channel == house for card in books.cards(f"packet:{after.id}"))


def _snapshot(record: PacketRecord) -> dict[str, str]:
    said = {
        "account": record.packet.account.id,
        "state": record.state.value,
        "version": str(record.version),
        "facts": record.packet.digest(),
        "policy": record.packet.policy_hash,
    }
    if record.approval is not None:
        said["approved_hash"] = record.approval.content_hash
    return said


def plan_card(desk: Desk, books: Books, record: PacketRecord, at: datetime, day: date | None = None) -> None:
    """Plan a message with this packet's card in its reviewer's channel, counted for *day* (default: today)."""
    channel = channel_of(desk.policy, record)
    books.plan(
        OutboxItem(
            key=f"{card_prefix(channel, day or desk.office_day())}{record.id}:{record.version}",
            kind=OutboxKind.POST,
            partition=channel,
            subject=f"packet:{record.id}",
            not_before=at,
            payload={"channel": channel},
        )
    )


def card_prefix(channel: str, day: date) -> str:
    """What the keys of all cards of one channel and day begin with; how the daily limit is counted."""
    return f"card:{channel}:{day.isoformat()}:"
