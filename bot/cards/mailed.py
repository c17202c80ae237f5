"""What an approved mail asks for, and which lines of its packet a person left out of it."""

from __future__ import annotations

from bot.cards.text import safe
from models.money import Money, total
from models.packet import OpenItem
from models.packet_record import PacketRecord
from models.policy import Policy

_LINES = 5


def mailed_lines(record: PacketRecord) -> tuple[OpenItem, ...]:
    """The lines of the approved mail, oldest due date first; empty = nothing is approved, or it asks for no money."""
    numbers = record.mailed or ()
    return tuple(item for item in record.packet.items if item.invoice.number in numbers)


def owed(record: PacketRecord) -> Money:
    """What the approved mail asks for, else all that is past due."""
    lines = mailed_lines(record)
    return total((item.open for item in lines), record.packet.currency) if lines else record.packet.past_due


def left_by_person(record: PacketRecord, policy: Policy) -> str:
    """ "FS-3161 left out by Marco Reyes": of an approved mail; "" = it asks for every line that could be asked for."""
    numbers = record.mailed
    if numbers is None or record.draft is None:
        return ""
    left = [item.invoice.number for item in record.packet.items if item.invoice.number not in numbers]
    editor = policy.members.get(record.draft.edited_by or "")
    who = f" by {safe(editor.name, 60)}" if editor else ""
    more = f" and {len(left) - _LINES} more" if len(left) > _LINES else ""
    return f"{', '.join(safe(one, 40) for one in left[:_LINES])}{more} left out{who}" if left else ""
