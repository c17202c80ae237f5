"""What happened on a reader's accounts since their last list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.books import Books
from bot.cards.morning import Since
from bot.flows.desk import Desk, list_subject
from bot.stages.age import residual
from models.correspondence import Message
from models.ledger import AccountLedger
from models.lifecycle import PacketEvent, PacketState
from models.packet_record import PacketRecord
from models.receivable import Invoice

#: A list older than this is not what a reader remembers.
_LOOK_BACK = 7


def moved_at(record: PacketRecord) -> datetime:
    """When it moved last."""
    return record.last.at if record.last else record.prepared_at


def is_settled(record: PacketRecord) -> bool:
    """Whether it was closed because nothing was left to ask for."""
    return record.state is PacketState.CLOSED and record.last is not None and record.last.event is PacketEvent.SETTLE


def last_list(books: Books, reader: str, day: date) -> tuple[date, datetime] | None:
    """The day and the moment of the reader's list before this one."""
    for back in range(1, _LOOK_BACK + 1):
        earlier = day - timedelta(days=back)
        if planned := books.items(list_subject(reader, earlier)):
            return earlier, planned[0].not_before
    return None


def since_last(
    desk: Desk, books: Books, records: Sequence[PacketRecord], last: tuple[date, datetime] | None, day: date
) -> Since | None:
    """What happened on a reader's accounts since then; None = there was no list before."""
    if last is None:
        return None
    on, at = last
    ended = [record for record in records if not record.is_live and moved_at(record) >= at]
    paid = [record for record in ended if is_settled(record) and _is_paid(desk, books, record, day)]
    unread = [(one, record) for record in records if record.is_live for one in record.packet.unread if one.at >= at]
    wrote: dict[str, str] = {}
    for message, record in sorted(unread, key=lambda one: one[0].at, reverse=True):
        wrote.setdefault(_name(record), _words(message, record))
    return Since(
        when="yesterday" if day - on == timedelta(days=1) else f"{on:%A}",
        sent=sum(record.state is PacketState.SENT for record in ended),
        paid=tuple(dict.fromkeys(_name(record) for record in paid)),
        wrote=tuple(wrote.items()),
        new=len({record.packet.account.id for record in records if record.prepared_at >= at}),
    )


def _name(record: PacketRecord) -> str:
    return record.packet.account.name or record.packet.account.id


def _words(message: Message, record: PacketRecord) -> str:
    """The sentence that was understood, else how the message begins."""
    quotes = [signal.quote for signal in record.packet.signals if signal.source_id == message.id]
    return quotes[0] if quotes else message.text or message.subject


def _is_paid(desk: Desk, books: Books, record: PacketRecord, day: date) -> bool:
    """Whether money came for all that was asked: a line that is disputed, promised or off the list was not paid."""
    ledger = books.account_ledger(record.packet.account.id)
    asked = {item.invoice.number for item in record.packet.items}
    if ledger is None:
        return False
    found = [one for one in ledger.invoices if one.number in asked and one.entity == record.packet.entity]
    return len(found) == len(asked) > 0 and all(_came_in(desk, ledger, invoice, day) for invoice in found)


def _came_in(desk: Desk, ledger: AccountLedger, invoice: Invoice, day: date) -> bool:
    if invoice.gone is not None or not invoice.counts or not desk.policy.settled(residual(invoice, ledger, day)):
        return False
    numbers = [one.invoice_number for one in ledger.payments if one.counts and one.invoice_number]
    return invoice.settled_on is not None or any(invoice.goes_by(number) for number in numbers)
