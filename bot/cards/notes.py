"""What stands out on a packet card: what happened, what is asked, what is in the way."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.drawing import Block
from bot.cards.letter import hidden
from bot.cards.names import PATHS, ROLES, by, clock, count, move, reviewer, short_day
from bot.cards.room import Room
from bot.cards.signature import stopped, to_be_signed
from bot.cards.standing import (
    awaits_path,
    closed_gates,
    draft_on_card,
    has_gate,
    open_paths,
    path_meaning,
    says_paid,
    suspicions,
    waits_for_paper,
    wants_answer,
)
from bot.cards.text import bullets, line, own, quote, safe, theirs
from models.calendar import add_working_days
from models.correspondence import Message
from models.decision import Decision, Question
from models.gate import GateKind
from models.lifecycle import PacketEvent
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord
from models.people import LEADERSHIP, Reviewer
from models.policy import Policy
from models.signal import HeardBy, Signal, SignalKind
from models.signing import missing, unsigned_findings

_QUIET = frozenset({PacketEvent.POST, PacketEvent.REFRESH})
#: Their reasons stand on the card in words of their own: the question, the path, the trouble, the correction.
_EXPLAINED = frozenset({PacketEvent.CHOOSE_PATH, PacketEvent.REFUSE, PacketEvent.WALK_BACK})


_BECAUSE = " — "
#: Why a message left the card: nothing in it was for us.
SEEN = "Seen, nothing here"


def last_move(record: PacketRecord, policy: Policy) -> str:
    """Who did what last, and why; "" where it was only the morning."""
    last = record.last
    if last is not None and last.event is PacketEvent.REFRESH and last.reason == SEEN:
        return f"Seen by {name(last.by_name)}, {clock(last.at, policy, record.packet.as_of)}; whole text in Details"
    return "" if last is None or last.event in _QUIET else told(record, last, policy)


def last_in_short(record: PacketRecord, policy: Policy) -> str:
    """As `last_move`, without a reason that stands below it."""
    last = record.last
    is_below = last is not None and (last.event in _EXPLAINED or record.question is not None)
    return last_move(record, policy).partition(_BECAUSE)[0] if is_below else last_move(record, policy)


def told(record: PacketRecord, decision: Decision, policy: Policy) -> str:
    """One decision as a sentence: "Escalated to finance leadership by Olive, 09:02 — is the credit ours?"."""
    packet = record.packet
    at = clock(decision.at, policy, packet.as_of)
    reason = safe(_reason(record, decision), 240)
    by_whom = f" by {safe(decision.by_name, 60)}" if by(decision) else ""
    whither = _whither(record, decision, policy)
    return f"{move(decision.event)}{whither}{by_whom}, {at}{f'{_BECAUSE}{reason}' if reason else ''}"


def _reason(record: PacketRecord, decision: Decision) -> str:
    if decision.event is PacketEvent.ESCALATE and record.question is not None:
        return record.question.text or decision.reason
    return decision.reason


def _whither(record: PacketRecord, decision: Decision, policy: Policy) -> str:
    if decision.event is PacketEvent.ESCALATE and record.question is not None:
        return f" to {asked_whom(record.question, policy)}"
    if decision.event is PacketEvent.REROUTE and record.reroute is not None:
        return f" to {reviewer(record.reroute.to, policy)}"
    return f" to {ROLES[record.reviewer.role]}" if decision.event in (PacketEvent.ESCALATE, PacketEvent.REROUTE) else ""


def asked_whom(question: Question, policy: Policy) -> str:
    """The colleague or the role a question was put to."""
    return reviewer(Reviewer(question.asked, question.colleague), policy)


def void(record: PacketRecord) -> list[Block]:
    """Why an approved mail did not leave, or what of a person's text and choices new facts have replaced.

    A refusal is told as the mail's trouble.
    """
    if record.last is not None and record.last.event is PacketEvent.REFUSE:
        return []
    told = _moved(record) if record.moved else []
    return [*told, *([line(own(_REPLACED, bold=True))] if record.replaced_texts else [])]


#: The heading in Details under which a person's text stays readable.
REPLACED_TEXT = "The text that was replaced"
_REPLACED = (
    "The text a person had written no longer agreed with the records, so the standard text stands here again. "
    f"Theirs is whole in Details: “{REPLACED_TEXT}”."
)


def _moved(record: PacketRecord) -> list[Block]:
    lines = bullets(*(line(theirs(moved, 200)) for moved in record.moved[:5]))
    if not record.mail_stayed:
        return [line(own("What was chosen for this mail has changed", bold=True)), lines]
    below = "; the text below is as of now" if draft_on_card(record) is not None else ""
    head = line(own("It did not leave, because", bold=True))
    return [head, lines, line(own(f"The approval is void{below}."))]


def question(record: PacketRecord, policy: Policy) -> list[Block]:
    """What somebody asks, and whom."""
    asked = record.question
    if asked is None:
        return []
    at = clock(asked.at, policy, record.packet.as_of)
    who = [theirs(asked.by_name, 60, bold=True), own(f" asks {safe(asked_whom(asked, policy), 60)}, {at}:", bold=True)]
    reason = [line(own("Because: "), theirs(asked.reason, 300))] if asked.reason else []
    options = [bullets(*(line(theirs(each, 150)) for each in asked.options))] if asked.options else []
    return [line(*who), quote(asked.text, 600), *options, *reason]


def path(record: PacketRecord, policy: Policy) -> list[Block]:
    """The path leadership chose."""
    chosen = record.path
    if chosen is None:
        return []
    at = clock(chosen.at, policy, record.packet.as_of)
    told = f"{PATHS[chosen.path]}, chosen by {safe(chosen.by_name, 60)}, {at}"
    reason = safe(chosen.reason, 240)
    return [line(own("Path: ", bold=True), own(f"{told}{f' — {reason}' if reason else ''}"))]


def paths(record: PacketRecord) -> list[Block]:
    """What leadership can choose, where nobody has yet."""
    if not awaits_path(record) or has_gate(record, GateKind.SUSPICION):
        return []
    options = [line(own(f"{PATHS[one]}: ", bold=True), own(path_meaning(record, one))) for one in open_paths(record)]
    return [line(own("No draft exists until a path is chosen", bold=True)), bullets(*options)]


def undrafted(record: PacketRecord) -> list[Block]:
    """Why there is nothing to approve, where somebody of ours has to act first."""
    if awaits_path(record) or record.draft is not None or not record.packet.items:
        return []
    if record.path is not None and wants_answer(record):
        told = "They want an answer, not a reminder. Write to them or call, then put it on hold until the day agreed."
    elif waits_for_paper(record):
        told = (
            "They wait for a form or a paper of ours. Somebody sees to that first, then says that the message is seen."
        )
    else:
        return []
    return [line(own("No mail is drafted. ", bold=True), own(told))]


def unread(record: PacketRecord, policy: Policy, binding: int) -> list[Block]:
    """Customer messages nobody has looked at, word by word."""
    parts: list[Block] = []
    for message in unread_shown(record.packet):
        parts += _unread(message, record, policy, binding // min(len(record.packet.unread), _UNREAD))
    return parts


_UNREAD = 3


def unread_shown(packet: FollowUpPacket) -> tuple[Message, ...]:
    """Those that the card shows word by word, the oldest first."""
    return packet.unread[:_UNREAD]


def unread_is_whole(record: PacketRecord, binding: int) -> bool:
    """Whether `unread` of the same size shows every one to its end."""
    messages = record.packet.unread
    room = binding // max(min(len(messages), _UNREAD), 1)
    return len(messages) <= _UNREAD and all(len(message.text) <= room for message in messages)


def _unread(message: Message, record: PacketRecord, policy: Policy, most: int) -> list[Block]:
    at = clock(message.at, policy, record.packet.as_of)
    head = line(own("Nobody has read this yet. ", bold=True), theirs(message.sender, 80), own(f" wrote, {at}:"))
    subject = [line(own("Subject: "), theirs(message.subject, 150))] if message.subject else []
    return [head, *subject, quote(message.text, most)]


def suspicion(record: PacketRecord, room: Room) -> list[Block]:
    """The customer's sentences that look like a dispute, and those that look like orders to the machine."""
    found = suspicions(record)
    shown = found[: room.most(3)]
    orders = [signal for signal in found if signal.kind is SignalKind.INJECTION]
    challenges = [signal for signal in shown if signal not in orders]
    parts = _under(_PAID if says_paid(record) else _CHALLENGE, challenges, room)
    # However many sentences there are, one such order is always shown.
    parts += _under(_ORDER, [signal for signal in shown if signal in orders] or orders[:1], room)
    more = len(found) - len(shown)
    return [*parts, *([line(own(f"and {count(more, 'more sentence')}, in Details"))] if more > 0 else [])]


_CHALLENGE = "This may be a dispute. No mail is drafted until someone says."
_PAID = "No mail is drafted until someone says. They say they have paid:"
_ORDER = "This looks like an instruction to a machine, not a message to us. No mail is drafted until someone says."


def _under(head: str, signals: Sequence[Signal], room: Room) -> list[Block]:
    quotes = [part for each in signals for part in (quote(each.quote, room.cut(400)), *by_model(each))]
    return [line(own(head, bold=True)), *quotes] if quotes else []


def by_model(signal: Signal) -> list[Block]:
    """That nobody but a language model has heard it."""
    return [line(own("AI reading: heard by the model alone."))] if signal.heard_by is HeardBy.MODEL else []


def in_the_way(record: PacketRecord, policy: Policy, *, is_whole: bool, room: Room) -> list[Block]:
    """Everything that keeps Approve off the card, and what lifts it."""
    unseen = _unseen(record, is_whole=is_whole)
    blocked = [_gate(gate.why, gate.lifted_by, room) for gate in closed_gates(record) if gate.kind not in _TOLD]
    blocked += to_be_signed(record, policy, room)
    blocked += [] if missing(record, policy) else [stopped(each, room) for each in unsigned_findings(record)]
    shown = [*unseen, *blocked[: room.most(6)]]
    more = len(unseen) + len(blocked) - len(shown)
    tail = [line(own(f"and {more} more, in Details"))] if more else []
    return [line(own("Cannot go out yet", bold=True)), bullets(*shown, *tail)] if shown else []


def _unseen(record: PacketRecord, *, is_whole: bool) -> list[Block]:
    draft = draft_on_card(record)
    if draft is not None and hidden(draft):
        return [line(own("The text has invisible characters — lifted by: Edit and save, which removes them"))]
    if draft is not None and not is_whole:
        return [line(own("Not all of it fits here — lifted by: Review and approve, which shows all of it"))]
    return []


#: Gates that the card already shows in their own place.
_TOLD = frozenset({GateKind.SUSPICION, GateKind.PATH_UNDECIDED, GateKind.PAUSED})


def _gate(why: str, lifted_by: str, room: Room) -> Block:
    return line(theirs(why, room.cut(200)), own(" — lifted by: "), theirs(lifted_by, room.cut(160)))


def pause(record: PacketRecord) -> list[Block]:
    """That all mail is paused, by whom and since when; nothing where it is not."""
    gates = (gate for gate in record.packet.gates if gate.kind is GateKind.PAUSED)
    return [line(theirs(gate.why, 300, bold=True), own(f" Lifted by: {safe(gate.lifted_by, 160)}")) for gate in gates]


def if_you_do_nothing(record: PacketRecord, policy: Policy) -> str:
    """What happens without a press; whom a suspicion waits for last is not told that it goes to them."""
    since = record.suspected_on if record.reviewer.role not in LEADERSHIP else None
    if has_gate(record, GateKind.SUSPICION) and since is not None:
        asked = add_working_days(since, 1, policy.holidays_of(record.packet.entity))
        on = short_day(asked)
        return f"If you do nothing: nothing is sent; on the morning of {on} finance leadership is asked."
    return "If you do nothing: it stays here; nothing is sent."


def decided(record: PacketRecord, policy: Policy) -> str:
    """Who approved, and when."""
    approval = record.approval
    if approval is None:
        return "Approved"
    at = clock(approval.at, policy, record.packet.as_of)
    return f"Approved by {name(approval.by_name)}, {at}"


def name(name: str) -> str:
    """A person's name, safe and short."""
    return safe(name, 60) or "someone"
