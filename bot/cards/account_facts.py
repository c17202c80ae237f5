"""What we owe the customer, and the seven facts of the account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot import told
from bot.cards.drawing import Block
from bot.cards.names import count, short_day
from bot.cards.room import Room
from bot.cards.text import bullets, line, own, safe, theirs
from models.account_fact import AccountFact, FactName, Presence
from models.evidence import Evidence
from models.obligation import Obligation
from models.packet import FollowUpPacket
from models.policy import Policy

_OWED = 3
#: The rest of the seven stands in the line of the six facts already.
_BESIDE = {
    FactName.PROMISED_CREDITS: "Promised credits",
    FactName.EXECUTIVE_RELATIONSHIPS: "Executives",
    FactName.PROCUREMENT_DELAYS: "Procurement",
}


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact as a card says it."""

    name: str
    text: str
    #: When an empty answer was checked; "" = it is not said.
    checked: str = ""
    #: Looked for, and there is nothing.
    is_none: bool = False


def owed(packet: FollowUpPacket, policy: Policy, room: Room) -> list[Block]:
    """What we owe them that is not done: what, who has it, by when; nothing where there is nothing."""
    if not packet.obligations:
        return []
    shown = packet.obligations[: room.most(_OWED)]
    lines = [line(*_owed(each, packet, policy, room.cut(150))) for each in shown]
    more = len(packet.obligations) - len(shown)
    lines += [line(own(f"and {more} more, in Details"))] if more else []
    return [line(own("We owe them", bold=True)), bullets(*lines)]


def owed_whole(packet: FollowUpPacket, policy: Policy) -> Iterator[Block]:
    """Every one of them, with its record."""
    for each in packet.obligations:
        since = f", since {short_day(each.opened_on)}" if each.opened_on else ""
        yield line(*_owed(each, packet, policy, 300), own(f"{since} ({_record(each)})"))


def _owed(obligation: Obligation, packet: FollowUpPacket, policy: Policy, most: int) -> list[Block]:
    who, due = safe(told.owed_by(obligation, policy), 60), told.owed_until(obligation, packet.as_of)
    return [theirs(told.owed(obligation), most), own(f" · {who} · {due}")]


def _record(obligation: Obligation) -> str:
    return f"{safe(obligation.origin.source, 40)}, {safe(obligation.origin.row, 80)}"


def beside(packet: FollowUpPacket, room: Room) -> Iterator[Stated]:
    """Those of the seven that the six facts do not have."""
    for fact in packet.account_facts:
        is_listed = fact.name is FactName.PROMISED_CREDITS and fact.presence is Presence.PRESENT
        if fact.name in _BESIDE and not is_listed:
            said = _answer(fact, room.cut(110))
            yield Stated(_BESIDE[fact.name], said, is_none=said == "none")


def _answer(fact: AccountFact, most: int) -> str:
    if fact.presence is Presence.UNKNOWN:
        return f"unknown ({safe(fact.text, most)})"
    return safe(fact.text, most) or "none"


def unknown_facts(packet: FollowUpPacket) -> tuple[str, ...]:
    """Which of the seven nobody can say, where neither the six facts nor a gap say so already."""
    told = {gap.what.partition(":")[0] for gap in packet.gaps}
    wanted = {FactName.OPEN_DISPUTES, *_BESIDE}
    return tuple(
        f"{fact.name.capitalize()}: unknown, {fact.text}"
        for fact in packet.account_facts
        if fact.name in wanted and fact.presence is Presence.UNKNOWN and not any(what in fact.text for what in told)
    )


def seven(packet: FollowUpPacket) -> Iterator[Block]:
    """All seven with their records, one paragraph each; what was never looked for is unknown."""
    known = {fact.name: fact for fact in packet.account_facts}
    for name in FactName:
        fact = known.get(name, AccountFact(name=name, presence=Presence.UNKNOWN, text="not looked for yet"))
        yield line(own(f"{name.capitalize()}: ", bold=True), own(f"{_answer(fact, 600)}{_behind(fact)}"))


def short_seven(packet: FollowUpPacket, room: Room) -> Iterator[Block]:
    """All seven in a line each, without their records."""
    for fact in packet.account_facts:
        yield line(own(f"{fact.name.capitalize()}: ", bold=True), own(_answer(fact, room.cut(160))))


def _behind(fact: AccountFact) -> str:
    if fact.presence is Presence.ABSENT:
        return f" (looked at {safe(fact.looked_at, 300)})"
    records = dict.fromkeys(map(_place, fact.evidence))
    shown = list(records)[:_OWED]
    more = [f"and {count(len(records) - _OWED, 'more record')}"] if len(records) > _OWED else []
    return f" ({'; '.join([*shown, *more])})" if shown else ""


def _place(evidence: Evidence) -> str:
    origin = evidence.origin
    return f"{safe(origin.source, 40)}, {safe(origin.row, 80)}, as of {short_day(origin.as_of)}"
