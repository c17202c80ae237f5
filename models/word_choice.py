"""Which approved sentences a language model chose for a message, and the few it wrote itself; kept for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.draft import Tone
from models.prompted_model import PromptedModel


@dataclass(frozen=True, slots=True)
class FreeSentence:
    """A sentence of the model's own, without a record behind it."""

    #: Id of the approved sentence it follows, in the same paragraph.
    after: str
    text: str


@dataclass(frozen=True, slots=True)
class WordChoice:
    """The words of one message, by the ids of approved sentences."""

    tone: Tone
    #: Sentence ids, paragraph by paragraph.
    paragraphs: tuple[tuple[str, ...], ...]
    free: tuple[FreeSentence, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every id, in order."""
        return tuple(name for paragraph in self.paragraphs for name in paragraph)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelAnswer:
    """What a model answered, checked by nobody yet, and what it cost."""

    said: dict[str, object]
    tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWords:
    """One menu, put to one model with one prompt."""

    account_id: str
    #: Of the menu: another one for other facts, other approved sentences or other rules.
    digest: str
    drafter: PromptedModel
    #: None = it gave none that could be used, and is asked again.
    choice: WordChoice | None
    #: Why there is no choice, as a clause: "its time was up"; "" = there is one.
    why: str = ""
    #: What question and answer cost; None = not known.
    tokens: int | None = None
    #: Aware instant.
    asked_at: datetime
