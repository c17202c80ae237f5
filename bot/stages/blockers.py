"""How much of a packet waits for what. Disputes and promises are kept day by day, line by line, and not told here."""

from __future__ import annotations

from collections.abc import Iterator

from bot.stages.left_out import Cause, left_for
from models.blocker import Blocked, Blocker
from models.gate import GateKind
from models.hold import HoldKind
from models.lifecycle import PacketState
from models.money import Money, total
from models.packet_record import PacketRecord

#: The rules and gates under which what is asked for waits for each.
_SIGNS = {
    Blocker.PO: frozenset({"missing_po"}),
    Blocker.DELIVERY: frozenset({"owed_work", "serious_ticket", "paper_wanted"}),
    Blocker.CREDIT: frozenset({"promised_credit"}),
    Blocker.CONTACT: frozenset({"contact_left", "no_verified_contact", GateKind.NO_VERIFIED_CONTACT.value}),
}


def blocked(record: PacketRecord) -> tuple[Blocked, ...]:
    """Each blocker of a live packet with its amount; nothing of one that is over."""
    packet = record.packet
    if not record.is_live:
        return ()
    found = ((blocker, amount) for blocker, amount in _amounts(record) if amount.minor > 0)
    return tuple(Blocked(packet.account.id, packet.entity, blocker, amount) for blocker, amount in found)


def _amounts(record: PacketRecord) -> Iterator[tuple[Blocker, Money]]:
    packet = record.packet
    signs = {reason.rule for reason in packet.reasons} | {gate.kind.value for gate in packet.gates}
    expected = total((line.item.open for line in left_for(packet, Cause.CREDIT_EXPECTED)), packet.currency)
    for blocker, wanted in _SIGNS.items():
        asked = packet.asked if wanted & signs else Money(0, packet.currency)
        yield blocker, asked + expected if blocker is Blocker.CREDIT else asked
    lines = total((line.item.open for line in left_for(packet, Cause.ON_HOLD)), packet.currency)
    is_whole = record.state is PacketState.HELD or any(hold.kind is HoldKind.ACCOUNT for hold in packet.holds)
    yield Blocker.HOLD, lines + packet.asked if is_whole else lines
