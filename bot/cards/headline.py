"""The first line of a packet card: it must make sense alone, on a locked phone."""

from __future__ import annotations

from datetime import timedelta

from bot import wording
from bot.cards.limits import HEADER
from bot.cards.mailed import asked_lines, mailed_lines, owed
from bot.cards.names import PLAYS, clock, count, short_day
from bot.cards.standing import awaits_path, closed_gates, draft_on_card, has_gate, says_paid
from bot.cards.text import safe
from models.decision import Path
from models.gate import GateKind
from models.lifecycle import PacketEvent, PacketState
from models.money import Money, total
from models.outbox import OutboxItem, OutboxState
from models.packet_record import PacketRecord
from models.policy import Policy
from models.signing import missing, unsigned_findings

_NAME = 60
_SHORT_WINDOW = timedelta(minutes=2)


def account_name(record: PacketRecord, limit: int = _NAME) -> str:
    """The account as people know it; its id when the CRM has no name."""
    account = record.packet.account
    return safe(account.name or "", limit) or safe(account.id, limit) or "Account without a name"


def headline(record: PacketRecord, policy: Policy, mail: OutboxItem | None) -> str:
    """Account, amount, days past due and what is asked of the reader, in at most 150 characters."""
    asked, oldest = owed_and_age(record)
    tail = f" · {wording.amount(asked)} · {count(oldest, 'day')} past due · {ask(record, policy, mail)}"
    return safe(account_name(record, min(_NAME, max(HEADER - len(tail), 12))) + tail, HEADER)


def owed_and_age(record: PacketRecord) -> tuple[Money, int]:
    """What is asked for and the days its oldest line is past due; where nothing is, of what was left out."""
    packet = record.packet
    lines = mailed_lines(record) or asked_lines(record) or tuple(left.item for left in packet.left_out)
    drafted = total((item.open for item in asked_lines(record)), packet.currency)
    asked = owed(record) if record.mailed else drafted if packet.items else packet.past_due
    return asked, max((item.days_past_due for item in lines), default=0)


def ask(record: PacketRecord, policy: Policy, mail: OutboxItem | None) -> str:
    """What the reader is asked to do, or where the packet stands."""
    match record.state:
        case PacketState.PREPARED | PacketState.POSTED:
            return _posted(record, policy)
        case PacketState.HELD:
            return _held(record)
        case PacketState.APPROVED | PacketState.SENDING:
            return _leaving(record, policy, mail)
        case PacketState.SENT:
            return "sent"
        case PacketState.CLOSED:
            return _closed(record)


def _posted(record: PacketRecord, policy: Policy) -> str:
    if record.question is not None:
        return f"answer {safe(record.question.by_name, 30)}"
    if has_gate(record, GateKind.SUSPICION):
        return "have they paid?" if says_paid(record) else "is this a dispute?"
    if awaits_path(record):
        return "choose the path"
    return _about_the_draft(record, policy)


def _about_the_draft(record: PacketRecord, policy: Policy) -> str:
    draft = draft_on_card(record)
    if draft is None:
        return "decide what to do; no draft"
    if has_gate(record, GateKind.PAUSED):
        return "paused, cannot go out yet"
    if closed_gates(record):
        return "cannot go out yet"
    if missing(record, policy):
        return "waits for a signature"
    if unsigned_findings(record):
        return "correct the draft"
    read = "read their message, " if has_gate(record, GateKind.UNREAD_MESSAGE) else ""
    return f"{read}approve the {PLAYS[draft.play]}"


def _held(record: PacketRecord) -> str:
    until = record.hold.until if record.hold else None
    if record.path is not None and record.path.path is Path.OWNER_CALLS:
        return f"call them before {short_day(until)}" if until else "call them"
    if record.hold is not None and record.hold.declined is not None and until:
        return f"declined, back on {short_day(until)}"
    return f"on hold until {short_day(until)}" if until else "on hold"


def _leaving(record: PacketRecord, policy: Policy, mail: OutboxItem | None) -> str:
    if mail is not None and mail.state is OutboxState.UNCERTAIN:
        return "may have gone out: find out"
    if mail is not None and mail.state is OutboxState.FAILED:
        return "the mail was refused"
    if record.state is PacketState.SENDING:
        return "the mail is leaving"
    if has_gate(record, GateKind.PAUSED):
        return "approved, waits for the end of the pause"
    return f"approved, leaves at {leaves_at(record, policy, mail)}"


def leaves_at(record: PacketRecord, policy: Policy, mail: OutboxItem | None) -> str:
    """When the mail is handed over at the earliest."""
    since = record.approval.at if record.approval else None
    at = mail.not_before if mail else since + policy.undo_window if since else None
    if at is None:
        return "the end of the undo window"
    # Where the window is short, the minute alone does not say whether Undo still works.
    return clock(at, policy, record.packet.as_of, to_second=since is not None and at - since <= _SHORT_WINDOW)


def _closed(record: PacketRecord) -> str:
    disputed = record.last is not None and record.last.event is PacketEvent.DISPUTE
    return "disputed, with finance leadership" if disputed else "closed, nothing left to ask for"
