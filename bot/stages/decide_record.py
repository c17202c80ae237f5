"""Who may record what the customer said, and the fact that such a press becomes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from zoneinfo import ZoneInfo

from bot.errors import NotAllowedError, NotNowError, WrongFieldError
from bot.stages.authority import may_see
from bot.stages.decide import Press
from bot.stages.holds import invoice_about
from bot.stages.recipients import writable
from bot.stages.recorded import promise_about
from bot.wording import amount as money_words
from bot.wording import day
from models.controls import Field
from models.correspondence import Contact, Touch
from models.evidence import Origin
from models.fact import Fact, FactKind
from models.ledger import Promise
from models.money import Money, total
from models.packet import FollowUpPacket, OpenItem
from models.packet_record import PacketRecord
from models.people import DECIDING, Person
from models.policy import Policy
from models.recorded import GivenPo, How, Strike


def authorise(record: PacketRecord, person: Person, policy: Policy) -> None:
    """Let them record, or say why not: with rights on the account, and in a role that decides something.

    The version on screen does not matter: what the customer said stays true when the card has changed since.

    Raises:
        NotAllowedError: they may not.
    """
    if person.barred or not person.roles & DECIDING or not may_see(record, person, policy):
        raise NotAllowedError(f"{person.barred or 'This account is not yours.'} Nothing was recorded.")


def promised(
    record: PacketRecord,
    press: Press,
    policy: Policy,
    *,
    numbers: Collection[str],
    amount: Money | None,
    on: date,
    said_by: str,
    how: How,
) -> Fact:
    """The customer's word to pay *amount*, or all of the invoices *numbers*, on the day as they stated it.

    Raises:
        WrongFieldError: no open invoice, a day that is over, or more than is open.
    """
    packet = record.packet
    lines = _ticked(packet, numbers)
    today = _today(press, packet, policy)
    if on < today:
        raise WrongFieldError(Field.ON, "That day is over. Name the day as they stated it, from today on.")
    is_open = total((item.open for item in lines), packet.currency)
    if amount is not None and not Money(0, packet.currency) < amount <= is_open:
        raise WrongFieldError(Field.AMOUNT, f"More than nothing and at most the {money_words(is_open)} that is open.")
    heard = packet.promise_heard
    promise = Promise(
        id=f"recorded {press.at.isoformat()}",
        account_id=packet.account.id,
        due_on=on,
        said_by=said_by,
        origin=Origin("desk", f"recorded by {press.person.name}, {how}", today),
        amount=amount,
        invoice_numbers=tuple(sorted(item.invoice.number for item in lines)),
        quote=heard[0].quote if heard is not None and heard[0].on == on else "",
    )
    about = promise_about(packet.entity, promise.invoice_numbers)
    return _fact(
        FactKind.PROMISED, record, about, press, f"Promised for {day(on)} by {said_by}, {how}", promise=promise
    )


def po_received(
    record: PacketRecord, press: Press, *, numbers: Collection[str], po_number: str, said_by: str
) -> tuple[Fact, ...]:
    """The purchase order they gave, for each of the invoices *numbers*.

    Raises:
        WrongFieldError: no open invoice, or one that has this very number in the books.
    """
    lines = _ticked(record.packet, numbers, not_due=True)
    known = [item.invoice.number for item in lines if _has(item, po_number)]
    if known:
        raise WrongFieldError(Field.PO_NUMBER, f"{', '.join(known)} has this number already.")
    po, why = GivenPo(number=po_number, said_by=said_by), f"PO {po_number} received from {said_by}"
    return tuple(_fact(FactKind.PO_RECEIVED, record, invoice_about(item.invoice), press, why, po=po) for item in lines)


def _has(item: OpenItem, po_number: str) -> bool:
    return (item.invoice.po_number or "").strip().casefold() == po_number.strip().casefold()


def wrong_contact(record: PacketRecord, press: Press, *, email: str, said_by: str, instead: str) -> Fact:
    """The address that is written to no more, and whom a person chose instead; *instead* "" = nobody yet.

    Raises:
        WrongFieldError: no such contact, or somebody who may not be written to.
    """
    known = {each.email: each for each in record.packet.contacts}
    if email not in known:
        raise WrongFieldError(Field.CONTACT, "That contact is in no list any more. Close the form and open it again.")
    if instead and instead not in {each.email for each in others(record.packet, email)}:
        raise WrongFieldError(Field.INSTEAD, "Choose somebody else, whose address is verified and not struck off.")
    strike = Strike(said_by=said_by, instead=instead)
    why = f"{known[email].name} is the wrong contact, says {said_by}"
    return _fact(FactKind.WRONG_CONTACT, record, email.casefold(), press, why, strike=strike)


def others(packet: FollowUpPacket, email: str = "") -> tuple[Contact, ...]:
    """Whom a person may choose instead of *email*: verified, of the customer's own domain, not struck off."""
    fit = writable(packet.contacts, packet.account)
    return tuple(each for each in fit if each.email.casefold() != email.casefold())


def touched(record: PacketRecord, press: Press, policy: Policy, *, on: date, how: How, whom: str, outcome: str) -> Fact:
    """A call or a meeting of ours with them on a day that has come.

    Raises:
        WrongFieldError: the day has not come yet.
    """
    if on > _today(press, record.packet, policy):
        raise WrongFieldError(Field.ON, "That day has not come yet.")
    origin = Origin("desk", f"{how} logged by {press.person.name}", on)
    touch = Touch(on=on, by=press.person.name, what=f"{how} with {whom}: {outcome}", origin=origin, is_logged=True)
    why = f"{str(how).capitalize()} with {whom} on {day(on)}: {outcome}"
    return _fact(FactKind.TOUCHED, record, press.at.isoformat(), press, why, touch=touch)


def reviewed(
    record: PacketRecord, press: Press, *, shown: Collection[str], still_true: Collection[str]
) -> tuple[Fact, ...]:
    """What becomes of *shown*, ids: of *still_true* what was asked about stands, and the rest is taken back.

    Raises:
        NotNowError: that changes nothing.
    """
    found = [each for each in record.packet.recorded if each.id in shown]
    back = [each for each in found if each.id not in still_true]
    stand = [each for each in found if each.id in still_true and each.is_asked]
    if not back and not stand:
        raise NotNowError("You left everything as it is. Nothing was changed.")
    return (
        *(_fact(FactKind.TAKEN_BACK, record, each.key, press, f"Taken back: {each.what}") for each in back),
        *(_fact(FactKind.STILL_TRUE, record, each.key, press, f"Still true: {each.what}") for each in stand),
    )


def _ticked(packet: FollowUpPacket, numbers: Collection[str], *, not_due: bool = False) -> tuple[OpenItem, ...]:
    every = (*packet.items, *(left.item for left in packet.left_out), *(packet.not_due if not_due else ()))
    found = tuple(item for item in every if item.invoice.number in numbers)
    if not found or len(found) < len(set(numbers)):
        raise WrongFieldError(Field.INVOICES, "Tick at least one open invoice.")
    return found


def _today(press: Press, packet: FollowUpPacket, policy: Policy) -> date:
    return press.at.astimezone(ZoneInfo(policy.entities[packet.entity].timezone)).date()


def _fact(
    kind: FactKind,
    record: PacketRecord,
    about: str,
    press: Press,
    reason: str,
    *,
    promise: Promise | None = None,
    po: GivenPo | None = None,
    strike: Strike | None = None,
    touch: Touch | None = None,
) -> Fact:
    return Fact(
        kind=kind,
        account_id=record.packet.account.id,
        about=about,
        by_id=press.person.user_id,
        by_name=press.person.name,
        at=press.at,
        reason=reason,
        promise=promise,
        po=po,
        strike=strike,
        touch=touch,
    )
