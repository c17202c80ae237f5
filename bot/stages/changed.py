"""Yesterday's packet and today's: what a reader of the card should hear first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot import wording
from bot.stages.left_out import CHALLENGED, left_for
from models.change import Change, ChangeKind, News
from models.correspondence import Direction, Message
from models.packet import FollowUpPacket, OpenItem
from models.promise import Outcome

_KINDS = list(ChangeKind)
_CAME_OF: Mapping[Outcome, tuple[ChangeKind, str]] = {
    Outcome.BROKEN: (ChangeKind.PROMISE_BROKEN, "was not kept"),
    Outcome.PART_KEPT: (ChangeKind.PROMISE_BROKEN, "was kept in part"),
    Outcome.KEPT: (ChangeKind.PROMISE_KEPT, "was kept"),
}


def news(before: FollowUpPacket, after: FollowUpPacket, told: News | None) -> News | None:
    """What is new on the day of *after*; *told* is what was new before, and counts on while the day is the same.

    None = nothing.
    """
    found = changes(before, after)
    if before.as_of == after.as_of and told is not None:
        return News(told.since, tuple(dict.fromkeys((*told.changes, *found))))
    return News(before.as_of, found) if found else None


def changes(before: FollowUpPacket, after: FollowUpPacket) -> tuple[Change, ...]:
    """What happened between two packets of one account, entity and currency, what weighs most first."""
    found = [
        *_written(before, after),
        *_disputed(before, after),
        *_words(before, after),
        *_money(before, after),
        *_tickets(before, after),
    ]
    return tuple(sorted(found, key=lambda each: _KINDS.index(each.kind)))


def _written(before: FollowUpPacket, after: FollowUpPacket) -> Iterator[Change]:
    known = {message.id for message in _heard(before)}
    senders = (message.sender for message in _heard(after) if message.id not in known)
    yield from (Change(ChangeKind.WROTE, f"{sender} wrote") for sender in dict.fromkeys(senders))


def _heard(packet: FollowUpPacket) -> tuple[Message, ...]:
    # What a machine of theirs answered counts where a person of ours still has to read it.
    exchanged = (each for each in packet.exchanges if each.automatic is None)
    return tuple(each for each in (*packet.unread, *exchanged) if each.direction is Direction.INBOUND)


def _disputed(before: FollowUpPacket, after: FollowUpPacket) -> Iterator[Change]:
    known = {line.item.invoice.number for line in left_for(before, *CHALLENGED)}
    for line in left_for(after, *CHALLENGED):
        if line.item.invoice.number not in known:
            yield Change(ChangeKind.DISPUTED, f"{line.item.invoice.number} is disputed")


def _words(before: FollowUpPacket, after: FollowUpPacket) -> Iterator[Change]:
    known = {promise.id for promise in before.promises} | {word.promise.id for word in before.kept_words}
    for promise in after.promises:
        if promise.id not in known:
            yield Change(ChangeKind.PROMISED, f"they promised to pay by {wording.day(promise.due_on)}")
    came_of = {word.promise.id: word.outcome for word in before.kept_words}
    for word in after.kept_words:
        if word.outcome in _CAME_OF and came_of.get(word.promise.id, word.outcome) is not word.outcome:
            kind, told = _CAME_OF[word.outcome]
            yield Change(kind, f"the promise for {wording.day(word.promise.due_on)} {told}")


def _money(before: FollowUpPacket, after: FollowUpPacket) -> Iterator[Change]:
    now, gone = _open(after), {invoice.number for invoice in after.gone}
    for number, item in _open(before).items():
        left = now.get(number)
        if left is None and number in gone:
            yield Change(ChangeKind.GONE, f"{number} is no longer on the list")
        elif left is None:
            yield Change(ChangeKind.SETTLED, f"{number} is settled")
        elif left.open < item.open:
            yield Change(ChangeKind.PAID_PART, f"{number} is down by {wording.amount(item.open - left.open)}")
    if after.unapplied.minor > before.unapplied.minor:
        more = wording.amount(after.unapplied - before.unapplied)
        yield Change(ChangeKind.UNAPPLIED, f"{more} came that no invoice claims")


def _open(packet: FollowUpPacket) -> dict[str, OpenItem]:
    lines = (*packet.items, *(left.item for left in packet.left_out), *packet.not_due)
    return {item.invoice.number: item for item in lines}


def _tickets(before: FollowUpPacket, after: FollowUpPacket) -> Iterator[Change]:
    then, now = ({ticket.id: ticket for ticket in packet.tickets} for packet in (before, after))
    for ticket_id in sorted(now.keys() - then.keys()):
        yield Change(ChangeKind.TICKET_OPENED, f"a ticket was opened: {now[ticket_id].subject}")
    for ticket_id in sorted(then.keys() - now.keys()):
        yield Change(ChangeKind.TICKET_CLOSED, f"a ticket is closed: {then[ticket_id].subject}")
