"""What a simulation comes to: how much of it is routine, what stands in the way, and what it asks of whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from models.gate import GateKind
from models.packet import Route
from models.people import Role
from models.report import Ratio
from models.simulation import SimulatedPacket, Simulation

_Name = TypeVar("_Name", str, GateKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one person or role had to decide."""

    #: Slack user id of an account owner, or the role.
    who: str
    decisions: int
    #: Mean over every working day of the range, those without a decision included.
    per_day: float
    busiest: date
    busiest_decisions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """The figures of a report; a mean is None where there is nothing to divide by."""

    #: Accounts that had a packet on at least one day.
    accounts: int
    #: Of these, the accounts that were routine on every day they had one.
    always_routine: int
    #: Packets on days: one packet of one day counts once.
    packet_days: int
    by_route: tuple[tuple[Route, int], ...]
    routine_share: Ratio
    decisions: int
    #: Decisions that are one press on a draft.
    one_press: int
    sent: int
    #: Per account that had a decision, over the whole range.
    presses_per_account: float | None
    words_per_account: float | None
    #: Packet days per closed gate, most first.
    by_gate: tuple[tuple[GateKind, int], ...]
    #: Packet days per rule that fired, most first.
    by_rule: tuple[tuple[str, int], ...]
    loads: tuple[Load, ...]


def sums(simulation: Simulation) -> Sums:
    """Count it."""
    packets = simulation.packets
    decided = [packet for packet in packets if packet.is_decision]
    by_route = Counter(packet.route for packet in packets)
    worst: dict[str, Route] = {}
    for packet in packets:
        worst[packet.account_id] = max(packet.route, worst.get(packet.account_id, Route.ROUTINE))
    accounts_decided = len({packet.account_id for packet in decided})
    return Sums(
        accounts=len(worst),
        always_routine=sum(route is Route.ROUTINE for route in worst.values()),
        packet_days=len(packets),
        by_route=tuple((route, by_route[route]) for route in Route),
        routine_share=Ratio(by_route[Route.ROUTINE], len(packets)),
        decisions=len(decided),
        one_press=sum(packet.presses == 1 for packet in decided),
        sent=sum(packet.is_sent for packet in decided),
        presses_per_account=_mean(sum(packet.presses for packet in decided), accounts_decided),
        words_per_account=_mean(sum(packet.words for packet in decided), accounts_decided),
        by_gate=_most_first(Counter(kind for packet in packets for kind, _ in packet.gates)),
        by_rule=_most_first(Counter(rule for packet in packets for rule in packet.rules)),
        loads=_loads(decided, len(simulation.days)),
    )


def differences(
    now: Simulation, before: Simulation
) -> tuple[tuple[SimulatedPacket | None, SimulatedPacket | None], ...]:
    """(now, before) where two policies sort or gate a packet of the same day differently; None = there was none."""
    ours, theirs = ({packet.key: packet for packet in each.packets} for each in (now, before))
    keys = sorted(ours.keys() | theirs.keys())
    pairs = ((ours.get(key), theirs.get(key)) for key in keys)
    return tuple((one, other) for one, other in pairs if _sorting(one) != _sorting(other))


def _sorting(packet: SimulatedPacket | None) -> object:
    return None if packet is None else (packet.route, packet.gates)


def _loads(decided: Sequence[SimulatedPacket], days: int) -> tuple[Load, ...]:
    by_who: dict[str, Counter[date]] = defaultdict(Counter)
    for packet in decided:
        who = packet.owner_id if packet.reviewer is Role.ACCOUNT_OWNER else packet.reviewer.value
        by_who[who][packet.day] += 1
    return tuple(_load(who, by_day, days) for who, by_day in sorted(by_who.items()))


def _load(who: str, by_day: Counter[date], days: int) -> Load:
    busiest, most = max(by_day.items(), key=lambda each: (each[1], each[0]))
    every = by_day.total()
    return Load(who=who, decisions=every, per_day=every / days, busiest=busiest, busiest_decisions=most)


def _mean(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _most_first(counts: Counter[_Name]) -> tuple[tuple[_Name, int], ...]:
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
