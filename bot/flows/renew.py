"""A packet on new facts: what of it stays, what is written anew, and whose decision it is now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.flows.desk import Desk
from bot.flows.situation import review, write_draft
from bot.stages.altered import altered
from bot.stages.changed import news
from bot.stages.correction import as_corrected
from bot.stages.decide import by_job
from bot.stages.not_for_them import OTHER_CUSTOMER
from bot.stages.own_words import with_days_moved
from bot.stages.picks import still_possible
from bot.stages.sorting import standing_path
from bot.stages.triage import reviewer_of
from models.calendar import add_working_days
from models.decision import people_named
from models.draft import Draft, Finding
from models.gate import GateKind
from models.lifecycle import PacketEvent, PacketState
from models.packet import FollowUpPacket
from models.packet_record import TEXT_REPLACED, PacketRecord
from models.people import LEADERSHIP, Reviewer, Role
from models.signing import hard_findings


def reviewer(packet: FollowUpPacket) -> Reviewer:
    """Whose decision the sorting makes it."""
    role = reviewer_of(packet.route, packet.reasons)
    return Reviewer(role, packet.owner_id if role is Role.ACCOUNT_OWNER else None)


def renewed(desk: Desk, record: PacketRecord, packet: FollowUpPacket, at: datetime) -> PacketRecord:
    """The packet on new facts: a person's text survives if the guard still passes it."""
    return by_job(record, PacketEvent.REFRESH, at, **renewal(desk, record, packet))


def renewal(desk: Desk, record: PacketRecord, packet: FollowUpPacket) -> dict[str, Any]:
    """The fields of *record* that new facts change."""
    packet = as_corrected(packet, record.correction)
    path = standing_path(record.path, packet)
    chosen = _chosen_lines(record, packet)
    picks, lost = still_possible(record.draft, packet, path, desk.policy)
    draft, findings = write_draft(desk, packet, path, chosen, picks, record.correction)
    drift = tuple(dict.fromkeys((*record.drift, *lost)))
    if record.draft is not None and record.draft.edited_by is not None and draft is not None:
        composed = draft
        draft, findings, outdated = _kept_text(desk, record, record.draft, composed, packet)
        draft = with_altered(desk, replace(record, packet=packet, path=path), draft, composed)
        # What became of a person's text is told until somebody acts on it, however often the facts move.
        drift = tuple(dict.fromkeys((*drift, *outdated)))
    since = suspected_on(record.suspected_on, packet)
    whose = _reviewer_after(desk, replace(record, path=path, suspected_on=since), packet)
    return {
        "packet": packet,
        "path": path,
        "draft": draft,
        "findings": findings,
        "drift": drift,
        "mail_stayed": record.mail_stayed and bool(record.drift),
        "suspected_on": since,
        "reviewer": whose,
        # Somebody graver has it now: what was asked before must not lead it back.
        "question": record.question if whose == record.reviewer else None,
        "reroute": record.reroute if whose == record.reviewer else None,
        "news": news(record.packet, packet, record.news),
    }


def with_altered(desk: Desk, record: PacketRecord, draft: Draft, composed: Draft) -> Draft:
    """*draft* with what a person has changed in it; *composed* is the machine's text for the same choices."""
    own, _ = write_draft(desk, record.packet, record.path, None, correction=record.correction)
    return replace(draft, altered=altered(draft, composed, own or composed))


def _chosen_lines(record: PacketRecord, packet: FollowUpPacket) -> frozenset[str] | None:
    """The lines a person left ticked, as far as they are still asked for; None = all of them."""
    if record.draft is None or record.draft.edited_by is None:
        return None
    kept = frozenset(record.draft.invoices) & {item.invoice.number for item in packet.items}
    return kept or None


def _kept_text(
    desk: Desk, record: PacketRecord, theirs: Draft, ours: Draft, packet: FollowUpPacket
) -> tuple[Draft, tuple[Finding, ...], tuple[str, ...]]:
    own_words, known = theirs.body != theirs.composed, record.findings
    body = with_days_moved(theirs.body, theirs.composed, ours.body, (packet.as_of - record.packet.as_of).days)
    ours = replace(ours, edited_by=theirs.edited_by, editors=theirs.editors)
    kept = replace(ours, subject=theirs.subject)
    if own_words and body != theirs.body:
        kept = replace(
            kept,
            body=body,
            claims=tuple(claim for claim in ours.claims if claim.text in body),
            drafting=theirs.drafting,
        )
    elif own_words:
        kept = replace(
            kept, body=theirs.body, claims=theirs.claims, renderings=theirs.renderings, drafting=theirs.drafting
        )
    # Who our customers are was asked when the text was written, and no packet says it.
    named = [each.span for each in known if each.rule == OTHER_CUSTOMER]
    findings = review(desk, kept, packet, named)
    # What was found when they wrote it waits for a signature; only what is new has moved under the text.
    if not set(hard_findings(findings)) - set(known):
        return kept, findings, ()
    told = (f"{TEXT_REPLACED}{theirs.body}",) if own_words else ()
    return ours, review(desk, ours, packet), told


def _reviewer_after(desk: Desk, record: PacketRecord, packet: FollowUpPacket) -> Reviewer:
    person_chose = record.question is not None or record.path is not None or record.reroute is not None
    if person_chose and packet.route <= record.packet.route:
        by_name = record.reviewer.user_id in people_named(record.question, record.reroute) & desk.policy.members.keys()
        is_owner = record.reviewer.role is Role.ACCOUNT_OWNER and not by_name
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
    return add_working_days(since, 1, desk.policy.holidays_of(packet.entity)) <= packet.as_of


def suspected_on(before: date | None, packet: FollowUpPacket) -> date | None:
    """The day the suspicion on this packet appeared; None when there is none."""
    if not any(gate.kind is GateKind.SUSPICION for gate in packet.gates):
        return None
    return before or packet.as_of
