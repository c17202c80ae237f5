"""Who at the customer is said to have left, by a message that came after the CRM confirmed them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.wording import day, normalise
from models.correspondence import Automatic, Contact, ContactStatus, Message
from models.evidence import Evidence
from models.signal import Signal, SignalKind

#: Somebody says it of themselves.
_OF_THEMSELVES = re.compile(
    r"\bi(?:'m|'ve|'ll|'d)?\b(?:\W+\w+){0,4}?\W+(?:left|leav\w+|retir\w+|depart\w+|mov\w+ (?:on|to)|no longer|quit\w*"
    r"|chang\w+|join\w+)\b|\bmy (?:last|final) (?:working )?(?:day|week)|\bmy (?:successor|replacement)\b"
    r"|\b(?:ich|mein\w*)\b(?:\W+\w+){0,12}?\W+(?:verlass\w*|verlies\w*|ausgeschieden|ausscheid\w*|wechsl\w*|letzter\w*)\b"
    r"|\bmein\w* (?:letzter|nachfolger\w*)\b"
    r"|\b(?:je|j'ai|mon)\b(?:\W+\w+){0,6}?\W+(?:quitt\w*|pars|parti\w*|dernier|success\w+)\b"
    r"|\b(?:ya no trabajo|dejo|dejare|he dejado|me voy|mi ultimo dia)\b"
)


def after_departures(
    contacts: Iterable[Contact], messages: Iterable[Message], heard: Iterable[Signal]
) -> tuple[Contact, ...]:
    """*contacts*, with those marked as left whom a message says so of, unless the CRM confirmed them on a later day.

    Whom the message means is never guessed: it names them in full, or it comes from their own address and speaks of
    its writer. Who may have left is written to no more; the CRM alone brings them back.
    """
    known = list(contacts)
    by_id = {message.id: message for message in messages}
    told: dict[str, tuple[Message, Signal]] = {}
    for signal in heard:
        message = by_id.get(signal.source_id)
        if signal.kind is SignalKind.CONTACT_LEFT and message is not None:
            for contact in _meant(signal, message, known):
                newest = told.get(contact.id)
                if newest is None or newest[0].at <= message.at:
                    told[contact.id] = (message, signal)
    return tuple(_marked(contact, *told[contact.id]) if contact.id in told else contact for contact in known)


def _meant(signal: Signal, message: Message, contacts: Sequence[Contact]) -> Sequence[Contact]:
    said = normalise(signal.quote)
    writer = [each for each in contacts if each.email.casefold() == message.sender.casefold()]
    of_writer = message.automatic is Automatic.AUTO_REPLY or _OF_THEMSELVES.search(said)
    if writer and (of_writer or any(_first_name(each) in said.split() for each in writer)):
        return writer
    return [each for each in contacts if _stands(each.name, said)]


def _stands(name: str, said: str) -> bool:
    wanted = " ".join(normalise(name).split())
    return " " in wanted and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", said) is not None


def _first_name(contact: Contact) -> str:
    return next(iter(normalise(contact.name).split()), "")


def _marked(contact: Contact, message: Message, signal: Signal) -> Contact:
    on = message.at.date()
    if contact.status == ContactStatus.LEFT or (contact.confirmed_on is not None and contact.confirmed_on > on):
        return contact
    fact = f"{contact.name} has left, says {message.sender} on {day(on)}: “{signal.quote}”"
    return replace(contact, status=ContactStatus.LEFT, departure=Evidence(fact, signal.origin))
