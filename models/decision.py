"""Who decided what, when, on which version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.lifecycle import PacketEvent
from models.people import Reviewer, Role


class Path(StrEnum):
    """What leadership can choose for an executive review."""

    OWNER_CALLS = "owner_calls"
    NOTE_BY_OWNER = "note_by_owner"
    REST_ONLY = "rest_only"
    FINANCE_TAKES_OVER = "finance_takes_over"
    HOLD = "hold"


class DeclineCode(StrEnum):
    """Why a person does not want a draft to go out at all."""

    IN_TOUCH = "in_touch"
    WILL_PAY = "will_pay"
    BAD_MOMENT = "bad_moment"
    WRONG_FACT = "wrong_fact"
    WRONG_MESSAGE = "wrong_message"
    OTHER = "other"


#: Paths after which a first draft is written.
DRAFTING_PATHS = frozenset({Path.NOTE_BY_OWNER, Path.REST_ONLY, Path.FINANCE_TAKES_OVER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One move of one packet. *by_id* is a Slack user id, or "job" for the machine."""

    event: PacketEvent
    by_id: str
    by_name: str
    #: Aware instant.
    at: datetime
    #: The version it was made on.
    version: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A named person's yes to exactly one text."""

    content_hash: str
    by_id: str
    by_name: str
    at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A pause with a reason. It ends on the morning of *until*."""

    #: First day it is back; None = until the fact *reason* names (leadership only).
    until: date | None
    reason: str
    by_id: str
    by_name: str
    #: Put on with the whole account, whose hold may be lifted from elsewhere.
    of_account: bool = False
    #: Of a draft somebody declined, why; new facts end it before its day. None = no decline.
    declined: DeclineCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PathChoice:
    """The relationship path leadership chose; it holds for this packet only."""

    path: Path
    reason: str
    by_id: str
    by_name: str
    at: datetime
    #: Names of the rules it was chosen over; a graver reason that comes later needs a new choice.
    over: tuple[str, ...] = ()


#: Options that an escalation may name.
MOST_OPTIONS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What an escalation asks, and of whom."""

    text: str
    reason: str
    asked: Role
    by_id: str
    by_name: str
    at: datetime
    #: Who decides again once it is answered.
    back_to: Reviewer
    #: The question that was open when this one was asked.
    earlier: Question | None = None
    #: Slack user id of the one person asked; None = anybody in the role.
    colleague: str | None = None
    #: What they could decide, as whoever asks puts it; empty = nothing was named.
    options: tuple[str, ...] = ()


class Rating(StrEnum):
    """What whoever was asked says of the question: the quality of an escalation."""

    USEFUL = "useful"
    NOT_USEFUL = "not_useful"
    WRONG_OWNER = "wrong_owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reroute:
    """A person's word that somebody else decides this packet."""

    to: Reviewer
    reason: str
    by_id: str
    by_name: str
    at: datetime


def people_named(question: Question | None, reroute: Reroute | None) -> frozenset[str]:
    """Slack user ids of those whom a person chose by name: they decide as an account owner whoever owns the account."""
    named = [reroute.to.user_id] if reroute else []
    while question is not None:
        named.append(question.colleague)
        question = question.earlier
    return frozenset(filter(None, named))
