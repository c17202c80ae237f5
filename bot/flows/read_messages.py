"""Let a language model read what customers wrote, before anything is decided and outside every transaction."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from bot.errors import ModelError
from bot.flows.desk import Desk
from bot.flows.note_model import note_model
from bot.ports import Reader
from bot.stages.age import open_items
from bot.stages.model_reading import checked, digest_of, told, worth_reading
from models.correspondence import Message
from models.model_reading import ModelReading

_NOT_THE_SCHEMA = "its answer was not of the schema"


def read_messages(desk: Desk, day: date) -> None:
    """Ask the model about every message it has not read, the newest first, as far as its budget goes.

    Nothing happens without a model, and nothing is raised: what it has not read is told on the cards.
    """
    if desk.reader is None:
        return
    waiting = _waiting(desk, desk.reader, day)
    if not waiting:
        return
    answers = desk.reader.read([told(message) for message in waiting])
    read = dropped = 0
    failures: Counter[str] = Counter()
    for message, answer in zip(waiting, answers, strict=True):
        found = None if isinstance(answer, ModelError) else checked(answer, message)
        if found is None:
            failures[answer.why if isinstance(answer, ModelError) else _NOT_THE_SCHEMA] += 1
            continue
        read, dropped = read + 1, dropped + found.dropped
        reading = ModelReading(
            account_id=message.account_id,
            digest=digest_of(message),
            reader=desk.reader.name,
            claims=found.claims,
            read_at=desk.clock.now(),
        )
        with desk.store.transaction() as books:
            books.keep_model_reading(reading)
    note_model(desk, "model.read", desk.reader.name, failures, read=read, dropped=dropped, unread=failures.total())


def _waiting(desk: Desk, reader: Reader, day: date) -> list[Message]:
    with desk.store.transaction() as books:
        accounts = books.account_ids()
    found: dict[tuple[str, str], Message] = {}
    for account_id in accounts:
        with desk.store.transaction() as books:
            book, readings = books.account_ledger(account_id), books.model_readings(account_id)
        if book is not None:
            read = {reading.digest for reading in readings if reading.reader == reader.name}
            for message in worth_reading(book, open_items(book, day)):
                if (digest := digest_of(message)) not in read:
                    found.setdefault((account_id, digest), message)
    return sorted(found.values(), key=_age, reverse=True)


def _age(message: Message) -> tuple[datetime, str]:
    return message.at, message.id
