"""What a packet allows right now, as far as its card is concerned. The flow decides again at the press."""

from __future__ import annotations

from bot.cards.letter import hidden
from bot.cards.names import PATH_MEANINGS
from models.controls import Action
from models.decision import DRAFTING_PATHS, Path
from models.dispute import DisputeReason
from models.draft import Draft, Finding, Play, Weight
from models.gate import Gate, GateKind
from models.hold import HoldKind
from models.late_reason import LateCode
from models.lifecycle import PacketState
from models.outbox import OutboxItem, OutboxState
from models.packet import FollowUpPacket, Route
from models.packet_record import PacketRecord
from models.policy import Policy
from models.signal import Signal, SignalKind
from models.signing import missing, unsigned_findings

_A = Action


def owner_calls(record: PacketRecord) -> bool:
    """Whether leadership chose that the account owner calls them, and the day it is back has not come."""
    is_path = record.path is not None and record.path.path is Path.OWNER_CALLS
    return record.state is PacketState.HELD and is_path


def awaits_path(record: PacketRecord) -> bool:
    """An executive review for which nobody has chosen the path: no draft is on its card."""
    undecided = record.packet.route is Route.EXECUTIVE_REVIEW or has_gate(record, GateKind.PATH_UNDECIDED)
    return undecided and record.path is None


def open_paths(record: PacketRecord) -> tuple[Path, ...]:
    """What leadership can choose: without a disputed line there is no undisputed rest."""
    has_rest = bool(record.packet.left_out and record.packet.items)
    return tuple(path for path in Path if has_rest or path is not Path.REST_ONLY)


def path_meaning(record: PacketRecord, path: Path) -> str:
    """What choosing *path* brings, in at most 75 characters; a draft is promised only where one comes."""
    whose = "Finance" if path is Path.FINANCE_TAKES_OVER else "The owner"
    if path in DRAFTING_PATHS and wants_answer(record):
        return f"No draft, for they want an answer. {whose} writes or calls."
    if path in DRAFTING_PATHS and record.packet.recipient is None:
        return f"No draft, for nobody there is verified. {whose} finds a contact first."
    if path not in DRAFTING_PATHS or record.packet.plays is None:
        return PATH_MEANINGS[path]
    play = dict(record.packet.plays).get(path)
    return _NOT_FOR_MONEY.get(play, PATH_MEANINGS[path]) if play else f"{_undrafted(record.packet)} {whose} sees to it."


#: What a draft is that asks for no money, on whatever path.
_NOT_FOR_MONEY = {
    Play.STATUS_NOTE: "A draft says how what we owe them stands, and asks for no money.",
    Play.SEND_COPY: "A draft sends the invoice they have not received once more.",
}


def _undrafted(packet: FollowUpPacket) -> str:
    """Why no path drafts anything, where the reason is not a person of theirs."""
    if not packet.items:
        return "No draft, for nothing is free to be asked for."
    if packet.is_covered:
        return "No draft, for money of theirs covers all of it."
    return "No draft, for they wait for a paper of ours."


def wants_answer(record: PacketRecord) -> bool:
    """Whether they wait for an answer that no draft can give: nothing is drafted on any path."""
    return any(reason.rule in ("human_led_request", "lawyers_or_insolvency") for reason in record.packet.reasons)


def waits_for_paper(record: PacketRecord) -> bool:
    """Whether they ask, in a message nobody has looked at, for a form or a paper that a person has to see to."""
    codes = {reason.code for reason in record.packet.late_because}
    is_ours = bool(codes & {LateCode.VENDOR_SETUP_OPEN, LateCode.DOCUMENT_WANTED})
    return is_ours and record.draft is None and has_gate(record, GateKind.UNREAD_MESSAGE)


def draft_on_card(record: PacketRecord) -> Draft | None:
    """The draft, where there is one and it may be seen yet."""
    return None if awaits_path(record) else record.draft


def has_gate(record: PacketRecord, kind: GateKind) -> bool:
    """Whether the gate of this kind is closed."""
    return any(gate.kind is kind for gate in record.packet.gates)


def closed_gates(record: PacketRecord) -> tuple[Gate, ...]:
    """Gates that take Approve away; not the unread message, which Approve lifts, nor a path since chosen."""
    lifted = {GateKind.UNREAD_MESSAGE} | ({GateKind.PATH_UNDECIDED} if record.path is not None else set())
    return tuple(gate for gate in record.packet.gates if gate.kind not in lifted)


def soft_findings(record: PacketRecord) -> tuple[Finding, ...]:
    """What the guard shows and lets pass."""
    return tuple(finding for finding in record.findings if finding.weight is Weight.SOFT)


def suspicions(record: PacketRecord) -> tuple[Signal, ...]:
    """The sentences that made the machine suspect a dispute, then those that look like orders to itself."""
    if not has_gate(record, GateKind.SUSPICION):
        return ()
    kinds = (SignalKind.DISPUTE, SignalKind.INJECTION)
    return tuple(each for kind in kinds for each in record.packet.signals if each.kind is kind)


def says_paid(record: PacketRecord) -> bool:
    """Whether all that is suspected is that they say they have paid."""
    found = suspicions(record)
    return bool(found) and all(each.reason == DisputeReason.ALREADY_PAID for each in found)


def may_approve(record: PacketRecord, policy: Policy, *, is_whole: bool) -> bool:
    """Whether Approve belongs on the card; *is_whole* says that nothing of what it binds is cut off."""
    if draft_on_card(record) is None or not is_whole:
        return False
    if has_gate(record, GateKind.UNREAD_MESSAGE) and not record.packet.unread:
        return False
    return not closed_gates(record) and not unsigned_findings(record) and not missing(record, policy)


def may_be_signed(record: PacketRecord, policy: Policy) -> bool:
    """Whether Sign belongs on the card; who may press it is decided at the press."""
    return draft_on_card(record) is not None and not closed_gates(record) and bool(missing(record, policy))


def _is_hiding(record: PacketRecord) -> bool:
    return record.draft is not None and hidden(record.draft)


def offered(
    record: PacketRecord, policy: Policy, *, is_whole: bool, mail: OutboxItem | None = None
) -> tuple[Action, ...]:
    """The buttons of the card, in order."""
    match record.state:
        case PacketState.PREPARED | PacketState.POSTED:
            return _to_decide(record, policy, is_whole=is_whole)
        case PacketState.HELD:
            return (_A.RELEASE, _A.DISPUTE, _A.MORE, _A.DETAILS)
        case PacketState.APPROVED:
            return (_A.UNDO, _A.DISPUTE, _A.MORE, _A.DETAILS)
        case PacketState.SENDING if mail is not None and mail.state is OutboxState.UNCERTAIN:
            return (_A.MAIL_LEFT, _A.MAIL_STAYED, _A.DISPUTE, _A.MORE, _A.DETAILS)
        case PacketState.SENDING | PacketState.SENT:
            return (_A.DISPUTE, _A.MORE, _A.DETAILS)
        case PacketState.CLOSED:
            return (_A.MORE, _A.DETAILS)


def _to_decide(record: PacketRecord, policy: Policy, *, is_whole: bool) -> tuple[Action, ...]:
    is_suspected, is_paid = has_gate(record, GateKind.SUSPICION), says_paid(record)
    is_account_held = any(hold.kind is HoldKind.ACCOUNT for hold in record.packet.holds)
    wanted = (
        (_A.ANSWER, record.question is not None),
        (_A.NOT_A_DISPUTE, is_suspected),
        (_A.CONFIRM_DISPUTE, is_suspected and not is_paid),
        (_A.ALREADY_PAID, is_paid),
        (_A.CHOOSE_PATH, awaits_path(record) and not is_suspected),
        (_A.APPROVE, may_approve(record, policy, is_whole=is_whole)),
        (_A.REVIEW, not is_whole and may_approve(record, policy, is_whole=True) and not _is_hiding(record)),
        (_A.SIGN, may_be_signed(record, policy)),
        (_A.EDIT, draft_on_card(record) is not None),
        (_A.SEEN, bool(record.packet.unread)),
        (_A.LEAVE_UNAPPLIED, has_gate(record, GateKind.UNAPPLIED_COVERS)),
        (_A.RELEASE, is_account_held),
        (_A.ESCALATE, True),
        (_A.HOLD, True),
        # Where it is no such word after all, it may still be another dispute.
        (_A.DISPUTE, is_paid or not is_suspected),
        (_A.PROMISE, record.packet.promise_heard is not None),
        (_A.MORE, True),
        (_A.DETAILS, True),
    )
    return tuple(action for action, is_wanted in wanted if is_wanted)
