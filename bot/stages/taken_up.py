"""What a letter takes up before it asks, from records: their last words, a day they named, money that came."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.stages.named import invoices_named
from models.correspondence import Direction, Message
from models.evidence import Evidence
from models.late_reason import LateCode
from models.packet import FollowUpPacket, OpenItem
from models.promise import KeptWord, Outcome
from models.receivable import Payment
from models.signal import HeardBy, SignalKind

#: Money that came longer ago is not thanked for, and a message that is older not answered.
_RECENT_DAYS = 120


class Topic(StrEnum):
    """What it is, the most telling first: a letter takes up the first that holds and no other."""

    DAY_NAMED = "day_named"
    PART_OF_PROMISE = "part_of_promise"
    PROMISE_PAST = "promise_past"
    PART_PAID = "part_paid"
    APPROVAL = "approval"
    PAYMENT_RUN = "payment_run"
    THEIR_WORD = "their_word"
    OUR_REMINDER = "our_reminder"
    LAST_PAYMENT = "last_payment"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUp:
    """What a letter takes up, with the records behind it. Fields that the topic does not need are None."""

    topic: Topic
    evidence: tuple[Evidence, ...] = ()
    #: Their message.
    message: Message | None = None
    #: The day it speaks of: named by them, or of a payment.
    on: date | None = None
    kept_word: KeptWord | None = None
    #: The invoice they paid in part.
    item: OpenItem | None = None


def taken_up(packet: FollowUpPacket, items: Sequence[OpenItem]) -> TakenUp:
    """What a letter about *items* takes up."""
    found = (finder(packet, items) for finder in _FINDERS)
    return next((each for each in found if each is not None), TakenUp(topic=Topic.NOTHING))


def their_word(packet: FollowUpPacket, items: Sequence[OpenItem]) -> Message | None:
    """The newest message in which a person on record at the customer names one of *items*, unless we wrote since."""
    theirs = next((each for each in _newest_first(packet) if _is_theirs(packet, each) and _names(each, items)), None)
    if theirs is None or any(on > theirs.at.date() for on in packet.reminded_on):
        return None
    return theirs if _is_recent(packet, theirs.at.date()) else None


def their_last_message(packet: FollowUpPacket) -> Message | None:
    """The newest message of a person on record at the customer, whatever it is about."""
    theirs = next((each for each in _newest_first(packet) if _is_theirs(packet, each)), None)
    return theirs if theirs is not None and _is_recent(packet, theirs.at.date()) else None


def our_last_word(packet: FollowUpPacket, items: Sequence[OpenItem]) -> Message | None:
    """Our message that names one of *items*, where nothing has been written since, by them or by us."""
    newest = next((each for each in _newest_first(packet) if each.automatic is None), None)
    is_ours = newest is not None and newest.direction is Direction.OUTBOUND and newest.returned is None
    return newest if newest is not None and is_ours and _names(newest, items) else None


def _newest_first(packet: FollowUpPacket) -> list[Message]:
    every = {each.id: each for each in (*packet.exchanges, *packet.unread)}
    return sorted(every.values(), key=lambda each: each.at, reverse=True)


def _is_theirs(packet: FollowUpPacket, message: Message) -> bool:
    """Whether a person on record at the customer wrote it, and no dispute has ended since."""
    # What a dispute was about is not thanked for once it is over: leadership has answered it, and not with a reminder.
    if any(message.at <= dispute.closed_at for dispute in packet.closed_disputes):
        return False
    known = {contact.email.casefold() for contact in packet.contacts}
    by_hand = message.direction is Direction.INBOUND and message.automatic is None
    return by_hand and message.sender.casefold() in known


def _names(message: Message, items: Sequence[OpenItem]) -> bool:
    return bool(invoices_named(f"{message.subject}\n{message.text}", [item.invoice for item in items]))


def _speaks_of(packet: FollowUpPacket, items: Sequence[OpenItem], message: Message, quote: str) -> bool:
    """Whether *quote* is about *items*: it names one of them, or the message names no other invoice that is open."""
    asked = {item.invoice.number for item in items}
    every = [*packet.items, *packet.not_due, *(left.item for left in packet.left_out)]
    invoices = [item.invoice for item in every]
    named = invoices_named(quote, invoices)
    return bool(named & asked) if named else invoices_named(f"{message.subject}\n{message.text}", invoices) <= asked


def _is_recent(packet: FollowUpPacket, on: date) -> bool:
    return 0 <= (packet.as_of - on).days <= _RECENT_DAYS


def _wrote(message: Message) -> Evidence:
    return Evidence(f"{message.sender} wrote to us on {message.at.date()}", message.origin)


# ── one finder for each topic ────────────────────────────────────────────────────────────────────
def _day_named(packet: FollowUpPacket, items: Sequence[OpenItem]) -> TakenUp | None:
    message = their_word(packet, items)
    if message is None:
        return None
    for signal in packet.signals:
        # What only a model has heard is taken up in no letter.
        is_word = signal.kind is SignalKind.PROMISE and signal.heard_by is not HeardBy.MODEL
        is_here = signal.source_id == message.id and _speaks_of(packet, items, message, signal.quote)
        if is_word and is_here and signal.on is not None and signal.on >= packet.as_of:
            said = Evidence(f"they name {signal.on}: “{signal.quote}”", signal.origin)
            return TakenUp(topic=Topic.DAY_NAMED, evidence=(said,), message=message, on=signal.on)
    return None


def _missed(packet: FollowUpPacket, items: Sequence[OpenItem], outcome: Outcome) -> KeptWord | None:
    asked = {item.invoice.number for item in items}
    words = [each for each in packet.came_back if each.outcome is outcome and asked & set(each.invoices)]
    return max(words, key=lambda each: each.promise.due_on, default=None)


def _part_of_promise(packet: FollowUpPacket, items: Sequence[OpenItem]) -> TakenUp | None:
    word = _missed(packet, items, Outcome.PART_KEPT)
    if word is None:
        return None
    fact = Evidence(f"promised for {word.promise.due_on}, {word.received} received", word.promise.origin)
    return TakenUp(topic=Topic.PART_OF_PROMISE, evidence=(fact,), kept_word=word)


def _promise_past(packet: FollowUpPacket, items: Sequence[OpenItem]) -> TakenUp | None:
    word = _missed(packet, items, Outcome.BROKEN)
    if word is None:
        return None
    fact = Evidence(f"promised for {word.promise.due_on} by {word.promise.said_by}", word.promise.origin)
    return TakenUp(topic=Topic.PROMISE_PAST, evidence=(fact,), kept_word=word)


def _part_paid(_packet: FollowUpPacket, items: Sequence[OpenItem]) -> TakenUp | None:
    for item in items:
        if item.paid is not None and item.paid.minor > 0:
            fact = Evidence(f"invoice {item.invoice.number}: {item.paid} received", item.invoice.origin)
            return TakenUp(topic=Topic.PART_PAID, evidence=(fact,), item=item)
    return None


def _understood(code: LateCode, topic: Topic) -> Callable[[FollowUpPacket, Sequence[OpenItem]], TakenUp | None]:
    def find(packet: FollowUpPacket, items: Sequence[OpenItem]) -> TakenUp | None:
        message = their_word(packet, items)
        reasons = (each for each in packet.late_because if each.code is code)
        behind = [
            each
            for reason in reasons
            for each in reason.evidence
            if message and each.origin == message.origin and _speaks_of(packet, items, message, each.fact)
        ]
        return TakenUp(topic=topic, evidence=tuple(behind), message=message) if behind else None

    return find


def _their_word(packet: FollowUpPacket, items: Sequence[OpenItem]) -> TakenUp | None:
    message = their_word(packet, items)
    return TakenUp(topic=Topic.THEIR_WORD, evidence=(_wrote(message),), message=message) if message else None


def _our_reminder(packet: FollowUpPacket, _items: Sequence[OpenItem]) -> TakenUp | None:
    if not packet.reminded_on:
        return None
    return TakenUp(topic=Topic.OUR_REMINDER, evidence=packet.reminders, on=packet.reminded_on[-1])


def _last_payment(packet: FollowUpPacket, _items: Sequence[OpenItem]) -> TakenUp | None:
    payment = packet.last_payment
    if payment is None or packet.unapplied.minor or not _is_recent(packet, payment.received_on):
        return None
    return TakenUp(topic=Topic.LAST_PAYMENT, evidence=tuple(_received(payment)), on=payment.received_on)


def _received(payment: Payment) -> Iterator[Evidence]:
    what = f" for {payment.invoice_number}" if payment.invoice_number else ""
    yield Evidence(f"{payment.amount} received on {payment.received_on}{what}", payment.origin)


#: In the order of `Topic`.
_FINDERS: tuple[Callable[[FollowUpPacket, Sequence[OpenItem]], TakenUp | None], ...] = (
    _day_named,
    _part_of_promise,
    _promise_past,
    _part_paid,
    _understood(LateCode.APPROVAL_PENDING, Topic.APPROVAL),
    _understood(LateCode.NEXT_PAYMENT_RUN, Topic.PAYMENT_RUN),
    _their_word,
    _our_reminder,
    _last_payment,
)
