"""What becomes of a mail that is being handed over: each phase is kept before it begins, each end once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.books import Books
from bot.errors import AddressRefusedError, DeliveryRefusedError, RateLimitedError
from bot.flows.claim import LEASE, settle
from bot.flows.desk import Desk, keep, note
from bot.flows.mail_server import REST, let_in, shut_out
from bot.ports import OnPhase
from bot.stages.decide import JOB, by_job
from models.fact import Fact, FactKind
from models.lifecycle import PacketEvent
from models.outbox import MailPhase, OutboxItem, OutboxState
from models.packet_record import PacketRecord

#: Longer than any mailer waits for the answer to the end of a text.
_ANSWER_LEASE = timedelta(minutes=3)
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=2)


class FencedError(Exception):
    """Another attempt has taken the row meanwhile: this one stops where it is and settles nothing."""


def message_id(desk: Desk, record: PacketRecord) -> str:
    """The same for the same approved text, so that a mail can be looked up at the server."""
    approval = record.approval.content_hash if record.approval else ""
    domain = desk.policy.entities[record.packet.entity].mail_from.partition("@")[2]
    return f"<{record.id.lower()}.{approval[:16]}@{domain}>"


def phases_of(desk: Desk, item: OutboxItem) -> OnPhase:
    """What keeps the phases of the claimed *item*, each committed before it returns, and with a new lease.

    It raises FencedError where the row is another attempt's by now.
    """

    def begin(phase: MailPhase) -> None:
        lease = _ANSWER_LEASE if phase is MailPhase.DOT_SENT else LEASE
        with desk.store.transaction() as books:
            begun = replace(_mine(books, item), phase=phase, lease_until=books.instant(desk.clock.now()) + lease)
            books.save_item(begun, attempt=item.attempt)

    return begin


def confirm(desk: Desk, item: OutboxItem, record: PacketRecord, where: str) -> None:
    """It was taken; *where* it went."""
    at = desk.clock.now()
    with desk.store.transaction() as books:
        _settle(books, item, OutboxState.DONE, external_id=message_id(desk, record))
        let_in(desk, books)
        keep(desk, books, record, by_job(record, PacketEvent.CONFIRM, at), where=where)
        books.add_fact(mail_sent(record, at, message_id(desk, record)))


def mail_sent(record: PacketRecord, at: datetime, name: str) -> Fact:
    """The touch that an approved mail is, in the name of who approved it; *name* is its Message-ID."""
    if record.approval is None or record.draft is None:
        raise AssertionError("a sent packet has a draft and its approval")
    every = [item.invoice.number for item in record.packet.items]
    return Fact(
        kind=FactKind.SENT,
        account_id=record.packet.account.id,
        about="\n".join(record.draft.about if record.correction else record.draft.invoices or every),
        by_id=record.approval.by_id,
        by_name=record.approval.by_name,
        at=at,
        reason=record.draft.play.value,
        message_id=name,
    )


def refuse(desk: Desk, item: OutboxItem, record: PacketRecord, error: DeliveryRefusedError) -> None:
    """A definite no: it is a person's again, with what was said; addresses that do not exist are remembered."""
    at, why = desk.clock.now(), str(error)
    with desk.store.transaction() as books:
        _settle(books, item, OutboxState.FAILED, error=why)
        let_in(desk, books)
        drift = (f"The mail was refused: {why}",)
        back = by_job(record, PacketEvent.REFUSE, at, why, approval=None, drift=drift, mail_stayed=True)
        keep(desk, books, record, back)
        for address in error.addresses if isinstance(error, AddressRefusedError) else ():
            books.add_fact(_refused_address(record, address, at, why))


def _refused_address(record: PacketRecord, address: str, at: datetime, why: str) -> Fact:
    return Fact(
        kind=FactKind.ADDRESS_REFUSED,
        account_id=record.packet.account.id,
        about=address.casefold(),
        by_id=JOB,
        by_name="The mail server",
        at=at,
        reason=why,
    )


def put_off(desk: Desk, item: OutboxItem, record: PacketRecord, why: str) -> None:
    """A definite no for now: approved as before and tried again later, checked anew; after enough tries a person's."""
    tries = item.put_off + 1
    if tries >= desk.policy.sending.tries:
        refuse(desk, item, record, DeliveryRefusedError(f"It was tried {tries} times. The last time: {why}"))
        return
    pause = min(_FIRST_PAUSE * 2 ** (tries - 1), _LONGEST_PAUSE)
    _defer(desk, item, record, why, pause, put_off=tries)


def wait(desk: Desk, item: OutboxItem, record: PacketRecord, error: RateLimitedError) -> None:
    """As long as the other side says; that is no failed try."""
    _defer(desk, item, record, str(error), timedelta(seconds=error.retry_after))


def shut(desk: Desk, item: OutboxItem, record: PacketRecord, why: str) -> None:
    """The server takes no mail at all from us: that is no failed try of this one, and the others wait with it."""
    _defer(desk, item, record, why, REST)
    with desk.store.transaction() as books:
        shut_out(desk, books, why)


def _defer(desk: Desk, item: OutboxItem, record: PacketRecord, why: str, pause: timedelta, **changes: object) -> None:
    at = desk.clock.now()
    with desk.store.transaction() as books:
        _settle(books, item, OutboxState.PLANNED, not_before=at + pause, phase=None, error=why, **changes)
        keep(desk, books, record, by_job(record, PacketEvent.DEFER, at, why))


def uncertain(desk: Desk, item: OutboxItem, why: str) -> None:
    """Nobody knows whether it left. A person finds out; the machine never sends it again."""
    with desk.store.transaction() as books:
        _to_a_person(desk, books, _mine(books, item), why)


def give_up(desk: Desk, item: OutboxItem) -> None:
    """Whoever was handing *item* over, as it was read, let its lease end: it is uncertain, whatever its phase."""
    with desk.store.transaction() as books:
        current = books.item(item.key)
        # One that went on meanwhile has a new lease.
        if current == item:
            _to_a_person(desk, books, item, "")


def _to_a_person(desk: Desk, books: Books, item: OutboxItem, why: str) -> None:
    books.save_item(replace(item, state=OutboxState.UNCERTAIN, error=why), attempt=item.attempt)
    note(books, desk.clock.now(), "mail.uncertain", item.subject, why=why, phase=item.phase or "")
    books.redraw(item.subject)


def _settle(books: Books, item: OutboxItem, state: OutboxState, **changes: object) -> None:
    settle(books, _mine(books, item), state, **changes)


def _mine(books: Books, item: OutboxItem) -> OutboxItem:
    """The row as it is now, still of the attempt that claimed *item*.

    Raises:
        FencedError: it is not.
    """
    current = books.item(item.key)
    if current is None or (current.attempt, current.state) != (item.attempt, OutboxState.SENDING):
        raise FencedError(item.key)
    return current
