"""Remember that whoever decided is asked whether the card gave them what they needed; once a day for each person."""

from __future__ import annotations

from datetime import date, datetime

from bot.books import Books
from models.fact import Fact, FactKind
from models.packet_record import PacketRecord
from models.people import Person

_JOB = "confidence asked"


def ask_confidence(books: Books, record: PacketRecord, person: Person, *, at: datetime, day: date) -> None:
    """Put the question on the card of *record*, unless *person* was asked on another one on *day*."""
    if books.first_run(_JOB, person.user_id, day, at):
        books.add_fact(confidence_fact(FactKind.CONFIDENCE_ASKED, record, person, at=at))


def confidence_fact(kind: FactKind, record: PacketRecord, person: Person, *, at: datetime, reason: str = "") -> Fact:
    """The question, or with *reason* its answer."""
    return Fact(
        kind=kind,
        account_id=record.packet.account.id,
        about=record.id,
        by_id=person.user_id,
        by_name=person.name,
        at=at,
        reason=reason,
    )
