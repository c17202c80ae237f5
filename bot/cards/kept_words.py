"""What became of a customer's promises to pay."""

from __future__ import annotations

from collections.abc import Iterator

from bot import told
from bot.cards.drawing import Block
from bot.cards.names import short_day
from bot.cards.room import Room
from bot.cards.text import line, own, safe, theirs
from models.packet import FollowUpPacket
from models.promise import KeptWord

_SHOWN = 2


def came_back(packet: FollowUpPacket, room: Room) -> list[Block]:
    """That lines are asked for again because a promise about them was not kept; nothing where none was broken."""
    return _told("Back after a promise: ", packet.came_back, room)


def promises(packet: FollowUpPacket, room: Room) -> list[Block]:
    """The last promises and what came of them; nothing where there is none."""
    return _told("Promises: ", packet.kept_words, room)


def every_promise(packet: FollowUpPacket) -> Iterator[Block]:
    """Each with its record, and their sentence where it was kept."""
    for kept in packet.kept_words:
        origin = kept.promise.origin
        record = f" ({safe(origin.source, 40)}, {safe(origin.row, 80)}, as of {short_day(origin.as_of)})"
        said = [own(": “"), theirs(kept.promise.quote, 300), own("”")] if kept.promise.quote else []
        yield line(theirs(told.kept_words(kept), 300), own(record), *said)


def _told(label: str, words: tuple[KeptWord, ...], room: Room) -> list[Block]:
    if not words:
        return []
    shown = [safe(told.kept_words(kept), room.cut(200)) for kept in reversed(words[-_SHOWN:])]
    more = f"; and {len(words) - _SHOWN} more, in Details" if len(words) > _SHOWN else ""
    return [line(own(label, bold=True), own(f"{'; '.join(shown)}{more}."))]
