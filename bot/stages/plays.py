"""What a message to an account would be for: the reason it is late decides that, not its class."""

from __future__ import annotations

from models.correspondence import Direction
from models.decision import Path, PathChoice
from models.draft import Play
from models.gate import GateKind
from models.late_reason import LateCode
from models.packet import FollowUpPacket, Route

_PLAY_OF_PATH = {
    Path.NOTE_BY_OWNER: Play.NUDGE,
    Path.REST_ONLY: Play.REMINDER,
    Path.FINANCE_TAKES_OVER: Play.REMINDER,
}
#: They have asked for something, or their lawyers write: a reminder on any path would be no answer to that.
_ANSWER_FIRST = ("human_led_request", "lawyers_or_insolvency")
#: An account with one of these gets no request for money: we owe them first.
_OWE_FIRST = ("promised_credit", "owed_work", "serious_ticket")
#: They wait for paper of ours that no letter of ours can replace.
_OUR_TASK = frozenset({LateCode.VENDOR_SETUP_OPEN, LateCode.DOCUMENT_WANTED})


def choose_play(packet: FollowUpPacket, path: PathChoice | None) -> Play | None:
    """What a message to this account would be for; None = no message is to be drafted."""
    if _is_silent(packet):
        return None
    if path is not None:
        return _play_on(packet, path.path)
    if packet.route is Route.EXECUTIVE_REVIEW:
        return None
    if _is_owed(packet):
        return Play.STATUS_NOTE
    return _if_something_to_ask(packet, _play_of_reasons(packet))


def plays_of_paths(packet: FollowUpPacket) -> tuple[tuple[Path, Play], ...]:
    """The paths on which a message is drafted as things stand, each with what it would be for."""
    found = ((path, _play_on(packet, path)) for path in _PLAY_OF_PATH)
    return () if _is_silent(packet) else tuple((path, play) for path, play in found if play is not None)


def _is_silent(packet: FollowUpPacket) -> bool:
    """Whether nothing is drafted on any path: nobody to write to, a suspicion, or an answer they wait for."""
    is_suspected = any(gate.kind is GateKind.SUSPICION for gate in packet.gates)
    return packet.recipient is None or is_suspected or answer_first(packet)


def answer_first(packet: FollowUpPacket) -> bool:
    """Whether what they wrote asks for a person's answer, so that no bank of sentences may speak."""
    return any(reason.rule in _ANSWER_FIRST for reason in packet.reasons)


def _play_on(packet: FollowUpPacket, path: Path) -> Play | None:
    """On any path that writes, whom we owe something is told how things stand and asked for nothing."""
    play = _PLAY_OF_PATH.get(path)
    if play is not None and not _is_owed(packet) and _waits_for_paper(packet):
        play = _play_about_paper(packet)
    return _if_something_to_ask(packet, Play.STATUS_NOTE if play is not None and _is_owed(packet) else play)


def _is_owed(packet: FollowUpPacket) -> bool:
    return any(reason.rule in _OWE_FIRST for reason in packet.reasons)


def _play_of_reasons(packet: FollowUpPacket) -> Play | None:
    rules = {reason.rule for reason in packet.reasons}
    if _waits_for_paper(packet):
        return _play_about_paper(packet)
    if "missing_po" in rules:
        return Play.ASK_PO
    if "contact_left" in rules:
        return Play.ASK_CONTACT
    return Play.NUDGE if "renewal_near" in rules else Play.REMINDER


def _waits_for_paper(packet: FollowUpPacket) -> bool:
    return bool(_says(packet, {LateCode.INVOICE_NOT_RECEIVED}) or _unread_task(packet))


def _play_about_paper(packet: FollowUpPacket) -> Play | None:
    """The invoice goes once more; a form, a portal or another paper is a person's task before any letter."""
    is_copy_alone = _says(packet, {LateCode.INVOICE_NOT_RECEIVED}) and not _says(packet, {LateCode.VENDOR_SETUP_OPEN})
    return Play.SEND_COPY if is_copy_alone else None


def _unread_task(packet: FollowUpPacket) -> bool:
    """Whether they ask for such paper in a message that nobody has looked at: whoever looks decides what comes next."""
    return _says(packet, _OUR_TASK) and any(gate.kind is GateKind.UNREAD_MESSAGE for gate in packet.gates)


def _says(packet: FollowUpPacket, codes: frozenset[LateCode] | set[LateCode]) -> bool:
    """Whether a message that we have not written since says one of *codes*."""
    written = (each for each in packet.exchanges if each.direction is Direction.OUTBOUND and each.automatic is None)
    since = max((each.at for each in written), default=None)
    standing = {each.origin for each in (*packet.exchanges, *packet.unread) if since is None or each.at > since}
    found = (each for reason in packet.late_because if reason.code in codes for each in reason.evidence)
    return any(each.origin in standing for each in found)


def _if_something_to_ask(packet: FollowUpPacket, play: Play | None) -> Play | None:
    return play if packet.items and not packet.is_covered else None
