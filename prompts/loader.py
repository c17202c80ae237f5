"""Approved words, read from this package; nothing here knows a fact."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import Any

from bot.errors import MappingError
from models.draft import Play, Tone

#: How a text names what code fills in. Not the syntax of any template engine, so nothing else fills it by accident.
SLOT = re.compile(r"\[\[([a-z_]+)\]\]")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A text with slots, and the version of the words around them."""

    text: str
    #: sha256 of the text, first twelve hex digits.
    version: str

    @property
    def slots(self) -> frozenset[str]:
        """What has to be filled in."""
        return frozenset(SLOT.findall(self.text))

    def fill(self, values: Mapping[str, str]) -> str:
        """The text with every slot replaced, once; a value that looks like a slot stays as it is.

        Raises:
            MappingError: a slot has no value, or a value has no slot.
        """
        missing, unused = sorted(self.slots - values.keys()), sorted(values.keys() - self.slots)
        if missing or unused:
            raise MappingError(
                f"Prompt {self.version}: no value for {missing}, no slot for {unused}. Correct one side."
            )
        return SLOT.sub(lambda slot: values[slot.group(1)], self.text)


class Part(StrEnum):
    """What a sentence does in a letter; one may stand in for another of the same part only."""

    SUBJECT = "subject"
    #: The greeting and the signature: never exchanged.
    FRAME = "frame"
    OPENING = "opening"
    #: Leads over to the invoice lines.
    LEAD = "lead"
    #: The invoices and the sums.
    FACTS = "facts"
    #: What we know of the past: earlier letters, habits, a payment that came.
    HISTORY = "history"
    #: Takes up what they told us.
    ANSWER = "answer"
    ASK = "ask"
    #: Why we ask.
    WHY = "why"
    #: What we offer.
    HELP = "help"
    REMITTANCE = "remittance"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One approved sentence of the bank."""

    id: str
    part: Part
    prompt: Prompt
    #: The mildest tone it belongs to.
    tone: Tone
    #: Name of the condition under which it is true; stages.draft knows them.
    when: str
    approved_by: str
    version: int


@dataclass(frozen=True, slots=True)
class Bank:
    """The approved words of one language."""

    language: str
    sentences: Mapping[str, Sentence]
    #: Pieces that code assembles into a composite slot: one invoice line, a total.
    lines: Mapping[str, Prompt]
    #: Of all pieces together, and who approved them.
    pieces_version: int
    pieces_approved_by: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """Which sentences make a message, paragraph by paragraph."""

    play: Play
    steps: frozenset[int]
    tones: frozenset[Tone]
    #: "" is the usual one; "rest_only" and "first_late" are for their occasions.
    variant: str
    subject: tuple[str, ...]
    paragraphs: tuple[tuple[str, ...], ...]


def load(name: str) -> Prompt:
    """The text of one file of this package, by its path without a leading slash.

    Raises:
        MappingError: there is no such file.
    """
    place = resources.files("prompts").joinpath(*name.split("/"))
    if ".." in name or not place.is_file():
        raise MappingError(f"There is no prompt {name!r}. Add prompts/{name}, or correct the name.")
    return prompt(place.read_text(encoding="utf-8"))


def prompt(text: str) -> Prompt:
    """*text* with its version."""
    return Prompt(text, hashlib.sha256(text.encode()).hexdigest()[:12])


def languages() -> frozenset[str]:
    """Languages that have a bank."""
    files = resources.files("prompts").joinpath("bank").iterdir()
    return frozenset(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml"))


@lru_cache(maxsize=32)
def load_bank(language: str) -> Bank:
    """The sentence bank of *language*.

    Raises:
        MappingError: there is none, or a sentence lacks a key.
    """
    raw = load(f"bank/{language}.toml")
    table = tomllib.loads(raw.text)
    sentences = [_sentence(row, language) for row in table.get("sentence", [])]
    lines = {name: prompt(text) for name, text in table.get("lines", {}).items()}
    if len({sentence.id for sentence in sentences}) != len(sentences):
        raise MappingError(f"prompts/bank/{language}.toml uses a sentence id twice. Rename one.")
    pieces = _pieces(table, language)
    return Bank(language, {sentence.id: sentence for sentence in sentences}, lines, *pieces, version=raw.version)


@lru_cache(maxsize=1)
def load_compositions() -> tuple[Composition, ...]:
    """Every composition.

    Raises:
        MappingError: one lacks a key.
    """
    rows = tomllib.loads(load("compositions.toml").text).get("composition", [])
    return tuple(_composition(row) for row in rows)


def composition(play: Play, step: int, tone: Tone, variant: str = "") -> Composition:
    """The composition for one occasion; without one of its own a variant uses the usual words.

    Raises:
        MappingError: there is none.
    """
    rows = [row for row in load_compositions() if row.play is play and step in row.steps and tone in row.tones]
    for wanted in (variant, ""):
        for row in rows:
            if row.variant == wanted:
                return row
    raise MappingError(f"compositions.toml has no {play} of step {step} in tone {tone}. Add it.")


def _pieces(table: Mapping[str, Any], language: str) -> tuple[int, str]:
    try:
        return int(table["pieces_version"]), str(table["pieces_approved_by"])
    except KeyError as missing:
        raise MappingError(f"prompts/bank/{language}.toml lacks {missing} above its [lines]. Add it.") from missing


def _sentence(row: Mapping[str, Any], language: str) -> Sentence:
    try:
        return Sentence(
            id=row["id"],
            part=Part(row["part"]),
            prompt=prompt(row["text"].strip()),
            tone=Tone(row["tone"]),
            when=row["when"],
            approved_by=row["approved_by"],
            version=row["version"],
        )
    except (KeyError, ValueError) as wrong:
        raise MappingError(f"prompts/bank/{language}.toml, sentence {row.get('id')!r}: {wrong}. Correct it.") from wrong


def _composition(row: Mapping[str, Any]) -> Composition:
    try:
        return Composition(
            play=Play(row["play"]),
            steps=frozenset(row["steps"]),
            tones=frozenset(Tone(tone) for tone in row["tones"]),
            variant=row.get("variant", ""),
            subject=tuple(row["subject"]),
            paragraphs=tuple(tuple(paragraph) for paragraph in row["paragraphs"]),
        )
    except (KeyError, ValueError) as wrong:
        raise MappingError(f"prompts/compositions.toml, {dict(row)}: {wrong}. Correct it.") from wrong
