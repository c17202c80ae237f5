"""What a language model is given of a message, and what of its answer is believed. It may add, never take away."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.stages.read import ANSWERS
from bot.stages.reading.quoting import Sentence, folded, sentences
from bot.stages.reading.stated_day import stated_day
from models.correspondence import Automatic, Direction, Message
from models.evidence import Gap
from models.ledger import AccountLedger
from models.model_reading import Claim, ModelReading
from models.packet import OpenItem
from models.prompted_model import PromptedModel
from models.signal import HeardBy, Signal, SignalKind

#: What a model may say of a message. The schema of the prompt lists the same.
KINDS = frozenset(SignalKind)
#: More things than this no message says.
_MOST_CLAIMS = 20
#: Written as one of these before it leaves the house; the customer's name and figures are what the reading is about.
_MASKED = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[address]"),
    (re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b"), "[bank account]"),
    (re.compile(r"(?<![\w.,])(?:\+|00)\d[\d ()/.-]{7,}\d"), "[telephone]"),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What of an answer could be checked."""

    claims: tuple[Claim, ...]
    #: How many more it named that no sentence of the message bears out, or that are of no known kind.
    dropped: int


# ── before the call ───────────────────────────────────────────────────────────────────────────────


def worth_reading(book: AccountLedger, found: Sequence[OpenItem]) -> tuple[Message, ...]:
    """Their messages that may matter to what is past due, newest first; *found* is every open item of the account."""
    if not any(item.days_past_due > 0 for item in found):
        return ()
    since = min(item.invoice.issued_on for item in found)
    theirs = [each for each in book.messages if each.direction is Direction.INBOUND and each.at.date() >= since]
    theirs = [each for each in theirs if each.automatic is not Automatic.BOUNCE and _own_words(each)]
    return tuple(sorted(theirs, key=lambda each: (each.at, each.id), reverse=True))


def told(message: Message) -> str:
    """The message as it is given to a model: its own sentences as data, without addresses and account numbers."""
    own = [masked(sentence.quote) for sentence in _own_words(message)]
    return json.dumps({"sentences": own}, ensure_ascii=False)


def masked(text: str) -> str:
    """*text* without what a model need not know to read it."""
    for pattern, instead in _MASKED:
        text = pattern.sub(instead, text)
    return text


def digest_of(message: Message) -> str:
    """Changes when the message's words do."""
    return hashlib.sha256(f"{message.subject}\n{message.text}".encode()).hexdigest()[:32]


def _own_words(message: Message) -> tuple[Sentence, ...]:
    subject = () if ANSWERS.match(message.subject) else sentences(message.subject)
    return (*sentences(message.text), *subject)


# ── after the call ────────────────────────────────────────────────────────────────────────────────


def checked(answer: Mapping[str, Any], message: Message) -> Checked | None:
    """What of *answer* the message bears out: a known kind and a verbatim quote; None = it is not of the schema.

    Everything else in it is looked at by nobody.
    """
    named = answer.get("signals")
    if not isinstance(named, list):
        return None
    own = [(folded(masked(sentence.quote)), sentence.quote) for sentence in _own_words(message)]
    found: dict[SignalKind, Claim] = {}
    dropped = max(len(named) - _MOST_CLAIMS, 0)
    for each in named[:_MOST_CLAIMS]:
        claim = _claim(each, own)
        if claim is None:
            dropped += 1
        else:
            found.setdefault(claim.kind, claim)
    return Checked(tuple(found.values()), dropped)


def _claim(named: object, own: Sequence[tuple[str, str]]) -> Claim | None:
    kind, quote = (named.get("kind"), named.get("quote")) if isinstance(named, dict) else (None, None)
    if not isinstance(kind, str) or kind not in KINDS or not isinstance(quote, str):
        return None
    said = folded(quote)
    if not re.search(r"[^\W\d_]", said):
        return None
    whole = next((sentence for plain, sentence in own if said in plain), None)
    return Claim(SignalKind(kind), whole) if whole is not None else None


# ── with the rest ─────────────────────────────────────────────────────────────────────────────────


def heard_by_model(book: AccountLedger, readings: Iterable[ModelReading]) -> tuple[Signal, ...]:
    """Every claim ever made of a message as it stands now, whichever model made it. Days are worked out here."""
    claims: dict[str, dict[Claim, None]] = {}
    for reading in readings:
        claims.setdefault(reading.digest, {}).update(dict.fromkeys(reading.claims))
    theirs = [message for message in book.messages if message.direction is Direction.INBOUND] if claims else []
    return tuple(_signal(claim, message) for message in theirs for claim in claims.get(digest_of(message), ()))


def _signal(claim: Claim, message: Message) -> Signal:
    is_promise = claim.kind is SignalKind.PROMISE
    return Signal(
        kind=claim.kind,
        quote=claim.quote,
        source_id=message.id,
        origin=message.origin,
        on=stated_day(folded(claim.quote), message.at.date()) if is_promise else None,
        heard_by=HeardBy.MODEL,
    )


def together(rules: Sequence[Signal], model: Sequence[Signal]) -> tuple[Signal, ...]:
    """All that the rules have heard, and what the model alone has."""
    agreed = {(signal.kind, signal.source_id) for signal in model}
    known = {(signal.kind, signal.source_id) for signal in rules}
    both = [
        replace(signal, heard_by=HeardBy.BOTH) if (signal.kind, signal.source_id) in agreed else signal
        for signal in rules
    ]
    return (*both, *(signal for signal in model if (signal.kind, signal.source_id) not in known))


def gaps_of_reading(
    book: AccountLedger, found: Sequence[OpenItem], readings: Iterable[ModelReading], reader: PromptedModel | None
) -> Iterator[Gap]:
    """That the model has not read everything it should have; nothing where there is no model."""
    if reader is None:
        return
    read = {reading.digest for reading in readings if reading.reader == reader}
    waiting = sum(digest_of(message) not in read for message in worth_reading(book, found))
    if waiting:
        what = f"what the model hears in {waiting} {'message' if waiting == 1 else 'messages'}"
        yield Gap(what, "It gave no answer yet, or its budget was spent. The rules alone have read them.")
