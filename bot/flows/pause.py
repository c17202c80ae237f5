"""Pausing all mail and letting it go again; and each packet as it stands under a pause."""

from __future__ import annotations

from bot.books import Books
from bot.cards.text import safe
from bot.flows.desk import Desk, note, redraw_list, signature_subject
from bot.stages.decide import Press
from bot.stages.pause import EVERY_ACCOUNT, pause_by, paused_words, resume_by, standing_pause, under_pause
from models.fact import Fact
from models.lifecycle import DisputeState
from models.packet_record import PacketRecord
from models.pause import Pause
from models.people import Person, Role


def pause_of(books: Books) -> Pause | None:
    """The pause that stands; None = mail leaves."""
    return standing_pause(books.facts(EVERY_ACCOUNT))


def as_it_stands(desk: Desk, books: Books, record: PacketRecord) -> PacketRecord:
    """The packet to draw or to decide on: with the gate of a pause, which is never stored."""
    return under_pause(record, pause_of(books), desk.policy)


def pause_line(desk: Desk, books: Books) -> list[str]:
    """The sentence above a list while mail is paused; empty where it is not."""
    standing = pause_of(books)
    if standing is None:
        return []
    why = safe(standing.reason, 200).rstrip(".")
    return [f"{paused_words(standing, desk.policy)}: {why}. No mail leaves until it is resumed."]


def pause(desk: Desk, *, person: Person, reason: str) -> Pause:
    """Stop every mail that has not been handed over; approved ones wait and are checked again afterwards.

    Raises:
        RefusedError: see stages.pause.pause_by.
    """
    with desk.store.transaction() as books:
        fact = pause_by(_press(desk, person, reason), pause_of(books))
        _keep(desk, books, fact, "mail.paused", person)
    return Pause(by_id=fact.by_id, by_name=fact.by_name, since=fact.at, reason=fact.reason)


def resume(desk: Desk, *, person: Person, reason: str) -> None:
    """End the pause; what was approved leaves after its recheck. Raises as `pause`."""
    with desk.store.transaction() as books:
        fact = resume_by(_press(desk, person, reason), pause_of(books))
        _keep(desk, books, fact, "mail.resumed", person)


def _press(desk: Desk, person: Person, reason: str) -> Press:
    return Press(person=person, version=0, at=desk.clock.now(), reason=reason.strip())


def _keep(desk: Desk, books: Books, fact: Fact, what: str, person: Person) -> None:
    books.add_fact(fact)
    note(books, fact.at, what, "", person=person, reason=fact.reason)
    books.redraw_live()
    for dispute in (*books.disputes_in(DisputeState.ROUTED), *books.disputes_in(DisputeState.OWNED)):
        books.redraw(f"dispute:{dispute.id}")
        books.redraw(f"question:{dispute.id}")
    for record in books.packets_called_to_sign():
        books.redraw(signature_subject(record))
    for reader in (*desk.policy.members, *map(str, Role)):
        redraw_list(desk, books, reader)
