"""Why they are late and how likely the money is to stay away, as far as anybody can tell. Neither decides anything."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cards.drawing import Block
from bot.cards.names import count, short_day
from bot.cards.room import Room
from bot.cards.standing import awaits_path, draft_on_card
from bot.cards.text import bullets, line, own, safe, theirs
from models.evidence import Evidence
from models.late_reason import LateReason
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord

_NAMED = 3
_TOLD = 5
_RECORDS = 3


def late_line(record: PacketRecord, room: Room) -> list[Block]:
    """The gravest reasons, and our play against the first where it is what the card offers; nothing where none is
    known. Leadership's choice comes before any play.
    """
    found = record.packet.late_because
    if not found:
        return []
    told = ", ".join(reason.words for reason in found[: room.most(_NAMED)])
    play = f"; our play: {found[0].play}" if _has_play(found[0], record) else ""
    return [line(own("Late because: ", bold=True), own(f"{told}{play}."))]


def late_whole(record: PacketRecord) -> Iterator[Block]:
    """Every late reason with its records, and its play where it is what the card offers; or that none is known."""
    if not record.packet.late_because:
        yield line(own("Not known."))
    for reason in record.packet.late_because:
        head = own(f"{reason.words.capitalize()}: ", bold=True)
        play = f" Our play: {reason.play}." if _has_play(reason, record) else ""
        yield line(head, own(f"{reason.sentence}{play} "), theirs(_records(reason.evidence), 600))


def late_told(packet: FollowUpPacket, room: Room) -> list[Block]:
    """The gravest reasons with their sentences, for a look-up; nothing where none is known."""
    found = packet.late_because
    if not found:
        return []
    lines = [
        line(own(f"{reason.words.capitalize()}: ", bold=True), own(safe(reason.sentence, room.cut(240))))
        for reason in found[: room.most(_TOLD)]
    ]
    more = len(found) - len(lines)
    lines += [line(own(f"and {more} more, in Details"))] if more else []
    return [line(own("Late because", bold=True)), bullets(*lines)]


def _has_play(reason: LateReason, record: PacketRecord) -> bool:
    draft = draft_on_card(record)
    return not awaits_path(record) and reason.fits(draft.play if draft else None)


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
