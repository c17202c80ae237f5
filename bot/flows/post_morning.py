"""Put the morning in front of people: each owner's and each role's list first, then the cards to decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.errors import StaleVersionError
from bot.flows.desk import Desk, card_prefix, channel_of, keep, list_subject, own_channel, plan_card
from bot.ports import Books
from bot.stages.decide import by_job
from models.lifecycle import PacketEvent, PacketState
from models.outbox import OutboxItem, OutboxKind
from models.packet import GateEffect, PacketRecord
from models.policy import Policy


@dataclass(slots=True)
class MorningReport:
    """What was planned for Slack."""

    lists: int = 0
    cards: int = 0
    #: Packets ready for a decision that wait for another day because of the daily limit.
    waiting: int = 0


def post_morning(desk: Desk, day: date) -> MorningReport:
    """Plan every list of *day* and the cards due, most senior and largest first. Repeating it adds nothing."""
    report = MorningReport()
    with desk.store.transaction() as books:
        live = books.live_packets()
        _plan_lists(desk, books, live, day, report)
    ready = [record for record in live if decidable(record)]
    ready.sort(key=lambda record: (channel_of(desk.policy, record), *_rank(record)))
    for channel, records in groupby(ready, key=lambda record: channel_of(desk.policy, record)):
        _post_channel(desk, channel, list(records), day, report)
    return report


def decidable(record: PacketRecord) -> bool:
    """Prepared or back from a hold, and nothing keeps its card back."""
    waits = record.state is PacketState.PREPARED or (record.state is PacketState.POSTED and not record.has_card)
    kept_back = record.packet.gated(GateEffect.NO_CARD) or record.packet.gated(GateEffect.NO_PACKET)
    return waits and not kept_back


def _rank(record: PacketRecord) -> tuple[int, int, int, str]:
    # Across currencies the figures order and never add; dated rates for ordering come with the ledger work.
    packet = record.packet
    return (-packet.route, -int(packet.past_due.decimal), -packet.days_past_due, record.id)


def _post_channel(desk: Desk, channel: str, records: list[PacketRecord], day: date, report: MorningReport) -> None:
    for record in records:
        with desk.store.transaction() as books:
            if books.planned(card_prefix(channel, day)) >= desk.policy.max_cards_per_day:
                report.waiting += 1
                continue
            report.cards += _post(desk, books, record, day)


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


def _plan_lists(desk: Desk, books: Books, live: tuple[PacketRecord, ...], day: date, report: MorningReport) -> None:
    for reader, channel in _readers(desk.policy, live).items():
        subject = list_subject(reader, day)
        item = OutboxItem(
            key=subject,
            kind=OutboxKind.POST,
            partition=channel,
            subject=subject,
            not_before=desk.clock.now(),
            payload={"channel": channel},
        )
        report.lists += books.plan(item)


def _readers(policy: Policy, live: tuple[PacketRecord, ...]) -> dict[str, str]:
    """Every owner with something past due, and every role that has something to decide → their channel."""
    owners = sorted({record.packet.owner_id for record in live} & policy.members.keys())
    roles = sorted({record.reviewer.role for record in live} & policy.channels.keys())
    return {owner: own_channel(policy, policy.members[owner]) for owner in owners} | {
        role.value: policy.channels[role] for role in roles
    }
