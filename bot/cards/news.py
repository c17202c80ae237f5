"""What is new about an account since the card of an earlier day: one line on the card, all of it in Details."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cards.drawing import Block
from bot.cards.names import short_day
from bot.cards.text import line, own, safe, theirs
from models.packet_record import PacketRecord

#: Changes named on the card.
_NAMED = 3


def since(record: PacketRecord) -> str:
    """One line: "Since yesterday: Grace wrote; F26-0117 is settled."; "" = nothing is new."""
    if record.news is None:
        return ""
    told = [safe(change.what, 80) for change in record.news.changes[:_NAMED]]
    more = len(record.news.changes) - len(told)
    told += [f"{more} more, in Details"] if more > 0 else []
    return f"Since {_when(record)}: {'; '.join(told)}."


def every_change(record: PacketRecord) -> Iterator[Block]:
    """Each change by itself."""
    for change in record.news.changes if record.news else ():
        yield line(own(f"Since {_when(record)}: "), theirs(change.what, 300))


def _when(record: PacketRecord) -> str:
    if record.news is None:
        return ""
    since = record.news.since
    days = (record.packet.as_of - since).days
    if days <= 1:
        return "yesterday" if days else "this morning"
    return f"{since:%A}" if days < 7 else short_day(since)
