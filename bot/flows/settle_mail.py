"""A person says what became of a mail the copilot is not sure of."""

from __future__ import annotations

from dataclasses import replace

from bot.errors import NotNowError
from bot.flows.deliver_mail import mail_sent, message_id
from bot.flows.desk import Desk, keep
from bot.stages.decide import moved
from models.lifecycle import PacketEvent, PacketState
from models.outbox import OutboxItem, OutboxKind, OutboxState
from models.packet_record import PacketRecord


def settle_mail(desk: Desk, packet_id: str, *, was_sent: bool, by: str) -> PacketRecord:
    """Close the question of an *uncertain* mail: it was sent, or it was not and the packet asks for a new approval.

    Raises:
        NotFoundError: there is no such packet.
        NotNowError: its mail is not uncertain.
    """
    with desk.store.transaction() as books:
        record = books.packet(packet_id)
        uncertain = [item for item in books.items(f"packet:{packet_id}") if _is_uncertain(item)]
        if record.state is not PacketState.SENDING or not uncertain:
            raise NotNowError(f"The mail of {packet_id} is not uncertain. Nothing was changed.")
        at, reason = desk.clock.now(), "Found in the Sent folder" if was_sent else "Found not to have left"
        event = PacketEvent.CONFIRM if was_sent else PacketEvent.REFUSE
        changes = {} if was_sent else {"approval": None, "drift": ("The mail did not leave; it needs a new approval.",)}
        after = moved(record, event, by_id="operator", by_name=by, at=at, reason=reason, **changes)
        state = OutboxState.DONE if was_sent else OutboxState.FAILED
        books.save_item(replace(uncertain[-1], state=state), attempt=uncertain[-1].attempt)
        keep(desk, books, record, after)
        if was_sent:
            books.add_fact(mail_sent(record, at, message_id(desk, record)))
    return after


def _is_uncertain(item: OutboxItem) -> bool:
    return item.kind is OutboxKind.MAIL and item.state is OutboxState.UNCERTAIN
