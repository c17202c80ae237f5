"""The last mails between us and the customer, on a card: one quoted line each, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.drawing import Block
from bot.cards.names import AUTOMATIC, local_day, short_day
from bot.cards.notes import unread_shown
from bot.cards.room import Room
from bot.cards.text import line, own, quoted, safe, theirs
from models.correspondence import Direction, Message
from models.packet import FollowUpPacket
from models.policy import Policy


def exchanges(packet: FollowUpPacket, policy: Policy, room: Room) -> list[Block]:
    """The last exchanges, one quoted line each, newest first."""
    shown = packet.exchanges[: room.most(3)]
    if not shown:
        return [line(own("Last exchanges: ", bold=True), own("none on record."))]
    unread = {message.id for message in unread_shown(packet)}
    runs = [run for each in shown for run in _exchange(each, packet, policy, room, is_below=each.id in unread)]
    return [line(own("Last exchanges", bold=True)), quoted(*_without_last_break(runs))]


def _exchange(message: Message, packet: FollowUpPacket, policy: Policy, room: Room, *, is_below: bool) -> list[Block]:
    who = _writer(message, packet, policy)
    who += f" ({AUTOMATIC[message.automatic]})" if message.automatic else ""
    day = short_day(local_day(message.at, policy), packet.as_of)
    if is_below:
        return [own(f"{day}, {who}: below, nobody has read it yet"), own("\n")]
    text = safe(message.text, room.cut(130)) or safe(message.subject, room.cut(130)) or "no text"
    return [own(f"{day}, {who}: "), theirs(f"“{text}”", 400), own("\n")]


def _writer(message: Message, packet: FollowUpPacket, policy: Policy) -> str:
    """Their name where the contacts have it, else the address; of ours "we", and who where it is one person's box."""
    if message.direction is Direction.INBOUND:
        names = {contact.email: contact.name for contact in packet.contacts}
        return safe(names.get(message.sender) or "", 40) or safe(message.sender, 40)
    named = next((one.name for one in policy.members.values() if one.email == message.sender), "")
    return f"we ({safe(named, 40)})" if named else "we"


def _without_last_break(runs: Sequence[Block]) -> list[Block]:
    return list(runs[:-1])
