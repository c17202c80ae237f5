"""What people recorded of the customer that no source says yet, and the promise in a mail that nobody recorded."""

from __future__ import annotations

from collections.abc import Iterator

from bot import wording
from bot.cards.drawing import Block
from bot.cards.names import local_day, short_day
from bot.cards.notes import by_model
from bot.cards.room import Room
from bot.cards.text import bullets, line, own, quote, safe, theirs
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord
from models.policy import Policy
from models.recorded import Recorded

_SHOWN = 3


def recorded(packet: FollowUpPacket, room: Room) -> list[Block]:
    """The newest of them, each with who recorded it and when; nothing where there is none."""
    if not packet.recorded:
        return _rejected(packet, room)
    shown = list(reversed(packet.recorded))[: room.most(_SHOWN)]
    lines = [line(theirs(each.what, room.cut(200)), own(f" ({words(each)})")) for each in shown]
    more = len(packet.recorded) - len(shown)
    lines += [line(own(f"and {more} more, in Details"))] if more else []
    return [*_rejected(packet, room), line(own("Recorded by us", bold=True)), bullets(*lines)]


def _rejected(packet: FollowUpPacket, room: Room) -> list[Block]:
    """What they wrote that a person said is no dispute, and why."""
    parts = []
    for each in packet.rejected[-room.most(_SHOWN) :]:
        head = own(f"Not a dispute, says {safe(each.by_name, 60)}, {short_day(each.on)}: ", bold=True)
        parts += [line(head, theirs(each.reason, room.cut(200))), quote(each.quote, room.cut(300))]
    return parts


def by_and_when(each: Recorded) -> Block:
    """ "Recorded by Olive Byrne, 12 May 2026: PO 4711 for F26-0117, given by Ann Quill"."""
    return line(own(f"Recorded by {words(each)}: ", bold=True), theirs(each.what, 300))


def every_record(packet: FollowUpPacket) -> Iterator[Block]:
    """Each of them."""
    for each in packet.recorded:
        yield line(theirs(each.what, 400), own(f" ({words(each)})"))


def words(each: Recorded) -> str:
    """ "Olive Byrne, 12 May 2026"; and that it is asked about."""
    asked = "; no source says so yet: is it still true?" if each.is_asked else ""
    return f"{safe(each.by_name, 60)}, {short_day(each.on)}{asked}"


def promise_heard(record: PacketRecord, policy: Policy, room: Room) -> list[Block]:
    """That a mail of theirs names a day, which *Promise to pay* records; nothing where none does."""
    heard = record.packet.promise_heard
    if heard is None:
        return []
    signal, message = heard
    day = wording.day(signal.on) if signal.on else ""
    head = f"{safe(message.sender, 60)} wrote on {short_day(local_day(message.at, policy))} that they pay on {day}"
    return [line(own(f"{head}:", bold=True)), quote(signal.quote, room.cut(200)), *by_model(signal)]


def promise_words(record: PacketRecord, policy: Policy) -> str:
    """The same in one line, for its entry under *More…*; "" = no mail names a day."""
    heard = record.packet.promise_heard
    if heard is None:
        return ""
    said = safe(heard[0].quote, 110)
    return f"They wrote on {short_day(local_day(heard[1].at, policy))}: “{said}”. Record it."
