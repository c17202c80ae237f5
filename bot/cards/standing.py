"""What a packet allows right now, as far as its card is concerned. The flow decides again at the press."""

from __future__ import annotations

from models.controls import Action
from models.decision import Path
from models.draft import Draft, Finding, Weight
from models.hold import HoldKind
from models.lifecycle import PacketState
from models.packet import Gate, GateKind, PacketRecord, Route
from models.signal import Signal, SignalKind

_A = Action


def awaits_path(record: PacketRecord) -> bool:
    """An executive review for which nobody has chosen the path: no draft is on its card."""
    undecided = record.packet.route is Route.EXECUTIVE_REVIEW or has_gate(record, GateKind.PATH_UNDECIDED)
    return undecided and record.path is None


def open_paths(record: PacketRecord) -> tuple[Path, ...]:
    """What leadership can choose: without a disputed line there is no undisputed rest."""
    has_rest = bool(record.packet.left_out and record.packet.items)
    return tuple(path for path in Path if has_rest or path is not Path.REST_ONLY)


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


def hard_findings(record: PacketRecord) -> tuple[Finding, ...]:
    """What the guard will not let out."""
    return tuple(finding for finding in record.findings if finding.weight is Weight.HARD)


def soft_findings(record: PacketRecord) -> tuple[Finding, ...]:
    """What the guard shows and lets pass."""
    return tuple(finding for finding in record.findings if finding.weight is Weight.SOFT)


def suspicions(record: PacketRecord) -> tuple[Signal, ...]:
    """The sentences that made the machine suspect a dispute."""
    if not has_gate(record, GateKind.SUSPICION):
        return ()
    disputes = tuple(s for s in record.packet.signals if s.kind is SignalKind.DISPUTE)
    return disputes or record.packet.signals


def may_approve(record: PacketRecord, *, is_whole: bool) -> bool:
    """Whether Approve belongs on the card; *is_whole* says that nothing of what it binds is cut off."""
    if draft_on_card(record) is None or not is_whole:
        return False
    if has_gate(record, GateKind.UNREAD_MESSAGE) and not record.packet.unread:
        return False
    return not closed_gates(record) and not hard_findings(record)


def offered(record: PacketRecord, *, is_whole: bool) -> tuple[Action, ...]:
    """The buttons of the card, in order."""
    match record.state:
        case PacketState.PREPARED | PacketState.POSTED:
            return _to_decide(record, is_whole=is_whole)
        case PacketState.HELD:
            return (_A.RELEASE, _A.DISPUTE, _A.DETAILS)
        case PacketState.APPROVED:
            return (_A.UNDO, _A.DISPUTE, _A.DETAILS)
        case PacketState.SENDING | PacketState.SENT:
            return (_A.DISPUTE, _A.DETAILS)
        case PacketState.CLOSED:
            return (_A.DETAILS,)


def _to_decide(record: PacketRecord, *, is_whole: bool) -> tuple[Action, ...]:
    is_suspected = has_gate(record, GateKind.SUSPICION)
    is_account_held = any(hold.kind is HoldKind.ACCOUNT for hold in record.packet.holds)
    wanted = (
        (_A.ANSWER, record.question is not None),
        (_A.NOT_A_DISPUTE, is_suspected),
        (_A.CONFIRM_DISPUTE, is_suspected),
        (_A.CHOOSE_PATH, awaits_path(record) and not is_suspected),
        (_A.APPROVE, may_approve(record, is_whole=is_whole)),
        (_A.EDIT, draft_on_card(record) is not None),
        (_A.SEEN, bool(record.packet.unread)),
        (_A.LEAVE_UNAPPLIED, has_gate(record, GateKind.UNAPPLIED_COVERS)),
        (_A.RELEASE, is_account_held),
        (_A.ESCALATE, True),
        (_A.HOLD, True),
        (_A.DISPUTE, not is_suspected),
        (_A.DETAILS, True),
    )
    return tuple(action for action, is_wanted in wanted if is_wanted)
