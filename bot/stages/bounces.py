"""Which contacts mail came back from for good, since the CRM last confirmed them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.wording import day
from models.correspondence import Contact, ContactStatus, Message
from models.evidence import Evidence, Origin
from models.fact import Fact, FactKind


def after_bounces(contacts: Iterable[Contact], messages: Iterable[Message]) -> tuple[Contact, ...]:
    """*contacts*, with those marked to whom mail came back for good and whom the CRM has not confirmed since.

    Who has left stays that: it says more.
    """
    newest: dict[str, Message] = {}
    for message in sorted(messages, key=lambda each: (each.at, each.id)):
        newest.update({address.casefold(): message for address in message.bounced})
    return tuple(_after_bounce(contact, newest.get(contact.email.casefold())) for contact in contacts)


def _after_bounce(contact: Contact, report: Message | None) -> Contact:
    if report is None or contact.status is ContactStatus.LEFT:
        return contact
    on = report.at.date()
    if contact.confirmed_on is not None and contact.confirmed_on > on:
        return contact
    fact = f"mail to {contact.name} ({contact.email}) came back on {day(on)}"
    return replace(contact, status=ContactStatus.BOUNCED, bounce=Evidence(fact, report.origin))


def after_refusals(contacts: Iterable[Contact], facts: Iterable[Fact], zone: ZoneInfo) -> tuple[Contact, ...]:
    """*contacts*, with those marked whose address a mail server refused to us, as if the mail had come back."""
    refused = {fact.about: fact for fact in facts if fact.kind is FactKind.ADDRESS_REFUSED}
    return tuple(_after_refusal(contact, refused.get(contact.email.casefold()), zone) for contact in contacts)


def _after_refusal(contact: Contact, refusal: Fact | None, zone: ZoneInfo) -> Contact:
    if refusal is None or contact.status is ContactStatus.LEFT:
        return contact
    on = refusal.at.astimezone(zone).date()
    if contact.confirmed_on is not None and contact.confirmed_on > on:
        return contact
    fact = f"mail to {contact.name} ({contact.email}) was refused on {day(on)}"
    origin = Origin(source="desk", row=contact.email, as_of=on)
    return replace(contact, status=ContactStatus.BOUNCED, bounce=Evidence(fact, origin))
