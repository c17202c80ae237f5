"""The context of a packet in a few lines: why it is here, what is owed, what is known, what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot import wording
from bot.cards.account_facts import Stated, beside, unknown_facts
from bot.cards.blocks import small, table
from bot.cards.drawing import Block
from bot.cards.guard_rules import sentence_of
from bot.cards.names import count, sentence, short_day
from bot.cards.notes import unread_shown
from bot.cards.room import Room
from bot.cards.standing import soft_findings, suspicions
from bot.cards.text import bullets, line, own, safe, theirs
from models.account_fact import FactName, Presence
from models.correspondence import Direction, Touch
from models.draft import Finding
from models.evidence import Evidence
from models.gate import GateKind
from models.hold import STOPS
from models.packet import ContextLine, ContextName, FollowUpPacket, OpenItem, Reason
from models.packet_record import PacketRecord

_ROWS = 5
#: What these rest on stands on the card itself: the suspicious sentences, and what we owe them.
_TOLD_BELOW = frozenset({"challenge_suspected", "owed_work", "promised_credit"})
_LEFT_OUT = 3
_REASONS = 3
_SHORT_NAMES = {
    ContextName.INVOICE: "Invoice",
    ContextName.PAYMENT_HISTORY: "Payments",
    ContextName.TICKETS: "Tickets",
    ContextName.CONTRACT: "Contract",
    ContextName.RENEWAL: "Renewal",
    ContextName.OWNER: "Owner",
}


def why(record: PacketRecord, room: Room) -> Block:
    """Why this packet is here: the rules' own sentences, most senior first."""
    reasons = sorted(record.packet.reasons, key=lambda reason: -reason.route)[: room.most(_REASONS)]
    shown = [run for reason in reasons for run in _reason(reason, record.packet, room)]
    return line(own("Why it is here: ", bold=True), *(shown or [own("It is past due.")]))


def _reason(reason: Reason, packet: FollowUpPacket, room: Room) -> list[Block]:
    said = sentence(safe(reason.sentence, room.cut(240)))
    told = [evidence.fact for evidence in reason.evidence if not _stands_below(evidence, packet)]
    facts = [] if reason.rule in _TOLD_BELOW else list(dict.fromkeys(told))[:2]
    if not facts:
        return [own(f"{said} ")]
    return [own(f"{said.rstrip('.')} ("), theirs("; ".join(facts), room.cut(200)), own("). ")]


def _stands_below(evidence: Evidence, packet: FollowUpPacket) -> bool:
    """Whether it is a sentence of a message that the card shows whole because nobody has read it."""
    quoted = evidence.fact.partition("“")[2].partition("”")[0]
    return bool(quoted) and any(quoted in message.text for message in unread_shown(packet))


def closed_disputes(packet: FollowUpPacket, room: Room) -> list[Block]:
    """The disputes of these invoices that are over: who ended them, when and why."""
    return [line(theirs(each.told, room.cut(300), bold=True)) for each in packet.closed_disputes[: room.most(3)]]


# ── what is owed ──────────────────────────────────────────────────────────────────────────────────


def invoices(packet: FollowUpPacket, room: Room) -> list[Block]:
    """One table of at most five lines, and what is not in it in words."""
    blocks: list[Block] = []
    if packet.items:
        rows = [_row(item) for item in packet.items[:_ROWS]]
        blocks.append(table(("Invoice", "Open", "Due", "Days"), ("left", "right", "left", "right"), rows))
    below = _below(packet, room)
    return [*blocks, small(below, 900)] if below else blocks


def _row(item: OpenItem) -> tuple[str, str, str, str]:
    number = safe(item.invoice.number, 40)
    # Today less the days is as of when: in its year the year of a due date is plain.
    today = item.invoice.due_on + timedelta(days=item.days_past_due)
    return number, wording.amount(item.open), short_day(item.invoice.due_on, today), str(item.days_past_due)


def _below(packet: FollowUpPacket, room: Room) -> str:
    more = len(packet.items) - _ROWS
    asked = f"Asked for: {wording.amount(packet.asked)}"
    parts = [f"and {more} more · {asked} on {count(len(packet.items), 'invoice')}"] if more > 0 else []
    if packet.left_out:
        parts.append(f"{'' if more > 0 else asked + ' · '}Left out: {_left_out(packet, room)}")
    if packet.unapplied.minor:
        parts.append(f"Unapplied: {wording.amount(packet.unapplied)}{_left_unapplied(packet, room)}")
    return " · ".join(parts)


def _left_unapplied(packet: FollowUpPacket, room: Room) -> str:
    told = dict.fromkeys(f"{each.left_by}: {each.left_because}" for each in packet.credits if each.left_by)
    return f" (left unapplied by {safe('; '.join(told), room.cut(160))})" if told else ""


def _left_out(packet: FollowUpPacket, room: Room) -> str:
    shown = packet.left_out[: room.most(_LEFT_OUT)]
    texts = [
        f"{safe(left.item.invoice.number, 40)} {wording.amount(left.item.open)} ({safe(left.why, room.cut(80))})"
        for left in shown
    ]
    more = len(packet.left_out) - len(shown)
    return ", ".join([*texts, *([f"and {more} more"] if more > 0 else [])])


# ── what is known ─────────────────────────────────────────────────────────────────────────────────


def status(packet: FollowUpPacket, room: Room) -> list[Block]:
    """The six facts, each present, absent or unknown, never left away; then those of the seven that are not theirs.

    The invoices are in the table above: of them only what it does not say.
    """
    told = [fact for fact in packet.context if fact.name is not ContextName.PAYMENT_HISTORY]
    known = {fact.name: fact for fact in (*told, *_history(packet))}
    six = [_stated(name, known.get(name), room.cut(110)) for name in ContextName]
    every = [*filter(None, (_beside_table(one, packet) for one in six)), *beside(packet, room)]
    found = [line(own(f"{one.name}: ", bold=True), own(one.text)) for one in every if not one.is_none]
    nothing = [one.name + (f" (checked {one.checked})" if one.checked else "") for one in every if one.is_none]
    none = [line(own("None on record: ", bold=True), own(", ".join(nothing)))] if nothing else []
    return [bullets(*found, *none)]


def _beside_table(one: Stated, packet: FollowUpPacket) -> Stated | None:
    if one.name != _SHORT_NAMES[ContextName.INVOICE] or not 0 < len(packet.items) <= _ROWS:
        return one
    in_table, _, rest = one.text.partition("; ")
    if "past due" not in in_table:
        return one
    return replace(one, name="Other invoices", text=rest) if rest else None


def _history(packet: FollowUpPacket) -> list[ContextLine]:
    """How they pay, in the words of the seven facts: two measures of one history would not agree."""
    name = ContextName.PAYMENT_HISTORY
    told = [fact for fact in packet.account_facts if fact.name is FactName.PAYMENT_HISTORY]
    if not told:
        return [fact for fact in packet.context if fact.name is name]
    return [ContextLine(name, fact.text, known=fact.presence is not Presence.UNKNOWN) for fact in told]


def _stated(name: ContextName, fact: ContextLine | None, most: int) -> Stated:
    text = safe(fact.text, most) if fact else ""
    if fact is None or not fact.known:
        said = text if text.lower().startswith("unknown") else f"unknown{f' ({text})' if text else ''}"
        return Stated(_SHORT_NAMES[name], said)
    checked = safe(fact.checked, 40)
    if text in ("", "none"):
        return Stated(_SHORT_NAMES[name], "none", checked=checked, is_none=True)
    return Stated(_SHORT_NAMES[name], f"{text}, checked {checked}" if checked else text)


def touch_line(packet: FollowUpPacket, room: Room) -> Block:
    """When they last heard from us, and from when they may again."""
    last = packet.last_touch
    touched = (
        f"{short_day(last.on, packet.as_of)}, {safe(last.what, room.cut(80))}{_by(last)}" if last else "none on record"
    )
    parts = [f"Last touch: {touched}", f"Reminders sent: {packet.reminders_sent}", f"Next allowed: {_next(packet)}"]
    return small(" · ".join([*parts, cash_through(packet)]))


def _by(last: Touch) -> str:
    # An address would become a link, and the exchange above names who wrote.
    return "" if "@" in last.by else f" by {safe(last.by, 40)}"


def cash_through(packet: FollowUpPacket) -> str:
    """Up to which day what they paid is in the books, as far as anybody can tell."""
    return f"Cash posted through: {short_day(packet.cash_through) if packet.cash_through else 'unknown'}"


def _next(packet: FollowUpPacket) -> str:
    if any(hold.kind in STOPS for hold in packet.holds):
        return "not while nobody may write to them"
    if packet.next_allowed is None or packet.next_allowed <= packet.as_of:
        return "today"
    return short_day(packet.next_allowed, packet.as_of)


# ── what is not known ─────────────────────────────────────────────────────────────────────────────


def doubts(record: PacketRecord) -> tuple[str, ...]:
    """Every reason to look twice: contradictions, gaps, unknown facts, the guard's remarks."""
    packet = record.packet
    contradictions = [f"Sources disagree: {item.what}" for item in packet.contradictions]
    remarks = [_remark(finding) for finding in soft_findings(record)]
    return (*_closed(packet), *contradictions, *_missing(packet), *_unanswered(packet), *_unknown(packet), *remarks)


def _closed(packet: FollowUpPacket) -> list[str]:
    """What the customer has challenged and no mail has gone out about since."""
    return [f"{each.told} (no mail has left since)" for each in packet.closed_disputes if each.is_unmailed]


def _missing(packet: FollowUpPacket) -> list[str]:
    gates = [gate.why for gate in packet.gates if gate.kind is GateKind.MISSING_FACT]
    # A gap that blocks is in the gate's own words already.
    return [*gates, *(f"{gap.what}: {gap.why_it_matters}" for gap in packet.gaps if not gap.blocks)]


def _unanswered(packet: FollowUpPacket) -> list[str]:
    """Their letter is the newest and asks something, so they may be waiting for us and not we for them."""
    newest = next((message for message in packet.exchanges if message.automatic is None), None)
    if newest is None or newest.direction is not Direction.INBOUND or newest in packet.unread:
        return []
    if "?" not in newest.text:
        return []
    return [f"No answer of ours to {safe(newest.sender, 60)} of {short_day(newest.at.date())} is on record"]


def _unknown(packet: FollowUpPacket) -> list[str]:
    stated = {fact.name for fact in packet.context if fact.known}
    return [*(f"{_SHORT_NAMES[name]}: unknown" for name in ContextName if name not in stated), *unknown_facts(packet)]


def _remark(finding: Finding) -> str:
    against = f"; the record has “{safe(finding.record, 60)}”" if finding.record else ""
    return f"Guard: “{safe(finding.span, 60)}”{against}. {sentence_of(finding.rule)}"


def confidence(record: PacketRecord) -> str:
    """A label computed from facts; no model is asked and no percentage is invented."""
    packet = record.packet
    counted = (
        (len(suspicions(record)), "suspicious sentence"),
        (len(packet.unread), "unread message"),
        (len(packet.contradictions), "contradiction"),
        (len(_closed(packet)), "dispute that is over"),
        (len(_missing(packet)), "gap"),
        (len(_unanswered(packet)), "unanswered letter"),
        (len(_unknown(packet)), "unknown fact"),
        (len(record.findings), "remark of the guard"),
    )
    reasons = [_counted(number, what) for number, what in counted if number]
    return f"needs checking ({', '.join(reasons)})" if reasons else "records complete and agree"


def _counted(number: int, what: str) -> str:
    return count(number, what, _PLURALS.get(what, ""))


_PLURALS = {
    "dispute that is over": "disputes that are over",
    "remark of the guard": "remarks of the guard",
}


def unsure(record: PacketRecord, room: Room) -> list[Block]:
    """*Unsure about*, above the buttons: one line when there is nothing, a list when there is."""
    label = line(own("Confidence: ", bold=True), own(confidence(record)))
    found = doubts(record)
    if not found:
        return [label]
    shown = found[: room.most(4)]
    lines = [line(theirs(doubt, room.cut(170))) for doubt in shown]
    if len(found) > len(shown):
        lines.append(line(own(f"and {len(found) - len(shown)} more, in Details")))
    return [label, line(own("Unsure about", bold=True)), bullets(*lines)]
