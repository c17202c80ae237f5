"""What was written to and fro before a labelled draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from bot.stages.cases.labelled import Fields
from bot.stages.read import signals_in
from bot.wording import normalise
from models.correspondence import Contact, Direction, Message
from models.evidence import Origin
from models.ledger import Promise
from models.signal import Signal, SignalKind

#: Id of the one account of a case.
CASE = "case"

_THEIRS = re.compile(
    r"^\W*(?:\[?in(?:bound)?\b|auto-?\w*|out of office|sie\b|kund\w*|ils?\b|elles?\b|ell[oa]s?\b|loro\b|customer|client\w*|they\b|from (?:the )?customer|received|reply|replied|them\b)"  # noqa: E501
)
_OURS = re.compile(r"^\W*(?:\[?out(?:bound)?\b|us\b|we\b|ours\b|sent\b|our\b|reminder\b|first|second|third|follow)")
_WROTE_ON = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def messages_of(facts: Fields, as_of: date, contact: Contact, origin: Origin) -> Iterator[Message]:
    """The messages of a case, as they are listed there."""
    for number, told in enumerate(facts.each("prior_messages") or ()):
        one = Fields({"text": told} if isinstance(told, str) else told, f"facts.prior_messages[{number}]")
        text = one.text("text") or one.text("body") or one.text("message") or ""
        on = _day_written(one, text, as_of)
        direction = _direction(one, text, contact)
        yield Message(
            id=f"{number}",
            account_id=CASE,
            direction=direction,
            sender=contact.email if direction is Direction.INBOUND else "us",
            at=datetime(on.year, on.month, on.day, tzinfo=UTC),
            text=text,
            origin=origin,
            subject=one.text("subject") or "",
        )


def _day_written(one: Fields, text: str, as_of: date) -> date:
    """The day a message says it is of; one that says none counts as of today, which is on record anyway."""
    named = next((on for name in ("date", "on", "at", "sent", "received") if (on := one.day(name))), None)
    found = _WROTE_ON.search(text)
    return named or (date.fromisoformat(found[0]) if found else as_of)


def _direction(one: Fields, text: str, contact: Contact) -> Direction:
    told = next((said for name in ("direction", "from", "sender", "role", "by") if (said := one.said(name))), "")
    said = normalise(_WROTE_ON.sub("", f"{told} {text}"))
    first_name = normalise(contact.name).split(" ")[0]
    theirs = _THEIRS.match(said) or (told and contact.email.casefold() in told.casefold())
    by_name = first_name and re.match(rf"^\W*(?:from )?{re.escape(first_name)}\b", said)
    if theirs or (by_name and not _OURS.match(said)):
        return Direction.INBOUND
    return Direction.OUTBOUND


def signals_of(exchanges: Iterable[Message]) -> tuple[Signal, ...]:
    """What the customer's messages say."""
    return tuple(
        signal
        for message in exchanges
        if message.direction is Direction.INBOUND
        for signal in signals_in(message.text, source_id=message.id, origin=message.origin, received=message.at.date())
    )


def promises_in(heard: Iterable[Signal], who: str) -> Iterator[Promise]:
    """The promises among what they say."""
    for signal in heard:
        if signal.kind is SignalKind.PROMISE and signal.on:
            yield Promise(id=signal.source_id, account_id=CASE, due_on=signal.on, said_by=who, origin=signal.origin)
