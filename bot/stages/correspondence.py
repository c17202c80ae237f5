"""Who writes with whom: the recipient, what is unread, and when we last got in touch."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.stages.named import bare_id, invoices_named
from bot.stages.read import signals_of
from bot.stages.recipients import fits, own_domains, telling, writable
from bot.wording import day
from models.correspondence import Automatic, Contact, ContactStatus, Direction, Message, Touch
from models.draft import Play
from models.evidence import Evidence, Origin
from models.fact import Fact, FactKind
from models.ledger import AccountLedger
from models.packet import OpenItem
from models.signal import SignalKind

_EXCHANGES = 3
_REMINDERS = frozenset({Play.REMINDER.value, Play.NUDGE.value})
_REPLY = re.compile(r"^(?:\s*(?:re|aw|antw|fwd?|wg|sv|tr|rv)\s*:)+", re.I)
_BILLING = ("billing", "accounts payable")
_REMINDING = re.compile(
    r"remind|overdue|past due|outstanding|payment|erinner|mahnung|fällig|relance|impay|vencid|recordatorio", re.I
)


def recipient(book: AccountLedger) -> Contact | None:
    """Whom a draft goes to: verified, of the customer's own domain, billing first; None rather than a guess.

    Where a person struck that address off it is whom they chose instead, and nobody while they chose nobody.
    """
    unstruck = [replace(contact, struck=None) for contact in book.contacts]
    usual = min(writable(unstruck, book.account), key=_preference, default=None)
    return _after_strikes(usual, book) if usual else None


def _after_strikes(usual: Contact, book: AccountLedger) -> Contact | None:
    struck = {each.email.casefold(): each.instead.casefold() for each in book.contacts if each.struck}
    address = usual.email.casefold()
    # As many steps as there are strikes: two that name each other lead nowhere.
    for _ in struck:
        address = struck.get(address, address)
    fit = writable(book.contacts, book.account)
    return min((each for each in fit if each.email.casefold() == address), key=_preference, default=None)


def answers_instead(book: AccountLedger) -> tuple[Contact, Message] | None:
    """Whom we would write to, and the last answer to a mail of ours, which somebody else there wrote.

    Somebody who is verified too is no surprise; nor is anybody before the day the contact was confirmed.
    """
    contact = recipient(book)
    theirs = [each for each in book.messages if each.direction is Direction.INBOUND and each.automatic is None]
    last = max(theirs, key=_when, default=None)
    if contact is None or last is None or last.sender_unknown or "@" not in last.sender:
        return None
    known = {each.email.casefold() for each in book.contacts if each.status == ContactStatus.VERIFIED}
    is_new = contact.confirmed_on is None or contact.confirmed_on < last.at.date()
    at_customer = fits(last.sender, own_domains(book.account) or telling([contact.email.rpartition("@")[2]]))
    if last.sender.casefold() in known or not is_new or not at_customer:
        return None
    return (contact, last) if any(_is_answered(each, last) for each in book.messages) else None


def _is_answered(ours: Message, theirs: Message) -> bool:
    return _we_wrote(ours) and ours.at < theirs.at and bool(_thread(ours)) and _thread(ours) == _thread(theirs)


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
    seen = _seen(facts)
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


def _seen(facts: Sequence[Fact]) -> frozenset[str]:
    told = (fact for fact in facts if fact.kind in (FactKind.SEEN, FactKind.UNSEEN))
    newest = {fact.about: fact.kind for fact in sorted(told, key=lambda fact: fact.at)}
    return frozenset(about for about, kind in newest.items() if kind is FactKind.SEEN)


def _is_for_somebody(message: Message) -> bool:
    if message.automatic is Automatic.AUTO_REPLY:
        return any(signal.kind is not SignalKind.OUT_OF_OFFICE for signal in signals_of(message))
    return message.automatic is None


def _we_wrote(message: Message) -> bool:
    """A machine of ours answers nothing and reminds nobody, and neither does a mail that came back."""
    return message.direction is Direction.OUTBOUND and message.automatic is None and message.returned is None


def delivered(facts: Sequence[Fact], book: AccountLedger) -> tuple[Fact, ...]:
    """*facts* without the mails the desk sent and got back: they are no touch and no reminder."""
    back = {name for message in book.messages if message.automatic is Automatic.BOUNCE for name in message.about}
    # A mail to several people that reached one of them was a touch all the same.
    back -= {bare_id(message.message_id) for message in book.messages if _we_wrote(message) and message.message_id}
    return tuple(fact for fact in facts if not (fact.kind is FactKind.SENT and bare_id(fact.message_id) in back))


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


def reminders(
    book: AccountLedger, items: Collection[OpenItem], facts: Sequence[Fact], zone: ZoneInfo
) -> Mapping[date, Evidence]:
    """The days on which we reminded them of an invoice that is still asked for, oldest first, each with its record.

    A reminder is a message of ours that names one of *items* and speaks of paying, or a mail the desk sent
    after the oldest of them fell due. Counting days, not mails, keeps a mail that is in both records one. What was
    walked back reminded them of nothing that it took back.
    """
    if not items:
        return {}
    since = min(item.invoice.due_on for item in items)
    back = {bare_id(fact.message_id): withdrawn(fact) for fact in facts if fact.kind is FactKind.WALKED_BACK}

    def left(message_id: str | None) -> list[OpenItem]:
        numbers = back.get(bare_id(message_id or ""), frozenset())
        return [item for item in items if numbers is not None and item.invoice.number not in numbers]

    written = {
        message.at.astimezone(zone).date(): message.origin
        for message in book.messages
        if _we_wrote(message) and _reminds(message, left(message.message_id))
    }
    days = {
        fact.at.astimezone(zone).date(): fact.about
        for fact in facts
        if fact.kind is FactKind.SENT
        and fact.reason in _REMINDERS
        and {item.invoice.number for item in left(fact.message_id)} & set(fact.about.splitlines())
    }
    sent = {on: Origin("desk", about, on) for on, about in days.items()}
    found = sorted((sent | written).items(), key=lambda each: each[0])
    return {on: Evidence(f"reminded on {day(on)}", origin) for on, origin in found if on >= since}


def withdrawn(walked_back: Fact) -> frozenset[str] | None:
    """The numbers of the invoices whose words a walked-back mail takes back; None = all that it said."""
    _, *numbers = walked_back.about.splitlines()
    return frozenset(numbers) or None


def _reminds(message: Message, items: Collection[OpenItem]) -> bool:
    text = f"{message.subject}\n{message.text}"
    return bool(invoices_named(text, [item.invoice for item in items])) and _REMINDING.search(text) is not None


def _when(message: Message) -> tuple[float, str]:
    return message.at.timestamp(), message.id
