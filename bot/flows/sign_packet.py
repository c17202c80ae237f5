"""A second person's signature: decided, stored and audited in one transaction, or refused."""

from __future__ import annotations

from bot.flows.desk import Desk, keep
from bot.flows.pause import as_it_stands
from bot.stages.decide import Press
from bot.stages.decide_signature import signed
from models.packet_record import PacketRecord
from models.people import Person


def check_may_sign(desk: Desk, packet_id: str, *, person: Person, version: int) -> PacketRecord:
    """The packet, or the refusal that *sign* would be, before the form opens."""
    with desk.store.transaction() as books:
        record = books.packet(packet_id)
        shown = as_it_stands(desk, books, record)
    signed(record, Press(person=person, version=version, at=desk.clock.now()), desk.policy)
    return shown


def sign(desk: Desk, packet_id: str, *, person: Person, version: int, reason: str) -> PacketRecord:
    """Put a second person's name to exactly the text of *version*.

    Raises:
        RefusedError: see stages.decide_signature.signed.
    """
    with desk.store.transaction() as books:
        record = books.packet(packet_id)
        press = Press(person=person, version=version, at=desk.clock.now(), reason=reason)
        after = signed(record, press, desk.policy)
        keep(desk, books, record, after, person=person)
    return after
