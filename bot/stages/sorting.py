"""A packet sorted: its reasons, its gates, and the path that still stands."""

from __future__ import annotations

from dataclasses import replace

from bot.stages.gates import gates, is_firm
from bot.stages.labels import ANYBODY, shown
from bot.stages.triage import source_missing, triage
from models.decision import PathChoice
from models.gate import GateKind
from models.packet import FollowUpPacket, Route
from models.policy import Policy


def sorted_packet(packet: FollowUpPacket, policy: Policy, path: PathChoice | None) -> FollowUpPacket:
    """The packet with its route, reasons and gates; *path* counts only for the reasons it was chosen over."""
    route, reasons = triage(packet, policy)
    known = replace(packet, route=route, reasons=reasons, policy_hash=policy.hash)
    told = shown(known, ANYBODY, policy)
    return replace(known, gates=gates(told, path_chosen=standing_path(path, known) is not None))


def standing_path(path: PathChoice | None, packet: FollowUpPacket) -> PathChoice | None:
    """The path leadership chose, unless a graver reason has come since."""
    firm = {reason.rule for reason in packet.reasons if is_firm(reason)}
    return path if path is not None and firm <= set(path.over) else None


def waits_for_source_alone(packet: FollowUpPacket) -> bool:
    """Whether a source that is late or missing is all that keeps this packet from its own reviewer's Approve.

    Such a source is everybody's at once: when it is there again, all that waits for it is as it was.
    """
    first = [reason.rule for reason in packet.reasons if reason.route is packet.route]
    is_only_reason = packet.route is Route.EXCEPTION and first == [source_missing.__name__]
    closed = [gate.kind for gate in packet.gates]
    return is_only_reason and closed == [GateKind.MISSING_FACT] and any(gap.blocks for gap in packet.gaps)
