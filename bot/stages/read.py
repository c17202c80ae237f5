"""What a text seems to say, with the sentence it says it in. A suspicion, never an instruction to us."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.stages.phrases import KindOfText, Row
from bot.stages.phrases_abroad import CHALLENGE_ABROAD, UNEASE_ABROAD
from bot.stages.phrases_harmless import HARMLESS
from bot.stages.phrases_money import ABOUT_MONEY
from bot.stages.phrases_promise import NO_PROMISE, PROMISES
from bot.stages.phrases_unease import UNEASE
from bot.stages.phrases_wishes import WISHES
from bot.stages.phrases_work import ABOUT_WORK
from bot.stages.quoting import Sentence, sentences
from bot.stages.stated_day import stated_day
from models.evidence import Origin
from models.ledger import AccountLedger, Automatic, Direction, Message
from models.packet import Signal, SignalKind

#: Kinds that a reviewer confirms or rejects: a challenge of what is owed, and orders to the machine.
CHALLENGES = frozenset({SignalKind.DISPUTE, SignalKind.INJECTION})

#: The first row that holds names the reason, so the particular ones are asked first.
_CHALLENGES = (*ABOUT_MONEY, *ABOUT_WORK, *CHALLENGE_ABROAD, *UNEASE, *UNEASE_ABROAD)
_HARMLESS = re.compile("|".join(HARMLESS))
_NO_PROMISE = re.compile(NO_PROMISE)
_MONEY = re.compile(r"\b(?:invoic|bill|pay|paid|charg|amount|price|refund|credit|owe|rechnung|zahl|factur|pag)\w*")
#: Our own notes describe what was agreed; only what they report the customer as saying is a challenge.
_THEIR_STANCE = re.compile(
    r"\b(?:said|says|claim\w*|disput\w*|refus\w*|complain\w*|unhappy|withh\w*|challeng\w*|object\w*|argu\w*|insist\w*|"
    r"won't|will not|not pay\w*|reject\w*|disagree\w*|told|angry|annoyed|upset|contest\w*|query|queries|demand\w*|"
    r"on hold|question\w*)\b"
)
_ANSWERS = re.compile(r"\s*(?:re|aw|sv|fwd?|wg|tr|rv)\s*:", re.I)
_MACHINE_ANSWERS = re.compile(
    r"\s*(?:re|aw|sv|fwd?|wg|tr|rv|auto(?:matic|mated)?[- ]?(?:reply|response)|automatische antwort|abwesen\w*|"
    r"out of (?:the )?office|r[ée]ponse automatique|respuesta autom[áa]tica)\s*:",
    re.I,
)
_PO = next(row.pattern for row in WISHES if row.kind is SignalKind.PO_NEEDED)


def read(book: AccountLedger) -> tuple[Signal, ...]:
    """Every signal in the customer's messages, the contract notes and the open tickets of one account."""
    found: list[Signal] = []
    for message in book.messages:
        if message.direction is Direction.INBOUND:
            found += signals_of(message)
    for contract in book.contracts:
        told = contract.origin.as_of
        found += signals_in(
            contract.note, source_id=contract.id, origin=contract.origin, received=told, kind_of_text="note"
        )
    for ticket in book.tickets:
        if ticket.is_open:
            found += signals_in(
                ticket.subject,
                source_id=ticket.id,
                origin=ticket.origin,
                received=ticket.opened_on,
                kind_of_text="ticket",
            )
    return tuple(found)


def signals_of(message: Message) -> tuple[Signal, ...]:
    """What a message of theirs seems to say. A bounce is our own mail coming back and says nothing."""
    if message.automatic is Automatic.BOUNCE:
        return ()
    text = f"{message.subject}\n\n{message.text}" if _says_something(message) else message.text
    return signals_in(text, source_id=message.id, origin=message.origin, received=message.at.date())


def signals_in(
    text: str, *, source_id: str, origin: Origin, received: date, kind_of_text: KindOfText = "email"
) -> tuple[Signal, ...]:
    """What *text* seems to say: one signal per kind and reason, each with the first sentence that says it."""
    found: dict[tuple[SignalKind, str], Signal] = {}
    for sentence in sentences(text):
        for kind, reason, on in _said_in(sentence, received, kind_of_text):
            signal = Signal(kind=kind, reason=reason, on=on, quote=sentence.quote, source_id=source_id, origin=origin)
            found.setdefault((kind, reason), signal)
            if kind is SignalKind.PROMISE and on and found[kind, reason].on is None:
                found[kind, reason] = signal
    return tuple(found.values())


def _said_in(
    sentence: Sentence, received: date, kind_of_text: KindOfText
) -> Iterator[tuple[SignalKind, str, date | None]]:
    asks_po = _PO.search(sentence.plain) is not None
    plain = _HARMLESS.sub(" ", sentence.plain)
    challenged = next((row for row in _CHALLENGES if _holds(row, plain, kind_of_text, asks_po)), None)
    if challenged is not None and (kind_of_text != "note" or _THEIR_STANCE.search(plain)):
        yield challenged.kind, challenged.reason, None
    for row in WISHES:
        if _holds(row, sentence.plain, kind_of_text):
            yield row.kind, row.reason, None
    for row in PROMISES:
        match = row.pattern.search(sentence.plain)
        if match and not _NO_PROMISE.search(sentence.plain):
            yield row.kind, "", stated_day(sentence.plain, received, after=match.start())


def _holds(row: Row, plain: str, kind_of_text: KindOfText, asks_po: bool = False) -> bool:
    if kind_of_text in row.usual_in or (row.yields_to_po and asks_po) or not row.pattern.search(plain):
        return False
    return kind_of_text != "ticket" or row.about_money or _MONEY.search(plain) is not None


def _says_something(message: Message) -> bool:
    """An answer's subject is our own words, a machine's answer included."""
    answers = _MACHINE_ANSWERS if message.automatic else _ANSWERS
    return bool(message.subject.strip()) and not answers.match(message.subject)
