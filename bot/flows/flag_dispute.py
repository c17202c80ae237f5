"""A dispute reaches finance leadership in the transaction that flags it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot import wording
from bot.books import Books
from bot.errors import NotAllowedError, NotNowError, StaleVersionError
from bot.flows.desk import Desk, keep, note, redraw_list
from bot.stages.age import open_items
from bot.stages.authority import may_see
from bot.stages.decide import Press, moved
from bot.stages.judged import suspected
from bot.stages.read import read
from models.correspondence import Message
from models.dispute import Dispute, DisputedLine, DisputeReason
from models.fact import Fact, FactKind
from models.ledger import AccountLedger
from models.lifecycle import PACKET_MOVES, DisputeState, PacketEvent, PacketState
from models.money import Money, total
from models.outbox import OutboxItem, OutboxKind
from models.packet import OpenItem
from models.packet_record import PacketRecord
from models.people import Person, Role
from models.signal import Signal, SignalKind


def flag_dispute(
    desk: Desk,
    packet_id: str,
    *,
    person: Person,
    amounts: Mapping[str, Money | None],
    reason: DisputeReason,
    note_text: str,
    quote: str = "",
) -> Dispute:
    """Flag lines of a packet as disputed: {invoice number: challenged amount, or None for all of it}.

    The packet closes, its pending mail is cancelled, the dispute opens and its card is planned, all or none.
    The version pressed on does not matter: stopping is never refused for being late.

    Raises:
        NotAllowedError: no rights on this account.
        NotNowError: no line named, already in dispute, or more than is open.
    """
    while True:
        try:
            return _flagged(desk, packet_id, person, amounts, reason, note_text, quote)
        except StaleVersionError:
            # Somebody decided between our look and our word; it is flagged on what they made of it.
            continue


def _flagged(
    desk: Desk,
    packet_id: str,
    person: Person,
    amounts: Mapping[str, Money | None],
    reason: DisputeReason,
    note_text: str,
    quote: str,
) -> Dispute:
    at = desk.clock.now()
    with desk.store.transaction() as books:
        record = books.packet(packet_id)
        if not may_see(record, person, desk.policy):
            raise NotAllowedError(f"{person.barred or 'This account is not yours.'} Nothing was changed.")
        lines = _lines(record, amounts)
        _refuse_twice(books, record, lines)
        dispute = Dispute(
            id=_dispute_id(record.packet.account.id, lines, at),
            account_id=record.packet.account.id,
            account_name=record.packet.account.name or record.packet.account.id,
            entity=record.packet.entity,
            currency=record.packet.currency,
            lines=lines,
            reason=reason,
            note=note_text,
            quote=quote,
            said_on=_said_on(desk, record, quote),
            state=DisputeState.ROUTED,
            version=1,
            flagged_by=person.user_id,
            flagged_by_name=person.name,
            flagged_at=at,
            rest=_rest(record.packet.items, lines),
            packet_id=record.id,
            mail_had_gone=record.state in (PacketState.SENDING, PacketState.SENT),
        )
        _open(desk, books, dispute, at, person)
        _confirm(books, record, dispute, person)
        _close_packet(desk, books, record, person, at, dispute)
    return dispute


def _said_on(desk: Desk, record: PacketRecord, quote: str) -> date | None:
    """The day on which they wrote *quote*, as far as the packet has the message."""
    packet = record.packet
    quoted = {signal.source_id for signal in packet.signals if quote and signal.quote == quote}
    said = [message for message in (*packet.exchanges, *packet.unread) if message.id in quoted]
    return min((_day(desk, message, packet.entity) for message in said), default=None)


def _day(desk: Desk, message: Message, entity: str) -> date:
    return message.at.astimezone(ZoneInfo(desk.policy.entities[entity].timezone)).date()


def _lines(record: PacketRecord, amounts: Mapping[str, Money | None]) -> tuple[DisputedLine, ...]:
    past_due = [*record.packet.items, *(left.item for left in record.packet.left_out)]
    open_now = {item.invoice.number: item.open for item in past_due}
    if not amounts or not amounts.keys() <= open_now.keys():
        raise NotNowError("Tick at least one open invoice of this packet. Nothing was changed.")
    for number, amount in amounts.items():
        if amount is not None and not Money(0, amount.currency) < amount <= open_now[number]:
            open_of_it = wording.amount(open_now[number])
            raise NotNowError(f"More than nothing and at most the {open_of_it} that is open on {number}.")
    return tuple(DisputedLine(number, amount or open_now[number]) for number, amount in sorted(amounts.items()))


def _refuse_twice(books: Books, record: PacketRecord, lines: Sequence[DisputedLine]) -> None:
    known = {
        line.invoice_number
        for dispute in books.disputes(record.packet.account.id)
        if dispute.is_open and dispute.entity == record.packet.entity
        for line in dispute.lines
    }
    again = [line.invoice_number for line in lines if line.invoice_number in known]
    if again:
        raise NotNowError(f"Invoice {', '.join(again)} is already with finance leadership. Nothing was changed.")


def _rest(items: Sequence[OpenItem], lines: Sequence[DisputedLine]) -> tuple[DisputedLine, ...]:
    disputed = {line.invoice_number: line.amount for line in lines}
    untouched = [
        DisputedLine(item.invoice.number, item.open - disputed.get(item.invoice.number, Money(0, item.open.currency)))
        for item in items
    ]
    return tuple(line for line in untouched if line.amount.minor > 0)


def _confirm(books: Books, record: PacketRecord, dispute: Dispute, person: Person) -> None:
    """Keep that the text which the flag quotes was read, and that the machine was right to suspect it."""
    quoted = {signal.source_id for signal in record.packet.signals if signal.quote == dispute.quote}
    for message in record.packet.unread:
        if message.id in quoted:
            books.add_fact(
                Fact(
                    kind=FactKind.SEEN,
                    account_id=dispute.account_id,
                    about=message.id,
                    by_id=person.user_id,
                    by_name=person.name,
                    at=dispute.flagged_at,
                )
            )
    for signal, suspicion in suspected(record.packet.signals):
        if signal.kind is SignalKind.DISPUTE and signal.source_id in quoted:
            books.add_fact(
                Fact(
                    kind=FactKind.SUSPICION_CONFIRMED,
                    account_id=dispute.account_id,
                    about=signal.source_id,
                    by_id=person.user_id,
                    by_name=person.name,
                    at=dispute.flagged_at,
                    reason=dispute.reason.value,
                    suspicion=suspicion,
                )
            )


def _open(desk: Desk, books: Books, dispute: Dispute, at: datetime, person: Person | None) -> None:
    books.add_dispute(dispute)
    redraw_list(desk, books, Role.FINANCE_LEADERSHIP.value)
    channel = desk.policy.channels[Role.FINANCE_LEADERSHIP]
    books.plan(
        OutboxItem(
            key=f"dispute:{dispute.id}",
            kind=OutboxKind.POST,
            partition=channel,
            subject=f"dispute:{dispute.id}",
            not_before=at,
            payload={"channel": channel},
        )
    )
    numbers = " ".join(line.invoice_number for line in dispute.lines)
    note(
        books,
        at,
        "dispute.flag",
        f"dispute:{dispute.id}",
        person=person,
        account=dispute.account_id,
        packet=dispute.packet_id or "",
        invoices=numbers,
        reason=dispute.reason.value,
    )


def stop_packets(desk: Desk, books: Books, dispute: Dispute, press: Press) -> None:
    """Close every live packet that asks for one of the disputed lines; the rest is sorted next morning."""
    numbers = {line.invoice_number for line in dispute.lines}
    for record in books.live_packets(dispute.account_id):
        if record.packet.entity == dispute.entity and numbers & {item.invoice.number for item in record.packet.items}:
            _close_packet(desk, books, record, press.person, press.at, dispute)


def _close_packet(
    desk: Desk, books: Books, record: PacketRecord, person: Person, at: datetime, dispute: Dispute
) -> None:
    if (record.state, PacketEvent.DISPUTE) not in PACKET_MOVES:
        books.redraw(f"packet:{record.id}")
        for reader in {record.packet.owner_id, record.reviewer.role.value}:
            redraw_list(desk, books, reader)
        return
    closed = moved(
        record,
        PacketEvent.DISPUTE,
        by_id=person.user_id,
        by_name=person.name,
        at=at,
        reason=_disputed(record, dispute),
    )
    books.cancel_mail(record.id)
    keep(desk, books, record, closed, person=person, dispute=dispute.id)


def _disputed(record: PacketRecord, dispute: Dispute) -> str:
    """What the closed card says: the reason, how much of it, and that what was approved stayed here."""
    amount = total((line.amount for line in dispute.lines), dispute.currency)
    whole = record.packet.past_due
    part = f" of {wording.amount(whole)}" if amount < whole else ""
    stopped = " The approved mail did not leave." if record.state is PacketState.APPROVED else ""
    return f"Disputed: {dispute.reason.value.replace('_', ' ')}, {wording.amount(amount)}{part}.{stopped}"


def flag_marked_by_erp(
    desk: Desk, books: Books, ledger: AccountLedger, key: tuple[str, str], day: date
) -> Dispute | None:
    """Open a dispute for lines the ERP itself marks and nobody here has seen before."""
    known = {
        line.invoice_number
        for dispute in books.disputes(ledger.account.id)
        if dispute.entity == key[0]
        for line in dispute.lines
    }
    items = [item for item in open_items(ledger, day) if (item.invoice.entity, item.open.currency) == key]
    marked = [item for item in items if item.invoice.disputed and item.invoice.number not in known]
    if not marked:
        return None
    at = desk.clock.now()
    said = _their_words(ledger, {item.invoice.number for item in marked})
    lines = tuple(DisputedLine(item.invoice.number, item.open) for item in marked)
    past_due = [item for item in items if item.days_past_due > 0 and not item.invoice.disputed]
    dispute = Dispute(
        id=_dispute_id(ledger.account.id, lines, at),
        account_id=ledger.account.id,
        account_name=ledger.account.name or ledger.account.id,
        entity=key[0],
        currency=key[1],
        lines=lines,
        reason=DisputeReason(said[0].reason) if said and said[0].reason else DisputeReason.OTHER,
        note="The ERP marks these lines as disputed.",
        quote=said[0].quote if said else "",
        said_on=_day(desk, said[1], key[0]) if said else None,
        state=DisputeState.ROUTED,
        version=1,
        flagged_by="erp",
        flagged_by_name="the ERP",
        flagged_at=at,
        rest=_rest(past_due, lines),
    )
    _open(desk, books, dispute, at, None)
    return dispute


def _their_words(ledger: AccountLedger, numbers: set[str]) -> tuple[Signal, Message] | None:
    """The newest sentence of theirs that challenges something, and its message, which names one of these invoices."""
    naming = {message.id: message for message in ledger.messages if _names(message, numbers)}
    found = [signal for signal in read(ledger) if signal.kind is SignalKind.DISPUTE and signal.source_id in naming]
    newest = max(found, key=lambda signal: naming[signal.source_id].at, default=None)
    return (newest, naming[newest.source_id]) if newest else None


def _names(message: Message, numbers: set[str]) -> bool:
    return any(number in f"{message.subject} {message.text}" for number in numbers)


def _dispute_id(account_id: str, lines: Sequence[DisputedLine], at: datetime) -> str:
    numbers = ",".join(line.invoice_number for line in lines)
    return "D" + hashlib.sha256(f"{account_id}:{numbers}:{at.isoformat()}".encode()).hexdigest()[:9].upper()
