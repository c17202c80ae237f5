"""Holds: of one packet, of an account or some of its invoices, and those under which nobody writes at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.books import Books
from bot.errors import NotAllowedError, NotNowError, StaleVersionError, WrongFieldError
from bot.flows.desk import Desk, keep, note, plan_card
from bot.flows.pause import as_it_stands
from bot.flows.prepare_day import bring_in_line
from bot.flows.renew import renewal
from bot.flows.situation import situation
from bot.stages import decide, decide_hold
from bot.stages.account_owner import ownership
from bot.stages.authority import may_act
from bot.stages.decide import Press
from bot.stages.holds import hold_presses, holds_of, invoice_about, standing_holds
from models.controls import Field
from models.fact import Fact, FactKind
from models.hold import STOPS, HoldKind
from models.ledger import AccountLedger
from models.lifecycle import PacketEvent
from models.packet_record import PacketRecord
from models.people import Person


def open_form(desk: Desk, packet_id: str, *, person: Person, version: int) -> tuple[PacketRecord, tuple[HoldKind, ...]]:
    """The packet and what this person may put on hold with it, before the form is filled in.

    Raises:
        RefusedError: nothing at all; see stages.decide.authorise.
    """
    with desk.store.transaction() as books:
        record = as_it_stands(desk, books, books.packet(packet_id))
    stops = STOPS if decide_hold.may_stop(person) else frozenset()
    if not stops or may_act(record, person, desk.policy):
        press = Press(person=person, version=version, at=desk.clock.now())
        decide.authorise(record, PacketEvent.HOLD, press, desk.policy)
        return record, tuple(kind for kind in HoldKind if kind in stops or kind not in STOPS)
    return record, tuple(kind for kind in HoldKind if kind in stops)


def hold(
    desk: Desk,
    packet_id: str,
    *,
    person: Person,
    version: int,
    kind: HoldKind,
    until: date | None,
    reason: str,
    numbers: Sequence[str] = (),
) -> None:
    """Leave it alone until the morning of *until*; None = until somebody lifts it. *numbers*: the invoices ticked.

    Raises:
        RefusedError: see stages.decide; or a hold of invoices names none of this packet's.
        WrongFieldError: invoices are ticked for a hold of something else.
    """
    if numbers and kind is not HoldKind.INVOICE:
        raise WrongFieldError(Field.INVOICES, _WHICH)
    with desk.store.transaction() as books:
        record = books.packet(packet_id)
        press = Press(person=person, version=version, at=desk.clock.now(), reason=reason)
        today = desk.today(record.packet.entity)
        pause = decide_hold.hold_by(record, press, desk.policy, kind=kind, until=until, today=today)
        when = {"until": until.isoformat() if until else ""}
        if kind in (HoldKind.PACKET, HoldKind.ACCOUNT):
            after = decide.pressed(record, PacketEvent.HOLD, press, desk.policy, hold=pause)
            keep(desk, books, record, after, person=person, **when)
        if kind is HoldKind.PACKET:
            return
        account_id = record.packet.account.id
        for about in _about(record, kind, numbers):
            books.add_fact(_fact(FactKind(kind), account_id, about, press, until))
        note(books, press.at, f"account.{kind}", f"account:{account_id}", person=person, reason=reason, **when)
        bring_in_line(desk, books, account_id, record.packet.as_of)


_WHICH = (
    "You ticked invoices, but chose to put more than them on hold. "
    "Choose “The invoices ticked below”, or untick them. Nothing was changed."
)


def _about(record: PacketRecord, kind: HoldKind, numbers: Sequence[str]) -> tuple[str, ...]:
    if kind is not HoldKind.INVOICE:
        return ("",)
    packet = record.packet
    past_due = (*packet.items, *(left.item for left in packet.left_out))
    mine = {item.invoice.number: item.invoice for item in past_due}
    if not numbers or not set(numbers) <= mine.keys():
        raise NotNowError("Tick at least one open invoice of this packet. Nothing was changed.")
    return tuple(invoice_about(mine[number]) for number in numbers)


def release(desk: Desk, packet_id: str, *, person: Person, version: int) -> None:
    """End the hold of a packet now, and that of its account with it; a path that was a pause is asked again."""
    with desk.store.transaction() as books:
        record = books.packet(packet_id)
        packet = record.packet
        press = Press(person=person, version=version, at=desk.clock.now())
        after = decide_hold.released(record, press, desk.policy)
        of_account = holds_of(packet, HoldKind.ACCOUNT)
        for each in of_account:
            books.add_fact(_fact(FactKind.LIFTED, packet.account.id, each.key, press))
        ledger = _ledger(books, packet.account.id)
        key = {"entity": packet.entity, "currency": packet.currency}
        now = situation(desk, books, ledger, as_of=packet.as_of, path=after.path, **key)
        after = replace(after, **renewal(desk, after, now))
        keep(desk, books, record, after, person=person)
        plan_card(desk, books, after, press.at)
        if of_account:
            bring_in_line(desk, books, packet.account.id, packet.as_of)


def lift(desk: Desk, account_id: str, key: str, *, person: Person, seen: int) -> None:
    """End a hold that a person put on, before its day. *seen*: presses about holds there were when it was shown.

    Raises:
        NotAllowedError: this person may not lift it.
        NotNowError: it does not stand any more, or the account has left every source.
        StaleVersionError: somebody has put on or lifted a hold of this account since.
    """
    with desk.store.transaction() as books:
        ledger, facts = _ledger(books, account_id), books.facts(account_id)
        if len(hold_presses(facts)) != seen:
            raise StaleVersionError("A hold of this account has changed since you asked. Nothing was changed.")
        days = (record.packet.as_of for record in books.live_packets(account_id))
        day = max(days, default=desk.office_day())
        standing = standing_holds(ledger.account, facts, day)
        found = next((each for each in standing if each.key == key and each.by_name), None)
        if found is None:
            raise NotNowError("That hold is over already. Nothing was changed.")
        owner = ownership(ledger.account, desk.policy, books.roster()).user_id
        if not decide_hold.may_lift(found, owner, person, desk.policy):
            raise NotAllowedError("You may not lift this hold. Nothing was changed.")
        press = Press(person=person, version=seen, at=desk.clock.now())
        books.add_fact(_fact(FactKind.LIFTED, account_id, key, press))
        what = {"kind": found.kind.value, "invoice": found.invoice_number}
        note(books, press.at, "account.lifted", f"account:{account_id}", person=person, **what)
        bring_in_line(desk, books, account_id, day)


def _ledger(books: Books, account_id: str) -> AccountLedger:
    ledger = books.account_ledger(account_id)
    if ledger is None:
        raise NotNowError("The account is in no source any more. Nothing was changed.")
    return ledger


def _fact(kind: FactKind, account_id: str, about: str, press: Press, until: date | None = None) -> Fact:
    return Fact(
        kind=kind,
        account_id=account_id,
        about=about,
        by_id=press.person.user_id,
        by_name=press.person.name,
        at=press.at,
        reason=press.reason,
        until=until,
    )
