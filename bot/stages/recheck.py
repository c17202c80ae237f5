"""Right before a mail leaves: is what was approved still true?"""

from __future__ import annotations

from collections.abc import Iterator

from bot import wording
from bot.stages.recipients import why_not, writable
from models.correspondence import Direction
from models.draft import Draft
from models.gate import GateKind
from models.packet import FollowUpPacket, LeftOut, OpenItem


def drift(draft: Draft, then: FollowUpPacket, now: FollowUpPacket) -> tuple[str, ...]:
    """What moved between the packet that was approved and the books now, in sentences; empty = send.

    Cautious: whatever the draft states or the approval relied on counts, and nothing is weighed.
    """
    return (*_lines(draft, then, now), *_people(draft, then, now), *_news(then, now), *_gates(then, now))


def _lines(draft: Draft, then: FollowUpPacket, now: FollowUpPacket) -> Iterator[str]:
    asked = {item.invoice.number: item for item in then.items if item.invoice.number in draft.invoices}
    current = {item.invoice.number: item for item in now.items}
    left_out = {left.item.invoice.number: left for left in now.left_out}
    for number, item in asked.items():
        if number not in current:
            yield _gone(number, left_out.get(number))
        else:
            yield from _changed(item, current[number])


def _gone(number: str, left: LeftOut | None) -> str:
    return f"Invoice {number} is now left out: {left.why}" if left else f"Invoice {number} is no longer open."


def _changed(then: OpenItem, now: OpenItem) -> Iterator[str]:
    number = then.invoice.number
    if now.open != then.open:
        yield f"Invoice {number} is now {wording.amount(now.open)} open, it was {wording.amount(then.open)}."
    if now.invoice.due_on != then.invoice.due_on:
        yield f"Invoice {number} is now due on {wording.day(now.invoice.due_on)}."
    if now.invoice.po_number != then.invoice.po_number:
        yield f"The PO number of invoice {number} has changed."


def _people(draft: Draft, then: FollowUpPacket, now: FollowUpPacket) -> Iterator[str]:
    fit = {contact.email for contact in writable(now.contacts, now.account)}
    for address in (*draft.to, *draft.cc):
        if address not in fit:
            yield f"{address} is no longer a verified contact{_why_not(address, now)}."
    if now.owner_id != then.owner_id:
        yield "The account has another owner now."


def _why_not(address: str, now: FollowUpPacket) -> str:
    told = [why_not(contact, now.account).fact for contact in now.contacts if contact.email == address]
    return f": {told[0]}" if told else ""


def _news(then: FollowUpPacket, now: FollowUpPacket) -> Iterator[str]:
    known = {message.id for message in (*then.unread, *then.exchanges)}
    for message in {message.id: message for message in (*now.unread, *now.exchanges)}.values():
        # A machine's answer counts where there is something in it to read.
        is_news = message.automatic is None or message in now.unread
        if message.id not in known and message.direction is Direction.INBOUND and is_news:
            yield f"{message.sender} wrote after the approval."
    tickets = {ticket.id for ticket in then.tickets}
    for ticket in now.tickets:
        if ticket.id not in tickets:
            yield f"A ticket was opened: {ticket.subject}"
    if now.unapplied != then.unapplied:
        yield f"Unapplied cash is now {wording.amount(now.unapplied)}, it was {wording.amount(then.unapplied)}."


def _gates(then: FollowUpPacket, now: FollowUpPacket) -> Iterator[str]:
    before = {gate.kind for gate in then.gates}
    for gate in now.gates:
        # Approve lifted the unread messages that were on its card; new ones are told above.
        if gate.kind is GateKind.UNREAD_MESSAGE:
            continue
        if gate.kind not in before:
            yield gate.why
    told = {reason.rule for reason in then.reasons}
    if any(gate.kind is GateKind.SUSPICION for gate in now.gates):
        # The gate says the same.
        told.add("challenge_suspected")
    for reason in now.reasons:
        if reason.rule not in told:
            yield reason.sentence
