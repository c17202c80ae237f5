"""What a person must know, and do, about a mail that does not simply leave."""

from __future__ import annotations

from datetime import datetime

from bot.cards.drawing import Block
from bot.cards.names import count
from bot.cards.text import line, own, theirs
from models.outbox import MailPhase, OutboxItem, OutboxState
from models.sending import Hours, Sending


def mail_trouble(mail: OutboxItem | None) -> list[Block]:
    """That it may have gone out, or that it was refused; nothing where it did neither."""
    if mail is None or mail.state not in (OutboxState.UNCERTAIN, OutboxState.FAILED):
        return []
    if mail.state is OutboxState.UNCERTAIN:
        return [line(own("The mail may have gone out. ", bold=True), own(_given(mail)), *_said(mail)), *_find_out(mail)]
    if not mail.error:
        return [line(own("The mail did not go out. ", bold=True), own("Somebody looked; it needs a new approval."))]
    return [line(own("The mail did not go out. ", bold=True), own(_FAILED), *_said(mail))]


def hours(mail: OutboxItem | None, until: datetime | None, sending: Sending) -> list[Block]:
    """Whose business hours it waits for; *until* is when Undo would have let it go, None = not known.

    That their hours are not known is told also where nothing waits; where the policy keeps none, nobody asks for them.
    """
    if mail is None or mail.state is not OutboxState.PLANNED or (known := mail.payload.get("hours")) is None:
        return []
    waits = until is not None and mail.not_before > until
    if sending.is_all_day:
        return [line(own("It waits for a working day."))] if waits else []
    if known in (Hours.OURS, Hours.BOTH) and not waits:
        return []
    told = _HOURS[Hours(known)].format(ours=f"our business hours ({span(sending)})")
    return [line(own(told))]


def span(sending: Sending) -> str:
    """From when to when mail leaves on a working day."""
    return f"{sending.opens:%H:%M} to {sending.closes:%H:%M}"


_HOURS = {
    Hours.OURS: "It waits for {ours}.",
    Hours.BOTH: "It waits for an hour in which both of us work.",
    Hours.THEIR_DAYS: "Their time zone is not on record: it leaves in {ours}, on none of their holidays.",
    Hours.UNKNOWN: "Where they are is not on record: it leaves in {ours}.",
    Hours.APART: "In two weeks there is no hour in which both of us work: it leaves in {ours}.",
}


def put_off(mail: OutboxItem | None) -> list[Block]:
    """That the server did not take it yet."""
    if mail is None or mail.state is not OutboxState.PLANNED or not mail.put_off:
        return []
    return [line(own(f"It was put off, {count(mail.put_off, 'try', 'tries')} so far."), *_said(mail))]


_FAILED = "Once the cause is mended it needs a new approval."


def _said(mail: OutboxItem) -> list[Block]:
    return [own(" What was said: "), theirs(mail.error, 300)] if mail.error else []


def _given(mail: OutboxItem) -> str:
    match mail.phase:
        case MailPhase.CONNECTING | MailPhase.ADDRESSING:
            return "The mail server had been given none of its text."
        case MailPhase.TEXT:
            return "The mail server had not been given all of it: the end was missing."
        case MailPhase.DOT_SENT:
            return "The mail server had been given all of it, and its answer is not known."
        case None:
            return "How far it came was not kept."


def _find_out(mail: OutboxItem) -> list[Block]:
    name = [own(" Its Message-ID is "), theirs(mail.external_id, 200), own(".")] if mail.external_id else []
    told = "It is never sent again by itself. Look in the Sent folder or ask the customer, then press what you found."
    return [line(own(told), *name)]
