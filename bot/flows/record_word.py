"""What the customer said, recorded by a person: facts, and every packet of the account on what now stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date

from bot import wording
from bot.books import Books
from bot.errors import WrongFieldError
from bot.flows.desk import Desk, keep, note
from bot.flows.flag_dispute import flag_dispute
from bot.flows.prepare_day import bring_in_line, day_there
from bot.flows.renew import renewal
from bot.flows.situation import situation
from bot.stages import decide_record
from bot.stages.decide import Press, moved
from bot.stages.named import invoices_named
from models.controls import Field
from models.correspondence import Contact
from models.dispute import DisputeReason
from models.fact import Fact
from models.lifecycle import PACKET_MOVES, PacketEvent
from models.money import Money
from models.packet_record import PacketRecord
from models.people import Person
from models.recorded import How
from models.signal import SignalKind


def open_form(desk: Desk, packet_id: str, *, person: Person) -> PacketRecord:
    """The packet, for somebody who may record something about its account.

    Raises:
        NotAllowedError: see stages.decide_record.authorise.
    """
    with desk.store.transaction() as books:
        record = books.packet(packet_id)
    decide_record.authorise(record, person, desk.policy)
    return record


def named_in_promise(record: PacketRecord) -> frozenset[str]:
    """The invoices asked for that the sentence of their promise names, to be ticked.

    Where it names none, all that is asked for, but for what another sentence of theirs challenges by its number.
    """
    packet = record.packet
    heard = packet.promise_heard
    every = [item.invoice for item in (*packet.items, *(left.item for left in packet.left_out), *packet.not_due)]
    asked = frozenset(item.invoice.number for item in packet.items)
    named = invoices_named(heard[0].quote, every) if heard else frozenset()
    challenges = [signal.quote for signal in packet.signals if signal.kind is SignalKind.DISPUTE]
    return named & asked if named else asked - invoices_named("\n".join(challenges), every)


def named_in_payment(record: PacketRecord) -> frozenset[str]:
    """The invoices of which they write that they have paid, to be ticked; the only one where there is no other."""
    packet = record.packet
    lines = [item.invoice for item in (*packet.items, *(left.item for left in packet.left_out))]
    named = invoices_named(packet.paid_heard.quote, lines) if packet.paid_heard else frozenset()
    return named or frozenset(invoice.number for invoice in lines if len(lines) == 1)


def instead_of(record: PacketRecord) -> tuple[Contact, ...]:
    """Whom a person may choose when an address is struck off."""
    return decide_record.others(record.packet)


def promise(
    desk: Desk,
    packet_id: str,
    *,
    person: Person,
    numbers: Collection[str],
    amount: Money | None,
    on: date,
    said_by: str,
    how: How,
) -> None:
    """A promise to pay: its lines leave until it is kept or broken, and the packet closes when none is left."""

    def said(record: PacketRecord, press: Press) -> tuple[Fact, ...]:
        policy = desk.policy
        return (
            decide_record.promised(
                record, press, policy, numbers=numbers, amount=amount, on=on, said_by=said_by, how=how
            ),
        )

    _record(desk, packet_id, person, PacketEvent.PROMISE, said)


def po_received(
    desk: Desk, packet_id: str, *, person: Person, numbers: Collection[str], po_number: str, said_by: str
) -> None:
    """A purchase order: it stands beside the record, and what waited for it waits no more."""

    def said(record: PacketRecord, press: Press) -> tuple[Fact, ...]:
        return decide_record.po_received(record, press, numbers=numbers, po_number=po_number, said_by=said_by)

    _record(desk, packet_id, person, PacketEvent.REFRESH, said)


def wrong_contact(desk: Desk, packet_id: str, *, person: Person, email: str, said_by: str, instead: str) -> None:
    """An address that is written to no more; nobody takes its place but whom this person chose."""

    def said(record: PacketRecord, press: Press) -> tuple[Fact, ...]:
        return (decide_record.wrong_contact(record, press, email=email, said_by=said_by, instead=instead),)

    _record(desk, packet_id, person, PacketEvent.REFRESH, said)


def touch(desk: Desk, packet_id: str, *, person: Person, on: date, how: How, whom: str, outcome: str) -> None:
    """A call or a meeting: the next message waits until the contact cap ends."""

    def said(record: PacketRecord, press: Press) -> tuple[Fact, ...]:
        return (decide_record.touched(record, press, desk.policy, on=on, how=how, whom=whom, outcome=outcome),)

    _record(desk, packet_id, person, PacketEvent.REFRESH, said)


def review(desk: Desk, packet_id: str, *, person: Person, shown: Collection[str], still_true: Collection[str]) -> None:
    """What was recorded, looked at again: of *shown*, ids, what is not in *still_true* is taken back."""
    _record(
        desk,
        packet_id,
        person,
        PacketEvent.REFRESH,
        lambda record, press: decide_record.reviewed(record, press, shown=shown, still_true=still_true),
    )


def already_paid(
    desk: Desk,
    packet_id: str,
    *,
    person: Person,
    numbers: Collection[str],
    on: date | None,
    amount: Money | None,
    reference: str,
    said_by: str,
) -> None:
    """They say that it is paid: a dispute with that reason, until cash application says otherwise.

    Raises:
        WrongFieldError: nothing ticked, a day that has not come, or no amount at all.
        RefusedError: see flows.flag_dispute.
    """
    record = open_form(desk, packet_id, person=person)
    if not numbers:
        raise WrongFieldError(Field.INVOICES, "Tick at least one open invoice.")
    if on is not None and on > desk.today(record.packet.entity):
        raise WrongFieldError(Field.ON, "That day has not come yet.")
    if amount is not None and amount.minor <= 0:
        raise WrongFieldError(Field.AMOUNT, "More than nothing, or leave it empty.")
    told = [
        f"{said_by} says that it is paid",
        f"amount {wording.amount(amount)}" if amount else "amount not known",
        f"on {wording.day(on)}" if on else "day not known",
        f"reference {reference}" if reference else "reference not known",
    ]
    flag_dispute(
        desk,
        packet_id,
        person=person,
        amounts=dict.fromkeys(numbers),
        reason=DisputeReason.ALREADY_PAID,
        note_text=f"{'; '.join(told)}.",
        quote=record.packet.paid_heard.quote if record.packet.paid_heard else "",
    )


def _record(
    desk: Desk,
    packet_id: str,
    person: Person,
    event: PacketEvent,
    said: Callable[[PacketRecord, Press], Sequence[Fact]],
) -> None:
    with desk.store.transaction() as books:
        record = books.packet(packet_id)
        decide_record.authorise(record, person, desk.policy)
        press = Press(person=person, version=record.version, at=desk.clock.now())
        facts = said(record, press)
        for fact in facts:
            books.add_fact(fact)
            told = {"reason": fact.reason, "about": fact.about.replace("\n", " "), "packet": record.id}
            note(books, press.at, f"account.{fact.kind}", f"account:{fact.account_id}", person=person, **told)
        account_id = record.packet.account.id
        day = max((one.packet.as_of for one in books.live_packets(account_id)), default=desk.office_day())
        there = day_there(desk, record.packet.entity, day, record.packet.as_of)
        _move(desk, books, record, event, replace(press, reason=facts[0].reason), there)
        bring_in_line(desk, books, account_id, day)


def _move(desk: Desk, books: Books, record: PacketRecord, event: PacketEvent, press: Press, day: date) -> None:
    """The press on the packet's own card, where it is still to be decided; what closes it follows from the facts."""
    ledger = books.account_ledger(record.packet.account.id)
    if (record.state, event) not in PACKET_MOVES or ledger is None:
        books.redraw(f"packet:{record.id}")
        return
    person = press.person
    after = moved(record, event, by_id=person.user_id, by_name=person.name, at=press.at, reason=press.reason)
    key = {"entity": record.packet.entity, "currency": record.packet.currency}
    now = situation(desk, books, ledger, as_of=day, path=record.path, **key)
    if now.items:
        after = replace(after, **renewal(desk, after, now))
    keep(desk, books, record, after, person=person)
