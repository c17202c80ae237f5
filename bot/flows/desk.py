"""What every flow works with, and the ways it writes things down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot import wording
from bot.books import Books
from bot.errors import StaleVersionError
from bot.flows.ask_confidence import ask_confidence
from bot.ports import Clock, Countries, Drafter, InvoiceFiles, Reader, Store
from bot.stages.confidence import is_asked
from bot.stages.decide import JOB, changed_since
from bot.stages.origin import difference, recorded
from bot.stages.routes import channel_for
from bot.stages.sorting import waits_for_source_alone
from models.audit import AuditEntry
from models.lifecycle import PacketEvent, PacketState
from models.money import total
from models.outbox import OutboxItem, OutboxKind
from models.packet_record import PacketRecord
from models.people import Person, Reviewer
from models.policy import Policy
from models.rates import Rates
from models.remittance import Remittance
from models.signing import asked_first, valid, waits


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
    #: The one that words their messages for a brief, with another prompt; None = there is none, and nothing is asked.
    briefer: Reader | None = None
    #: The one that chooses the words of drafts; None = there is none, and nothing is asked.
    drafter: Drafter | None = None
    #: Copies of invoices; None = none are kept, and no mail has any.
    invoice_files: InvoiceFiles | None = None
    #: When customers abroad work; None = nobody knows, and our own hours alone count.
    countries: Countries | None = None

    def today(self, entity: str) -> date:
        """The business-local date of a billing entity."""
        return self.clock.today(self.policy.entities[entity].timezone)

    def office_day(self) -> date:
        """The date at the first entity: the day of what belongs to no entity."""
        return self.today(next(iter(self.policy.entities)))

    def days(self) -> frozenset[date]:
        """Every date it is now at one of the entities; mostly there is one."""
        return frozenset(map(self.today, self.policy.entities))


def channel_of(policy: Policy, record: PacketRecord) -> str:
    """The Slack channel in which this packet is decided."""
    return channel_for(record.reviewer, policy)


def list_subject(reader: str, day: date) -> str:
    """The outbox subject of one list of one day; *reader* is an owner's Slack user id or a role."""
    return f"list:{reader}:{day.isoformat()}"


def redraw_list(desk: Desk, books: Books, reader: str) -> None:
    """Want today's list of *reader* drawn anew."""
    redraw_lists(desk, books, {reader})


def redraw_lists(desk: Desk, books: Books, readers: Iterable[str], *others: str) -> None:
    """As redraw_list of each of *readers*; and the cards of the subjects *others*."""
    days = desk.days()
    books.redraw(*others, *(list_subject(reader, day) for reader in readers for day in days))


def link_to(desk: Desk, books: Books, subject: str) -> str:
    """The permalink of the subject's live card, in the form Slack gives them; "" = none, or no address is known."""
    live = next((card for card in books.cards(subject) if card.is_live), None) if desk.workspace_url else None
    if live is None:
        return ""
    return f"{desk.workspace_url.rstrip('/')}/archives/{live.channel}/p{live.ts.replace('.', '')}"


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
    try:
        books.save_packet(after, seen=before.version)
    except StaleVersionError:
        raise changed_since(books.packet(after.id), desk.policy) from None
    if after.state is PacketState.SENT and before.state is not PacketState.SENT and after.draft is not None:
        books.accept_addresses(after.packet.account.id, (*after.draft.to, *after.draft.cc))
    signers = {asked_first(each, desk.policy).value for each in (before, after) if waits(each, desk.policy)}
    readers = {after.packet.owner_id, before.reviewer.role.value, after.reviewer.role.value, *signers}
    redraw_lists(desk, books, readers, signature_subject(after))
    if after.last is None:
        raise AssertionError("a moved packet has a last decision")
    detail = _snapshot(before, after) | ({"reason": after.last.reason} if after.last.reason else {}) | detail
    note(books, after.last.at, f"packet.{after.last.event}", f"packet:{after.id}", person=person, **detail)
    if _has_moved_house(desk.policy, before, after) and not _stays_put(desk.policy, books, before, after):
        plan_card(desk, books, after, after.last.at)
    if person is not None and is_asked(before, after, desk.policy):
        ask_confidence(books, after, person, at=after.last.at, day=desk.office_day())
    if waits(after, desk.policy) and not waits(before, desk.policy):
        plan_signature(desk, books, after, after.last.at)


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


def _snapshot(before: PacketRecord, record: PacketRecord) -> dict[str, str]:
    said = {
        "account": record.packet.account.id,
        "state": record.state.value,
        "version": str(record.version),
        "facts": record.packet.digest(),
        "policy": record.packet.policy_hash,
    }
    if record.approval is not None:
        said["approved_hash"] = record.approval.content_hash
        if record.mailed and record.draft is not None:
            asked = total(record.draft.amounts, record.packet.currency)
            said |= {"asks_for": " ".join(record.mailed), "amount": wording.amount(asked)}
            said["value"] = f"{asked.currency} {asked.minor}"
    if record.draft is not None and record.draft != before.draft:
        said |= recorded(record.draft, record.findings)
        if record.last is not None and record.last.event is PacketEvent.EDIT and before.draft is not None:
            said["difference"] = difference(before.draft, record.draft)
    if record.last is not None and record.last.by_id != JOB:
        said["rules"] = " ".join(reason.rule for reason in before.packet.reasons)
    if valid(record):
        said["signed_hash"] = record.signatures[-1].content_hash
        said["signed_by"] = " ".join(each.by_id for each in record.signatures)
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


def signature_subject(record: PacketRecord) -> str:
    """The outbox subject of the notice that calls somebody to sign."""
    return f"sign:{record.id}"


def plan_signature(desk: Desk, books: Books, record: PacketRecord, at: datetime, occasion: str = "") -> None:
    """Call whoever may sign, in their own channel; once for each *occasion* (default: this version)."""
    channel = channel_for(Reviewer(asked_first(record, desk.policy)), desk.policy)
    if channel == channel_of(desk.policy, record):
        # The card itself is in front of them.
        return
    subject = signature_subject(record)
    books.plan(
        OutboxItem(
            key=f"{subject}:{occasion or record.version}",
            kind=OutboxKind.POST,
            partition=channel,
            subject=subject,
            not_before=at,
            payload={"channel": channel},
        )
    )


def card_prefix(channel: str, day: date) -> str:
    """What the keys of all cards of one channel and day begin with; how the daily limit is counted."""
    return f"card:{channel}:{day.isoformat()}:"
