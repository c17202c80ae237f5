"""A simulation as report sheets: decisions by day, every packet, and what another policy did differently."""

from __future__ import annotations

from collections import Counter

from bot.stages.reports.baseline_sheets import owner
from bot.stages.reports.simulation_sums import differences
from models.packet import Route
from models.policy import Policy
from models.report import Cell, ReportSheet
from models.simulation import SimulatedPacket, Simulation

_WHICH = ("Day", "Account", "Name", "Entity", "Currency")


def sheets(simulation: Simulation, against: Simulation | None, policy: Policy) -> tuple[ReportSheet, ...]:
    """The sheets of its workbook; the one of differences only where there is another policy."""
    both = (_days(simulation), _packets(simulation, policy))
    return both if against is None else (*both, _differences(simulation, against))


def _days(simulation: Simulation) -> ReportSheet:
    decided = Counter((packet.day, packet.route) for packet in simulation.packets if packet.is_decision)
    return ReportSheet(
        title="Decisions by day",
        head=("Day", *(_words(route.name) for route in Route)),
        rows=tuple((day, *(decided[day, route] for route in Route)) for day in simulation.days),
        chart="Decisions a day, by class",
    )


def _packets(simulation: Simulation, policy: Policy) -> ReportSheet:
    head = ("Class", "Rules", "Gates", "Reviewer", "Owner", "Asked", "Decision", "Sent", "Presses", "Words")
    return ReportSheet(
        title="Packets", head=(*_WHICH, *head), rows=tuple(_packet(packet, policy) for packet in simulation.packets)
    )


def _packet(packet: SimulatedPacket, policy: Policy) -> tuple[Cell, ...]:
    route, gates = _sorting(packet)
    return (
        *(*_which(packet), route, ", ".join(_words(rule) for rule in packet.rules), gates),
        *(_words(packet.reviewer), owner(packet.owner_id, policy), packet.asked),
        *(int(packet.is_decision), int(packet.is_sent), packet.presses, packet.words),
    )


def _differences(simulation: Simulation, against: Simulation) -> ReportSheet:
    pairs = differences(simulation, against)
    known = [(ours or theirs, ours, theirs) for ours, theirs in pairs]
    return ReportSheet(
        title="Differences",
        head=(*_WHICH, "Class", "Gates", f"Class under {against.policy_hash}", "Gates there"),
        rows=tuple((*_which(one), *_sorting(ours), *_sorting(theirs)) for one, ours, theirs in known if one),
    )


def _which(packet: SimulatedPacket) -> tuple[Cell, ...]:
    return packet.day, packet.account_id, packet.account_name, packet.entity, packet.currency


def _sorting(packet: SimulatedPacket | None) -> tuple[str, str]:
    if packet is None:
        return "no packet", ""
    return _words(packet.route.name), ", ".join(_words(kind) for kind, _ in packet.gates)


def _words(name: str) -> str:
    return name.replace("_", " ").lower()
