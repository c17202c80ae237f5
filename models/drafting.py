"""How a draft came about: who worded it, from what, and what a person changed. Stored with the draft, for ever."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.prompted_model import PromptedModel


class DraftedBy(StrEnum):
    """Whose words they are."""

    #: The composition of the occasion, as finance approved it.
    TEMPLATE = "template"
    #: Approved sentences in a model's choice, with at most two of its own.
    MODEL = "model"
    PERSON = "person"


class EditCode(StrEnum):
    """Why a person changed the words."""

    WRONG_FACT = "wrong_fact"
    MISSING_FACT = "missing_fact"
    TONE = "tone"
    LENGTH = "length"
    OWN_STYLE = "own_style"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """The origin of one draft's words."""

    drafted_by: DraftedBy
    #: `FollowUpPacket.digest` of the facts it was written from.
    packet: str
    #: Versions of the sentence bank and of the guard.
    bank: str
    guard: str
    #: Ids of its approved sentences, in order.
    sentences: tuple[str, ...] = ()
    #: The model that was asked; None = none was.
    drafter: PromptedModel | None = None
    #: What the question and its answer cost; None = none was asked, or it is not known.
    tokens: int | None = None
    #: Why the model's words are not in it, as a clause: "its time was up"; "" = they are, or none was asked.
    fell_back: str = ""
    #: Why a person says they changed the words; None = nobody did, or they did not say.
    edit_code: EditCode | None = None
