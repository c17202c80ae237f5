"""What an approved mail asks for, which lines of its packet a person left out of it, and what they wrote otherwise."""

from __future__ import annotations

from bot import wording
from bot.cards.text import safe
from models.money import Money, total
from models.packet import OpenItem
from models.packet_record import PacketRecord
from models.policy import Policy
from models.signing import valid

_LINES = 5
_SUMS = 2
_SUM = 25
#: What the guard calls a sum that the record has otherwise, or not at all.
_ODD_SUMS = frozenset(
    {"unknown_amount", "rounded_amount", "number_word", "wrong_currency", "wrong_invoice", "wrong_role", "wrong_total"}
)


def mailed_lines(record: PacketRecord) -> tuple[OpenItem, ...]:
    """The lines of the approved mail, oldest due date first; empty = nothing is approved, or it asks for no money."""
    numbers = record.mailed or ()
    return tuple(item for item in record.packet.items if item.invoice.number in numbers)


def asked_lines(record: PacketRecord) -> tuple[OpenItem, ...]:
    """The lines that the draft asks for; those of the packet where there is none, or it asks for no money."""
    numbers = record.draft.invoices if record.draft else ()
    return tuple(item for item in record.packet.items if item.invoice.number in numbers) or record.packet.items


def owed(record: PacketRecord) -> Money:
    """What the approved mail asks for, else all that is past due."""
    lines = mailed_lines(record)
    return total((item.open for item in lines), record.packet.currency) if lines else record.packet.past_due


def owed_words(record: PacketRecord) -> str:
    """The same; of a mail that asks for another sum, that the record has this one."""
    on_record = " on record" if record.mailed is not None and odd_sums(record) else ""
    return f"{wording.amount(owed(record))}{on_record}"


def unticked(record: PacketRecord, policy: Policy) -> str:
    """Which rows of its card a person took out of the draft, and what it asks for; "" = it asks for all of them."""
    asked = total((item.open for item in asked_lines(record)), record.packet.currency)
    return f"{left}: the draft asks for {wording.amount(asked)}." if (left := left_out(record, policy)) else ""


def left_by_person(record: PacketRecord, policy: Policy) -> str:
    """ "FS-3161 left out by Marco Reyes": of an approved mail; "" = it asks for every line that could be asked for."""
    return left_out(record, policy) if record.mailed is not None else ""


def left_out(record: PacketRecord, policy: Policy) -> str:
    """The same of any draft that asks for money."""
    if record.draft is None or not record.draft.invoices:
        return ""
    numbers = record.draft.invoices
    left = [item.invoice.number for item in record.packet.items if item.invoice.number not in numbers]
    editor = policy.members.get(record.draft.edited_by or "")
    who = f" by {safe(editor.name, 60)}" if editor else ""
    more = f" and {len(left) - _LINES} more" if len(left) > _LINES else ""
    return f"{', '.join(safe(one, 40) for one in left[:_LINES])}{more} left out{who}" if left else ""


def own_words(record: PacketRecord, policy: Policy) -> str:
    """ "In the words of Olive Byrne: it says “€4,380.00”", with each sum that the record has otherwise.

    "" = no person wrote words of it.
    """
    draft = record.draft
    if draft is None or not draft.is_reworded:
        return ""
    writer = policy.members.get(draft.edited_by or "")
    told = f"In the words of {safe(writer.name, 30) if writer else 'a colleague'}"
    sums = odd_sums(record)
    more = f" and {len(sums) - _SUMS} more" if len(sums) > _SUMS else ""
    return f"{told}: it says {', '.join(f'“{safe(one, _SUM)}”' for one in sums[:_SUMS])}{more}" if sums else told


def odd_sums(record: PacketRecord) -> tuple[str, ...]:
    """The sums a person wrote that the record has otherwise, as they stand in the mail; empty = none can be read."""
    if record.draft is None or not record.draft.is_reworded:
        return ()
    return tuple(dict.fromkeys(each.span for each in record.findings if each.rule in _ODD_SUMS))


def signers(record: PacketRecord) -> str:
    """ "Signed by Freya Lindqvist"; "" = nobody's name stands beside this text."""
    names = dict.fromkeys(safe(each.by_name, 60) for each in valid(record))
    return f"Signed by {' and '.join(names)}" if names else ""
