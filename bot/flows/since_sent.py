"""What became of a sent packet since: what people recorded, and what of its mail is in dispute."""

from __future__ import annotations

from dataclasses import replace

from bot.books import Books
from bot.flows.desk import Desk
from bot.flows.situation import situation
from bot.stages.recorded import standing
from models.dispute import Dispute
from models.lifecycle import PacketState
from models.packet_record import PacketRecord


def with_recorded_since(desk: Desk, books: Books, record: PacketRecord) -> PacketRecord:
    """A sent packet with what stands beside the sources today; any other packet as it is, for it is renewed itself."""
    account_id, packet = record.packet.account.id, record.packet
    if record.state is not PacketState.SENT or packet.entity not in desk.policy.entities:
        return record
    ledger = books.account_ledger(account_id) if standing(books.facts(account_id)) else None
    if ledger is None:
        return record
    key = {"entity": packet.entity, "currency": packet.currency}
    now = situation(desk, books, ledger, as_of=desk.today(packet.entity), path=record.path, **key)
    return replace(record, packet=replace(packet, recorded=now.recorded))


def disputed_since(books: Books, record: PacketRecord) -> tuple[Dispute, ...]:
    """The open disputes about what a sent mail asked for."""
    if record.state is not PacketState.SENT or record.mailed is None:
        return ()
    return tuple(
        one
        for one in books.disputes(record.packet.account.id)
        if one.is_open
        and one.entity == record.packet.entity
        and {line.invoice_number for line in one.lines} & set(record.mailed)
    )
