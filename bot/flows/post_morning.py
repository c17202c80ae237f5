"""Put the morning in front of people: each owner's and each role's list first, then the cards to decide."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

from bot import wording
from bot.books import Books
from bot.errors import StaleVersionError
from bot.flows.desk import Desk, card_prefix, channel_of, keep, list_subject, plan_card, plan_signature
from bot.flows.week import plan_week
from bot.stages.decide import by_job
from bot.stages.mornings import is_late
from bot.stages.routes import own_channel
from models.gate import GateEffect, GateKind
from models.lifecycle import DisputeState, PacketEvent, PacketState
from models.outbox import OutboxItem, OutboxKind
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord
from models.people import Role
from models.policy import Policy
from models.rates import Rates
from models.signing import waits

#: Where the outbox row of a list says when it was due, as an ISO instant; it is not there where the list was in time.
LATE = "due_at"


@dataclass(slots=True)
class MorningReport:
    """What was planned for Slack."""

    lists: int = 0
    cards: int = 0
    #: Packets ready for a decision that wait for another day because of the daily limit.
    waiting: int = 0
    #: By which rates the cards were put in order, and for which currencies there was none; "" = no rate was needed.
    ordering: str = ""


def post_morning(
    desk: Desk, day: date, entities: Collection[str] | None = None, *, due_at: datetime | None = None
) -> MorningReport:
    """Plan the lists of *day* and the cards due, most senior and largest first. Repeating it adds nothing.

    With *entities* only what is theirs is posted; a list that another entity's morning of the day has planned is drawn
    anew. *due_at* is when it was to come, for lists that come late; None = whenever it was asked for.
    """
    report = MorningReport()
    with desk.store.transaction() as books:
        live = _theirs(books.live_packets(), entities)
        _plan_lists(desk, books, live, entities, day, _late(desk, due_at), report)
        plan_week(desk, books, day)
        for dispute in (*books.disputes_in(DisputeState.ROUTED), *books.disputes_in(DisputeState.OWNED)):
            # What was to be acknowledged or decided "by 10:04" yesterday is overdue today.
            books.redraw(f"dispute:{dispute.id}")
        for record in live:
            if waits(record, desk.policy):
                # Yesterday's call has scrolled away.
                plan_signature(desk, books, record, desk.clock.now(), day.isoformat())
    ready = [record for record in live if decidable(record)]
    ready.sort(key=lambda record: (channel_of(desk.policy, record), *rank(record, desk.rates, day)))
    report.ordering = _ordering(ready, desk.rates, day)
    for channel, records in groupby(ready, key=lambda record: channel_of(desk.policy, record)):
        _post_channel(desk, channel, list(records), day, report)
    return report


def _theirs(live: Sequence[PacketRecord], entities: Collection[str] | None) -> tuple[PacketRecord, ...]:
    return tuple(record for record in live if entities is None or record.packet.entity in entities)


def _late(desk: Desk, due_at: datetime | None) -> dict[str, str]:
    """What the outbox row of a list remembers where it comes late."""
    return {LATE: due_at.isoformat()} if due_at is not None and is_late(due_at, desk.clock.now()) else {}


def post_heard(desk: Desk, day: date, entities: Collection[str] | None = None) -> int:
    """Post what must not wait for the next morning: a customer wrote, or money came; how many cards that were."""
    with desk.store.transaction() as books:
        live = _theirs(books.live_packets(), entities)
    posted = 0
    for record in filter(_cannot_wait, filter(decidable, live)):
        with desk.store.transaction() as books:
            posted += _post(desk, books, record, day)
    return posted


def decidable(record: PacketRecord) -> bool:
    """Prepared or back from a hold, and nothing keeps its card back."""
    waits = record.state is PacketState.PREPARED or (record.state is PacketState.POSTED and not record.has_card)
    kept_back = record.packet.gated(GateEffect.NO_CARD) or record.packet.gated(GateEffect.NO_PACKET)
    return waits and not kept_back


def rank(record: PacketRecord, rates: Rates, day: date) -> tuple[int, bool, Decimal, int, str]:
    """Most senior and largest first. How large one is whose currency has no rate nobody knows, so it is not last."""
    packet = record.packet
    worth = rates.worth(packet.past_due, day)
    # Where no rates are kept at all, the bare figures order.
    size = packet.past_due.decimal if rates.base is None else worth.money.decimal if worth else Decimal(0)
    return (-packet.route, worth is not None, -size, -packet.days_past_due, record.id)


def _ordering(ready: Sequence[PacketRecord], rates: Rates, day: date) -> str:
    """Converted figures have the day of their rate beside them, and so has the order made of them."""
    owed = [record.packet.past_due for record in ready]
    found = rates.total(owed, day)
    if found is None:
        kept = len({money.currency for money in owed}) > 1
        return "in order of the bare figures: config/rates.csv keeps no rates" if kept else ""
    said = f"in order of what is owed in {rates.base}, rates of {wording.day(found.rate_on)}" if found.rate_on else ""
    missing = f"no rate for {', '.join(found.without)}: those come first in their class, the longest overdue first"
    return "; ".join(filter(None, (said, missing if found.without else "")))


def _post_channel(desk: Desk, channel: str, records: list[PacketRecord], day: date, report: MorningReport) -> None:
    for record in records:
        with desk.store.transaction() as books:
            is_full = books.planned(card_prefix(channel, day)) >= desk.policy.max_cards_per_day
            if is_full and not _cannot_wait(record):
                report.waiting += 1
                continue
            report.cards += _post(desk, books, record, day)


def _cannot_wait(record: PacketRecord) -> bool:
    """A customer who wrote, what may be a dispute, and money that came are never kept back by a number of cards."""
    kinds = {gate.kind for gate in record.packet.gates}
    rules = {reason.rule for reason in record.packet.reasons}
    return bool(kinds & {GateKind.UNREAD_MESSAGE, GateKind.SUSPICION}) or "unapplied_cash" in rules


def _post(desk: Desk, books: Books, record: PacketRecord, day: date) -> bool:
    """Put one packet's card into its reviewer's channel; False when somebody moved it a moment ago."""
    at = desk.clock.now()
    event = PacketEvent.POST if record.state is PacketState.PREPARED else PacketEvent.REFRESH
    posted = by_job(record, event, at, has_card=True)
    try:
        keep(desk, books, record, posted)
    except StaleVersionError:
        return False
    plan_card(desk, books, posted, at, day)
    return True


def _plan_lists(
    desk: Desk,
    books: Books,
    live: tuple[PacketRecord, ...],
    entities: Collection[str] | None,
    day: date,
    late: dict[str, str],
    report: MorningReport,
) -> None:
    withheld = tuple(packet for packet in books.withheld() if entities is None or packet.entity in entities)
    readers = _readers(desk.policy, live, withheld)
    if books.disputes_in(DisputeState.ROUTED) or books.disputes_in(DisputeState.OWNED):
        # A dispute waits for leadership also where no packet does.
        readers[Role.FINANCE_LEADERSHIP.value] = desk.policy.channels[Role.FINANCE_LEADERSHIP]
    for reader, channel in readers.items():
        subject = list_subject(reader, day)
        item = OutboxItem(
            key=subject,
            kind=OutboxKind.POST,
            partition=channel,
            subject=subject,
            not_before=desk.clock.now(),
            payload={"channel": channel} | late,
        )
        is_new = books.plan(item)
        report.lists += is_new
        if not is_new:
            books.redraw(subject)


def _readers(policy: Policy, live: tuple[PacketRecord, ...], withheld: tuple[FollowUpPacket, ...]) -> dict[str, str]:
    """Every owner with something past due, and every role that has something to decide → their channel."""
    packets = (*(record.packet for record in live), *withheld)
    owners = sorted({packet.owner_id for packet in packets} & policy.members.keys())
    roles = sorted({record.reviewer.role for record in live} & policy.channels.keys())
    return {owner: own_channel(policy, policy.members[owner]) for owner in owners} | {
        role.value: policy.channels[role] for role in roles
    }
