"""The record of one packet, for somebody who sees its card."""

from __future__ import annotations

from bot.flows.decide_packet import read_packet
from bot.flows.desk import Desk
from models.audit import AuditEntry
from models.packet_record import PacketRecord
from models.people import Person


def read_trail(desk: Desk, packet_id: str, person: Person) -> tuple[PacketRecord, tuple[tuple[int, AuditEntry], ...]]:
    """The packet and (number, entry) of everything recorded about it, oldest first.

    Raises:
        NotAllowedError: they have no rights on the account.
    """
    record = read_packet(desk, packet_id, person)
    with desk.store.transaction() as books:
        trail = books.audit_trail(f"packet:{packet_id}")
    return record, tuple((number, entry) for number, entry, _ in trail)
