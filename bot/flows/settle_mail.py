"""A person says what became of a mail the copilot is not sure of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.errors import NotNowError
from bot.flows.desk import Desk, keep
from bot.flows.mail_outcome import mail_sent, message_id
from bot.stages.decide import Press, moved, pressed
from models.lifecycle import PacketEvent, PacketState
from models.outbox import OutboxItem, OutboxKind, OutboxState
from models.packet_record import PacketRecord
from models.people import Person, operator

_FOUND, _NOT_FOUND = "Found in the Sent folder, or with the customer", "Found not to have left"
_ASKED_AGAIN = "The mail did not leave; it needs a new approval."


def settle_mail(desk: Desk, packet_id: str, *, was_sent: bool, by: str) -> PacketRecord:
    """Close the question of an *uncertain* mail: it was sent, or it was not and the packet asks for a new approval.

    *by* is the operator's name.

    Raises:
        NotFoundError: there is no such packet.
        NotNowError: its mail is not uncertain.
    """

    def change(record: PacketRecord, event: PacketEvent, at: datetime, reason: str, **changes: Any) -> PacketRecord:
        return moved(record, event, by_id=operator(by).user_id, by_name=by, at=at, reason=reason, **changes)

    return _settled(desk, packet_id, change, was_sent=was_sent, person=operator(by))


def say_of_mail(desk: Desk, packet_id: str, *, person: Person, version: int, was_sent: bool) -> PacketRecord:
    """The same by a press on the card.

    Raises:
        RefusedError: see stages.decide.authorise; or its mail is not uncertain.
    """

    def change(record: PacketRecord, event: PacketEvent, at: datetime, reason: str, **changes: Any) -> PacketRecord:
        press = Press(person=person, version=version, at=at, reason=reason)
        return pressed(record, event, press, desk.policy, **changes)

    return _settled(desk, packet_id, change, was_sent=was_sent, person=person)


def _settled(
    desk: Desk,
    packet_id: str,
    change: Callable[..., PacketRecord],
    *,
    was_sent: bool,
    person: Person,
) -> PacketRecord:
    at, reason = desk.clock.now(), _FOUND if was_sent else _NOT_FOUND
    event = PacketEvent.CONFIRM if was_sent else PacketEvent.REFUSE
    changes = {} if was_sent else {"approval": None, "drift": (_ASKED_AGAIN,), "mail_stayed": True}
    with desk.store.transaction() as books:
        record = books.packet(packet_id)
        uncertain = [item for item in books.items(f"packet:{packet_id}") if _is_uncertain(item)]
        if record.state is not PacketState.SENDING or not uncertain:
            raise NotNowError(f"The mail of {packet_id} is not uncertain. Nothing was changed.")
        after = change(record, event, at, reason, **changes)
        # What was said of it then is no reason why it did not leave.
        done = replace(uncertain[-1], state=OutboxState.DONE if was_sent else OutboxState.FAILED, error="")
        books.save_item(done, attempt=done.attempt)
        keep(desk, books, record, after, person=person)
        if was_sent:
            books.add_fact(mail_sent(record, at, message_id(desk, record)))
    return after


def _is_uncertain(item: OutboxItem) -> bool:
    return item.kind is OutboxKind.MAIL and item.state is OutboxState.UNCERTAIN
