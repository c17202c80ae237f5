"""What last showed that an address reaches its contact, and who wrote from one that was given up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.wording import day
from models.correspondence import Confirmation, Contact, ContactStatus, Direction, Message
from models.evidence import Evidence
from models.ledger import AccountLedger, Contradiction, Dissent
from models.signal import Signal, SignalKind


def with_confirmations(
    book: AccountLedger, zone: ZoneInfo, as_of: date, valid_days: int | None, heard: Iterable[Signal] = ()
) -> tuple[Contact, ...]:
    """The contacts of *book*, each with what last confirmed it.

    A mail from the very address counts where a person wrote it; an automatic reply or a bounce never does, nor one in
    which *heard* has an order to the machine. It is shown and keeps a confirmation young, and it changes no status. A
    verified contact whose confirmation is more than *valid_days* calendar days old, or who has none, is unverified;
    None = however old it is.
    """
    ordering = {signal.source_id for signal in heard if signal.kind is SignalKind.INJECTION}
    written = _newest_by_hand(each for each in book.messages if each.id not in ordering)
    found = (_confirmed(contact, written.get(contact.email.casefold()), zone) for contact in book.contacts)
    return tuple(_unless_lapsed(contact, as_of, valid_days) for contact in found)


def _newest_by_hand(messages: Iterable[Message]) -> Mapping[str, Message]:
    by_hand = [each for each in messages if each.direction is Direction.INBOUND and each.automatic is None]
    return {each.sender.casefold(): each for each in sorted(by_hand, key=lambda each: (each.at, each.id))}


def _confirmed(contact: Contact, mail: Message | None, zone: ZoneInfo) -> Contact:
    said = contact.confirmed_on
    by_mail = Confirmation(mail.at.astimezone(zone).date(), mail.origin, is_own_mail=True) if mail else None
    by_source = Confirmation(said, contact.origin, is_own_mail=False) if said else None
    newest = max(filter(None, (by_source, by_mail)), key=lambda each: each.on, default=None)
    return replace(contact, confirmation=newest)


def _unless_lapsed(contact: Contact, as_of: date, valid_days: int | None) -> Contact:
    if valid_days is None or contact.status != ContactStatus.VERIFIED:
        return contact
    last = contact.confirmation
    if last is not None and (as_of - last.on).days <= valid_days:
        return contact
    when = f"last confirmed on {day(last.on)}, more than {valid_days} days ago" if last else "never confirmed"
    lapse = Evidence(f"{contact.name} was {when}", last.origin if last else contact.origin)
    return replace(contact, status=ContactStatus.UNVERIFIED, lapse=lapse)


def wrote_again(book: AccountLedger) -> Iterator[Contradiction]:
    """Contacts who wrote by hand after mail to them had come back, or after word that they had left."""
    written = _newest_by_hand(book.messages)
    for contact in book.contacts:
        notice, mail = contact.departure or contact.bounce, written.get(contact.email.casefold())
        told = max((each.at for each in book.messages if notice and each.origin == notice.origin), default=None)
        if notice and mail and told and mail.at > told:
            what = f"{contact.name} ({contact.email}) wrote on {day(mail.at.date())}, and: {notice.fact}"
            values = ((notice.fact, notice.origin), (f"a mail of {day(mail.at.date())}", mail.origin))
            yield Contradiction(book.account.id, what, values, Dissent.CONTACT)
