"""Who writes with whom: the recipient, what is unread, and when we last got in touch."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.stages.read import signals_of
from models.draft import Play
from models.fact import Fact, FactKind
from models.ledger import AccountLedger, Automatic, Contact, ContactStatus, Direction, Message, Touch
from models.packet import OpenItem, SignalKind

_EXCHANGES = 3
_REMINDERS = frozenset({Play.REMINDER.value, Play.NUDGE.value})
_REPLY = re.compile(r"^(?:\s*(?:re|aw|antw|fwd?|wg|sv|tr|rv)\s*:)+", re.I)
_BILLING = ("billing", "accounts payable")
_REMINDING = re.compile(
    r"remind|overdue|past due|outstanding|payment|erinner|mahnung|fällig|relance|impay|vencid|recordatorio", re.I
)


def recipient(book: AccountLedger) -> Contact | None:
    """Whom a draft goes to: verified, of the customer's own domain, billing first; None rather than a guess."""
    fit = [contact for contact in book.contacts if _may_be_written_to(contact, book.account.domain)]
    return min(fit, key=_preference, default=None)


def _may_be_written_to(contact: Contact, domain: str | None) -> bool:
    if contact.status is not ContactStatus.VERIFIED:
        return False
    host = contact.email.rpartition("@")[2].casefold()
    own = (domain or host).casefold()
    return bool(host) and (host == own or host.endswith(f".{own}"))


def _preference(contact: Contact) -> tuple[int, int, str]:
    role = contact.role.strip().casefold()
    rank = _BILLING.index(role) if role in _BILLING else len(_BILLING)
    confirmed = contact.confirmed_on.toordinal() if contact.confirmed_on else 0
    return rank, -confirmed, contact.id


def exchanges(book: AccountLedger) -> tuple[Message, ...]:
    """The newest three messages either way, newest first."""
    return tuple(sorted(book.messages, key=_when, reverse=True)[:_EXCHANGES])


def unread(book: AccountLedger, facts: Sequence[Fact], go_live: date, zone: ZoneInfo) -> tuple[Message, ...]:
    """Inbound since go-live that nobody marked as seen or answered in its own thread, oldest first.

    A mail of ours about something else does not show that anybody read it. Nobody has to read a bounce, or a machine's
    answer that says nothing but that they are away.
    """
    seen = {fact.about for fact in facts if fact.kind is FactKind.SEEN}
    answers: dict[str, datetime] = {}
    for message in sorted(book.messages, key=_when):
        if _we_wrote(message):
            answers[_thread(message)] = message.at
    waiting = [
        message
        for message in book.messages
        if message.direction is Direction.INBOUND
        and message.id not in seen
        and _is_for_somebody(message)
        and message.at.astimezone(zone).date() >= go_live
        and not (_thread(message) and _thread(message) in answers and answers[_thread(message)] > message.at)
    ]
    return tuple(sorted(waiting, key=_when))


def _is_for_somebody(message: Message) -> bool:
    if message.automatic is Automatic.AUTO_REPLY:
        return any(signal.kind is not SignalKind.OUT_OF_OFFICE for signal in signals_of(message))
    return message.automatic is None


def _we_wrote(message: Message) -> bool:
    """A machine of ours answers nothing and reminds nobody."""
    return message.direction is Direction.OUTBOUND and message.automatic is None


def _thread(message: Message) -> str:
    return _REPLY.sub("", message.subject).strip().casefold()


def last_touches(book: AccountLedger, touches: Sequence[Touch], zone: ZoneInfo) -> tuple[Touch, ...]:
    """Our contacts with them on the newest day of any: messages of ours in the mailbox, touches the desk recorded."""
    written = (
        Touch(on=message.at.astimezone(zone).date(), by=message.sender, what="mail", origin=message.origin)
        for message in book.messages
        if _we_wrote(message)
    )
    every = (*written, *touches)
    newest = max((touch.on for touch in every), default=None)
    return tuple(touch for touch in every if touch.on == newest)


def reminders_sent(book: AccountLedger, items: Collection[OpenItem], facts: Sequence[Fact], zone: ZoneInfo) -> int:
    """Days on which we reminded them of an invoice that is still asked for.

    A reminder is a message of ours that names one of *items* and speaks of paying, or a mail the desk sent
    after the oldest of them fell due. Counting days, not mails, keeps a mail that is in both records one.
    """
    if not items:
        return 0
    since = min(item.invoice.due_on for item in items)
    written = {
        message.at.astimezone(zone).date()
        for message in book.messages
        if _we_wrote(message) and _reminds(message, items)
    }
    mine = {item.invoice.number for item in items}
    sent = {
        fact.at.astimezone(zone).date()
        for fact in facts
        if fact.kind is FactKind.SENT and fact.reason in _REMINDERS and mine & set(fact.about.splitlines())
    }
    return len({on for on in written | sent if on >= since})


def _reminds(message: Message, items: Collection[OpenItem]) -> bool:
    text = f"{message.subject}\n{message.text}"
    named = any(re.search(rf"(?<!\w){re.escape(item.invoice.number)}(?!\w)", text) for item in items)
    return named and _REMINDING.search(text) is not None


def _when(message: Message) -> tuple[float, str]:
    return message.at.timestamp(), message.id
