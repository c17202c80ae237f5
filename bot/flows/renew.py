"""A packet on new facts: what of it stays, what is written anew, and whose decision it is now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.flows.desk import Desk
from bot.flows.situation import review, write_draft
from bot.stages.decide import by_job
from bot.stages.gates import standing_path
from bot.stages.triage import reviewer_of
from models.calendar import add_working_days
from models.draft import Draft, Finding, Weight
from models.lifecycle import PacketEvent, PacketState
from models.packet import FollowUpPacket, GateKind, PacketRecord
from models.people import LEADERSHIP, Reviewer, Role


def reviewer(packet: FollowUpPacket) -> Reviewer:
    """Whose decision the sorting makes it."""
    role = reviewer_of(packet.route, packet.reasons)
    return Reviewer(role, packet.owner_id if role is Role.ACCOUNT_OWNER else None)


def renewed(desk: Desk, record: PacketRecord, packet: FollowUpPacket, at: datetime) -> PacketRecord:
    """The packet on new facts: a person's text survives if the guard still passes it."""
    return by_job(record, PacketEvent.REFRESH, at, **renewal(desk, record, packet))


def renewal(desk: Desk, record: PacketRecord, packet: FollowUpPacket) -> dict[str, Any]:
    """The fields of *record* that new facts change."""
    path = standing_path(record.path, packet)
    chosen = _chosen_lines(record, packet)
    draft, findings = write_draft(desk, packet, path, chosen)
    drift = record.drift
    if record.draft is not None and record.draft.edited_by is not None and draft is not None:
        draft, findings, outdated = _kept_text(desk, record.draft, draft, packet)
        # What became of a person's text is told until somebody acts on it, however often the facts move.
        drift = outdated or drift
    since = suspected_on(record.suspected_on, packet)
    whose = _reviewer_after(desk, replace(record, path=path, suspected_on=since), packet)
    return {
        "packet": packet,
        "path": path,
        "draft": draft,
        "findings": findings,
        "drift": drift,
        "suspected_on": since,
        "reviewer": whose,
        # Somebody graver has it now: what was asked before must not lead it back.
        "question": record.question if whose == record.reviewer else None,
    }


def _chosen_lines(record: PacketRecord, packet: FollowUpPacket) -> frozenset[str] | None:
    """The lines a person left ticked, as far as they are still asked for; None = all of them."""
    if record.draft is None or record.draft.edited_by is None:
        return None
    kept = frozenset(record.draft.invoices) & {item.invoice.number for item in packet.items}
    return kept or None


def _kept_text(
    desk: Desk, theirs: Draft, ours: Draft, packet: FollowUpPacket
) -> tuple[Draft, tuple[Finding, ...], tuple[str, ...]]:
    own_words = theirs.body != theirs.composed
    kept = replace(ours, subject=theirs.subject, edited_by=theirs.edited_by)
    if own_words:
        kept = replace(kept, body=theirs.body, claims=theirs.claims)
    findings = review(desk, kept, packet)
    if not any(finding.weight is Weight.HARD for finding in findings):
        return kept, findings, ()
    told = (f"Your text is outdated and was replaced. It said: {theirs.body}",) if own_words else ()
    return replace(ours, edited_by=theirs.edited_by), review(desk, ours, packet), told


def _reviewer_after(desk: Desk, record: PacketRecord, packet: FollowUpPacket) -> Reviewer:
    person_chose = record.question is not None or record.path is not None
    if person_chose and packet.route <= record.packet.route:
        is_owner = record.reviewer.role is Role.ACCOUNT_OWNER
        # The owner of that day may have left since.
        return Reviewer(Role.ACCOUNT_OWNER, packet.owner_id) if is_owner else record.reviewer
    whose = reviewer(packet)
    if _suspicion_waited(desk, record, packet) and whose.role not in LEADERSHIP:
        return Reviewer(Role.FINANCE_LEADERSHIP)
    return whose


def _suspicion_waited(desk: Desk, record: PacketRecord, packet: FollowUpPacket) -> bool:
    """A suspicion nobody has touched for one working day goes to leadership, still a suspicion."""
    since = record.suspected_on
    if since is None or record.state is PacketState.HELD:
        return False
    return add_working_days(since, 1, desk.policy.holidays) <= packet.as_of


def suspected_on(before: date | None, packet: FollowUpPacket) -> date | None:
    """The day the suspicion on this packet appeared; None when there is none."""
    if not any(gate.kind is GateKind.SUSPICION for gate in packet.gates):
        return None
    return before or packet.as_of
