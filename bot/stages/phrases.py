"""How a row of the phrase tables is written and asked. Patterns see folded text: lower case, no accents, ' for ’."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from models.packet import SignalKind

KindOfText = Literal["email", "note", "ticket"]

_GAP = 70

#: "does not" in the ways people type it.
NOT = (
    r"(?:not|never|no|nor|neither|nobody|nothing|none|cannot|without|hardly|barely|unable|fail(?:s|ed)? to|"
    r"\w+n't|(?:is|was|are|were|do|does|did|has|have|had|ca|wo|would|could|should)nt|yet to|refuse[sd]? to)"
)


@dataclass(frozen=True, slots=True)
class Row:
    """Words that raise one kind of signal."""

    kind: SignalKind
    reason: str
    pattern: re.Pattern[str]
    #: Said only about money: a ticket that merely reports a fault is not a challenge of an invoice.
    about_money: bool = True
    #: Texts in which these words are usual and mean nothing: a contract note is full of clauses.
    usual_in: frozenset[KindOfText] = frozenset()
    #: Does not count in a sentence that asks for a PO number.
    yields_to_po: bool = False


def row(
    kind: SignalKind,
    *patterns: str,
    reason: str = "",
    about_money: bool = True,
    usual_in: Iterable[KindOfText] = (),
    yields_to_po: bool = False,
) -> Row:
    """One row; any of *patterns* raises it."""
    joined = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    return Row(kind, reason, joined, about_money, frozenset(usual_in), yields_to_po)


def near(one: str, other: str, gap: int = _GAP) -> str:
    """*one* and *other* in either order, at most *gap* characters apart."""
    return rf"\b(?:{one})\b.{{0,{gap}}}\b(?:{other})|\b(?:{other}).{{0,{gap}}}\b(?:{one})\b"


def then(one: str, other: str, gap: int = _GAP) -> str:
    """*one* and after it *other*."""
    return rf"\b(?:{one})\b.{{0,{gap}}}\b(?:{other})"


def words(*each: str) -> str:
    """Any of these whole words or openings of words ("instal" needs its own ending)."""
    return rf"\b(?:{'|'.join(each)})\b"
