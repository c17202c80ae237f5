"""Why they are late and how likely the money is to stay away, as far as anybody can tell. Neither decides anything."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cards.drawing import Block
from bot.cards.names import ROLES, count, short_day
from bot.cards.room import Room
from bot.cards.text import line, own, safe, theirs
from models.evidence import Evidence
from models.packet import FollowUpPacket, PacketRecord, Route

_NAMED = 3
_RECORDS = 3


def late_line(record: PacketRecord, room: Room) -> Block:
    """One line: the gravest reasons, and our play against the first; leadership's choice comes before any play."""
    found = record.packet.late_because
    if not found:
        return line(own("Late because: ", bold=True), own("not known."))
    told = ", ".join(reason.words for reason in found[: room.most(_NAMED)])
    if record.packet.route is Route.EXECUTIVE_REVIEW and record.path is None:
        return line(own("Late because: ", bold=True), own(f"{told}."))
    first = found[0]
    return line(own("Late because: ", bold=True), own(f"{told}; our play: {first.play} ({ROLES[first.owner]})."))


def late_whole(packet: FollowUpPacket) -> Iterator[Block]:
    """Every late reason with its play and its records."""
    for reason in packet.late_because:
        head = own(f"{reason.words.capitalize()}: ", bold=True)
        told = f"{reason.sentence} Our play: {reason.play} ({ROLES[reason.owner]}). "
        yield line(head, own(told), theirs(_records(reason.evidence), 600))


def risk_whole(packet: FollowUpPacket) -> Iterator[Block]:
    """The score, what it is made of, and that it decides nothing; nothing where it was never computed."""
    risk = packet.risk
    if risk is None:
        return
    yield line(own(f"{count(risk.score, 'point')}, {risk.band}. ", bold=True), own("It sorts and stops nothing."))
    for part in risk.parts:
        yield line(own(f"+{part.points} {part.sentence} "), theirs(_records(part.evidence), 400))


def _records(evidence: tuple[Evidence, ...]) -> str:
    shown = [f"{each.fact} ({_place(each)})" for each in evidence[:_RECORDS]]
    more = len(evidence) - len(shown)
    return "; ".join([*shown, *([f"and {count(more, 'more record')}"] if more else [])])


def _place(evidence: Evidence) -> str:
    origin = evidence.origin
    return f"{safe(origin.source, 40)}, {safe(origin.row, 80)}, as of {short_day(origin.as_of)}"
