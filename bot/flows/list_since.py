"""What happened on a reader's accounts since their last list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from bot.books import Books
from bot.cards.morning import Since
from bot.cards.names import local_day
from bot.flows.desk import Desk, channel_of, list_subject
from bot.stages.age import residual
from bot.stages.decide import JOB
from models.change import ChangeKind
from models.correspondence import Message
from models.dispute import Dispute
from models.ledger import AccountLedger
from models.lifecycle import DisputeState, PacketEvent, PacketState
from models.outbox import OutboxKind
from models.packet_record import PacketRecord
from models.people import LEADERSHIP, Role
from models.receivable import Invoice

#: A list older than this is not what a reader remembers.
_LOOK_BACK = 7
#: What somebody else may do with a packet of the reader.
_ACTS = tuple(
    f"packet.{event}"
    for event in (
        PacketEvent.APPROVE,
        PacketEvent.ESCALATE,
        PacketEvent.ANSWER,
        PacketEvent.REROUTE,
        PacketEvent.DECLINE,
        PacketEvent.HOLD,
        PacketEvent.CHOOSE_PATH,
        PacketEvent.DISPUTE,
    )
)
_K = ChangeKind
_TOLD = frozenset({_K.PROMISE_BROKEN, _K.PROMISE_KEPT, _K.PAID_PART, _K.UNAPPLIED, _K.TICKET_OPENED, _K.TICKET_CLOSED})


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
    desk: Desk,
    books: Books,
    reader: str,
    records: Sequence[PacketRecord],
    last: tuple[date, datetime] | None,
    day: date,
) -> Since | None:
    """What happened on the accounts of *reader*, a Slack user id or a role, since then; None = no list before."""
    if last is None:
        return None
    on, at = last
    mine = [record for record in records if _has_card(record, reader)]
    back = _back(books, mine, at)
    # What is asked of the reader nobody else has taken, whatever they did before.
    others = [one for one in records if one not in mine or one.state is not PacketState.POSTED]
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
        new=sum(_is_new(desk, books, record, on) for record in mine if record not in back)
        + sum(local_day(one.flagged_at, desk.policy) > on for one in _disputes_of(books, reader)),
        back=tuple(dict.fromkeys(map(_name, back))),
        taken=tuple(dict.fromkeys(_taken(books, others, reader, at))),
        moved=tuple(dict.fromkeys(_moved_on(desk, books, records, reader, at))),
        untaken=tuple(_name_of(one) for one in books.disputes_in(DisputeState.ROUTED) if one.flagged_by == reader),
        changed=tuple(_changed(records, on)),
    )


def _has_card(record: PacketRecord, reader: str) -> bool:
    return record.is_live and record.has_card and (record.reviewer.user_id or record.reviewer.role.value) == reader


def _is_new(desk: Desk, books: Books, record: PacketRecord, on: date) -> bool:
    """Whether its card came to this reader after the day *on*; one that is drawn anew has been there."""
    channel = channel_of(desk.policy, record)
    posts = [item for item in books.items(f"packet:{record.id}") if item.kind is OutboxKind.POST]
    here = [item for item in posts if item.partition == channel]
    return bool(here) and local_day(here[0].not_before, desk.policy) > on


def _disputes_of(books: Books, reader: str) -> Sequence[Dispute]:
    """Those whose cards are in the reader's channel."""
    states = (DisputeState.ROUTED, DisputeState.OWNED) if reader == Role.FINANCE_LEADERSHIP else ()
    return [one for state in states for one in books.disputes_in(state)]


def _back(books: Books, records: Sequence[PacketRecord], at: datetime) -> list[PacketRecord]:
    """Those whose hold ended by itself: its day came, or the customer wrote."""
    released = {each.subject for each in books.audited(("packet.release",), at) if each.by_id == JOB}
    return [one for one in records if f"packet:{one.id}" in released]


def _taken(books: Books, records: Sequence[PacketRecord], reader: str, at: datetime) -> Iterator[tuple[str, str]]:
    """Accounts on which somebody else acted, with who it was."""
    acted = _acted(books, reader, at)
    yield from ((_name(one), acted[f"packet:{one.id}"]) for one in records if f"packet:{one.id}" in acted)


def _acted(books: Books, reader: str, at: datetime) -> dict[str, str]:
    return {each.subject: each.by_name for each in books.audited(_ACTS, at) if each.by_id not in (JOB, reader)}


def _moved_on(
    desk: Desk, books: Books, records: Sequence[PacketRecord], reader: str, at: datetime
) -> Iterator[tuple[str, str]]:
    """Accounts that are with leadership now and that nobody gave to it, with which role it is."""
    acted = _acted(books, reader, at)
    for record in records:
        role, subject = record.reviewer.role, f"packet:{record.id}"
        is_theirs = record.is_live and role in LEADERSHIP and subject not in acted
        if is_theirs and reader in desk.policy.members and _moved(books, subject, at):
            yield _name(record), role.value.replace("_", " ")


def _moved(books: Books, subject: str, at: datetime) -> bool:
    """Whether its last card went to another channel than the one before."""
    posts = [item for item in books.items(subject) if item.kind is OutboxKind.POST][-2:]
    return len(posts) > 1 and posts[1].not_before >= at and posts[0].partition != posts[1].partition


def _changed(records: Sequence[PacketRecord], on: date) -> Iterator[tuple[str, str]]:
    """What the books say of promises, money in part and tickets, on accounts that have a card."""
    for record in records:
        news = record.news if record.is_live else None
        for change in news.changes if news is not None and news.since >= on else ():
            if change.kind in _TOLD:
                yield _name(record), change.what


def _name_of(dispute: Dispute) -> str:
    return dispute.account_name or dispute.account_id


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
