"""Whom we may write to at the customer, and what last showed that the address reaches them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cards.blocks import small
from bot.cards.drawing import Block
from bot.cards.language import why_english
from bot.cards.names import short_day
from bot.cards.text import line, own, safe, theirs
from models.correspondence import Confirmation, Contact, ContactStatus
from models.draft import Draft
from models.evidence import Origin
from models.packet import FollowUpPacket


def addressees(draft: Draft, packet: FollowUpPacket) -> Block:
    """One small line under the mail: each recipient, their last confirmation, and why it is in English if it must."""
    by_address = {contact.email: contact for contact in packet.contacts}
    told = [_addressee(address, by_address.get(address)) for address in (*draft.to, *draft.cc)]
    english = why_english(draft, packet)
    return small(f"To {'; '.join(told) or 'nobody'}{f' · {english}' if english else ''}")


def _addressee(address: str, contact: Contact | None) -> str:
    if contact is None:
        return f"{safe(address, 80)}, who is in no list of contacts"
    return f"{safe(contact.name, 60)}, {confirmed(contact.confirmation)}"


def confirmed(last: Confirmation | None) -> str:
    """ "confirmed 12 May 2026 by their mail", "confirmed 2 Mar 2026 in our list of contacts", "never confirmed"."""
    if last is None:
        return "never confirmed"
    how = "by their mail" if last.is_own_mail else "in our list of contacts"
    return f"confirmed {short_day(last.on)} {how}"


def every_contact(packet: FollowUpPacket) -> Iterator[Block]:
    """Each contact on record, with status, confirmation and the records behind both."""
    for contact in packet.contacts:
        last, trouble = contact.confirmation, contact.trouble
        behind = f" ({_record(last.origin)})" if last else ""
        why = [own(" · "), theirs(trouble.fact, 200), own(f" ({_record(trouble.origin)})")] if trouble else []
        yield line(
            theirs(f"{contact.name} <{contact.email}>", 160, bold=True),
            own(f" · {contact.status or ContactStatus.UNVERIFIED} · {confirmed(last)}{behind}"),
            *why,
        )


def _record(origin: Origin) -> str:
    return f"{safe(origin.source, 40)}, {safe(origin.row, 80)}"
