"""How a row of the phrase tables is written and asked. Patterns see folded text: lower case, no accents, ' for ’."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from models.signal import SignalKind

KindOfText = Literal["email", "note", "ticket"]

_GAP = 70


@dataclass(frozen=True, slots=True)
class Row:
    """Words that raise one kind of signal."""

    kind: SignalKind
    reason: str
    pattern: re.Pattern[str]
    #: Texts in which these words are usual and mean nothing: a contract note is full of clauses.
    usual_in: frozenset[KindOfText] = frozenset()
    #: Says that an invoice is refused, held or sent back, and not why. Where the message waits for a paper (a PO
    #: number, a form, a signature), that is why, and it is paperwork.
    yields_to_paper: bool = False
    #: Words in whose sentence these mean something else.
    unless: re.Pattern[str] | None = None

    def holds(self, plain: str) -> bool:
        """Whether the folded text has these words, and none that make them mean something else."""
        return self.pattern.search(plain) is not None and not (self.unless and self.unless.search(plain))


def row(
    kind: SignalKind,
    *patterns: str,
    reason: str = "",
    usual_in: Iterable[KindOfText] = (),
    yields_to_paper: bool = False,
    unless: Iterable[str] = (),
) -> Row:
    """One row; any of *patterns* raises it."""
    return Row(
        kind,
        reason,
        any_of(*patterns),
        frozenset(usual_in),
        yields_to_paper,
        any_of(*unless) if unless else None,
    )


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern that holds where any of *patterns* does."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def near(one: str, other: str, gap: int = _GAP) -> str:
    """*one* and *other* in either order, at most *gap* characters apart."""
    return rf"\b(?:{one})\b.{{0,{gap}}}\b(?:{other})\b|\b(?:{other})\b.{{0,{gap}}}\b(?:{one})\b"


def then(one: str, other: str, gap: int = _GAP) -> str:
    """*one* and after it *other*."""
    return rf"\b(?:{one})\b.{{0,{gap}}}\b(?:{other})\b"


def words(*each: str) -> str:
    """Any of these whole words or openings of words ("instal" needs its own ending)."""
    return rf"\b(?:{'|'.join(each)})\b"
