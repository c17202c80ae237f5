"""What a language model is given of an account's messages for a brief, and which of its bullets are believed."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.stages.brief import quotation, same_words
from bot.stages.model_reading import masked
from models.brief import Note, NoteKind
from models.correspondence import Automatic, Direction, Message
from models.ledger import AccountLedger

#: The newest messages it is given, and how much of each: together they fit the budget of one question.
_MESSAGES = 8
_CHARACTERS = 1_500
_MOST_NOTES = 12
_LONGEST_NOTE = 240
_LONGEST_QUOTE = 600
#: A bullet with one of these is dropped: addresses, links, mentions, channels, anything Slack could bring to life.
_LIVELY = re.compile(r"[<>@#|\[\]{}`]|://|www\.|\w\.[a-z]{2,}(?![a-z])", re.I)
#: In the words of a customer; what else they write stays letters on a card.
_LINK = re.compile(r"://|www\.|[<>@]", re.I)
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Told:
    """What a model is given, and which message each of its handles stands for."""

    text: str
    messages: Mapping[str, Message]

    @property
    def digest(self) -> str:
        """Changes when what it is given does, or which messages it is of."""
        ids = "\n".join(message.id for message in self.messages.values())
        return hashlib.sha256(f"{ids}\n{self.text}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Believed:
    """The bullets that could be checked, and how many more there were."""

    notes: tuple[Note, ...]
    dropped: int


def told(book: AccountLedger) -> Told | None:
    """The newest messages to and from one account, oldest first, as data; None = they never wrote."""
    written = sorted((each for each in book.messages if each.automatic is not Automatic.BOUNCE), key=_when)
    newest = written[-_MESSAGES:]
    if not any(each.direction is Direction.INBOUND for each in newest):
        return None
    handles = {f"m{number}": each for number, each in enumerate(newest, start=1)}
    rows = [
        {
            "message": handle,
            "from": "customer" if each.direction is Direction.INBOUND else "us",
            "day": each.at.date().isoformat(),
            "text": masked(each.text[:_CHARACTERS]),
        }
        for handle, each in handles.items()
    ]
    return Told(json.dumps({"messages": rows}, ensure_ascii=False), handles)


def _when(message: Message) -> tuple[float, str]:
    return message.at.timestamp(), message.id


def believed(answer: Mapping[str, Any], given: Told) -> Believed | None:
    """The bullets of *answer* that a message of *given* bears out; None = it is not of the schema."""
    named = answer.get("bullets")
    if not isinstance(named, list):
        return None
    checked = [_note(each, given) for each in named[:_MOST_NOTES]]
    found = dict.fromkeys(note for note in checked if note is not None)
    dropped = max(len(named) - _MOST_NOTES, 0) + checked.count(None)
    return Believed(tuple(found), dropped)


def _note(named: object, given: Told) -> Note | None:
    said = named if isinstance(named, dict) else {}
    kind, handle, quote, text = (said.get(key) for key in ("kind", "message", "quote", "text"))
    if not (isinstance(kind, str) and isinstance(handle, str) and isinstance(quote, str) and isinstance(text, str)):
        return None
    if kind not in frozenset(NoteKind) or handle not in given.messages:
        return None
    quoted = quotation(given.messages[handle], quote[: _LONGEST_QUOTE + 1])
    if quoted is None or not _says_something(quoted.text) or len(quote) > _LONGEST_QUOTE:
        return None
    if not _is_harmless(text, quoted.text):
        return None
    return Note(NoteKind(kind), same_words(text), quoted.message_id, quoted.text)


def _says_something(quote: str) -> bool:
    """Whether it has a word, and no link."""
    return re.search(r"[^\W\d_]", quote) is not None and _LINK.search(quote) is None


def _is_harmless(text: str, quote: str) -> bool:
    """Whether a bullet is short, shows all it has, links nowhere, and has no figure that its quote does not have."""
    if not text.strip() or len(text) > _LONGEST_NOTE or _LIVELY.search(text):
        return False
    if any(unicodedata.category(char) in _HIDDEN for char in text):
        return False
    return _numbers(text) <= _numbers(quote)


def _numbers(text: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(text))
